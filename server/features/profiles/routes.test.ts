/** Capability profiles through HTTP on a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { CAPACITY, CERTIFICATE, IDENTITY, PROCESS, profiled, REFERENCE, SITE, save, TERMS } from '../../../tests/support/profiles.ts'
import { founder, member } from '../../../tests/support/world.ts'
import type { ProfileView } from './contract.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

interface Problem {
  code: string
  params?: Record<string, string>
  errors?: { field: string; code: string }[]
}

describe('a capability profile', () => {
  it('is not there until the SME makes it, and is made once', async () => {
    const sme = await founder(api, 'sme')
    expect((await sme.get('/profile')).status).toBe(404)
    const made = await sme.send<ProfileView>('POST', '/profile')
    expect(made).toMatchObject({ status: 201, body: { state: 'draft', version: 1, completeness: { percent: 0 }, openSteps: ['publish'] } })
    expect(await sme.send('POST', '/profile')).toMatchObject({ status: 409, body: { code: 'profile-exists' } })
  })

  it.each([
    ['identity', IDENTITY, IDENTITY, undefined],
    ['sites', { items: [SITE] }, SITE, 'sites'],
    [
      'products',
      { items: [{ product: null, name: 'Brackets' }], complete: true },
      { product: null, name: 'Brackets', functions: {} },
      'products',
    ],
    ['processes', { items: [PROCESS], complete: true }, { ...PROCESS, siteId: null }, 'processes'],
    [
      'certificates',
      { items: [CERTIFICATE], complete: true },
      { ...CERTIFICATE, scope: [], targetOn: null, mayEdit: true },
      'certificates',
    ],
    ['capacity', { items: [CAPACITY], complete: true }, { ...CAPACITY, siteId: null }, 'capacities'],
    ['references', { items: [REFERENCE], complete: true }, REFERENCE, 'references'],
  ])('saves its section %s and reads it back, stated today by the firm', async (path, body, expected, list) => {
    const sme = await profiled(api)
    expect(await save(sme, path, body)).toMatchObject({ status: 200, body: { version: 2 } })
    const { body: view } = await sme.get<ProfileView & Record<string, unknown[]>>('/profile')
    const said = list === undefined ? view : view[list]?.[0]
    expect(said).toMatchObject({
      ...expected,
      provenance: { source: 'firm', level: 'self-declared', statedOn: '2026-11-23', checkedBy: null },
    })
    if ('complete' in body) expect(view.complete).toEqual({ [path]: '2026-11-23' })
  })

  it('saves its terms, and an unmarked section is complete no more', async () => {
    const sme = await profiled(api)
    expect((await save(sme, 'commercial', { ...TERMS, complete: true })).body).toMatchObject({
      commercial: TERMS,
      complete: { commercial: '2026-11-23' },
    })
    expect((await save(sme, 'commercial', { ...TERMS, complete: false })).body.complete).toEqual({})
  })

  it('keeps the id of an item that stays, and the order in which they were sent', async () => {
    const sme = await profiled(api)
    const first = await save(sme, 'references', { items: [REFERENCE, { name: 'Second' }], complete: false })
    const [one, two] = first.body.references
    const again = await save(sme, 'references', {
      items: [{ id: two!.id, name: 'Second' }, { ...REFERENCE, id: one!.id }, { name: 'Third' }],
      complete: false,
    })
    expect(again.body.references.map(({ name }) => name)).toEqual(['Second', 'Canary Motors', 'Third'])
    expect(again.body.references.slice(0, 2).map(({ id }) => id)).toEqual([two!.id, one!.id])
  })
})

const broken: [string, string, unknown, string, string][] = [
  ['a sector that is none', 'identity', { ...IDENTITY, sector: 'gold' }, '/sector', 'not-allowed-value'],
  ['a year to come', 'identity', { ...IDENTITY, foundedYear: 2031 }, '/foundedYear', 'too-large'],
  ['an unknown id', 'sites', { items: [SITE, { ...SITE, id: '0190b5f2-0000-7000-8000-000000000000' }] }, '/items/1/id', 'not-found'],
  [
    'a process for a product',
    'products',
    { items: [{ product: 'stamping', name: 'x' }], complete: false },
    '/items/0/product',
    'not-found',
  ],
  [
    'a process nobody knows',
    'processes',
    { items: [{ ...PROCESS, process: 'alchemy' }], complete: false },
    '/items/0/process',
    'not-found',
  ],
  [
    'an unknown site',
    'processes',
    { items: [{ ...PROCESS, siteId: '0190b5f2-0000-7000-8000-000000000000' }], complete: false },
    '/items/0/siteId',
    'not-found',
  ],
  [
    'a figure of the wrong type',
    'processes',
    {
      items: [PROCESS, { ...PROCESS, parameters: [...PROCESS.parameters.slice(0, 2), { parameter: 'stroke', value: true }] }],
      complete: false,
    },
    '/items/1/parameters/2/value',
    'parameter-type',
  ],
  [
    'a parameter of another family',
    'processes',
    { items: [{ ...PROCESS, parameters: [{ parameter: 'clamp-force', value: 80 }] }], complete: false },
    '/items/0/parameters/0/parameter',
    'not-found',
  ],
  [
    'a parameter said twice',
    'processes',
    { items: [{ ...PROCESS, parameters: [PROCESS.parameters[0], PROCESS.parameters[0]] }], complete: false },
    '/items/0/parameters/1/parameter',
    'duplicate',
  ],
  [
    'a standard nobody knows',
    'certificates',
    { items: [{ ...CERTIFICATE, standard: 'iso-1' }], complete: false },
    '/items/0/standard',
    'not-found',
  ],
  [
    'an edition that never was',
    'certificates',
    { items: [{ ...CERTIFICATE, edition: '2016' }], complete: false },
    '/items/0/edition',
    'not-allowed-value',
  ],
  [
    'days the wrong way round',
    'certificates',
    { items: [{ ...CERTIFICATE, validUntil: '2024-01-01' }], complete: false },
    '/items/0/validUntil',
    'order',
  ],
  [
    'an audit without a day',
    'certificates',
    { items: [{ ...CERTIFICATE, status: 'in-progress' }], complete: false },
    '/items/0/targetOn',
    'required',
  ],
  [
    'a scope nobody knows',
    'certificates',
    { items: [{ ...CERTIFICATE, scope: ['alchemy'] }], complete: false },
    '/items/0/scope/0',
    'not-found',
  ],
  [
    'a concept nobody knows',
    'capacity',
    { items: [{ ...CAPACITY, concept: 'alchemy' }], complete: false },
    '/items/0/concept',
    'not-found',
  ],
  [
    'more than all in use',
    'capacity',
    { items: [{ ...CAPACITY, utilisation: 101 }], complete: false },
    '/items/0/utilisation',
    'too-large',
  ],
  ['a minimum without unit', 'commercial', { ...TERMS, minimumOrderUnit: null, complete: false }, '/minimumOrderUnit', 'required'],
  [
    'a sector refused that is none',
    'commercial',
    { ...TERMS, industriesRefused: ['gold'], complete: false },
    '/industriesRefused/0',
    'not-allowed-value',
  ],
  [
    'a delivery term that is none',
    'commercial',
    { ...TERMS, incoterms: ['fob', 'door'], complete: false },
    '/incoterms/1',
    'not-allowed-value',
  ],
  [
    'a country refused that is none',
    'commercial',
    { ...TERMS, countriesRefused: ['Mexico'], complete: false },
    '/countriesRefused/0',
    'bad-format',
  ],
  ['a reference without name', 'references', { items: [{ ...REFERENCE, name: '' }], complete: false }, '/items/0/name', 'too-short'],
  ['a field that is not asked', 'sites', { items: [{ ...SITE, secret: 1 }] }, '/items/0/secret', 'unknown-field'],
  ['more than twenty sites', 'sites', { items: Array.from({ length: 21 }, () => SITE) }, '/items', 'too-many'],
]

describe('wrong input', () => {
  it.each(broken)('%s stands beside its field, and nothing is half-written', async (...[, path, body, field, code]) => {
    const sme = await profiled(api)
    const before = (await sme.get('/profile')).body
    const answer = await save<Problem>(sme, path, body)
    expect([400, 422]).toContain(answer.status)
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ field, code }))
    expect((await sme.get('/profile')).body).toEqual(before)
  })

  it('cannot take over an item of another profile', async () => {
    const [mine, theirs] = [await profiled(api), await profiled(api)]
    const { id } = (await save(theirs, 'sites', { items: [SITE] })).body.sites[0]!
    const answer = await save<Problem>(mine, 'sites', { items: [{ ...SITE, id }] })
    expect(answer.body.errors).toEqual([{ field: '/items/0/id', code: 'not-found' }])
    expect((await theirs.get<ProfileView>('/profile')).body.sites).toHaveLength(1)
  })

  it('cannot drop a site that a process names', async () => {
    const sme = await profiled(api)
    const siteId = (await save(sme, 'sites', { items: [SITE] })).body.sites[0]!.id
    await save(sme, 'processes', { items: [{ ...PROCESS, siteId }], complete: false })
    expect(await save<Problem>(sme, 'sites', { items: [] })).toMatchObject({
      status: 409,
      body: { code: 'site-in-use', params: { site: 'Works' } },
    })
  })
})

describe('the fences', () => {
  it('a stale version answers 412, a missing one 428, and only one of two saves on one version stands', async () => {
    const sme = await profiled(api)
    expect((await sme.send('PUT', '/profile/identity', IDENTITY)).status).toBe(428)
    const both = await Promise.all([1, 2].map(() => sme.send('PUT', '/profile/identity', IDENTITY, { 'if-match': '"1"' })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
  })

  it('another organization has no way to a draft, and only an admin publishes', async () => {
    const sme = await profiled(api)
    const others = [api.visitor(), await founder(api, 'sme'), await founder(api, 'lead-firm'), await founder(api, 'agency')]
    for (const one of others) expect((await one.get(`/suppliers/${sme.organizationId}`)).status).toBe(404)
    expect((await sme.get(`/suppliers/${sme.organizationId}`)).status).toBe(200)
    const plain = await member(api, sme)
    expect((await save(plain, 'publish', undefined, 'POST')).status).toBe(403)
    expect((await others[2]!.get('/profile')).status).toBe(403)
    expect((await others[0]!.get('/profile')).status).toBe(401)
  })

  it('publishing waits for what is missing, and a withdrawn profile is gone for others', async () => {
    const sme = await profiled(api)
    const early = await save<Problem>(sme, 'publish', undefined, 'POST')
    expect(early).toMatchObject({
      status: 409,
      body: { code: 'profile-not-ready', params: { missing: 'headline, sector, employees, product-or-process' } },
    })
    await save(sme, 'identity', IDENTITY)
    await save(sme, 'products', { items: [{ product: null, name: 'Brackets' }], complete: false })
    expect((await save(sme, 'publish', undefined, 'POST')).body).toMatchObject({ state: 'published', missing: [], openSteps: ['withdraw'] })
    expect((await api.visitor().get(`/suppliers/${sme.organizationId}`)).status).toBe(200)
    expect((await save(sme, 'withdraw', undefined, 'POST')).body).toMatchObject({ state: 'draft', publishedAt: null })
    expect((await api.visitor().get(`/suppliers/${sme.organizationId}`)).status).toBe(404)
  })
})
