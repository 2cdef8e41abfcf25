/** Firms that share no word with a need stand by what they have in common with those that do. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alikeQuery, sharesWord } from './alike.ts'
import type { MatchQuery, ProfileFeatures } from './match-query.ts'
import type { ProfileText } from './profile-features.ts'
import { countWords } from './text.ts'
import { countStatistics, topicOf } from './topic.ts'

const text = (description: string): ProfileText => ({ name: '', description, language: 'en' })
const firm = (profileId: string, description: string): ProfileFeatures => {
  const terms = countWords([{ text: description, language: 'en' }])
  const length = terms.reduce((sum, [, count]) => sum + count, 0)
  return { profileId, names: [profileId], claimed: true, tags: [], graded: [], terms, length, certificates: [], numbers: {}, complete: [] }
}
const need: Pick<MatchQuery, 'knockOuts' | 'averageLength'> = { knockOuts: [], averageLength: 5 }

describe('what is asked for', () => {
  const texts = {
    docks: 'docking station laptop cable adapter',
    hubs: 'docking station laptop cable hub',
    cables: 'network cable adapter patch panel',
    toner: 'toner cartridge ink paper printer',
    laptops: 'laptop notebook keyboard screen paper',
  }
  const statistics = countStatistics(Object.entries(texts).map(([id, words]) => firm(id, words)))
  const asked = alikeQuery(
    need,
    [texts.docks, texts.hubs].map((words) => ({ topic: 0.7, texts: [text(words)] })),
    statistics,
  )
  const alike = (words: string) => topicOf(asked, firm('x', words)).topic

  test.each([
    ['cables', 'toner'],
    ['laptops', 'toner'],
    ['cables', 'laptops'],
  ] as const)('%s have more in common with docks than %s', (one, other) => expect(alike(texts[one])).toBeGreaterThan(alike(texts[other])))

  test('nothing in common is nought', () => expect(alike(texts.toner)).toBe(0))

  test('the nearer of two firms tells more', () => {
    const seeds = [
      { topic: 0.8, texts: [text('pumps')] },
      { topic: 0.2, texts: [text('valves')] },
    ]
    const both = alikeQuery(need, seeds, countStatistics([firm('a', 'pumps'), firm('b', 'valves')]))
    expect(topicOf(both, firm('x', 'pumps')).topic).toBeGreaterThan(topicOf(both, firm('x', 'valves')).topic)
  })

  test('the musts are those of the need', () => {
    const knockOuts: MatchQuery['knockOuts'] = [{ criterion: 'countries', developable: false, weight: 0, groups: [] }]
    expect(alikeQuery({ ...need, knockOuts }, [], statistics).knockOuts).toBe(knockOuts)
  })

  test('is at most forty words and together a tenth of topic, whatever the firms write', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom(...'abcde'), minLength: 2, maxLength: 5 }), { maxLength: 80 })
    const seeds = fc.array(fc.record({ topic: fc.double({ min: 0, max: 1, noNaN: true }), words }), { maxLength: 10 })
    fc.assert(
      fc.property(seeds, words, (nearest, other) => {
        const counted = countStatistics(nearest.map((each, at) => firm(`p${at}`, each.words.join(' '))))
        const query = alikeQuery(
          need,
          nearest.map((each) => ({ topic: each.topic, texts: [text(each.words.join(' '))] })),
          counted,
        )
        expect(query.features.length).toBeLessThanOrEqual(40)
        expect(query.features.every(({ weight }) => Number.isInteger(weight) && weight >= 0)).toBe(true)
        expect(query.features.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(100_000)
        expect(topicOf(query, firm('x', other.join(' '))).topic).toBeLessThanOrEqual(0.1)
      }),
    )
  })
})

test('a candidate shares a word where the evidence names one; an engine that tells nothing is believed to', () => {
  const query: Pick<MatchQuery, 'features'> = {
    features: [
      { key: 'term:pump', group: 'text', weight: 1 },
      { key: 'likely:cpv:42', group: 'codes', weight: 1 },
    ],
  }
  expect(sharesWord(query, { evidence: [{ feature: 0 }] })).toBe(true)
  expect(sharesWord(query, { evidence: [{ feature: 1 }] })).toBe(false)
  expect(sharesWord(query, { evidence: [] })).toBe(false)
  expect(sharesWord(query, { evidence: null })).toBe(true)
})
