/** The desk's part of the API, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import * as handoverContract from './contract-handovers.ts'
import { getQueue, shortlistMany } from './contract-queue.ts'
import { getTimes } from './contract-times.ts'
import type { DeskService } from './service.ts'
import type { HandoverService } from './service-handovers.ts'
import type { QueueService } from './service-queue.ts'
import type { TimesService } from './service-times.ts'

export interface DeskParts {
  desk: DeskService
  queue: QueueService
  handovers: HandoverService
  times: TimesService
}

export function deskRoutes({ desk, queue, handovers, times }: DeskParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/desk/board', contract.getBoard, ({ actor, query }) => desk.board(actor, query))
    app.get('/desk/linkages', contract.listCases, ({ actor, query: { limit, cursor, ...filter } }) =>
      desk.list(actor, filter, { limit: limit ?? 25, cursor }),
    )
    app.get('/desk/choices', contract.getChoices, ({ actor }) => desk.choices(actor))
    app.get('/desk/workload', contract.getWorkload, ({ actor }) => desk.workload(actor))
    app.put('/desk/linkages/:linkageId/officer', contract.setOfficer, ({ actor, params, body }) =>
      desk.assign(actor, params.linkageId, body.userId),
    )
    app.post('/desk/linkages/:linkageId/reminders', contract.remind, ({ actor, params, body }) =>
      desk.act(actor, params.linkageId, { act: 'reminder', note: body.note?.trim() ?? '' }),
    )
    app.post('/desk/linkages/:linkageId/escalations', contract.escalate, ({ actor, params, body }) =>
      desk.act(actor, params.linkageId, { act: 'escalation', note: body.note?.trim() ?? '' }),
    )
    app.get('/desk/queue', getQueue, ({ actor, query: { limit, cursor, ...filter } }) =>
      queue.queue(actor, filter, { limit: limit ?? 25, cursor }),
    )
    app.post('/desk/shortlists', shortlistMany, ({ actor, body }) => queue.shortlist(actor, body))
    app.get('/desk/handovers', handoverContract.listHandovers, ({ actor, query: { limit, cursor, ...filter } }) =>
      handovers.list(actor, { ...filter, limit: limit ?? 25, cursor }),
    )
    app.post('/desk/handovers', handoverContract.proposeHandover, async ({ actor, body }, reply) =>
      reply.code(201).send(await handovers.propose(actor, body)),
    )
    app.post('/desk/handovers/:handoverId/steps', handoverContract.stepHandover, ({ actor, params, headers, body }) =>
      handovers.step(actor, params.handoverId, versionOf(headers), body),
    )
    app.get('/times', getTimes, ({ actor, query }) => times.times(actor, query))
  }
}
