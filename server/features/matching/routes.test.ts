/** Proposals and opportunities through HTTP, on a real PostgreSQL and the embedded engine. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proposalSnapshots } from '../../../db/schema/sourcing.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { published, save } from '../../../tests/support/profiles.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import type { NeedView } from '../sourcing/contract.ts'
import type { OpportunitiesView, OpportunityView, ProposalsView, ProposalView } from './contract.ts'

let api: TestApi
let leadFirm: Person
beforeAll(async () => {
  api = await startApi()
  leadFirm = await founder(api, 'lead-firm')
})
afterAll(() => api.close())

const criterion = (title: string, category: string, kindClass: string, ask: object) => ({
  title,
  category,
  class: kindClass,
  groups: [{ requirements: [ask] }],
})
const STAMPING = criterion('Progressive stamping', 'technical', 'must', { kind: 'process', code: 'stamping', operator: 'has' })
const FORCE = (value: number, unit = 't') =>
  criterion('Press force', 'technical', 'must', {
    kind: 'parameter',
    code: 'press-force',
    within: 'stamping',
    operator: 'at-least',
    value,
    unit,
  })
const CERTIFICATE = (code: string) =>
  criterion(code, 'quality', 'developable-must', { kind: 'certificate', code, operator: 'has', heldBy: 'start' })

async function openNeed(criteria: object[], body: object = {}): Promise<NeedView> {
  const base = {
    title: 'Stamped brackets for seats',
    products: ['p-stamped-brackets'],
    processes: ['stamping'],
    volumePerMonth: 5_000,
    startOn: '2028-06-01',
    answerOn: '2027-01-31',
    horizonMonths: 12,
    deliveryCountry: 'IN',
    deliveryPlace: 'Pune',
  }
  const made = await leadFirm.send<NeedView>('POST', '/sourcing-needs', { ...base, criteria, ...body })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  const open = await leadFirm.send<NeedView>('POST', `/sourcing-needs/${made.body.id}/publish`, undefined, {
    'if-match': `"${made.body.version}"`,
  })
  if (open.status !== 200) throw new Error(JSON.stringify(open.body))
  return open.body
}

const proposalsOf = async (need: NeedView, query = '') =>
  (await leadFirm.get<ProposalsView>(`/sourcing-needs/${need.id}/proposals${query}`)).body
const verdictsOf = (view: ProposalView | OpportunityView) => view.criteria.flatMap((one) => one.verdicts.map((verdict) => verdict.verdict))

/** A published press shop; what differs is said. */
async function pressShop(
  name: string,
  options: { force?: number | null; certificates?: object[] | null; terms?: object } = {},
): Promise<Person> {
  const sme = await published(api)
  await save(sme, 'identity', {
    headline: name,
    description: 'Stamped brackets and pressed parts',
    language: 'en',
    sector: 'automotive',
    employees: 60,
    foundedYear: 1999,
  })
  await save(sme, 'products', {
    items: [{ product: 'p-stamped-brackets', name: 'Stamped brackets', functions: { production: 'own' } }],
    complete: true,
  })
  const parameters = options.force === null ? [] : [{ parameter: 'press-force', value: options.force ?? 250 }]
  await save(sme, 'processes', {
    items: [{ process: 'stamping', siteId: null, mode: 'own', yearsOfExperience: 10, materials: ['steel'], parameters }],
    complete: options.force !== null,
  })
  await save(sme, 'certificates', { items: options.certificates ?? [], complete: options.certificates !== null })
  if (options.terms) await save(sme, 'commercial', { ...TERMS, ...options.terms })
  return sme
}
const TERMS = {
  minimumOrder: null,
  minimumOrderUnit: null,
  sampleLeadDays: null,
  seriesLeadDays: null,
  paymentDaysMax: null,
  industriesRefused: [],
  languages: ['en'],
  exportShare: null,
  exportCountries: [],
  exportSinceYear: null,
  complete: true,
}
const HELD = (standard: string, validUntil = '2029-05-11') => ({
  standard,
  edition: '',
  number: 'C-1',
  body: 'A body',
  siteIds: [],
  scope: [],
  status: 'active',
  validFrom: '2025-05-12',
  validUntil,
  targetOn: null,
})

describe('the proposals of a need', () => {
  it('stand in bands, each with a verdict per requirement, its fact and the months to close', async () => {
    const ready = await pressShop('Ready', { certificates: [HELD('iso-9001')] })
    const byImplication = await pressShop('Through IATF', { certificates: [HELD('iatf-16949')] })
    const developable = await pressShop('Developable', { certificates: [] })
    const unknown = await pressShop('Incomplete', { certificates: null })
    const weak = await pressShop('Too weak', { force: 100, certificates: [HELD('iso-9001')] })
    const view = await proposalsOf(await openNeed([STAMPING, FORCE(200), CERTIFICATE('iso-9001')]))
    const bandOf = (sme: Person) => view.items.find((one) => one.organizationId === sme.organizationId)?.band
    expect([ready, byImplication, developable, unknown, weak].map(bandOf)).toEqual([
      'ready',
      'ready',
      'developable',
      'incomplete',
      undefined,
    ])
    expect(view.nothingFits).toBe(false)
    const near = view.items.find((one) => one.organizationId === developable.organizationId)
    expect(near?.months).toBeGreaterThanOrEqual(6)
    const through = view.items.find((one) => one.organizationId === byImplication.organizationId) as ProposalView
    expect(verdictsOf(through)).toEqual(['met', 'met', 'met-by-implication'])
    expect(through.criteria[1]?.verdicts[0]).toMatchObject({
      fact: { source: 'firm', level: 'self-declared', statedOn: '2026-11-23' },
      reason: { params: expect.objectContaining({ value: 250, limit: 200 }) },
    })
    const failing = await proposalsOf(await openNeed([STAMPING, FORCE(200), CERTIFICATE('iso-9001')]), '?band=not')
    expect(failing.items.every((one) => one.band === 'not')).toBe(true)
    expect(view.counts.not).toBeGreaterThanOrEqual(1)
  })

  it('come out the same when the unit of a requirement changes', async () => {
    const tonnes = await proposalsOf(await openNeed([STAMPING, FORCE(200)]))
    const kilonewtons = await proposalsOf(await openNeed([STAMPING, FORCE(200 * 9.80665, 'kN')]))
    const shape = (view: ProposalsView) => view.items.map((one) => [one.organizationId, one.band, one.score, verdictsOf(one)])
    expect(shape(kilonewtons)).toEqual(shape(tonnes))
    expect(tonnes.items.length).toBeGreaterThan(0)
  })

  it('follow a changed profile at once', async () => {
    const sme = await pressShop('Climber', { certificates: [] })
    const need = await openNeed([STAMPING, FORCE(200), CERTIFICATE('iso-14001')])
    const bandNow = async () => (await leadFirm.get<ProposalView>(`/sourcing-needs/${need.id}/proposals/${sme.organizationId}`)).body.band
    expect(await bandNow()).toBe('developable')
    await save(sme, 'certificates', { items: [HELD('iso-14001')], complete: true })
    expect(await bandNow()).toBe('ready')
    const listed = (await proposalsOf(need)).items.find((one) => one.organizationId === sme.organizationId)
    expect(listed?.band).toBe('ready')
  })

  it('leave out, with the reason told on request, whom the firm’s own terms rule out', async () => {
    const sme = await pressShop('Large orders only', { certificates: [], terms: { minimumOrder: 50_000, minimumOrderUnit: 'pcs' } })
    const need = await openNeed([STAMPING])
    const one = (await leadFirm.get<ProposalView>(`/sourcing-needs/${need.id}/proposals/${sme.organizationId}`)).body
    expect(one.band).toBe('not')
    expect(one.obstacles.map((obstacle) => obstacle.code)).toHaveLength(1)
    expect((await proposalsOf(need, '?limit=100')).items.map((each) => each.organizationId)).not.toContain(sme.organizationId)
  })

  it('say "nothing fits" with the nearest few when no firm is near the topic', async () => {
    const view = await proposalsOf(
      await openNeed([], {
        title: 'Frozen shrimps in export cartons',
        products: ['p-fresh-produce'],
        processes: [],
        sector: 'fresh-produce',
        deliveryCountry: 'EC',
        deliveryPlace: 'Guayaquil',
      }),
    )
    expect(view.nothingFits).toBe(true)
    expect(view.items.length).toBeLessThanOrEqual(3)
  })

  it('are kept as a snapshot of the version that was published', async () => {
    const need = await openNeed([STAMPING])
    await api.jobs.drain()
    const kept = await api.db.asSystem('test', (tx) => tx.select().from(proposalSnapshots).where(eq(proposalSnapshots.needId, need.id)))
    expect(kept).toEqual([
      expect.objectContaining({ needVersion: need.version, items: expect.arrayContaining([expect.objectContaining({ band: 'ready' })]) }),
    ])
  })

  it('belong to the lead firm of the need alone, and drafts have none', async () => {
    const need = await openNeed([STAMPING])
    const other = await founder(api, 'lead-firm')
    const sme = await founder(api, 'sme')
    expect((await other.get(`/sourcing-needs/${need.id}/proposals`)).status).toBe(404)
    expect((await sme.get(`/sourcing-needs/${need.id}/proposals`)).status).toBe(403)
    const draft = await leadFirm.send<NeedView>('POST', '/sourcing-needs', { title: 'A draft' })
    expect(await leadFirm.get(`/sourcing-needs/${draft.body.id}/proposals`)).toMatchObject({
      status: 409,
      body: { code: 'need-not-published' },
    })
  })

  it('page by a signed mark', async () => {
    const need = await openNeed([STAMPING])
    const first = await proposalsOf(need, '?limit=2')
    expect(first.items).toHaveLength(2)
    const second = await proposalsOf(need, `?limit=2&cursor=${first.next}`)
    expect(second.items.map((one) => one.organizationId)).not.toEqual(first.items.map((one) => one.organizationId))
  })
})

describe('the SME’s side of the same answer', () => {
  it('ranks open needs for it, with verdicts and gaps', async () => {
    const sme = await pressShop('Looks around', { certificates: [] })
    const need = await openNeed([STAMPING, CERTIFICATE('iso-45001')], { title: 'Brackets under an alias', alias: true })
    const { body } = await sme.get<OpportunitiesView>('/opportunities?limit=100')
    const mine = body.items.find((one) => one.needId === need.id)
    expect(mine).toMatchObject({ band: 'developable', leadFirm: null, deliveryPlace: '', openSteps: ['show-interest', 'decline-interest'] })
    expect(body.counts.developable).toBeGreaterThan(0)
    const one = await sme.get<OpportunityView>(`/opportunities/${need.id}`)
    expect(one.body.score).toBeCloseTo(mine?.score ?? -1, 9)
  })

  it('needs a profile, and is nobody else’s', async () => {
    const fresh = await founder(api, 'sme')
    expect(await fresh.get('/opportunities')).toMatchObject({ status: 409, body: { code: 'no-profile' } })
    expect((await leadFirm.get('/opportunities')).status).toBe(403)
  })
})
