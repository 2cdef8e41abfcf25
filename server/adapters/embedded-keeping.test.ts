/** The embedded index survives: what was kept comes back as it was, damage is noticed, and a kill at any moment loses nothing. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { countStatistics } from '../../domain/topic.ts'
import type { MatchEngine } from '../ports/match-engine.ts'
import { changesBetween, DATABASE, firmsOf, standingAfter } from './embedded-course.fixtures.ts'
import { createEmbeddedSearch } from './embedded-search.ts'
import { at, calm, cluster, exhaustive, plain, subjects } from './match-engine.contract-cluster.ts'

const FIRMS = 1200
const { profiles, queries } = cluster(FIRMS, 12)
const FROZEN = { on: '2027-03-01', statistics: countStatistics(profiles) }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'search-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function answers(engine: MatchEngine) {
  const found = []
  for (const query of queries) found.push((await engine.candidates(query, 100, calm())).items.map(plain))
  return found
}

/** An index of all firms, ten needs and 150 changes, kept and closed. */
async function keptOnce() {
  const engine = createEmbeddedSearch({ folder, inThread: true })
  engine.freeze?.(FROZEN, DATABASE)
  await engine.rebuild(subjects(profiles), 0n)
  await engine.apply(changesBetween(profiles, 0n, 150n), 150n)
  await engine.apply(
    queries.slice(0, 10).map((query, place) => ({ seq: BigInt(151 + place), kind: 'need', id: `n-${place}`, query })),
    160n,
  )
  const before = {
    found: await answers(engine),
    needs: await engine.reverse(at(profiles, 1), { least: 0, failing: true, most: 1_000 }, calm()),
  }
  await engine.close()
  return before
}

test('after a stop everything comes back: answers, open needs, statistics and position', async () => {
  const before = await keptOnce()
  const engine = createEmbeddedSearch({ folder, inThread: true })
  expect(await engine.restore?.(DATABASE, 160n)).toEqual(FROZEN)
  expect(await engine.position()).toBe(160n)
  expect(await answers(engine)).toEqual(before.found)
  expect(await engine.reverse(at(profiles, 1), { least: 0, failing: true, most: 1_000 }, calm())).toEqual(before.needs)
  expect(before.needs.length).toBeGreaterThan(0)
  await engine.close()
})

describe('what was kept is not believed', () => {
  const spoil: [string, (path: string) => void, database?: string, upTo?: bigint][] = [
    ['when a byte is wrong', (path) => flip(path, 0.5)],
    ['when its end is missing', (path) => truncateSync(path, readFileSync(path).length - 100)],
    ['when its head is damaged', (path) => flip(path, 0)],
    ['when it is empty', (path) => truncateSync(path, 0)],
    ['when it is gone', (path) => rmSync(path)],
    ['when it is of another database', () => {}, 'another one'],
    ['when it is ahead of the database', () => {}, DATABASE, 159n],
  ]
  test.each(spoil)('%s', async (_, change, database = DATABASE, upTo = 160n) => {
    await keptOnce()
    const [name = ''] = readdirSync(folder)
    expect(name).toBe('160.seg')
    change(join(folder, name))
    const engine = createEmbeddedSearch({ folder, inThread: true })
    expect(await engine.restore?.(database, upTo)).toBeNull()
    await engine.rebuild(subjects(profiles), 160n)
    expect(await answers(engine)).toEqual(queries.map((query) => exhaustive(query, profiles, 100)))
    await engine.close()
  })
})

function flip(path: string, where: number): void {
  const bytes = readFileSync(path)
  const place = Math.floor(where * (bytes.length - 1))
  bytes[place] = (bytes[place] ?? 0) ^ 0xff
  writeFileSync(path, bytes)
}

/** When the writer is killed: at once, some way on, and while it keeps what it merged; then so many milliseconds later. */
const MOMENTS: { changes: bigint; isKept?: boolean; later: number }[] = [
  { changes: 0n, later: 20 },
  { changes: 800n, later: 3 },
  { changes: 2600n, later: 30 },
  { changes: 2000n, isKept: true, later: 0 },
  { changes: 400n, isKept: true, later: 60 },
]

test('killed in the middle of writing, merging and keeping, it answers exactly after the replay', { timeout: 120_000 }, async () => {
  const firms = firmsOf(FIRMS)
  let furthest = 0n
  for (const moment of MOMENTS) {
    await killAt(moment)
    const engine = createEmbeddedSearch({ folder, inThread: true })
    const frozen = await engine.restore?.(DATABASE, 2n ** 60n)
    if (!frozen) await engine.rebuild(subjects(firms), 0n)
    const from = await engine.position()
    expect(from).toBeGreaterThanOrEqual(furthest)
    furthest = from
    await engine.apply(changesBetween(firms, from, from + 50n), from + 50n)
    const standing = standingAfter(firms, from + 50n)
    expect(await answers(engine)).toEqual(queries.map((query) => exhaustive(query, standing, 100)))
    // Whatever this process has done is forgotten: the next one starts from what the killed one kept.
    await createPlainEnd(engine)
  }
  expect(furthest).toBeGreaterThan(0n)
})

/** Ends without keeping: the folder stays as the killed process left it. */
async function createPlainEnd(engine: MatchEngine): Promise<void> {
  const names = readdirSync(folder)
  const held = new Map(names.map((name) => [name, readFileSync(join(folder, name))]))
  await engine.close()
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  for (const [name, bytes] of held) writeFileSync(join(folder, name), bytes)
}

/** Starts a writer and kills it at the moment. */
async function killAt({ changes, isKept, later }: (typeof MOMENTS)[number]): Promise<void> {
  const script = new URL('./embedded-crash.fixtures.ts', import.meta.url)
  const child = spawn(process.execPath, [script.pathname, folder, String(FIRMS)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  let said = ''
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString()
  })
  const numbers = () => [...said.matchAll(/at (\d+)\n/g)].map(([, number]) => BigInt(number ?? 0))
  const kept = () => readdirSync(folder).filter((name) => name.endsWith('.seg'))
  let before: string[] | null = null
  for (let isTime = false; !isTime; ) {
    await new Promise((resolve) => setTimeout(resolve, 2))
    if (child.exitCode !== null) throw new Error(`the writer ended with ${child.exitCode}`)
    const [first, last] = [numbers()[0], numbers().at(-1)]
    if (first === undefined || last === undefined) continue
    before ??= kept()
    isTime = last - first >= changes && (!isKept || kept().some((name) => name !== '0.seg' && !before?.includes(name)))
  }
  await new Promise((resolve) => setTimeout(resolve, later))
  child.kill('SIGKILL')
  await ended
}
