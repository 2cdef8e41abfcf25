/** Free categories as lists write them, and what recall makes of a firm's record. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCategories } from './import-categories.ts'
import { RECORD_KEY } from './match-query.ts'
import { categoryKey, recordFeatures } from './track-record.ts'

describe('a cell of categories', () => {
  test.each([
    ['Goods, services (3); Works: 2; Other', ['Goods, services 3', 'Works 2', 'Other null']],
    ['Works|works (2)|WORKS: 1', ['Works 3']],
    ['45', ['45 null']],
    ['45: 12\n93', ['45 12', '93 null']],
    ['N/A; -', []],
    ['', []],
  ])('%j names them with their awards', (cell, said) =>
    expect(readCategories([cell]).map(({ name, awards }) => `${name} ${awards}`)).toEqual(said),
  )
})

describe('the record of a firm', () => {
  const of = (categories: [string, number | null][], earlierAwards: number | null = null) =>
    new Map(recordFeatures({ categories: categories.map(([name, awards]) => ({ name, awards })), earlierAwards }))

  test('is its share of each category, a single award counting three quarters', () => {
    expect(
      of([
        ['Works', 9],
        ['Goods', 1],
      ]).get('category:works'),
    ).toBe(Math.round(255 * 0.9 * (9.5 / 10)))
    expect(of([['Works', 1]]).get('category:works')).toBe(191)
    expect(of([['Works', null]]).get('category:works')).toBe(191)
  })

  test('and a logarithm of all awards, of which the first counts nothing', () => {
    expect(of([], 1).has(RECORD_KEY)).toBe(false)
    expect(of([], 10).get(RECORD_KEY)).toBe(150)
    expect(of([], 5_000).get(RECORD_KEY)).toBe(255)
  })

  test('never leaves 1 to 255, and categories never pass the whole together', () => {
    const counts = fc.option(fc.integer({ min: 0, max: 500 }), { nil: null })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ maxLength: 5 }), counts), { maxLength: 8 }), counts, (categories, awards) => {
        const found = [...of(categories, awards)]
        for (const [, impact] of found) expect(impact >= 1 && impact <= 255).toBe(true)
        const shares = found.filter(([key]) => key.startsWith('category:')).reduce((sum, [, impact]) => sum + impact, 0)
        expect(shares).toBeLessThanOrEqual(255 + found.length)
      }),
    )
  })

  test('goes by the category as people write it', () => expect(categoryKey('  Ciências  Ópticas ')).toBe('category:ciencias opticas'))
})
