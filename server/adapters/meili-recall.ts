/** Candidates from Meilisearch: three federated searches by tiers, and every profile found scored exactly. */
import type { MultiSearchParams, MultiSearchQuery } from 'meilisearch'
import { fieldOf, type MatchQuery, type Standing } from '../../domain/match-query.ts'
import type { CandidateSet } from '../ports/match-engine.ts'
import type { MeiliClient } from './meili-client.ts'
import type { Kept, Version } from './meili-features.ts'
import { all, type Filter, filtersOf, hasFeature, not } from './meili-filters.ts'
import { firstOfEach, type Scorable } from './meili-score.ts'
import { CUTOFF_MS, MOST_HITS } from './meili-settings.ts'
import { anything, type Tier, tiersOf } from './meili-tiers.ts'

export interface RecallFrom {
  client: MeiliClient
  /** The index of profiles. */
  index: string
  profiles: Kept<Scorable>
}

/** Tiers only come near the score: more than k are read of each recall, and the best k kept. */
const READ_PER_ASKED = 2
const LEAST_READ = 400

/** Everything of a candidate set but the position, which the caller knows. */
export async function recall(from: RecallFrom, query: MatchQuery, k: number, signal: AbortSignal): Promise<Omit<CandidateSet, 'asOf'>> {
  const { met, near, possible } = filtersOf(query.knockOuts)
  // Each leaves out whom the one before finds, so that its places go to others.
  const musts = [met, all([near, not(met)]), all([possible, not(near)])]
  const totals = await counts(
    from,
    musts.map((must) => all([anything(query), must])),
    signal,
  )
  const limit = Math.min(Math.max(READ_PER_ASKED * k, LEAST_READ), MOST_HITS)
  const answers = await Promise.all(
    musts.map((must, at) => {
      const total = totals[at] ?? 0
      if (total === 0) return NONE
      const tiers = total <= limit ? [{ filter: anything(query), weight: 1 }] : tiersOf(query)
      return oneRecall(from, { tiers, must, limit }, signal)
    }),
  )
  const found = await from.profiles.of(
    answers.flatMap(({ hits }) => hits),
    signal,
  )
  return {
    items: firstOfEach(query, [...found.values()], k),
    exhaustive: totals.reduce((sum, total) => sum + total, 0) <= k,
    partial: answers.some(({ cut }) => cut) ? 'cutoff' : 'none',
  }
}

interface Found {
  hits: Version[]
  cut: boolean
}
const NONE: Found = { hits: [], cut: false }

async function oneRecall(
  { client, index }: RecallFrom,
  { tiers, must, limit }: { tiers: readonly Tier[]; must: Filter; limit: number },
  signal: AbortSignal,
): Promise<Found> {
  // Most tiers are small, and where nobody is left a filter is not read on.
  const queries = tiers.map(({ filter, weight }) => ({
    ...plainQuery(index, all([filter, must])),
    attributesToRetrieve: ['id', 'seq'],
    federationOptions: { weight },
  }))
  const federation = { limit }
  const answer = await client.search((asked) =>
    asked.multiSearch<{ federation: typeof federation; queries: typeof queries }, Version>({ federation, queries }, { signal }),
  )
  return { hits: answer.hits.map(({ id, seq }) => ({ id, seq })), cut: answer.processingTimeMs >= CUTOFF_MS }
}

function plainQuery(indexUid: string, filter: Filter): MultiSearchQuery {
  return { indexUid, q: '', ...(typeof filter === 'string' && { filter }) }
}

/** How many pass each filter; no profile is read. */
async function counts({ client, index }: RecallFrom, filters: readonly Filter[], signal: AbortSignal): Promise<number[]> {
  const asked = [...new Set(filters.filter((filter): filter is string | true => filter !== false))]
  if (asked.length === 0) return filters.map(() => 0)
  const params: MultiSearchParams = { queries: asked.map((filter) => ({ ...plainQuery(index, filter), limit: 0 })) }
  const { results } = await client.search((search) => search.multiSearch(params, { signal }))
  const totals = new Map<Filter, number>(asked.map((filter, at) => [filter, results[at]?.estimatedTotalHits ?? 0]))
  return filters.map((filter) => totals.get(filter) ?? 0)
}

/** How the firms of the need's field stand to its musts. */
export async function countStandings(from: RecallFrom, query: MatchQuery, signal: AbortSignal): Promise<Record<Standing, number>> {
  const { met, near, possible } = filtersOf(query.knockOuts)
  const field = hasFeature(fieldOf(query))
  const filters = [met, near, possible, true].map((filter) => all([field, filter]))
  const [meeting = 0, nearing = 0, unfailing = 0, whole = 0] = await counts(from, filters, signal)
  return { met: meeting, developable: nearing - meeting, open: unfailing - nearing, fails: whole - unfailing }
}
