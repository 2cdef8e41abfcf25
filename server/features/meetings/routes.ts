/** The part of the API about meetings, visits and calendars, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import * as calendar from './contract-calendars.ts'
import * as visits from './contract-visits.ts'
import type { MeetingService } from './service.ts'
import type { CalendarService } from './service-calendars.ts'
import type { VisitService } from './service-visits.ts'

const CALENDAR = 'text/calendar; charset=utf-8'

export function meetingRoutes(meetings: MeetingService, visitReports: VisitService, calendars: CalendarService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/linkages/:linkageId/meetings', contract.listLinkageMeetings, ({ actor, params, query: { limit, cursor } }) =>
      meetings.ofLinkage(actor, params.linkageId, { limit: limit ?? 25, cursor }),
    )
    app.post('/linkages/:linkageId/meetings', contract.askMeeting, async ({ actor, params, body }, reply) =>
      reply.code(201).send(await meetings.ask(actor, params.linkageId, body)),
    )
    app.get('/meetings', contract.listMeetings, ({ actor, query: { limit, cursor, when } }) =>
      meetings.list(actor, { limit: limit ?? 25, cursor, ...(when && { when }) }),
    )
    app.get('/meetings/:meetingId', contract.getMeeting, ({ actor, params }) => meetings.get(actor, params.meetingId))
    app.post('/meetings/:meetingId/answer', contract.answerMeeting, ({ actor, params, headers, body }) =>
      meetings.answer(actor, params.meetingId, versionOf(headers), body),
    )
    app.post('/meetings/:meetingId/move', contract.moveMeeting, ({ actor, params, headers, body }) =>
      meetings.move(actor, params.meetingId, versionOf(headers), body),
    )
    app.post('/meetings/:meetingId/cancel', contract.cancelMeeting, ({ actor, params, headers, body }) =>
      meetings.cancel(actor, params.meetingId, versionOf(headers), body),
    )
    app.put('/meetings/:meetingId/attendees', contract.setAttendees, ({ actor, params, headers, body }) =>
      meetings.setAttendees(actor, params.meetingId, versionOf(headers), body.userIds),
    )
    app.put('/meetings/:meetingId/outcome', contract.reportMeeting, ({ actor, params, headers, body }) =>
      meetings.report(actor, params.meetingId, versionOf(headers), body),
    )
    app.get('/meetings/:meetingId/calendar', contract.downloadMeeting, async ({ actor, params, query }, reply) =>
      reply
        .type(CALENDAR)
        .header('content-disposition', 'attachment; filename="meeting.ics"')
        .serializer((body: string) => body)
        .send(await meetings.download(actor, params.meetingId, query.lang ?? 'en')),
    )
    app.post('/meetings/:meetingId/visit-report', visits.writeVisitReport, async ({ actor, params, headers, body }, reply) =>
      reply.code(201).send(await visitReports.write(actor, params.meetingId, versionOf(headers), body)),
    )
    app.get('/linkages/:linkageId/findings', visits.listFindings, ({ actor, params, query: { limit, cursor, state } }) =>
      visitReports.findings(actor, params.linkageId, { limit: limit ?? 25, cursor, ...(state && { state }) }),
    )
    app.put('/findings/:findingId', visits.settleFinding, ({ actor, params, headers, body }) =>
      visitReports.settle(actor, params.findingId, versionOf(headers), body.state),
    )
    app.get('/calendar', calendar.getCalendar, ({ actor }) => calendars.own(actor))
    app.post('/calendar', calendar.openCalendar, async ({ actor }, reply) => reply.code(201).send(await calendars.open(actor)))
    app.delete('/calendar', calendar.closeCalendar, async ({ actor }, reply) => {
      await calendars.close(actor)
      return reply.code(204).send(null)
    })
    app.get('/calendars/:calendarId/:token', calendar.readCalendar, async ({ actor, params }, reply) =>
      reply
        .type(CALENDAR)
        .header('cache-control', 'private, max-age=600')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .serializer((body: string) => body)
        .send(await calendars.read(actor, params.calendarId, params.token)),
    )
  }
}
