/** What an index costs: processor time from raw text, memory of all threads, and the snapshot on disk; each contender in a process of its own. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { IndexedSubject, MatchEngine } from '../server/ports/match-engine.ts'
import { makeSource, pieces, type Source } from './corpus.ts'
import { feed, openEngine } from './engine.ts'
import { rounded } from './figures.ts'
import { memoryOfAllThreads } from './memory-probe.ts'
import { openMiniSearch } from './peers.ts'

export interface BuildFigures {
  contender: string
  profiles: number
  /** Profiles a second of processor time, from raw text and facts. */
  perCpuSecond: number
  cpuSeconds: number
  wallSeconds: number
  /** Heap and buffers of all threads after a full collection. */
  bytesPerProfile: number
  /** Growth of the resident set, whatever it holds. */
  residentPerProfile: number
  /** The snapshot on disk; null for whoever keeps none. */
  diskPerProfile: number | null
  threads: number
}

/** Firms of up to this many fit into memory beside an index. */
const MADE_BEFORE = 100_000

export async function measureBuild({ contender, size }: { contender: 'embedded' | 'minisearch'; size: number }): Promise<BuildFigures> {
  const plain = makeSource(size)
  warmUp(plain)
  const before = await memoryOfAllThreads()
  const resident = process.memoryUsage.rss()
  const source = size <= MADE_BEFORE ? madeBefore(plain) : plain
  // Collects what the making of firms left, so that no contender is charged for it.
  await memoryOfAllThreads()
  const { cpu, wall, keep } = contender === 'embedded' ? await buildEmbedded(source) : buildMiniSearch(source)
  const after = await memoryOfAllThreads()
  const figures = {
    contender,
    profiles: size,
    perCpuSecond: Math.round(size / cpu),
    cpuSeconds: rounded(cpu, 2),
    wallSeconds: rounded(wall, 2),
    bytesPerProfile: Math.round((after.bytes - before.bytes) / size),
    residentPerProfile: Math.round((process.memoryUsage.rss() - resident) / size),
    diskPerProfile: keep.folder ? Math.round((await sizeWhenKept(keep.folder)) / size) : null,
    threads: after.threads,
  }
  await keep.close()
  return figures
}

/** Lets the making of firms and the analysis be compiled before anything is charged. */
function warmUp(source: Source): void {
  for (let number = 0; number < Math.min(1_000, source.size); number++) source.features(source.firm(number))
}

/** The same firms, made beforehand and let go of as they are asked for. */
function madeBefore(source: Source): Source {
  const firms = new Map(Array.from({ length: source.size }, (_, number) => [number, source.firm(number)]))
  return {
    ...source,
    firm(number) {
      const firm = firms.get(number) ?? source.firm(number)
      firms.delete(number)
      return firm
    },
  }
}

interface Built {
  cpu: number
  wall: number
  /** Holds on to the index until its memory is read. */
  keep: { close(): unknown; folder?: string }
}

async function buildEmbedded(source: Source): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), 'highroad-snapshot-'))
  const engine = openEngine({ folder })
  const close = async () => {
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  }
  await start(engine)
  return { ...(await feed(engine, source)), keep: { close, folder } }
}

/** The thread that keeps the index is up before firms come, as a server's is; the one that builds is started and charged with each build. */
async function start(engine: MatchEngine): Promise<void> {
  await engine.rebuild(nobody(), 0n)
}

async function* nobody(): AsyncGenerator<IndexedSubject> {}

/** Bytes of the snapshot, once it has stopped growing; it is written beside the answers. */
async function sizeWhenKept(folder: string): Promise<number> {
  const sizeNow = () => readdirSync(folder, { recursive: true }).reduce((sum, name) => sum + sizeOf(join(folder, String(name))), 0)
  let before = -1
  for (let tries = 0; tries < 60; tries++) {
    const now = sizeNow()
    if (now > 0 && now === before) return now
    before = now
    await sleep(1_000)
  }
  return before
}

/** A file may be renamed while it is looked at. */
function sizeOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  return found?.isFile() ? found.size : 0
}

function buildMiniSearch(source: Source): Built {
  const peer = openMiniSearch()
  let cpu = 0
  let wall = 0
  for (const numbers of pieces(source.size, 2_000)) {
    const firms = numbers.map((number) => source.firm(number))
    const before = process.cpuUsage()
    const start = performance.now()
    peer.add(firms.map(source.features))
    const used = process.cpuUsage(before)
    cpu += (used.user + used.system) / 1e6
    wall += (performance.now() - start) / 1000
  }
  return { cpu, wall, keep: { close: () => peer } }
}
