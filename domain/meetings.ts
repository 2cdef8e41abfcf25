/** Meetings and site visits of a linkage: who asks, who picks a time, what moving one does, and what both sides owe afterwards. */
import { type Day, daysBetween, instantAt } from './day.ts'
import { accept, type Decision, refuse } from './decision.ts'
import type { LinkageStage } from './linkages.ts'

export const MEETING_KINDS = ['meeting', 'site-visit'] as const
export type MeetingKind = (typeof MEETING_KINDS)[number]

export const MEETING_STATES = ['requested', 'accepted', 'declined', 'expired', 'cancelled', 'held', 'no-show'] as const
export type MeetingState = (typeof MEETING_STATES)[number]

export const MEETING_PARTIES = ['lead-firm', 'sme', 'agency'] as const
export type MeetingParty = (typeof MEETING_PARTIES)[number]

/** What may follow a meeting; `other` needs a text. */
export const NEXT_STEPS = ['nda', 'site-visit', 'another-meeting', 'documents', 'rfq', 'sample-trial', 'stop', 'other'] as const
export type NextStep = (typeof NEXT_STEPS)[number]

export const MEETING_RESULTS = ['held', 'no-show'] as const
export type MeetingResult = (typeof MEETING_RESULTS)[number]

/** Times that one request may offer. */
export const MOST_PROPOSALS = 3
export const SHORTEST_MINUTES = 15
export const LONGEST_MINUTES = 720
/** Days until a request that nobody answers expires. A proposal of ours; b2b fairs use two to three reminders in that time. */
export const ANSWER_DAYS = 7
const FURTHEST_DAYS = 366
const DAY_MS = 86_400_000

export interface Span {
  startsAt: Date
  endsAt: Date
}

/** A time as somebody types it, on the clocks of a zone. */
export interface TypedTime {
  on: Day
  time: string
}

export interface MeetingNow {
  state: MeetingState
  askedBy: MeetingParty
  /** The firms that have not yet agreed. */
  waitingFor: readonly MeetingParty[]
  proposals: readonly Span[]
  /** The time that was picked first; whoever else must agree takes it or offers others. */
  picked: number | null
  /** How often what stands in calendars was changed (RFC 5545, 3.8.7.4). */
  sequence: number
  /** True once calendars hold it. */
  invited: boolean
}

export type MeetingStep =
  | { type: 'accept'; pick: number }
  | { type: 'decline' }
  | { type: 'move'; proposals: readonly Span[] }
  | { type: 'cancel' }
export type MeetingStepName = MeetingStep['type']

/** Both sides have accepted each other, and nothing has ended it: before and after that nobody can ask for a meeting. */
const MEETABLE: readonly LinkageStage[] = [
  'lead-firm-accepted',
  'introduced',
  'nda',
  'meeting',
  'site-visit',
  'rfq',
  'quoted',
  'sample-trial',
  'approved',
  'contracted',
  'repeat-order',
]

export function takesMeetings(stage: LinkageStage): boolean {
  return MEETABLE.includes(stage)
}

/** What is wrong with one of the times typed, by its place in the list. */
export interface TimeFault {
  at: number
  code: 'time-not-there' | 'must-be-future' | 'too-late' | 'offered-twice'
}

/** Reads typed times on the clocks of a zone: each exists, lies ahead within a year, and is offered once. */
export function readTimes(
  typed: readonly TypedTime[],
  { timeZone, minutes, now }: { timeZone: string; minutes: number; now: Date },
): { spans: Span[]; faults: TimeFault[] } {
  const faults: TimeFault[] = []
  const spans: Span[] = []
  for (const [at, { on, time }] of typed.entries()) {
    const startsAt = instantAt(on, time, timeZone)
    const code = startsAt === null ? 'time-not-there' : faultOf(startsAt, now, spans)
    if (code) faults.push({ at, code })
    if (startsAt) spans.push({ startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000) })
  }
  return { spans, faults }
}

function faultOf(startsAt: Date, now: Date, others: readonly Span[]): TimeFault['code'] | null {
  if (startsAt.getTime() <= now.getTime()) return 'must-be-future'
  if (startsAt.getTime() > now.getTime() + FURTHEST_DAYS * DAY_MS) return 'too-late'
  return others.some((one) => one.startsAt.getTime() === startsAt.getTime()) ? 'offered-twice' : null
}

/** A new request: the other firm is waited for; an agency asks both firms. */
export function askMeeting(askedBy: MeetingParty, proposals: readonly Span[]): MeetingNow {
  return { state: 'requested', askedBy, waitingFor: othersOf(askedBy), proposals, picked: null, sequence: 0, invited: false }
}

function othersOf(asker: MeetingParty): MeetingParty[] {
  return (['lead-firm', 'sme'] as const).filter((one) => one !== asker)
}

/** When a request that nobody answers ends: a week after it was asked, or when its last time has come. */
export function expiryOf(askedAt: Date, proposals: readonly Span[]): Date {
  const last = Math.max(...proposals.map((one) => one.startsAt.getTime()))
  return new Date(Math.min(askedAt.getTime() + ANSWER_DAYS * DAY_MS, last))
}

/**
 * Decides one step of a meeting.
 *
 * The side that was asked picks one of the times or declines; whoever moves a meeting asks again and is then the one who waits. What
 * calendars hold already is changed under a higher number: moved, agreed anew, or cancelled.
 */
export function stepMeeting(meeting: MeetingNow, step: MeetingStep, by: MeetingParty, now: Date): Decision<MeetingNow> {
  if (!STEPS[step.type].from.includes(meeting.state))
    return refuse('meeting-wrong-state', 'The meeting is past this step.', { state: meeting.state })
  if (!mayTake(meeting, step.type, by)) return refuse('meeting-wrong-party', 'The other side takes this step.')
  if (step.type === 'accept') return agree(meeting, step.pick, by, now)
  const sequence = meeting.invited ? meeting.sequence + 1 : meeting.sequence
  if (step.type === 'move') return accept({ ...askMeeting(by, step.proposals), sequence, invited: meeting.invited })
  return accept({ ...meeting, state: step.type === 'decline' ? 'declined' : 'cancelled', waitingFor: [], sequence })
}

function agree(meeting: MeetingNow, pick: number, by: MeetingParty, now: Date): Decision<MeetingNow> {
  const span = meeting.proposals[pick]
  if (!span) return refuse('meeting-no-such-time', 'Pick one of the times that are offered.')
  if (span.startsAt.getTime() <= now.getTime()) return refuse('meeting-time-over', 'This time has passed; offer another one.')
  if (meeting.picked !== null && meeting.picked !== pick)
    return refuse('meeting-time-picked', 'The other firm has picked a time already: agree to it, or offer others.')
  const waitingFor = meeting.waitingFor.filter((one) => one !== by)
  if (waitingFor.length > 0) return accept({ ...meeting, picked: pick, waitingFor })
  const sequence = meeting.invited ? meeting.sequence + 1 : meeting.sequence
  return accept({ ...meeting, state: 'accepted', picked: pick, waitingFor: [], sequence, invited: true })
}

function mayTake({ askedBy, waitingFor, state }: MeetingNow, step: MeetingStepName, by: MeetingParty): boolean {
  if (step === 'accept' || step === 'decline') return waitingFor.includes(by)
  // A request is taken back by whoever asked; what is agreed may be called off by anybody who comes.
  return step === 'move' || state !== 'requested' || askedBy === by
}

/** The steps that this party could take now: what a page offers. */
export function openMeetingSteps(meeting: MeetingNow, by: MeetingParty): MeetingStepName[] {
  const names = Object.keys(STEPS) as MeetingStepName[]
  return names.filter((step) => STEPS[step].from.includes(meeting.state) && mayTake(meeting, step, by))
}

const STEPS: Record<MeetingStepName, { from: readonly MeetingState[] }> = {
  accept: { from: ['requested'] },
  decline: { from: ['requested'] },
  move: { from: ['requested', 'accepted'] },
  cancel: { from: ['requested', 'accepted'] },
}

export interface Outcome {
  result: MeetingResult
  /** Who did not come; only with `no-show`. */
  absent: MeetingParty | null
  rating: number | null
  nextStep: NextStep
  nextNote: string
  nextOn: Day
}

/** What a side says when a meeting is over: whether it took place, how it was, and what comes next by which day. */
export function reportOutcome(
  meeting: Pick<MeetingNow, 'state'> & Span,
  outcome: Outcome,
  { now, today }: { now: Date; today: Day },
): Decision<MeetingState> {
  if (!['accepted', 'held', 'no-show'].includes(meeting.state)) return refuse('meeting-not-agreed', 'This meeting was never agreed.')
  if (meeting.endsAt.getTime() > now.getTime()) return refuse('meeting-not-over', 'Say how it went when it is over.')
  const fault = outcomeFault(outcome, today)
  if (fault) return fault
  // Who says that it took place was there; a no-show of the other side is shown beside it.
  return accept(meeting.state === 'held' || outcome.result === 'held' ? 'held' : 'no-show')
}

/** What is wrong with a report; null where nothing is. Meetings at events are reported in the same way. */
export function outcomeFault({ result, absent, rating, nextStep, nextNote, nextOn }: Outcome, today: Day): Decision<never> | null {
  if (result === 'no-show' && absent === null) return refuse('absent-missing', 'Say who did not come.')
  if (result === 'held' && rating === null) return refuse('rating-missing', 'Say how it was, from 1 to 5.')
  if (nextStep === 'other' && nextNote.trim() === '') return refuse('next-step-missing', 'Write what comes next.')
  return daysBetween(today, nextOn) < 0 ? refuse('next-day-past', 'The day of the next step lies ahead.') : null
}

/** True when a meeting is over and this side has not said what comes next: what a page and the officer are told of. */
export function lacksNextStep(meeting: { state: MeetingState; endsAt: Date }, hasReported: boolean, now: Date): boolean {
  const tookPlace = meeting.state === 'accepted' || meeting.state === 'held' || meeting.state === 'no-show'
  return tookPlace && !hasReported && meeting.endsAt.getTime() <= now.getTime()
}

/** A meeting is reminded of once, within the day before it begins. */
export function isReminderDue({ startsAt }: Span, now: Date): boolean {
  const ahead = startsAt.getTime() - now.getTime()
  return ahead > 0 && ahead <= DAY_MS
}
