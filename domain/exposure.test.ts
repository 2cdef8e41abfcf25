/** Fairness of exposure: turns among equals, and a distribution in which nobody can be told apart. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkOwnership, type ExposureCell, exposureOf, sizeClassOf } from './exposure.ts'
import { type Band, equalsIn, rank } from './matching.ts'
import { LEAST_IN_STATISTICS } from './small-cells.ts'

const equals = (ids: string[], score = 50) => ids.map((profileId) => ({ profileId, band: 'ready' as Band, score, freshOn: '2026-05-01' }))
const order = (ids: string[], day: string, shown: Record<string, string> = {}) =>
  rank(
    equals(ids).map((one) => ({ ...one, lastShownOn: shown[one.profileId] ?? null })),
    day,
  ).map(({ profileId }) => profileId)

describe('among equals', () => {
  test('the firm shown longest ago comes first, and before all one that was never shown', () => {
    expect(order(['a', 'b', 'c'], '2026-06-03', { a: '2026-06-02', b: '2026-05-20' })).toEqual(['c', 'b', 'a'])
  })

  test('firms shown on the same day take turns by the day, the same all day long', () => {
    const ids = Array.from({ length: 12 }, (_, at) => `p${at}`)
    const shown = Object.fromEntries(ids.map((id) => [id, '2026-05-01']))
    expect(order(ids, '2026-06-01', shown)).toEqual(order([...ids].reverse(), '2026-06-01', shown))
    expect(order(ids, '2026-06-01', shown)).not.toEqual(order(ids, '2026-06-02', shown))
  })

  test('a page of three goes round twelve firms in four days', () => {
    const ids = Array.from({ length: 12 }, (_, at) => `p${at}`)
    const shown: Record<string, string> = {}
    const seen = ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04'].flatMap((day) => {
      const page = order(ids, day, shown).slice(0, 3)
      for (const id of page) shown[id] = day
      return page
    })
    expect([...seen].sort()).toEqual([...ids].sort())
  })

  test('a turn never sets a worse firm before a better one', () => {
    const best = equals(['best'], 51).map((one) => ({ ...one, lastShownOn: '2026-06-01' }))
    expect(rank([...equals(['good', 'equally good']), ...best], '2026-06-02')[0]?.profileId).toBe('best')
  })

  test('only those count who have an equal', () => {
    const ranked = rank([...equals(['first'], 60), ...equals(['one', 'other']), ...equals(['last'], 40)], '2026-06-01')
    expect(
      equalsIn(ranked)
        .map(({ profileId }) => profileId)
        .sort(),
    ).toEqual(['one', 'other'])
  })
})

test.each([
  [null, 'unsaid'],
  [0, 'micro'],
  [9, 'micro'],
  [10, 'small'],
  [49, 'small'],
  [50, 'medium'],
  [249, 'medium'],
  [250, 'large'],
])('%s employees are %s', (employees, expected) => {
  expect(sizeClassOf(employees)).toBe(expected)
})

const cell = (name: string, firms: number, eligible: number, shown: number): ExposureCell => ({
  cell: name,
  firms,
  eligible,
  shown,
  mostEligible: eligible / firms,
  mostShown: shown / firms,
})

describe('the distribution', () => {
  test('sets the share shown against the share eligible', () => {
    expect(exposureOf([cell('IN', 30, 300, 90), cell('MX', 10, 100, 10)])).toEqual([
      { cell: 'IN', firms: 30, eligible: 300, shown: 90, shareOfEligible: 0.75, shareOfShown: 0.9, ratio: 0.9 / 0.75 },
      { cell: 'MX', firms: 10, eligible: 100, shown: 10, shareOfEligible: 0.25, shareOfShown: 0.1, ratio: 0.4 },
    ])
  })

  test('withholds a cell of four firms, and the next smallest from whose rest it could be reckoned', () => {
    const rows = exposureOf([cell('IN', 30, 300, 90), cell('MX', 10, 100, 10), cell('BR', 4, 40, 4)])
    expect(rows.filter(({ firms }) => firms === null).map((row) => row.cell)).toEqual(['MX', 'BR'])
    expect(rows.find((row) => row.cell === 'IN')?.shareOfEligible).toBeCloseTo(300 / 440)
  })

  test('withholds a cell that one firm dominates', () => {
    const rows = exposureOf([{ ...cell('IN', 30, 300, 90), mostShown: 80 }, cell('MX', 10, 100, 10), cell('BR', 9, 90, 9)])
    expect(rows.find((row) => row.cell === 'IN')).toMatchObject({ firms: null, shown: null, ratio: null })
  })

  test('shows no cell below five firms, and never leaves exactly one cell to be reckoned', () => {
    const cells = fc.uniqueArray(fc.record({ firms: fc.integer({ min: 1, max: 30 }), each: fc.integer({ min: 1, max: 9 }) }), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(cells, (list) => {
        const given = list.map(({ firms, each }, at) => cell(`c${at}`, firms, firms * each, firms))
        const rows = exposureOf(given)
        const open = rows.filter(({ firms }) => firms !== null)
        expect(open.filter(({ firms }) => firms! < LEAST_IN_STATISTICS)).toEqual([])
        const withheld = given.filter((one) => !open.some((row) => row.cell === one.cell))
        if (given.length > 1) expect(withheld.length).not.toBe(1)
        const firms = withheld.reduce((sum, one) => sum + one.firms, 0)
        if (withheld.length > 0 && open.length > 0) expect(firms).toBeGreaterThanOrEqual(LEAST_IN_STATISTICS)
      }),
    )
  })
})

test('a firm may be several things at once, but not none of these besides', () => {
  expect(checkOwnership(['women-owned', 'cooperative'])).toEqual({ ok: true, value: ['women-owned', 'cooperative'] })
  expect(checkOwnership(['none-of-these']).ok).toBe(true)
  expect(checkOwnership([]).ok).toBe(true)
  expect(checkOwnership(['women-owned', 'none-of-these'])).toMatchObject({ ok: false, refusal: { code: 'ownership-contradicts' } })
})
