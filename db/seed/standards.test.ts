import { describe, expect, it } from 'vitest'
import type { CertificateFact, ProfileFacts } from '../../domain/profiles.ts'
import { buildCatalogue, checkCatalogue, type Implication, isWithdrawn, STANDARD_KINDS } from '../../domain/standards.ts'
import { SECTORS } from '../../domain/taxonomy.ts'
import { certificate, context, firm, need, process, requirement, site, TODAY } from '../../domain/verdict.fixtures.ts'
import { certificateAnswer } from '../../domain/verdict-certificate.ts'
import { loadStandards } from './standards.ts'

const rows = loadStandards()
const catalogue = buildCatalogue(rows.standards, rows.editions, rows.implications)

function answer(
  asked: string,
  held: Partial<CertificateFact>,
  over: { facts?: Partial<ProfileFacts>; acceptEquivalent?: boolean; within?: string; products?: string[] } = {},
) {
  const { facts = {}, acceptEquivalent = false, within = '', products = [] } = over
  const scope = within === '' ? [] : [within]
  const certificates = [certificate({ edition: '', scope, ...held })]
  const what = requirement({ kind: 'certificate', code: asked, acceptEquivalent, within })
  return certificateAnswer(what, firm({ certificates, ...facts }), context({ catalogue, need: need({ products }) }))
}

describe('the standards of a new installation', () => {
  it('are sound: codes exist, rules have conditions, nothing runs in a circle', () => {
    expect(checkCatalogue(rows.standards, rows.editions, rows.implications)).toEqual([])
  })

  it('are sixty or more, each once, of a known kind and known sectors', () => {
    const codes = rows.standards.map(({ code }) => code)
    expect(codes.length).toBeGreaterThanOrEqual(60)
    expect(new Set(codes).size).toBe(codes.length)
    expect(rows.standards.filter(({ kind }) => !STANDARD_KINDS.includes(kind))).toEqual([])
    expect(rows.standards.flatMap(({ sectors = [] }) => sectors).filter((sector) => !SECTORS.some((known) => known === sector))).toEqual([])
  })

  it('name the usual months of every one that can still be reached', () => {
    expect(rows.standards.filter((standard) => !isWithdrawn(standard, TODAY) && standard.monthsMax === null)).toEqual([])
  })

  it.each([
    ['iso-9001', 6, 12],
    ['iso-14001', 6, 9],
    ['iso-45001', 6, 9],
    ['sa8000', 9, 12],
    ['ppap', 3, 6],
  ])('take for %s %d to %d months', (code, least, most) => {
    expect(catalogue.standard(code)).toMatchObject({ monthsMin: least, monthsMax: most })
  })
})

/** What each kind of row makes of a sound certificate, for a firm that has not said whether its list is complete. */
const EXPECTED: Record<Implication['verdict'], { verdict: string; code: string }> = {
  full: { verdict: 'met-by-implication', code: 'certificate-via' },
  'if-accepted': { verdict: 'unknown', code: 'certificate-not-accepted' },
  near: { verdict: 'near', code: 'certificate-path' },
  partial: { verdict: 'unknown', code: 'certificate-partial' },
  no: { verdict: 'unknown', code: 'certificate-denied' },
}

describe('a row of the implication table', () => {
  const living = rows.implications.filter(
    ({ holds, satisfies }) => ![holds, satisfies].some((code) => isWithdrawn(catalogue.standard(code), TODAY)),
  )

  it.each(living.map((row) => [row.holds, row.satisfies, row] as const))('%s for %s', (holds, satisfies, row) => {
    const expected = EXPECTED[row.verdict]
    const listed = row.conditions.includes('scope-lists-quantity') ? { within: 'length' } : {}
    const found = answer(satisfies, { standard: holds }, listed)
    expect(found).toMatchObject({ verdict: expected.verdict, reason: { code: expected.code, params: { holds } } })
    expect(found.value).toBe(row.verdict === 'full' ? 1 : (row.factor ?? 0))
  })

  it.each(living.filter(({ verdict }) => verdict === 'if-accepted').map(({ holds, satisfies }) => [holds, satisfies]))(
    '%s for %s, once the lead firm accepts it',
    (holds = '', satisfies = '') => {
      expect(answer(satisfies, { standard: holds }, { acceptEquivalent: true })).toMatchObject({ verdict: 'met-by-implication', value: 1 })
    },
  )

  it.each(rows.implications.filter(({ verdict }) => verdict === 'full').map(({ holds, satisfies }) => [holds, satisfies]))(
    '%s no longer stands for %s once it has expired',
    (holds = '', satisfies = '') => {
      expect(answer(satisfies, { standard: holds, validUntil: '2026-05-31' }, { within: 'length' }).verdict).toBe('unknown')
    },
  )

  it('of a withdrawn standard satisfies nothing', () => {
    expect(answer('iso-9001', { standard: 'iso-ts-16949' }).verdict).toBe('unknown')
    expect(answer('iatf-16949', { standard: 'iso-ts-16949' }).verdict).toBe('unknown')
    expect(answer('iso-45001', { standard: 'ohsas-18001' }).verdict).toBe('unknown')
    expect(answer('ohsas-18001', { standard: 'ohsas-18001' }).verdict).toBe('unknown')
  })

  it('for a need that asks OHSAS 18001 reads ISO 45001', () => {
    expect(answer('ohsas-18001', { standard: 'iso-45001' })).toMatchObject({
      verdict: 'met',
      reason: { params: { standard: 'iso-45001' } },
    })
  })
})

describe('ways of several links', () => {
  it.each([
    ['fssc-22000', 'haccp', 'fssc-22000 > iso-22000'],
    ['fssc-22000-quality', 'haccp', 'fssc-22000-quality > fssc-22000 > iso-22000'],
    ['fssc-22000-quality', 'gfsi-recognised', 'fssc-22000-quality > fssc-22000'],
    ['smeta-4', 'social-audit', 'smeta-4 > smeta-2'],
  ])('%s satisfies %s via %s', (holds, asked, via) => {
    expect(answer(asked, { standard: holds })).toMatchObject({ verdict: 'met-by-implication', reason: { params: { via } } })
  })

  it.each([
    ['iso-3834-2', 'iso-3834-4'],
    ['en-1090-exc4', 'en-1090-exc1'],
    ['ecovadis-platinum', 'ecovadis-bronze'],
    ['vda-6-3-a', 'vda-6-3-c'],
  ])('%s satisfies the lower level %s, not the other way round', (high, low) => {
    expect(answer(low, { standard: high }).verdict).toBe('met-by-implication')
    expect(answer(high, { standard: low }).verdict).toBe('unknown')
  })
})

describe('conditions of a row', () => {
  const two = { sites: [site({ id: 'works' }), site({ id: 'office', name: 'Office' })] }

  it('IATF 16949 counts for manufacturing sites only', () => {
    const office = { ...two, processes: [process({ process: 'services', siteId: 'office' })] }
    const works = { ...two, processes: [process({ process: 'stamping', siteId: 'office' })] }
    expect(answer('iso-9001', { standard: 'iatf-16949', siteIds: ['office'] }, { facts: office }).reason.code).toBe('certificate-condition')
    expect(answer('iso-9001', { standard: 'iatf-16949', siteIds: ['office'] }, { facts: works }).verdict).toBe('met-by-implication')
  })

  it('ISO/IEC 17025 counts for calibration if its scope lists the quantity', () => {
    const listed = (...scope: string[]) => answer('calibration', { standard: 'iso-17025', scope }, { within: 'length' }).verdict
    expect(listed('mass', 'length')).toBe('met-by-implication')
    expect(listed('mass')).toBe('unknown')
    expect(listed()).toBe('unknown')
  })

  it('a declaration counts for the product it names', () => {
    const declared = (...scope: string[]) => answer('reach', { standard: 'reach', scope }, { products: ['brake-discs'] }).verdict
    expect(declared('brake-discs')).toBe('met')
    expect(declared('brake-pads')).toBe('unknown')
    expect(declared()).toBe('unknown')
  })
})
