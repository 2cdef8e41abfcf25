/** The directory part of the API, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from './contract.ts'
import type { DirectoryService } from './service.ts'

export function directoryRoutes(directory: DirectoryService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/suppliers', contract.searchSuppliers, ({ actor, query: { limit, cursor, text, lang, ...filter } }) =>
      directory.search(actor, { ...(text && { text }), ...(lang && { lang }), filter, limit: limit ?? 25, cursor }),
    )
    app.get('/suppliers/names', contract.suggestSuppliers, async ({ actor, query }) => ({
      items: await directory.suggest(actor, query.text, query.limit ?? 8),
    }))
  }
}
