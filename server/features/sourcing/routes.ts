/** The sourcing part of the API, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import type { SourcingService } from './service.ts'

export function sourcingRoutes(sourcing: SourcingService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/sourcing-needs', contract.listNeeds, ({ actor, query: { limit, cursor, state } }) =>
      sourcing.list(actor, { limit: limit ?? 25, cursor, ...(state && { state }) }),
    )
    app.post('/sourcing-needs', contract.createNeed, async ({ actor, body }, reply) =>
      reply.code(201).send(await sourcing.create(actor, body)),
    )
    app.get('/sourcing-needs/:needId', contract.getNeed, ({ actor, params }) => sourcing.get(actor, params.needId))
    app.put('/sourcing-needs/:needId', contract.editNeed, ({ actor, params, headers, body }) =>
      sourcing.edit(actor, params.needId, versionOf(headers), body),
    )
    app.post('/sourcing-needs/:needId/publish', contract.publishNeed, ({ actor, params, headers }) =>
      sourcing.step(actor, params.needId, versionOf(headers), { step: 'publish' }),
    )
    app.post('/sourcing-needs/:needId/close', contract.closeNeed, ({ actor, params, headers, body }) =>
      sourcing.step(actor, params.needId, versionOf(headers), { step: 'close', reason: body.reason }),
    )
    app.post('/sourcing-needs/:needId/reopen', contract.reopenNeed, ({ actor, params, headers }) =>
      sourcing.step(actor, params.needId, versionOf(headers), { step: 'reopen' }),
    )
    app.get('/open-needs', contract.listOpenNeeds, ({ actor, query: { limit, ...filter } }) =>
      sourcing.open(actor, { cursor: undefined, ...filter, limit: limit ?? 25 }),
    )
    app.get('/open-needs/:needId', contract.getOpenNeed, ({ actor, params }) => sourcing.getOpen(actor, params.needId))
  }
}
