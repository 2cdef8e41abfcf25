import { describe, expect, it } from 'vitest'
import type { ProfileFacts } from './profiles.ts'
import type { Requirement } from './sourcing.ts'
import {
  capacity,
  commercial,
  context,
  firm,
  need,
  process,
  product,
  provenance,
  reference,
  requirement,
  site,
} from './verdict.fixtures.ts'
import type { VerdictContext } from './verdict.ts'
import { evaluate } from './verdicts.ts'

function verdictOf(asked: Partial<Requirement>, facts: Partial<ProfileFacts>, over: Partial<VerdictContext> = {}) {
  return evaluate(requirement(asked), firm(facts), context(over))
}

describe('a process asked', () => {
  it.each<[string, string, string, 'own' | 'subcontracted', string, number, string]>([
    ['the very process', 'turning', 'turning', 'own', 'met', 1, 'process-own'],
    ['a child of it', 'machining', 'cnc-turning', 'own', 'met', 1, 'process-child'],
    ['it, given out', 'turning', 'turning', 'subcontracted', 'met', 0.6, 'process-subcontracted'],
    ['only the family', 'turning', 'machining', 'own', 'near', 0.3, 'process-general'],
    ['a sibling', 'turning', 'milling', 'own', 'near', 0.3, 'process-sibling'],
    ['something else', 'turning', 'stamping', 'own', 'unknown', 0, 'process-absent'],
  ])('of a firm that does %s', (_, ...row) => {
    const [asked, does, mode, verdict, value, code] = row
    expect(verdictOf({ code: asked }, { processes: [process({ process: does, mode })] })).toMatchObject({
      verdict,
      value,
      reason: { code },
    })
  })

  it('is not met by a firm whose processes are complete without it', () => {
    expect(verdictOf({ code: 'turning' }, { complete: { processes: '2026-05-01' } })).toMatchObject({ verdict: 'not-met', fact: null })
  })
})

describe('a product or a function asked', () => {
  it.each([
    ['brake-parts', 'brake-discs', 'met', 1],
    ['brake-discs', 'brake-discs', 'met', 1],
    ['brake-discs', 'brake-parts', 'near', 0.3],
    ['brake-discs', 'brake-pads', 'unknown', 0],
    ['brake-discs', null, 'unknown', 0],
  ])('%s of a firm that makes %s', (asked, makes, verdict, value) => {
    expect(verdictOf({ kind: 'product', code: asked }, { products: [product({ product: makes })] })).toMatchObject({ verdict, value })
  })

  it.each([
    ['own', 'met', 1],
    ['bought', 'met', 0.6],
    [undefined, 'unknown', 0],
  ] as const)('design, %s', (mode, verdict, value) => {
    const products = [product({ functions: mode ? { design: mode } : {} })]
    expect(verdictOf({ kind: 'function', code: 'design', within: 'brake-parts' }, { products })).toMatchObject({ verdict, value })
  })
})

describe('materials asked', () => {
  it.each<[string, string[], 'one-of' | 'all-of', string[], string, number]>([
    ['the same', ['stainless-steel'], 'one-of', ['stainless-steel'], 'met', 1],
    ['a narrower one', ['steel'], 'one-of', ['stainless-steel'], 'met', 1],
    ['only the family', ['stainless-steel'], 'one-of', ['steel'], 'met', 0.7],
    ['another of the family', ['stainless-steel'], 'one-of', ['carbon-steel'], 'near', 0.3],
    ['one of two', ['copper', 'steel'], 'one-of', ['steel'], 'met', 1],
    ['one of two, both asked', ['copper', 'steel'], 'all-of', ['steel'], 'unknown', 0],
    ['both of two', ['copper', 'steel'], 'all-of', ['brass', 'steel'], 'met', 1],
    ['a word of the firm itself', ['unobtainium'], 'one-of', ['unobtainium'], 'met', 1],
    ['nothing of the kind', ['cotton'], 'one-of', ['steel'], 'unknown', 0],
  ])('and worked: %s', (_, ...row) => {
    const [values, operator, materials, verdict, value] = row
    expect(verdictOf({ kind: 'material', operator, values }, { processes: [process({ materials })] })).toMatchObject({ verdict, value })
  })
})

describe('free capacity', () => {
  const asked = { kind: 'capacity' as const, operator: 'at-least' as const, value: 10_000, unit: 'pcs/mo' }
  it.each([
    ['enough', {}, 'met', 'capacity-free'],
    ['60 % with the ramp done in time', { utilisation: 88 }, 'near', 'capacity-ramp'],
    ['60 % without a word on the ramp', { utilisation: 88, rampWeeks: null }, 'near', 'capacity-ramp-unsaid'],
    ['60 % with a ramp that ends too late', { utilisation: 88, rampWeeks: 40 }, 'not-met', 'capacity-short'],
    ['59 %', { utilisation: 88.2 }, 'not-met', 'capacity-short'],
    ['enough, but after the start', { freeFrom: '2027-03-01' }, 'near', 'capacity-later'],
    ['enough before the start', { freeFrom: '2026-12-31' }, 'met', 'capacity-free'],
    ['in another kind of unit', { unit: 'kg' as const }, 'unknown', 'capacity-absent'],
    ['of another product', { concept: 'milling' }, 'unknown', 'capacity-absent'],
  ])('%s', (_, over, verdict, code) => {
    const found = verdictOf(asked, { capacities: [capacity(over)] }, { need: need({ products: ['brake-discs'] }) })
    expect(found).toMatchObject({ verdict, reason: { code } })
  })

  it('names the months of the ramp', () => {
    expect(verdictOf(asked, { capacities: [capacity({ utilisation: 88 })] }).monthsToClose).toBe(2)
  })

  it('of two sites that make the same adds up', () => {
    const two = ['a', 'b'].map((siteId) => capacity({ id: siteId, siteId, concept: 'brake-discs', utilisation: 88 }))
    const found = verdictOf(asked, { capacities: two }, { need: need({ products: ['brake-discs'] }) })
    expect(found).toMatchObject({ verdict: 'met', reason: { params: { value: 12_000 } } })
  })

  it('is asked as the volume of the need when no figure is given, and yearly figures are read monthly', () => {
    const volume = need({ volumePerMonth: 12_000 })
    expect(verdictOf({ kind: 'capacity' }, { capacities: [capacity()] }, { need: volume }).verdict).toBe('near')
    expect(verdictOf({ ...asked, value: 120_000, unit: 'pcs/a' }, { capacities: [capacity()] }).verdict).toBe('met')
    expect(verdictOf({ kind: 'capacity' }, { capacities: [capacity()] }).verdict).toBe('unknown')
  })
})

describe('terms of business', () => {
  it.each<[string, Partial<Requirement>, Partial<ProfileFacts>, string, number]>([
    ['samples in time', { kind: 'sample-lead-time', operator: 'at-most', value: 21, unit: 'd' }, { commercial: commercial() }, 'met', 1],
    [
      'samples asked in weeks',
      { kind: 'sample-lead-time', operator: 'at-most', value: 2, unit: 'wk' },
      { commercial: commercial() },
      'not-met',
      4 / 7,
    ],
    [
      'samples a quarter late',
      { kind: 'sample-lead-time', operator: 'at-most', value: 16, unit: 'd' },
      { commercial: commercial() },
      'near',
      0.75,
    ],
    ['series at twice the time', { kind: 'series-lead-time', operator: 'at-most', value: 20 }, { commercial: commercial() }, 'not-met', 0],
    [
      'a lead time not said',
      { kind: 'series-lead-time', operator: 'at-most', value: 20 },
      { commercial: commercial({ seriesLeadDays: null }) },
      'unknown',
      0,
    ],
    ['exports at all', { kind: 'exports' }, { commercial: commercial() }, 'met', 1],
    ['no exports', { kind: 'exports' }, { commercial: commercial({ exportShare: 0 }) }, 'not-met', 0],
    [
      'exports not said',
      { kind: 'exports' },
      { commercial: commercial({ exportShare: null, exportCountries: [], exportSinceYear: null }) },
      'unknown',
      0,
    ],
    ['a fifth too little exported', { kind: 'exports', operator: 'at-least', value: 25 }, { commercial: commercial() }, 'not-met', 0.6],
    [
      'exports without their share',
      { kind: 'exports', operator: 'at-least', value: 5 },
      { commercial: commercial({ exportShare: null }) },
      'unknown',
      0,
    ],
    ['a language', { kind: 'language', operator: 'one-of', values: ['fr', 'en'] }, { commercial: commercial() }, 'met', 1],
    [
      'two languages, one spoken',
      { kind: 'language', operator: 'all-of', values: ['en', 'fr'] },
      { commercial: commercial() },
      'unknown',
      0,
    ],
    [
      'two languages, the list complete',
      { kind: 'language', operator: 'all-of', values: ['en', 'fr'] },
      { commercial: commercial(), complete: { commercial: '2026-05-01' } },
      'not-met',
      0,
    ],
  ])('%s', (_, ...row) => {
    const [asked, facts, verdict, value] = row
    const found = verdictOf(asked, facts)
    expect(found.verdict).toBe(verdict)
    expect(found.value).toBeCloseTo(value, 6)
  })
})

describe('the firm itself', () => {
  const references = (count: number) => ({ references: Array.from({ length: count }, (_, at) => reference({ id: `r${at}` })) })
  it.each([
    [0, 'unknown', 0],
    [1, 'near', 0.5],
    [2, 'met', 0.8],
    [3, 'met', 1],
    [5, 'met', 1],
  ])('with %d references where two are asked', (count, verdict, value) => {
    expect(verdictOf({ kind: 'references', code: 'automotive', operator: 'at-least', value: 2 }, references(count))).toMatchObject({
      verdict,
      value,
    })
  })

  it('counts a reference in the sector or the product of the need when nothing else is asked', () => {
    const elsewhere = [reference({ sector: 'aerospace', concept: 'brake-discs' })]
    expect(verdictOf({ kind: 'references' }, { references: elsewhere }, { need: need({ products: ['brake-parts'] }) }).verdict).toBe('met')
    expect(verdictOf({ kind: 'references' }, { references: elsewhere }, { need: need({ sector: 'automotive' }) }).verdict).toBe('unknown')
  })

  it.each<[Partial<Requirement>, Partial<ProfileFacts>, string]>([
    [{ operator: 'at-least', value: 50 }, {}, 'met'],
    [{ operator: 'at-least', value: 83 }, {}, 'near'],
    [{ operator: 'at-most', value: 50 }, {}, 'not-met'],
    [{ operator: 'between', value: 10, valueTo: 249 }, {}, 'met'],
    [{ operator: 'at-least', value: 50 }, { employees: null, complete: { processes: '2026-05-01' } }, 'unknown'],
  ])('with its people, asked %j', (asked, facts, verdict) => {
    expect(verdictOf({ kind: 'employees', ...asked }, facts).verdict).toBe(verdict)
  })

  it.each<[string[], Partial<ProfileFacts>, string]>([
    [['IN', 'BD'], {}, 'met'],
    [['MX'], {}, 'not-met'],
    [['MX'], { sites: [site({ country: 'MX' })] }, 'met'],
    [['MX'], { country: '' }, 'unknown'],
  ])('in one of %j', (values, facts, verdict) => {
    expect(verdictOf({ kind: 'country', operator: 'one-of', values }, facts).verdict).toBe(verdict)
  })

  it('is asked for exclusion grounds, and believed', () => {
    const asked = { kind: 'exclusion-ground' as const, code: 'fraud' }
    const answered = (applies: boolean) => ({ exclusionAnswers: { fraud: { applies, statedOn: '2026-05-20' } } })
    expect(verdictOf(asked, {}).verdict).toBe('unknown')
    expect(verdictOf(asked, {}, answered(false)).verdict).toBe('met')
    expect(verdictOf(asked, {}, answered(true)).verdict).toBe('not-met')
  })
})

describe('evidence and age', () => {
  const asked = { code: 'turning' }
  const recorded = (over: Parameters<typeof provenance>[0]) => ({
    processes: [process({ process: 'turning', provenance: provenance(over) })],
  })

  it.each([
    ['none', 0],
    ['self-declared', 0.6],
    ['documented', 0.8],
    ['verified-remote', 0.9],
    ['verified-on-site', 1],
    ['third-party-registry', 1],
  ] as const)('%s lets %d count', (level, factor) => {
    expect(verdictOf(asked, recorded({ level }))).toMatchObject({ verdict: 'met', factor, evidence: level })
  })

  it('below the level asked leave a must unknown and count nothing', () => {
    const poor = verdictOf({ ...asked, minEvidence: 'documented' }, recorded({ level: 'self-declared' }))
    expect(poor).toMatchObject({ verdict: 'unknown', factor: 0, reason: { code: 'evidence-too-low', params: { asked: 'documented' } } })
    expect(verdictOf({ ...asked, minEvidence: 'documented' }, recorded({ level: 'documented' })).verdict).toBe('met')
  })

  it('older than allowed leave a must unknown and count half; a check makes a fact fresh again', () => {
    const old = { statedOn: '2024-01-01', checkedOn: null }
    expect(verdictOf({ ...asked, maxAgeMonths: 12 }, recorded(old))).toMatchObject({
      verdict: 'unknown',
      factor: 0.5,
      reason: { code: 'fact-too-old' },
    })
    expect(verdictOf({ ...asked, maxAgeMonths: 12 }, recorded(old), { requirementClass: 'scored' })).toMatchObject({
      verdict: 'met',
      factor: 0.5,
    })
    expect(verdictOf({ ...asked, maxAgeMonths: 12 }, recorded({ ...old, checkedOn: '2025-06-01' }))).toMatchObject({
      verdict: 'met',
      factor: 1,
    })
  })
})
