/** What firms of a bundle may share out among themselves, what each must meet alone, and who then does which part. */
import { countsAsMet } from './bands.ts'
import { madeBy, partsAmong, takingPart } from './bundle-shares.ts'
import { type Bundle, type BundleCandidate, takersOf } from './bundles.ts'
import { addMonths, type Day } from './day.ts'
import { isRelated, kinshipOf } from './kinship.ts'
import type { Evaluation } from './matching.ts'
import { TOPIC_THRESHOLD } from './nothing-fits.ts'
import { freePerMonth, type ProfileFacts } from './profiles.ts'
import type { Criterion, Requirement, RequirementKind, SourcingNeed } from './sourcing.ts'
import { convert, rateUnit } from './units.ts'
import type { ConceptTree } from './verdict.ts'

/** One piece of work: a process or product with every must that speaks of it, all met by the same firm. */
export interface BundleTask {
  /** The process or product code; `whole` when the need names none. */
  code: string
  criterionIds: string[]
}

/** The work itself can be shared out; certificates, places, languages and grounds for exclusion belong to each firm. */
const SHARED: ReadonlySet<RequirementKind> = new Set(['process', 'product', 'function', 'parameter', 'material', 'capacity'])

export const WHOLE = 'whole'

function isMust({ class: own }: Pick<Criterion, 'class'>): boolean {
  return own === 'must' || own === 'developable-must'
}

function requirementsOf({ groups }: Pick<Criterion, 'groups'>): Requirement[] {
  return groups.flatMap(({ requirements }) => requirements)
}

function isShared(criterion: Criterion): boolean {
  const asked = requirementsOf(criterion)
  return isMust(criterion) && asked.length > 0 && asked.every(({ kind }) => SHARED.has(kind))
}

/** The need as recall should read it: a must that can be shared out keeps nobody from being read. */
export function askedOfEach(need: SourcingNeed): SourcingNeed {
  return { ...need, criteria: need.criteria.map((one) => (isShared(one) ? { ...one, class: 'scored' } : one)) }
}

/**
 * The tasks of a need: its processes and products that a must names, and the processes it lists. A press force within
 * *stamping* goes with stamping; a must that names no process goes with every task. One task for the whole when none is named.
 */
export function tasksOf(need: SourcingNeed, concepts: ConceptTree): BundleTask[] {
  const shared = need.criteria.filter((one) => isShared(one) && requirementsOf(one).some(({ kind }) => kind !== 'capacity'))
  const tasks: BundleTask[] = []
  const add = (code: string, criterionId: string | null) => {
    const known = tasks.find((task) => isRelated(concepts, task.code, code))
    const task = known ?? { code, criterionIds: [] }
    if (!known) tasks.push(task)
    if (criterionId !== null && !task.criterionIds.includes(criterionId)) task.criterionIds.push(criterionId)
  }
  const unbound: string[] = []
  for (const criterion of shared) {
    const code = subjectOf(criterion)
    if (code === '') unbound.push(criterion.id)
    else add(code, criterion.id)
  }
  for (const process of need.processes) add(process, null)
  if (tasks.length === 0) tasks.push({ code: WHOLE, criterionIds: [] })
  for (const task of tasks) task.criterionIds.push(...unbound)
  return tasks
}

function subjectOf(criterion: Criterion): string {
  const asked = requirementsOf(criterion).filter(({ kind }) => kind !== 'capacity')
  const named = asked.map(({ kind, code, within }) => (kind === 'process' || kind === 'product' ? code : within))
  return named.find((code) => code !== '') ?? ''
}

export interface BundleContext {
  today: Day
  concepts: ConceptTree
}

/** A candidate with the criteria whose gap it would have to close first; none when it is ready today. */
export interface BundleFirm extends BundleCandidate {
  gaps: string[]
}

/**
 * What one firm could take on, or null when it fails a must that applies to each firm and cannot close the gap in time, or one
 * side's own terms stand in the way. Its smallest order is held against what it would be given, not against the whole.
 * A volume that nobody stated counts as made; a capacity that the firm has not stated counts nothing.
 */
export function candidateOf(
  need: SourcingNeed,
  tasks: readonly BundleTask[],
  firm: { evaluation: Evaluation; facts: ProfileFacts },
  context: BundleContext,
): BundleFirm | null {
  const { evaluation, facts } = firm
  const shared = new Set(need.criteria.filter(isShared).map(({ id }) => id))
  const own = evaluation.criteria.filter(({ criterionId }) => !shared.has(criterionId))
  const gaps = own.filter(({ band }) => band === 'developable')
  const minimum = minimumOf(need, facts)
  if (own.some(({ band }) => band !== 'ready' && band !== 'developable')) return null
  if (evaluation.obstacles.length > 0 || minimum > 1) return null
  const shares = tasks.map((task) => (does(task, firm, context.concepts) ? takenOf(shareOf(need, task, facts, context), minimum) : null))
  if (shares.every((share) => share === null)) return null
  const months = Math.max(0, ...gaps.map((one) => one.months ?? 0))
  const id = facts.organizationId
  return { id, score: evaluation.score, shares, minimum, months, gaps: gaps.map(({ criterionId }) => criterionId) }
}

/** Whoever cannot make its own smallest order of a task does not take it. */
function takenOf(share: number, minimum: number): number | null {
  return share > 0 && share < minimum ? null : share
}

/** The smallest order as a share of the volume; 0 where either is not stated or they cannot be compared. */
function minimumOf(need: SourcingNeed, { commercial }: ProfileFacts): number {
  const wanted = volumeOf(need)
  const { minimumOrder = null, minimumOrderUnit = null } = commercial ?? {}
  if (wanted === null || wanted.value <= 0 || minimumOrder === null) return 0
  return (convert(minimumOrder, rateUnit(minimumOrderUnit ?? need.volumeUnit), wanted.unit) ?? 0) / wanted.value
}

function does(task: BundleTask, { evaluation, facts }: { evaluation: Evaluation; facts: ProfileFacts }, concepts: ConceptTree): boolean {
  const criteria = evaluation.criteria.filter(({ criterionId }) => task.criterionIds.includes(criterionId))
  if (!criteria.every(({ verdicts }) => verdicts.every(({ verdict }) => countsAsMet(verdict)))) return false
  if (criteria.length > 0) return true
  if (task.code === WHOLE) return evaluation.topic >= TOPIC_THRESHOLD
  return facts.processes.some(({ process }) => ['same', 'child'].includes(kinshipOf(concepts, task.code, process) ?? ''))
}

/** Free capacity for this task over the volume asked, at most 1. */
function shareOf(need: SourcingNeed, task: BundleTask, facts: ProfileFacts, { today, concepts }: BundleContext): number {
  const wanted = volumeOf(need)
  if (wanted === null) return 1
  const start = need.startOn ?? addMonths(today, need.horizonMonths)
  const about = [task.code, ...need.products]
  const free = facts.capacities.flatMap((fact) => {
    const { concept, freeFrom, unit } = fact
    const related = concept === null || task.code === WHOLE || about.some((code) => isRelated(concepts, code, concept))
    const value = convert(freePerMonth(fact), rateUnit(unit), wanted.unit)
    return related && value !== null && (freeFrom === null || freeFrom <= start) ? [{ key: `${concept ?? ''}/${unit}`, value }] : []
  })
  // Sites that make the same thing add up; figures on other levels may be the same machines again.
  const sums = [...Map.groupBy(free, ({ key }) => key).values()].map((group) => group.reduce((sum, { value }) => sum + value, 0))
  return wanted.value <= 0 ? 1 : Math.min(1, Math.max(0, ...sums) / wanted.value)
}

/** The largest capacity that a must asks for, else the need's volume, per month. */
export function volumeOf(need: SourcingNeed): { value: number; unit: string } | null {
  const asked = need.criteria
    .filter(isMust)
    .flatMap(requirementsOf)
    .flatMap(({ kind, value, unit }) =>
      kind === 'capacity' && value !== null ? [{ value, unit: rateUnit(unit === '' ? need.volumeUnit : unit) }] : [],
    )
  const [largest] = asked.sort((one, other) => other.value - one.value)
  if (largest) return largest
  return need.volumePerMonth === null ? null : { value: need.volumePerMonth, unit: rateUnit(need.volumeUnit) }
}

export interface TaskParts {
  code: string
  criterionIds: string[]
  /** What of the volume the members make together, 0 to 1. */
  share: number
  /** Who does how much of the whole volume; nobody when the bundle leaves the task open. */
  parts: { id: string; share: number }[]
  /** One member alone does it: without that firm nothing moves. */
  singlePoint: boolean
}

/** Who covers what: a volume that is more than covered is shared out, and nobody gets less than its smallest order. */
export function partsOf(bundle: Pick<Bundle, 'ids'>, tasks: readonly BundleTask[], candidates: readonly BundleCandidate[]): TaskParts[] {
  const byId = new Map(candidates.map((one) => [one.id, one]))
  const members = bundle.ids.flatMap((id) => byId.get(id) ?? [])
  return tasks.map(({ code, criterionIds }, at) => {
    const able = takersOf(at, members)
    const taking = takingPart(able)
    const shares = partsAmong(taking)
    const parts = taking.map(({ id }, place) => ({ id, share: shares[place] ?? 0 }))
    return { code, criterionIds, share: madeBy(able), parts, singlePoint: able.length === 1 }
  })
}
