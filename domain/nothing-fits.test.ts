/** A page of firms that share a word with the need but not its matter is worse than the word "nothing". */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MatchQuery, WHOLE_TOPIC } from './match-query.ts'
import { type Drawn, NEAREST, nothingFits, TOPIC_THRESHOLD } from './nothing-fits.ts'

/** A need whose words weigh these millionths of topic; the country takes what is left. */
const asking = (...words: number[]): Pick<MatchQuery, 'features' | 'caps'> => {
  const text = words.reduce((sum, weight) => sum + weight, 0)
  return {
    features: [
      ...words.map((weight, at) => ({ key: `term:w${at}` as const, group: 'text' as const, weight })),
      { key: 'country:DE', group: 'place', weight: WHOLE_TOPIC - text },
    ],
    caps: { text, codes: 0, process: 0, place: WHOLE_TOPIC - text },
  }
}
const having = (topic: number, ...features: number[]): Drawn => ({ topic, evidence: features.map((feature) => ({ feature })) })
const LONG = asking(100_000, 100_000, 100_000, 100_000, 100_000)
const MANY = 5
const near = (topics: readonly number[]) => topics.map((topic) => having(topic))

describe('by topic', () => {
  test.each([
    ['no candidate at all', [], true],
    ['candidates that share the country alone', [0.05, 0.01], true],
    ['one just below the threshold', [TOPIC_THRESHOLD - 0.001], true],
    ['one that reaches it', [TOPIC_THRESHOLD], false],
    ['one near firm behind many far ones', [0.01, 0.02, 0.9], false],
  ])('of %s: %j, nothing fits is %s', (_, topics, expected) => expect(nothingFits(LONG, MANY, near(topics))).toBe(expected))
})

describe('by the words of a need that says little else', () => {
  const gamingMouse = asking(475_000, 356_000)
  test.each([
    ['one has both words', [having(0.7, 0, 1)], false],
    ['one has the one, another the other', [having(0.42, 0), having(0.4, 1), having(0.3, 1, 2)], true],
    ['the engine does not tell', [{ topic: 0.42, evidence: null }], false],
    ['one has the word, however seldom, and topic is there', [having(0.21, 0, 1)], false],
    ['all have the place only', [having(0.25, 2)], true],
  ])('where %s', (_, candidates, expected) => expect(nothingFits(gamingMouse, 2, candidates)).toBe(expected))

  test('a need that says more is not measured so: by four words, or by what its codes and place weigh', () => {
    const half = [having(0.42, 0)]
    expect(nothingFits(gamingMouse, 3, half)).toBe(true)
    expect(nothingFits(gamingMouse, 4, half)).toBe(false)
    expect(nothingFits(asking(400_000, 390_000), 2, half)).toBe(false)
  })
})

test('one more candidate never turns an answer into nothing, and the order tells nothing', () => {
  const drawn = fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.subarray([0, 1, 2]), fc.boolean())
    .map(([topic, features, told]): Drawn => (told ? having(topic, ...features) : { topic, evidence: null }))
  const query = fc.constantFrom(LONG, asking(475_000, 356_000), asking(820_000, 10_000))
  fc.assert(
    fc.property(query, fc.integer({ min: 1, max: 5 }), fc.array(drawn), drawn, (asked, words, list, another) => {
      if (!nothingFits(asked, words, list)) expect(nothingFits(asked, words, [...list, another])).toBe(false)
      expect(nothingFits(asked, words, [...list].reverse())).toBe(nothingFits(asked, words, list))
      if (list.every(({ topic }) => topic < TOPIC_THRESHOLD)) expect(nothingFits(asked, words, list)).toBe(true)
      if (words > 3) expect(nothingFits(asked, words, list)).toBe(list.every(({ topic }) => topic < TOPIC_THRESHOLD))
    }),
  )
})

test('the nearest stand beside it, so that a person can judge', () => expect(NEAREST).toBe(3))
