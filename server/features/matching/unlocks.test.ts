/** What opens doors for an SME, and the usual costs that agencies enter, through HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import type { OpportunitiesView, ProposalView } from './contract.ts'
import type { CostView } from './contract-costs.ts'
import type { UnlocksView } from './contract-unlocks.ts'
import { CERTIFICATE, FORCE, openNeed, pressShop, STAMPING } from './trials.fixtures.ts'

let api: TestApi
let leadFirm: Person
let agency: Person
let sme: Person
beforeAll(async () => {
  api = await startApi()
  leadFirm = await founder(api, 'lead-firm')
  agency = await founder(api, 'agency')
  sme = await pressShop(api, { name: 'Tamhini Pressworks', minimumOrder: 4_000 })
  await openNeed(leadFirm, [STAMPING, CERTIFICATE('iso-9001')])
  await openNeed(leadFirm, [STAMPING, CERTIFICATE('iso-9001'), FORCE(600)])
  await openNeed(leadFirm, [STAMPING], { volumePerMonth: 1_000 })
  await openNeed(leadFirm, [STAMPING])
})
afterAll(() => api.close())

const cost = (over: object = {}) => ({
  kind: 'standard',
  code: 'iso-9001',
  minor: 60_000_000,
  currency: 'INR',
  source: 'Survey of fourteen firms',
  statedOn: '2026-10-01',
  ...over,
})

describe('what opens doors', () => {
  it('is counted over the open needs, alone and with other things, with the volume', async () => {
    const { body } = await sme.get<UnlocksView>('/unlocks')
    expect(body).toMatchObject({ read: 4, ready: 1, reachable: 3, partial: false })
    const told = body.items.map((one) => [one.asked?.code ?? one.reason.code, one.needs, one.withOthers, one.volumes])
    expect(told).toEqual(
      expect.arrayContaining([
        ['iso-9001', 1, 1, [{ unit: 'pcs', perMonth: 5_000 }]],
        ['press-force', 0, 1, []],
        ['minimum-order-above-volume', 1, 0, [{ unit: 'pcs', perMonth: 1_000 }]],
      ]),
    )
    expect(body.together).toEqual([expect.objectContaining({ needs: 2 })])
  })

  it('comes true: once the firm has it, the needs are open', async () => {
    const other = await pressShop(api, { name: 'Mutha Pressings' })
    const before = (await other.get<UnlocksView>('/unlocks')).body
    const certified = await pressShop(api, { name: 'Mutha Pressings Certified', certificates: ['iso-9001'] })
    const after = (await certified.get<OpportunitiesView>('/opportunities?band=ready&limit=100')).body
    const step = before.items.find((one) => one.asked?.code === 'iso-9001')
    expect(after.counts.ready).toBe(before.ready + (step?.needs ?? 0))
    expect(after.items.map((one) => one.needId)).toEqual(expect.arrayContaining(step?.needIds ?? ['none']))
  })

  it('tells no own standard of a lead firm that stands under an alias', async () => {
    const hidden = await founder(api, 'lead-firm')
    const own = await hidden.send<{ code: string }>('POST', '/standards', { name: 'Aldervane line walk' })
    await openNeed(hidden, [STAMPING, CERTIFICATE(own.body.code)], { alias: true })
    const { body } = await sme.get<UnlocksView>('/unlocks')
    expect(JSON.stringify(body)).not.toContain(own.body.code)
    expect(body.items.some((one) => one.asked?.code === 'own-standard')).toBe(true)
  })

  it('is for SMEs', async () => {
    expect((await leadFirm.get('/unlocks')).status).toBe(403)
  })
})

describe('a usual cost', () => {
  it('stands beside the gap, with its source, for the lead firm and for the SME, once an agency has entered it', async () => {
    const need = await openNeed(leadFirm, [STAMPING, CERTIFICATE('iso-9001')])
    const proposal = async () => (await leadFirm.get<ProposalView>(`/sourcing-needs/${need.id}/proposals/${sme.organizationId}`)).body
    expect(await proposal()).toMatchObject({ band: 'developable', cost: null, costs: [] })
    const made = await agency.send<CostView>('POST', '/usual-costs', cost())
    expect(made).toMatchObject({ status: 201, body: { country: 'IN', own: true, version: 1 } })
    const told = { code: 'iso-9001', minor: 60_000_000, currency: 'INR', source: 'Survey of fourteen firms', statedOn: '2026-10-01' }
    expect(await proposal()).toMatchObject({ cost: { minor: 60_000_000, currency: 'INR' }, costs: [told] })
    expect((await sme.get(`/opportunities/${need.id}`)).body).toMatchObject({ costs: [told] })
    const { items } = (await sme.get<UnlocksView>('/unlocks')).body
    expect(items.find((one) => one.asked?.code === 'iso-9001')?.cost).toMatchObject(told)
    const edited = await agency.send('PUT', `/usual-costs/${made.body.id}`, cost({ minor: 70_000_000 }), { 'if-match': '"1"' })
    expect(edited).toMatchObject({ status: 200, body: { minor: 70_000_000, version: 2 } })
    expect((await agency.send('DELETE', `/usual-costs/${made.body.id}`)).status).toBe(204)
    expect((await proposal()).cost).toBeNull()
  })

  it.each([
    ['of another country', { country: 'KE' }, '/country'],
    ['of a standard that nobody knows', { code: 'iso-none' }, '/code'],
    ['in no currency', { currency: 'XQQ' }, '/currency'],
    ['of a day to come', { statedOn: '2027-01-01' }, '/statedOn'],
  ])('%s is refused', async (_, over, field) => {
    expect(await agency.send('POST', '/usual-costs', cost(over))).toMatchObject({ status: 422, body: { errors: [{ field }] } })
  })

  it('is entered once by an agency, read by everybody, and nobody else’s to change', async () => {
    const made = await agency.send<CostView>('POST', '/usual-costs', cost({ kind: 'process', code: 'stamping' }))
    expect(await agency.send('POST', '/usual-costs', cost({ kind: 'process', code: 'stamping' }))).toMatchObject({
      status: 409,
      body: { code: 'cost-entered' },
    })
    const other = await founder(api, 'agency')
    expect((await other.send('PUT', `/usual-costs/${made.body.id}`, cost(), { 'if-match': '"1"' })).status).toBe(404)
    const read = (await api.visitor().get<{ items: CostView[] }>('/usual-costs?country=IN')).body.items
    expect(read).toEqual([expect.objectContaining({ code: 'stamping', own: false, enteredBy: expect.any(String) })])
    expect((await agency.get<{ items: CostView[] }>('/usual-costs?own=true')).body.items).toHaveLength(1)
    expect((await other.get<{ items: CostView[] }>('/usual-costs?own=true')).body.items).toHaveLength(0)
    expect((await sme.send('POST', '/usual-costs', cost())).status).toBe(403)
  })
})
