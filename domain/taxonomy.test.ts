/** What the thesaurus promises of free text: the trade's word is found in any language, case, plural or slip of the pen. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ancestorsOf, buildConceptIndex, type Concept, suggestConcepts } from './taxonomy.ts'
import { CONCEPT_LANGUAGES, singular, stemIn } from './taxonomy-words.ts'

const CONCEPTS = [
  concept('stamping', null, [
    'Stamping and pressing|press shop',
    'Estampación y prensado|prensado',
    'Estampagem e prensagem|estamparia',
    'Découpage et emboutissage|presse',
  ]),
  concept('sheet-metal-stamping', 'stamping', [
    'Sheet metal stamping|stamped parts|metal stamping',
    'Estampado de chapa|troquelado de lámina|estampación metálica',
    'Estampagem de chapa|peças estampadas',
    'Emboutissage de tôle|estampage de tôle',
  ]),
  concept('deep-drawing', 'stamping', [
    'Deep drawing|drawn shells',
    'Embutición profunda|embutido',
    'Estampagem profunda|repuxo',
    'Emboutissage profond|étirage',
  ]),
  concept('injection-moulding', null, [
    'Injection moulding|plastic injection',
    'Moldeo por inyección|inyección de plásticos',
    'Moldagem por injeção|injeção de plásticos',
    'Moulage par injection|injection plastique',
  ]),
  concept('machining', null, [
    'Machining|CNC machining',
    'Mecanizado|maquinado CNC',
    'Usinagem|usinagem CNC|maquinagem',
    'Usinage|usinage CNC',
  ]),
  concept('welding', null, ['Welding|welded assemblies', 'Soldadura|conjuntos soldados', 'Soldadura|soldagem', 'Soudage|soudure']),
  concept('tig-welding', 'welding', [
    'TIG welding|GTAW',
    'Soldadura TIG|soldadura con argón',
    'Soldadura TIG|soldagem TIG',
    'Soudage TIG|soudure TIG',
  ]),
  concept('fasteners', null, ['Screws and washers|fasteners', 'Tornillería|tornillos', 'Parafusos|fixadores', 'Visserie|boulons']),
  concept('garment-washing', null, [
    'Garment washing|denim washing',
    'Lavado de prendas|lavado de mezclilla',
    'Lavagem de peças|lavagem de ganga',
    'Délavage|lavage de jeans',
  ]),
]
const INDEX = buildConceptIndex(CONCEPTS)
const first = (text: string) => suggestConcepts(text, INDEX)[0]

describe('a suggestion', () => {
  it.each([
    ['estampado de chapa', 'sheet-metal-stamping'],
    ['ESTAMPADOS DE CHAPAS', 'sheet-metal-stamping'],
    ['estampacion metalica', 'sheet-metal-stamping'],
    ['moulage par injection', 'injection-moulding'],
    ['usinagem CNC', 'machining'],
    ['soldadura TIG', 'tig-welding'],
    ['plastic injection molding', 'injection-moulding'],
    ['the stamped part', 'sheet-metal-stamping'],
  ])('for "%s" begins with %s', (text, code) => {
    expect(first(text)?.code).toBe(code)
  })

  it('of a label is certain, of a synonym nearly so, and names the words that spoke for it', () => {
    expect(first('Soudage TIG')).toMatchObject({ code: 'tig-welding', matched: 'Soudage TIG' })
    expect(first('Soudage TIG')?.score).toBeGreaterThan(0.98)
    expect(first('soudure tig')?.matched).toBe('soudure TIG')
    expect(first('soudure tig')?.score).toBeLessThan(0.98)
  })

  it('reads a word that no language knows as the nearest known one', () => {
    expect(first('inyeccion de plastcos')?.code).toBe('injection-moulding')
    expect(first('weldng')?.code).toBe('welding')
  })

  it('prefers the very word to another form of its stem', () => {
    expect(first('washing')?.code).toBe('garment-washing')
    expect(first('washer')?.code).toBe('fasteners')
  })

  it('puts the more general concept before its equals', () => {
    expect(suggestConcepts('soldadura', INDEX).map(({ code }) => code)).toEqual(['welding', 'tig-welding'])
  })

  it('finds the trades inside a longer text', () => {
    const codes = suggestConcepts('Brackets, 20,000 pcs/month: sheet metal stamping, then TIG welding of two studs', INDEX, 2).map(
      ({ code }) => code,
    )
    expect(codes.toSorted()).toEqual(['sheet-metal-stamping', 'tig-welding'])
  })

  it('of nothing known is empty', () => {
    expect(suggestConcepts('', INDEX)).toEqual([])
    expect(suggestConcepts('zzzz qqqq', INDEX)).toEqual([])
  })

  it('keeps to the limit, scores between 0 and 1, best first, each concept once, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.lorem()), fc.nat(6), (text, limit) => {
        const found = suggestConcepts(`${text} welding of machined parts`, INDEX, limit)
        expect(found.length).toBeLessThanOrEqual(limit)
        expect(found.every(({ score }) => score > 0 && score <= 1)).toBe(true)
        expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a))
        expect(new Set(found.map(({ code }) => code)).size).toBe(found.length)
      }),
    )
  })

  it('finds every label and synonym first, shouted and without accents', () => {
    for (const each of CONCEPTS) {
      for (const language of CONCEPT_LANGUAGES) {
        for (const phrase of [each.labels[language], ...each.synonyms[language]]) {
          const plain = phrase
            .normalize('NFKD')
            .replace(/\p{M}+/gu, '')
            .toUpperCase()
          expect(first(plain)?.code, phrase).toBe(each.code)
        }
      }
    }
  })
})

describe('the concepts above a concept', () => {
  it('are listed nearest first, and none above a root or an unknown code', () => {
    expect(ancestorsOf('tig-welding', INDEX)).toEqual(['welding'])
    expect(ancestorsOf('welding', INDEX)).toEqual([])
    expect(ancestorsOf('knitting', INDEX)).toEqual([])
  })

  it('end even where two concepts name each other as parents', () => {
    const circle = buildConceptIndex([
      concept('a', 'b', ['A|a one', 'A|a uno', 'A|a um', 'A|a un']),
      concept('b', 'a', ['B|b one', 'B|b uno', 'B|b um', 'B|b un']),
    ])
    expect(ancestorsOf('a', circle)).toEqual(['b', 'a'])
  })
})

describe('the forms of a word', () => {
  it.each([
    ['es', 'estampados', 'estampacion'],
    ['pt', 'usinagem', 'usinados'],
    ['fr', 'emboutissages', 'emboutissage'],
    ['en', 'moulding', 'molded'],
    ['en', 'galvanising', 'galvanized'],
  ] as const)('in %s, %s and %s, share a stem', (language, one, other) => {
    expect(stemIn(one, language)).toBe(stemIn(other, language))
  })

  it.each([
    ['es', 'matrices', 'matric'],
    ['pt', 'fundicoes', 'fundicao'],
    ['en', 'assemblies', 'assembly'],
    ['fr', 'tuyaux', 'tuyau'],
  ] as const)('in %s, %s is %s in the singular', (language, plural, one) => {
    expect(singular(plural, language)).toBe(one)
  })

  it('are left alone where a digit stands in them', () => {
    expect(stemIn('dc01s', 'en')).toBe('dc01s')
    expect(singular('6061s', 'es')).toBe('6061s')
  })
})

/** A concept from one `label|synonym|synonym` each for EN, ES, PT and FR. */
function concept(code: string, parent: string | null, texts: readonly [string, string, string, string]): Concept {
  const [en, es, pt, fr] = texts.map((text) => text.split('|')) as [string[], string[], string[], string[]]
  return {
    code,
    kind: 'process',
    group: 'stamping',
    parent,
    labels: { en: en[0] as string, es: es[0] as string, pt: pt[0] as string, fr: fr[0] as string },
    synonyms: { en: en.slice(1), es: es.slice(1), pt: pt.slice(1), fr: fr.slice(1) },
    isic: ['2591'],
    hs: ['7326'],
    cpv: [],
  }
}
