/** A search server that is stopped or never answers: matching says so, the rest of the product goes on, and all is caught up afterwards. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { clearMeili, LIVE } from '../server/adapters/meili.fixtures.ts'
import { openApiDocument } from '../server/openapi.ts'
import { startApi, type TestApi } from './support/api.ts'
import { type Fault, faultsAtGate, faultsOfProcess, PROCESS } from './support/faults.ts'
import { type Gate, makeGate } from './support/gate.ts'
import { levelBySelf, sameInBoth } from './support/indexed.ts'
import { type Operation, operationsOf } from './support/matrix.ts'
import { atMost, type Cluster, cluster, p95, readsOf, saveTerms, type Times, timed, work } from './support/outage.ts'
import type { Person } from './support/world.ts'

/** Far more than an answer may take beside a search server that is away. */
const PLAINLY_MS = 3_000

async function saysThatItWaits(api: TestApi, { leadFirm, needId }: Cluster): Promise<void> {
  for (const path of ['/suppliers', `/sourcing-needs/${needId}/proposals`]) {
    const begin = performance.now()
    const answer = await leadFirm.get(path)
    expect(performance.now() - begin).toBeLessThan(PLAINLY_MS)
    expect(answer).toMatchObject({ status: 503, body: { code: 'search-waiting' } })
    expect(answer.headers['retry-after']).toBeDefined()
  }
  expect(await api.services.readiness()).toMatchObject({ search: 'waiting' })
}

describe('beside a search server that never answers', () => {
  let gate: Gate
  /** The same cluster twice: with that server, and with the embedded engine, which is never away. */
  let away: { api: TestApi; of: Cluster }
  let usual: { api: TestApi; of: Cluster }
  beforeAll(async () => {
    gate = await makeGate(null)
    const api = await startApi({ meili: { url: gate.url, key: null, searchMs: 200, writeMs: 200 } })
    // As in the real process: whatever is saved is matched again at once, which asks the search.
    await api.services.news.pairs.start()
    away = { api, of: await cluster(api, 3) }
    const other = await startApi()
    usual = { api: other, of: await cluster(other, 3) }
  }, 120_000)
  afterAll(async () => {
    await away.api.close()
    await usual.api.close()
    await gate.stop()
  })

  test('the product starts and works, and says that matching waits', async () => {
    await saysThatItWaits(away.api, away.of)
    expect((await saveTerms(away.of.smes[0], 12)).status).toBe(200)
  })

  test('it is told by /readyz, not by a line in the log for every save and every second', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    for (let save = 0; save < 5; save++) await saveTerms(away.of.smes[0], 20 + save)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const lines = said.mock.calls.map((call) => call.join(' '))
    said.mockRestore()
    expect(lines).toEqual([])
  })

  test('nothing waits but what asks for firms or needs that fit: every other read answers as it does otherwise', async () => {
    const waiting = new Set<string>()
    for (const operation of operationsOf(await openApiDocument())) {
      if (operation.method !== 'GET') continue
      for (const reader of ['sme', 'leadFirm', 'agency', 'visitor'] as const) {
        const { status } = await asked(away, operation, reader)
        if (status === 503) waiting.add(operation.id)
        else expect(`${operation.id} ${status}`).toBe(`${operation.id} ${(await asked(usual, operation, reader)).status}`)
      }
    }
    expect([...waiting].sort()).toEqual(ASKS_THE_SEARCH)
  }, 60_000)

  test('what does not wait is as fast as otherwise', async () => {
    const [reads, others] = [readsOf(away.api, away.of), readsOf(usual.api, usual.of)]
    const times: Record<'before' | 'meanwhile', number[]> = { before: [], meanwhile: [] }
    // By turns, so that whatever else the machine does slows both alike; the first round only warms up.
    for (let round = 0; round < 16; round++) {
      for (const [at, { path, read }] of reads.entries()) {
        const [without, beside] = [await timed(() => others[at]?.read() ?? read(), path), await timed(read, path)]
        if (round === 0) continue
        times.before.push(without)
        times.meanwhile.push(beside)
      }
    }
    const [before, meanwhile] = [p95(times.before), p95(times.meanwhile)]
    console.log(
      `p95 of ${times.before.length} reads: ${before.toFixed(1)} ms with a search engine, ${meanwhile.toFixed(1)} ms while it never answers`,
    )
    expect(meanwhile).toBeLessThanOrEqual(atMost(before))
  }, 120_000)
})

/** All else reads PostgreSQL alone. */
const ASKS_THE_SEARCH = [
  'exportProposals',
  'listBundles',
  'listOpportunities',
  'listProposals',
  'listUnlocks',
  'lookUpSupplier',
  'searchSuppliers',
  'suggestSuppliers',
]

const QUERIES: Record<string, string> = {
  profilePreview: 'as=public',
  suggestConcepts: 'text=stamping',
  suggestClassificationCodes: 'title=stamping',
  suggestSuppliers: 'text=works',
  lookUpSupplier: 'text=works',
  exportProposals: 'format=csv',
}

function asked({ api, of }: { api: TestApi; of: Cluster }, { id, path }: Operation, reader: 'sme' | 'leadFirm' | 'agency' | 'visitor') {
  const [sme] = of.smes
  const who: Pick<Person, 'get'> = { sme, leadFirm: of.leadFirm, agency: of.agency, visitor: api.visitor() }[reader]
  const ids: Record<string, string> = { ...of, organizationId: sme.organizationId, code: 'iso-9001', scheme: 'cpv' } as never
  const query = id === 'compareProposals' ? `sme=${sme.organizationId}` : QUERIES[id]
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'none')
  return who.get(query ? `${address}?${query}` : address)
}

const PREFIX = 'hraway'
const SMES = 20
/** In each outage; and as many before the first. */
const WRITES = 1_000
const LAG_MS = 10_000

describe.skipIf(!LIVE)('before a real search server (skipped where MEILI_URL is not set)', () => {
  let gate: Gate
  let api: TestApi
  let of: Cluster
  let usual: Times
  let round = 0
  beforeAll(async () => {
    await clearMeili(PREFIX)
    gate = await makeGate(LIVE?.url ?? null)
    api = await startApi({ meili: { url: gate.url, key: LIVE?.key ?? null, prefix: PREFIX } })
    await api.services.news.pairs.start()
    of = await cluster(api, SMES)
    await levelBySelf(api, PREFIX)
    await work(api, of, { saves: WRITES / 5, round: round++ })
    usual = await work(api, of, { saves: WRITES, round: round++ })
  }, 300_000)
  afterAll(async () => {
    await api?.close()
    await gate?.stop()
    await clearMeili(PREFIX)
  }, 60_000)

  /** 1,000 saves and 2,000 reads while the server is away; then nobody asks and nobody writes. */
  async function outage({ name, begin, end }: Fault): Promise<void> {
    await begin()
    const times = await work(api, of, { saves: WRITES, round: round++ })
    await saysThatItWaits(api, of)
    await end()
    const lag = await levelBySelf(api, PREFIX)
    console.log(
      `${name}: p95 of a save ${p95(usual.saves).toFixed(1)} ms before, ${p95(times.saves).toFixed(1)} ms meanwhile; of a read ${p95(usual.reads).toFixed(1)} ms before, ${p95(times.reads).toFixed(1)} ms meanwhile; level ${lag.toFixed(0)} ms after its return`,
    )
    await sameInBoth(api, PREFIX)
    expect(lag).toBeLessThanOrEqual(LAG_MS)
    expect(p95(times.saves)).toBeLessThanOrEqual(atMost(p95(usual.saves)))
    expect(p95(times.reads)).toBeLessThanOrEqual(atMost(p95(usual.reads)))
    await expect.poll(() => api.services.readiness(), { timeout: LAG_MS }).toMatchObject({ search: 'ok' })
    const { body } = await of.leadFirm.get<{ items: object[] }>(`/sourcing-needs/${of.needId}/proposals?limit=100`)
    expect(body.items).toHaveLength(SMES)
  }

  test('stopped, then tar-pitted, then emptied, it is level by itself within ten seconds, with no id and no version different', async () => {
    for (const fault of faultsAtGate(gate, PREFIX)) await outage(fault)
  }, 300_000)

  test.skipIf(!PROCESS)(
    'its process frozen, then killed and started again, it is level by itself within ten seconds (skipped where MEILI_PID and MEILI_START name no process)',
    async () => {
      for (const fault of PROCESS ? faultsOfProcess(PROCESS) : []) await outage(fault)
    },
    600_000,
  )
})
