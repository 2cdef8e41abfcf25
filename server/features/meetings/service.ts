/** Meetings and site visits of a linkage: one side asks and offers times, the other picks one, and both say how it went. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import type { MeetingKind, MeetingParty, Span } from '../../../domain/meetings.ts'
import { askMeeting, expiryOf, takesMeetings } from '../../../domain/meetings.ts'
import type { Locale } from '../../../words/locales.ts'
import { actingFor, requireMay } from '../../access.ts'
import { pageOf } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { LinkageAccess } from '../linkages/service.ts'
import type { AskBody, LinkageMeetingsView, MeetingView } from './contract.ts'
import { calendarEvent } from './service-invites.ts'
import { type MeetingNeeds, reach, shown, storedTimes, timesOf, viewsOf } from './service-reach.ts'
import { createStepService, type StepService } from './service-steps.ts'
import { tellOthers } from './service-telling.ts'
import { partyOf } from './service-views.ts'
import { type LoadedMeeting, meetingStore as store } from './store.ts'

type Page = { limit: number; cursor: string | undefined }

export interface MeetingService extends StepService {
  ofLinkage(actor: Actor, linkageId: string, page: Page): Promise<LinkageMeetingsView>
  list(actor: Actor, page: Page & { when?: 'upcoming' | 'past' }): Promise<{ items: MeetingView[]; next: string | null }>
  get(actor: Actor, meetingId: string): Promise<MeetingView>
  ask(actor: Actor, linkageId: string, body: AskBody): Promise<MeetingView>
  /** As a calendar file for the reader. */
  download(actor: Actor, meetingId: string, locale: Locale): Promise<string>
  /** Of these linkages, those where a meeting is over and this organization has not said what comes next. */
  withoutNextStep(tx: Transaction, of: { linkageIds: readonly string[]; organizationId: string }): Promise<string[]>
}

export type { MeetingNeeds, Person } from './service-reach.ts'

export function createMeetingService(needs: MeetingNeeds): MeetingService {
  const { db, clock } = needs
  return {
    ...createStepService(needs),
    ofLinkage: (actor, linkageId, page) => db.as(actor, (tx) => ofLinkage(needs, tx, actor, { linkageId, page })),
    list: (actor, page) => db.as(actor, (tx) => list(needs, tx, actor, page)),
    get: (actor, meetingId) =>
      db.as(actor, async (tx) => {
        await reach(needs, tx, actor, await store.byId(tx, meetingId))
        return shown(needs, tx, actor, meetingId)
      }),
    ask: (actor, linkageId, body) => db.as(actor, (tx) => ask(needs, tx, actor, { linkageId, body })),
    download: (actor, meetingId, locale) =>
      db.as(actor, async (tx) => {
        const row = await reach(needs, tx, actor, await store.byId(tx, meetingId))
        if (!row.invited || row.state === 'expired') throw new NotFoundError()
        const [loaded] = await store.load(tx, [meetingId])
        const [me] = await needs.peopleOf([actingFor(actor).userId])
        if (!loaded || !me) throw new NotFoundError()
        const to = { ...me, locale, party: partyOf(row, actor.organizationId) }
        const event = calendarEvent(loaded, to, { publicOrigin: needs.publicOrigin, now: clock.now() })
        return needs.calendars.write({ method: event.status === 'cancelled' ? 'CANCEL' : 'REQUEST', events: [event] })
      }),
    withoutNextStep: (tx, of) => store.withoutNextStep(tx, { ...of, now: clock.now() }),
  }
}

async function list(
  needs: MeetingNeeds,
  tx: Transaction,
  actor: Actor,
  { when, limit, cursor }: Page & { when?: 'upcoming' | 'past' },
): Promise<{ items: MeetingView[]; next: string | null }> {
  requireMay(actor, 'meeting.own')
  const { organizationId } = actingFor(actor)
  const asked = { isPast: when === 'past', now: needs.clock.now(), after: needs.cursors.read(cursor), limit: limit + 1 }
  const rows = await store.ofOrganization(tx, organizationId, asked)
  const page = pageOf(rows, limit, needs.cursors, (row) => [row.startsAt.toISOString(), row.id])
  const loaded = await store.load(
    tx,
    page.items.map((row) => row.id),
  )
  return { items: await viewsOf(needs, actor, await stillReached(needs, tx, actor, loaded)), next: page.next }
}

/** A firm stays party of its linkages; an agency's mandate may have ended since, so it is asked of each. */
async function stillReached(
  { accessOf }: MeetingNeeds,
  tx: Transaction,
  actor: Actor,
  loaded: readonly LoadedMeeting[],
): Promise<LoadedMeeting[]> {
  if (actor.kind !== 'agency') return [...loaded]
  const open = new Set<string>()
  for (const linkageId of new Set(loaded.map((one) => one.row.linkageId))) if (await accessOf(tx, actor, linkageId)) open.add(linkageId)
  return loaded.filter((one) => open.has(one.row.linkageId))
}

async function ofLinkage(
  needs: MeetingNeeds,
  tx: Transaction,
  actor: Actor,
  { linkageId, page: { limit, cursor } }: { linkageId: string; page: Page },
): Promise<LinkageMeetingsView> {
  requireMay(actor, 'meeting.own')
  const access = await needs.accessOf(tx, actor, linkageId)
  requireMay(actor, 'meeting.own', access)
  const { organizationId } = actingFor(actor)
  const rows = await store.ofLinkage(tx, linkageId, { after: needs.cursors.read(cursor), limit: limit + 1 })
  const page = pageOf(rows, limit, needs.cursors, (row) => [row.startsAt.toISOString(), row.id])
  const loaded = await store.load(
    tx,
    page.items.map((row) => row.id),
  )
  const missing = await store.withoutNextStep(tx, { linkageIds: [linkageId], organizationId, now: needs.clock.now() })
  const people = await needs.peopleOf(await store.membersOf(tx, organizationId))
  return {
    items: await viewsOf(needs, actor, loaded),
    next: page.next,
    mayAsk: takesMeetings(access.stage),
    lacksNextStep: missing.length > 0,
    timeZone: await store.zoneOf(tx, organizationId),
    colleagues: people.map(({ id, name }) => ({ userId: id, name })),
  }
}

async function ask(
  needs: MeetingNeeds,
  tx: Transaction,
  actor: Actor,
  { linkageId, body }: { linkageId: string; body: AskBody },
): Promise<MeetingView> {
  requireMay(actor, 'meeting.own')
  const access = await needs.accessOf(tx, actor, linkageId)
  requireMay(actor, 'meeting.own', access)
  if (!takesMeetings(access.stage))
    throw new RefusedError({
      code: 'linkage-takes-no-meeting',
      message: 'A meeting is asked for once both sides have accepted, and while the linkage goes on.',
    })
  const spans = timesOf(needs, body)
  const now = needs.clock.now()
  const row = await store.insert(tx, { ...newMeeting(access, body, { spans, now }) })
  await store.addAttendee(tx, { meetingId: row.id, ...actingFor(actor) })
  await tellOthers(needs, tx, actor, { meetingId: row.id, topic: 'meeting-asked' })
  await record(tx, actor, { action: 'meeting.ask', subjectKind: 'meeting', subjectId: row.id, at: now })
  return shown(needs, tx, actor, row.id)
}

function newMeeting(access: LinkageAccess, body: AskBody, { spans, now }: { spans: Span[]; now: Date }) {
  const { state, waitingFor, sequence, invited } = askMeeting(access.party, spans)
  const { leadFirmId, smeId, agencyId } = access
  const parties = { linkageId: access.id, leadFirmId, smeId, agencyId }
  const said: { kind: MeetingKind; askedBy: MeetingParty } = { kind: body.kind, askedBy: access.party }
  const texts = { place: body.place?.trim() ?? '', link: body.link ?? '', agenda: body.agenda?.trim() ?? '' }
  const stands = { state, waitingFor: [...waitingFor], sequence, invited, uid: crypto.randomUUID(), expiresAt: expiryOf(now, spans) }
  return {
    ...parties,
    ...said,
    ...texts,
    ...stands,
    ...storedTimes(spans),
    minutes: body.minutes,
    timeZone: body.timeZone,
    createdAt: now,
    updatedAt: now,
  }
}
