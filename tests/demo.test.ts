/** The demonstration: one fill makes a world in which every band, every rule of certificates, every obstacle and every reason of loss can be seen. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadStandards } from '../db/seed/standards.ts'
import { LINKAGE_REASONS, LINKAGE_STAGES } from '../domain/linkages.ts'
import { CHECK_LEVELS } from '../domain/profile-provenance.ts'
import { type DemoSignIn, fillDemo } from '../server/demo.ts'
import type { DirectoryView } from '../server/features/directory/contract.ts'
import type { ImportCard } from '../server/features/imports/contract.ts'
import type { LinkageView } from '../server/features/linkages/contract.ts'
import type { OpportunitiesView, ProposalsView, ProposalView } from '../server/features/matching/contract.ts'
import type { ProfileView, SupplierView } from '../server/features/profiles/contract.ts'
import type { NeedCard, NeedView } from '../server/features/sourcing/contract.ts'
import type { StandardCard } from '../server/features/standards/contract.ts'
import { type Caller, startApi, type TestApi } from './support/api.ts'

interface Items<T> {
  items: T[]
  next: string | null
}
interface OpenNeed {
  need: NeedView
  proposals: ProposalsView
  /** Every firm evaluated for it, ruled-out ones included. */
  evaluated: ProposalView[]
}

let api: TestApi
let everybody: DemoSignIn[]
const said: string[] = []
const needs: OpenNeed[] = []
const suppliers = new Map<string, SupplierView>()
const owners: { caller: Caller; profile: ProfileView }[] = []

const fill = () => fillDemo({ services: api.services, clock: api.clock, say: (line) => said.push(line) })

beforeAll(async () => {
  api = await startApi()
  everybody = await fill()
  for (const firm of everybody.filter(({ role }) => role.startsWith('Buyer'))) await readNeeds(await signIn(firm))
  for (const one of everybody.filter(({ role }) => role.startsWith('Owner'))) {
    const caller = await signIn(one)
    owners.push({ caller, profile: await body<ProfileView>(caller, '/profile') })
  }
}, 180_000)
afterAll(() => api.close())

async function signIn({ email, password }: DemoSignIn): Promise<Caller> {
  const caller = api.visitor()
  expect((await caller.send('POST', '/sign-in', { email, password })).status, email).toBe(200)
  return caller
}

async function body<T>(caller: Caller, path: string): Promise<T> {
  const answer = await caller.get<T>(path)
  expect(answer.status, path).toBe(200)
  return answer.body
}

/** The buyer's needs as the pages show them, and each proposed firm as far as he may read it. */
async function readNeeds(buyer: Caller): Promise<void> {
  for (const { id } of (await body<Items<NeedCard>>(buyer, '/sourcing-needs?limit=100')).items) {
    const need = await body<NeedView>(buyer, `/sourcing-needs/${id}`)
    const proposals = await body<ProposalsView>(buyer, `/sourcing-needs/${id}/proposals?limit=100`)
    const ruledOut = await body<ProposalsView>(buyer, `/sourcing-needs/${id}/proposals?limit=100&band=not`)
    needs.push({ need, proposals, evaluated: [...proposals.items, ...ruledOut.items] })
    for (const { organizationId } of proposals.items)
      if (!suppliers.has(organizationId)) suppliers.set(organizationId, await body<SupplierView>(buyer, `/suppliers/${organizationId}`))
  }
}

async function linkagesOf(caller: Caller): Promise<LinkageView[]> {
  return (await body<Items<LinkageView>>(caller, '/linkages?limit=100')).items
}

async function allLinkages(): Promise<LinkageView[]> {
  const buyers = everybody.filter(({ role }) => role.startsWith('Buyer'))
  return (await Promise.all(buyers.map(async (one) => linkagesOf(await signIn(one))))).flat()
}

describe('the filled demonstration', () => {
  it('has three lead firms, two agencies, 56 SMEs and one platform administrator, each with a sign-in of its own', () => {
    expect(new Set(everybody.map(({ email }) => email)).size).toBe(everybody.length)
    expect(new Set(everybody.map(({ password }) => password)).size).toBe(everybody.length)
    const count = (role: string) => everybody.filter((one) => one.role.startsWith(role)).length
    expect([count('Buyer'), count('Officer'), count('Owner'), count('Platform')]).toEqual([3, 2, 56, 1])
    for (const { email, password } of everybody) expect(said.some((line) => line.includes(email) && line.includes(password))).toBe(true)
  })

  it('has full profiles in four languages, about a quarter of them in each', () => {
    for (const { profile } of owners) {
      const { state, sites, products, processes, certificates, capacities, commercial, references, completeness, name } = profile
      expect(state).toBe('published')
      for (const section of [sites, products, processes, certificates, capacities, references])
        expect(section.length, name).toBeGreaterThan(0)
      expect(commercial).not.toBeNull()
      expect(completeness.percent, name).toBeGreaterThanOrEqual(90)
    }
    for (const language of ['en', 'es', 'pt', 'fr'])
      expect(owners.filter(({ profile }) => profile.language === language).length, language).toBeGreaterThanOrEqual(12)
    const texts = owners.map(({ profile }) => profile.description)
    expect(new Set(texts).size).toBe(owners.length)
  })

  it('has twelve open needs, some under an alias', () => {
    expect(needs.map(({ need }) => need.state)).toEqual(Array.from({ length: 12 }, () => 'open'))
    expect(needs.filter(({ need }) => need.alias).length).toBeGreaterThanOrEqual(3)
  })

  it('proposes at least three ready, five developable and five incomplete firms for every need', () => {
    for (const { need, proposals } of needs) {
      const claimed = (band: string) => proposals.items.filter((one) => one.claimed && one.band === band)
      const counts = [claimed('ready').length, claimed('developable').length, claimed('incomplete').length]
      expect(
        counts.every((count, at) => count >= (at === 0 ? 3 : 5)),
        `${need.title}: ${counts}`,
      ).toBe(true)
      expect(
        claimed('developable').every(({ months }) => months !== null && months <= need.horizonMonths),
        need.title,
      ).toBe(true)
      expect(
        claimed('incomplete').every(({ questions }) => questions.some(({ blocking }) => blocking)),
        need.title,
      ).toBe(true)
    }
  })

  it.each(loadStandards().implications.map(({ holds, satisfies }) => [holds, satisfies]))(
    'evaluates a firm that holds %s for a need that asks %s',
    (holds, satisfies) => {
      const asking = needs.filter(({ need }) => requirementsOf(need).some((one) => one.kind === 'certificate' && one.code === satisfies))
      const holders = asking.flatMap(({ evaluated }) =>
        evaluated.filter(({ organizationId }) => suppliers.get(organizationId)?.certificates?.some((one) => one.standard === holds)),
      )
      expect(holders.length).toBeGreaterThan(0)
    },
  )

  it('meets every obstacle that the rules know, seen by the SME itself', async () => {
    const codes = new Set<string>()
    for (const { caller } of owners) {
      const ruledOut = await body<OpportunitiesView>(caller, '/opportunities?band=not&limit=100')
      for (const { obstacles } of ruledOut.items) for (const { code } of obstacles) codes.add(code)
    }
    expect([...codes].sort()).toEqual([
      'country-not-accepted',
      'delivery-country-refused',
      'incoterm-not-offered',
      'industry-refused',
      'minimum-order-above-volume',
      'payment-too-late',
    ])
  })

  it('has linkages at every stage that steps reach, and each reason of loss and of acceptance', async () => {
    const linkages = await allLinkages()
    const reasons = new Set(linkages.flatMap(({ entries }) => entries.flatMap(({ reason }) => reason ?? [])))
    expect([...reasons].sort()).toEqual([...LINKAGE_REASONS].sort())
    const stages = new Set(linkages.map(({ stage }) => stage))
    const reached = LINKAGE_STAGES.slice(LINKAGE_STAGES.indexOf('offered-to-sme'), LINKAGE_STAGES.indexOf('introduced'))
    expect(reached.filter((stage) => !stages.has(stage))).toEqual([])
  })

  it('has facts at every level of evidence, and certificates in every state', () => {
    const facts = owners.flatMap(({ profile }) => [
      ...profile.processes,
      ...profile.certificates,
      ...profile.capacities,
      ...profile.references,
    ])
    const levels = new Set<string>(facts.map(({ provenance }) => provenance.level))
    for (const level of ['self-declared', ...CHECK_LEVELS]) expect(levels).toContain(level)
    const today = api.clock.now().toISOString().slice(0, 10)
    const certificates = owners.flatMap(({ profile }) => profile.certificates)
    for (const status of ['active', 'suspended', 'in-progress']) expect(certificates.map((one) => one.status)).toContain(status)
    expect(certificates.some(({ validUntil }) => validUntil !== null && validUntil < today)).toBe(true)
    expect(verdicts().has('expiring')).toBe(true)
  })

  it("has one lead firm's own standard, asked by a need, with an approval that counts", async () => {
    const quality = await signIn(everybody.find(({ role }) => role === 'Quality engineer, Aldervane Seating') as DemoSignIn)
    const { items } = await body<Items<StandardCard>>(quality, '/standards?own=true')
    expect(items).toHaveLength(1)
    const code = items[0]?.code ?? ''
    expect((await body<Items<unknown>>(quality, `/standards/${code}/approvals`)).items).toHaveLength(1)
    expect(needs.some(({ need }) => requirementsOf(need).some((one) => one.code === code))).toBe(true)
  })

  it("shows an agency's list of unclaimed firms, without the row that has no name and the firm that signed up itself", async () => {
    const officer = await signIn(everybody.find(({ role }) => role === 'Officer, Bhima Linkage Agency') as DemoSignIn)
    const [list] = (await body<Items<ImportCard>>(officer, '/imports')).items
    expect(list).toMatchObject({ state: 'done', rowCount: 24, counts: { imported: 22, failed: 1, skipped: 1 } })
    const unclaimed = await body<DirectoryView>(api.visitor(), '/suppliers?limit=100&state=unclaimed')
    expect(unclaimed.total).toBe(22)
    expect(unclaimed.items.filter(({ products }) => products.length > 0).length).toBeGreaterThanOrEqual(15)
  })

  it('is filled once: a second start changes nothing and tells the same sign-ins', async () => {
    const linkages = (await allLinkages()).length
    expect(await fill()).toEqual(everybody)
    expect(said).toContain('The demonstration is already filled.')
    expect((await allLinkages()).length).toBe(linkages)
  })
})

describe('a fill that was cut short', () => {
  it('is taken up where it stopped and ends in the same world', async () => {
    const cut = await startApi()
    const now = cut.clock.now
    try {
      let left = 1_200 // Looks at the clock: by then lead firms stand, and some profiles are half written.
      cut.clock.now = () => {
        if (--left < 0) throw new Error('cut')
        return now()
      }
      await expect(fillDemo({ services: cut.services, clock: cut.clock, say: () => {} })).rejects.toThrow('cut')
      cut.clock.now = now
      await fillDemo({ services: cut.services, clock: cut.clock, say: () => {} })
      expect(await totals(cut)).toEqual(await totals(api))
    } finally {
      await cut.close()
    }
  }, 180_000)
})

/** What anybody may count: suppliers, what they do and hold, and open needs. */
async function totals(of: TestApi) {
  const { total, facets } = await body<DirectoryView>(of.visitor(), '/suppliers?limit=1')
  expect(total).toBeGreaterThanOrEqual(56)
  const needTitles = (await body<Items<{ title: string }>>(of.visitor(), '/open-needs?limit=100')).items.map(({ title }) => title).sort()
  const { country, sector, process, standard } = facets
  return {
    total,
    facets: [country, sector, process, standard].map((facet) => facet.map((one) => `${one.code} ${one.count}`).sort()),
    needTitles,
  }
}

function requirementsOf(need: NeedView) {
  return need.criteria.flatMap(({ groups }) => groups.flatMap(({ requirements }) => requirements))
}

function verdicts(): Set<string> {
  return new Set(
    needs.flatMap(({ evaluated }) =>
      evaluated.flatMap(({ criteria }) => criteria.flatMap((one) => one.verdicts.map(({ verdict }) => verdict))),
    ),
  )
}
