/** The engine under measurement and how it is fed: the one place that names the adapter. */
import type { ProfileFeatures, TopicStatistics } from '../domain/match-query.ts'
import { startStatistics } from '../domain/topic.ts'
import { createEmbeddedSearch } from '../server/adapters/embedded-search.ts'
import type { IndexedSubject, MatchEngine } from '../server/ports/match-engine.ts'
import { pieces, type Source } from './corpus.ts'
import { TODAY } from './generate.ts'

/** How many firms are made before the clock runs again. */
const PIECE = 64

export interface EngineOptions {
  /** Threads that answer; 1 unless told. */
  workers?: number
  /** Where snapshots are kept; in memory alone unless told. */
  folder?: string | null
}

export function openEngine({ workers = 1, folder = null }: EngineOptions = {}): MatchEngine {
  return createEmbeddedSearch({ readers: workers, folder })
}

export interface Fed {
  /** Seconds of processor time of the whole process for analysis and indexing, the making of firms left out. */
  cpu: number
  wall: number
  statistics: TopicStatistics
}

/** Rebuilds from raw firms, piece by piece; `look` sees each profile on the way and is not charged. */
export async function feed(engine: MatchEngine, source: Source, look: (profile: ProfileFeatures) => void = () => {}): Promise<Fed> {
  const counting = startStatistics()
  const spare = { cpu: 0, wall: 0 }
  const apart = <T>(work: () => T): T => {
    const before = process.threadCpuUsage()
    const start = performance.now()
    const result = work()
    const used = process.threadCpuUsage(before)
    spare.cpu += (used.user + used.system) / 1e6
    spare.wall += (performance.now() - start) / 1000
    return result
  }
  const before = process.cpuUsage()
  const start = performance.now()
  const seen = (profile: ProfileFeatures) => {
    counting.add(profile)
    look(profile)
  }
  // As in the product: what needs are planned with is told before the index is swapped in, and kept with it.
  const freeze = () => engine.freeze?.({ on: TODAY, statistics: counting.done() }, 'bench')
  await engine.rebuild(subjects(source, { seen, freeze, apart }), 1n)
  const used = process.cpuUsage(before)
  return {
    cpu: (used.user + used.system) / 1e6 - spare.cpu,
    wall: (performance.now() - start) / 1000 - spare.wall,
    statistics: counting.done(),
  }
}

async function* subjects(
  source: Source,
  { seen, freeze, apart }: { seen: (profile: ProfileFeatures) => void; freeze: () => void; apart: <T>(work: () => T) => T },
): AsyncGenerator<IndexedSubject> {
  for (const numbers of pieces(source.size, PIECE)) {
    const firms = apart(() => numbers.map((number) => source.firm(number)))
    const made: ProfileFeatures[] = []
    for (const firm of firms) {
      const profile = source.features(firm)
      made.push(profile)
      yield { kind: 'profile', profile }
    }
    apart(() => made.forEach(seen))
  }
  freeze()
}

/** All profiles again, without an engine: for the peers and the oracle. */
export function* profilesOf(source: Source): Generator<ProfileFeatures[]> {
  for (const numbers of pieces(source.size, PIECE)) yield numbers.map((number) => source.features(source.firm(number)))
}
