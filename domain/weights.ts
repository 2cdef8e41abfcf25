/** The weights in force: what each category of criteria counts, in which version, and each criterion's share of them. */
import { accept, type Decision, refuse } from './decision.ts'
import { CRITERION_CATEGORIES, type Criterion, type CriterionCategory } from './sourcing.ts'

export const CATEGORIES = Object.keys(CRITERION_CATEGORIES) as CriterionCategory[]

/** Points per category, 100 together. */
export type CategoryWeights = Readonly<Record<CriterionCategory, number>>

/** Weights as somebody applied them; version 1 are the defaults of domain reference 3.3, which nobody had to apply. */
export interface WeightsInForce {
  version: number
  weights: CategoryWeights
}

export const DEFAULT_WEIGHTS: WeightsInForce = { version: 1, weights: CRITERION_CATEGORIES }

/** True when the criterion counts in the fit: no exclusion, and with something asked. */
function isWeighed({ class: own, groups }: Criterion): boolean {
  return own !== 'exclusion' && groups.some(({ requirements }) => requirements.length > 0)
}

/**
 * The weight of each criterion as a share of all, exclusions and empty ones aside: its own weight, else its category's,
 * shared by the criteria of that category that have none of their own (rulings, "Verdicts, bands, score").
 *
 * @example two technical criteria and one of quality, no weights of their own: 17.5, 17.5 and 15 of 50 points, so .35, .35 and .3.
 */
export function sharesOf(criteria: readonly Criterion[], weights: CategoryWeights = CRITERION_CATEGORIES): Map<Criterion, number> {
  const weighed = criteria.filter(isWeighed)
  const sharing = Map.groupBy(
    weighed.filter(({ weight }) => weight === null),
    ({ category }) => category,
  )
  const points = weighed.map((one) => one.weight ?? weights[one.category] / (sharing.get(one.category)?.length ?? 1))
  const all = points.reduce((sum, own) => sum + own, 0)
  return new Map(weighed.map((criterion, at) => [criterion, all > 0 ? (points[at] ?? 0) / all : 0]))
}

/** `told`: nothing was proposed. `overtaken`: newer decisions were looked at, or other weights came into force, before anybody decided. */
export const WEIGHT_REPORT_STATES = ['told', 'open', 'applied', 'refused', 'overtaken'] as const
export type WeightReportState = (typeof WEIGHT_REPORT_STATES)[number]

/**
 * Decides an open report. Weights are applied only on the version they were learned on: learned on version 3 they say
 * nothing about version 4.
 */
export function decideReport(
  report: { state: WeightReportState; weightsVersion: number },
  answer: { decision: 'apply' | 'refuse'; note: string },
  inForce: number,
): Decision<WeightReportState> {
  if (report.state !== 'open') return refuse('weight-report-decided', 'This report is decided, or proposes nothing.')
  if (answer.note.trim() === '') return refuse('weight-note-missing', 'Say why: whoever reads the weights later will ask.')
  if (answer.decision === 'refuse') return accept('refused')
  if (report.weightsVersion !== inForce) return refuse('weights-moved-on', 'Other weights came into force meanwhile; look at a new report.')
  return accept('applied')
}
