/** Who reads a profile, who checked it, and what lists and lead firms write into it; on a real PostgreSQL. */
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { changesAfter, lastChange } from '../../../db/changes.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { CERTIFICATE, IDENTITY, listedFirms, PROCESS, published, REFERENCE, read, save, TERMS } from '../../../tests/support/profiles.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import type { ProfileView, SupplierView } from './contract.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())
afterEach(() => api.clock.set(TODAY))

const TODAY = '2026-11-23T09:00:00Z'
const TOMORROW = '2026-11-24T01:00:00Z'

describe('a published profile', () => {
  it('shows a visitor the public card and nothing deeper', async () => {
    const sme = await published(api)
    const card = await read(api.visitor(), sme)
    expect(card).toMatchObject({ tier: 'public-teaser', claimed: true, country: 'IN', headline: IDENTITY.headline, openSteps: [] })
    expect(card.certificates).toEqual([{ standard: 'iso-9001' }])
    expect(card.processes?.map((one) => Object.keys(one).sort())).toEqual([['id', 'process']])
    expect(card.products?.map((one) => Object.keys(one).sort())).toEqual([['id', 'name', 'product']])
    const text = JSON.stringify(card)
    for (const secret of ['Canary', 'canary', 'C-77', 'press-force', 'Two shifts', 'Chakan', '50000', 'self-declared'])
      expect(text).not.toContain(secret)
    expect(card).not.toHaveProperty('capacities')
  })

  it('shows a signed-in organization capacity and certificates, not contacts, reference names or payment', async () => {
    const sme = await published(api)
    const view = await read(await founder(api, 'lead-firm'), sme)
    expect(view).toMatchObject({
      tier: 'registered',
      certificates: [{ number: 'C-77', validUntil: '2028-01-31' }, { status: 'in-progress' }],
      commercial: { minimumOrder: 500, languages: ['en', 'hi'] },
      sites: [{ city: 'Chakan' }],
    })
    expect(view.references).toMatchObject([{ sinceYear: 2015 }])
    const text = JSON.stringify(view)
    for (const secret of ['Canary', 'canary', 'paymentDaysMax', 'shareOfTurnover']) expect(text).not.toContain(secret)
  })

  it('previews to the SME exactly what others get', async () => {
    const sme = await published(api)
    const seen = { public: await read(api.visitor(), sme), registered: await read(await founder(api, 'lead-firm'), sme) }
    for (const as of ['public', 'registered'] as const) {
      expect((await sme.get(`/profile/preview?as=${as}`)).body).toEqual(seen[as])
    }
    const matched = (await sme.get<SupplierView>('/profile/preview?as=matched')).body
    expect(matched).toMatchObject({
      address: '7 Canary Lane',
      website: 'https://canary.example',
      references: [{ name: 'Canary Motors' }],
      commercial: { paymentDaysMax: 61 },
    })
    expect(JSON.stringify(matched)).not.toContain('shareOfTurnover')
    expect(await read(sme, sme)).toMatchObject({ tier: 'org-secret', references: [{ shareOfTurnover: 35 }] })
  })
})

describe('a check', () => {
  const check = async (agency: Person, sme: Person, fact: { kind: string; id: string; level?: string }) => {
    const { version } = await read(agency, sme)
    const body = { level: 'verified-on-site', note: 'Visit report 12', ...fact }
    return agency.send<SupplierView & { code: string }>('POST', `/suppliers/${sme.organizationId}/facts/check`, body, {
      'if-match': `"${version}"`,
    })
  }

  it('by an officer of the country says who looked, when and how', async () => {
    const [sme, agency] = [await published(api), await founder(api, 'agency')]
    const view = await read(agency, sme)
    expect(view.openSteps).toEqual(['check-fact'])
    const answer = await check(agency, sme, { kind: 'process', id: view.processes![0]!.id! })
    expect(answer.status).toBe(200)
    expect(answer.body.processes![0]!.provenance).toMatchObject({
      source: 'firm',
      level: 'verified-on-site',
      checkedOn: '2026-11-23',
      sourceNote: 'Visit report 12',
    })
    expect(answer.body.processes![0]!.provenance!.checkedBy).toMatch(/^Bhima/)
  })

  it('stays on what the SME saves unchanged, and is lost on what it changes', async () => {
    const [sme, agency] = [await published(api), await founder(api, 'agency')]
    const { processes, commercial } = (await sme.get<ProfileView>('/profile')).body
    const process = processes[0]!
    await check(agency, sme, { kind: 'process', id: process.id })
    await check(agency, sme, { kind: 'commercial', id: (await sme.get<ProfileView>('/profile')).body.id, level: 'documented' })
    api.clock.set(TOMORROW)
    const { provenance: _said, ...item } = process
    const reordered = { ...item, materials: [...item.materials].reverse(), parameters: [...item.parameters].reverse() }
    const kept = await save(sme, 'processes', { items: [reordered, { ...PROCESS, process: 'stamping' }], complete: true })
    expect(kept.body.processes.map(({ provenance }) => provenance.level)).toEqual(['verified-on-site', 'self-declared'])
    const changed = await save(sme, 'processes', {
      items: [{ ...item, parameters: [{ parameter: 'press-force', value: 250 }] }],
      complete: true,
    })
    expect(changed.body.processes[0]!.provenance).toEqual({
      source: 'firm',
      sourceNote: '',
      level: 'self-declared',
      statedOn: '2026-11-24',
      checkedBy: null,
      checkedOn: null,
    })
    expect(commercial).toMatchObject(TERMS)
    expect((await save(sme, 'commercial', { ...TERMS, complete: true })).body.commercial!.provenance.level).toBe('documented')
  })

  it('is made by agencies of the firm’s country alone, on a fact of that firm and the version read', async () => {
    const [sme, other, far, near] = [
      await published(api),
      await published(api),
      await founder(api, 'agency', { country: 'KE' }),
      await founder(api, 'agency'),
    ]
    const id = (await sme.get<ProfileView>('/profile')).body.processes[0]!.id
    expect(await check(far, sme, { kind: 'process', id })).toMatchObject({ status: 403, body: { code: 'check-other-country' } })
    expect((await check(await founder(api, 'lead-firm'), sme, { kind: 'process', id })).status).toBe(403)
    expect((await check(sme, sme, { kind: 'process', id })).status).toBe(403)
    expect(await check(near, other, { kind: 'process', id })).toMatchObject({
      status: 422,
      body: { errors: [{ field: '/id', code: 'not-found' }] },
    })
    const body = { kind: 'process', id, level: 'documented', note: '' }
    expect((await near.send('POST', `/suppliers/${sme.organizationId}/facts/check`, body)).status).toBe(428)
    expect((await near.send('POST', `/suppliers/${sme.organizationId}/facts/check`, body, { 'if-match': '"1"' })).status).toBe(412)
    expect((await near.send('POST', `/suppliers/${randomUUID()}/facts/check`, body, { 'if-match': '"1"' })).status).toBe(404)
  })

  it('is refused to a person who also belongs to the firm', async () => {
    const sme = await published(api)
    const agency = await sme.send<{ id: string }>('POST', '/organizations', { kind: 'agency', name: 'Second hat', country: 'IN' })
    const { id } = (await sme.get<ProfileView>('/profile')).body.processes[0]!
    await sme.send('POST', '/account/acting-organization', { organizationId: agency.body.id })
    expect(await check(sme, sme, { kind: 'process', id })).toMatchObject({ status: 403, body: { code: 'check-own-facts' } })
  })

  it('stands when the firm confirms that all is still true', async () => {
    const [sme, agency] = [await published(api), await founder(api, 'agency')]
    const { processes } = (await sme.get<ProfileView>('/profile')).body
    await check(agency, sme, { kind: 'process', id: processes[0]!.id })
    api.clock.set(TOMORROW)
    const { body } = await save(sme, 'confirm', undefined, 'POST')
    const all = [
      body,
      ...body.sites,
      ...body.products,
      ...body.processes,
      ...body.certificates,
      ...body.capacities,
      body.commercial!,
      ...body.references,
    ]
    expect(all.map((one) => one.provenance.statedOn)).toEqual(all.map(() => '2026-11-24'))
    expect(body.processes[0]!.provenance).toMatchObject({ level: 'verified-on-site', sourceNote: 'Visit report 12' })
  })
})

describe('a lead firm’s approval', () => {
  it('is a certificate that no save of the SME touches', async () => {
    const [sme, leadFirm] = [await published(api), await founder(api, 'lead-firm')]
    const standard = await leadFirm.send<{ code: string }>('POST', '/standards', { name: 'Aldervane quality standard' })
    expect(standard.status).toBe(201)
    const approval = { organizationId: sme.organizationId, number: 'AV-1', validFrom: '2026-11-01', validUntil: '2027-10-31' }
    expect((await leadFirm.send('POST', `/standards/${standard.body.code}/approvals`, approval)).status).toBe(201)
    const held = (await sme.get<ProfileView>('/profile')).body.certificates.find(({ mayEdit }) => !mayEdit)!
    expect(held).toMatchObject({
      standard: standard.body.code,
      number: 'AV-1',
      status: 'active',
      provenance: { source: 'certification-body' },
    })
    const forged = { id: held.id, standard: standard.body.code, number: 'AV-1', status: 'active', validUntil: '2099-01-01' }
    const saved = await save(sme, 'certificates', { items: [forged, CERTIFICATE], complete: true })
    expect(saved.status).toBe(200)
    expect(saved.body.certificates.find(({ id }) => id === held.id)).toEqual(held)
    expect((await save(sme, 'certificates', { items: [], complete: true })).body.certificates).toEqual([held])
  })
})

describe('an imported firm', () => {
  it('is a name, a place and products on a list, whoever reads, until the firm confirms it', async () => {
    const agency = await founder(api, 'agency')
    const [firm] = await listedFirms(api, agency, 1)
    const [visitor, leadFirm] = [await read(api.visitor(), firm!), await read(await founder(api, 'lead-firm'), firm!)]
    expect(visitor).toMatchObject({
      claimed: false,
      listName: 'State list 2026',
      name: 'Listed works 0',
      region: 'Gujarat',
      city: 'Rajkot',
      openSteps: ['ask-removal'],
    })
    expect(visitor.products).toEqual([
      expect.objectContaining({ product: 'p-stamped-brackets', name: 'brackets' }),
      expect.objectContaining({ name: 'odd things' }),
    ])
    expect(leadFirm.openSteps).toEqual(['claim', 'ask-removal'])
    for (const card of [visitor, leadFirm]) {
      expect(JSON.stringify(card)).not.toMatch(/canary|iso-9001|"gu"/i)
      for (const part of ['processes', 'certificates', 'commercial', 'sites', 'address', 'employees']) expect(card).not.toHaveProperty(part)
    }
  })

  it('can be checked by the agency whose list it is, which reads its own list without contacts', async () => {
    const agency = await founder(api, 'agency')
    const [firm] = await listedFirms(api, agency, 1)
    const own = await read(agency, firm!)
    expect(own.certificates).toMatchObject([
      { standard: 'iso-9001', provenance: { source: 'list', sourceNote: 'State list 2026', level: 'self-declared' } },
    ])
    expect(JSON.stringify(own)).not.toMatch(/canary (road)|canary\.example|canary@/i)
    const body = { kind: 'certificate', id: own.certificates![0]!.id, level: 'documented', note: 'Copy seen' }
    const answer = await agency.send<SupplierView>('POST', `/suppliers/${firm!.organizationId}/facts/check`, body, {
      'if-match': `"${own.version}"`,
    })
    expect(answer.body.certificates![0]!.provenance!.level).toBe('documented')
  })

  it('comes in thousands within seconds, is told to the indexes, and goes again', { timeout: 60_000 }, async () => {
    const firms = await listedFirms(api, await founder(api, 'agency'), 5_000)
    const ids = firms.map(({ organizationId }) => organizationId)
    const before = await api.db.asSystem('test', (tx) => lastChange(tx))
    expect(await api.db.asSystem('test', (tx) => api.services.profiles.removeImported(tx, ids))).toBe(5_000)
    expect(await api.db.asSystem('test', (tx) => changesAfter(tx, before, 10_000))).toHaveLength(5_000)
    expect((await api.visitor().get(`/suppliers/${ids[0]}`)).status).toBe(404)
  })
})

describe('the row of match facts', () => {
  it('says what the tables say, whatever was saved, checked, confirmed or imported', async () => {
    const sme = await published(api)
    await save(sme, 'references', { items: [REFERENCE, { name: 'Second' }], complete: true })
    await save(sme, 'withdraw', undefined, 'POST')
    let after: string | null = null
    let checked = 0
    do {
      const page = await api.services.profiles.reconcileFacts(7, after)
      expect(page.differences).toEqual([])
      checked += page.checked
      after = page.next
    } while (after)
    expect(checked).toBeGreaterThan(8)
  })

  it('is found out when it says something else', async () => {
    const sme = await published(api)
    await api.db.asSystem('test', (tx) => tx.update(organizations).set({ city: 'Nashik' }).where(eq(organizations.id, sme.organizationId)))
    const { differences } = await api.services.profiles.reconcileFacts(1_000)
    expect(differences).toEqual([{ profileId: (await sme.get<ProfileView>('/profile')).body.id, parts: ['facts.city'] }])
    await api.db.asSystem('test', (tx) => api.services.profiles.refresh(tx, sme.organizationId))
    expect((await api.services.profiles.reconcileFacts(1_000)).differences).toEqual([])
  })
})
