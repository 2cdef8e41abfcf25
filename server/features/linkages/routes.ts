/** The linkage part of the API, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import * as termsContract from './contract-terms.ts'
import type { LinkageService } from './service.ts'
import type { TermsService } from './service-terms.ts'

export function linkageRoutes(linkages: LinkageService, terms: TermsService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/linkages', contract.listLinkages, ({ actor, query: { limit, cursor, ...filter } }) =>
      linkages.list(actor, { ...filter, limit: limit ?? 25, cursor }),
    )
    app.get('/linkages/:linkageId', contract.getLinkage, ({ actor, params }) => linkages.get(actor, params.linkageId))
    app.post('/linkages/:linkageId/decision', contract.decideInterest, ({ actor, params, headers, body }) =>
      linkages.decide(actor, params.linkageId, versionOf(headers), body),
    )
    app.post('/linkages/:linkageId/steps', contract.stepLinkage, ({ actor, params, headers, body }) =>
      linkages.step(actor, params.linkageId, versionOf(headers), body),
    )
    app.post('/open-needs/:needId/proposals', contract.brokerSupplier, ({ actor, params, body }) =>
      linkages.broker(actor, params.needId, body),
    )
    app.get('/linkage-terms', termsContract.getLinkageTerms, ({ actor }) => terms.get(actor))
    app.put('/linkage-terms', termsContract.setLinkageTerms, ({ actor, headers, body }) => terms.set(actor, versionOf(headers), body))
    app.post('/open-needs/:needId/answer', contract.answerNeed, ({ actor, params, body }) => linkages.answer(actor, params.needId, body))
    app.post('/sourcing-needs/:needId/invitations', contract.inviteSupplier, ({ actor, params, body }) =>
      linkages.invite(actor, params.needId, body),
    )
  }
}
