import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CodeSource, fieldWords, isKnownCode, suggestCodes, sureCode } from './import-values.ts'
import { buildConceptIndex, type Concept } from './taxonomy.ts'

function concept(code: string, kind: Concept['kind'], group: string, label: string): Concept {
  return {
    code,
    kind,
    group,
    parent: null,
    labels: { en: label, es: label, pt: label, fr: label },
    synonyms: { en: [], es: [], pt: [], fr: [] },
    isic: [],
    hs: [],
    cpv: [],
  }
}

const SOURCE: CodeSource = {
  concepts: buildConceptIndex([
    concept('p-shirts', 'product', 'apparel-footwear-leather', 'Shirts'),
    concept('p-brake-discs', 'product', 'automotive', 'Brake discs'),
    concept('shirt-sewing', 'process', 'textiles-garments-footwear-leather', 'Shirt sewing'),
  ]),
  standards: [
    { code: 'iso-9001', name: 'ISO 9001' },
    { code: 'iso-ts-16949', name: 'ISO/TS 16949' },
    { code: 'sa8000', name: 'SA8000' },
    { code: 'amfori-bsci', name: 'amfori BSCI' },
  ],
}

describe('the words of a field', () => {
  const record = (products: string[], sector: string | null = null) => ({ products, processes: [], sector, certificates: [] })

  it('are counted over all records, in the usual spelling', () => {
    const records = [record(['Shirts', 'Caps']), record(['Shirts']), record(['shirts'])]
    expect(fieldWords(records, 'products')).toEqual([
      { value: 'Shirts', count: 3 },
      { value: 'Caps', count: 1 },
    ])
    expect(fieldWords([record([], 'Textiles; Shoes')], 'sector').map((word) => word.value)).toEqual(['Shoes', 'Textiles'])
  })
})

describe('what a word may stand for', () => {
  it.each([
    ['products', 'shirt', 'p-shirts'],
    ['processes', 'Shirt sewing', 'shirt-sewing'],
    ['sector', 'Brake discs', 'automotive'],
    ['certificates', 'ISO 9001', 'iso-9001'],
    ['certificates', 'iso9001', 'iso-9001'],
    ['certificates', 'ISO 9001:2015', 'iso-9001'],
    ['certificates', 'ISO/TS 16949:2009', 'iso-ts-16949'],
    ['certificates', 'SA 8000', 'sa8000'],
    ['certificates', 'BSCI', 'amfori-bsci'],
  ] as const)('among %s: %s is %s', (field, word, code) => {
    expect(suggestCodes(field, word, SOURCE)[0]?.code).toBe(code)
  })

  it.each(['ISO 90010', 'ISO 9', 'none', '', '—'])('is no standard for %j', (word) => {
    expect(suggestCodes('certificates', word, SOURCE)).toEqual([])
  })

  it('is taken unseen only when it is sure', () => {
    expect(sureCode(suggestCodes('certificates', 'ISO 9001:2015', SOURCE))).toBe('iso-9001')
    expect(sureCode(suggestCodes('certificates', 'BSCI', SOURCE))).toBeNull()
    expect(sureCode([])).toBeNull()
  })

  it('is always a code of the field, best first, whatever the word', () => {
    const field = fc.constantFrom('products', 'processes', 'sector', 'certificates')
    const word = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom('shirts and brake discs', 'ISO 9001, SA8000', 'Shirt sewing ISO 9001'),
    )
    fc.assert(
      fc.property(field, word, (of, said) => {
        const found = suggestCodes(of, said, SOURCE)
        expect(found.every(({ code }) => isKnownCode(of, code, SOURCE))).toBe(true)
        expect(new Set(found.map(({ code }) => code)).size).toBe(found.length)
        expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a))
      }),
    )
  })
})
