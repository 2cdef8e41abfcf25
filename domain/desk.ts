/** The officer's desk: the columns of the board, the clock of a card, and when a silent party may be reminded or its case escalated. */
import { addDays, type Day, daysBetween } from './day.ts'
import { accept, type Decision, type Refusal, refuse } from './decision.ts'
import type { LinkageParty, LinkageStage } from './linkages.ts'

/** Columns of the board, in the order of the pipeline. What ended stands in the list alone. */
export const DESK_COLUMNS = [
  'shortlisted',
  'offered',
  'interested',
  'accepted',
  'introduced',
  'visiting',
  'quoting',
  'approving',
  'contracted',
  'held',
] as const
export type DeskColumn = (typeof DESK_COLUMNS)[number]

export const COLUMN_STAGES: Record<DeskColumn, readonly LinkageStage[]> = {
  shortlisted: ['proposed', 'broker-shortlisted'],
  offered: ['offered-to-sme'],
  interested: ['sme-interested'],
  accepted: ['lead-firm-accepted'],
  introduced: ['introduced', 'nda'],
  visiting: ['meeting', 'site-visit'],
  quoting: ['rfq', 'quoted'],
  approving: ['sample-trial', 'approved'],
  contracted: ['contracted', 'repeat-order'],
  held: ['on-hold'],
}

/** Where something is in motion: somebody may have to move. */
export const MOVING_STAGES: readonly LinkageStage[] = DESK_COLUMNS.filter((one) => one !== 'contracted').flatMap(
  (one) => COLUMN_STAGES[one],
)

export const CLOCK_STATES = ['over', 'today', 'soon', 'ahead', 'none'] as const
export type ClockState = (typeof CLOCK_STATES)[number]

/** How a card's clock reads: working days left, or over. */
export interface DeskClock {
  state: ClockState
  days: number
}

/** Two working days before its day a card asks to be looked at. */
const SOON_DAYS = 2

export const DESK_ACTS = ['reminder', 'escalation'] as const
export type DeskAct = (typeof DESK_ACTS)[number]

export interface SilentCase {
  turn: LinkageParty | null
  dueOn: Day | null
  today: Day
  /** Days of the last reminder and of the last escalation at this stage. */
  remindedOn: Day | null
  escalatedOn: Day | null
}

/** After an escalation a week passes before the next. */
export const ESCALATE_AGAIN_DAYS = 7

export const HANDOVER_STATES = ['proposed', 'accepted', 'declined', 'taken-back'] as const
export type HandoverState = (typeof HANDOVER_STATES)[number]

export const HANDOVER_STEPS = ['accept', 'decline', 'take-back'] as const
export type HandoverStep = (typeof HANDOVER_STEPS)[number]

/** How far a handover has come: its state, and once accepted, whether the other agency asked for a mandate and has one. */
export const HANDOVER_STANDINGS = ['proposed', 'accepted', 'mandate-asked', 'mandated', 'declined', 'taken-back'] as const
export type HandoverStanding = (typeof HANDOVER_STANDINGS)[number]

export function columnOf(stage: LinkageStage): DeskColumn | null {
  return DESK_COLUMNS.find((one) => COLUMN_STAGES[one].includes(stage)) ?? null
}

/** Working days after the first day up to the second; negative backwards. A weekend counts as the Friday before it. */
export function workingDaysBetween(from: Day, to: Day): number {
  return workingDayNumber(to) - workingDayNumber(from)
}

/**
 * How long until it is due, in working days of whoever is asked.
 * @example due on Monday, read on the Friday before: one day left.
 */
export function clockOf(dueOn: Day | null, today: Day): DeskClock {
  if (dueOn === null) return { state: 'none', days: 0 }
  const days = workingDaysBetween(today, dueOn)
  // Saturday after a Friday is late, though no working day has passed.
  if (dueOn < today) return { state: 'over', days: Math.max(1, -days) }
  if (dueOn === today) return { state: 'today', days: 0 }
  return { state: days <= SOON_DAYS ? 'soon' : 'ahead', days: Math.max(1, days) }
}

/** What stands in the way of reminding or escalating now; null for nothing. */
export function actFault(act: DeskAct, { turn, dueOn, today, remindedOn, escalatedOn }: SilentCase): Refusal | null {
  if (turn === null || dueOn === null) return { code: 'desk-nobody-waits', message: 'Nobody is expected to move.' }
  if (turn === 'agency') return { code: 'desk-own-turn', message: 'It is the agency’s own turn.' }
  if (act === 'reminder') return remindedOn === today ? { code: 'desk-reminded-today', message: 'This party was reminded today.' } : null
  if (dueOn >= today) return { code: 'desk-not-overdue', message: 'The day has not passed yet.' }
  const isFresh = escalatedOn !== null && addDays(escalatedOn, ESCALATE_AGAIN_DAYS) > today
  return isFresh
    ? { code: 'desk-escalated-lately', message: 'This was escalated not long ago.', params: { days: ESCALATE_AGAIN_DAYS } }
    : null
}

/** What an officer may do about a case: the buttons of a page. */
export function openActs(of: SilentCase): DeskAct[] {
  return DESK_ACTS.filter((act) => actFault(act, of) === null)
}

/** An officer takes a linkage over or lays it down; whom else to give it to is the manager's to say. */
export function assignFault(asked: {
  by: string
  isManager: boolean
  to: string | null
  from: string | null
  members: readonly string[]
}): Refusal | null {
  if (asked.to !== null && !asked.members.includes(asked.to))
    return { code: 'desk-no-officer', message: 'Choose somebody of your agency who brokers.' }
  if (asked.isManager || asked.to === asked.by) return null
  const laysDown = asked.to === null && asked.from === asked.by
  return laysDown ? null : { code: 'desk-manager-assigns', message: 'A manager gives linkages to others.' }
}

export function stepHandover(state: HandoverState, step: HandoverStep, by: 'from' | 'to'): Decision<HandoverState> {
  const rule = HANDOVER_RULES[step]
  if (rule.by !== by) return refuse('handover-wrong-party', 'The other agency takes this step.', { step })
  return state === 'proposed' ? accept(rule.to) : refuse('handover-wrong-state', 'This was answered before.', { step, state })
}

export function openHandoverSteps(state: HandoverState, by: 'from' | 'to'): HandoverStep[] {
  return HANDOVER_STEPS.filter((step) => stepHandover(state, step, by).ok)
}

/** Nothing is opened by a handover: what the other agency may read it reads by a mandate of its own. */
export function handoverStanding(state: HandoverState, mandate: 'none' | 'asked' | 'in-force'): HandoverStanding {
  if (state !== 'accepted') return state
  return mandate === 'in-force' ? 'mandated' : mandate === 'asked' ? 'mandate-asked' : 'accepted'
}

const HANDOVER_RULES: Record<HandoverStep, { by: 'from' | 'to'; to: HandoverState }> = {
  accept: { by: 'to', to: 'accepted' },
  decline: { by: 'to', to: 'declined' },
  'take-back': { by: 'from', to: 'taken-back' },
}

/** A Monday from which days are counted. */
const MONDAY: Day = '1900-01-01'

function workingDayNumber(day: Day): number {
  const n = daysBetween(MONDAY, day)
  return Math.floor(n / 7) * 5 + Math.min(n % 7, 4)
}
