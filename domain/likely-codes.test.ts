/** Texts of different languages meet in the codes they are likely about; words find their kin. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildKinIndex, kinOf } from './kin-words.ts'
import { buildCodeIndex, likelyCodes, suggestCodes } from './likely-codes.ts'
import { beyondPlace, fieldOf, type MatchQuery, WHOLE_TOPIC } from './match-query.ts'
import { likelyShare, nearDrafts } from './plan-nearness.ts'

const list = buildCodeIndex([
  { code: '34120000', labels: { en: 'Motor vehicles for the transport of passengers', sk: 'Motorové vozidlá na prepravu osôb' } },
  { code: '34121000', labels: { en: 'Buses and coaches', sk: 'Autobusy a diaľkové autobusy' } },
  { code: '45210000', labels: { en: 'Building construction work', sk: 'Stavebné práce na stavbe budov' } },
  { code: '33141310', labels: { en: 'Syringes', sk: 'Injekčné striekačky' } },
])
const text = (title: string, language = 'en', description = '') => ({ title, description, language })

describe('a text and an official list', () => {
  test.each([
    ['Purchase of city buses', 'en', '34121000'],
    ['Nákup autobusov pre prímestskú dopravu', 'sk', '34121000'],
    ['Sterile syringe, 5 ml', 'en', '33141310'],
    ['Injekčná striekačka', 'sk', '33141310'],
  ])('"%s" (%s) speaks of %s first', (title, language, code) => expect(suggestCodes(text(title, language), list!, 3)[0]?.code).toBe(code))

  test('a label found whole comes before a long one of which as much is found', () => {
    const labels = ['Buses and coaches for school transport in mountains', 'Buses']
    const two = buildCodeIndex(labels.map((en, at) => ({ code: `3412${at}000`, labels: { en } })))
    expect(suggestCodes(text('Buses'), two!, 2).map(({ code }) => code)).toEqual(['34121000', '34120000'])
  })

  test('say nothing to each other where the list has no labels in the language, or is not there', () => {
    expect(suggestCodes(text('Autobusë', 'sq'), list!, 3)).toEqual([])
    expect(likelyCodes(text('Buses'), null)).toEqual([])
    expect(buildCodeIndex([])).toBeNull()
  })

  test('two languages come to the same classes, the surer the fuller', () => {
    const english = new Map(likelyCodes(text('Buses and coaches'), list))
    const slovak = new Map(likelyCodes(text('Autobusy', 'sk'), list))
    for (const level of ['cpv:34', 'cpv:341', 'cpv:3412']) {
      expect(english.get(level), level).toBeGreaterThan(128)
      expect(slovak.get(level), level).toBeGreaterThan(128)
    }
    for (const [, impact] of english) expect(impact >= 1 && impact <= 255).toBe(true)
  })
})

describe('for any text', () => {
  const words = ['bus', 'coaches', 'building', 'construction', 'syringe', 'vehicles', 'transport', 'of', 'passengers', 'blue', 'xyz']
  const title = fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((list) => list.join(' '))

  test('a code is as likely as its parts together at most, and all divisions together are one whole', () => {
    fc.assert(
      fc.property(title, title, (first, second) => {
        const likely = new Map(likelyCodes(text(first, 'en', second), list))
        const share = (impact = 0) => (impact / 255) ** 2
        const levels = [...likely].map(([code, impact]) => [code.slice('cpv:'.length), share(impact)] as const)
        for (const [code, own] of levels)
          if (code.length > 2) expect(share(likely.get(`cpv:${code.slice(0, -1)}`))).toBeGreaterThanOrEqual(own - 0.02)
        const whole = levels.filter(([code]) => code.length === 2).reduce((sum, [, own]) => sum + own, 0)
        if (likely.size > 0) expect(whole).toBeCloseTo(1, 1)
      }),
    )
  })

  test('suggestions come best first, each code once, as many as asked for at most', () => {
    fc.assert(
      fc.property(title, fc.integer({ min: 1, max: 5 }), (asked, limit) => {
        const found = suggestCodes(text(asked), list!, limit)
        expect(found.length).toBeLessThanOrEqual(limit)
        expect(new Set(found.map(({ code }) => code)).size).toBe(found.length)
        expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a))
        expect(found.every(({ score }) => score > 0)).toBe(true)
      }),
    )
  })
})

describe('likely codes in a plan', () => {
  const frequencies = (own: number, others: number) =>
    new Map([
      ['language:en', own],
      ['language:sk', others],
      ['likely:cpv:34', 3],
    ])

  test('count the more, the fewer profiles share the language of the need', () => {
    const share = (own: number, others: number) =>
      likelyShare('en-GB', { documents: own + others, averageLength: 10, frequencies: frequencies(own, others) })
    expect(share(100, 0)).toBeLessThan(share(50, 50))
    expect(share(50, 50)).toBeLessThan(share(1, 99))
    expect(likelyShare('en', { documents: 0, averageLength: 0, frequencies: new Map() })).toBe(share(100, 0))
  })

  test('stand beside category and record only where some profile has them', () => {
    const need = { category: 'Works' } as Parameters<typeof nearDrafts>[0]
    const keys = (known: ReadonlyMap<string, number>) =>
      nearDrafts(
        need,
        [
          ['cpv:34', 200],
          ['cpv:45', 90],
        ],
        { documents: 9, averageLength: 10, frequencies: known },
      ).map(({ key }) => key)
    expect(keys(frequencies(5, 4))).toEqual(['likely:cpv:34'])
    expect(
      keys(
        new Map([
          ['category:works', 2],
          ['record:awards', 1],
        ]),
      ),
    ).toEqual(['category:works', 'record:awards'])
  })

  test('draw no field, and place and record alone make no candidate', () => {
    const query: MatchQuery = {
      features: [
        { key: 'country:IN', group: 'place', weight: 1 },
        { key: 'record:awards', group: 'codes', weight: 1 },
        { key: 'likely:cpv:34', group: 'codes', weight: 1 },
        { key: 'term:bus', group: 'text', weight: 1 },
      ],
      caps: { text: WHOLE_TOPIC / 2, codes: 0, process: 0, place: WHOLE_TOPIC / 10 },
      knockOuts: [],
      averageLength: 1,
    }
    expect(fieldOf(query)).toEqual(['term:bus'])
    const shares = (...features: number[]) => beyondPlace(query)({ topic: 0.01, evidence: features.map((feature) => ({ feature })) })
    expect([shares(), shares(0), shares(0, 1), shares(2), shares(0, 3)]).toEqual([false, false, false, true, true])
    expect([0.05, 0.2].map((topic) => beyondPlace(query)({ topic, evidence: null }))).toEqual([false, true])
  })
})

describe('a word and its kin', () => {
  const index = buildKinIndex(
    new Map(['klarwerk', 'klaranlage', 'wasser', 'abwasser', '6061-t5', 'likely:cpv:34'].map((word) => [word, 1])),
  )

  test.each([
    ['klarwerks', ['klarwerk']],
    ['klaranlagen', ['klaranlage']],
    ['wasser', ['abwasser']],
    ['bolt', []],
    ['6061-t5', []],
  ])('%s is kin to %j', (word, kin) => expect(kinOf(word, index).map((one) => one.word)).toEqual(kin))

  test('look-ups leave nothing behind for the next', () => {
    const first = kinOf('abwassers', index)
    expect(kinOf('klarwasser', index).every(({ likeness }) => likeness <= 1)).toBe(true)
    index.known.clear()
    expect(kinOf('abwassers', index)).toEqual(first)
  })
})
