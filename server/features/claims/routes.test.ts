/** Unconfirmed firms through HTTP on a real PostgreSQL: claimed through the officer, claimed by code, taken off the list. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changes } from '../../../db/schema/ledger.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { capabilityProfiles, matchFacts } from '../../../db/schema/profiles.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { founder, member, type Person, person } from '../../../tests/support/world.ts'

let api: TestApi
let agency: Person
beforeAll(async () => {
  api = await startApi()
  agency = await founder(api, 'agency')
})
afterAll(() => api.close())

interface Claim {
  id: string
  kind: string
  organizationId: string
  firm: string
  place: string
  contact: string
  message: string
  state: string
  version: number
}

const ADDRESS = 'works@listed-firm.example'
const NO_BODY = { message: 'I run this workshop.', byCode: false }

/** A firm as an import leaves it: on the agency's list, with nobody behind it. */
async function listedFirm(overrides: Partial<typeof organizations.$inferInsert> = {}): Promise<string> {
  const at = api.clock.now()
  const values = {
    kind: 'sme' as const,
    name: 'Listed Castings',
    nameKey: 'listed castings',
    country: 'IN',
    city: 'Pune',
    claimed: false,
    listedBy: agency.organizationId,
  }
  return api.db.asSystem('test', async (tx) => {
    const [firm] = await tx
      .insert(organizations)
      .values({ ...values, listName: 'Pune cluster', createdAt: at, updatedAt: at, ...overrides })
      .returning()
    const profile = {
      organizationId: firm!.id,
      state: 'published' as const,
      source: 'import' as never,
      level: 'self-declared' as const,
      statedOn: '2026-11-23',
    }
    await tx.insert(capabilityProfiles).values({ ...profile, createdAt: at, updatedAt: at })
    return firm!.id
  })
}

async function firmRow(id: string) {
  return (await api.db.asSystem('test', (tx) => tx.select().from(organizations).where(eq(organizations.id, id))))[0]
}

async function claimOf(of: Person, organizationId: string): Promise<Claim> {
  const { body } = await of.get<{ items: Claim[] }>('/claims?limit=100')
  const found = body.items.find((one) => one.organizationId === organizationId)
  if (!found) throw new Error('The claim is not in the queue.')
  return found
}

const decide = (who: Person, claim: Claim, grant: boolean, version = claim.version) =>
  who.send('POST', `/claims/${claim.id}/decision`, { grant }, { 'if-match': `"${version}"` })

async function mailedCode(firm: string): Promise<string> {
  await api.jobs.drain()
  const mail = api.mails.filter((one) => one.to === ADDRESS && one.text.includes(firm)).at(-1)
  return /\b[A-HJ-NP-Z2-9]{10}\b/.exec(mail?.text ?? '')?.[0] ?? ''
}

/** Runs with the clock put forward, in steps at which everybody is still signed in, and puts it back. */
async function later(hours: number, who: Person, then: () => Promise<void>): Promise<void> {
  const start = api.clock.now().toISOString()
  for (let left = hours; left > 0; left -= 20) {
    await who.get('/account')
    api.clock.advance(Math.min(left, 20) * 3_600_000)
  }
  await then().finally(() => api.clock.set(start))
}

describe('a claim through the officer', () => {
  it('waits in the queue of the importing agency with the name of whoever asks, and makes him the admin when granted', async () => {
    const firm = await listedFirm()
    const owner = await person(api, 'Owner of the castings')
    expect(await owner.send('POST', `/unclaimed-firms/${firm}/claims`, NO_BODY)).toMatchObject({ status: 202, body: { way: 'officer' } })
    const claim = await claimOf(agency, firm)
    expect(claim).toMatchObject({
      kind: 'claim',
      firm: 'Listed Castings',
      place: 'Pune, IN',
      contact: `Owner of the castings, ${owner.email}`,
      state: 'open',
    })
    expect(await decide(agency, claim, true)).toMatchObject({ status: 200, body: { state: 'granted', version: 2 } })
    expect(await firmRow(firm)).toMatchObject({ claimed: true, version: 2 })
    const [facts] = await api.db.asSystem('test', (tx) => tx.select().from(matchFacts).where(eq(matchFacts.organizationId, firm)))
    expect(facts?.facts.claimed).toBe(true)
    expect((await owner.send('POST', '/account/acting-organization', { organizationId: firm })).status).toBe(200)
    const { body } = await owner.get<{ items: { role: string; email: string }[] }>('/organization/members')
    expect(body.items).toEqual([expect.objectContaining({ role: 'admin', email: owner.email })])
    const audit = await owner.get<{ items: { action: string }[] }>('/organization/audit')
    expect(audit.body.items.map((one) => one.action)).toContain('organization.claim')
  })

  it('is kept once, however often the same user asks', async () => {
    const firm = await listedFirm()
    const owner = await person(api)
    for (const _ of [1, 2]) expect((await owner.send('POST', `/unclaimed-firms/${firm}/claims`, NO_BODY)).status).toBe(202)
    const { body } = await agency.get<{ items: Claim[] }>('/claims?limit=100')
    expect(body.items.filter((one) => one.organizationId === firm)).toHaveLength(1)
  })

  it('is refused to everybody else once one is granted, and the firm cannot be claimed again', async () => {
    const firm = await listedFirm()
    const [first, second] = [await person(api), await person(api)]
    for (const one of [first, second]) await one.send('POST', `/unclaimed-firms/${firm}/claims`, NO_BODY)
    const { body } = await agency.get<{ items: Claim[] }>('/claims?limit=100')
    const [later, earlier] = body.items.filter((one) => one.organizationId === firm)
    expect((await decide(agency, earlier!, true)).status).toBe(200)
    expect(await decide(agency, later!, true, 2)).toMatchObject({ status: 409, body: { code: 'claim-decided' } })
    for (const what of ['claims', 'removals']) {
      const asked = what === 'claims' ? NO_BODY : { contact: 'somebody@example.org', message: 'Please remove it.' }
      expect(await second.send('POST', `/unclaimed-firms/${firm}/${what}`, asked)).toMatchObject({
        status: 409,
        body: { code: 'already-claimed' },
      })
    }
    expect(await second.send('POST', `/unclaimed-firms/${firm}/claim-code`, { code: 'ABCDEFGHJK' })).toMatchObject({ status: 409 })
    expect((await second.send('POST', '/account/acting-organization', { organizationId: firm })).status).toBe(404)
  })

  it('is decided once, on the version that was read, and never by the officer who asked', async () => {
    const firm = await listedFirm()
    expect((await agency.send('POST', `/unclaimed-firms/${firm}/claims`, NO_BODY)).status).toBe(202)
    const claim = await claimOf(agency, firm)
    expect((await agency.send('POST', `/claims/${claim.id}/decision`, { grant: true })).status).toBe(428)
    expect((await decide(agency, claim, true, 7)).status).toBe(412)
    expect((await decide(agency, claim, true)).status).toBe(403)
    const officer = await member(api, agency, ['officer'])
    expect(await decide(officer, claim, false)).toMatchObject({ status: 200, body: { state: 'refused' } })
    expect(await decide(officer, claim, true, 2)).toMatchObject({ status: 409, body: { code: 'claim-decided' } })
    expect(await firmRow(firm)).toMatchObject({ claimed: false })
    // Duties were given out: from now on only the officer decides.
    agency = officer
  })

  it('is open only to officers of the agency that brought the list', async () => {
    const firm = await listedFirm()
    const owner = await person(api)
    await owner.send('POST', `/unclaimed-firms/${firm}/claims`, NO_BODY)
    const claim = await claimOf(agency, firm)
    const others = [await founder(api, 'agency'), await founder(api, 'lead-firm'), await founder(api, 'sme'), owner]
    const [stranger, ...wrongKinds] = others
    const missing = await decide(stranger!, { ...claim, id: '018f0000-0000-7000-8000-000000000000' }, true)
    const foreign = await decide(stranger!, claim, true)
    expect({ ...foreign.body, traceId: '' }).toEqual({ ...missing.body, traceId: '' })
    expect(foreign.status).toBe(404)
    expect((await stranger!.get<{ items: Claim[] }>('/claims')).body.items).toEqual([])
    for (const one of wrongKinds) expect([(await decide(one, claim, true)).status, (await one.get('/claims')).status]).toEqual([403, 403])
    const plain = await api.visitor().get('/claims')
    expect(plain.status).toBe(401)
  })

  it('needs somebody signed in, and a firm that is on a list', async () => {
    const firm = await listedFirm()
    expect((await api.visitor().send('POST', `/unclaimed-firms/${firm}/claims`, NO_BODY)).status).toBe(401)
    const owner = await person(api)
    const self = await founder(api, 'sme')
    for (const id of ['018f0000-0000-7000-8000-000000000000', self.organizationId, agency.organizationId, 'no-id']) {
      expect(await owner.send('POST', `/unclaimed-firms/${id}/claims`, NO_BODY)).toMatchObject({ status: 404, body: { code: 'not-found' } })
    }
  })
})

describe('a claim by code', () => {
  it('is mailed to the listed address alone, which no answer shows, and works once', async () => {
    const firm = await listedFirm({ name: 'Code Castings', contactEmail: ADDRESS })
    const owner = await person(api)
    const asked = await owner.send('POST', `/unclaimed-firms/${firm}/claims`, { message: '', byCode: true })
    expect(asked).toMatchObject({ status: 202, body: { way: 'code' } })
    const code = await mailedCode('Code Castings')
    const used = await owner.send('POST', `/unclaimed-firms/${firm}/claim-code`, {
      code: `${code.slice(0, 5)}-${code.slice(5).toLowerCase()}`,
    })
    expect(used).toMatchObject({ status: 200, body: { organizationId: firm } })
    expect(JSON.stringify([asked.body, used.body])).not.toContain('listed-firm')
    expect(await owner.send('POST', `/unclaimed-firms/${firm}/claim-code`, { code })).toMatchObject({
      status: 409,
      body: { code: 'already-claimed' },
    })
    expect((await owner.send('POST', '/account/acting-organization', { organizationId: firm })).status).toBe(200)
  })

  it('goes to the officer when the list holds no address', async () => {
    const firm = await listedFirm()
    const owner = await person(api)
    expect((await owner.send('POST', `/unclaimed-firms/${firm}/claims`, { message: '', byCode: true })).body).toEqual({ way: 'officer' })
    expect((await claimOf(agency, firm)).kind).toBe('claim')
  })

  it('opens nothing to another user, nor to the same one after two days', async () => {
    const firm = await listedFirm({ name: 'Slow Castings', contactEmail: ADDRESS })
    const [owner, thief] = [await person(api), await person(api)]
    await owner.send('POST', `/unclaimed-firms/${firm}/claims`, { message: '', byCode: true })
    const code = await mailedCode('Slow Castings')
    expect((await thief.send('POST', `/unclaimed-firms/${firm}/claim-code`, { code })).status).toBe(422)
    await later(49, owner, async () => {
      const answer = await owner.send('POST', `/unclaimed-firms/${firm}/claim-code`, { code })
      expect(answer).toMatchObject({ status: 422, body: { code: 'claim-code-wrong' } })
    })
    expect(await firmRow(firm)).toMatchObject({ claimed: false })
  })

  it('allows three tries a day, which asking for a new code does not renew', async () => {
    const firm = await listedFirm({ name: 'Guessed Castings', contactEmail: ADDRESS })
    const guesser = await person(api)
    const ask = () => guesser.send('POST', `/unclaimed-firms/${firm}/claims`, { message: '', byCode: true })
    const guess = (code: string) => guesser.send('POST', `/unclaimed-firms/${firm}/claim-code`, { code })
    await ask()
    expect(await guess('AAAAAAAAAA')).toMatchObject({ status: 422, body: { params: { triesLeft: 2 } } })
    await guess('BBBBBBBBBB')
    await ask()
    expect(await guess('CCCCCCCCCC')).toMatchObject({ status: 422, body: { params: { triesLeft: 0 } } })
    const code = await mailedCode('Guessed Castings')
    expect(await guess(code)).toMatchObject({ status: 429 })
    await ask()
    expect((await ask()).status).toBe(429)
    const fresh = await mailedCode('Guessed Castings')
    await later(25, guesser, async () => expect((await guess(fresh)).status).toBe(200))
  })
})

describe('a request for removal', () => {
  const removal = { contact: 'owner@example.org', message: 'We closed in spring.' }

  it('comes from anybody, at most five open ones for a firm', async () => {
    const firm = await listedFirm()
    for (let n = 0; n < 5; n++) expect((await api.visitor().send('POST', `/unclaimed-firms/${firm}/removals`, removal)).status).toBe(202)
    expect(await api.visitor().send('POST', `/unclaimed-firms/${firm}/removals`, removal)).toMatchObject({
      status: 409,
      body: { code: 'removal-asked' },
    })
    expect(await api.visitor().send('POST', '/unclaimed-firms/018f0000-0000-7000-8000-000000000000/removals', removal)).toMatchObject({
      status: 404,
    })
  })

  it('takes the firm off the list when granted, and tells the index', async () => {
    const firm = await listedFirm()
    const [profile] = await api.db.asSystem('test', (tx) =>
      tx.select().from(capabilityProfiles).where(eq(capabilityProfiles.organizationId, firm)),
    )
    await api.visitor().send('POST', `/unclaimed-firms/${firm}/removals`, removal)
    const claim = await claimOf(agency, firm)
    expect(claim).toMatchObject({ kind: 'removal', contact: 'owner@example.org', message: 'We closed in spring.' })
    expect(await decide(agency, claim, true)).toMatchObject({ status: 200, body: { state: 'granted', firm: 'Listed Castings' } })
    expect(await firmRow(firm)).toBeUndefined()
    const noted = await api.db.asSystem('test', (tx) => tx.select().from(changes).where(eq(changes.subjectId, profile!.id)))
    expect(noted.at(-1)).toMatchObject({ kind: 'profile', version: profile!.version + 1 })
    expect((await decide(agency, claim, true)).status).toBe(404)
  })

  it('leaves the firm where it is when refused', async () => {
    const firm = await listedFirm()
    await api.visitor().send('POST', `/unclaimed-firms/${firm}/removals`, removal)
    expect(await decide(agency, await claimOf(agency, firm), false)).toMatchObject({ status: 200, body: { state: 'refused' } })
    expect(await firmRow(firm)).toMatchObject({ claimed: false })
  })
})

describe('the queue of claims', () => {
  it('shows open ones first and pages through all of them', async () => {
    const seen: Claim[] = []
    for (let next: string | null = ''; next !== null; ) {
      const { body }: { body: { items: Claim[]; next: string | null } } = await agency.get(
        `/claims?limit=3${next && `&cursor=${encodeURIComponent(next)}`}`,
      )
      seen.push(...body.items)
      next = body.next
    }
    const states = seen.map((one) => (one.state === 'open' ? 0 : 1))
    expect(states).toEqual(states.toSorted((a, b) => a - b))
    expect(new Set(seen.map((one) => one.id)).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThan(6)
  })
})
