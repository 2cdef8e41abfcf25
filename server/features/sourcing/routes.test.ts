/** Sourcing needs through HTTP on a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { founder, member, type Person } from '../../../tests/support/world.ts'
import type { NeedView, OpenNeedView } from './contract.ts'

let api: TestApi
let leadFirm: Person
beforeAll(async () => {
  api = await startApi()
  leadFirm = await founder(api, 'lead-firm', { name: 'Aldervane Seating Ltd', website: 'https://www.aldervane.example' })
})
afterAll(() => api.close())

const BODY = {
  title: 'Woven shirts for workwear',
  description: 'Long sleeve shirts, cotton 120 g/m2.',
  products: ['p-woven-shirts'],
  volumePerMonth: 20_000,
  startOn: '2027-06-01',
  answerOn: '2027-01-31',
  deliveryCountry: 'BD',
  deliveryPlace: 'Dhaka',
  criteria: [
    {
      title: 'Social audit',
      category: 'esg',
      class: 'developable-must',
      groups: [{ requirements: [{ kind: 'certificate', code: 'sa8000', operator: 'has' }] }],
    },
    {
      title: 'Free capacity',
      category: 'capacity',
      class: 'must',
      groups: [{ requirements: [{ kind: 'capacity', operator: 'at-least', value: 20_000, unit: 'pcs/mo' }] }],
    },
  ],
}
const made = async (body: object = {}) => (await leadFirm.send<NeedView>('POST', '/sourcing-needs', { ...BODY, ...body })).body
const version = (need: { version: number }) => ({ 'if-match': `"${need.version}"` })

describe('a sourcing need', () => {
  it('is kept as a draft with its criteria, and read back as written', async () => {
    const need = await made({ incoterm: 'fob' })
    const again = await leadFirm.get<NeedView>(`/sourcing-needs/${need.id}`)
    expect(again.body).toEqual(need)
    expect(need).toMatchObject({
      state: 'draft',
      incoterm: 'fob',
      answerOn: '2027-01-31',
      answerBy: '2027-01-31T18:29:59.999Z',
      openSteps: ['publish'],
      missing: [],
    })
    expect(need.criteria.map((one) => one.groups[0]?.requirements[0]?.code)).toEqual(['sa8000', ''])
  })

  it('is published, read by everybody, and closed with a reason', async () => {
    const need = await made()
    const open = await leadFirm.send<NeedView>('POST', `/sourcing-needs/${need.id}/publish`, undefined, version(need))
    expect(open.body.state).toBe('open')
    const seen = await api.visitor().get<OpenNeedView>(`/open-needs/${need.id}`)
    expect(seen.body).toMatchObject({ title: BODY.title, takesAnswers: true, leadFirm: { name: 'Aldervane Seating Ltd' } })
    const closed = await leadFirm.send<NeedView>('POST', `/sourcing-needs/${need.id}/close`, { reason: 'no-fit' }, version(open.body))
    expect(closed.body).toMatchObject({ state: 'closed', openSteps: ['reopen'] })
  })

  it('says field by field what is missing before it can be published', async () => {
    const need = await made({ products: [], processes: [], description: '', volumePerMonth: null, answerOn: null })
    expect(need.missing.map((one) => one.field)).toEqual(['/products', '/volumePerMonth', '/answerOn'])
    const refused = await leadFirm.send<{ errors: { field: string }[] }>(
      'POST',
      `/sourcing-needs/${need.id}/publish`,
      undefined,
      version(need),
    )
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'invalid', errors: [{ field: '/products' }, { field: '/volumePerMonth' }, { field: '/answerOn' }] },
    })
  })

  it.each([
    [{ products: ['no-such-thing'] }, '/products/0'],
    [
      { criteria: [{ ...BODY.criteria[0], groups: [{ requirements: [{ kind: 'certificate', code: 'no-such', operator: 'has' }] }] }] },
      '/criteria/0/groups/0/requirements/0/code',
    ],
    [
      { criteria: [{ ...BODY.criteria[0], groups: [{ requirements: [{ kind: 'capacity', operator: 'at-most', value: 3 }] }] }] },
      '/criteria/0/groups/0/requirements/0/operator',
    ],
    [
      { criteria: [{ ...BODY.criteria[0], groups: [{ requirements: [{ kind: 'capacity', operator: 'at-least' }] }] }] },
      '/criteria/0/groups/0/requirements/0/value',
    ],
    [
      {
        criteria: [
          {
            ...BODY.criteria[0],
            groups: [{ requirements: [{ kind: 'parameter', code: 'press-force', operator: 'at-least', value: 200, unit: 'mm' }] }],
          },
        ],
      },
      '/criteria/0/groups/0/requirements/0/unit',
    ],
    [{ startOn: '2027-02-30' }, '/startOn'],
    [{ volumePerMonth: -5 }, '/volumePerMonth'],
    [{ surprise: true }, '/surprise'],
  ])('refuses %j beside its field, and stores nothing', async (change, field) => {
    const before = await leadFirm.get<{ items: object[] }>('/sourcing-needs?limit=100')
    const answer = await leadFirm.send<{ errors: { field: string }[] }>('POST', '/sourcing-needs', { ...BODY, ...change })
    expect([400, 422]).toContain(answer.status)
    expect(answer.body.errors.map((one) => one.field)).toContain(field)
    expect((await leadFirm.get<{ items: object[] }>('/sourcing-needs?limit=100')).body.items).toHaveLength(before.body.items.length)
  })

  it('under an alias shows neither the firm nor its town, and refuses a text that names it', async () => {
    const need = await made({ alias: true })
    await leadFirm.send('POST', `/sourcing-needs/${need.id}/publish`, undefined, version(need))
    const seen = await api.visitor().get<OpenNeedView>(`/open-needs/${need.id}`)
    expect(seen.body).toMatchObject({ leadFirm: null, deliveryPlace: '', deliveryCountry: 'BD' })
    expect(JSON.stringify(seen)).not.toMatch(/aldervane/i)
    const leaking = await made({ alias: true, description: 'For the Aldervane plant.' })
    const refused = await leadFirm.send('POST', `/sourcing-needs/${leaking.id}/publish`, undefined, version(leaking))
    expect(refused).toMatchObject({ status: 409, body: { code: 'alias-leak' } })
  })

  it('is a new version after each edit; an older one is refused', async () => {
    const need = await made()
    const edited = await leadFirm.send<NeedView>(
      'PUT',
      `/sourcing-needs/${need.id}`,
      { ...BODY, title: 'Woven shirts, second try' },
      version(need),
    )
    expect(edited.body.version).toBe(need.version + 1)
    expect(await leadFirm.send('PUT', `/sourcing-needs/${need.id}`, BODY, version(need))).toMatchObject({
      status: 412,
      body: { code: 'stale-version' },
    })
    expect(await leadFirm.send('PUT', `/sourcing-needs/${need.id}`, BODY)).toMatchObject({ status: 428, body: { code: 'version-missing' } })
  })
})

describe('a sourcing need and others', () => {
  it('of another lead firm, or a draft, does not exist for others', async () => {
    const need = await made()
    const other = await founder(api, 'lead-firm')
    expect((await other.get(`/sourcing-needs/${need.id}`)).status).toBe(404)
    expect((await api.visitor().get(`/open-needs/${need.id}`)).status).toBe(404)
    expect((await other.send('PUT', `/sourcing-needs/${need.id}`, BODY, version(need))).status).toBe(404)
  })

  it('is written by members with the duty of a lead firm alone', async () => {
    const firm = await founder(api, 'lead-firm')
    const buyer = await member(api, firm, ['buyer'])
    const plain = await member(api, firm)
    const sme = await founder(api, 'sme')
    expect((await buyer.send('POST', '/sourcing-needs', BODY)).status).toBe(201)
    expect((await plain.send('POST', '/sourcing-needs', BODY)).status).toBe(403)
    expect((await sme.send('POST', '/sourcing-needs', BODY)).status).toBe(403)
    expect((await api.visitor().send('POST', '/sourcing-needs', BODY)).status).toBe(401)
  })

  it('stands in the public list while its answer time runs, page by page', async () => {
    for (const title of ['First of two', 'Second of two']) {
      const need = await made({ title })
      const opened = await leadFirm.send('POST', `/sourcing-needs/${need.id}/publish`, undefined, version(need))
      expect(opened.status).toBe(200)
    }
    const first = await api.visitor().get<{ items: { id: string; title: string }[]; next: string | null }>('/open-needs?limit=1')
    expect(first.body.items).toHaveLength(1)
    expect(first.body.next).not.toBeNull()
    expect((await api.visitor().get('/open-needs?cursor=forged.mark')).status).toBe(400)
    api.clock.set('2027-02-01T09:00:00Z')
    expect((await api.visitor().get<{ items: object[] }>('/open-needs')).body.items).toHaveLength(0)
    api.clock.set('2026-11-23T12:00:00Z')
  })
})
