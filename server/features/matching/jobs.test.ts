/** An index on a server of its own that was away is level again by itself: nobody asks, nobody writes, only time passes. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { lastChange } from '../../../db/changes.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { type DistantEngine, distantEngine } from '../../../tests/support/distant-engine.ts'
import { saveTerms, supplier } from '../../../tests/support/outage.ts'
import type { Person } from '../../../tests/support/world.ts'

let distant: DistantEngine
let api: TestApi
let sme: Person
beforeAll(async () => {
  distant = distantEngine()
  api = await startApi({ engine: distant.engine })
  sme = await supplier(api, 0)
})
beforeEach(() => levelBySelf())
afterAll(() => api.close())

/** Asked for; the timer asks every second. */
const LAG_MS = 10_000

/** Looks at the engine alone, past the product. */
async function levelBySelf(): Promise<void> {
  const upTo = await api.db.asSystem('test', lastChange)
  await expect.poll(() => distant.position(), { timeout: LAG_MS }).toBe(upTo)
}

it.each(['away', 'behind'] as const)('after writes while the server was %s', async (fault) => {
  distant[fault]()
  const before = await distant.position()
  for (let save = 0; save < 20; save++) expect((await saveTerms(sme, 5 + save)).status).toBe(200)
  await expect.poll(() => api.services.readiness(), { timeout: LAG_MS }).toMatchObject({ search: 'waiting' })
  expect(await distant.position()).toBe(before)
  distant.back()
  await levelBySelf()
  await expect.poll(() => api.services.readiness(), { timeout: LAG_MS }).toMatchObject({ search: 'ok' })
})

it('where it was away when the product started', async () => {
  const late = distantEngine()
  late.away()
  const other = await startApi({ engine: late.engine })
  const firm = await supplier(other, 1)
  expect(await firm.get('/suppliers')).toMatchObject({ status: 503, body: { code: 'search-waiting' } })
  late.back()
  const upTo = await other.db.asSystem('test', lastChange)
  await expect.poll(() => late.position(), { timeout: LAG_MS }).toBe(upTo)
  expect(await firm.get('/suppliers')).toMatchObject({ status: 200, body: { total: 1 } })
  await other.close()
})

it('after it has come back with nothing of what it had', async () => {
  distant.away()
  await saveTerms(sme, 77)
  await distant.lose()
  distant.back()
  await levelBySelf()
  expect(await sme.get('/suppliers')).toMatchObject({ status: 200, body: { total: 1 } })
})

it('as long as it takes no writes, questions are answered from what it has', async () => {
  distant.behind()
  const withdrawn = await supplier(api, 2)
  const begin = performance.now()
  expect(await sme.get('/suppliers')).toMatchObject({ status: 200, body: { total: 1 } })
  expect(performance.now() - begin).toBeLessThan(3_000)
  distant.back()
  await levelBySelf()
  expect(await withdrawn.get('/suppliers')).toMatchObject({ status: 200, body: { total: 2 } })
})
