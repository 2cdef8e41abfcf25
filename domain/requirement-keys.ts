/** What a requirement asks, as one text: an answer belongs to what was asked, so that it outlives an edit that did not touch it. */
import type { Criterion, Requirement } from './sourcing.ts'

/** Equal for two requirements that ask the same; a changed limit, unit or standard is another question. */
export function requirementKey(one: Requirement): string {
  const { kind, code, within, operator, value, valueTo, unit, heldBy, acceptEquivalent } = one
  return JSON.stringify([kind, code, within, operator, value, valueTo, [...one.values].sort(), unit, heldBy, acceptEquivalent])
}

export interface AskedRequirement {
  criterion: Criterion
  requirement: Requirement
}

/** All that an offer is asked about, in the need's order. Exclusion grounds are asked at interest. */
export function askedIn(criteria: readonly Criterion[]): AskedRequirement[] {
  return criteria.flatMap((criterion) =>
    criterion.groups.flatMap(({ requirements }) =>
      requirements.flatMap((requirement) => (requirement.kind === 'exclusion-ground' ? [] : [{ criterion, requirement }])),
    ),
  )
}
