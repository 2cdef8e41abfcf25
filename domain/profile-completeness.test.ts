/** How complete a profile is: the weights, the next best item, and what a marked section earns. */
import { describe, expect, it } from 'vitest'
import { type CompletenessSubject, completenessOf, nextBestItem } from './profile-completeness.ts'
import { BLANK_FACTS } from './profile-lists.ts'
import { selfDeclared } from './profile-provenance.ts'

const provenance = selfDeclared('2026-11-23')
const EMPTY: CompletenessSubject = {
  headline: '',
  description: '',
  sector: '',
  employees: null,
  foundedYear: null,
  sites: [],
  products: [],
  processes: [],
  certificates: [],
  capacities: [],
  commercial: null,
  references: [],
  complete: {},
}
const STEPS: Partial<CompletenessSubject>[] = [
  { headline: 'Stamped parts' },
  { description: 'Two shifts.' },
  { sector: 'automotive' },
  { employees: 85, foundedYear: 1998 },
  { products: [{ ...BLANK_FACTS.products, id: 'd', product: 'p-stamped-brackets', name: 'Brackets', provenance }] },
  { sites: [{ ...BLANK_FACTS.sites, id: 's', employees: 80, shiftsPerDay: 2, provenance }] },
  {
    processes: [
      {
        ...BLANK_FACTS.processes,
        id: 'r',
        process: 'stamping',
        siteId: 's',
        materials: ['steel'],
        parameters: ['press-force', 'stroke', 'tool-room'].map((parameter) => ({ parameter, value: 1 })),
        provenance,
      },
    ],
  },
  {
    certificates: [
      { ...BLANK_FACTS.certificates, id: 'c', standard: 'iso-9001', number: 'C-1', body: 'A body', validUntil: '2028-01-31', provenance },
    ],
  },
  { capacities: [{ ...BLANK_FACTS.capacities, id: 'k', installedPerMonth: 9, rampWeeks: 6, provenance }] },
  { commercial: { ...BLANK_FACTS.commercial, sampleLeadDays: 21, minimumOrder: 5, languages: ['en'], exportShare: 0, provenance } },
  { references: ['f', 'g'].map((id) => ({ ...BLANK_FACTS.references, id, name: 'A customer', provenance })) },
]

describe('completeness', () => {
  it('weighs the eight parts as documented, a hundred together', () => {
    const { parts } = completenessOf(EMPTY)
    expect(Object.fromEntries(parts.map(({ part, weight }) => [part, weight]))).toEqual({
      identity: 10,
      products: 5,
      processes: 25,
      sites: 15,
      certificates: 15,
      capacity: 10,
      commercial: 10,
      references: 10,
    })
  })

  it('rises with every answer from 0 to 100, where nothing is next', () => {
    let profile = EMPTY
    let before = 0
    expect(completenessOf(profile).percent).toBe(0)
    for (const step of STEPS) {
      profile = { ...profile, ...step }
      const { percent } = completenessOf(profile)
      expect(percent).toBeGreaterThan(before)
      before = percent
    }
    expect(completenessOf(profile)).toMatchObject({ percent: 100, next: null })
  })

  it('names as next the open item that earns most', () => {
    expect(nextBestItem(EMPTY)).toBe('process')
    expect(nextBestItem({ ...EMPTY, ...STEPS[6] })).toBe('certificates')
  })

  it.each(['products', 'processes', 'certificates', 'capacity', 'commercial', 'references'] as const)(
    'gives the whole part for %s marked complete without entries: there is nothing more to tell',
    (section) => {
      const { parts } = completenessOf({ ...EMPTY, complete: { [section]: '2026-11-23' } })
      const part = parts.find((one) => one.part === section)
      expect(part?.earned).toBe(part?.weight)
    },
  )
})
