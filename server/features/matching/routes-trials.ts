/** The part of the matching API in which lead firms try out and take away, SMEs learn what opens doors, and agencies enter usual costs. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as costs from './contract-costs.ts'
import * as trials from './contract-trials.ts'
import * as unlocks from './contract-unlocks.ts'
import type { MatchingService } from './service.ts'

export function trialRoutes(matching: MatchingService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post('/sourcing-needs/:needId/what-if', trials.tryChanges, ({ actor, params, body: { changes, band, limit } }) =>
      matching.tryChanges(actor, params.needId, { changes, limit: limit ?? 25, ...(band && { band }) }),
    )
    app.get('/sourcing-needs/:needId/comparison', trials.compareProposals, ({ actor, params, query }) =>
      matching.compare(actor, params.needId, query.sme),
    )
    app.get('/sourcing-needs/:needId/lookup', trials.lookUpSupplier, ({ actor, params, query: { text, limit } }) =>
      matching.lookUp(actor, params.needId, { text, limit: limit ?? 5 }),
    )
    app.get('/sourcing-needs/:needId/export', trials.exportProposals, async ({ actor, params, query: { format, band, lang } }, reply) => {
      const { name, bytes } = await matching.exportProposals(actor, params.needId, { format, band, locale: lang ?? 'en' })
      return reply
        .type(trials.MEDIA_TYPES[format])
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(Buffer.from(bytes))
    })
    app.get('/unlocks', unlocks.listUnlocks, ({ actor }) => matching.unlocks(actor))
    app.get('/usual-costs', costs.listCosts, ({ actor, query: { limit, cursor, ...filter } }) =>
      matching.costs(actor, { ...filter, cursor, limit: limit ?? 25 }),
    )
    app.post('/usual-costs', costs.enterCost, async ({ actor, body }, reply) => reply.code(201).send(await matching.enterCost(actor, body)))
    app.put('/usual-costs/:costId', costs.editCost, ({ actor, params, headers, body }) =>
      matching.editCost(actor, params.costId, versionOf(headers), body),
    )
    app.delete('/usual-costs/:costId', costs.removeCost, async ({ actor, params }, reply) => {
      await matching.removeCost(actor, params.costId)
      return reply.code(204).send(null)
    })
  }
}
