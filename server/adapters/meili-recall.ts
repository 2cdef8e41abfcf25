/** Candidates from Meilisearch: three federated searches by tiers, and every profile found scored exactly by the shared rules. */
import type { MultiSearchParams, MultiSearchQuery } from 'meilisearch'
import { type FeatureKey, FULL_IMPACT, fieldOf, type KnockOut, type MatchQuery, type ProfileFeatures, type Standing } from '../../domain/match-query.ts'
import { promiseOf, standingOf, textImpact, topicOf } from '../../domain/topic.ts'
import type { Candidate, CandidateSet, FeatureEvidence } from '../ports/match-engine.ts'
import type { MeiliClient } from './meili-client.ts'
import type { Kept, Version } from './meili-features.ts'
import { all, type Filter, filtersOf, hasFeature, not } from './meili-filters.ts'
import { CUTOFF_MS, MOST_HITS } from './meili-settings.ts'
import { tiersOf } from './meili-tiers.ts'

export interface RecallFrom {
  client: MeiliClient
  /** The index of profiles. */
  index: string
  profiles: Kept<ProfileFeatures>
}

interface Found {
  hits: Version[]
  total: number
  cut: boolean
}

/** Everything of a candidate set but the position, which the caller knows. */
export async function recall(from: RecallFrom, query: MatchQuery, k: number, signal: AbortSignal): Promise<Omit<CandidateSet, 'asOf'>> {
  const filters = filtersOf(query.knockOuts)
  const open = query.knockOuts
  // Each leaves out whom the one before has surely found, so that its places go to others.
  const recalls: [Filter, KnockOut[]][] = [
    [filters.met, []],
    [all([filters.near, not(filters.met)]), open],
    [all([filters.possible, not(filters.near)]), open],
  ]
  const answers = await Promise.all(recalls.map(([must, open]) => oneRecall(from, query, { must, open, k }, signal)))
  const profiles = await from.profiles.of([...new Map(answers.flatMap(({ hits }) => hits).map((hit) => [hit.id, hit])).values()], signal)
  const possible = answers[2]?.total ?? 0
  return {
    items: firstOfEach(query, [...profiles.values()], k),
    exhaustive: possible <= k,
    partial: answers.some(({ cut }) => cut) ? 'cutoff' : 'none',
  }
}

async function oneRecall(
  { client, index }: RecallFrom,
  query: MatchQuery,
  { must, open, k }: { must: Filter; open: KnockOut[]; k: number },
  signal: AbortSignal,
): Promise<Found> {
  const queries = tiersOf(query, open).flatMap(({ filter, weight }) => {
    const asked = all([filter, must])
    return asked === false ? [] : [{ ...plainQuery(index, asked), attributesToRetrieve: ['id', 'seq'], federationOptions: { weight } }]
  })
  if (queries.length === 0) return { hits: [], total: 0, cut: false }
  const federation = { limit: Math.min(k * +(process.env.MUL ?? 1), MOST_HITS) }
  const answer = await client.search((asked) => asked.multiSearch<{ federation: typeof federation; queries: typeof queries }, Version>({ federation, queries }, { signal }))
  return {
    hits: answer.hits.map(({ id, seq }) => ({ id, seq })),
    total: answer.estimatedTotalHits ?? 0,
    cut: answer.processingTimeMs >= CUTOFF_MS,
  }
}

function plainQuery(indexUid: string, filter: Filter): MultiSearchQuery {
  return { indexUid, q: '', ...(typeof filter === 'string' && { filter }) }
}

interface Scored extends Candidate {
  promise: number
}

/** The union of the first k of each recall, best promise first. */
function firstOfEach(query: MatchQuery, profiles: readonly ProfileFeatures[], k: number): Candidate[] {
  const scored = profiles.flatMap((profile) => scoreOf(query, profile)).sort((a, b) => b.promise - a.promise || (a.profileId < b.profileId ? -1 : 1))
  const chosen = new Set<Scored>()
  for (const standings of [['met'], ['met', 'developable'], ['met', 'developable', 'open']]) {
    for (const one of scored.filter(({ standing }) => standings.includes(standing)).slice(0, k)) chosen.add(one)
  }
  return scored.filter((one) => chosen.has(one)).map(({ promise: _, ...candidate }) => candidate)
}

function scoreOf(query: MatchQuery, profile: ProfileFeatures): Scored[] {
  const standing = standingOf(query.knockOuts, profile)
  if (standing === 'fails') return []
  const { topic } = topicOf(query, profile)
  if (topic === 0) return []
  return [{ profileId: profile.profileId, standing, topic, evidence: evidenceOf(query, profile), promise: promiseOf(query, profile) }]
}

function evidenceOf({ features, averageLength }: MatchQuery, { tags, graded, terms, length }: ProfileFeatures): FeatureEvidence[] {
  const structured = new Map<FeatureKey, number>([...tags.map((tag) => [tag, FULL_IMPACT] as const), ...graded])
  const counts = new Map(terms)
  return features.flatMap(({ key }, feature) => {
    const count = key.startsWith('term:') ? (counts.get(key.slice(5)) ?? 0) : 0
    const impact = count > 0 ? textImpact(count, length, averageLength) : (structured.get(key) ?? 0)
    return impact > 0 ? [{ feature, impact }] : []
  })
}

/** How the firms of the need's field stand to its musts: four counts, no profile read. */
export async function countStandings({ client, index }: RecallFrom, query: MatchQuery, signal: AbortSignal): Promise<Record<Standing, number>> {
  const { met, near, possible } = filtersOf(query.knockOuts)
  const field = hasFeature(fieldOf(query))
  const filters = [met, near, possible, true].map((filter) => all([field, filter]))
  const asked = filters.filter((filter): filter is string | true => filter !== false)
  const params: MultiSearchParams = { queries: asked.map((filter) => ({ ...plainQuery(index, filter), limit: 0 })) }
  const { results } = asked.length === 0 ? { results: [] } : await client.search((search) => search.multiSearch(params, { signal }))
  const totals = new Map<Filter, number>(asked.map((filter, at) => [filter, results[at]?.estimatedTotalHits ?? 0]))
  const [all1 = 0, all2 = 0, all3 = 0, all4 = 0] = filters.map((filter) => totals.get(filter) ?? 0)
  return { met: all1, developable: all2 - all1, open: all3 - all2, fails: all4 - all3 }
}
