/** B2B events of an agency: their days cut into slots and tables, who may take part, and requests to meet there. */
import { type Day, instantAt } from './day.ts'
import { accept, type Decision, refuse } from './decision.ts'
import type { OrganizationKind } from './organizations.ts'

export const EVENT_KINDS = ['b2b', 'reverse-fair', 'opportunity-workshop', 'supplier-day'] as const
export type EventKind = (typeof EVENT_KINDS)[number]

export const EVENT_STATES = ['draft', 'published', 'cancelled'] as const
export type EventState = (typeof EVENT_STATES)[number]

export const PARTICIPANT_STATES = ['invited', 'registered', 'withdrawn'] as const
export type ParticipantState = (typeof PARTICIPANT_STATES)[number]

export const REQUEST_STATES = ['requested', 'accepted', 'declined', 'expired', 'scheduled', 'held', 'no-show', 'cancelled'] as const
export type RequestState = (typeof REQUEST_STATES)[number]

export const SHORTEST_SLOT = 20
export const LONGEST_SLOT = 30
export const MOST_SESSIONS = 4
export const MOST_SLOTS = 40
export const MOST_TABLES = 60
/** Requests to meet are reminded of every two days, and expire with the registration. */
export const REMINDER_DAYS = 2
const DAY_MS = 86_400_000

export interface Session {
  from: string
  to: string
}
export interface Slot {
  startsAt: Date
  endsAt: Date
}
export interface EventPlan {
  on: Day
  timeZone: string
  sessions: readonly Session[]
  slotMinutes: number
}

/**
 * The slots of an event in order: each session is cut into whole slots, what is left over is a break.
 * @example sessions 09:00-10:00 and 11:00-11:30 with 25 minutes make slots at 09:00, 09:25 and 11:00.
 */
export function slotsOf({ on, timeZone, sessions, slotMinutes }: EventPlan): Slot[] {
  const length = slotMinutes * 60_000
  return sessions.flatMap(({ from, to }) => {
    const begin = instantAt(on, from, timeZone)
    const end = instantAt(on, to, timeZone)
    const count = begin && end ? Math.floor((end.getTime() - begin.getTime()) / length) : 0
    return Array.from({ length: Math.max(0, count) }, (_, n) => slotAt((begin as Date).getTime() + n * length, length))
  })
}

function slotAt(startsAt: number, length: number): Slot {
  return { startsAt: new Date(startsAt), endsAt: new Date(startsAt + length) }
}

export interface PlanFault {
  field: string
  code: 'time-not-there' | 'ends-before-start' | 'overlaps' | 'no-slot' | 'too-many-slots' | 'must-be-future' | 'after-the-event'
}

/** What is wrong with a plan: sessions run forwards one after another, hold a slot at least, and registration ends before they begin. */
export function planFaults(plan: EventPlan, { registerUntil, now }: { registerUntil: Date; now: Date }): PlanFault[] {
  const faults = plan.sessions.flatMap((one, at) => sessionFault(plan, one, at))
  if (faults.length > 0) return faults
  const slots = slotsOf(plan)
  const [first] = slots
  if (!first) return [{ field: '/sessions/0/to', code: 'no-slot' }]
  if (slots.length > MOST_SLOTS) return [{ field: '/sessions/0/to', code: 'too-many-slots' }]
  if (first.startsAt.getTime() <= now.getTime()) return [{ field: '/on', code: 'must-be-future' }]
  return registerUntil.getTime() > first.startsAt.getTime() ? [{ field: '/registerUntilOn', code: 'after-the-event' }] : []
}

function sessionFault({ on, timeZone, sessions }: EventPlan, { from, to }: Session, at: number): PlanFault[] {
  const [begin, end] = [instantAt(on, from, timeZone), instantAt(on, to, timeZone)]
  if (!begin || !end) return [{ field: `/sessions/${at}/${begin ? 'to' : 'from'}`, code: 'time-not-there' }]
  if (end.getTime() <= begin.getTime()) return [{ field: `/sessions/${at}/to`, code: 'ends-before-start' }]
  const before = at > 0 ? sessions[at - 1] : undefined
  return before && before.to > from ? [{ field: `/sessions/${at}/from`, code: 'overlaps' }] : []
}

export interface EventNow {
  state: EventState
  registerUntil: Date
  capacity: number
}

/** Registration is open to lead firms and SMEs until its last instant, while there is room. */
export function mayRegister(event: EventNow, registered: number, now: Date): Decision<true> {
  if (event.state !== 'published') return refuse('event-not-open', 'This event takes no registrations.')
  if (now.getTime() > event.registerUntil.getTime()) return refuse('registration-over', 'Registration is over.')
  return registered >= event.capacity ? refuse('event-full', 'All places are taken.') : accept(true)
}

/** Only a lead firm may stay unnamed. */
export function mayHide(kind: OrganizationKind | null): boolean {
  return kind === 'lead-firm'
}

/**
 * The letters of an alias by its turn: A to Z, then AA, AB.
 * @example the 27th is `AA`.
 */
export function aliasOf(turn: number): string {
  const letter = String.fromCharCode(65 + ((turn - 1) % 26))
  return turn <= 26 ? letter : aliasOf(Math.floor((turn - 1) / 26)) + letter
}

/** Firms of the two sides meet: an SME never sees another, nor how many there are (trust reference, R7). */
export function mayMeet(one: OrganizationKind, other: OrganizationKind): boolean {
  return (one === 'lead-firm' && other === 'sme') || (one === 'sme' && other === 'lead-firm')
}

export type RequestStep = 'accept' | 'decline' | 'cancel'

/** The one who was asked answers; either takes an accepted meeting back until the organiser has placed it, and after that too. */
export function stepRequest(state: RequestState, step: RequestStep, isAsker: boolean): Decision<RequestState> {
  const rule = REQUEST_STEPS[step]
  if (!rule.from.includes(state)) return refuse('request-wrong-state', 'The request is past this step.', { state })
  if (rule.by === 'asked' && isAsker) return refuse('request-wrong-party', 'The other side answers a request.')
  if (step === 'cancel' && state === 'requested' && !isAsker) return refuse('request-wrong-party', 'Decline what you were asked.')
  return accept(rule.to)
}

/** The steps that a side could take now. */
export function openRequestSteps(state: RequestState, isAsker: boolean): RequestStep[] {
  return (Object.keys(REQUEST_STEPS) as RequestStep[]).filter((step) => stepRequest(state, step, isAsker).ok)
}

const REQUEST_STEPS: Record<RequestStep, { from: readonly RequestState[]; by: 'asked' | 'either'; to: RequestState }> = {
  accept: { from: ['requested'], by: 'asked', to: 'accepted' },
  decline: { from: ['requested'], by: 'asked', to: 'declined' },
  cancel: { from: ['requested', 'accepted', 'scheduled'], by: 'either', to: 'cancelled' },
}

/** Requests wait for their answer until the registration ends, and are reminded of every two days. */
export function isRequestReminderDue(remindedAt: Date, now: Date): boolean {
  return now.getTime() - remindedAt.getTime() >= REMINDER_DAYS * DAY_MS
}

/** The states of a meeting that stands in the timetable. */
export function isPlaced(state: RequestState): boolean {
  return state === 'scheduled' || state === 'held' || state === 'no-show'
}
