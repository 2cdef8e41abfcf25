/** What goes by itself at events: requests that are reminded of and expire, the reminder of the day before, and mail into calendars. */
import type { Transaction } from '../../../db/client.ts'
import type { JobData } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { isRequestReminderDue, REMINDER_DAYS } from '../../../domain/events.ts'
import { actingFor } from '../../access.ts'
import type { CalendarEvent } from '../../ports/calendar-writer.ts'
import type { Person } from '../meetings/service.ts'
import { type EventRecipient, eventCalendar, eventWhen, otherName } from './service-invites.ts'
import { type EventNeeds, tellFirms } from './service-reach.ts'
import { sideOf } from './service-views.ts'
import { eventStore } from './store.ts'
import { type LoadedEventMeeting, eventMeetingStore as store } from './store-meetings.ts'

export interface EventJobNeeds extends EventNeeds {
  /** The platform itself: an agency's address would be no better guarded than a firm's. */
  organizer: CalendarEvent['organizer']
}

const AT_ONCE = 100
const DAY_MS = 86_400_000

/** Once an hour; doing it twice changes nothing. */
export async function turnEventHour(needs: EventJobNeeds): Promise<void> {
  while (await needs.db.asSystem('events-hourly', (tx) => turnRequests(needs, tx)));
  while (await needs.db.asSystem('events-hourly', (tx) => remind(needs, tx)));
}

async function turnRequests(needs: EventJobNeeds, tx: Transaction): Promise<boolean> {
  const now = needs.clock.now()
  const remindedBefore = new Date(now.getTime() - REMINDER_DAYS * DAY_MS)
  const rows = await store.waiting(tx, { now, remindedBefore, limit: AT_ONCE })
  const isOver = (one: (typeof rows)[number]) => one.registerUntil.getTime() <= now.getTime()
  const changed = rows.map((one) => ({
    ...one.row,
    ...(isOver(one) ? { state: 'expired' as const } : {}),
    remindedAt: now,
    updatedAt: now,
  }))
  await store.saveMany(tx, changed)
  await store.markReminded(
    tx,
    rows.map((one) => one.row.id),
    now,
  )
  const due = rows.filter((one) => !isOver(one) && isRequestReminderDue(one.row.remindedAt, now))
  for (const { event, row, leadSide, smeSide } of await store.load(
    tx,
    due.map((one) => one.row.id),
  )) {
    const asked = row.askedBy === 'sme' ? leadSide : smeSide
    await tellFirms(needs, tx, event, {
      to: [asked.organizationId],
      topic: 'meeting-asked',
      mark: `${row.id}/${now.toISOString().slice(0, 10)}`,
    })
  }
  return rows.length === AT_ONCE
}

async function remind(needs: EventJobNeeds, tx: Transaction): Promise<boolean> {
  const now = needs.clock.now()
  const rows = await eventStore.toRemind(tx, { now, until: new Date(now.getTime() + DAY_MS), limit: AT_ONCE })
  for (const event of rows) {
    const firms = await eventStore.registeredOf(tx, event.id)
    await tellFirms(needs, tx, event, {
      to: firms.map((one) => one.organizationId),
      topic: 'event-schedule',
      mark: 'reminder',
      part: '/timetable',
    })
    await eventStore.change(tx, event.id, { remindedAt: now })
  }
  return rows.length === AT_ONCE
}

/** To whoever registered each side; what has changed since is sent by the job of that change. */
export async function mailEventMeeting(needs: EventJobNeeds, data: JobData['event-mail']): Promise<void> {
  await needs.db.asSystem('event-mail', async (tx) => {
    const [loaded] = await store.load(tx, [data.eventMeetingId])
    if (!loaded || loaded.row.sequence !== data.sequence) return
    const sides = [
      { userId: loaded.leadSide.byUserId, side: 'lead-firm' as const },
      { userId: loaded.smeSide.byUserId, side: 'sme' as const },
    ]
    const people = new Map((await needs.peopleOf(sides.flatMap((one) => one.userId ?? []))).map((one) => [one.id, one]))
    const mails = sides.flatMap(({ userId, side }) => {
      const person = people.get(userId ?? '')
      return person ? mailTo(needs, loaded, { data, to: { ...person, side } }) : []
    })
    await needs.jobs.sendMany(tx, 'mail', mails)
  })
}

function mailTo(
  needs: EventJobNeeds,
  loaded: LoadedEventMeeting,
  { data, to }: { data: JobData['event-mail']; to: EventRecipient },
): JobData['mail'][] {
  const { publicOrigin, organizer, calendars } = needs
  const isCalledOff = data.what === 'cancelled'
  const event = eventCalendar(loaded, to, { publicOrigin, now: loaded.row.updatedAt, organizer, isCalledOff })
  if (!event) return []
  const locale = to.locale ?? 'en'
  const method = isCalledOff ? ('CANCEL' as const) : ('REQUEST' as const)
  const params = { need: loaded.event.title, firm: otherName(loaded, to.side, locale), when: eventWhen(loaded, locale), link: event.url }
  const mail = { to: to.email, template: `meeting-${data.what}`, locale, params: { ...params, id: `${event.uid}/${event.sequence}` } }
  return [{ ...mail, calendar: { method, text: calendars.write({ method, events: [event] }) } }]
}

/** The places of a member's organization, for the calendar that he follows. */
export async function placesOf(needs: EventJobNeeds, owner: Actor, person: Person, since: Date): Promise<CalendarEvent[]> {
  const { organizationId } = actingFor(owner)
  const { publicOrigin, organizer } = needs
  const now = needs.clock.now()
  const loaded = await needs.db.as(owner, async (tx) => store.load(tx, await store.toldIds(tx, organizationId, { since, limit: 200 })))
  return loaded.flatMap((one) => {
    const event = eventCalendar(one, { ...person, side: sideOf(one, organizationId) ?? 'sme' }, { publicOrigin, now, organizer })
    return event ? [{ ...event, attendee: null }] : []
  })
}
