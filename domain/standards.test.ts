import { describe, expect, it } from 'vitest'
import { acceptedUntil, buildCatalogue, checkCatalogue, type Edition, type Implication, type Standard } from './standards.ts'

function standard(code: string, over: Partial<Standard> = {}): Standard {
  const own = {
    issuerOrganizationId: null,
    acceptsInstead: [],
    monthsMin: 6,
    monthsMax: 12,
    scaleGroup: null,
    scaleRank: null,
    withdrawnOn: null,
  }
  return { code, name: code, kind: 'management-system', ...own, ...over }
}

function row(holds: string, satisfies: string, over: Partial<Implication> = {}): Implication {
  return { holds, satisfies, verdict: 'full', factor: null, conditions: ['active'], note: '', source: '', ...over }
}

const LETTERS = ['a', 'b', 'c', 'd'].map((code) => standard(code))

describe('a way from one standard to another', () => {
  it('follows full rows link by link and keeps the chain with all its conditions', () => {
    const rows = [row('a', 'b', { conditions: ['active', 'same-site'] }), row('b', 'c', { conditions: ['manufacturing-site'] })]
    const route = buildCatalogue(LETTERS, [], rows).routesTo('c').get('a')
    expect(route?.chain.map(({ holds, satisfies }) => `${holds}>${satisfies}`)).toEqual(['a>b', 'b>c'])
    expect(route).toMatchObject({ verdict: 'full', conditions: ['active', 'same-site', 'manufacturing-site'] })
  })

  it('is as strong as its weakest link, and ends at a second weak one', () => {
    const rows = [
      row('a', 'b'),
      row('b', 'c', { verdict: 'near', factor: 0.5, monthsMax: 8 }),
      row('c', 'd', { verdict: 'partial', factor: 0.6 }),
    ]
    const catalogue = buildCatalogue(LETTERS, [], rows)
    expect(catalogue.routesTo('c').get('a')).toMatchObject({ verdict: 'near', factor: 0.5, monthsMax: 8 })
    expect([...catalogue.routesTo('d').keys()]).toEqual(['c'])
  })

  it('takes the stronger of two ways, then the shorter', () => {
    const rows = [row('a', 'c', { verdict: 'near', factor: 0.5 }), row('a', 'b'), row('b', 'c'), row('a', 'd'), row('d', 'b')]
    expect(buildCatalogue(LETTERS, [], rows).routesTo('c').get('a')).toMatchObject({
      verdict: 'full',
      chain: [{ satisfies: 'b' }, { satisfies: 'c' }],
    })
  })

  it('is closed where a row says no, whatever leads around it', () => {
    const rows = [row('a', 'b'), row('b', 'c'), row('a', 'c', { verdict: 'no' })]
    const catalogue = buildCatalogue(LETTERS, [], rows)
    expect(catalogue.routesTo('c').has('a')).toBe(false)
    expect(catalogue.denial('a', 'c')).not.toBeNull()
    expect(catalogue.denial('a', 'b')).toBeNull()
  })

  it('leads down an ordered scale and never up', () => {
    const levels = [1, 2, 3].map((rank) => standard(`level-${rank}`, { scaleGroup: 'scale', scaleRank: rank }))
    const catalogue = buildCatalogue(levels, [], [])
    expect([...catalogue.routesTo('level-1').keys()].sort()).toEqual(['level-2', 'level-3'])
    expect(catalogue.routesTo('level-3').size).toBe(0)
  })

  it('leads from what a lead firm accepts instead of its own standard', () => {
    const own = standard('own', { issuerOrganizationId: 'lead-firm-1', acceptsInstead: ['b'] })
    const catalogue = buildCatalogue([...LETTERS, own], [], [row('a', 'b')])
    expect([...catalogue.routesTo('own').keys()].sort()).toEqual(['a', 'b'])
  })
})

describe('a withdrawn standard', () => {
  const withdrawn = [standard('old', { withdrawnOn: '2021-10-01' }), standard('new')]
  const catalogue = buildCatalogue(withdrawn, [], [row('new', 'old')])

  it('asked is read as the one that took its place, from the day of withdrawal on', () => {
    expect(catalogue.readAs('old', '2021-09-30')).toBe('old')
    expect(catalogue.readAs('old', '2021-10-01')).toBe('new')
    expect(catalogue.readAs('old')).toBe('new')
    expect(catalogue.readAs('new', '2026-01-01')).toBe('new')
  })
})

describe('the last day of an edition', () => {
  const editions: Edition[] = [
    { standard: 'a', edition: '2008', acceptedFrom: null, acceptedUntil: '2018-09-14' },
    { standard: 'a', edition: '2015', acceptedFrom: null, acceptedUntil: null },
  ]
  it.each([
    ['2008', '2018-09-14'],
    ['2015', null],
    ['', null],
    ['1994', null],
  ])('%s is %s', (edition, day) => {
    expect(acceptedUntil(editions, edition)).toBe(day)
  })

  it('is the latest one where the edition is left open and all have ended', () => {
    expect(acceptedUntil(editions.slice(0, 1), '')).toBe('2018-09-14')
    expect(acceptedUntil([], '2015')).toBeNull()
  })
})

describe('the rows of a catalogue', () => {
  const codesOf = (...rows: Implication[]) => checkCatalogue(LETTERS, [], rows).map(({ code }) => code)
  it.each([
    ['sound', [row('a', 'b')], []],
    ['without condition', [row('a', 'b', { conditions: [] })], ['implication-without-condition']],
    ['of a standard nobody knows', [row('a', 'x')], ['implication-of-unknown-standard']],
    ['partial without a share', [row('a', 'b', { verdict: 'partial' })], ['implication-share']],
    ['full with a share', [row('a', 'b', { factor: 0.5 })], ['implication-share']],
    ['accepted without asking', [row('a', 'b', { verdict: 'if-accepted' })], ['implication-not-asked']],
    ['in a circle', [row('a', 'b'), row('b', 'c'), row('c', 'a')], ['implication-circle']],
    [
      'mutual, but only if accepted',
      [
        row('a', 'b', { verdict: 'if-accepted', conditions: ['lead-firm-accepts'] }),
        row('b', 'a', { verdict: 'if-accepted', conditions: ['lead-firm-accepts'] }),
      ],
      [],
    ],
  ])('are found faulty or not: %s', (_, rows, codes) => {
    expect(codesOf(...rows)).toEqual(codes)
  })

  it('may not turn days or months round', () => {
    const editions = [
      { standard: 'a', edition: '1', acceptedFrom: '2020-01-01', acceptedUntil: '2019-01-01' },
      { standard: 'x', edition: '1', acceptedFrom: null, acceptedUntil: null },
    ]
    const codes = checkCatalogue([standard('a', { monthsMin: 9, monthsMax: 3 })], editions, []).map(({ code }) => code)
    expect(codes.sort()).toEqual(['edition-days-reversed', 'edition-of-unknown-standard', 'months-reversed'])
  })

  it('count an accepted-instead list when looking for circles', () => {
    const own = standard('own', { acceptsInstead: ['a'] })
    expect(checkCatalogue([...LETTERS, own], [], [row('own', 'a')]).map(({ code }) => code)).toEqual(['implication-circle'])
  })
})
