/** The same firms in another order and in many small pieces must give the very same answers (matching 3, T7). */
import type { MatchQuery, ProfileFeatures } from '../domain/match-query.ts'
import { startStatistics } from '../domain/topic.ts'
import { calm, subjects } from '../server/adapters/match-engine.contract-cluster.ts'
import type { FeatureChange, MatchEngine } from '../server/ports/match-engine.ts'
import { askNeeds, makeSource } from './corpus.ts'
import { openEngine } from './engine.ts'
import { chance } from './random.ts'

export interface Independence {
  profiles: number
  queries: number
  /** Queries answered otherwise, evidence included, by an index made in another order and by pieces. */
  differences: number
}

const PIECE = 250

export async function measureIndependence({ size, queries: count }: { size: number; queries: number }): Promise<Independence> {
  const source = makeSource(size)
  const profiles = Array.from({ length: size }, (_, number) => source.features(source.firm(number)))
  const counting = startStatistics()
  profiles.forEach(counting.add)
  const { queries } = askNeeds(source, counting.done(), count)
  const whole = openEngine()
  await whole.rebuild(subjects(profiles), 1n)
  const pieced = openEngine()
  await inPieces(pieced, profiles)
  let differences = 0
  for (const query of queries) if ((await answer(whole, query)) !== (await answer(pieced, query))) differences++
  await whole.close()
  await pieced.close()
  return { profiles: size, queries: count, differences }
}

/** Half at once in a shuffled order, the rest by changes: some come as somebody else first, some leave and come back. */
async function inPieces(engine: MatchEngine, profiles: readonly ProfileFeatures[]): Promise<void> {
  const random = chance(5)
  const shuffled = profiles.map((profile) => ({ profile, at: random.next() })).sort((a, b) => a.at - b.at)
  const order = shuffled.map(({ profile }) => profile)
  const half = order.length >> 1
  await engine.rebuild(subjects(order.slice(0, half)), 1n)
  let seq = 1n
  const change = (id: string, profile: ProfileFeatures | null): FeatureChange => ({ seq: ++seq, kind: 'profile', id, profile })
  const changes = [
    ...order.slice(half).flatMap((profile, at) => {
      const other = order[at]
      const first = at % 10 === 0 && other ? [change(profile.profileId, { ...other, profileId: profile.profileId })] : []
      return [...first, change(profile.profileId, profile)]
    }),
    ...order
      .slice(0, half)
      .flatMap((profile, at) => (at % 20 === 0 ? [change(profile.profileId, null), change(profile.profileId, profile)] : [])),
  ]
  for (let from = 0; from < changes.length; from += PIECE) {
    const part = changes.slice(from, from + PIECE)
    await engine.apply(part, part.at(-1)?.seq ?? seq)
  }
  await engine.reached(seq, AbortSignal.timeout(60_000))
}

async function answer(engine: MatchEngine, query: MatchQuery): Promise<string> {
  const { items } = await engine.candidates(query, 50, calm())
  return JSON.stringify(
    items.map(({ evidence, ...item }) => ({ ...item, evidence: [...(evidence ?? [])].sort((a, b) => a.feature - b.feature) })),
  )
}
