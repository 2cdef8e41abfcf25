/** The part of the API about events and the meetings at them, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import * as meetings from './contract-meetings.ts'
import type { EventService } from './service.ts'
import type { EventMeetingService } from './service-meetings.ts'
import type { ScheduleService } from './service-schedule.ts'

export function eventRoutes(
  events: EventService,
  eventMeetings: EventMeetingService,
  schedules: ScheduleService,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/events', contract.listEvents, ({ actor, query: { limit, cursor, when } }) =>
      events.list(actor, { limit: limit ?? 25, cursor, ...(when && { when }) }),
    )
    app.post('/events', contract.createEvent, async ({ actor, body }, reply) => reply.code(201).send(await events.create(actor, body)))
    app.get('/events/:eventId', contract.getEvent, ({ actor, params }) => events.get(actor, params.eventId))
    app.put('/events/:eventId', contract.changeEvent, ({ actor, params, headers, body }) =>
      events.change(actor, params.eventId, versionOf(headers), body),
    )
    app.post('/events/:eventId/publish', contract.publishEvent, ({ actor, params, headers }) =>
      events.publish(actor, params.eventId, versionOf(headers)),
    )
    app.post('/events/:eventId/cancel', contract.cancelEvent, ({ actor, params, headers }) =>
      events.cancel(actor, params.eventId, versionOf(headers)),
    )
    app.post('/events/:eventId/invitations', contract.inviteToEvent, ({ actor, params, body }) =>
      events.invite(actor, params.eventId, body.organizationIds),
    )
    app.put('/events/:eventId/participation', contract.takePart, ({ actor, params, body }) => events.takePart(actor, params.eventId, body))
    app.delete('/events/:eventId/participation', contract.withdrawFromEvent, async ({ actor, params }, reply) => {
      await events.withdraw(actor, params.eventId)
      return reply.code(204).send(null)
    })
    app.get('/events/:eventId/participants', contract.listParticipants, ({ actor, params, query: { limit, cursor } }) =>
      events.participants(actor, params.eventId, { limit: limit ?? 25, cursor }),
    )
    app.post('/events/:eventId/schedule', contract.scheduleEvent, ({ actor, params, headers, body }) =>
      schedules.schedule(actor, params.eventId, versionOf(headers), body),
    )
    app.post('/events/:eventId/announce', contract.announceEvent, async ({ actor, params, headers }, reply) => {
      await schedules.announce(actor, params.eventId, versionOf(headers))
      return reply.code(204).send(null)
    })
    app.get('/events/:eventId/meetings', meetings.listEventMeetings, ({ actor, params, query: { limit, cursor } }) =>
      eventMeetings.list(actor, params.eventId, { limit: limit ?? 25, cursor }),
    )
    app.post('/events/:eventId/meetings', meetings.requestEventMeeting, async ({ actor, params, body }, reply) =>
      reply.code(201).send(await eventMeetings.request(actor, params.eventId, body)),
    )
    app.post('/events/:eventId/pairs', meetings.pairAtEvent, async ({ actor, params, body }, reply) =>
      reply.code(201).send(await eventMeetings.pair(actor, params.eventId, body)),
    )
    app.post('/event-meetings/:eventMeetingId/step', meetings.stepEventMeeting, ({ actor, params, headers, body }) =>
      eventMeetings.step(actor, params.eventMeetingId, versionOf(headers), body.step),
    )
    app.put('/event-meetings/:eventMeetingId/place', meetings.placeEventMeeting, ({ actor, params, headers, body }) =>
      eventMeetings.place(actor, params.eventMeetingId, versionOf(headers), body.place),
    )
    app.put('/event-meetings/:eventMeetingId/outcome', meetings.reportEventMeeting, ({ actor, params, headers, body }) =>
      eventMeetings.report(actor, params.eventMeetingId, versionOf(headers), body),
    )
  }
}
