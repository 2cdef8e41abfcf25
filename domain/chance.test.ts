/** What every firm has is worth nothing as a likeness; what few have is worth nearly all. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { topicByChance } from './chance.ts'
import { type FeatureKey, type ProfileFeatures, type QueryFeature, WHOLE_TOPIC } from './match-query.ts'
import { countStatistics, topicOf } from './topic.ts'

const asking = (weights: Record<string, number>) => ({
  features: Object.entries(weights).map(
    ([key, share]): QueryFeature => ({
      key: key as FeatureKey,
      group: key.startsWith('term:') ? 'text' : 'codes',
      weight: share * WHOLE_TOPIC,
    }),
  ),
})
const among = (frequencies: Record<string, number>, documents = 100) => ({
  documents,
  averageLength: 50,
  frequencies: new Map(Object.entries(frequencies)),
})

describe('topic by chance', () => {
  test.each([
    ['a word that a quarter has', { 'term:pump': 0.8 }, { pump: 25 }, 0.8 * 0.25 * 0.6],
    ['a word that nobody has', { 'term:pump': 0.8 }, {}, 0],
    ['two words', { 'term:pump': 0.4, 'term:bolt': 0.4 }, { pump: 50, bolt: 100 }, 0.4 * 0.5 * 0.6 + 0.4 * 0.6],
    ['a category that half have in part', { 'category:works': 0.1 }, { 'category:works': 50 }, 0.1 * 0.5 * 0.5],
    ['a product, whose frequency nobody counts', { 'product:p-pumps': 0.5 }, { pump: 50 }, 0],
    ['a word counted in more profiles than there are, the day being over', { 'term:pump': 0.5 }, { pump: 140 }, 0.3],
  ])('of %s', (_, weights, frequencies, expected) => expect(topicByChance(asking(weights), among(frequencies))).toBeCloseTo(expected))

  test('is nought without profiles', () => expect(topicByChance(asking({ 'term:pump': 1 }), among({ pump: 1 }, 0))).toBeLessThanOrEqual(1))

  test('lies from nought to one, and grows as a word becomes common', () => {
    const count = fc.integer({ min: 0, max: 100 })
    fc.assert(
      fc.property(count, count, count, (pump, bolt, more) => {
        const query = asking({ 'term:pump': 0.5, 'likely:cpv:42': 0.5 })
        const before = topicByChance(query, among({ pump, 'likely:cpv:42': bolt }))
        expect(before).toBeGreaterThanOrEqual(0)
        expect(before).toBeLessThanOrEqual(1)
        expect(topicByChance(query, among({ pump: Math.min(100, pump + more), 'likely:cpv:42': bolt }))).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  test('is the mean topic of firms that write each word once, as long as one another, to within a twentieth of it', () => {
    const firm = (profileId: string, words: readonly string[]): ProfileFeatures => ({
      profileId,
      names: [profileId],
      claimed: true,
      tags: [],
      graded: [],
      terms: words.map((word) => [word, 1]),
      length: 20,
      certificates: [],
      numbers: {},
      complete: [],
    })
    fc.assert(
      fc.property(fc.array(fc.subarray(['pump', 'bolt', 'weld']), { minLength: 1, maxLength: 30 }), (texts) => {
        const firms = texts.map((words, at) => firm(`p${at}`, words))
        const query = { ...asking({ 'term:pump': 0.5, 'term:bolt': 0.3, 'term:weld': 0.2 }), knockOuts: [], averageLength: 20 }
        const caps = { text: WHOLE_TOPIC, codes: 0, process: 0, place: 0 }
        const mean = firms.reduce((sum, each) => sum + topicOf({ ...query, caps }, each).topic, 0) / firms.length
        expect(Math.abs(topicByChance(query, countStatistics(firms)) - mean)).toBeLessThanOrEqual(0.05 * mean + 1e-9)
      }),
    )
  })
})
