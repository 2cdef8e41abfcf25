/** Puts meetings, visits, calendars and events together: their services for the API, their jobs for the worker. */
import type { JobData } from '../db/jobs.ts'
import { createCalendarWriter } from './adapters/calendar-writer.ts'
import type { Base } from './compose-base.ts'
import { memberNow } from './compose-members.ts'
import { accountStore } from './features/accounts/store.ts'
import { mailEventMeeting, placesOf, turnEventHour } from './features/events/jobs.ts'
import { createEventService, type EventService } from './features/events/service.ts'
import { createEventMeetingService, type EventMeetingService } from './features/events/service-meetings.ts'
import { createScheduleService, type ScheduleService } from './features/events/service-schedule.ts'
import { eventMeetingStore } from './features/events/store-meetings.ts'
import type { LinkageService } from './features/linkages/service.ts'
import { mailMeeting, turnHour } from './features/meetings/jobs.ts'
import { createMeetingService, type MeetingService } from './features/meetings/service.ts'
import { type CalendarService, createCalendarService } from './features/meetings/service-calendars.ts'
import { PLATFORM, platformAddress } from './features/meetings/service-invites.ts'
import { createVisitService, type VisitService } from './features/meetings/service-visits.ts'
import type { StandardService } from './features/standards/service.ts'

export interface MeetingParts {
  service: MeetingService
  visits: VisitService
  calendars: CalendarService
  events: EventService
  eventMeetings: EventMeetingService
  schedules: ScheduleService
  jobs: {
    turnHour(): Promise<void>
    mailMeeting(data: JobData['meeting-mail']): Promise<void>
    mailEventMeeting(data: JobData['event-mail']): Promise<void>
  }
}

interface Made {
  linkages: Pick<LinkageService, 'accessOf' | 'readersOf'>
  standards: StandardService
}

export function composeMeetings(base: Base, { linkages, standards }: Made): MeetingParts {
  const { db, publicOrigin, taxonomy } = base
  const peopleOf = (ids: readonly string[]) => db.asSystem('people-of-meetings', (tx) => accountStore.namesOf(tx, ids))
  const common = { ...base, peopleOf, calendars: createCalendarWriter() }
  const needs = { ...common, cursors: base.cursors.of('meetings'), accessOf: linkages.accessOf, readersOf: linkages.readersOf }
  const organizer = { name: PLATFORM, email: platformAddress(publicOrigin) }
  const preferences = (of: Parameters<typeof eventMeetingStore.preferences>[1]) =>
    db.asSystem('schedule', (tx) => eventMeetingStore.preferences(tx, of))
  const eventNeeds = { ...common, cursors: base.cursors.of('events'), organizer, preferences }
  return {
    service: createMeetingService(needs),
    visits: createVisitService({
      ...needs,
      isKnown: async ({ kind, code }) =>
        kind === 'process'
          ? taxonomy.byCode.get(code)?.kind === 'process'
          : (await standards.catalogue()).standard(code)?.issuerOrganizationId === null,
    }),
    calendars: createCalendarService({
      ...needs,
      actorOf: (userId, organizationId) => db.asSystem('calendar', (tx) => memberNow(tx, userId, organizationId)),
      placesOf: (owner, person, since) => placesOf(eventNeeds, owner, person, since),
    }),
    events: createEventService(eventNeeds),
    eventMeetings: createEventMeetingService(eventNeeds),
    schedules: createScheduleService(eventNeeds),
    jobs: {
      turnHour: async () => {
        await turnHour(needs)
        await turnEventHour(eventNeeds)
      },
      mailMeeting: (data) => mailMeeting(needs, data),
      mailEventMeeting: (data) => mailEventMeeting(eventNeeds, data),
    },
  }
}
