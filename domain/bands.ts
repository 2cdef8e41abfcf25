/** The four bands of a proposal, and the band that one verdict leaves open (rulings, "verdicts, bands, score"). */
import type { RequirementClass } from './sourcing.ts'

/** From best to worst; a need's band is the worst of its criteria's. */
export const BANDS = ['ready', 'developable', 'incomplete', 'not'] as const
export type Band = (typeof BANDS)[number]

const RANKS: Record<Band, number> = { ready: 0, developable: 1, incomplete: 2, not: 3 }

export function bandRank(band: Band): number {
  return RANKS[band]
}

export function worseBand(one: Band, other: Band): Band {
  return bandRank(one) >= bandRank(other) ? one : other
}

/** True for verdicts that count as met: by implication and expiring ones do, flagged. */
export function countsAsMet(verdict: string): boolean {
  return verdict === 'met' || verdict === 'met-by-implication' || verdict === 'expiring'
}

/**
 * The band one verdict allows at best.
 *
 * `near` on a must is developable when the months to close are known and allowed, else incomplete with a question.
 * `not-met` on a developable must is developable within the months allowed, else it rules out; on a plain must it rules out.
 * An exclusion rules out whom it is known to hit, and lowers nobody else, unanswered or near; a scored requirement never does.
 */
export function bandOf(requirementClass: RequirementClass, verdict: string, months: number | null, allowed: number): Band {
  if (requirementClass === 'scored' || countsAsMet(verdict)) return 'ready'
  const closable = months !== null && months <= allowed
  return RULES[requirementClass][verdict === 'near' ? 'near' : verdict === 'unknown' ? 'unknown' : 'not-met'](closable)
}

type Rule = (closable: boolean) => Band

const RULES: Record<Exclude<RequirementClass, 'scored'>, Record<'near' | 'unknown' | 'not-met', Rule>> = {
  exclusion: { near: () => 'ready', unknown: () => 'ready', 'not-met': () => 'not' },
  must: { near: (closable) => (closable ? 'developable' : 'incomplete'), unknown: () => 'incomplete', 'not-met': () => 'not' },
  'developable-must': {
    near: (closable) => (closable ? 'developable' : 'incomplete'),
    unknown: () => 'incomplete',
    'not-met': (closable) => (closable ? 'developable' : 'not'),
  },
}
