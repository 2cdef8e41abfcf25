/** A member's own calendar behind a secret address: his meetings and his places at events, until he closes it. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { record } from '../../../db/audit.ts'
import type { Actor } from '../../../domain/actor.ts'
import { say } from '../../../words/say.ts'
import { actingFor, requireMay } from '../../access.ts'
import { NotFoundError } from '../../errors.ts'
import type { CalendarEvent } from '../../ports/calendar-writer.ts'
import { calendarEvent } from './service-invites.ts'
import type { MeetingNeeds, Person } from './service-reach.ts'
import { partyOf } from './service-views.ts'
import { meetingStore } from './store.ts'
import { calendarStore as store } from './store-calendars.ts'

export interface CalendarService {
  own(actor: Actor): Promise<{ open: boolean }>
  /** The new secret address; told this once. */
  open(actor: Actor): Promise<{ url: string }>
  close(actor: Actor): Promise<void>
  read(actor: Actor, calendarId: string, token: string): Promise<string>
}

export interface CalendarNeeds extends MeetingNeeds {
  /** The member as he stands now; null when he belongs to the organization no more. */
  actorOf(userId: string, organizationId: string): Promise<Actor | null>
  /** His organization's places at events. */
  placesOf(owner: Actor, person: Person, since: Date): Promise<CalendarEvent[]>
}

const MOST_EVENTS = 500
/** Past meetings stay in the calendar so long. */
const KEPT_DAYS = 180
/** Compared with when there is no calendar, so that the answer takes as long. */
const NO_CALENDAR = createHash('sha256').update('').digest()

export function createCalendarService(needs: CalendarNeeds): CalendarService {
  const { db, clock, publicOrigin } = needs
  return {
    own: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'meeting.own')
        const { userId, organizationId } = actingFor(actor)
        return { open: (await store.ofMember(tx, userId, organizationId)) !== undefined }
      }),
    open: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'meeting.own')
        const token = randomBytes(32).toString('base64url')
        const at = clock.now()
        const row = await store.save(tx, { ...actingFor(actor), tokenHash: hashed(token).toString('hex'), createdAt: at, updatedAt: at })
        await record(tx, actor, { action: 'calendar.open', subjectKind: 'calendar', subjectId: row.id, at })
        return { url: `${publicOrigin}/api/v1/calendars/${row.id}/${token}` }
      }),
    close: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'meeting.own')
        const { userId, organizationId } = actingFor(actor)
        const row = await store.ofMember(tx, userId, organizationId)
        if (row) await store.delete(tx, row.id)
        await record(tx, actor, { action: 'calendar.close', subjectKind: 'calendar', subjectId: row?.id ?? userId, at: clock.now() })
      }),
    read: (actor, calendarId, token) => read(needs, actor, { calendarId, token }),
  }
}

async function read(needs: CalendarNeeds, actor: Actor, { calendarId, token }: { calendarId: string; token: string }): Promise<string> {
  requireMay(actor, 'calendar.read')
  const row = await needs.db.asSystem('calendar', (tx) => store.byId(tx, calendarId))
  const kept = row ? Buffer.from(row.tokenHash, 'hex') : NO_CALENDAR
  if (!timingSafeEqual(hashed(token), kept) || !row) throw new NotFoundError()
  const owner = await needs.actorOf(row.userId, row.organizationId)
  const [person] = owner ? await needs.peopleOf([row.userId]) : []
  if (!owner || !person) throw new NotFoundError()
  const since = new Date(needs.clock.now().getTime() - KEPT_DAYS * 86_400_000)
  const events = [...(await meetingsOf(needs, owner, { person, since })), ...(await needs.placesOf(owner, person, since))]
  return needs.calendars.write({
    method: 'PUBLISH',
    name: say(person.locale ?? 'en', 'calendar.name'),
    events: events.slice(0, MOST_EVENTS),
  })
}

/** What he himself goes to, as far as his organization still reaches it. */
async function meetingsOf(
  needs: CalendarNeeds,
  owner: Actor,
  { person, since }: { person: Person; since: Date },
): Promise<CalendarEvent[]> {
  const { organizationId } = actingFor(owner)
  const loaded = await needs.db.as(owner, async (tx) =>
    meetingStore.load(tx, await store.meetingIds(tx, organizationId, { since, limit: MOST_EVENTS })),
  )
  const now = needs.clock.now()
  return loaded
    .filter((one) => one.attendees.some(({ userId }) => userId === person.id))
    .map((one) => {
      const to = { ...person, locale: person.locale ?? 'en', party: partyOf(one.row, organizationId) }
      return { ...calendarEvent(one, to, { publicOrigin: needs.publicOrigin, now }), attendee: null }
    })
}

function hashed(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
