/** Standards through HTTP on a real PostgreSQL: the public catalogue, a lead firm's own standards, and its approvals. */
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { capabilityProfiles } from '../../../db/schema/profiles.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { founder, member, type Person } from '../../../tests/support/world.ts'

let api: TestApi
let leadFirm: Person
beforeAll(async () => {
  api = await startApi()
  leadFirm = await founder(api, 'lead-firm')
})
afterAll(() => api.close())

interface Cover {
  standard: string
  verdict: string
  factor: number | null
  via: string[]
}
interface Standard {
  code: string
  name: string
  own: boolean
  leadFirmStandard: boolean
  monthsMin: number | null
  editions: { edition: string }[]
  covers: Cover[]
  coveredBy: Cover[]
  ownPart: { edition: string; checklist: string[]; acceptsInstead: string[]; version: number } | null
}
interface List {
  items: Standard[]
  next: string | null
}

const QUALITY = {
  name: 'Aldervane supplier quality',
  edition: '3',
  checklist: ['Control plan', 'Traceability'],
  acceptsInstead: ['iatf-16949'],
  monthsMin: 2,
  monthsMax: 4,
}

async function ownStandard(of: Person, overrides: Partial<typeof QUALITY> = {}): Promise<Standard> {
  const { status, body } = await of.send<Standard>('POST', '/standards', { ...QUALITY, ...overrides })
  if (status !== 201) throw new Error(`standard: ${JSON.stringify(body)}`)
  return body
}

async function all(who: Pick<Person, 'get'>): Promise<Standard[]> {
  const items: Standard[] = []
  for (let next: string | null = ''; next !== null; ) {
    const { body }: { body: List } = await who.get(`/standards?limit=40${next && `&cursor=${encodeURIComponent(next)}`}`)
    items.push(...body.items)
    next = body.next
  }
  return items
}

const edit = (who: Person, code: string, body: object, version?: number) =>
  who.send<Standard>('PUT', `/standards/${code}`, body, version === undefined ? {} : { 'if-match': `"${version}"` })

const NEED = {
  title: 'Seat rails, pressed and welded',
  processes: ['stamping'],
  volumePerMonth: 9_000,
  deliveryCountry: 'IN',
  startOn: '2027-09-01',
  answerOn: '2027-01-31',
}

/** An open need that asks for this standard. */
async function openNeed(of: Person, standard: string, alias = false): Promise<string> {
  const groups = [{ requirements: [{ kind: 'certificate', code: standard, operator: 'has' }] }]
  const criteria = [{ title: 'Quality', category: 'quality', class: 'developable-must', groups }]
  const made = await of.send<{ id: string; version: number }>('POST', '/sourcing-needs', { ...NEED, alias, criteria })
  const open = await of.send('POST', `/sourcing-needs/${made.body.id}/publish`, undefined, { 'if-match': `"${made.body.version}"` })
  if (open.status !== 200) throw new Error(`need: ${JSON.stringify([made.body, open.body])}`)
  return made.body.id
}

describe('the public catalogue', () => {
  it('tells anybody what a standard covers, by which steps, and what covers it', async () => {
    const { body } = await api.visitor().get<Standard>('/standards/iso-22000')
    expect(body.covers).toContainEqual(expect.objectContaining({ standard: 'haccp', verdict: 'full' }))
    expect(body.coveredBy).toContainEqual(expect.objectContaining({ standard: 'fssc-22000', verdict: 'full', via: [] }))
    const haccp = await api.visitor().get<Standard>('/standards/iso-9001')
    expect(haccp.body.coveredBy).toContainEqual(expect.objectContaining({ standard: 'iatf-16949', verdict: 'full' }))
    expect(haccp.body.covers).toContainEqual(expect.objectContaining({ standard: 'iatf-16949', verdict: 'near', factor: 0.5 }))
    expect(haccp.body).toMatchObject({ monthsMin: 6, own: false, leadFirmStandard: false, ownPart: null })
    expect(haccp.body.editions.map((one) => one.edition)).toContain('2015')
  })

  it('says no where no was written down', async () => {
    const { body } = await api.visitor().get<Standard>('/standards/iso-ts-16949')
    expect(body.covers).toContainEqual(expect.objectContaining({ standard: 'iso-9001', verdict: 'no' }))
  })

  it('is paged by name, searched and narrowed', async () => {
    const items = await all(api.visitor())
    expect(items.length).toBeGreaterThan(60)
    expect(new Set(items.map((one) => one.code)).size).toBe(items.length)
    const found = await api.visitor().get<List>('/standards?text=IATF&sector=automotive&kind=management-system')
    expect(found.body.items.map((one) => one.code)).toContain('iatf-16949')
    expect((await api.visitor().get<List>('/standards?sector=no-such-sector')).body.items).toEqual([])
    expect((await api.visitor().get('/standards?kind=sticker')).status).toBe(400)
  })

  it('answers 404 for what does not exist', async () => {
    for (const code of ['iso-0', 'own-missing', 'NOT%20A%20CODE']) expect((await api.visitor().get(`/standards/${code}`)).status).toBe(404)
  })
})

describe("a lead firm's own standard", () => {
  it('is shown whole to its lead firm, with the public standards it accepts instead', async () => {
    const made = await ownStandard(leadFirm)
    expect(made).toMatchObject({
      own: true,
      leadFirmStandard: true,
      ownPart: { edition: '3', checklist: ['Control plan', 'Traceability'], version: 1 },
    })
    expect(made.code).toMatch(/^own-[a-z0-9]{8}$/)
    const read = await leadFirm.get<Standard>(`/standards/${made.code}`)
    expect(read.body).toEqual(made)
    expect(read.body.coveredBy).toContainEqual(expect.objectContaining({ standard: 'iatf-16949', verdict: 'full' }))
    expect((await leadFirm.get<List>('/standards?own=true')).body.items.map((one) => one.code)).toContain(made.code)
  })

  it('is hidden from everybody else, also among what a public standard covers', async () => {
    const { code } = await ownStandard(leadFirm, { name: 'Hidden quality' })
    const others = [api.visitor(), await founder(api, 'lead-firm'), await founder(api, 'sme'), await founder(api, 'agency')]
    for (const who of others) {
      expect((await who.get(`/standards/${code}`)).status).toBe(404)
      const { body } = await who.get<Standard>('/standards/iatf-16949')
      expect(body.covers.map((one) => one.standard)).not.toContain(code)
      expect((await all(who)).map((one) => one.code)).not.toContain(code)
    }
    const own = await leadFirm.get<Standard>('/standards/iatf-16949')
    expect(own.body.covers.map((one) => one.standard)).toContain(code)
  })

  it('is known by name alone to an SME that meets it in an open need, and not under an alias', async () => {
    const [plain, secret] = [
      await ownStandard(leadFirm, { name: 'Plain quality' }),
      await ownStandard(leadFirm, { name: 'Secret quality' }),
    ]
    const need = await openNeed(leadFirm, plain.code)
    await openNeed(leadFirm, secret.code, true)
    const sme = await founder(api, 'sme')
    const { body } = await sme.get<Standard>(`/standards/${plain.code}`)
    expect(body).toMatchObject({
      name: 'Plain quality',
      own: false,
      leadFirmStandard: true,
      ownPart: null,
      editions: [],
      coveredBy: [],
      monthsMin: null,
    })
    expect((await sme.get(`/standards/${secret.code}`)).status).toBe(404)
    expect((await api.visitor().get(`/standards/${plain.code}`)).status).toBe(404)
    await api.db.asSystem('test', (tx) => tx.update(sourcingNeeds).set({ state: 'draft' }).where(eq(sourcingNeeds.id, need)))
    expect((await sme.get(`/standards/${plain.code}`)).status).toBe(404)
  })

  it('is edited on the version that was read, and at once everywhere', async () => {
    const { code } = await ownStandard(leadFirm, { name: 'Edited quality' })
    const body = { name: 'Edited twice', acceptsInstead: ['iso-9001'] }
    expect((await edit(leadFirm, code, body)).status).toBe(428)
    expect((await edit(leadFirm, code, body, 9)).status).toBe(412)
    expect(await edit(leadFirm, code, body, 1)).toMatchObject({
      status: 200,
      body: { name: 'Edited twice', ownPart: { version: 2, edition: '', checklist: [] } },
    })
    expect((await edit(leadFirm, code, body, 1)).status).toBe(412)
    const catalogue = await api.services.standards.catalogue()
    expect(catalogue.routesTo(code).has('iso-9001')).toBe(true)
    expect(catalogue.routesTo(code).get('iatf-16949')).toMatchObject({ verdict: 'full' })
    expect(await api.services.standards.catalogue()).toBe(catalogue)
  })

  it('may accept public standards only, and may not pass for one', async () => {
    const foreign = await ownStandard(await founder(api, 'lead-firm'), { name: 'Foreign quality' })
    const wrong = { ...QUALITY, name: 'iso 9001', acceptsInstead: ['iso-9001', foreign.code, 'no-such'], monthsMin: 9, monthsMax: 3 }
    const answer = await leadFirm.send<{ errors: { field: string; code: string }[] }>('POST', '/standards', wrong)
    expect(answer.status).toBe(422)
    expect(answer.body.errors.map((one) => [one.field, one.code])).toEqual([
      ['/acceptsInstead/1', 'not-allowed-value'],
      ['/acceptsInstead/2', 'not-allowed-value'],
      ['/monthsMax', 'order'],
      ['/name', 'taken'],
    ])
  })

  it('is written by lead firms alone, each its own, and by nobody without a duty', async () => {
    const { code } = await ownStandard(leadFirm, { name: 'Guarded quality' })
    const stranger = await founder(api, 'lead-firm')
    expect((await edit(stranger, code, QUALITY, 1)).status).toBe(404)
    expect((await edit(leadFirm, 'iso-9001', QUALITY, 1)).status).toBe(404)
    for (const who of [await founder(api, 'sme'), await founder(api, 'agency'), await member(api, stranger)]) {
      expect((await who.send('POST', '/standards', QUALITY)).status).toBe(403)
      expect((await edit(who, code, QUALITY, 1)).status).toBe(403)
    }
    expect((await api.visitor().send('POST', '/standards', QUALITY)).status).toBe(401)
  })

  it('is made once, however often the same request comes', async () => {
    const send = () =>
      leadFirm.send<Standard>('POST', '/standards', { ...QUALITY, name: 'Retried quality' }, { 'idempotency-key': 'retried-standard-1' })
    const [first, second] = [await send(), await send()]
    expect(second).toMatchObject({ status: 201, body: first.body })
    const named = (await leadFirm.get<List>('/standards?own=true&text=Retried')).body.items
    expect(named).toHaveLength(1)
  })
})

interface Approval {
  id: string
  organizationId: string
  name: string
  status: string
  validUntil: string | null
}

const YEAR = { number: 'A-17', validFrom: '2026-11-01', validUntil: '2027-10-31' }

async function publishedSupplier(): Promise<Person> {
  const sme = await founder(api, 'sme')
  expect((await sme.send('POST', '/profile')).status).toBe(201)
  const of = eq(capabilityProfiles.organizationId, sme.organizationId)
  await api.db.asSystem('test', (tx) => tx.update(capabilityProfiles).set({ state: 'published' }).where(of))
  return sme
}

describe('an approval', () => {
  const approve = (who: Person, code: string, organizationId: string, dates: object = YEAR) =>
    who.send<Approval>('POST', `/standards/${code}/approvals`, { organizationId, ...dates })
  const approvalsOf = async (who: Person, code: string) => (await who.get<{ items: Approval[] }>(`/standards/${code}/approvals`)).body.items
  interface Profile {
    certificates: { standard: string; status: string; body: string; number: string; validUntil: string }[]
  }

  it("stands in the supplier's profile as a certificate of the lead firm, until it is revoked", async () => {
    const { code } = await ownStandard(leadFirm, { name: 'Approving quality' })
    const sme = await publishedSupplier()
    const made = await approve(leadFirm, code, sme.organizationId)
    expect(made).toMatchObject({ status: 201, body: { organizationId: sme.organizationId, status: 'active', edition: '3', ...YEAR } })
    expect(await approvalsOf(leadFirm, code)).toEqual([made.body])
    const held = (await sme.get<Profile>('/profile')).body.certificates
    expect(held).toEqual([expect.objectContaining({ standard: code, status: 'active', number: 'A-17', validUntil: '2027-10-31' })])
    expect((await sme.get<Standard>(`/standards/${code}`)).body).toMatchObject({ name: 'Approving quality', ownPart: null })
    const revoke = () => leadFirm.send('DELETE', `/standards/${code}/approvals/${made.body.id}`)
    expect([(await revoke()).status, (await revoke()).status]).toEqual([204, 204])
    expect((await approvalsOf(leadFirm, code)).map((one) => one.status)).toEqual(['withdrawn'])
    expect((await sme.get<Profile>('/profile')).body.certificates.map((one) => one.status)).toEqual(['withdrawn'])
    const { rows } = await api.db.asSystem('test', (tx) => tx.execute(sql`select action from audit_log where subject_id = ${made.body.id}`))
    expect(rows.map((row) => row.action)).toEqual(['approval.issue', 'approval.revoke'])
  })

  it('is given, read and revoked by the lead firm of the standard alone', async () => {
    const { code } = await ownStandard(leadFirm, { name: 'Jealous quality' })
    const sme = await publishedSupplier()
    const { body } = await approve(leadFirm, code, sme.organizationId)
    const stranger = await founder(api, 'lead-firm')
    const theirs = await ownStandard(stranger, { name: 'Their quality' })
    const path = (of: string) => `/standards/${of}/approvals/${body.id}`
    expect((await approve(stranger, code, sme.organizationId)).status).toBe(404)
    expect((await approve(leadFirm, 'iso-9001', sme.organizationId)).status).toBe(404)
    expect((await stranger.get(`/standards/${code}/approvals`)).status).toBe(404)
    for (const of of [code, theirs.code]) expect((await stranger.send('DELETE', path(of))).status).toBe(404)
    for (const who of [sme, await founder(api, 'agency'), await member(api, stranger)]) {
      expect((await approve(who, code, sme.organizationId)).status).toBe(403)
      expect((await who.send('DELETE', path(code))).status).toBe(403)
    }
    expect((await approvalsOf(leadFirm, code)).map((one) => one.status)).toEqual(['active'])
  })

  it('goes to published suppliers only, with its days in order', async () => {
    const { code } = await ownStandard(leadFirm, { name: 'Orderly quality' })
    const [hidden, sme] = [await founder(api, 'sme'), await publishedSupplier()]
    for (const id of [hidden.organizationId, leadFirm.organizationId, '018f0000-0000-7000-8000-000000000000']) {
      expect(await approve(leadFirm, code, id)).toMatchObject({
        status: 422,
        body: { errors: [{ field: '/organizationId', code: 'not-found' }] },
      })
    }
    const reversed = await approve(leadFirm, code, sme.organizationId, { validFrom: '2027-01-02', validUntil: '2027-01-01' })
    expect(reversed).toMatchObject({ status: 422, body: { errors: [{ field: '/validUntil', code: 'order' }] } })
    expect((await approve(leadFirm, code, sme.organizationId, { validFrom: null, validUntil: null })).status).toBe(201)
  })
})
