/** Bundles: small sets of complementary SMEs for a need that no single one covers in processes and volume. */
import { madeBy, steady } from './bundle-shares.ts'

export const LEAST_IN_BUNDLE = 2
export const MOST_IN_BUNDLE = 4

/** A firm that meets every must that applies to each firm, or will in some months, and what it could take on. */
export interface BundleCandidate {
  id: string
  /** 0 to 100, of the firm alone. */
  score: number
  /** Per task, the share of the whole volume it could make, 0 to 1; null for a task it does not do. */
  shares: readonly (number | null)[]
  /** Its smallest order as a share of the whole volume; 0 when it takes any. */
  minimum: number
  /** The usual months until it meets every must that applies to each firm; 0 when it does today. */
  months: number
}

/** How good a set is; what stands first decides first. */
export interface BundleWorth {
  /** Tasks that at least one member does. */
  covered: number
  /** The share of the volume that gets through every covered task: the narrowest one decides, 0 to 1. */
  share: number
  /** Months until the last member is ready. */
  months: number
  members: number
  /** Covered tasks that hang on one member alone. */
  singlePoints: number
  /** Mean of the members' scores. */
  score: number
}

export interface Bundle extends BundleWorth {
  /** Best score first. */
  ids: string[]
}

/** So many firms are combined one by one: 32 make some 41,000 sets. */
const MOST_COMBINED = 32

/**
 * The best set of two to four firms, and further ones that do without one of its members, best first; none when a single
 * firm is as good in tasks and volume.
 *
 * Objective, in this order: most tasks covered; largest share of the volume through all of them, no member getting less than
 * its smallest order; soonest ready; fewest members; fewest single points; highest mean score; then the ids in order, so that the answer is one. Firms that four others outdo in every
 * task and in score cannot be needed and are left out without loss. Of what remains, up to 32 are tried in all combinations,
 * which is exact; of more, the 32 that do most of the tasks, which bounds the time.
 */
export function proposeBundles(candidates: readonly BundleCandidate[], most = 3): Bundle[] {
  const single = fullestSingle(candidates)
  const first = bestSet(candidates)
  if (!first || !isFuller(first, single)) return []
  const others = first.ids.flatMap((id) => {
    const without = bestSet(candidates.filter((one) => one.id !== id))
    return without && isFuller(without, single) ? [without] : []
  })
  const distinct = new Map([first, ...others].map((one) => [one.ids.join(), one]))
  return [...distinct.values()].sort(compareBundles).slice(0, most)
}

export interface BundlesInSteps {
  /** Sets of firms that are ready today. */
  ready: Bundle[]
  /** The firm that does most by itself today. */
  best: Bundle | null
  /** Only where nothing that is ready covers the need: sets that would do more with firms that first close a gap. */
  later: Bundle[]
  /** The single firm that would do as much as any such set, once it has closed its gap. */
  laterSingle: Bundle | null
}

/** Ready firms first; those that are still to develop are a second choice, and one that is marked. */
export function bundlesInSteps(candidates: readonly BundleCandidate[], tasks: number): BundlesInSteps {
  const today = candidates.filter(({ months }) => months === 0)
  const ready = proposeBundles(today)
  const best = fullestSingle(today)
  const fullest = ready[0] ?? best
  if (fullest && fullest.covered === tasks && fullest.share >= 1) return { ready, best, later: [], laterSingle: null }
  const later = proposeBundles(candidates).filter((one) => isFuller(one, fullest))
  const single = fullestSingle(candidates)
  return { ready, best, later, laterSingle: later.length === 0 && single && isFuller(single, fullest) ? single : null }
}

/** The firm that does most of the need by itself. */
export function fullestSingle(candidates: readonly BundleCandidate[]): Bundle | null {
  return bestOf(candidates.map((one) => [one]))
}

/** The worth of a set, whatever its size. */
export function worthOf(members: readonly BundleCandidate[]): BundleWorth {
  return worthFrom(sumsOf(members), members)
}

/** Negative when the first is the better set. */
export function compareBundles(one: Bundle, other: Bundle): number {
  return compareWorth(one, other) || compareText([...one.ids].sort().join(), [...other.ids].sort().join())
}

function compareWorth(one: BundleWorth, other: BundleWorth): number {
  return (
    other.covered - one.covered ||
    other.share - one.share ||
    one.months - other.months ||
    one.members - other.members ||
    one.singlePoints - other.singlePoints ||
    other.score - one.score
  )
}

function isFuller(bundle: BundleWorth, single: BundleWorth | null): boolean {
  return !single || bundle.covered > single.covered || (bundle.covered === single.covered && bundle.share > single.share)
}

/** The best of all sets of two, three and four of the shortlist. */
function bestSet(candidates: readonly BundleCandidate[]): Bundle | null {
  const firms = shortlist(candidates)
  const tasks = firms[0]?.shares.length ?? 0
  const levels = Array.from({ length: MOST_IN_BUNDLE + 1 }, () => nothingOf(tasks))
  const members: BundleCandidate[] = []
  let best: Found | null = null
  const grow = (from: number) => {
    const sums = levels[members.length] as Sums
    if (members.length >= LEAST_IN_BUNDLE) best = better(best, members, sums)
    if (members.length === MOST_IN_BUNDLE) return
    for (let at = from; at < firms.length; at++) {
      const one = firms[at] as BundleCandidate
      join(sums, one, levels[members.length + 1] as Sums)
      members.push(one)
      grow(at + 1)
      members.pop()
    }
  }
  grow(0)
  return best && bundleOf(best)
}

function bestOf(sets: readonly BundleCandidate[][]): Bundle | null {
  const best = sets.reduce<Found | null>((found, members) => better(found, members, sumsOf(members)), null)
  return best && bundleOf(best)
}

interface Found {
  worth: BundleWorth
  members: readonly BundleCandidate[]
}

/** What a set adds up to: per task how many do it, how much they make and take at least; all scores, and the longest wait. */
interface Sums {
  doing: Uint8Array
  shares: Float64Array
  minimums: Float64Array
  score: number
  months: number
}

function better(best: Found | null, members: readonly BundleCandidate[], sums: Sums): Found {
  const worth = worthFrom(sums, members)
  if (best) {
    const order = compareWorth(worth, best.worth)
    if (order > 0 || (order === 0 && compareText(keyOf(members), keyOf(best.members)) >= 0)) return best
  }
  return { worth, members: [...members] }
}

function bundleOf({ worth, members }: Found): Bundle {
  const sorted = [...members].sort((one, other) => other.score - one.score || compareText(one.id, other.id))
  return { ids: sorted.map(({ id }) => id), ...worth }
}

function nothingOf(tasks: number): Sums {
  return { doing: new Uint8Array(tasks), shares: new Float64Array(tasks), minimums: new Float64Array(tasks), score: 0, months: 0 }
}

function sumsOf(members: readonly BundleCandidate[]): Sums {
  const sums = nothingOf(members[0]?.shares.length ?? 0)
  for (const one of members) join(sums, one, sums)
  return sums
}

/** Writes the sums with one firm more into `into`, so that a hundred thousand sets leave nothing to tidy away. */
function join({ doing, shares, minimums, score, months }: Sums, one: BundleCandidate, into: Sums): void {
  into.score = score + one.score
  into.months = Math.max(months, one.months)
  for (let task = 0; task < doing.length; task++) {
    const share = one.shares[task] ?? null
    into.doing[task] = (doing[task] ?? 0) + (share === null ? 0 : 1)
    into.shares[task] = (shares[task] ?? 0) + (share ?? 0)
    into.minimums[task] = (minimums[task] ?? 0) + (share === null ? 0 : one.minimum)
  }
}

function worthFrom(sums: Sums, members: readonly BundleCandidate[]): BundleWorth {
  let [covered, share, singlePoints] = [0, 1, 0]
  for (let task = 0; task < sums.doing.length; task++) {
    if (sums.doing[task] === 0) continue
    covered++
    share = Math.min(share, madeOf(sums, task, members))
    if (sums.doing[task] === 1) singlePoints++
  }
  const score = steady(sums.score / Math.max(1, members.length))
  return { covered, share: covered === 0 ? 0 : share, months: sums.months, members: members.length, singlePoints, score }
}

/** A plain sum, unless the smallest orders do not fit side by side. */
function madeOf({ shares, minimums }: Sums, task: number, members: readonly BundleCandidate[]): number {
  if ((minimums[task] ?? 0) <= 1) return steady(shares[task] ?? 0)
  return madeBy(takersOf(task, members))
}

/** Who of the members does this task, and how much of it. */
export function takersOf<T extends BundleCandidate>(task: number, members: readonly T[]): (T & { share: number })[] {
  return members.flatMap((one) => {
    const share = one.shares[task] ?? null
    return share === null ? [] : [{ ...one, share }]
  })
}

/** Firms that do something and that fewer than four others outdo; of more than can be combined, those that do most. */
function shortlist(candidates: readonly BundleCandidate[]): BundleCandidate[] {
  const doing = candidates.filter(({ shares }) => shares.some((share) => share !== null))
  const sorted = [...doing].sort((one, other) => amountOf(other) - amountOf(one) || compareText(one.id, other.id))
  const kept: BundleCandidate[] = []
  for (const one of sorted) {
    const better = kept.filter((other) => outdoes(other, one)).length
    if (better < MOST_IN_BUNDLE) kept.push(one)
  }
  if (kept.length <= MOST_COMBINED) return kept
  return spread(kept)
}

/** The strongest of each task in turn, so that no task is left without its best firms. */
function spread(candidates: readonly BundleCandidate[]): BundleCandidate[] {
  const tasks = candidates[0]?.shares.length ?? 0
  const chosen = new Set<BundleCandidate>()
  const queues = Array.from({ length: tasks }, (_, task) =>
    candidates
      .filter(({ shares }) => (shares[task] ?? null) !== null)
      .sort((one, other) => (other.shares[task] ?? 0) - (one.shares[task] ?? 0) || amountOf(other) - amountOf(one)),
  )
  for (let place = 0; place < candidates.length; place++) {
    for (const queue of queues) {
      const next = queue[place]
      if (next) chosen.add(next)
      if (chosen.size >= MOST_COMBINED) return [...chosen]
    }
  }
  return [...chosen]
}

/** Does at least as much of every task, takes as small an order as early, scores as high, and comes before it where all is equal. */
function outdoes(one: BundleCandidate, other: BundleCandidate): boolean {
  if (one.score < other.score || one.minimum > other.minimum || one.months > other.months) return false
  const atLeast = other.shares.every((share, task) => share === null || (one.shares[task] ?? -1) >= share)
  if (!atLeast) return false
  const equal = one.score === other.score && amountOf(one) === amountOf(other)
  return !equal || one.id < other.id
}

/** Tasks first, then volume, then score: who outdoes another never comes after it. */
function amountOf({ shares, score }: BundleCandidate): number {
  return shares.reduce<number>((sum, share) => sum + (share === null ? 0 : 1 + share), 0) + score / 1e6
}

function keyOf(members: readonly BundleCandidate[]): string {
  return members
    .map(({ id }) => id)
    .sort()
    .join()
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
