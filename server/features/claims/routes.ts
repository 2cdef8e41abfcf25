/** The part of the API about unconfirmed firms, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import type { ClaimService } from './service.ts'

export function claimRoutes(claims: ClaimService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post('/unclaimed-firms/:organizationId/claims', contract.askForClaim, async ({ actor, params, body }, reply) =>
      reply.code(202).send(await claims.ask(actor, params.organizationId, body)),
    )
    app.post('/unclaimed-firms/:organizationId/claim-code', contract.useClaimCode, ({ actor, params, body }) =>
      claims.useCode(actor, params.organizationId, body.code),
    )
    app.post('/unclaimed-firms/:organizationId/removals', contract.askForRemoval, async ({ actor, params, body }, reply) => {
      await claims.askForRemoval(actor, params.organizationId, body)
      return reply.code(202).send(null)
    })
    app.get('/claims', contract.listClaims, ({ actor, query }) => claims.list(actor, { limit: query.limit ?? 25, cursor: query.cursor }))
    app.post('/claims/:claimId/decision', contract.decideClaim, ({ actor, headers, params, body }) =>
      claims.decide(actor, params.claimId, { version: versionOf(headers), grant: body.grant }),
    )
  }
}
