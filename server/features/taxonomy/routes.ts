/** The taxonomy part of the API, as a table of contents; its answers may be kept by browsers and proxies. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from './contract.ts'
import type { TaxonomyService } from './service.ts'

export function taxonomyRoutes(taxonomy: TaxonomyService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/concepts', contract.listConcepts, async ({ actor, query, headers }, reply) => {
      const { items, tag } = await taxonomy.list(actor, query)
      reply.header('etag', `"${tag}"`).header('cache-control', 'public, max-age=3600')
      return headers['if-none-match']?.includes(`"${tag}"`) ? reply.code(304).send(null) : reply.send({ items })
    })
    app.get('/concepts/suggest', contract.suggestConcepts, async ({ actor, query }, reply) => {
      reply.header('cache-control', 'public, max-age=300')
      return { items: await taxonomy.suggest(actor, { ...query, limit: query.limit ?? 8 }) }
    })
    app.get('/parameters', contract.listParameters, async ({ actor, query }, reply) => {
      reply.header('cache-control', 'public, max-age=3600')
      return { items: taxonomy.parameters(actor, query.family) }
    })
    app.get('/materials', contract.listMaterials, async ({ actor }, reply) => {
      reply.header('cache-control', 'public, max-age=3600')
      return { items: taxonomy.materials(actor) }
    })
    app.get('/classifications/:scheme/suggestions', contract.suggestClassificationCodes, async ({ actor, query }, reply) => {
      reply.header('cache-control', 'public, max-age=300')
      const { title, description = '', language = 'en', limit = 5 } = query
      return { items: await taxonomy.suggestCodes(actor, { title, description, language, limit }) }
    })
    app.get('/classifications/:scheme', contract.listClassificationCodes, ({ actor, params, query }, reply) => {
      reply.header('cache-control', 'public, max-age=300')
      return taxonomy.codes(actor, params.scheme, { ...query, limit: query.limit ?? 25, cursor: query.cursor })
    })
  }
}
