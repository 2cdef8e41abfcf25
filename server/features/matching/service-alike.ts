/** The order of candidates that share no word with a need: by what they have in common with the nearest of those who do. */
import type { FactsRow } from '../../../db/match-facts.ts'
import { alikeQuery, ENOUGH_WITH_WORDS, MOST_TELLING, sharesWord } from '../../../domain/alike.ts'
import { dayOf } from '../../../domain/day.ts'
import type { MatchQuery, TopicStatistics } from '../../../domain/match-query.ts'
import { pointsOf, type Ranked, rank } from '../../../domain/matching.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Candidate, MatchEngine } from '../../ports/match-engine.ts'

/** The need's recall: what was asked, and who came. */
interface Recalled {
  query: MatchQuery
  statistics: TopicStatistics
  candidates: readonly Candidate[]
  signal: AbortSignal
}

type Firm = Ranked & { topic: number; fit: number | null; row: FactsRow }

const MOST_ALIKE = 400

/** The same firms, those without a word in order; nobody comes in or leaves by it, and no score changes. */
export async function inOrder<F extends Firm>(
  { engine, clock }: { engine: MatchEngine; clock: Clock },
  recalled: Recalled,
  ranked: F[],
): Promise<F[]> {
  const lifts = await liftsFor(engine, recalled, ranked)
  if (lifts.size === 0) return ranked
  const lifted = ranked.map((one) => ({ ...one, lift: pointsOf(lifts.get(one.row.profileId) ?? 0, one.fit) }))
  return rank(lifted, dayOf(clock.now()))
}

/** By profile, how much it is like the nearest; empty where enough firms share a word, or none or all of the candidates do. */
async function liftsFor(
  engine: MatchEngine,
  { query, statistics, candidates, signal }: Recalled,
  ranked: readonly Firm[],
): Promise<ReadonlyMap<string, number>> {
  const withWords = candidates.filter((one) => sharesWord(query, one))
  if (withWords.length === 0 || withWords.length >= Math.min(candidates.length, ENOUGH_WITH_WORDS)) return new Map()
  const ids = new Set(withWords.map(({ profileId }) => profileId))
  const nearest = ranked
    .filter(({ row }) => ids.has(row.profileId))
    .sort((one, other) => other.topic - one.topic)
    .slice(0, MOST_TELLING)
    .map(({ topic, row }) => ({ topic, texts: row.texts }))
  const { items } = await engine.candidates(alikeQuery(query, nearest, statistics), MOST_ALIKE, signal)
  return new Map(items.flatMap(({ profileId, topic }) => (ids.has(profileId) ? [] : [[profileId, topic] as const])))
}
