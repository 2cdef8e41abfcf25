/** What an index costs: processor time from raw text, memory of all threads, and the snapshot on disk; each contender in a process of its own. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
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

export async function measureBuild({ contender, size }: { contender: 'embedded' | 'minisearch'; size: number }): Promise<BuildFigures> {
  const source = makeSource(size)
  warmUp(source)
  const before = await memoryOfAllThreads()
  const resident = process.memoryUsage.rss()
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
  return { ...(await feed(engine, source)), keep: { close, folder } }
}

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
