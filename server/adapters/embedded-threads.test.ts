/** The embedded engine's threads: changes and rebuilds beside answers, threads that die, and an end that is an end. */
import type { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ProfileFeatures } from '../../domain/match-query.ts'
import { EngineAwayError, type IndexedSubject, type MatchEngine } from '../ports/match-engine.ts'
import { changeAt, changesBetween, standingAfter } from './embedded-course.fixtures.ts'
import { createEmbeddedSearch } from './embedded-search.ts'
import { at, calm, cluster, exhaustive, plain, subjects } from './match-engine.contract-cluster.ts'

const { profiles, queries } = cluster(900, 12)

/** All threads started since the test began. */
let threads: Worker[] = []
const note = (worker: Worker) => void threads.push(worker)
beforeEach(() => {
  threads = []
  process.on('worker', note)
})
afterEach(() => void process.off('worker', note))

async function expectExact(engine: MatchEngine, standing: readonly ProfileFeatures[], query = at(queries, 0)): Promise<void> {
  expect((await engine.candidates(query, 50, calm())).items.map(plain)).toEqual(exhaustive(query, standing, 50))
}

test('a hundred writes a second beside a rebuild: every answer is exact', { timeout: 60_000 }, async () => {
  const engine = createEmbeddedSearch({ readers: 2 })
  await engine.rebuild(subjects(profiles), 0n)
  let isBuilt = false
  const rebuilding = engine.rebuild(slowly(profiles), 0n).then(() => {
    isBuilt = true
  })
  let seq = 0n
  let beside = 0
  while (!isBuilt || seq < 120n) {
    seq++
    await engine.apply([changeAt(profiles, seq)], seq)
    if (!isBuilt) beside++
    if (seq % 4n === 0n) await expectExact(engine, standingAfter(profiles, seq), at(queries, Number(seq) % queries.length))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await rebuilding
  expect(beside).toBeGreaterThan(40)
  await expectExact(engine, standingAfter(profiles, seq))
  await engine.close()
})

test('merges in the background leave every answer exact', { timeout: 60_000 }, async () => {
  const engine = createEmbeddedSearch()
  await engine.rebuild(subjects(profiles), 0n)
  for (let seq = 0n; seq < 6000n; seq += 500n) {
    await engine.apply(changesBetween(profiles, seq, seq + 500n), seq + 500n)
    await expectExact(engine, standingAfter(profiles, seq + 500n), at(queries, Number(seq / 500n) % queries.length))
  }
  await engine.close()
})

test('a thread that dies fails what it was asked, clearly; the next question is answered exactly', async () => {
  const engine = createEmbeddedSearch()
  await engine.rebuild(subjects(profiles), 0n)
  await engine.apply(changesBetween(profiles, 0n, 40n), 40n)
  await expectExact(engine, standingAfter(profiles, 40n))
  // Listened to from the start: the thread that was asked may be gone before the last one is.
  const asked = engine.candidates(at(queries, 1), 400, calm()).catch((error: unknown) => error)
  await Promise.all(threads.map((worker) => worker.terminate()))
  const answer = await asked
  if (answer instanceof Error) expect(answer).toBeInstanceOf(EngineAwayError)
  await expectExact(engine, standingAfter(profiles, 40n))
  await engine.apply(changesBetween(profiles, 40n, 80n), 80n)
  await expectExact(engine, standingAfter(profiles, 80n))
  expect((await engine.suggestNames(at(profiles, 1).names[0], 5)).length).toBeGreaterThan(0)
  await engine.close()
})

test('after the end no thread is left and every question is refused', async () => {
  const engine = createEmbeddedSearch({ readers: 2 })
  await engine.rebuild(subjects(profiles), 0n)
  await expectExact(engine, profiles)
  // One that has ended has no number any more.
  const running = threads.filter(({ threadId }) => threadId > 0)
  const ends = running.map((worker) => new Promise((resolve) => worker.once('exit', resolve)))
  expect(ends.length).toBeGreaterThanOrEqual(3)
  const asked = Array.from({ length: 9 }, () => engine.candidates(at(queries, 1), 400, calm()).catch((error: unknown) => error))
  await engine.close()
  for (const answer of await Promise.all(asked)) if (answer instanceof Error) expect(answer).toBeInstanceOf(EngineAwayError)
  await Promise.all(ends)
  await expect(engine.candidates(at(queries, 1), 5, calm())).rejects.toThrow(EngineAwayError)
})

async function* slowly(list: readonly ProfileFeatures[]): AsyncIterable<IndexedSubject> {
  for (const [place, profile] of list.entries()) {
    if (place % 9 === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    yield { kind: 'profile', profile }
  }
}
