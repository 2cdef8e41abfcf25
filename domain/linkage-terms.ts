/** Whose turn it is in a linkage, by when, and what happens when a party stays silent (issue: defaults 5 and 10 working days). */
import { addWorkingDays, type Day, dayOf, endOfDay } from './day.ts'
import type { LinkageActor, LinkageParty, LinkageReason, LinkageStage } from './linkages.ts'

/** The stages at which somebody is expected to move. On hold the day is set by whoever holds it. */
export const TIMED_STAGES = [
  'broker-shortlisted',
  'offered-to-sme',
  'sme-interested',
  'lead-firm-accepted',
  'introduced',
  'nda',
  'meeting',
  'site-visit',
  'rfq',
  'quoted',
  'sample-trial',
  'approved',
] as const satisfies readonly LinkageStage[]
export type TimedStage = (typeof TIMED_STAGES)[number]

/** Working days for each stage, and how many more are waited before silence ends the linkage. */
export interface LinkageTerms {
  days: Record<TimedStage, number>
  graceDays: number
}

const SME_DAYS = 5
const LEAD_FIRM_DAYS = 10
const AGENCY_DAYS = 5

/** An SME answers in 5 working days, a lead firm in 10, an agency in 5; parts are not made and measured in two weeks, so a trial has 40. */
export const DEFAULT_TERMS: LinkageTerms = {
  days: {
    'broker-shortlisted': AGENCY_DAYS,
    'offered-to-sme': SME_DAYS,
    'sme-interested': LEAD_FIRM_DAYS,
    'lead-firm-accepted': AGENCY_DAYS,
    introduced: LEAD_FIRM_DAYS,
    nda: LEAD_FIRM_DAYS,
    meeting: LEAD_FIRM_DAYS,
    'site-visit': LEAD_FIRM_DAYS,
    rfq: SME_DAYS,
    quoted: LEAD_FIRM_DAYS,
    'sample-trial': 40,
    approved: LEAD_FIRM_DAYS,
  },
  graceDays: 5,
}

/** What an agency has set of its own stands before what the platform set, stage by stage. */
export function mergeTerms(...own: readonly { days: Partial<Record<TimedStage, number>>; graceDays: number | null }[]): LinkageTerms {
  const first = <T>(pick: (one: (typeof own)[number]) => T | null | undefined, otherwise: T): T =>
    own.map(pick).find((value) => value !== null && value !== undefined) ?? otherwise
  const days = TIMED_STAGES.map((stage) => [stage, first((one) => one.days[stage], DEFAULT_TERMS.days[stage])])
  return { days: Object.fromEntries(days) as LinkageTerms['days'], graceDays: first((one) => one.graceDays, DEFAULT_TERMS.graceDays) }
}

/** Whose turn it is: the agency's where one brokers, else the lead firm's in its place; nobody's once it ended or a contract stands. */
export function turnOf(stage: LinkageStage, known: { isBrokered: boolean; heldBy: LinkageActor | null }): LinkageParty | null {
  const turn = stage === 'on-hold' ? known.heldBy : TURNS[stage]
  if (!turn || turn === 'system') return null
  return turn === 'agency' && !known.isBrokered ? 'lead-firm' : turn
}

/** The day by which the next step is due: the one that was set with the step, else so many working days of the owner's time zone. */
export function dueDay(
  stage: LinkageStage,
  asked: { terms: LinkageTerms; setOn: Day | null; turn: LinkageParty | null; now: Date; timeZone: string },
): { on: Day; at: Date } | null {
  if (!asked.turn) return null
  const on = asked.setOn ?? (isTimed(stage) ? addWorkingDays(dayOf(asked.now, asked.timeZone), asked.terms.days[stage]) : null)
  return on === null ? null : { on, at: endOfDay(on, asked.timeZone) }
}

/** What a clock may know of a waiting linkage. */
export interface Waiting {
  stage: LinkageStage
  turn: LinkageParty | null
  dueOn: Day | null
  timeZone: string
  remindedAt: Date | null
  warnedAt: Date | null
}

/** `remind` on the day itself, `warn` the officer once it has passed, `lapse` when the days of grace have too. */
export type Silence = 'none' | 'remind' | 'warn' | 'lapse'

/**
 * One reminder on the day the answer is due, then a word to the officer, then the end. A silent agency is warned of and never
 * ends what two firms have between them.
 */
export function silenceOf(waiting: Waiting, now: Date, graceDays: number): Silence {
  const { turn, dueOn, timeZone, remindedAt, warnedAt } = waiting
  if (!turn || !dueOn) return 'none'
  const today = dayOf(now, timeZone)
  if (today < dueOn) return 'none'
  if (remindedAt === null) return 'remind'
  if (today === dueOn) return 'none'
  if (warnedAt === null) return 'warn'
  return turn !== 'agency' && today > addWorkingDays(dueOn, graceDays) ? 'lapse' : 'none'
}

/** The reason for which silence ends a linkage. */
export function silenceReason(turn: LinkageParty): LinkageReason {
  return turn === 'sme' ? 'sme-silent' : 'lead-firm-silent'
}

/** True once the day has passed in the owner's time zone, whose last instant this is. */
export function isOverdue(dueAt: Date | null, now: Date): boolean {
  return dueAt !== null && now > dueAt
}

function isTimed(stage: LinkageStage): stage is TimedStage {
  return (TIMED_STAGES as readonly LinkageStage[]).includes(stage)
}

const TURNS: Record<LinkageStage, LinkageParty | null> = {
  proposed: 'agency',
  'broker-shortlisted': 'agency',
  'offered-to-sme': 'sme',
  'sme-interested': 'lead-firm',
  'sme-declined': null,
  'lead-firm-accepted': 'agency',
  'lead-firm-declined': null,
  introduced: 'lead-firm',
  nda: 'lead-firm',
  meeting: 'lead-firm',
  'site-visit': 'lead-firm',
  rfq: 'sme',
  quoted: 'lead-firm',
  'sample-trial': 'lead-firm',
  approved: 'lead-firm',
  contracted: null,
  'repeat-order': null,
  'on-hold': null,
  lost: null,
  lapsed: null,
}
