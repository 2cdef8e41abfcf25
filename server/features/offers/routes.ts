/** The part of the API about interest, answers by mail, and feedback, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import * as terms from './contract-terms.ts'
import type { FeedbackService } from './service-feedback.ts'
import type { InterestService } from './service-interests.ts'
import type { AnswerLinkService } from './service-links.ts'
import type { TermsService } from './service-terms.ts'

interface Services {
  interests: InterestService
  links: AnswerLinkService
  feedback: FeedbackService
  terms: TermsService
}

export function interestRoutes({ interests, links, feedback, terms: term }: Services): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/open-needs/:needId/interest', contract.prepareInterest, ({ actor, params }) => interests.prepare(actor, params.needId))
    app.post('/open-needs/:needId/interest', contract.showInterest, ({ actor, params, body }) => interests.show(actor, params.needId, body))
    app.get('/linkages/:linkageId/interest', contract.getInterest, ({ actor, params }) => interests.get(actor, params.linkageId))
    app.put('/linkages/:linkageId/interest', contract.editInterest, ({ actor, params, headers, body }) =>
      interests.edit(actor, params.linkageId, versionOf(headers), body),
    )
    app.get('/answers/:token', contract.showAnswerLink, ({ actor, params }) => links.show(actor, params.token))
    app.post('/answers/:token', contract.answerByLink, ({ actor, params, body }) => links.answer(actor, params.token, body))
    app.get('/feedback-owed', terms.listFeedbackOwed, ({ actor, query: { limit, cursor, needId } }) =>
      feedback.owed(actor, { limit: limit ?? 25, cursor, ...(needId && { needId }) }),
    )
    app.get('/linkages/:linkageId/feedback', terms.getFeedback, ({ actor, params }) => feedback.get(actor, params.linkageId))
    app.post('/linkages/:linkageId/feedback', terms.giveFeedback, ({ actor, params, body }) => feedback.give(actor, params.linkageId, body))
    app.get('/answer-terms', terms.getAnswerTerms, ({ actor }) => term.get(actor))
    app.put('/answer-terms', terms.setAnswerTerms, ({ actor, headers, body }) => term.set(actor, versionOf(headers), body))
    app.get('/exchange-rates', terms.listExchangeRates, ({ actor, query: { limit, cursor } }) =>
      term.rates(actor, { limit: limit ?? 25, cursor }),
    )
    app.post('/exchange-rates', terms.enterExchangeRate, async ({ actor, body }, reply) =>
      reply.code(201).send(await term.enterRate(actor, body)),
    )
  }
}
