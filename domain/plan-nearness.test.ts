/** What comes near a need without being named by it: a category in common, codes that two texts are likely about, a little of a record. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LikelyCode } from './likely-codes.ts'
import { FULL_IMPACT, type TopicStatistics } from './match-query.ts'
import { likelyShare, nearDrafts } from './plan-nearness.ts'

const statistics = (frequencies: Record<string, number>): TopicStatistics => ({
  documents: 100,
  averageLength: 50,
  frequencies: new Map(Object.entries(frequencies)),
})
const need = (category?: string) => ({ category }) as Parameters<typeof nearDrafts>[0]

describe('the share of likely codes', () => {
  test.each([
    ['all profiles write in it', { 'language:en': 10 }, 0.04],
    ['half of them do', { 'language:en': 5, 'language:fr': 5 }, 0.27],
    ['none does', { 'language:fr': 10 }, 0.5],
    ['no profile has a text', {}, 0.04],
  ])('where %s, is a plain figure between its ends', (_, frequencies, share) =>
    expect(likelyShare('en', statistics(frequencies))).toBeCloseTo(share),
  )

  test('never grows when one more profile writes in the language of the need', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (own, others) => {
        const share = (count: number) => likelyShare('en', statistics({ 'language:en': count, 'language:fr': others }))
        expect(share(own + 1)).toBeLessThanOrEqual(share(own) + 1e-12)
      }),
    )
  })
})

describe('likely codes', () => {
  const codes = fc.uniqueArray(fc.tuple(fc.constantFrom('34', '341', '3412', '45', '452', '4521'), fc.integer({ min: 1, max: 255 })), {
    minLength: 1,
    selector: ([code]) => code,
  })

  test('a firm that is likely about the very same fills the part, one likely about less never more than that', () => {
    fc.assert(
      fc.property(codes, fc.double({ min: 0, max: 1, noNaN: true }), (asked, part) => {
        const likely = asked.map(([code, impact]): LikelyCode => [`cpv:${code}`, impact])
        const known = statistics(Object.fromEntries(likely.map(([code], at) => [`likely:${code}`, at + 1])))
        const met = (of: (impact: number) => number) =>
          nearDrafts(need(), likely, known).reduce((sum, { share }, at) => sum + (share * of(likely[at]?.[1] ?? 0)) / FULL_IMPACT, 0)
        expect(met((impact) => impact)).toBeCloseTo(1)
        expect(met((impact) => impact * part)).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  })

  test('a class weighs more than its division, a rare code more than one that most firms have', () => {
    const share = (code: string, other: string, frequencies: Record<string, number>) => {
      const drafts = nearDrafts(need(), [[`cpv:${code}`, 200] as const, [`cpv:${other}`, 200] as const], statistics(frequencies))
      return drafts.map((one) => one.share)
    }
    const [division = 0, ofClass = 0] = share('34', '3412', { 'likely:cpv:34': 5, 'likely:cpv:3412': 5 })
    expect(ofClass).toBeGreaterThan(division)
    const [common = 0, rare = 0] = share('34', '45', { 'likely:cpv:34': 90, 'likely:cpv:45': 3 })
    expect(rare).toBeGreaterThan(3 * common)
  })
})

test('a category is met whatever its case, and asked for only where some firm has it', () => {
  const keys = (category: string | undefined, known: Record<string, number>) =>
    nearDrafts(need(category), [], statistics(known)).map(({ key }) => key)
  expect(keys(' WORKS ', { 'category:works': 1 })).toEqual(['category:works'])
  expect(keys('Works', { 'category:goods': 1 })).toEqual([])
  expect(keys(undefined, { 'category:works': 1, 'record:awards': 4 })).toEqual(['record:awards'])
})
