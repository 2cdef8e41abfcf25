/** Recall and its peers in one run, query by query in turn: the whole match, its words alone, broad words, names, reverse, changes. */
import type { MatchQuery, ProfileFeatures, QueryFeature, TopicStatistics } from '../domain/match-query.ts'
import { standingOf } from '../domain/topic.ts'
import { calm } from '../server/adapters/match-engine.contract-cluster.ts'
import type { CandidateSet, MatchEngine } from '../server/ports/match-engine.ts'
import { type Baseline, openBaseline } from './baseline.ts'
import { type Asked, askNeeds, makeSource, numberOf, type Source } from './corpus.ts'
import { feed, openEngine, profilesOf } from './engine.ts'
import { type Contender, interleave, type Percentiles, type Timed } from './figures.ts'
import { type MeiliFigures, openMeilisearch } from './meilisearch.ts'
import { compareWithOracle, type Exactness, startOracle } from './oracle.ts'
import { type Allowed, openMiniSearch, openOrama, type Peer } from './peers.ts'
import { measureSides, type SideFigures } from './sides.ts'

export interface SearchOptions {
  size: number
  queries: number
  repeats: number
  /** Queries held against scoring every profile. */
  oracleQueries: number
  /** minisearch and orama too. */
  libraries: boolean
  /** PostgreSQL with tsvector and pg_trgm too. */
  postgres: boolean
  /** Reverse, names, directory and changes too. */
  sides: boolean
  /** Meilisearch too, where MEILI_URL says one is running. */
  meilisearch: boolean
}

export interface SearchFigures {
  profiles: number
  options: SearchOptions
  plan: Percentiles
  features: number
  candidates: number
  /** By contender: `match`, `match-400`, `words`, `rare`, `broad`, and `words minisearch`, `rare tsvector` and the like. */
  times: Record<string, Timed>
  exactness: Exactness
  /** Queries whose count of firms not knocked out is the same in SQL as here. */
  sameFilter: { asked: number; same: number } | null
  sides: SideFigures | null
  /** Null where MEILI_URL is not set. */
  meilisearch: MeiliFigures | null
  /** What was left out at this size, for the output. */
  left: string[]
}

/** Words that a yardstick is asked: as in the figures of matching 4. */
const RAREST = 24
const BROAD = 6
const K = 50

interface Question {
  query: MatchQuery
  words: MatchQuery
  rare: MatchQuery
  broad: MatchQuery
  allowed: Uint8Array
}

interface Peers {
  libraries: Peer[]
  baseline: Baseline | null
  meili: Awaited<ReturnType<typeof openMeilisearch>>
}

export async function measureSearch(options: SearchOptions): Promise<SearchFigures> {
  const source = makeSource(options.size)
  const engine = openEngine()
  const { statistics } = await feed(engine, source)
  const asked = askNeeds(source, statistics, options.queries)
  const questions = asked.queries.map((query) => questionOf(query, statistics, source.size))
  const peers = await openPeers(options)
  try {
    const oracle = await fill(source, questions, peers, options)
    const checked = asked.queries.slice(0, options.oracleQueries)
    const exactness = await compareWithOracle(engine, oracle, checked)
    const meilisearch = peers.meili && (await peers.meili.fill(source, oracle, checked))
    const times = await interleave(contendersOf(engine, questions, peers), options.queries, options.repeats)
    return {
      profiles: options.size,
      options,
      plan: asked.plan,
      ...(await sizesOf(engine, asked)),
      times: Object.fromEntries(times),
      exactness,
      sameFilter: await sameFilter(peers.baseline, questions, source.size),
      sides: options.sides ? await measureSides({ engine, source, statistics, baseline: peers.baseline }) : null,
      meilisearch,
      left: [
        ...(options.libraries ? [] : ['minisearch', 'orama']),
        ...(options.postgres ? [] : ['tsvector and pg_trgm']),
        ...(peers.meili ? [] : ['Meilisearch']),
      ],
    }
  } finally {
    await engine.close()
    await peers.baseline?.stop()
    await peers.meili?.stop()
  }
}

async function openPeers({ libraries, postgres, meilisearch }: SearchOptions): Promise<Peers> {
  return {
    libraries: libraries ? [openMiniSearch(), await openOrama()] : [],
    baseline: postgres ? await openBaseline() : null,
    meili: meilisearch ? await openMeilisearch() : null,
  }
}

/** The second pass over the corpus: peers are filled, who is knocked out is noted, the oracle scores. */
async function fill(source: Source, questions: readonly Question[], { libraries, baseline }: Peers, { oracleQueries }: SearchOptions) {
  const oracle = startOracle(questions.slice(0, oracleQueries).map(({ query }) => query))
  const needed = libraries.length > 0 || baseline !== null
  if (!needed && oracleQueries === 0) return oracle
  for (const profiles of profilesOf(source)) {
    for (const peer of libraries) await peer.add(profiles)
    await baseline?.add(profiles)
    profiles.forEach(oracle.add)
    if (needed) for (const profile of profiles) noteAllowed(questions, profile)
  }
  await baseline?.finish()
  return oracle
}

function noteAllowed(questions: readonly Question[], profile: ProfileFeatures): void {
  const number = numberOf(profile.profileId)
  for (const { query, allowed } of questions) if (standingOf(query.knockOuts, profile) !== 'fails') setBit(allowed, number)
}

function contendersOf(engine: MatchEngine, questions: readonly Question[], { libraries, baseline, meili }: Peers): Contender[] {
  const contender = (name: string, run: (question: Question) => unknown, more: Partial<Contender> = {}): Contender => ({
    name,
    run: (at) => {
      const question = questions[at]
      return question ? run(question) : undefined
    },
    ...more,
  })
  const cpu = baseline ? { cpu: () => baseline.cpu() } : {}
  return [
    contender('match', async ({ query }) => evidenceRead(await engine.candidates(query, K, calm()))),
    contender('match-400', ({ query }) => engine.candidates(query, 400, calm())),
    ...(meili ? [contender('match meilisearch', ({ query }) => meili.engine.candidates(query, 400, calm()), { queries: 60 })] : []),
    contender('words', ({ words }) => engine.candidates(words, K, calm())),
    ...libraries.map((peer) => contender(`words ${peer.name}`, ({ words, allowed }) => peer.search(termsOf(words), allowing(allowed), K))),
    contender('rare', ({ rare }) => engine.candidates(rare, K, calm())),
    ...(baseline ? [contender('rare tsvector', ({ rare }) => baseline.ranked(termsOf(rare), rare.knockOuts, K), cpu)] : []),
    contender('broad', ({ broad }) => engine.candidates(broad, K, calm())),
    ...(baseline ? [contender('broad tsvector', ({ broad }) => baseline.ranked(termsOf(broad), broad.knockOuts, K), cpu)] : []),
  ]
}

/** An engine may wait with the evidence until somebody reads it; here somebody does. */
function evidenceRead({ items }: CandidateSet): number {
  return items.reduce((sum, { evidence }) => sum + (evidence?.length ?? 0), 0)
}

/** The query itself; all its words that stand in any profile, the rarest and the broadest of them: what every peer is asked alike. */
function questionOf(query: MatchQuery, { frequencies }: TopicStatistics, size: number): Question {
  const frequency = ({ key }: QueryFeature) => frequencies.get(key.slice('term:'.length)) ?? 0
  const words = query.features
    .filter((feature) => feature.key.startsWith('term:') && frequency(feature) > 0)
    .sort((a, b) => frequency(a) - frequency(b))
  return {
    query,
    words: { ...query, features: words },
    rare: { ...query, features: words.slice(0, RAREST) },
    broad: { ...query, features: words.slice(-BROAD) },
    allowed: new Uint8Array((size >> 3) + 1),
  }
}

function termsOf({ features }: MatchQuery): string[] {
  return features.map(({ key }) => key.slice('term:'.length))
}

function setBit(bits: Uint8Array, at: number): void {
  bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7))
}

function allowing(bits: Uint8Array): Allowed {
  return { has: (number) => (((bits[number >> 3] ?? 0) >> (number & 7)) & 1) === 1 }
}

async function sizesOf(engine: MatchEngine, { queries }: Asked): Promise<Pick<SearchFigures, 'features' | 'candidates'>> {
  let candidates = 0
  for (const query of queries) candidates += (await engine.candidates(query, 400, calm())).items.length
  const features = queries.reduce((sum, query) => sum + query.features.length, 0)
  return { features: Math.round(features / queries.length), candidates: Math.round(candidates / queries.length) }
}

/** How many of a few queries leave the same number of firms in SQL as by the domain's rule. */
async function sameFilter(baseline: Baseline | null, questions: readonly Question[], size: number): Promise<SearchFigures['sameFilter']> {
  if (!baseline) return null
  const some = questions.slice(0, 10)
  let same = 0
  for (const { query, allowed } of some) {
    const has = allowing(allowed).has
    let count = 0
    for (let number = 0; number < size; number++) count += has(number) ? 1 : 0
    if (count === (await baseline.allowed(query.knockOuts))) same++
  }
  return { asked: some.length, same }
}
