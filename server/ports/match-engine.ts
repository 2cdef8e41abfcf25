/** What the product asks of a search engine: candidates for a need, needs for a profile, and the directory; PostgreSQL stays the truth. */
import type { Day } from '../../domain/day.ts'
import type { MatchQuery, ProfileFeatures, Standing, TopicStatistics } from '../../domain/match-query.ts'

/** What an engine can promise; pages and the benchmark say so. */
export interface EngineCapabilities {
  /** True: the first k are the first k of the exhaustive additive score. */
  exact: boolean
  /** How many words of a text count. */
  maxWords: number
  textEvidence: 'terms' | 'counts' | 'none'
  /**
   * The engine is a server of its own: it may be away or slow, so that answers wait for its newest changes only so long, and it is
   * shared, so that one process at a time writes.
   */
  remote?: true
}

/** Which feature of the query the profile has (index into `features`), and how much of it in 255ths. */
export interface FeatureEvidence {
  feature: number
  impact: number
}

export interface Candidate {
  profileId: string
  standing: Exclude<Standing, 'fails'>
  /** 0 to 1: the capped additive score of matching, the half of the score that is not *fit*. */
  topic: number
  /** Null where the engine cannot tell. */
  evidence: FeatureEvidence[] | null
  /** The features of the evidence alone, where the engine has them at hand: most askers want no more of most candidates. */
  shared?: ArrayLike<number>
}

/**
 * The union of three recalls (rulings, "Verdicts"): the best k with all musts known met; the best k with developable musts
 * relaxed and plain ones at least near; the best k with unknown allowed. Best promise first (`promiseOf`: topic and the fit of
 * musts known met), equal ones by profile id. Who shares no feature is not in it.
 */
export interface CandidateSet {
  items: Candidate[]
  /** True when no recall had more than k to offer. */
  exhaustive: boolean
  partial: 'none' | 'cutoff' | 'limit'
  /** The sequence number up to which changes are surely in. */
  asOf: bigint
}

/** Which open needs a profile asks for. */
export interface ReverseQuestion {
  /** Topic from 0 to 1; below it a need is left out. */
  least: number
  /** Also those that the profile is known to fail. */
  failing: boolean
  /** At most so many that it may fit and, where asked, so many that it fails. */
  most: number
}

/** An open need as found from a profile's side. */
export interface NeedHit {
  needId: string
  /** 0 to 1, exact where the engine is. */
  topic: number
  standing: Standing
}

export interface NameHit {
  profileId: string
  name: string
  /** 0 to 1; 1 is every word as written. */
  closeness: number
}

/** One change of what is indexed, as the `changes` queue numbers it; null takes the subject out. */
export type FeatureChange =
  | { seq: bigint; kind: 'profile'; id: string; profile: ProfileFeatures | null }
  | { seq: bigint; kind: 'need'; id: string; query: MatchQuery | null }

/** What needs are planned with until it is counted anew: the day's statistics. */
export interface Frozen {
  on: Day
  statistics: TopicStatistics
}

/** What a rebuild reads: all published profiles and all open needs. */
export type IndexedSubject = { kind: 'profile'; profile: ProfileFeatures } | { kind: 'need'; id: string; query: MatchQuery }

/** Values within a facet are alternatives, facets narrow together. */
export interface DirectoryFilter {
  country?: string[]
  sector?: string[]
  /** Process concepts of any level, families mostly. */
  process?: string[]
  /** Standards held on `on`. */
  standard?: string[]
  state?: ('claimed' | 'unclaimed')[]
}

export interface DirectoryQuery {
  text: string
  /** BCP 47; decides the stop words. */
  language: string
  filter: DirectoryFilter
  /** The day on which certificates must be valid. */
  on: Day
  /** At most 100. */
  limit: number
  /** From the page before; the HTTP layer signs it. */
  cursor: string | null
}

export interface FacetCount {
  code: string
  count: number
}

export interface DirectoryPage {
  items: { profileId: string; name: string }[]
  total: number
  /** Each facet counts what would remain if only the other facets were set; most first. */
  facets: Record<keyof DirectoryFilter, FacetCount[]>
  /** True when no profile has all the words, so that those with the most are shown. */
  relaxed: boolean
  nextCursor: string | null
  asOf: bigint
}

/** The engine does not answer: it is away, too slow, or so full that it refuses. The rest of the product goes on; asking again later helps. */
export class EngineAwayError extends Error {
  constructor(options?: ErrorOptions) {
    super('The search engine does not answer.', options)
  }
}

/**
 * The port of matching 2. Two adapters stand behind it; one conformance suite runs over both.
 *
 * Words reach an engine analysed (domain/text.ts) and weighted (domain/plan.ts); no SQL row and no HTTP shape crosses the port.
 */
export interface MatchEngine {
  capabilities(): EngineCapabilities
  /** Recall for one need; throws the signal's reason when it is aborted. */
  candidates(query: MatchQuery, k: number, signal: AbortSignal): Promise<CandidateSet>
  /**
   * How many published profiles of the need's field (`fieldOf`) stand so to its musts, words of the text aside: *about* figures,
   * for what-if and for the firms that no one reads one by one.
   */
  standings(query: MatchQuery, signal: AbortSignal): Promise<Record<Standing, number>>
  /** The open needs nearest to the profile, best topic first, equal ones by id. */
  reverse(profile: ProfileFeatures, asked: ReverseQuestion, signal: AbortSignal): Promise<NeedHit[]>
  /** Names with up to two typos a word, best first. */
  suggestNames(text: string, k: number): Promise<NameHit[]>
  /** The supplier directory: words, facets with counts, pages. */
  search(query: DirectoryQuery, signal: AbortSignal): Promise<DirectoryPage>
  /**
   * Takes changes in. Idempotent: a subject keeps its highest sequence number, so that a batch may come twice or late.
   * Afterwards {@link position} is at least `upTo`.
   */
  apply(changes: FeatureChange[], upTo: bigint): Promise<void>
  position(): Promise<bigint>
  /** Read your own writes: resolves once {@link position} >= seq; throws the signal's reason when it is aborted. */
  reached(seq: bigint, signal: AbortSignal): Promise<void>
  /**
   * Builds side by side from everything as it stood at sequence number `at` or later, then swaps; answers and changes go on meanwhile.
   * Refuses an `at` before {@link position}, since changes in between would be lost.
   */
  rebuild(source: AsyncIterable<IndexedSubject>, at: bigint): Promise<void>
  /**
   * Brings back what was kept when this process last ran, and what needs were planned with; {@link position} then says as of when.
   * `database` names the database, `upTo` its newest change: what was kept of another one is no use. Null where all must be rebuilt.
   */
  restore?(database: string, upTo: bigint): Promise<Frozen | null>
  /** Takes what needs of that database are planned with from now on, to be kept beside the index. */
  freeze?(frozen: Frozen, database: string): void
  /** Lets go of memory and timers. */
  close(): Promise<void>
}
