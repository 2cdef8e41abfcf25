/** Mandates: an SME or a lead firm consents that an agency may broker for it, for how much and how long (trust reference 4). */
import { addDays, addMonths, type Day } from './day.ts'
import { accept, type Decision, type Refusal, refuse } from './decision.ts'

export const MANDATE_STATES = ['asked', 'given', 'refused', 'taken-back', 'withdrawn', 'replaced'] as const
export type MandateState = (typeof MANDATE_STATES)[number]

/** A mandate is for everything, for chosen sourcing needs, or for the needs of chosen sectors. */
export const MANDATE_SCOPES = ['all', 'needs', 'sectors'] as const
export type MandateScope = (typeof MANDATE_SCOPES)[number]

export const MANDATE_STEPS = ['give', 'refuse', 'withdraw', 'take-back'] as const
export type MandateStep = (typeof MANDATE_STEPS)[number]

/** `giver`: the firm whose consent it is. */
export type MandateParty = 'giver' | 'agency'

/** How a mandate reads on a day: one that was given is coming, in force, or over. */
export const MANDATE_STANDINGS = ['asked', 'coming', 'in-force', 'over', 'refused', 'taken-back', 'withdrawn', 'replaced'] as const
export type MandateStanding = (typeof MANDATE_STANDINGS)[number]

export interface Mandate {
  state: MandateState
  scope: MandateScope
  needIds: readonly string[]
  sectors: readonly string[]
  startsAt: Date | null
  endsAt: Date | null
}

export interface MandateSpan {
  fromOn: Day
  untilOn: Day
}

/** A mandate lasts a year unless it is given for less, and never longer: consent that nobody renews fades. */
export const LONGEST_MONTHS = 12

/** After a refusal an agency waits before it asks again. */
export const ASK_AGAIN_DAYS = 30

/** Both sides are told so many days before the end. */
export const ENDING_NOTICES = [30, 7] as const

export function stepMandate(state: MandateState, step: MandateStep, by: MandateParty): Decision<MandateState> {
  const rule = STEPS[step]
  if (rule.by !== by) return refuse('mandate-wrong-party', 'The other party takes this step.', { step })
  return rule.from.includes(state) ? accept(rule.to) : refuse('mandate-wrong-state', 'The mandate is past this step.', { step, state })
}

export function openMandateSteps(state: MandateState, by: MandateParty): MandateStep[] {
  return MANDATE_STEPS.filter((step) => STEPS[step].by === by && STEPS[step].from.includes(state))
}

/** How it reads now. */
export function standingOf({ state, startsAt, endsAt }: Mandate, at: Date): MandateStanding {
  if (state !== 'given') return state
  if (startsAt && startsAt > at) return 'coming'
  return endsAt && endsAt >= at ? 'in-force' : 'over'
}

/** Nothing remembers a mandate: each request asks anew, so that a withdrawal acts at the next one (trust reference, R6). */
export function isInForce(mandate: Mandate, at: Date): boolean {
  return standingOf(mandate, at) === 'in-force'
}

/** Whether it speaks for this need. */
export function coversNeed(mandate: Pick<Mandate, 'scope' | 'needIds' | 'sectors'>, need: { id: string; sector: string }): boolean {
  if (mandate.scope === 'all') return true
  return mandate.scope === 'needs' ? mandate.needIds.includes(need.id) : need.sector !== '' && mandate.sectors.includes(need.sector)
}

/** The days for which it is given: from today unless later, for a year unless less. */
export function spanOf(asked: { fromOn?: Day; untilOn?: Day }, today: Day): Decision<MandateSpan> {
  const fromOn = asked.fromOn ?? today
  const latest = addDays(addMonths(fromOn, LONGEST_MONTHS), -1)
  const untilOn = asked.untilOn ?? latest
  if (fromOn < today) return refuse('mandate-begins-early', 'A mandate begins today or later.')
  if (fromOn > addMonths(today, LONGEST_MONTHS)) return refuse('mandate-begins-late', 'A mandate begins within a year.')
  if (untilOn < fromOn) return refuse('mandate-ends-early', 'A mandate ends after it began.')
  if (untilOn > latest) return refuse('mandate-too-long', 'A mandate lasts a year at most.', { until: latest })
  return accept({ fromOn, untilOn })
}

/** A scope that names nothing covers nothing. */
export function scopeFault({
  scope,
  needIds,
  sectors,
}: Pick<Mandate, 'scope' | 'needIds' | 'sectors'>): { field: string; code: string } | null {
  if (scope === 'needs' && needIds.length === 0) return { field: '/needIds', code: 'required' }
  return scope === 'sectors' && sectors.length === 0 ? { field: '/sectors', code: 'required' } : null
}

/** Whether the agency may ask, after how it was last answered. */
export function askFault(last: { state: MandateState; endedAt: Date | null } | undefined, at: Date): Refusal | null {
  if (last?.state === 'asked') return { code: 'mandate-asked-already', message: 'Your question is still open.' }
  const isFresh = last?.state === 'refused' && last.endedAt && at.getTime() - last.endedAt.getTime() < ASK_AGAIN_DAYS * 86_400_000
  return isFresh ? { code: 'mandate-refused-lately', message: 'The firm refused not long ago.', params: { days: ASK_AGAIN_DAYS } } : null
}

/** Which notice of the end is due: the nearest that was not given yet; null for none. */
export function endingNotice(daysLeft: number, noticedDays: number | null): number | null {
  const due = ENDING_NOTICES.filter((days) => daysLeft <= days && daysLeft >= 0).at(-1)
  return due !== undefined && (noticedDays === null || due < noticedDays) ? due : null
}

const STEPS: Record<MandateStep, { from: readonly MandateState[]; by: MandateParty; to: MandateState }> = {
  give: { from: ['asked'], by: 'giver', to: 'given' },
  refuse: { from: ['asked'], by: 'giver', to: 'refused' },
  withdraw: { from: ['given'], by: 'giver', to: 'withdrawn' },
  'take-back': { from: ['asked'], by: 'agency', to: 'taken-back' },
}
