/** Recall, directory, names and reverse of the embedded engine over the synthetic corpus, with minisearch beside it. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import MiniSearch from 'minisearch'
import type { MatchQuery, ProfileFeatures } from '../domain/match-query.ts'
import { TOPIC_THRESHOLD } from '../domain/nothing-fits.ts'
import { standingOf } from '../domain/topic.ts'
import { createEmbeddedSearch } from '../server/adapters/embedded-search.ts'
import { calm, directory, exhaustive, plain, subjects } from '../server/adapters/match-engine.contract-cluster.ts'
import type { MatchEngine } from '../server/ports/match-engine.ts'
import { type Corpus, makeCorpus } from './corpus.ts'
import { type Contender, interleave, memoryHeld, type Percentiles, percentiles, type Timed, timed } from './figures.ts'
import { shareOfFirstFifty } from './first-fifty.ts'

const QUERIES = 200
const REPEATS = 3
/** Candidates of each recall (rulings). */
const K = 400
const ORACLE_QUERIES = 10
const FIFTY_NEEDS = 8
/** Evaluating every profile takes seconds a need above this. */
const FIFTY_PROFILES = 10_000
const SIDE_QUERIES = 100

/** Times in milliseconds. */
export interface SearchFigures {
  profiles: number
  plan: Percentiles
  recall: Timed
  /** The words alone, against minisearch on the same words with the same firms knocked out. */
  words: Timed
  minisearch: Timed
  wordsRatio: { p50: number; p95: number }
  recallRatio: { p50: number; p95: number }
  directory: Percentiles
  nameWithTypo: Percentiles
  reverse: Percentiles
  change: Percentiles
  analysisPerProfile: number
  index: number
  minisearchIndex: number
  bytesPerProfile: number
  minisearchBytesPerProfile: number
  /** The longest that the event loop stood still during the rebuild. */
  rebuildStall: number
  oracle: { queries: number; differences: number }
  meanCandidates: number
  /** Of the first fifty proposals over all profiles, how many recall finds; null above FIFTY_PROFILES. */
  firstFiftyFound: number | null
}

export async function measureSearch(size: number): Promise<SearchFigures> {
  const corpus = makeCorpus(size, QUERIES)
  const before = memoryHeld()
  const engine = createEmbeddedSearch()
  const built = await build(engine, corpus.profiles)
  const between = memoryHeld()
  const mini = emptyMiniSearch()
  const minisearchIndex = await timed(() => mini.addAll(corpus.profiles.map(wordsOf)))
  const minisearchBytes = memoryHeld() - between
  const figures: SearchFigures = {
    profiles: size,
    plan: corpus.plan,
    firstFiftyFound: size <= FIFTY_PROFILES ? await shareOfFirstFifty(engine, corpus, FIFTY_NEEDS, K) : null,
    ...(await compare(engine, mini, corpus)),
    ...(await measureSides(engine, corpus)),
    analysisPerProfile: corpus.analysis,
    index: Math.round(built.time),
    minisearchIndex: Math.round(minisearchIndex),
    bytesPerProfile: Math.round((between - before) / size),
    minisearchBytesPerProfile: Math.round(minisearchBytes / size),
    rebuildStall: built.stall,
    ...(await checkAgainstOracle(engine, corpus)),
  }
  await engine.close()
  return figures
}

async function build(engine: MatchEngine, profiles: readonly ProfileFeatures[]): Promise<{ time: number; stall: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const time = await timed(() => engine.rebuild(subjects(profiles), 1n))
  delay.disable()
  return { time, stall: Math.round(delay.max / 1e6) }
}

type Mini = MiniSearch<{ id: string; words: string }>

/** Words come analysed by our own rules, so that both search the very same ones. */
function emptyMiniSearch(): Mini {
  return new MiniSearch({ fields: ['words'], tokenize: (text) => text.split(' '), processTerm: (word) => word })
}

function wordsOf({ profileId, terms }: ProfileFeatures): { id: string; words: string } {
  return { id: profileId, words: terms.flatMap(([word, count]) => Array.from({ length: count }, () => word)).join(' ') }
}

async function compare(
  engine: MatchEngine,
  mini: Mini,
  { profiles, queries }: Corpus,
): Promise<Pick<SearchFigures, 'recall' | 'words' | 'minisearch' | 'wordsRatio' | 'recallRatio'>> {
  const asked = queries.map((query) => ({
    query,
    textOnly: { ...query, features: query.features.filter((feature) => feature.group === 'text') },
    words: query.features.flatMap(({ key, group }) => (group === 'text' ? [key.slice('term:'.length)] : [])).join(' '),
    allowed: new Set(profiles.filter((profile) => standingOf(query.knockOuts, profile) !== 'fails').map(({ profileId }) => profileId)),
  }))
  const contender = (name: string, run: (query: (typeof asked)[number]) => unknown): Contender => ({
    name,
    run: (at) => {
      const query = asked[at]
      return query ? run(query) : undefined
    },
  })
  const times = await interleave(
    [
      contender('recall', ({ query }) => engine.candidates(query, K, calm())),
      contender('words', ({ textOnly }) => engine.candidates(textOnly, K, calm())),
      contender('minisearch', ({ words, allowed }) =>
        mini.search(words, { combineWith: 'OR', filter: ({ id }) => allowed.has(id) }).slice(0, K),
      ),
    ],
    asked.length,
    REPEATS,
  )
  const of = (name: string) => {
    const found = times.get(name)
    if (!found) throw new Error(`${name} was not timed.`)
    return found
  }
  const [recall, words, minisearch] = [of('recall'), of('words'), of('minisearch')]
  return { recall, words, minisearch, wordsRatio: ratio(minisearch, words), recallRatio: ratio(minisearch, recall) }
}

/** How many times faster the second is. */
function ratio(slow: Timed, fast: Timed): { p50: number; p95: number } {
  const times = (a: number, b: number) => Math.round((10 * a) / b) / 10
  return { p50: times(slow.best.p50, fast.best.p50), p95: times(slow.best.p95, fast.best.p95) }
}

/** What else a page waits for, one call each. */
async function measureSides(
  engine: MatchEngine,
  { profiles, queries }: Corpus,
): Promise<Pick<SearchFigures, 'directory' | 'nameWithTypo' | 'reverse' | 'change'>> {
  const some = profiles.slice(0, SIDE_QUERIES)
  const needs = queries.map((query, at) => ({ seq: BigInt(at + 2), kind: 'need' as const, id: `n-${at}`, query }))
  await engine.apply(needs, BigInt(needs.length + 1))
  const each = async (run: (profile: ProfileFeatures, at: number) => unknown) => {
    const times: number[] = []
    for (const [at, profile] of some.entries()) times.push(await timed(() => run(profile, at)))
    return percentiles(times)
  }
  const first = BigInt(needs.length + 2)
  return {
    directory: await each(({ names }, at) => {
      const text = at % 3 === 0 ? '' : names[0].slice(0, 4 + (at % 6))
      return engine.search(directory({ text, filter: at % 2 === 0 ? {} : { country: ['IN', 'BD'] } }), calm())
    }),
    nameWithTypo: await each(({ names }) => engine.suggestNames(misspell(names[0]), 10)),
    reverse: await each((profile) => engine.reverse(profile, { least: TOPIC_THRESHOLD, failing: false }, calm())),
    change: await each((profile, at) =>
      engine.apply([{ seq: first + BigInt(at), kind: 'profile', id: profile.profileId, profile }], first + BigInt(at)),
    ),
  }
}

function misspell(name: string): string {
  return name.slice(0, 2) + name.slice(3)
}

async function checkAgainstOracle(
  engine: MatchEngine,
  { profiles, queries }: Corpus,
): Promise<Pick<SearchFigures, 'oracle' | 'meanCandidates'>> {
  let differences = 0
  let candidates = 0
  const checked: MatchQuery[] = queries.slice(0, ORACLE_QUERIES)
  for (const query of checked) {
    const found = (await engine.candidates(query, K, calm())).items.map(plain)
    candidates += found.length
    if (JSON.stringify(found) !== JSON.stringify(exhaustive(query, profiles, K))) differences++
  }
  return { oracle: { queries: checked.length, differences }, meanCandidates: Math.round(candidates / checked.length) }
}
