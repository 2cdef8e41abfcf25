/** Bundles through HTTP: a need that no firm covers alone, and the sets that do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { openNeed } from '../../../tests/support/needs.ts'
import { profiled, save } from '../../../tests/support/profiles.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import type { BundlesView } from './contract-bundles.ts'

let api: TestApi
let leadFirm: Person
beforeAll(async () => {
  api = await startApi()
  leadFirm = await founder(api, 'lead-firm')
})
afterAll(() => api.close())

const must = (code: string) => ({
  title: `Does ${code}`,
  category: 'technical',
  class: 'must',
  groups: [{ requirements: [{ kind: 'process', code, operator: 'has' }] }],
})

async function shop(name: string, process: string, free: number, certified = true): Promise<Person> {
  const sme = await profiled(api, { name })
  const identity = {
    headline: name,
    description: `Seat brackets, ${process}`,
    language: 'en',
    sector: 'automotive',
    employees: 60,
    foundedYear: 1999,
  }
  await save(sme, 'identity', identity)
  await save(sme, 'products', { items: [{ product: 'p-stamped-brackets', name: 'Brackets', functions: {} }], complete: true })
  const done = { process, mode: 'own', yearsOfExperience: 9, materials: ['steel'], parameters: [] }
  await save(sme, 'processes', { items: [done], complete: true })
  const certificate = {
    standard: 'iso-9001',
    edition: '2015',
    number: 'C-1',
    body: 'A body',
    status: 'active',
    validFrom: '2025-02-01',
    validUntil: '2028-12-31',
  }
  await save(sme, 'certificates', { items: certified ? [certificate] : [], complete: true })
  await save(sme, 'capacity', { items: [{ concept: null, installedPerMonth: free, unit: 'pcs', utilisation: 0 }], complete: true })
  const done2 = await save(sme, 'publish', undefined, 'POST')
  if (done2.status !== 200) throw new Error(JSON.stringify(done2.body))
  return sme
}

const bundlesOf = async (need: { id: string }) => (await leadFirm.get<BundlesView>(`/sourcing-needs/${need.id}/bundles`)).body
const CERTIFIED = {
  title: 'ISO 9001',
  category: 'quality',
  class: 'must',
  groups: [{ requirements: [{ kind: 'certificate', code: 'iso-9001', operator: 'has' }] }],
}

describe('bundles', () => {
  it('join firms that are known to lack a process, each with the certificate that all must hold', async () => {
    const presser = await shop('Presser One', 'progressive-die-stamping', 3_000)
    const second = await shop('Presser Two', 'progressive-die-stamping', 3_000)
    await shop('Presser without papers', 'progressive-die-stamping', 30_000, false)
    const welder = await shop('Welder', 'welding', 8_000)
    const need = await openNeed(leadFirm, { criteria: [must('stamping'), must('welding'), CERTIFIED], processes: ['stamping', 'welding'] })
    const view = await bundlesOf(need)
    expect(view).toMatchObject({ standing: 'proposed', volume: { value: 5_000, unit: 'pcs/mo' }, firms: 3, weightsVersion: 1 })
    expect(view.tasks).toEqual([
      { code: 'stamping', criteria: ['Does stamping'] },
      { code: 'welding', criteria: ['Does welding'] },
    ])
    expect(view.best).toMatchObject({ firm: { name: 'Welder' }, covered: 1, share: 1 })
    const [first] = view.items
    expect(first).toMatchObject({ covered: 2, share: 1 })
    const ids = [presser, second, welder].map((one) => one.organizationId).sort()
    expect(first!.members.map((one) => one.organizationId).sort()).toEqual(ids)
    expect(first!.tasks.map((task) => [task.code, task.singlePoint, task.parts.length])).toEqual([
      ['stamping', false, 2],
      ['welding', true, 1],
    ])
  })

  it('are not proposed where one firm does it all', async () => {
    const need = await openNeed(leadFirm, { criteria: [must('welding')], processes: ['welding'] })
    expect(await bundlesOf(need)).toMatchObject({ standing: 'single', items: [], best: { firm: { name: 'Welder' }, covered: 1, share: 1 } })
  })

  it('are not proposed where nobody does any of it', async () => {
    const need = await openNeed(leadFirm, { criteria: [must('die-casting')], processes: ['die-casting'] })
    expect(await bundlesOf(need)).toMatchObject({ standing: 'none', items: [], best: null, firms: 0 })
  })

  it('of another lead firm do not exist', async () => {
    const need = await openNeed(leadFirm)
    const stranger = await founder(api, 'lead-firm')
    expect((await stranger.get(`/sourcing-needs/${need.id}/bundles`)).status).toBe(404)
  })
})
