/** What a real Meilisearch server holds of a test's database: how far it is, and whether every document says what the database says. */
import { expect } from 'vitest'
import { changesAfter, lastChange } from '../../db/changes.ts'
import { publishedFactsAfter } from '../../db/match-facts.ts'
import { meili } from '../../server/adapters/meili.fixtures.ts'
import { profileDocument, suggestDocument } from '../../server/adapters/meili-documents.ts'
import type { TestApi } from './api.ts'

const LOOK_MS = 50

/** Milliseconds until the index stands where the database does. Only the server is looked at: no question helps the product along. */
export async function levelBySelf(api: TestApi, prefix: string, mostMs = 60_000): Promise<number> {
  const begin = performance.now()
  const upTo = await api.db.asSystem('test', lastChange)
  for (;;) {
    const { seq } = await meili<{ seq?: string }>('GET', `/indexes/${prefix}_state/documents/position`)
    const took = performance.now() - begin
    if (BigInt(seq ?? 0) >= upTo) return took
    if (took > mostMs) throw new Error(`The index stands at ${seq} of ${upTo} after ${took.toFixed(0)} ms.`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}

interface Indexed {
  id: string
  seq: number
}

/** Each firm is in both indexes as the database has it; a rebuild writes all firms with the number of the last change it has seen. */
export async function sameInBoth(api: TestApi, prefix: string): Promise<void> {
  const { rows, newest, last } = await api.db.asSystem('test', async (tx) => ({
    rows: await publishedFactsAfter(tx, '00000000-0000-0000-0000-000000000000', 1_000),
    newest: new Map((await changesAfter(tx, 0n, 100_000)).map(({ subjectId, seq }) => [subjectId, Number(seq)])),
    last: Number(await lastChange(tx)),
  }))
  const features = rows.map((row) => api.services.index.featuresOf(row))
  const profiles = await documentsOf(prefix, 'profiles')
  const suggested = await documentsOf(prefix, 'profiles_suggest')
  expect(byId(profiles)).toEqual(byId(features.map((one) => profileDocument(one, 0n))))
  expect(byId(suggested)).toEqual(byId(features.map((one) => suggestDocument(one, 0n))))
  for (const { id, seq } of [...profiles, ...suggested]) {
    expect(seq).toBeGreaterThanOrEqual(newest.get(id) ?? Number.POSITIVE_INFINITY)
    expect(seq).toBeLessThanOrEqual(last)
  }
}

export async function documentsOf(prefix: string, index: string): Promise<Indexed[]> {
  return (await meili<{ results: Indexed[] }>('GET', `/indexes/${prefix}_${index}/documents?limit=1000`)).results
}

/** Whole documents by id, but for the number they were written with. */
function byId(documents: readonly Indexed[]): Record<string, Indexed> {
  const plain = JSON.parse(JSON.stringify(documents)) as Indexed[]
  return Object.fromEntries(plain.map((document) => [document.id, { ...document, seq: 0 }]))
}

/** Writes documents that an index once held into it again, as a server would have them that lost its last writes. */
export async function putBack(prefix: string, index: string, documents: readonly object[]): Promise<void> {
  const { taskUid } = await meili<{ taskUid: number }>('POST', `/indexes/${prefix}_${index}/documents`, documents)
  await expect.poll(async () => (await meili<{ status: string }>('GET', `/tasks/${taskUid}`)).status, { timeout: 20_000 }).toBe('succeeded')
}
