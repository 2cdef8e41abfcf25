/** The matching part of the API, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from './contract.ts'
import { listBundles } from './contract-bundles.ts'
import { trialRoutes } from './routes-trials.ts'
import type { MatchingService } from './service.ts'

export function matchingRoutes(matching: MatchingService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/sourcing-needs/:needId/proposals', contract.listProposals, ({ actor, params, query: { limit, cursor, band } }) =>
      matching.proposals(actor, params.needId, { limit: limit ?? 25, cursor, ...(band && { band }) }),
    )
    app.get('/sourcing-needs/:needId/proposals/:organizationId', contract.getProposal, ({ actor, params }) =>
      matching.proposal(actor, params.needId, params.organizationId),
    )
    app.get('/sourcing-needs/:needId/bundles', listBundles, ({ actor, params }) => matching.bundles(actor, params.needId))
    app.get('/opportunities', contract.listOpportunities, ({ actor, query: { limit, cursor, band } }) =>
      matching.opportunities(actor, { limit: limit ?? 25, cursor, ...(band && { band }) }),
    )
    app.get('/opportunities/:needId', contract.getOpportunity, ({ actor, params }) => matching.opportunity(actor, params.needId))
    await app.register(trialRoutes(matching))
  }
}
