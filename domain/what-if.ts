/** What a lead firm tries out on its need before it changes it: a weight moved, a requirement relaxed, an equivalent accepted. */
import type { Criterion, RequirementClass, SourcingNeed } from './sourcing.ts'

/** How a criterion may weigh in a trial: as one of the three classes, or not at all. */
export const TRIAL_CLASSES = ['must', 'developable-must', 'scored', 'dropped'] as const
export type TrialClass = (typeof TRIAL_CLASSES)[number]

/** One criterion changed for a trial; what is not named stays. */
export interface CriterionTrial {
  criterionId: string
  /** 0 to 100; null goes back to the category's default weight. */
  weight?: number | null
  as?: TrialClass
  /** Equivalent standards count for every certificate that the criterion asks. */
  acceptEquivalent?: boolean
}

/**
 * The need as it would stand with these changes; criteria it does not have are not invented, and nothing else is touched.
 * @example `[{ criterionId, as: 'scored' }]` makes a plain must a wish: who lacks it stays in the list and scores less.
 */
export function changedNeed(need: SourcingNeed, trials: readonly CriterionTrial[]): SourcingNeed {
  const byId = new Map(trials.map((one) => [one.criterionId, one]))
  const criteria = need.criteria.flatMap((criterion) => changed(criterion, byId.get(criterion.id)))
  return { ...need, criteria }
}

function changed(criterion: Criterion, trial: CriterionTrial | undefined): Criterion[] {
  if (!trial) return [criterion]
  if (trial.as === 'dropped') return []
  const own: RequirementClass = trial.as ?? criterion.class
  const weight = trial.weight === undefined ? criterion.weight : trial.weight
  const groups = trial.acceptEquivalent === undefined ? criterion.groups : withEquivalents(criterion, trial.acceptEquivalent)
  return [{ ...criterion, class: own, weight, groups }]
}

function withEquivalents({ groups }: Criterion, acceptEquivalent: boolean): Criterion['groups'] {
  return groups.map((group) => ({
    ...group,
    requirements: group.requirements.map((one) => (one.kind === 'certificate' ? { ...one, acceptEquivalent } : one)),
  }))
}

/** Where each firm stood before, by its key: 1 is the first place; who was not in the list has none. */
export function placesOf<T>(ranked: readonly T[], keyOf: (one: T) => string): Map<string, number> {
  return new Map(ranked.map((one, at) => [keyOf(one), at + 1]))
}
