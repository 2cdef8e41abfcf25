/** What a firm has won before says in which categories it is at home, and a little of how often it was trusted. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RECORD_KEY } from './match-query.ts'
import { categoryKey, recordFeatures } from './track-record.ts'

const of = (categories: { name: string; awards: number | null }[], earlierAwards: number | null = null) =>
  Object.fromEntries(recordFeatures({ categories, earlierAwards } as Parameters<typeof recordFeatures>[0]))

describe("a firm's share of a category", () => {
  test.each([
    [
      '9 of 10 awards',
      [
        { name: 'Works', awards: 9 },
        { name: 'Other', awards: 1 },
      ],
      218,
    ],
    ['its only award', [{ name: 'Works', awards: 1 }], 191],
    ['a category without a count, as one award', [{ name: 'Works', awards: null }], 191],
    ['twenty awards, all of them', [{ name: 'Works', awards: 20 }], 249],
    [
      'the same category in two spellings',
      [
        { name: ' WORKS', awards: 5 },
        { name: 'Works', awards: 15 },
      ],
      249,
    ],
    [
      'none of its awards',
      [
        { name: 'Works', awards: 0 },
        { name: 'Other', awards: 3 },
      ],
      undefined,
    ],
  ])('%s: %j gives %s of 255', (_, categories, impact) => expect(of(categories)['category:works']).toBe(impact))

  test('whatever its case, accents and blanks, a category has one key, and a blank one none', () => {
    expect(categoryKey('  Bienes  y  Servicios ')).toBe('category:bienes y servicios')
    expect(categoryKey('Équipement')).toBe(categoryKey('equipement'))
    expect(of([{ name: '  ', awards: 3 }])).toEqual({})
  })
})

describe('the record of earlier awards', () => {
  test.each([
    [null, undefined],
    [0, undefined],
    [1, undefined],
    [2, 45],
    [10, 150],
    [50, 255],
    [5_000, 255],
  ])('%s awards give %s of 255: the tenth adds less than the second', (awards, impact) => expect(of([], awards)[RECORD_KEY]).toBe(impact))
})

test('for any record: whole impacts of 1 to 255, more awards never give less, categories share one whole', () => {
  const name = fc.constantFrom('Works', 'Goods', 'Services', ' works')
  const record = fc.record({ name, awards: fc.option(fc.integer({ min: -3, max: 1_000 })) })
  fc.assert(
    fc.property(fc.array(record, { maxLength: 6 }), fc.nat(300), fc.nat(300), (categories, awards, more) => {
      const features = recordFeatures({ categories, earlierAwards: awards } as Parameters<typeof recordFeatures>[0])
      expect(features.every(([, impact]) => Number.isInteger(impact) && impact >= 1 && impact <= 255)).toBe(true)
      expect(new Set(features.map(([key]) => key)).size).toBe(features.length)
      const shares = features.filter(([key]) => key !== RECORD_KEY).reduce((sum, [, impact]) => sum + impact, 0)
      expect(shares).toBeLessThanOrEqual(255 + features.length)
      expect(of([], awards + more)[RECORD_KEY] ?? 0).toBeGreaterThanOrEqual(of([], awards)[RECORD_KEY] ?? 0)
    }),
  )
})
