/** Matches a second with one worker and with two, and how long the event loop stands still meanwhile (matching 3, T8 and T13). */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { MatchQuery } from '../domain/match-query.ts'
import { calm } from '../server/adapters/match-engine.contract-cluster.ts'
import type { MatchEngine } from '../server/ports/match-engine.ts'
import { askNeeds, makeSource } from './corpus.ts'
import { type EngineOptions, feed, openEngine } from './engine.ts'
import { ownCpu, type Percentiles, percentiles, rounded } from './figures.ts'

export interface ThroughputFigures {
  profiles: number
  one: Load
  /** Null where the engine cannot have a second worker. */
  two: Load | null
}

export interface Load {
  perSecond: number
  latency: Percentiles
  /** Milliseconds of processor time a match. */
  cpu: number
  /** Milliseconds that the event loop was late. */
  loopDelay: { p99: number; max: number }
}

const SECONDS = 4
/** Questions on their way at the same time: enough to keep two workers busy. */
const CLIENTS = 6

export async function measureThroughput({ size }: { size: number }): Promise<ThroughputFigures> {
  const one = await withWorkers(size, { workers: 1 })
  return { profiles: size, one, two: await withWorkers(size, { workers: 2 }) }
}

async function withWorkers(size: number, options: EngineOptions): Promise<Load> {
  const source = makeSource(size)
  const engine = openEngine(options)
  const { statistics } = await feed(engine, source)
  const { queries } = askNeeds(source, statistics, 200)
  await press(engine, queries, 1)
  const load = await press(engine, queries, SECONDS)
  await engine.close()
  return load
}

async function press(engine: MatchEngine, queries: readonly MatchQuery[], seconds: number): Promise<Load> {
  const times: number[] = []
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const cpu = ownCpu()
  const start = performance.now()
  const end = start + 1000 * seconds
  let next = 0
  const client = async () => {
    while (performance.now() < end) {
      const query = queries[next++ % queries.length]
      const before = performance.now()
      if (query) await engine.candidates(query, 50, calm())
      times.push(performance.now() - before)
      // An engine in this very thread would never let the loop turn.
      await new Promise(setImmediate)
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  delay.disable()
  return {
    perSecond: Math.round((1000 * times.length) / (performance.now() - start)),
    latency: percentiles(times),
    cpu: rounded((ownCpu() - cpu) / times.length, 3),
    loopDelay: { p99: rounded(delay.percentile(99) / 1e6, 1), max: rounded(delay.max / 1e6, 1) },
  }
}
