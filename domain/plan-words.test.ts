/** A need asks for its own words, for those of the thesaurus, and for kin; how full its text is, its own words say. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generateNeed } from '../bench/generate.ts'
import { lexicon } from '../bench/lexicon.ts'
import { chance } from '../bench/random.ts'
import { kinIndexOf, kinOf } from './kin-words.ts'
import type { TopicStatistics } from './match-query.ts'
import type { Named } from './plan-drafts.ts'
import { countOwnWords, wordDrafts } from './plan-words.ts'
import type { SourcingNeed } from './sourcing.ts'

const plain = generateNeed(chance(1), lexicon(chance(1)), 1)
const need = (title: string, description = ''): SourcingNeed => ({
  ...plain,
  title,
  description,
  language: 'xx',
  criteria: [],
})
const among = (frequencies: Record<string, number>, documents = 1_000): TopicStatistics => ({
  documents,
  averageLength: 50,
  frequencies: new Map(Object.entries(frequencies)),
})
const drafts = (asked: SourcingNeed, statistics: TopicStatistics, named: readonly Named[] = []) =>
  new Map(wordDrafts(asked, named, statistics).map(({ key, share }) => [key.slice('term:'.length), share]))
const wholeOf = (shares: ReadonlyMap<string, number>) => [...shares.values()].reduce((sum, share) => sum + share, 0)

const meaning = (label: string): Named => ({
  share: 1,
  concept: {
    code: 'p-x',
    kind: 'product',
    group: 'g',
    parent: null,
    labels: { en: label, es: label, pt: label, fr: label },
    synonyms: { en: [], es: [], pt: [], fr: [] },
    isic: [],
    hs: [],
    cpv: [],
  },
})

describe('how full the text of a need is', () => {
  test('a word that some profile has fills it, with or without kin', () => {
    expect(drafts(need('pump'), among({ pump: 3 })).get('pump')).toBe(1)
    expect(drafts(need('pumpx'), among({ pumpx: 3, pumpxk: 2 })).get('pumpx')).toBe(1)
  })

  test('kin alone fill it only as far as they are like the word: "xbox" is not met by "box"', () => {
    const shares = drafts(need('xbox'), among({ box: 3, boxing: 2 }))
    expect(shares.get('box')).toBeGreaterThan(0)
    expect(shares.get('box')).toBeLessThan(0.5)
    expect(shares.get('xbox')).toBe(1)
  })

  test('kin count by the square of their likeness: half like it is a quarter of it', () => {
    const statistics = among({ klarwe: 2, klarin: 2 })
    const shares = drafts(need('klarwex'), statistics)
    const kin = kinOf('klarwe', kinIndexOf(statistics))
    const unseen = drafts(need('klarwu'), statistics)
    expect(shares.get('klarwe')).toBe(1)
    expect(kin.map(({ word }) => word)).toEqual(['klarin'])
    for (const { word, likeness } of kin) expect(shares.get(word)).toBeCloseTo(likeness ** 2)
    for (const { word, likeness } of kinOf('klarwu', kinIndexOf(statistics))) expect(unseen.get(word)).toBeCloseTo(likeness ** 2)
  })

  test('a short need is measured by all its words, a long one by those that profiles have', () => {
    const statistics = among({ stan: 5, pump: 5, valv: 5, bolt: 5 })
    const half = drafts(need('ipad stan'), statistics)
    expect(half.get('stan')).toBeLessThan(0.5)
    expect((half.get('stan') ?? 0) + (half.get('ipad') ?? 0)).toBeCloseTo(1)
    expect(drafts(need('ipad stan pump valv'), statistics).get('stan')).toBeLessThan(0.25)
    expect(drafts(need('ipad stan pump valv bolt'), statistics).get('stan')).toBeCloseTo(0.25)
  })

  test('of unknown words a short need is measured by so many that it has four', () => {
    const shares = drafts(need('stan zaqa zeqe ziqi zoqo zuqu'), among({ stan: 5 }))
    const each = shares.get('zaqa') ?? 0
    expect((shares.get('stan') ?? 0) + 3 * each).toBeCloseTo(1)
    expect(shares.get('zuqu')).toBeCloseTo(each)
  })

  test('what the thesaurus means by it fills it where no profile has a word of its own', () => {
    const shares = drafts(need('soporte'), among({ bracke: 4 }), [meaning('bracket')])
    expect(shares.get('bracke')).toBe(1)
    const own = drafts(need('soporte'), among({ bracke: 4, soport: 4 }), [meaning('bracket')])
    expect(own.get('soport')).toBe(1)
    expect(own.get('bracke')).toBeLessThan(0.5)
  })

  test('a word of the title weighs half as much again as one of the description', () => {
    const shares = drafts(need('pump', 'valve'), among({ pump: 5, valv: 5 }))
    expect((shares.get('pump') ?? 0) / (shares.get('valv') ?? 1)).toBeCloseTo(1.5)
  })

  test('rare words weigh more than common ones', () => {
    const shares = drafts(need('pump valve'), among({ pump: 500, valv: 5 }))
    expect(shares.get('valv')).toBeGreaterThan(3 * (shares.get('pump') ?? 1))
  })

  test('a word that forms a large family is as common as the family', () => {
    const alone = drafts(need('pumpx bolt'), among({ pumpx: 5, bolt: 5 }))
    const family = drafts(need('pumpx bolt'), among({ pumpx: 5, pumpxs: 400, bolt: 5 }))
    expect(alone.get('pumpx')).toBeCloseTo(alone.get('bolt') ?? 0)
    expect(family.get('pumpx')).toBeLessThan(family.get('bolt') ?? 0)
  })
})

describe('what goes to an engine', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 2, maxLength: 8 })
  const asking = fc.record({
    title: fc.array(word, { minLength: 1, maxLength: 12 }),
    description: fc.array(word, { maxLength: 120 }),
    known: fc.dictionary(word, fc.integer({ min: 1, max: 900 }), { maxKeys: 120 }),
  })

  test('of a long need is the 48 rarest words that profiles have, and 16 that none has', () => {
    const word = (start: string, at: number) => `${start}${String.fromCharCode(97 + (at % 26), 97 + Math.floor(at / 26))}`
    const known = Array.from({ length: 90 }, (_, at) => word('q', at))
    const unknown = Array.from({ length: 40 }, (_, at) => word('z', at))
    const found = drafts(need('qaa', [...known, ...unknown].join(' ')), among(Object.fromEntries(known.map((each, at) => [each, at + 1]))))
    expect([...found.keys()].filter((each) => each.startsWith('q')).sort()).toEqual(known.slice(0, 48).sort())
    expect([...found.keys()].filter((each) => each.startsWith('z'))).toHaveLength(16)
  })

  test('is at most 48 words that profiles have and 16 that none has, each once, each with a share above nought', () => {
    fc.assert(
      fc.property(asking, ({ title, description, known }) => {
        const statistics = among(known)
        const found = wordDrafts(need(title.join(' '), description.join(' ')), [], statistics).map((one) => ({
          ...one,
          word: one.key.slice(5),
        }))
        const isSeen = (of: string) => statistics.frequencies.has(of)
        expect(found.filter((one) => isSeen(one.word)).length).toBeLessThanOrEqual(48)
        expect(found.filter((one) => !isSeen(one.word)).length).toBeLessThanOrEqual(16)
        expect(new Set(found.map((one) => one.word)).size).toBe(found.length)
        expect(found.every(({ share, part }) => part === 'text' && share > 0 && Number.isFinite(share))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('a profile that has all own words of a short need fills its text; one word more asked never makes a share larger', () => {
    const distinct = fc.uniqueArray(fc.constantFrom('pump', 'bolt', 'weld', 'cast', 'nuts', 'wire', 'gear', 'coil'), {
      minLength: 2,
      maxLength: 8,
    })
    fc.assert(
      fc.property(distinct, ([first = '', ...rest]) => {
        const statistics = among({ pump: 3, bolt: 40, weld: 7, cast: 90, nuts: 2, wire: 11, gear: 5, coil: 300 })
        const fewer = drafts(need(rest.join(' ')), statistics)
        const more = drafts(need([first, ...rest].join(' ')), statistics)
        expect(wholeOf(more)).toBeCloseTo(1)
        for (const each of fewer.keys()) expect(more.get(each)).toBeLessThanOrEqual(fewer.get(each) ?? 0)
      }),
    )
  })
})

test.each([
  ['Gaming mouse', 'Gaming mouse', 2],
  ['The boys', 'the boys', 1],
  ['Pump', 'A pump and valves for it', 2],
])('"%s", "%s" says %i words of its own', (title, description, expected) =>
  expect(countOwnWords({ ...need(title, description), language: 'en' })).toBe(expected),
)
