/** An event, its participants and its meetings as each reader may see them: no firm learns of another of its kind, nor how many there are. */
import type { Actor } from '../../../domain/actor.ts'
import { isPlaced, mayRegister, openRequestSteps, type Slot, slotsOf } from '../../../domain/events.ts'
import type { EventCard, EventView, ParticipantView } from './contract.ts'
import type { EventMeetingView } from './contract-meetings.ts'
import type { EventRow, Participant, ParticipantRow } from './store.ts'
import type { EventOutcomeRow, LoadedEventMeeting } from './store-meetings.ts'

type Side = 'lead-firm' | 'sme'

export function planOf(row: EventRow) {
  return { on: row.heldOn, timeZone: row.timeZone, sessions: row.sessions, slotMinutes: row.slotMinutes }
}

export function cardOf(
  row: EventRow,
  actor: Actor,
  { agency, participation }: { agency: string; participation: ParticipantRow['state'] | null },
): EventCard {
  const { id, kind, title, place, timeZone, state } = row
  const own = row.agencyId === actor.organizationId
  const times = { startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), registerUntil: row.registerUntil.toISOString() }
  return { id, kind, title, place, agency, on: row.heldOn, timeZone, ...times, state, own, participation }
}

export interface EventReading {
  agency: string
  mine: ParticipantRow | undefined
  registered: number
  untold: number
  isOrganiser: boolean
  now: Date
}

export function eventView(row: EventRow, actor: Actor, reading: EventReading): EventView {
  const { agency, mine, registered, untold, isOrganiser } = reading
  const { description, sessions, slotMinutes, tables, most, version } = row
  return {
    ...cardOf(row, actor, { agency, participation: mine?.state ?? null }),
    description,
    sessions,
    slotMinutes,
    slots: slotsOf(planOf(row)).map(instants),
    tables,
    most,
    mayRegister: takesFirm(row, actor, reading),
    mine: mine?.state === 'registered' ? { participantId: mine.id, alias: mine.alias, away: mine.away } : null,
    announcedAt: row.announcedAt?.toISOString() ?? null,
    organiser: isOrganiser ? { capacity: row.capacity, registered, untold, schedule: scheduleOf(row) } : null,
    version,
  }
}

function takesFirm(row: EventRow, actor: Actor, { mine, registered, now }: EventReading): boolean {
  const others = mine?.state === 'registered' ? registered - 1 : registered
  return actor.kind !== 'agency' && actor.kind !== null && mayRegister(row, others, now).ok
}

function scheduleOf({ metWeight, boundWeight, scheduledAt }: EventRow) {
  if (metWeight === null || boundWeight === null || scheduledAt === null) return null
  return { met: metWeight, bound: boundWeight, at: scheduledAt.toISOString() }
}

function instants({ startsAt, endsAt }: Slot) {
  return { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }
}

/** Under an alias nothing but its letters is shown, to the organiser neither. */
export function participantView({ row, name, region, country }: Participant): ParticipantView {
  const { id, kind, alias, state, organizationId } = row
  if (alias !== null) return { id, kind, alias, state, name: null, organizationId: null, place: '' }
  // Where a lead firm sits is its own affair; of an SME everybody reads it.
  const place = kind === 'sme' ? [region, country].filter(Boolean).join(', ') : ''
  return { id, kind, alias, state, name, organizationId, place }
}

/** On which side of a meeting an organization stands; null for the organiser. */
export function sideOf(
  { leadSide, smeSide }: Pick<LoadedEventMeeting, 'leadSide' | 'smeSide'>,
  organizationId: string | null,
): Side | null {
  if (leadSide.organizationId === organizationId) return 'lead-firm'
  return smeSide.organizationId === organizationId ? 'sme' : null
}

/** What firms are told of a meeting's place: nothing until the organiser announces it. */
export function toldPlace({ row, event }: Pick<LoadedEventMeeting, 'row' | 'event'>): { slot: number; table: number; span: Slot } | null {
  const span = row.toldSlot === null ? undefined : slotsOf(planOf(event))[row.toldSlot]
  return row.toldSlot !== null && row.toldTable !== null && span ? { slot: row.toldSlot, table: row.toldTable, span } : null
}

function placeFor(loaded: LoadedEventMeeting, isOrganiser: boolean): Place {
  const { row, event } = loaded
  if (!isOrganiser) return toldPlace(loaded)
  const span = row.slot === null ? undefined : slotsOf(planOf(event))[row.slot]
  return row.slot !== null && row.tableNumber !== null && span ? { slot: row.slot, table: row.tableNumber, span } : null
}

/** A meeting that is placed but not announced is still only accepted to its firms. */
function stateFor({ row }: LoadedEventMeeting, isOrganiser: boolean): EventMeetingView['state'] {
  if (isOrganiser) return row.state
  if (row.state === 'scheduled' && row.toldSlot === null) return 'accepted'
  return row.state === 'accepted' && row.toldSlot !== null ? 'scheduled' : row.state
}

export function meetingView(
  loaded: LoadedEventMeeting,
  actor: Actor,
  { isOrganiser, now }: { isOrganiser: boolean; now: Date },
): EventMeetingView {
  const { row, leadSide, smeSide, smeName } = loaded
  const place = placeFor(loaded, isOrganiser)
  const side = sideOf(loaded, actor.organizationId)
  return {
    id: row.id,
    eventId: row.eventId,
    leadFirm: { participantId: leadSide.id, name: leadNameFor(loaded, side), alias: leadSide.alias },
    sme: { participantId: smeSide.id, name: smeName, alias: null },
    askedBy: row.askedBy,
    reason: row.reason,
    state: stateFor(loaded, isOrganiser),
    ...placeView(place),
    pinned: isOrganiser && row.pinned,
    ...actsOf(loaded, { side, actor, isOver: place !== null && place.span.endsAt.getTime() <= now.getTime() }),
    outcomes: loaded.outcomes.map((one) => outcomeView(one, one.organizationId === actor.organizationId || isOrganiser)),
    version: row.version,
  }
}

type Place = { slot: number; table: number; span: Slot } | null

function placeView(place: Place): Pick<EventMeetingView, 'slot' | 'table' | 'startsAt' | 'endsAt'> {
  if (!place) return { slot: null, table: null, startsAt: null, endsAt: null }
  return { slot: place.slot, table: place.table, ...instants(place.span) }
}

function leadNameFor({ leadSide, leadFirmName }: LoadedEventMeeting, side: Side | null): string | null {
  return leadSide.alias !== null && side !== 'lead-firm' ? null : leadFirmName
}

function actsOf(
  { row, outcomes }: LoadedEventMeeting,
  { side, actor, isOver }: { side: Side | null; actor: Actor; isOver: boolean },
): Pick<EventMeetingView, 'openSteps' | 'mayReport' | 'lacksNextStep'> {
  if (side === null) return { openSteps: [], mayReport: false, lacksNextStep: false }
  const stands = isOver && isPlaced(row.state) && row.toldSlot !== null
  const hasReported = outcomes.some((one) => one.organizationId === actor.organizationId)
  return {
    openSteps: isOver ? [] : openRequestSteps(row.state, row.askedBy === side),
    mayReport: stands,
    lacksNextStep: stands && !hasReported,
  }
}

function outcomeView(outcome: EventOutcomeRow, mayReadRating: boolean): EventMeetingView['outcomes'][number] {
  const { party, result, absent, nextStep, nextNote, nextOn, at } = outcome
  const said = mayReadRating ? { rating: outcome.rating, comment: outcome.comment } : { rating: null, comment: null }
  return { party, result, absent, nextStep, nextNote, nextOn, at: at.toISOString(), ...said }
}
