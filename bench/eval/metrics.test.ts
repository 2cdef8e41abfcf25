/** The evaluation's measures, against values worked out by hand. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { estimate, measureQueries, scoresByLanguage, scoresOf } from './metrics.ts'
import type { EvalSet } from './sets.ts'

const setOf = (grades: Record<string, Record<string, number>>, changes: Partial<EvalSet> = {}): EvalSet => ({
  name: 'made-up',
  queries: Object.keys(grades).map((id) => ({ id, text: id, lang: 'en' })),
  candidates: [],
  grades: new Map(Object.entries(grades).map(([query, of]) => [query, new Map(Object.entries(of))])),
  futureClasses: null,
  noRelevant: [],
  ...changes,
})
const worth = (measure: 'ndcg10' | 'recall50' | 'mrr' | 'hit10', grades: Record<string, number>, ranked: string[]) =>
  measureQueries(setOf({ q: grades }), new Map([['q', ranked]]))[measure].get('q')
const others = (count: number) => Array.from({ length: count }, (_, at) => `other ${at}`)

describe('nDCG@10', () => {
  test.each([
    // gains 7 and 3; ideal 7/1 + 3/log2(3) = 8.8928
    ['the best order', { a: 3, b: 2 }, ['a', 'b'], 1],
    ['the two turned about: (3 + 7/1.585)/8.8928', { a: 3, b: 2 }, ['b', 'a'], 0.834],
    ['the best in third place: (7/2)/7', { a: 3 }, ['x', 'y', 'a'], 0.5],
    ['the best in eleventh place', { a: 3 }, [...others(10), 'a'], 0],
    ['nothing found', { a: 3 }, [], 0],
    ['nothing relevant to find', { a: 0 }, ['a'], 0],
  ])('%s', (_, grades, ranked, expected) => expect(worth('ndcg10', grades, ranked)).toBeCloseTo(expected, 3))
})

describe('recall@50, MRR and hit@10', () => {
  test.each([
    ['recall50: three of four, the fourth in place 51', { a: 3, b: 2, c: 2, d: 2, e: 1 }, ['a', 'b', 'c', ...others(47), 'd'], 0.75],
    ['recall50: where only grade 1 is given, that is relevant', { a: 1, b: 1, c: 0 }, ['a'], 0.5],
    ['mrr: the first relevant one in fourth place', { a: 2, b: 1 }, ['b', 'x', 'y', 'a'], 0.25],
    ['mrr: beyond a hundred places nobody looks', { a: 2 }, [...others(100), 'a'], 0],
    ['hit10: in tenth place', { a: 2 }, [...others(9), 'a'], 1],
    ['hit10: in eleventh place', { a: 2 }, [...others(10), 'a'], 0],
  ] as const)('%s', (said, grades, ranked, expected) => {
    const measure = said.slice(0, said.indexOf(':')) as 'recall50' | 'mrr' | 'hit10'
    expect(worth(measure, grades, [...ranked])).toBeCloseTo(expected)
  })
})

test('classP@10 is a share of ten places, however few are filled, and only where a query has a class', () => {
  const set = setOf(
    { q: { a: 3 }, r: { a: 3 } },
    {
      queries: [
        { id: 'q', text: 'q', lang: 'en', class: 'Works' },
        { id: 'r', text: 'r', lang: 'sq' },
      ],
      futureClasses: new Map([
        ['a', new Set(['Works'])],
        ['b', new Set(['Goods'])],
      ]),
    },
  )
  const rankings = new Map([
    ['q', ['a', 'b']],
    ['r', ['a']],
  ])
  expect([...measureQueries(set, rankings).classP10]).toEqual([['q', 0.1]])
  expect(Object.keys(scoresByLanguage(set, rankings))).toEqual(['en', 'sq'])
  expect(scoresByLanguage(set, rankings).sq?.classP10).toBeUndefined()
})

test('an unanswered query counts as nought', () => {
  expect(scoresOf(setOf({ q: { a: 3 }, r: { a: 3 } }), new Map([['q', ['a']]])).ndcg10?.mean).toBe(0.5)
})

describe('an estimate', () => {
  test('is the same at each run', () => expect(estimate([0, 1, 0.5, 0.25])).toEqual(estimate([0, 1, 0.5, 0.25])))

  test('holds the mean between its bounds, and has no width where all are alike', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 30, maxLength: 60 }), (values) => {
        const { mean, low, high, queries } = estimate(values)
        expect(queries).toBe(values.length)
        expect(low).toBeLessThanOrEqual(mean + 1e-9)
        expect(high).toBeGreaterThanOrEqual(mean - 1e-9)
      }),
      { numRuns: 30 },
    )
    expect(estimate([0.5, 0.5, 0.5])).toEqual({ mean: 0.5, low: 0.5, high: 0.5, queries: 3 })
  })

  test('of a fair coin thrown a hundred times is about as wide as theory says: .5 +- 1.96 x .05', () => {
    const { low, high } = estimate(Array.from({ length: 100 }, (_, at) => at % 2))
    expect(low).toBeCloseTo(0.402, 1)
    expect(high).toBeCloseTo(0.598, 1)
    expect(high - low).toBeGreaterThan(0.15)
    expect(high - low).toBeLessThan(0.25)
  })
})
