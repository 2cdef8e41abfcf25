/** Percentiles, processor time, memory and the machine: how the benchmark measures and what it prints. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'

export interface Percentiles {
  p50: number
  p95: number
  p99: number
}

/** Milliseconds, rounded to microseconds. */
export function percentiles(times: readonly number[]): Percentiles {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0, 3)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

export function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}

/** Best of the repeats of each query, the first, unrepeated call, and the least processor time of the repeats. */
export interface Timed {
  best: Percentiles
  first: Percentiles
  cpu: Percentiles
  /** Milliseconds of each query's best repeat: what ratios are taken of. */
  each: number[]
}

export interface Contender {
  name: string
  run(query: number): unknown
  /** Milliseconds of processor time used so far; of this process, unless somebody else does the work. */
  cpu?(): number
  /** Only so many of the queries, where one takes a second. */
  queries?: number
}

/** Runs all contenders on every query in turn, A B A B, so that a busy moment hits all alike. */
export async function interleave(contenders: readonly Contender[], queries: number, repeats: number): Promise<Map<string, Timed>> {
  const seen = new Map(contenders.map((contender) => [contender, { best: [] as number[], first: [] as number[], cpu: [] as number[] }]))
  for (let query = 0; query < queries; query++) {
    const asked = contenders.filter((contender) => query < (contender.queries ?? queries))
    for (const [contender, calls] of await roundsOf(asked, query, repeats)) {
      const figures = seen.get(contender)
      figures?.first.push(calls[0]?.wall ?? 0)
      figures?.best.push(Math.min(...calls.map((call) => call.wall)))
      figures?.cpu.push(Math.min(...calls.map((call) => call.cpu)))
    }
  }
  return new Map(
    [...seen].map(([{ name }, { best, first, cpu }]) => [
      name,
      { best: percentiles(best), first: percentiles(first), cpu: percentiles(cpu), each: best },
    ]),
  )
}

interface Call {
  wall: number
  cpu: number
}

async function roundsOf(contenders: readonly Contender[], query: number, repeats: number): Promise<Map<Contender, Call[]>> {
  const calls = new Map(contenders.map((contender) => [contender, [] as Call[]]))
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [contender, list] of calls) {
      const used = contender.cpu ?? ownCpu
      const before = used()
      const wall = await timed(() => contender.run(query))
      list.push({ wall, cpu: used() - before })
    }
  }
  return calls
}

/** How many times faster the second is, over the queries that both were asked. */
export function ratio(slow: Timed | undefined, fast: Timed | undefined): { p50: number; p95: number } | null {
  if (!slow || !fast) return null
  const shared = Math.min(slow.each.length, fast.each.length)
  const [a, b] = [percentiles(slow.each.slice(0, shared)), percentiles(fast.each.slice(0, shared))]
  return { p50: rounded(a.p50 / b.p50, 1), p95: rounded(a.p95 / b.p95, 1) }
}

/** Wall milliseconds of one piece of work. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Milliseconds of processor time of this process, all its threads together. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Milliseconds of processor time of another process's first thread; null where the system does not tell. */
export function cpuOf(pid: number): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return null
  }
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
    orama: versionOf('@orama/orama'),
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
  const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    return (
      git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', 'domain', 'db', 'server', 'bench/*.ts') === '' ? '' : '+')
    )
  } catch {
    return 'none'
  }
}
