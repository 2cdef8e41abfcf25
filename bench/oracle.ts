/** Every profile scored by the domain's own rule, one at a time: the answer that an exact engine must give (matching 3, T7). */
import type { MatchQuery, ProfileFeatures, Standing, TopicGroup } from '../domain/match-query.ts'
import { FULL_IMPACT, TOPIC_GROUPS } from '../domain/match-query.ts'
import { promiseOf, standingOf, topicFrom, topicOf } from '../domain/topic.ts'
import { calm } from '../server/adapters/match-engine.contract-cluster.ts'
import type { Candidate, MatchEngine } from '../server/ports/match-engine.ts'

export interface Scored {
  profileId: string
  topic: number
  promise: number
  standing: Standing
}

export interface Oracle {
  /** The three recalls of a query together, best first. */
  answer(query: number, k: number): Scored[]
}

export interface Exactness {
  queries: number
  /** Queries whose answer is not the oracle's, item by item, at k = 50 or at k = 400. */
  differences: number
  /** Candidates whose evidence does not add up to their topic. */
  unexplained: number
  /** Share of the oracle's first fifty that the engine found, for engines that are not exact. */
  recallAt50: number
}

const KEEP = 400

export function startOracle(queries: readonly MatchQuery[]): Oracle & { add(profile: ProfileFeatures): void } {
  const pools: Scored[][] = queries.map(() => [])
  return {
    add(profile) {
      for (const [at, query] of queries.entries()) {
        const scored = score(query, profile)
        const pool = pools[at]
        if (!scored || !pool) continue
        pool.push(scored)
        if (pool.length >= 20 * KEEP) pools[at] = best(pool, KEEP)
      }
    },
    answer: (query, k) => best(pools[query] ?? [], k),
  }
}

/** Null for whoever shares no feature or is known to fail a must. */
export function score(query: MatchQuery, profile: ProfileFeatures, topic = topicOf(query, profile).topic): Scored | null {
  if (topic === 0) return null
  const standing = standingOf(query.knockOuts, profile)
  return standing === 'fails' ? null : { profileId: profile.profileId, topic, promise: promiseOf(query, profile), standing }
}

/** The best k of each of the three recalls, together. */
export function best(scored: readonly Scored[], k: number): Scored[] {
  const sorted = [...scored].sort((a, b) => b.promise - a.promise || (a.profileId < b.profileId ? -1 : 1))
  const first = (standings: Standing[]) => sorted.filter((each) => standings.includes(each.standing)).slice(0, k)
  const union = new Set([...first(['met']), ...first(['met', 'developable']), ...first(['met', 'developable', 'open'])])
  return sorted.filter((each) => union.has(each))
}

export async function compareWithOracle(
  engine: MatchEngine,
  oracle: Pick<Oracle, 'answer'>,
  queries: readonly MatchQuery[],
): Promise<Exactness> {
  const seen = { queries: queries.length, differences: 0, unexplained: 0 }
  let wanted = 0
  let found = 0
  for (const [at, query] of queries.entries()) {
    const few = (await engine.candidates(query, 50, calm())).items
    const many = (await engine.candidates(query, KEEP, calm())).items
    if (differs(few, oracle.answer(at, 50)) || differs(many, oracle.answer(at, KEEP))) seen.differences++
    seen.unexplained += many.filter((item) => !addsUp(item, query)).length
    const ids = new Set(many.map((item) => item.profileId))
    const expected = oracle.answer(at, 50).slice(0, 50)
    wanted += expected.length
    found += expected.filter((item) => ids.has(item.profileId)).length
  }
  return { ...seen, recallAt50: wanted === 0 ? 1 : found / wanted }
}

function differs(items: readonly Candidate[], expected: readonly Scored[]): boolean {
  return (
    items.length !== expected.length ||
    items.some(({ profileId, topic, standing }, at) => {
      const other = expected[at]
      return profileId !== other?.profileId || topic !== other.topic || standing !== other.standing
    })
  )
}

/** An engine that cannot tell its evidence is not held to it. */
function addsUp({ evidence, topic }: Candidate, query: MatchQuery): boolean {
  if (evidence === null) return true
  const sums: Record<TopicGroup, number> = { text: 0, codes: 0, process: 0, place: 0 }
  for (const { feature, impact } of evidence) {
    const asked = query.features[feature]
    if (asked) sums[asked.group] += asked.weight * impact
  }
  const whole = TOPIC_GROUPS.reduce((sum, group) => sum + Math.min(sums[group], query.caps[group] * FULL_IMPACT), 0)
  return topicFrom(whole) === topic
}
