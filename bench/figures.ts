/** Percentiles, memory and the machine: how the benchmark measures and what it prints. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

export interface Percentiles {
  p50: number
  p95: number
  p99: number
}

/** Milliseconds, rounded to microseconds. */
export function percentiles(times: readonly number[]): Percentiles {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 1000) / 1000
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** Best of the repeats of each query, and the first, unrepeated call. */
export interface Timed {
  best: Percentiles
  first: Percentiles
}

export interface Contender {
  name: string
  run(query: number): unknown
}

/** Runs all contenders on every query in turn, A B A B, so that a busy moment hits all alike. */
export async function interleave(contenders: readonly Contender[], queries: number, repeats: number): Promise<Map<string, Timed>> {
  const best = new Map(contenders.map(({ name }) => [name, [] as number[]]))
  const first = new Map(contenders.map(({ name }) => [name, [] as number[]]))
  for (let query = 0; query < queries; query++) {
    const times = new Map(contenders.map(({ name }) => [name, [] as number[]]))
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (const { name, run } of contenders) times.get(name)?.push(await timed(() => run(query)))
    }
    for (const [name, list] of times) {
      first.get(name)?.push(list[0] ?? 0)
      best.get(name)?.push(Math.min(...list))
    }
  }
  return new Map(
    contenders.map(({ name }) => [name, { best: percentiles(best.get(name) ?? []), first: percentiles(first.get(name) ?? []) }]),
  )
}

/** Wall milliseconds of one piece of work. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes held in heap and buffers after a full collection. */
export function memoryHeld(): number {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** What the figures were taken on; without it no figure says anything. */
export function machine(): Record<string, string | number> {
  const [cpu] = cpus()
  return {
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadAverage: loadavg()
      .map((load) => load.toFixed(2))
      .join(' '),
    node: process.versions.node,
    minisearch: versionOf('minisearch'),
    commit: commit(),
  }
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')) as {
    version: string
  }
  return version
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return 'none'
  }
}
