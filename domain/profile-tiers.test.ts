/** Who sees which field of a profile: the tiers, their order, and unclaimed firms. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { VISITOR } from './actor.ts'
import { selfDeclared } from './profile-provenance.ts'
import { openSupplierSteps, PROFILE_TIERS, projectProfile, shownFacts, tiersByField, type WholeProfile } from './profile-tiers.ts'

const today = '2026-11-23'
const provenance = selfDeclared(today)

const PROFILE: WholeProfile = {
  profileId: 'p',
  organizationId: 'o',
  claimed: true,
  name: 'Tamhini Pressworks',
  nativeName: '',
  country: 'IN',
  region: 'Maharashtra',
  city: 'Pune',
  sector: 'automotive',
  headline: 'Stamped parts',
  description: 'secret-description',
  language: 'en',
  address: 'secret-address',
  website: 'secret-website',
  employees: 85,
  foundedYear: 1998,
  provenance,
  sites: [
    {
      id: 's',
      name: 'secret-site',
      address: 'secret-road',
      city: 'Chakan',
      region: 'MH',
      country: 'IN',
      employees: 80,
      shiftsPerDay: 2,
      floorAreaM2: 9,
      provenance,
    },
  ],
  products: [{ id: 'd', product: 'p-stamped-brackets', name: 'Brackets', functions: { design: 'own' }, provenance }],
  processes: [
    {
      id: 'r',
      process: 'stamping',
      siteId: 's',
      mode: 'own',
      yearsOfExperience: 9,
      materials: ['steel'],
      parameters: [{ parameter: 'press-force', value: 200 }],
      provenance,
    },
  ],
  certificates: [
    certificate({ id: 'c1', standard: 'iso-9001' }),
    certificate({ id: 'c2', standard: 'iso-14001', validUntil: '2026-11-22' }),
    certificate({ id: 'c3', standard: 'iatf-16949', status: 'in-progress', targetOn: '2027-06-01' }),
    certificate({ id: 'c4', standard: 'iso-45001', status: 'suspended' }),
  ],
  capacities: [
    {
      id: 'k',
      concept: null,
      siteId: null,
      installedPerMonth: 50_000,
      unit: 'pcs',
      utilisation: 80,
      freeFrom: null,
      rampWeeks: 6,
      provenance,
    },
  ],
  commercial: {
    minimumOrder: 500,
    minimumOrderUnit: 'pcs',
    sampleLeadDays: 21,
    seriesLeadDays: 30,
    paymentDaysMax: 61,
    industriesRefused: [],
    incoterms: [],
    countriesRefused: [],
    languages: ['en'],
    exportShare: 10,
    exportCountries: ['DE'],
    exportSinceYear: 2011,
    provenance,
  },
  references: [{ id: 'f', name: 'secret-customer', sector: 'automotive', concept: null, sinceYear: 2015, shareOfTurnover: 35, provenance }],
  complete: { certificates: today, references: today },
}

function certificate(
  said: { id: string; standard: string } & Partial<WholeProfile['certificates'][number]>,
): WholeProfile['certificates'][number] {
  return {
    edition: '',
    number: 'C-1',
    body: 'A body',
    siteIds: [],
    scope: [],
    status: 'active',
    validFrom: null,
    validUntil: '2028-01-31',
    targetOn: null,
    provenance,
    ...said,
  }
}

const at = (tier: (typeof PROFILE_TIERS)[number], profile = PROFILE) => ({
  page: projectProfile(profile, { tier, today }),
  facts: shownFacts(profile, { tier, today }),
})

describe('the tiers of a profile', () => {
  it('open one field after the other and never close one again', () => {
    const paths = (value: unknown, path = ''): string[] =>
      typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, one]) => paths(one, `${path}/${key}`)) : [path]
    const withoutLists = (tier: (typeof PROFILE_TIERS)[number]) => {
      const { certificates: _filteredInPublic, ...page } = at(tier).page
      return new Set(paths(page))
    }
    for (const [deep, tier] of PROFILE_TIERS.entries()) {
      const deeper = PROFILE_TIERS[deep + 1]
      if (deeper) for (const path of withoutLists(tier)) expect(withoutLists(deeper), path).toContain(path)
    }
    expect(projectProfile(PROFILE, { tier: 'org-secret', today }).references?.[0]).toEqual(PROFILE.references[0])
  })

  it('name to the public the standards held, and nothing lapsed, lost or planned', () => {
    expect(at('public-teaser').page.certificates).toEqual([{ standard: 'iso-9001' }])
    expect(at('public-teaser').facts.certificates.map(({ standard }) => standard)).toEqual(['iso-9001'])
    expect(at('registered').page.certificates).toHaveLength(4)
  })

  it.each([
    ['public-teaser', ['secret-', 'press-force', '50000', 'Chakan', 'self-declared']],
    [
      'registered',
      ['secret-address', 'secret-website', 'secret-road', 'secret-site', 'secret-customer', 'paymentDaysMax', 'shareOfTurnover'],
    ],
    ['matched', ['shareOfTurnover']],
  ] as const)('keep from %s what lies deeper', (tier, hidden) => {
    const text = JSON.stringify(at(tier).page)
    for (const word of hidden) expect(text).not.toContain(word)
  })

  it('let a verdict read no more than the page tells', () => {
    const values = (value: unknown): string[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(values) : [String(value)]
    fc.assert(
      fc.property(fc.constantFrom(...PROFILE_TIERS), fc.boolean(), (tier, claimed) => {
        const { page, facts } = at(tier, { ...PROFILE, claimed })
        const told = new Set([
          ...values(page),
          ...Object.values(provenance).map(String),
          'o',
          'p',
          's',
          'd',
          'r',
          'f',
          'k',
          'c1',
          'true',
          'false',
        ])
        const blank = new Set(['', 'null', '0', 'own', 'pcs', 'active'])
        expect(values(facts).filter((value) => !told.has(value) && !blank.has(value))).toEqual([])
      }),
    )
  })

  it('leave a section unmarked that the reader sees nothing of', () => {
    expect(at('public-teaser').facts.complete).toEqual({})
    expect(at('public-teaser').facts.commercial).toBeNull()
    expect(at('registered').facts.complete).toEqual(PROFILE.complete)
    expect(at('registered').facts.commercial).toMatchObject({ minimumOrder: 500, paymentDaysMax: null })
  })

  it('stand beside every field of the form', () => {
    expect(tiersByField()).toMatchObject({
      headline: 'public-teaser',
      'sites.address': 'matched',
      'references.shareOfTurnover': 'org-secret',
    })
  })
})

describe('an unclaimed firm', () => {
  it.each(PROFILE_TIERS)('is a name, a place and its products, at %s too', (tier) => {
    const { page, facts } = at(tier, { ...PROFILE, claimed: false })
    expect(page).toEqual({
      name: 'Tamhini Pressworks',
      nativeName: '',
      country: 'IN',
      region: 'Maharashtra',
      city: 'Pune',
      products: [{ id: 'd', product: 'p-stamped-brackets', name: 'Brackets' }],
    })
    expect(facts).toMatchObject({ processes: [], certificates: [], sites: [], commercial: null, employees: null, complete: {} })
  })
})

describe('what a reader may do next', () => {
  const officer = { ...VISITOR, userId: 'u', organizationId: 'a', kind: 'agency', role: 'member', duties: ['officer'] } as const
  it.each([
    ['a visitor', VISITOR, { claimed: false, isOwn: false, checkedHere: false }, ['ask-removal']],
    ['somebody signed in', { ...VISITOR, userId: 'u' }, { claimed: false, isOwn: false, checkedHere: false }, ['claim', 'ask-removal']],
    ['an officer of the country', officer, { claimed: true, isOwn: false, checkedHere: true }, ['check-fact']],
    ['an officer of another country', officer, { claimed: true, isOwn: false, checkedHere: false }, []],
    ['a member without duty', { ...officer, duties: [] }, { claimed: true, isOwn: false, checkedHere: true }, []],
  ] as const)('is told to %s', (_who, actor, firm, steps) => {
    expect(openSupplierSteps(actor, firm)).toEqual(steps)
  })
})
