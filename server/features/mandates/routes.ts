/** The part of the API about mandates, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import type { MandateService } from './service.ts'

export function mandateRoutes(mandates: MandateService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/mandates', contract.listMandates, ({ actor, query: { limit, cursor, ...filter } }) =>
      mandates.list(actor, { ...filter, limit: limit ?? 25, cursor }),
    )
    app.get('/mandates/:mandateId', contract.getMandate, ({ actor, params }) => mandates.get(actor, params.mandateId))
    app.post('/mandates', contract.giveMandate, async ({ actor, body }, reply) => reply.code(201).send(await mandates.give(actor, body)))
    app.post('/mandates/requests', contract.askForMandate, async ({ actor, body }, reply) =>
      reply.code(201).send(await mandates.ask(actor, body)),
    )
    app.post('/mandates/:mandateId/answer', contract.answerMandate, ({ actor, headers, params, body }) =>
      mandates.answer(actor, params.mandateId, versionOf(headers), body),
    )
    app.post('/mandates/:mandateId/withdrawal', contract.withdrawMandate, ({ actor, headers, params, body }) =>
      mandates.withdraw(actor, params.mandateId, versionOf(headers), body.note ?? ''),
    )
    app.post('/mandates/:mandateId/retraction', contract.takeMandateBack, ({ actor, headers, params }) =>
      mandates.takeBack(actor, params.mandateId, versionOf(headers)),
    )
    app.get('/agencies', contract.listAgencies, ({ actor, query: { limit, cursor, ...filter } }) =>
      mandates.agencies(actor, { ...filter, limit: limit ?? 25, cursor }),
    )
  }
}
