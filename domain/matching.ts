/** From verdicts to a proposal: groups, criteria, band, fit, score, months and questions (domain reference 3.3; rulings, "bands, score"). */
import { type Band, bandOf, bandRank, countsAsMet, worseBand } from './bands.ts'
import { compareCost, type Money } from './costs.ts'
import type { Day } from './day.ts'
import { type Turn, turnsOn } from './exposure.ts'
import { type Obstacle, obstaclesOf } from './obstacles.ts'
import type { ProfileFacts } from './profiles.ts'
import type { Criterion, CriterionCategory, RequirementClass, RequirementGroup, SourcingNeed } from './sourcing.ts'
import type { Reason, Verdict, VerdictContext } from './verdict.ts'
import { allowedMonths, countOf, freshnessOf } from './verdict-grounds.ts'
import { evaluate } from './verdicts.ts'
import { DEFAULT_WEIGHTS, sharesOf, type WeightsInForce } from './weights.ts'

export { BANDS, type Band } from './bands.ts'
export type { Obstacle } from './obstacles.ts'

/** What a criterion came to: the verdicts of its best group. */
export interface CriterionResult {
  criterionId: string
  title: string
  class: RequirementClass
  category: CriterionCategory
  /** The group that answered best. */
  groupId: string
  verdicts: Verdict[]
  band: Band
  /** Share of the whole fit that this criterion carries, 0 to 1; an exclusion carries none. */
  share: number
  /** Mean of value x evidence over its requirements, the most that any of its groups counts, 0 to 1. */
  contribution: number
  months: number | null
}

/** One thing to ask the firm; `blocking` when its answer would lift the band. */
export interface Question {
  requirementId: string
  criterionId: string
  blocking: boolean
  reason: Reason
}

export interface Evaluation {
  profileId: string
  band: Band
  /** 0 to 100: half fit, half topic; topic alone without requirements. */
  score: number
  /** 0 to 1; null without requirements. */
  fit: number | null
  topic: number
  /** The longest gap to close; null unless developable. */
  months: number | null
  criteria: CriterionResult[]
  questions: Question[]
  obstacles: Obstacle[]
  /** Requirements of the musts met, and how many there are. */
  mustsMet: number
  musts: number
  /** The oldest day on which a fact used here was stated or checked. */
  freshOn: Day | null
  /** Of the category weights that were in force. */
  weightsVersion: number
}

export type NeedContext = Pick<VerdictContext, 'today' | 'catalogue' | 'concepts' | 'exclusionAnswers'> & {
  /** The recall score of this pair, 0 to 1. */
  topic: number
  /** What the categories count; the defaults unless said otherwise. */
  weights?: WeightsInForce
  /** Criteria of this pair that were judged before, by their groups: asked in the same class again they come out the same. */
  known?: JudgedBefore
}

export type JudgedBefore = ReadonlyMap<readonly RequirementGroup[], CriterionResult>

/** What an evaluation judged, for asking the same criteria of the same firm again: with another weight, or beside other ones. */
export function judgedIn({ criteria }: Pick<SourcingNeed, 'criteria'>, evaluation: Pick<Evaluation, 'criteria'>): JudgedBefore {
  const byId = new Map(evaluation.criteria.map((one) => [one.criterionId, one]))
  return new Map(criteria.flatMap(({ id, groups }) => (byId.has(id) ? [[groups, byId.get(id) as CriterionResult] as const] : [])))
}

/**
 * Evaluates a need against one firm. All requirements of a group must hold, one group of a criterion suffices.
 *
 * Band: the worst of the criteria's; an obstacle of either side rules the pair out. Fit = sum(w v e) / sum(w), the weight
 * being the criterion's own or its category's default shared among that category's criteria, split evenly among the
 * requirements of a group. Score = 100 (.5 fit + .5 topic), without requirements 100 topic.
 */
export function evaluateNeed(need: SourcingNeed, facts: ProfileFacts, context: NeedContext): Evaluation {
  return evaluatorOf(need, context)(facts, context)
}

/** The same for one need before many firms: what does not depend on the firm is worked out once. */
export function evaluatorOf(
  need: SourcingNeed,
  rules: Omit<NeedContext, 'topic' | 'known'>,
): (facts: ProfileFacts, pair: Pick<NeedContext, 'topic' | 'known'>) => Evaluation {
  const { version, weights } = rules.weights ?? DEFAULT_WEIGHTS
  const shares = sharesOf(need.criteria, weights)
  const asked = need.criteria.filter(({ groups }) => groups.some(({ requirements }) => requirements.length > 0))
  const parts = asked.map((criterion) => {
    const answered = criterion.groups.filter(({ requirements }) => requirements.length > 0)
    return { criterion, answered, share: shares.get(criterion) ?? 0, context: contextOf(need, rules, criterion.class) }
  })
  return (facts, { topic, known }) => {
    const criteria = parts.map((part) => {
      const before = known?.get(part.criterion.groups)
      return before?.class === part.criterion.class ? { ...before, share: part.share } : evaluateCriterion(part, facts)
    })
    return evaluationOf({ facts, topic, criteria, obstacles: obstaclesOf(need, facts), weightsVersion: version })
  }
}

type Judged = Pick<Evaluation, 'topic' | 'criteria' | 'obstacles' | 'weightsVersion'> & { facts: ProfileFacts }

function evaluationOf({ facts, topic, criteria, obstacles, weightsVersion }: Judged): Evaluation {
  const band = obstacles.length > 0 ? 'not' : criteria.reduce<Band>((worst, { band: own }) => worseBand(worst, own), 'ready')
  const weighed = criteria.filter(({ share }) => share > 0)
  const fit = weighed.length === 0 ? null : weighed.reduce((sum, { share, contribution }) => sum + share * contribution, 0)
  const musts = criteria.filter(isMust).flatMap(({ verdicts }) => verdicts)
  return {
    profileId: facts.profileId,
    band,
    score: 100 * (fit === null ? topic : 0.5 * fit + 0.5 * topic),
    fit,
    topic,
    months: band === 'developable' ? longest(criteria.map(({ months }) => months)) : null,
    criteria,
    questions: criteria.flatMap(questionsOf),
    obstacles,
    mustsMet: musts.filter(({ verdict }) => countsAsMet(verdict)).length,
    musts: musts.length,
    freshOn: oldestFact(criteria),
    weightsVersion,
  }
}

/** The points that so much topic is worth in a score: half of it counts, or all where nothing is required. */
export function pointsOf(topic: number, fit: number | null): number {
  return (fit === null ? 100 : 50) * topic
}

/**
 * What an order is made of; `cost` is what the way to *ready* usually costs, where that is entered. `lift` are points that count with the
 * score for the order alone: what tells two apart though it is no part of what either has of what is asked.
 */
export type Ranked = Pick<Evaluation, 'band' | 'score' | 'freshOn'> & Turn & { months?: number | null; cost?: Money | null; lift?: number }

/**
 * Best first: band; among the developable the shortest path to *ready*, in months and then in cost; score with its lift, freshness;
 * what is still equal takes turns, the longest unseen first, the same all day long.
 */
export function rank<T extends Ranked>(evaluations: readonly T[], day: Day): T[] {
  const inTurn = turnsOn(day)
  return [...evaluations].sort((one, other) => meritOrder(one, other) || inTurn(one, other))
}

/** Everything but whose turn it is; nought for equals. */
function meritOrder(one: Ranked, other: Ranked): number {
  return (
    bandRank(one.band) - bandRank(other.band) ||
    pathOrder(one, other) ||
    other.score + (other.lift ?? 0) - (one.score + (one.lift ?? 0)) ||
    compareText(other.freshOn ?? '', one.freshOn ?? '')
  )
}

/** Who has an equal in a ranked list: only for these does it matter when they were last shown. */
export function equalsIn<T extends Ranked>(ranked: readonly T[]): T[] {
  const isEqual = (one: T, other: T | undefined) => other !== undefined && meritOrder(one, other) === 0
  return ranked.filter((one, at) => isEqual(one, ranked[at - 1]) || isEqual(one, ranked[at + 1]))
}

/** The shorter path first; only who is developable has one. */
function pathOrder(one: Ranked, other: Ranked): number {
  if (one.band !== 'developable') return 0
  return (one.months ?? Number.MAX_SAFE_INTEGER) - (other.months ?? Number.MAX_SAFE_INTEGER) || compareCost(one.cost, other.cost)
}

function contextOf(need: SourcingNeed, rules: Omit<NeedContext, 'topic' | 'known'>, requirementClass: RequirementClass): VerdictContext {
  return { ...rules, need, needStart: need.startOn, horizonMonths: need.horizonMonths, requirementClass }
}

/** A criterion with what of it is the same before every firm. */
interface Part {
  criterion: Criterion
  answered: readonly RequirementGroup[]
  share: number
  context: VerdictContext
}

interface GroupResult {
  groupId: string
  verdicts: Verdict[]
  band: Band
  contribution: number
  months: number | null
}

function evaluateCriterion({ criterion, answered, share, context }: Part, facts: ProfileFacts): CriterionResult {
  const groups = answered.map((group) => evaluateGroup(group, facts, context))
  const { groupId, verdicts, band, months } = groups.reduce((best, group) => (isBetter(group, best) ? group : best))
  const contribution = groups.reduce((most, group) => Math.max(most, group.contribution), 0)
  const { id, title, class: own, category } = criterion
  return { criterionId: id, title, class: own, category, groupId, verdicts, band, share, contribution, months }
}

function evaluateGroup({ id, requirements }: RequirementGroup, facts: ProfileFacts, context: VerdictContext): GroupResult {
  const requirementClass = context.requirementClass ?? 'must'
  let band: Band = 'ready'
  let months: number | null = null
  let counts = 0
  const verdicts = requirements.map((requirement) => {
    const verdict = evaluate(requirement, facts, context)
    const own = bandOf(requirementClass, verdict.verdict, verdict.monthsToClose, allowedMonths({ requirement, facts, context }))
    band = worseBand(band, own)
    if (own === 'developable') months = longest([months, verdict.monthsToClose])
    counts += countOf(verdict)
    return verdict
  })
  return { groupId: id, verdicts, band, contribution: counts / requirements.length, months }
}

function isBetter(one: GroupResult, than: GroupResult): boolean {
  const bands = bandRank(than.band) - bandRank(one.band)
  if (bands !== 0) return bands > 0
  if (one.contribution !== than.contribution) return one.contribution > than.contribution
  return (one.months ?? 0) < (than.months ?? 0)
}

/** What is unknown, and what is near with nobody knowing how long it takes. */
function questionsOf(criterion: CriterionResult): Question[] {
  const open = criterion.verdicts.filter(({ verdict }) => verdict === 'unknown' || (verdict === 'near' && criterion.band === 'incomplete'))
  return open.map(({ requirementId, reason }) => ({
    requirementId,
    criterionId: criterion.criterionId,
    blocking: isMust(criterion),
    reason,
  }))
}

function isMust({ class: own }: Pick<CriterionResult, 'class'>): boolean {
  return own === 'must' || own === 'developable-must'
}

function longest(months: readonly (number | null)[]): number | null {
  return months.reduce((long, own) => (own === null ? long : Math.max(long ?? 0, own)), null)
}

function oldestFact(criteria: readonly CriterionResult[]): Day | null {
  const days = criteria.flatMap(({ verdicts }) => verdicts.flatMap(({ fact }) => (fact ? [freshnessOf(fact)] : [])))
  return days.reduce<Day | null>((old, day) => (old === null || day < old ? day : old), null)
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
