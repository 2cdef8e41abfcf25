/** Learning with a person in charge: what lead firms' decisions say about the category weights; a person applies or refuses it. */
import type { AcceptReason, LossReason } from './linkages.ts'
import { chanceOf, fitLogistic, type LogisticModel, logLoss } from './logistic.ts'
import type { Evaluation } from './matching.ts'
import type { CriterionCategory, SourcingNeed } from './sourcing.ts'
import { CATEGORIES, type CategoryWeights } from './weights.ts'

/** Fewer decisions than this teach nothing that would hold (issue 3: "from 50 decisions on"). */
export const LEAST_DECISIONS = 50

/** With fewer of either answer there is nothing to tell them apart by. */
export const LEAST_OF_EACH = 10

/** Pull towards the weights in force: at 50 decisions it weighs about as much as they do (a default of ours). */
export const PULL = 4

/** Decisions are laid aside in so many parts, whole needs together, and each part is judged by what the others taught. */
const PARTS = 5

/** Smaller moves, in points of 100, are not worth a new version. */
const LEAST_MOVE = 0.5

/** One decision of a lead firm: how well the firm stood in each category that the need asked about, before it was decided. */
export interface DecisionMark {
  needId: string
  accepted: boolean
  /** Mean of value x evidence over the category's criteria, 0 to 1; categories that nothing asks about are absent. */
  standing: Readonly<Partial<Record<CriterionCategory, number>>>
}

export const LEARNING_STANDINGS = ['too-few', 'one-sided', 'no-better', 'proposed'] as const
export type LearningStanding = (typeof LEARNING_STANDINGS)[number]

export interface LearningReport {
  standing: LearningStanding
  decisions: number
  accepted: number
  /** Null unless proposed. */
  weights: CategoryWeights | null
  /** Mean over decisions that the model had not seen; null when there are too few or they are one-sided. */
  logLossBefore: number | null
  logLossAfter: number | null
}

/**
 * What the decisions propose. Logistic regression of *accepted* on the standing per category, pulled (L2) towards the
 * weights in force; log loss before and after on decisions laid aside in five parts. Nothing is proposed when the unseen
 * decisions are told no better, or when no weight would move by half a point.
 */
export function learn(marks: readonly DecisionMark[], inForce: CategoryWeights, pull: number = PULL): LearningReport {
  const usable = marks.filter(({ standing }) => Object.keys(standing).length > 0)
  const accepted = usable.filter((one) => one.accepted).length
  const nothing = { decisions: usable.length, accepted, weights: null, logLossBefore: null, logLossAfter: null }
  if (usable.length < LEAST_DECISIONS) return { standing: 'too-few', ...nothing }
  if (Math.min(accepted, usable.length - accepted) < LEAST_OF_EACH) return { standing: 'one-sided', ...nothing }
  const { before: logLossBefore, after: logLossAfter } = unseenLosses(usable, inForce, pull)
  const weights = learnWeights(usable, inForce, pull)
  const told = { ...nothing, logLossBefore, logLossAfter }
  const moved = CATEGORIES.some((category) => Math.abs(weights[category] - inForce[category]) >= LEAST_MOVE)
  return moved && logLossAfter < logLossBefore ? { standing: 'proposed', ...told, weights } : { standing: 'no-better', ...told }
}

/**
 * The weights that tell these decisions best, 100 points together, in tenths. A category that lead firms seem to hold
 * against firms gets nought. With an endless pull they are the weights in force.
 */
export function learnWeights(marks: readonly DecisionMark[], inForce: CategoryWeights, pull: number): CategoryWeights {
  const shares = CATEGORIES.map((category) => inForce[category] / totalOf(inForce))
  const slope = Math.max(LEAST_SLOPE, calibrate(marks, inForce).coefficients[0] ?? 0)
  const samples = marks.map(({ standing, accepted }) => ({ outcome: accepted, features: featuresOf(standing, inForce) }))
  const { coefficients } = fitLogistic(samples, { towards: shares.map((share) => slope * share), strength: pull })
  const positive = coefficients.map((own) => Math.max(0, own))
  const all = positive.reduce((sum, own) => sum + own, 0)
  return all > 0 ? inTenths(positive.map((own) => (100 * own) / all)) : inForce
}

/** Where firms are accepted regardless of their fit, the pull still holds the weights' proportions. */
const LEAST_SLOPE = 1

/** The fit that these weights give a standing: sum(w x) / sum(w) over the categories asked about. */
export function fitOf(standing: DecisionMark['standing'], weights: CategoryWeights): number {
  const asked = CATEGORIES.filter((category) => standing[category] !== undefined)
  const all = asked.reduce((sum, category) => sum + weights[category], 0)
  return all > 0 ? asked.reduce((sum, category) => sum + weights[category] * (standing[category] ?? 0), 0) / all : 0
}

/** Linear in the weights, and equal to the fit at the weights in force. */
function featuresOf(standing: DecisionMark['standing'], inForce: CategoryWeights): number[] {
  const asked = CATEGORIES.filter((category) => standing[category] !== undefined)
  const all = asked.reduce((sum, category) => sum + inForce[category], 0) / totalOf(inForce)
  return CATEGORIES.map((category) => (all > 0 ? (standing[category] ?? 0) / all : 0))
}

/** How surely a fit under these weights is accepted: one slope and one intercept. */
function calibrate(marks: readonly DecisionMark[], weights: CategoryWeights): LogisticModel {
  const samples = marks.map(({ standing, accepted }) => ({ outcome: accepted, features: [fitOf(standing, weights)] }))
  return fitLogistic(samples, { towards: [0], strength: 0.01 })
}

function unseenLosses(marks: readonly DecisionMark[], inForce: CategoryWeights, pull: number): { before: number; after: number } {
  const part = partsOf(marks)
  let [before, after] = [0, 0]
  for (let aside = 0; aside < PARTS; aside++) {
    const seen = marks.filter((_, at) => part[at] !== aside)
    const unseen = marks.filter((_, at) => part[at] === aside)
    before += lossOf(unseen, inForce, calibrate(seen, inForce))
    const learned = learnWeights(seen, inForce, pull)
    after += lossOf(unseen, learned, calibrate(seen, learned))
  }
  return { before: before / marks.length, after: after / marks.length }
}

function lossOf(unseen: readonly DecisionMark[], weights: CategoryWeights, model: LogisticModel): number {
  return unseen.reduce((sum, { standing, accepted }) => sum + logLoss(chanceOf(model, [fitOf(standing, weights)]), accepted), 0)
}

/** Decisions on one need resemble each other and are laid aside together; with too few needs, each by itself. */
function partsOf(marks: readonly DecisionMark[]): number[] {
  const needIds = [...new Set(marks.map(({ needId }) => needId))].sort()
  if (needIds.length < PARTS) return marks.map((_, at) => at % PARTS)
  const place = new Map(needIds.map((needId, at) => [needId, at]))
  return marks.map(({ needId }) => (place.get(needId) ?? 0) % PARTS)
}

function totalOf(weights: CategoryWeights): number {
  return CATEGORIES.reduce((sum, category) => sum + weights[category], 0)
}

/** Rounded down to tenths; what is left over goes to the largest remainders, so that the sum stays 100. */
function inTenths(points: readonly number[]): CategoryWeights {
  const tenths = points.map((own) => Math.floor(own * 10 + 1e-9))
  const left = 1000 - tenths.reduce((sum, own) => sum + own, 0)
  const byRemainder = points.map((own, at) => ({ at, rest: own * 10 - (tenths[at] ?? 0) })).sort((a, b) => b.rest - a.rest || a.at - b.at)
  for (const { at } of byRemainder.slice(0, left)) tenths[at] = (tenths[at] ?? 0) + 1
  return Object.fromEntries(CATEGORIES.map((category, at) => [category, (tenths[at] ?? 0) / 10])) as Record<CriterionCategory, number>
}

/** How the firm stands in each category, as far as the lead firm left the weighing to the defaults; exclusions aside. */
export function standingOf(need: Pick<SourcingNeed, 'criteria'>, { criteria }: Pick<Evaluation, 'criteria'>): DecisionMark['standing'] {
  const weighedByItself = new Set(need.criteria.flatMap(({ id, weight }) => (weight === null ? [] : [id])))
  const counting = criteria.filter((one) => one.class !== 'exclusion' && !weighedByItself.has(one.criterionId))
  const byCategory = Map.groupBy(counting, ({ category }) => category)
  const means = [...byCategory].map(([category, list]) => {
    const mean = list.reduce((sum, { contribution }) => sum + contribution, 0) / list.length
    return [category, Math.round(mean * 1e6) / 1e6] as const
  })
  return Object.fromEntries(means)
}

/** The category a reason speaks of; null where it says nothing about how the firm fits. */
export const CATEGORY_OF_REASON: Record<LossReason | AcceptReason, CriterionCategory | null> = {
  'process-tolerance': 'technical',
  capacity: 'capacity',
  'quality-system': 'quality',
  'track-record': 'track-record',
  performance: 'kpi',
  'lead-time': 'logistics',
  location: 'logistics',
  management: 'management',
  compliance: 'esg',
  price: null,
  'payment-terms': null,
  finance: null,
  'ip-nda': null,
  'global-frame-contract': null,
  'lead-firm-cancelled': null,
  'lead-firm-silent': null,
  'sme-silent': null,
  'sme-not-interested': null,
  other: null,
  'technical-fit': 'technical',
  'free-capacity': 'capacity',
  'quality-assured': 'quality',
  'proven-record': 'track-record',
  'good-performance': 'kpi',
  'near-and-fast': 'logistics',
  'well-managed': 'management',
  responsible: 'esg',
  'good-price': null,
}

/** Every acceptance teaches; a decline only for a reason that a weight could have foreseen: a price that was too high could not. */
export function teaches(accepted: boolean, reason: LossReason | AcceptReason | null): boolean {
  return accepted || reason === null || reason === 'other' || CATEGORY_OF_REASON[reason] !== null
}
