/** The part of the API about saved searches and their feeds, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as contract from './contract-searches.ts'
import type { FeedService } from './service-feeds.ts'
import type { SearchService } from './service-searches.ts'

export function searchRoutes(searches: SearchService, feeds: FeedService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/saved-searches', contract.listSearches, async ({ actor }) => ({ items: await searches.list(actor) }))
    app.post('/saved-searches', contract.saveSearch, async ({ actor, body }, reply) =>
      reply.code(201).send(await searches.save(actor, body)),
    )
    app.get('/saved-searches/:searchId', contract.getSearch, ({ actor, params }) => searches.get(actor, params.searchId))
    app.put('/saved-searches/:searchId', contract.changeSearch, ({ actor, params, headers, body }) =>
      searches.change(actor, params.searchId, versionOf(headers), body),
    )
    app.post('/saved-searches/:searchId/look', contract.lookAtSearch, ({ actor, params }) => searches.look(actor, params.searchId))
    app.delete('/saved-searches/:searchId', contract.deleteSearch, async ({ actor, params }, reply) => {
      await searches.delete(actor, params.searchId)
      return reply.code(204).send(null)
    })
    app.post('/saved-searches/:searchId/feed', contract.openFeed, async ({ actor, params }, reply) =>
      reply.code(201).send(await feeds.open(actor, params.searchId)),
    )
    app.delete('/saved-searches/:searchId/feed', contract.closeFeed, async ({ actor, params }, reply) => {
      await feeds.close(actor, params.searchId)
      return reply.code(204).send(null)
    })
    app.get('/feeds/:searchId/:token', contract.readFeed, async ({ actor, params }, reply) => {
      const text = await feeds.read(actor, params.searchId, params.token)
      return reply
        .type('application/atom+xml; charset=utf-8')
        .header('cache-control', 'private, max-age=600')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .serializer((body: string) => body)
        .send(text)
    })
  }
}
