/** Interest in a need: the three standard questions, the exclusion grounds asked with them, and how much interest a month allows (domain reference 2.9). */
import { addDays, addMonths, type Day, dayOf, endOfDay } from './day.ts'
import { accept, type Decision, refuse } from './decision.ts'
import { type LinkageStage, opensMatchedTier, type Standing } from './linkages.ts'
import type { Criterion, EXCLUSION_GROUNDS } from './sourcing.ts'
import type { ExclusionAnswer } from './verdict.ts'

/** The first question: which kind of cooperation the SME has in mind. */
export const COOPERATION_KINDS = ['supply', 'subcontracting', 'joint-development', 'technology-partner', 'joint-venture', 'other'] as const
export type CooperationKind = (typeof COOPERATION_KINDS)[number]

export type ExclusionGround = (typeof EXCLUSION_GROUNDS)[number]

export interface GroundAnswer {
  ground: ExclusionGround
  /** True: the ground applies to the firm. */
  applies: boolean
  statedOn: Day
}

export interface Interest {
  cooperation: CooperationKind
  unclear: string
  about: string
  /** Read by the lead firm from the tier `matched` on. */
  contact: string
  grounds: GroundAnswer[]
}

/** Stages in which an interest counts against the month's ration: it waits for somebody, or is on its way. */
const ENDED: readonly LinkageStage[] = ['sme-declined', 'lead-firm-declined', 'lost', 'lapsed']

/** The exclusion grounds that a need asks about, each once, in the need's order. */
export function groundsAsked(criteria: readonly Pick<Criterion, 'groups'>[]): ExclusionGround[] {
  const codes = criteria.flatMap(({ groups }) =>
    groups.flatMap(({ requirements }) => requirements.flatMap(({ kind, code }) => (kind === 'exclusion-ground' ? [code] : []))),
  )
  return [...new Set(codes)] as ExclusionGround[]
}

/** Grounds asked that the answers leave open. */
export function openGrounds(asked: readonly ExclusionGround[], answers: readonly Pick<GroundAnswer, 'ground'>[]): ExclusionGround[] {
  const answered = new Set(answers.map((one) => one.ground))
  return asked.filter((ground) => !answered.has(ground))
}

/** The answers as verdicts read them. */
export function exclusionAnswers(answers: readonly GroundAnswer[]): Record<string, ExclusionAnswer> {
  return Object.fromEntries(answers.map(({ ground, applies, statedOn }) => [ground, { applies, statedOn }]))
}

/** What the other parties read of an interest as the linkage stands: the contact opens with the tier `matched`. */
export function interestFor<I extends Interest>(interest: I, standing: Standing): Omit<I, 'contact'> & { contact: string | null } {
  return { ...interest, contact: opensMatchedTier(standing) ? interest.contact : null }
}

export function countsAsOpen(stage: LinkageStage): boolean {
  return !ENDED.includes(stage)
}

/** The first instant of the calendar month, where the SME is. */
export function monthBegan(at: Date, timeZone: string): Date {
  const first = `${dayOf(at, timeZone).slice(0, 7)}-01`
  return new Date(endOfDay(addDays(first, -1), timeZone).getTime() + 1)
}

/** May one more interest be shown? Says from which day on if not. */
export function rationInterest(shown: { open: number; limit: number }, at: Date, timeZone: string): Decision<null> {
  if (shown.open < shown.limit) return accept(null)
  const freeOn = addMonths(`${dayOf(at, timeZone).slice(0, 7)}-01`, 1)
  return refuse('interest-ration', `You have shown interest in ${shown.limit} needs this month; the next is free from ${freeOn} on.`, {
    limit: shown.limit,
    freeOn,
  })
}
