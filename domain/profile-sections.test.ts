/** Saving a section, whose word each fact is, certificates, and when a profile may be shown. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchRowOf, type ProfileParts, provenanceOf } from './profile-assembly.ts'
import { checkCertificate } from './profile-certificates.ts'
import { type CheckContext, checkCommercial, sitesStillNamed } from './profile-checks.ts'
import { importedParts } from './profile-imports.ts'
import { BLANK_FACTS } from './profile-lists.ts'
import { approvedBy, carryProvenance, checked, confirmed, listed, saysTheSame, selfDeclared } from './profile-provenance.ts'
import { missingForPublish, openProfileSteps, stepProfile } from './profile-publishing.ts'
import { completed, completedList, prepareSection } from './profile-sections.ts'

const today = '2026-11-23'
const visited = checked(selfDeclared('2026-01-01'), {
  level: 'verified-on-site',
  by: 'Bhima Linkage Agency',
  on: '2026-02-02',
  note: 'Visit 3',
})
const context: CheckContext = {
  concepts: { has: (code) => ['stamping', 'p-brackets'].includes(code), familyOf: (code) => (code === 'stamping' ? 'stamping' : null) },
  siteIds: new Set(['s1']),
  standards: new Map([['iso-9001', { kind: 'management-system', editions: ['2015'] }]]),
  year: 2026,
}
const on = { context, today }

describe('a saved section', () => {
  const process = { ...BLANK_FACTS.processes, process: 'stamping', parameters: [{ parameter: 'press-force', value: 200 }] }
  const facts = [{ ...process, id: 'a', provenance: visited }]

  it('keeps the check on what says the same, and loses it on what changed', () => {
    const same = prepareSection('processes', [{ id: 'a', ...process }], { facts }, on)
    expect(same).toEqual({ faults: [], items: facts })
    const more = prepareSection(
      'processes',
      [{ id: 'a', ...process, parameters: [{ parameter: 'press-force', value: 250 }] }],
      { facts },
      on,
    )
    expect(more.items[0]?.provenance).toEqual(selfDeclared(today))
  })

  it('fills what was left out with its blank', () => {
    const { items } = prepareSection('processes', [{ process: 'stamping', mode: 'own', yearsOfExperience: undefined }], { facts: [] }, on)
    expect(items).toEqual([{ ...BLANK_FACTS.processes, process: 'stamping', provenance: selfDeclared(today) }])
  })

  it('passes over items of others, faults and all, and points at the others by their own place', () => {
    const forged = { id: 'x', standard: 'own-1', status: 'active' as const }
    const before = {
      facts: [{ ...BLANK_FACTS.certificates, id: 'x', standard: 'own-1', provenance: visited }],
      untouchable: new Set(['x']),
    }
    const { faults, items } = prepareSection('certificates', [forged, { standard: 'iso-1' }, { standard: 'iso-9001' }], before, on)
    expect(faults).toEqual([{ field: '/items/1/standard', code: 'not-found' }])
    expect(items.map(({ standard }) => standard)).toEqual(['iso-1', 'iso-9001'])
  })

  it('knows an id once, and only its own', () => {
    const sent = [
      { id: 'a', ...process },
      { id: 'a', ...process },
      { id: 'b', ...process },
    ]
    expect(prepareSection('processes', sent, { facts }, on).faults).toEqual([
      { field: '/items/1/id', code: 'duplicate' },
      { field: '/items/2/id', code: 'not-found' },
    ])
  })

  it('is complete from the day it is marked, and sites never are', () => {
    expect(completed({ products: '2026-01-01' }, 'products', today)).toEqual({ complete: { products: today } })
    expect(completed({ products: '2026-01-01' }, 'products', null)).toEqual({ complete: {} })
    expect(completedList({}, 'capacities', today)).toEqual({ complete: { capacity: today } })
    expect(completedList({}, 'sites', today)).toEqual({})
  })

  it('holds on to sites that others still name', () => {
    const named = {
      sites: [
        { id: 's1', name: 'Works' },
        { id: 's2', name: 'Yard' },
      ],
      processes: [{ siteId: 's1' }],
      capacities: [],
      certificates: [{ siteIds: ['s2'] }],
    }
    expect(sitesStillNamed(new Set(['s1']), named)).toEqual([{ id: 's2', name: 'Yard' }])
  })

  it('of terms wants a unit for a minimum order', () => {
    expect(checkCommercial({ ...BLANK_FACTS.commercial, minimumOrder: 5 }, context)).toEqual([
      { field: '/minimumOrderUnit', code: 'required' },
    ])
  })
})

describe('whose word a fact is', () => {
  it('does not depend on the order in which words and parameters were sent', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 6 }), fc.integer(), (words, seed) => {
        const turned = [...words.slice(Math.abs(seed) % (words.length + 1)), ...words.slice(0, Math.abs(seed) % (words.length + 1))]
        return saysTheSame({ words, n: 1 }, { n: 1, words: turned })
      }),
    )
    expect(saysTheSame({ size: [100, 200] }, { size: [200, 100] })).toBe(false)
    expect(saysTheSame({ size: null }, { size: undefined })).toBe(false)
  })

  it.each([
    ['the firm', visited, { source: 'firm', statedOn: today, level: 'verified-on-site', checkedOn: '2026-02-02', sourceNote: 'Visit 3' }],
    ['a list', listed('List X', '2025-01-01'), { source: 'firm', statedOn: today, level: 'self-declared', sourceNote: '' }],
    ['a lead firm', approvedBy('Aldervane', '2025-01-01'), { source: 'certification-body', statedOn: '2025-01-01' }],
  ] as const)('said by %s becomes right when the firm confirms', (_who, before, after) => {
    expect(confirmed(before, today)).toMatchObject(after)
  })

  it('is the firm’s of today for a new item', () => {
    expect(carryProvenance({ name: 'x' }, undefined, today).provenance).toEqual(selfDeclared(today))
  })
})

describe('a certificate', () => {
  const fine = { ...BLANK_FACTS.certificates, standard: 'iso-9001', edition: '2015', validFrom: '2025-02-01', validUntil: '2028-01-31' }
  const standard = { kind: 'management-system', editions: ['2008', '2015'] } as const
  it.each([
    ['as it should be', fine, standard, []],
    ['with the edition left open', { ...fine, edition: '' }, standard, []],
    ['of a standard without editions', { ...fine, edition: 'v7' }, { ...standard, editions: [] }, []],
    ['with an edition that never was', { ...fine, edition: '2016' }, standard, ['/edition']],
    ['of a standard nobody knows', fine, undefined, ['/standard']],
    ['of a class that nobody certifies', fine, { kind: 'class', editions: [] } as const, ['/standard']],
    ['that ends before it begins', { ...fine, validUntil: '2025-01-31' }, standard, ['/validUntil']],
    ['that lasts one day', { ...fine, validUntil: '2025-02-01' }, standard, []],
    ['under way without a day', { ...fine, status: 'in-progress' as const }, standard, ['/targetOn']],
    ['held with a day of its audit', { ...fine, targetOn: '2027-01-01' }, standard, ['/targetOn']],
  ])('%s', (_what, certificate, known, fields) => {
    expect(checkCertificate(certificate, known).map(({ field }) => field)).toEqual(fields)
  })
})

describe('publishing', () => {
  const ready = {
    name: 'A',
    country: 'IN',
    region: '',
    city: 'Pune',
    headline: 'h',
    language: 'en',
    sector: 'automotive',
    employees: 0,
    products: [],
    processes: [{}],
  }
  it.each([
    ['nothing', ready, []],
    ['a place', { ...ready, city: ' ' }, ['place']],
    ['a product or process', { ...ready, processes: [] }, ['product-or-process']],
    ['the number of people', { ...ready, employees: null }, ['employees']],
  ])('waits for %s', (_what, profile, missing) => {
    expect(missingForPublish(profile)).toEqual(missing)
  })

  it('steps only from where it stands, and the suspended stay suspended', () => {
    expect(stepProfile('draft', 'publish', [])).toEqual({ ok: true, value: 'published' })
    expect(stepProfile('draft', 'publish', ['place'])).toMatchObject({
      ok: false,
      refusal: { code: 'profile-not-ready', params: { missing: 'place' } },
    })
    expect(stepProfile('published', 'withdraw', ['place'])).toEqual({ ok: true, value: 'draft' })
    expect(stepProfile('draft', 'withdraw', [])).toMatchObject({ refusal: { code: 'profile-wrong-state' } })
    expect(stepProfile('suspended', 'publish', [])).toMatchObject({ refusal: { code: 'profile-suspended' } })
    expect([openProfileSteps('published'), openProfileSteps('suspended')]).toEqual([['withdraw'], []])
  })
})

describe('a listed firm', () => {
  const said = importedParts(
    {
      organizationId: 'o',
      headline: 'their words',
      description: 'the words of the list',
      products: [{ product: null, name: 'nuts' }],
      languages: ['gu'],
    },
    'List X',
    today,
  )

  it('has the list as the source of every fact', () => {
    expect(said.products).toEqual([{ ...BLANK_FACTS.products, name: 'nuts', provenance: listed('List X', today) }])
    expect(said.identity).toMatchObject({ source: 'list', sourceNote: 'List X', level: 'self-declared', language: 'en' })
    expect(importedParts({ organizationId: 'o' }, 'List X', today).commercial).toBeNull()
  })

  it('gives recall the words of the list, and its headline once it is claimed', () => {
    const parts = (claimed: boolean): ProfileParts => ({
      row: { ...said.identity, id: 'p', state: 'published', version: 1, complete: {} },
      organization: { name: 'Works', nativeName: 'वर्क्स', country: 'IN', region: '', city: 'Rajkot', address: '', website: '', claimed },
      lists: { sites: [], products: [], processes: [], certificates: [], capacities: [], references: [] },
      commercial: null,
    })
    expect(matchRowOf(parts(false)).texts.map(({ name, description }) => [name, description])).toEqual([
      ['Works', 'the words of the list'],
      ['वर्क्स', ''],
    ])
    expect(matchRowOf(parts(true)).texts[0]?.description).toBe('their words\nthe words of the list')
    expect(provenanceOf(parts(true), 'profile', 'p')?.source).toBe('list')
    expect(provenanceOf(parts(true), 'commercial', 'p')).toBeUndefined()
    expect(provenanceOf(parts(true), 'site', 'p')).toBeUndefined()
  })
})
