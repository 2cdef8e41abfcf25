/** Topic adds up feature by feature, and an index keeps what the musts need. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MatchQuery, type ProfileFeatures, WHOLE_TOPIC } from './match-query.ts'
import { countStatistics, isHeldOn, isToCome, textImpact, topicOf } from './topic.ts'

const firm: ProfileFeatures = {
  profileId: 'p-1',
  names: ['Pune Press Works'],
  claimed: true,
  tags: ['process:stamping', 'country:IN'],
  graded: [],
  terms: [['bracke', 2]],
  length: 40,
  certificates: [],
  numbers: {},
  complete: [],
}

const query: MatchQuery = {
  features: [
    { key: 'term:bracke', group: 'text', weight: 300_000 },
    { key: 'process:stamping', group: 'process', weight: 150_000 },
    { key: 'process:forging', group: 'process', weight: 150_000 },
    { key: 'country:IN', group: 'place', weight: 300_000 },
  ],
  caps: { text: 300_000, codes: 400_000, process: 200_000, place: 100_000 },
  knockOuts: [],
  averageLength: 40,
}

describe('topic', () => {
  test('adds weight times impact, each group up to its cap', () => {
    const { topic, groups } = topicOf(query, firm)
    expect(groups.process).toBeCloseTo(0.15, 12)
    expect(groups.place).toBeCloseTo(0.1, 12)
    expect(groups.text).toBeCloseTo((0.3 * textImpact(2, 40, 40)) / 255, 12)
    expect(topic).toBeCloseTo(0.15 + 0.1 + groups.text, 12)
  })

  test.each([
    [1, 40, 40, 159],
    [1, 400, 40, 60],
    [255, 40, 40, 254],
  ])('a word that stands %i times in %i words has the impact it should', (times, length, average, impact) =>
    expect(textImpact(times, length, average)).toBe(impact),
  )

  test('more of a word never weighs less, a longer text never more, and nothing leaves 0 to 255', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 254 }),
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 0, max: 500 }),
        (times, length, average) => {
          const impact = textImpact(times, length, average)
          expect(impact).toBeGreaterThanOrEqual(0)
          expect(impact).toBeLessThanOrEqual(255)
          expect(textImpact(times + 1, length, average)).toBeGreaterThanOrEqual(impact)
          expect(textImpact(times, length + 10, average)).toBeLessThanOrEqual(impact)
        },
      ),
    )
  })

  test('a further feature never lowers it, and it never passes the whole', () => {
    const keys = query.features.map((feature) => feature.key)
    fc.assert(
      fc.property(fc.subarray(keys.slice(1)), fc.constantFrom(...keys.slice(1)), (tags, further) => {
        const fewer = topicOf(query, { ...firm, tags }).topic
        const more = topicOf(query, { ...firm, tags: [...new Set([...tags, further])] }).topic
        expect(more).toBeGreaterThanOrEqual(fewer)
        expect(more).toBeLessThanOrEqual(Object.values(query.caps).reduce((sum, cap) => sum + cap, 0) / WHOLE_TOPIC)
      }),
    )
  })

  test('statistics count profiles, not repeats', () => {
    const { documents, averageLength, frequencies } = countStatistics([firm, { ...firm, length: 20, terms: [['press', 7]] }])
    expect([documents, averageLength]).toEqual([2, 30])
    expect([...frequencies]).toEqual([
      ['bracke', 1],
      ['press', 1],
    ])
  })
})

describe('a certificate as the index keeps it', () => {
  const plain = { standard: 'iso-9001', from: null, until: null, pending: false }
  test.each([
    ['without dates is held', plain, true, false],
    ['is held on its last day', { ...plain, until: '2027-03-01' }, true, false],
    ['is not held the day after', { ...plain, until: '2027-02-28' }, false, false],
    ['is held on its first day', { ...plain, from: '2027-03-01' }, true, false],
    ['is to come the day before', { ...plain, from: '2027-03-02' }, false, true],
    ['in progress is to come', { ...plain, pending: true }, false, true],
  ])('%s', (_, certificate, held, toCome) => {
    expect(isHeldOn(certificate, '2027-03-01')).toBe(held)
    expect(isToCome(certificate, '2027-03-01')).toBe(toCome)
  })
})
