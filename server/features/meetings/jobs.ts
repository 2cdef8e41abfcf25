/** What goes by itself: requests that expire, the reminder of the day before, and mail that carries a meeting into calendars. */
import type { Transaction } from '../../../db/client.ts'
import type { JobData, MeetingMail } from '../../../db/jobs.ts'
import { isReminderDue } from '../../../domain/meetings.ts'
import { calendarEvent, otherNames, type Recipient, whenOf } from './service-invites.ts'
import type { MeetingNeeds, Person } from './service-reach.ts'
import { sendCalendar, tellOthers } from './service-telling.ts'
import { partyOf } from './service-views.ts'
import { type LoadedMeeting, meetingStore as store } from './store.ts'
import { visitStore } from './store-visits.ts'

const AT_ONCE = 100
const DAY_MS = 86_400_000

/** Once an hour; doing it twice changes nothing. */
export async function turnHour(needs: MeetingNeeds): Promise<void> {
  while (await needs.db.asSystem('meetings-hourly', (tx) => expire(needs, tx)));
  while (await needs.db.asSystem('meetings-hourly', (tx) => remind(needs, tx)));
}

async function expire(needs: MeetingNeeds, tx: Transaction): Promise<boolean> {
  const now = needs.clock.now()
  const rows = await visitStore.expired(tx, now, AT_ONCE)
  for (const row of rows) {
    const sequence = row.invited ? row.sequence + 1 : row.sequence
    await store.change(tx, row.id, { state: 'expired', waitingFor: [], sequence, updatedAt: now })
    // Nobody acted, so everybody hears.
    await tellOthers(needs, tx, { organizationId: null }, { meetingId: row.id, topic: 'meeting-cancelled' })
    if (row.invited) await sendCalendar(needs, tx, { id: row.id, sequence }, { what: 'cancelled' })
  }
  return rows.length === AT_ONCE
}

async function remind(needs: MeetingNeeds, tx: Transaction): Promise<boolean> {
  const now = needs.clock.now()
  const rows = await visitStore.toRemind(tx, { now, until: new Date(now.getTime() + DAY_MS), limit: AT_ONCE })
  for (const row of rows.filter((one) => isReminderDue(one, now))) {
    await store.change(tx, row.id, { remindedAt: now })
    await sendCalendar(needs, tx, row, { what: 'reminder' })
  }
  return rows.length === AT_ONCE
}

/** One mail a person; what the meeting is no more is not sent any more. */
export async function mailMeeting(needs: MeetingNeeds, data: JobData['meeting-mail']): Promise<void> {
  await needs.db.asSystem('meeting-mail', async (tx) => {
    const [loaded] = await store.load(tx, [data.meetingId])
    if (!loaded || loaded.row.sequence !== data.sequence) return
    const to = data.to ?? loaded.attendees
    const people = new Map((await needs.peopleOf(to.map((one) => one.userId))).map((one) => [one.id, one]))
    const mails = to.flatMap(({ userId, organizationId }) => {
      const person = people.get(userId)
      return person ? [mailTo(needs, loaded, { what: data.what, person, organizationId })] : []
    })
    await needs.jobs.sendMany(tx, 'mail', mails)
  })
}

function mailTo(
  needs: MeetingNeeds,
  loaded: LoadedMeeting,
  { what, person, organizationId }: { what: MeetingMail; person: Person; organizationId: string },
): JobData['mail'] {
  const { publicOrigin } = needs
  const locale = person.locale ?? 'en'
  const to: Recipient = { ...person, locale, party: partyOf(loaded.row, organizationId) }
  const link = `${publicOrigin}/linkages/${loaded.row.linkageId}/meetings`
  const params = { need: loaded.need.title, firm: otherNames(loaded, to), when: whenOf(loaded, to), link }
  const mail = {
    to: person.email,
    template: `meeting-${what}`,
    locale,
    params: { ...params, id: `${loaded.row.uid}/${loaded.row.sequence}` },
  }
  if (what === 'reminder') return mail
  // The stamp is that of the change, so that a job that runs twice writes the same mail twice.
  const event = calendarEvent(loaded, to, { publicOrigin, now: loaded.row.updatedAt, isCalledOff: what === 'cancelled' })
  const method = event.status === 'cancelled' ? 'CANCEL' : 'REQUEST'
  return { ...mail, calendar: { method, text: needs.calendars.write({ method, events: [event] }) } }
}
