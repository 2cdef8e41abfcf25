/** Meetings at an event: one firm asks another, which answers; the organiser puts firms together and places them; both say how it went. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { dayOf } from '../../../domain/day.ts'
import { isPlaced, mayMeet, type RequestStep, slotsOf, stepRequest } from '../../../domain/events.ts'
import { outcomeFault } from '../../../domain/meetings.ts'
import { requestWeight } from '../../../domain/schedule.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { pageOf } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { EventMeetingView, EventOutcomeBody } from './contract-meetings.ts'
import { callOff } from './service-calling-off.ts'
import { type EventNeeds, editable, organises, readable, tellFirms } from './service-reach.ts'
import { meetingView, planOf, sideOf, toldPlace } from './service-views.ts'
import { type EventRow, eventStore, type ParticipantRow } from './store.ts'
import { type EventMeetingRow, type LoadedEventMeeting, eventMeetingStore as store } from './store-meetings.ts'

type Version = number | null
type Held = { id: string; version: Version }

export interface EventMeetingService {
  list(
    actor: Actor,
    eventId: string,
    page: { limit: number; cursor: string | undefined },
  ): Promise<{ items: EventMeetingView[]; next: string | null }>
  request(actor: Actor, eventId: string, body: { participantId: string; reason: string }): Promise<EventMeetingView>
  pair(actor: Actor, eventId: string, body: { leadFirmId: string; smeId: string }): Promise<EventMeetingView>
  step(actor: Actor, id: string, version: Version, step: RequestStep): Promise<EventMeetingView>
  place(actor: Actor, id: string, version: Version, place: { slot: number; table: number } | null): Promise<EventMeetingView>
  report(actor: Actor, id: string, version: Version, body: EventOutcomeBody): Promise<EventMeetingView>
}

export function createEventMeetingService(needs: EventNeeds): EventMeetingService {
  const { db, clock, cursors } = needs
  return {
    list: (actor, eventId, { limit, cursor }) =>
      db.as(actor, async (tx) => {
        const event = await readable(tx, actor, eventId)
        const isOrganiser = organises(actor, event)
        const mine = await eventStore.participant(tx, eventId, actingFor(actor).organizationId)
        if (!isOrganiser && mine?.state !== 'registered') throw new NotFoundError()
        const rows = await store.idsOf(tx, eventId, {
          participantId: isOrganiser ? null : (mine?.id ?? null),
          after: cursors.read(cursor),
          limit: limit + 1,
        })
        const page = pageOf(rows, limit, cursors, (row) => [row.id])
        const loaded = await store.load(
          tx,
          page.items.map((row) => row.id),
        )
        return { items: loaded.map((one) => meetingView(one, actor, { isOrganiser, now: clock.now() })), next: page.next }
      }),
    request: (actor, eventId, body) => db.as(actor, (tx) => request(needs, tx, actor, { eventId, ...body })),
    pair: (actor, eventId, body) => db.as(actor, (tx) => pair(needs, tx, actor, { eventId, ...body })),
    step: (actor, id, version, step) => db.as(actor, (tx) => takeStep(needs, tx, actor, { id, version, step })),
    place: (actor, id, version, place) => db.as(actor, (tx) => placeMeeting(needs, tx, actor, { id, version, place })),
    report: (actor, id, version, body) => db.as(actor, (tx) => report(needs, tx, actor, { id, version, body })),
  }
}

async function shown({ clock }: EventNeeds, tx: Transaction, actor: Actor, id: string): Promise<EventMeetingView> {
  const [loaded] = await store.load(tx, [id])
  if (!loaded) throw new NotFoundError()
  return meetingView(loaded, actor, { isOrganiser: organises(actor, loaded.event), now: clock.now() })
}

async function request(
  needs: EventNeeds,
  tx: Transaction,
  actor: Actor,
  { eventId, participantId, reason }: { eventId: string; participantId: string; reason: string },
): Promise<EventMeetingView> {
  requireMay(actor, 'event.take-part')
  const event = await readable(tx, actor, eventId)
  const mine = await eventStore.participant(tx, eventId, actingFor(actor).organizationId)
  const [other] = await eventStore.participants(tx, [participantId])
  // Another firm of one's own kind, or of another event, is as unknown as none.
  if (mine?.state !== 'registered' || !other || !isOther(mine, other.row)) throw new NotFoundError()
  const now = needs.clock.now()
  if (event.state !== 'published' || now.getTime() > event.registerUntil.getTime())
    throw new RefusedError({ code: 'requests-over', message: 'Requests are made until the registration ends.' })
  const [leadFirm, sme] = mine.kind === 'lead-firm' ? [mine, other.row] : [other.row, mine]
  const id = await add(needs, tx, { eventId, leadFirm, sme, askedBy: mine.kind, reason: reason.trim() })
  await tellFirms(needs, tx, event, { to: [other.row.organizationId], topic: 'meeting-asked', mark: id })
  await record(tx, actor, { action: 'event-meeting.ask', subjectKind: 'event-meeting', subjectId: id, at: now })
  return shown(needs, tx, actor, id)
}

function isOther(mine: ParticipantRow, other: ParticipantRow): boolean {
  return other.eventId === mine.eventId && other.state === 'registered' && mayMeet(mine.kind, other.kind)
}

interface NewPair {
  eventId: string
  leadFirm: ParticipantRow
  sme: ParticipantRow
  askedBy: ParticipantRow['kind'] | null
  reason: string
}

async function add({ clock }: EventNeeds, tx: Transaction, { eventId, leadFirm, sme, askedBy, reason }: NewPair): Promise<string> {
  const at = clock.now()
  const state = askedBy ? ('requested' as const) : ('accepted' as const)
  const common = { eventId, leadFirmId: leadFirm.id, smeId: sme.id, askedBy, reason, state, weight: requestWeight() }
  const row = await store.insert(tx, { ...common, uid: crypto.randomUUID(), remindedAt: at, createdAt: at, updatedAt: at })
  if (!row) throw new RefusedError({ code: 'pair-stands', message: 'These two have a request between them already.' })
  return row.id
}

async function pair(
  needs: EventNeeds,
  tx: Transaction,
  actor: Actor,
  { eventId, leadFirmId, smeId }: { eventId: string; leadFirmId: string; smeId: string },
): Promise<EventMeetingView> {
  await editable(tx, actor, eventId)
  const found = new Map((await eventStore.participants(tx, [leadFirmId, smeId])).map((one) => [one.row.id, one.row]))
  const [leadFirm, sme] = [found.get(leadFirmId), found.get(smeId)]
  if (leadFirm?.kind !== 'lead-firm' || leadFirm.eventId !== eventId || !sme || !isOther(leadFirm, sme)) throw new NotFoundError()
  const id = await add(needs, tx, { eventId, leadFirm, sme, askedBy: null, reason: '' })
  await record(tx, actor, { action: 'event-meeting.pair', subjectKind: 'event-meeting', subjectId: id, at: needs.clock.now() })
  return shown(needs, tx, actor, id)
}

/** The meeting, held, if the actor's firm is one of its two and may know of it. */
async function held(tx: Transaction, actor: Actor, { id, version }: Held): Promise<LoadedEventMeeting> {
  requireMay(actor, 'event.take-part')
  await store.lock(tx, id)
  const [loaded] = await store.load(tx, [id])
  const knows = loaded && (loaded.row.askedBy !== null || loaded.row.toldSlot !== null)
  const parties = loaded ? [loaded.leadSide.organizationId, loaded.smeSide.organizationId] : []
  requireMay(actor, 'event.take-part', knows ? { parties } : undefined)
  const found = loaded as LoadedEventMeeting
  requireVersion(found.row, version)
  return found
}

async function takeStep(
  needs: EventNeeds,
  tx: Transaction,
  actor: Actor,
  { step, ...asked }: Held & { step: RequestStep },
): Promise<EventMeetingView> {
  const loaded = await held(tx, actor, asked)
  const { row, event, leadSide, smeSide } = loaded
  const side = sideOf(loaded, actor.organizationId)
  const decision = stepRequest(row.state, step, row.askedBy === side)
  if (!decision.ok) throw new RefusedError(decision.refusal)
  const at = needs.clock.now()
  if (step === 'cancel') await callOff(needs, tx, [row])
  else await store.change(tx, row.id, { state: decision.value, updatedAt: at })
  const other = side === 'lead-firm' ? smeSide : leadSide
  await tellFirms(needs, tx, event, { to: [other.organizationId], topic: TOPICS[step], mark: `${row.id}/${row.version}` })
  await record(tx, actor, { action: `event-meeting.${step}`, subjectKind: 'event-meeting', subjectId: row.id, at })
  return shown(needs, tx, actor, row.id)
}

const TOPICS = { accept: 'meeting-agreed', decline: 'meeting-declined', cancel: 'meeting-cancelled' } as const

/** No firm and no table is booked twice: what stands there is told, and nothing is moved. */
async function placeMeeting(
  needs: EventNeeds,
  tx: Transaction,
  actor: Actor,
  { id, version, place }: Held & { place: { slot: number; table: number } | null },
): Promise<EventMeetingView> {
  requireMay(actor, 'event.edit')
  const [loaded] = await store.load(tx, [id])
  requireMay(actor, 'event.edit', loaded && { organizationId: loaded.event.agencyId })
  const event = await editable(tx, actor, (loaded as LoadedEventMeeting).row.eventId)
  const rows = await store.lockAll(tx, event.id)
  const row = rows.find((one) => one.id === id)
  if (!row) throw new NotFoundError()
  requireVersion(row, version)
  refuseSeat({ row, rows, event }, place)
  const at = needs.clock.now()
  const change = place
    ? { slot: place.slot, tableNumber: place.table, state: 'scheduled' as const }
    : { slot: null, tableNumber: null, state: 'accepted' as const }
  await store.change(tx, id, { ...change, pinned: place !== null, updatedAt: at })
  await record(tx, actor, { action: 'event-meeting.place', subjectKind: 'event-meeting', subjectId: id, at })
  return shown(needs, tx, actor, id)
}

type Seat = { slot: number; table: number }

function refuseSeat(
  { row, rows, event }: { row: EventMeetingRow; rows: readonly EventMeetingRow[]; event: EventRow },
  place: Seat | null,
): void {
  if (row.state !== 'accepted' && row.state !== 'scheduled')
    throw new RefusedError({ code: 'request-wrong-state', message: 'The request is past this step.', params: { state: row.state } })
  if (place === null) return
  if (place.slot >= slotsOf(planOf(event)).length || place.table >= event.tables) throw new NotFoundError()
  if (rows.some((one) => one.id !== row.id && one.slot === place.slot && clashes(one, row, place.table)))
    throw new RefusedError({ code: 'place-taken', message: 'This table, or one of the two firms, is taken in this slot.' })
}

function clashes(one: EventMeetingRow, row: EventMeetingRow, table: number): boolean {
  return one.tableNumber === table || one.leadFirmId === row.leadFirmId || one.smeId === row.smeId
}

async function report(
  needs: EventNeeds,
  tx: Transaction,
  actor: Actor,
  { body, ...asked }: Held & { body: EventOutcomeBody },
): Promise<EventMeetingView> {
  const loaded = await held(tx, actor, asked)
  const { row, event } = loaded
  const { userId, organizationId } = actingFor(actor)
  const now = needs.clock.now()
  refuseUntilOver(loaded, now)
  const said = saidIn(body)
  const fault = outcomeFault(said, dayOf(now, event.timeZone))
  if (fault && !fault.ok) throw new RefusedError(fault.refusal)
  const party = sideOf(loaded, organizationId) ?? 'sme'
  await store.saveOutcome(tx, { eventMeetingId: row.id, organizationId, party, ...said, byUserId: userId, at: now })
  await store.change(tx, row.id, { state: row.state === 'held' || said.result === 'held' ? 'held' : 'no-show', updatedAt: now })
  await record(tx, actor, { action: 'event-meeting.report', subjectKind: 'event-meeting', subjectId: row.id, at: now })
  return shown(needs, tx, actor, row.id)
}

function refuseUntilOver(loaded: LoadedEventMeeting, now: Date): void {
  const place = toldPlace(loaded)
  if (!place || !isPlaced(loaded.row.state))
    throw new RefusedError({ code: 'meeting-not-agreed', message: 'This meeting was never agreed.' })
  if (place.span.endsAt.getTime() > now.getTime())
    throw new RefusedError({ code: 'meeting-not-over', message: 'Say how it went when it is over.' })
}

function saidIn(body: EventOutcomeBody) {
  const outcome = { ...body, comment: body.comment?.trim() ?? '', nextNote: body.nextNote?.trim() ?? '' }
  return outcome.result === 'held' ? { ...outcome, absent: null } : { ...outcome, rating: null }
}
