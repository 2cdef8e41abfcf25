/** What stands beside recall: reverse at ten thousand open needs, names with a typo, the directory, single changes. */

import type { TopicStatistics } from '../domain/match-query.ts'
import { TOPIC_THRESHOLD } from '../domain/nothing-fits.ts'
import { planNeed } from '../domain/plan.ts'
import { calm, directory } from '../server/adapters/match-engine.contract-cluster.ts'
import type { MatchEngine } from '../server/ports/match-engine.ts'
import type { Baseline } from './baseline.ts'
import { contextOf, numberOf, type Source } from './corpus.ts'
import { type Contender, interleave, type Timed } from './figures.ts'

export interface SideFigures {
  openNeeds: number
  reverse: Timed
  /** Mean number of open needs that a profile finds. */
  reverseHits: number
  names: Timed
  namesPgTrgm: Timed | null
  /** Share of misspelled names whose firm is among the first twenty. */
  namesFound: { engine: number; pgTrgm: number | null }
  directory: Timed
  change: Timed
}

interface Sides {
  engine: MatchEngine
  source: Source
  statistics: TopicStatistics
  baseline: Baseline | null
}

const OPEN_NEEDS = 10_000
const ASKED = 200
const REPEATS = 3
const NAMES = 20

export async function measureSides(sides: Sides): Promise<SideFigures> {
  const { engine, source, baseline } = sides
  await openNeeds(sides)
  const profiles = Array.from({ length: ASKED }, (_, at) => source.features(source.firm((at * 7919) % source.size)))
  const wanted = profiles.map(({ names }) => misspell(names[0]))
  const times = await interleave(sideContenders(sides, profiles, wanted), ASKED, REPEATS)
  const of = (name: string) => times.get(name)
  const hits = await Promise.all(profiles.map((profile) => engine.reverse(profile, REVERSE, calm())))
  return {
    openNeeds: OPEN_NEEDS,
    reverse: of('reverse') as Timed,
    reverseHits: Math.round(hits.reduce((sum, list) => sum + list.length, 0) / hits.length),
    names: of('names') as Timed,
    namesPgTrgm: of('names pg_trgm') ?? null,
    namesFound: {
      engine: await shareFound(wanted, profiles.map(idOf), async (text) =>
        (await engine.suggestNames(text, NAMES)).map((hit) => numberOf(hit.profileId)),
      ),
      pgTrgm: baseline ? await shareFound(wanted, profiles.map(idOf), (text) => baseline.names(text, NAMES)) : null,
    },
    directory: of('directory') as Timed,
    change: of('change') as Timed,
  }
}

/** As many as a need's own recall reads. */
const REVERSE = { least: TOPIC_THRESHOLD, failing: false, most: 400 }

type Profiles = ReturnType<Source['features']>[]

function sideContenders({ engine, baseline }: Sides, profiles: Profiles, wanted: readonly string[]): Contender[] {
  let seq = BigInt(OPEN_NEEDS + 2)
  const contender = (name: string, run: (at: number, profile: Profiles[number]) => unknown, more: Partial<Contender> = {}): Contender => ({
    name,
    run: (at) => {
      const profile = profiles[at]
      return profile ? run(at, profile) : undefined
    },
    ...more,
  })
  return [
    contender('reverse', (_, profile) => engine.reverse(profile, REVERSE, calm())),
    contender('names', (at) => engine.suggestNames(wanted[at] ?? '', NAMES)),
    ...(baseline ? [contender('names pg_trgm', (at) => baseline.names(wanted[at] ?? '', NAMES), { cpu: () => baseline.cpu() })] : []),
    contender('directory', (at, { names }) => {
      const text = at % 3 === 0 ? '' : names[0].slice(0, 4 + (at % 6))
      return engine.search(directory({ text, filter: at % 2 === 0 ? {} : { country: ['IN', 'BD'] } }), calm())
    }),
    contender('change', (_, profile) => {
      seq++
      return engine.apply([{ seq, kind: 'profile', id: profile.profileId, profile }], seq)
    }),
  ]
}

async function openNeeds({ engine, source, statistics }: Sides): Promise<void> {
  const context = contextOf(source, statistics)
  for (let from = 0; from < OPEN_NEEDS; from += 500) {
    const changes = Array.from({ length: 500 }, (_, at) => {
      const number = from + at
      return { seq: BigInt(number + 2), kind: 'need' as const, id: `n-${number}`, query: planNeed(source.need(number), context) }
    })
    await engine.apply(changes, BigInt(from + 501))
  }
}

/** One letter left out of the longest word. */
function misspell(name: string): string {
  const longest = name.split(' ').reduce((long, word) => (word.length > long.length ? word : long), '')
  const middle = Math.floor(longest.length / 2)
  return name.replace(longest, longest.slice(0, middle) + longest.slice(middle + 1))
}

function idOf(profile: Profiles[number]): number {
  return numberOf(profile.profileId)
}

async function shareFound(texts: readonly string[], ids: readonly number[], ask: (text: string) => Promise<number[]>): Promise<number> {
  let found = 0
  for (const [at, text] of texts.entries()) found += (await ask(text)).includes(ids[at] ?? -1) ? 1 : 0
  return texts.length === 0 ? 1 : found / texts.length
}
