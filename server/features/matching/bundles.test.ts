/** Bundles through HTTP: a need that no firm covers alone, and the sets that do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { openNeed } from '../../../tests/support/needs.ts'
import { profiled, save, TERMS } from '../../../tests/support/profiles.ts'
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

interface Papers {
  certified?: boolean
  minimumOrder?: number | null
}

async function shop(name: string, process: string, free: number, papers: Papers = {}): Promise<Person> {
  const { certified = true, minimumOrder = null } = papers
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
  await save(sme, 'commercial', { ...TERMS, minimumOrder, minimumOrderUnit: minimumOrder === null ? null : 'pcs', complete: true })
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
    await shop('Presser without papers', 'progressive-die-stamping', 30_000, { certified: false })
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

  it('give each member at least its smallest order, though that is more than it would get by capacity alone', async () => {
    const choosy = await shop('Caster who takes half or nothing', 'die-casting', 2_500, { minimumOrder: 2_500 })
    const other = await shop('Caster', 'die-casting', 4_500)
    await shop('Caster who takes all or nothing', 'die-casting', 4_800, { minimumOrder: 4_900 })
    const view = await bundlesOf(await openNeed(leadFirm, { criteria: [must('die-casting'), CERTIFIED], processes: ['die-casting'] }))
    const [first] = view.items
    expect(first?.members.map((one) => one.organizationId).sort()).toEqual([choosy, other].map((one) => one.organizationId).sort())
    expect(first?.members.find((one) => one.organizationId === choosy.organizationId)).toMatchObject({ minimum: 0.5, months: 0, gaps: [] })
    const parts = new Map(first?.tasks[0]?.parts.map((one) => [one.organizationId, one.share]))
    expect(parts.get(choosy.organizationId)).toBeGreaterThanOrEqual(0.5)
    expect(view).toMatchObject({ later: [], laterSingle: null })
  })

  it('take firms still to develop as a second choice, with what they close and how long that takes', async () => {
    await shop('Forge with papers', 'forging', 2_000)
    const soon = await shop('Forge without papers', 'forging', 3_000, { certified: false })
    const closable = { ...CERTIFIED, class: 'developable-must' }
    const view = await bundlesOf(
      await openNeed(leadFirm, { criteria: [must('forging'), closable], processes: ['forging'], horizonMonths: 24 }),
    )
    expect(view).toMatchObject({ standing: 'later', firms: 1, items: [], best: { firm: { name: 'Forge with papers' }, share: 0.4 } })
    expect(view.later[0]).toMatchObject({ covered: 1, share: 1, members: expect.any(Array) })
    const member = view.later[0]?.members.find((one) => one.organizationId === soon.organizationId)
    expect(member?.gaps).toEqual(['ISO 9001'])
    expect(member?.months).toBeGreaterThan(0)
    expect(view.later[0]?.months).toBe(member?.months)
  })

  it('are not proposed where one firm does it all', async () => {
    const need = await openNeed(leadFirm, { criteria: [must('welding')], processes: ['welding'] })
    expect(await bundlesOf(need)).toMatchObject({ standing: 'single', items: [], best: { firm: { name: 'Welder' }, covered: 1, share: 1 } })
  })

  it('are not proposed where nobody does any of it', async () => {
    const need = await openNeed(leadFirm, { criteria: [must('plastic-extrusion')], processes: ['plastic-extrusion'] })
    expect(await bundlesOf(need)).toMatchObject({ standing: 'none', items: [], best: null, firms: 0 })
  })

  it('of another lead firm do not exist', async () => {
    const need = await openNeed(leadFirm)
    const stranger = await founder(api, 'lead-firm')
    expect((await stranger.get(`/sourcing-needs/${need.id}/bundles`)).status).toBe(404)
  })
})
