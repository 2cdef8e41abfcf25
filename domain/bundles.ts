/** Bundles: small sets of complementary SMEs for a need that no single one covers in processes and volume. */

export const LEAST_IN_BUNDLE = 2
export const MOST_IN_BUNDLE = 4

/** A firm that meets every must that applies to each firm, and what it could take on. */
export interface BundleCandidate {
  id: string
  /** 0 to 100, of the firm alone. */
  score: number
  /** Per task, the share of the whole volume it could make, 0 to 1; null for a task it does not do. */
  shares: readonly (number | null)[]
}

/** How good a set is; what stands first decides first. */
export interface BundleWorth {
  /** Tasks that at least one member does. */
  covered: number
  /** The share of the volume that gets through every covered task: the narrowest one decides, 0 to 1. */
  share: number
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
 * Objective, in this order: most tasks covered; largest share of the volume through all of them; fewest members; fewest
 * single points; highest mean score; then the ids in order, so that the answer is one. Firms that four others outdo in every
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

/** The firm that does most of the need by itself. */
export function fullestSingle(candidates: readonly BundleCandidate[]): Bundle | null {
  return bestOf(candidates.map((one) => [one]))
}

/** The worth of a set, whatever its size. */
export function worthOf(members: readonly BundleCandidate[]): BundleWorth {
  const tasks = members[0]?.shares.length ?? 0
  let [covered, share, singlePoints] = [0, 1, 0]
  for (let task = 0; task < tasks; task++) {
    const { doing, sum } = together(members, task)
    if (doing === 0) continue
    covered++
    share = Math.min(share, sum)
    if (doing === 1) singlePoints++
  }
  const score = steady(members.reduce((sum, one) => sum + one.score, 0) / Math.max(1, members.length))
  return { covered, share: covered === 0 ? 0 : share, members: members.length, singlePoints, score }
}

/** Negative when the first is the better set. */
export function compareBundles(one: Bundle, other: Bundle): number {
  return compareWorth(one, other) || compareText([...one.ids].sort().join(), [...other.ids].sort().join())
}

function compareWorth(one: BundleWorth, other: BundleWorth): number {
  return (
    other.covered - one.covered ||
    other.share - one.share ||
    one.members - other.members ||
    one.singlePoints - other.singlePoints ||
    other.score - one.score
  )
}

/** Sums in another order end in other digits; they are no difference. */
function steady(value: number): number {
  return Math.round(value * 1e9) / 1e9
}

function isFuller(bundle: BundleWorth, single: BundleWorth | null): boolean {
  return !single || bundle.covered > single.covered || (bundle.covered === single.covered && bundle.share > single.share)
}

function bestSet(candidates: readonly BundleCandidate[]): Bundle | null {
  return bestOf(setsOf(shortlist(candidates)))
}

function bestOf(sets: Iterable<readonly BundleCandidate[]>): Bundle | null {
  let best: { worth: BundleWorth; members: readonly BundleCandidate[] } | null = null
  for (const members of sets) {
    const worth = worthOf(members)
    const order = best ? compareWorth(worth, best.worth) || compareText(keyOf(members), keyOf(best.members)) : -1
    if (order < 0) best = { worth, members: [...members] }
  }
  if (!best) return null
  const ids = [...best.members].sort((one, other) => other.score - one.score || compareText(one.id, other.id)).map(({ id }) => id)
  return { ids, ...best.worth }
}

/** All sets of two, three and four; each is a fresh view of the same few firms. */
function* setsOf(candidates: readonly BundleCandidate[]): Generator<BundleCandidate[]> {
  function* grow(members: BundleCandidate[], from: number): Generator<BundleCandidate[]> {
    if (members.length >= LEAST_IN_BUNDLE) yield members
    if (members.length === MOST_IN_BUNDLE) return
    for (let at = from; at < candidates.length; at++) yield* grow([...members, candidates[at] as BundleCandidate], at + 1)
  }
  yield* grow([], 0)
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

/** Does at least as much of every task, scores at least as much, and comes before it where all is equal. */
function outdoes(one: BundleCandidate, other: BundleCandidate): boolean {
  if (one.score < other.score) return false
  const atLeast = other.shares.every((share, task) => share === null || (one.shares[task] ?? -1) >= share)
  if (!atLeast) return false
  const equal = one.score === other.score && amountOf(one) === amountOf(other)
  return !equal || one.id < other.id
}

/** Tasks first, then volume, then score: who outdoes another never comes after it. */
function amountOf({ shares, score }: BundleCandidate): number {
  return shares.reduce<number>((sum, share) => sum + (share === null ? 0 : 1 + share), 0) + score / 1e6
}

function together(members: readonly BundleCandidate[], task: number): { doing: number; sum: number } {
  let [doing, sum] = [0, 0]
  for (const { shares } of members) {
    const share = shares[task] ?? null
    if (share === null) continue
    doing++
    sum += share
  }
  return { doing, sum: Math.min(1, steady(sum)) }
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
