/** The official code lists as their keepers publish them: which rows are read, what stands above a code, what is refused. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClassificationScheme, parseClassification } from './classification.ts'

const FORMS: { form: string; scheme: ClassificationScheme; file: string[]; codes: [string, string | null, Record<string, string>][] }[] = [
  {
    form: 'CPV with check digit and language columns',
    scheme: 'cpv',
    file: ['CODE|EN|ES|FR|PT', '03000000-1|Farming|Agrario|Agricole|Agrícola', '03100000-2|Crops|Cultivos|Cultures|'],
    codes: [
      ['03000000', null, { en: 'Farming', es: 'Agrario', fr: 'Agricole', pt: 'Agrícola' }],
      ['03100000', '03000000', { en: 'Crops', es: 'Cultivos', fr: 'Cultures' }],
    ],
  },
  {
    form: 'CPV with the check digit in a column of its own',
    scheme: 'cpv',
    file: [
      'code|check|level|parent|en|es',
      '18330000|2|group||T-shirts and shirts|Camisas',
      '18331000|8|class|18330000|T-shirts|Camisetas',
    ],
    codes: [
      ['18330000', null, { en: 'T-shirts and shirts', es: 'Camisas' }],
      ['18331000', '18330000', { en: 'T-shirts', es: 'Camisetas' }],
    ],
  },
  {
    form: 'CPV where a level is missing',
    scheme: 'cpv',
    file: ['CODE|EN', '30192100-4|Erasers', '30192121-7|Ballpoint pens'],
    codes: [
      ['30192100', null, { en: 'Erasers' }],
      ['30192121', '30192100', { en: 'Ballpoint pens' }],
    ],
  },
  {
    form: 'HS with Roman sections',
    scheme: 'hs',
    file: [
      'section|hscode|description|parent|level',
      'XI|61|Apparel, knitted|TOTAL|2',
      'XI|6109|T-shirts|61|4',
      'XI|6109.10|Of cotton|6109|6',
    ],
    codes: [
      ['61', null, { en: 'Apparel, knitted' }],
      ['6109', '61', { en: 'T-shirts' }],
      ['610910', '6109', { en: 'Of cotton' }],
    ],
  },
  {
    form: 'ISIC as the United Nations publishes it',
    scheme: 'isic',
    file: ['\u{feff}Code|Description', 'C|Manufacturing', '25|Metal products', '259|Other', '2591|Forging'],
    codes: [
      ['C', null, { en: 'Manufacturing' }],
      ['25', 'C', { en: 'Metal products' }],
      ['259', '25', { en: 'Other' }],
      ['2591', '259', { en: 'Forging' }],
    ],
  },
  {
    form: 'ISIC with a country’s Spanish beside the common languages',
    scheme: 'isic',
    file: ['level|code|parent|en|ar|pt|es_co', 'section|A||Agriculture|الزراعة||Agricultura', 'division|01|A|Crops|المحاصيل||'],
    codes: [
      ['A', null, { en: 'Agriculture', ar: 'الزراعة', es: 'Agricultura' }],
      ['01', 'A', { en: 'Crops', ar: 'المحاصيل' }],
    ],
  },
  {
    form: 'UNSPSC, one row per commodity',
    scheme: 'unspsc',
    file: [
      'Segment|Segment Title|Family|Family Title|Class|Class Title|Commodity|Commodity Title',
      '53000000|Apparel|53100000|Clothing|53101600|Shirts|53101602|Mens shirts',
      '53000000|Apparel|53100000|Clothing|53101600|Shirts|53101604|Womens shirts',
    ],
    codes: [
      ['53000000', null, { en: 'Apparel' }],
      ['53100000', '53000000', { en: 'Clothing' }],
      ['53101600', '53100000', { en: 'Shirts' }],
      ['53101602', '53101600', { en: 'Mens shirts' }],
      ['53101604', '53101600', { en: 'Womens shirts' }],
    ],
  },
  {
    form: 'UNSPSC in Spanish, one row per commodity',
    scheme: 'unspsc',
    file: ['Código Segmento|Nombre Segmento|Código Producto|Nombre Producto', '53000000|Ropa|53101602|Camisas'],
    codes: [
      ['53000000', null, { es: 'Ropa' }],
      ['53101602', '53000000', { es: 'Camisas' }],
    ],
  },
  {
    form: 'UNSPSC as code and title',
    scheme: 'unspsc',
    file: ['Code|Title', '10000000|Live plants', '10100000|Live animals', '10101500|Livestock', '10101501|Cats'],
    codes: [
      ['10000000', null, { en: 'Live plants' }],
      ['10100000', '10000000', { en: 'Live animals' }],
      ['10101500', '10100000', { en: 'Livestock' }],
      ['10101501', '10101500', { en: 'Cats' }],
    ],
  },
  {
    form: 'labels headed in the reader’s language',
    scheme: 'hs',
    file: ['Código HS|Descripción|Description FR|es', '61|Prendas|Vêtements|Ropa'],
    codes: [['61', null, { es: 'Ropa', fr: 'Vêtements' }]],
  },
]

const REFUSED: [ClassificationScheme, string, string][] = [
  ['cpv', '3000000-1', 'a lost leading nought'],
  ['cpv', '03000000-12', 'two check digits'],
  ['cpv', '00100000', 'no division'],
  ['hs', 'TOTAL', 'a sum of the list'],
  ['hs', '1', 'a chapter that lost its nought'],
  ['hs', '10129', 'a subheading that lost its nought'],
  ['hs', '61091000', 'a national extension'],
  ['isic', '34', 'no such division'],
  ['isic', 'V', 'no such section'],
  ['isic', '25911', 'a national subclass'],
  ['unspsc', '5310160', 'seven digits'],
  ['unspsc', '', 'no code'],
]

describe('an official list of codes', () => {
  it.each(FORMS)('is read: $form', ({ scheme, file, codes }) => {
    const read = parse(scheme, file)
    expect(read.errors).toEqual([])
    expect(read.rows).toEqual(codes.map(([code, parent, labels]) => ({ code, parent, labels })))
  })

  it.each(REFUSED)('of %s refuses the code "%s": %s', (scheme, code) => {
    expect(parse(scheme, ['Code|Title', `${code}|Something`])).toEqual({ rows: [], errors: [{ row: 2, code, reason: 'malformed-code' }] })
  })

  it('tells which rows it refused, counts blank ones and keeps the others', () => {
    const read = parse('hs', ['Code|Title', '61|Apparel', '|', '61|Apparel again', '6109|', 'x|T-shirts', '6110|Sweaters'])
    expect(read.errors).toEqual([
      { row: 4, code: '61', reason: 'repeated-code' },
      { row: 5, code: '6109', reason: 'no-label' },
      { row: 6, code: 'x', reason: 'malformed-code' },
    ])
    expect(read.rows.map(({ code, labels }) => [code, labels.en])).toEqual([
      ['61', 'Apparel'],
      ['6110', 'Sweaters'],
    ])
  })

  it('refuses a malformed level of a wide row and keeps the others', () => {
    const read = parse('unspsc', ['Segment|Segment Title|Family|Family Title', '53000000|Apparel|531|Clothing', '53000000|Apparel||'])
    expect(read.errors).toEqual([{ row: 2, code: '531', reason: 'malformed-code' }])
    expect(read.rows.map(({ code }) => code)).toEqual(['53000000'])
  })

  it.each([
    ['no-code-column', 'Parent|Description'],
    ['no-label-column', 'Code|Level'],
  ])('is refused whole for %s', (reason, header) => {
    expect(parse('hs', [header, '61|Apparel'])).toEqual({ rows: [], errors: [{ row: 1, code: '', reason }] })
  })

  it('knows a parent only among its own codes, and no code above itself', () => {
    const code = fc.stringMatching(/^[1-9]\d[0-3]{6}$/)
    fc.assert(
      fc.property(fc.uniqueArray(code, { maxLength: 40 }), fc.constantFrom('cpv' as const, 'unspsc' as const), (codes, scheme) => {
        const { rows } = parse(scheme, ['Code|Title', ...codes.map((each) => `${each}|x`)])
        expect(rows.map((row) => row.code)).toEqual(codes)
        for (const row of rows) {
          if (row.parent === null) continue
          expect(codes).toContain(row.parent)
          expect(row.parent).not.toBe(row.code)
          expect(row.code.startsWith(row.parent.replace(/0+$/, ''))).toBe(true)
        }
      }),
    )
  })
})

const data = process.env.SHARED_DATA && join(process.env.SHARED_DATA, 'classifications')
const skipped = !data || !existsSync(data)
if (skipped) console.info('The real lists are not read: SHARED_DATA does not name a folder with classifications.')

const REAL: { scheme: ClassificationScheme; file: string; separator: string; codes: number; refused: string[]; languages: string }[] = [
  { scheme: 'cpv', file: 'cpv-2008.tsv.gz', separator: '\t', codes: 9454, refused: [], languages: 'en es fr pt' },
  { scheme: 'hs', file: 'hs-2022-en.csv.gz', separator: ',', codes: 6939, refused: ['TOTAL'], languages: 'en' },
  { scheme: 'isic', file: 'isic-rev4-en-ar-pt-es.tsv', separator: '\t', codes: 766, refused: [], languages: 'ar en es' },
]

describe.skipIf(skipped)('the real lists', () => {
  it.each(REAL)(
    '$file: every code is read, under the parent that the list itself names',
    ({ scheme, file, separator, codes, ...expected }) => {
      const bytes = readFileSync(join(data ?? '', file))
      const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
      const [header = [], ...rows] = text
        .split(/\r?\n/)
        .filter((line) => line !== '')
        .map((line) => cellsOf(line, separator))
      const read = parseClassification(scheme, header, rows)
      expect(read.rows.length).toBe(codes)
      expect(read.errors.map(({ code }) => code)).toEqual(expected.refused)
      expect(Object.keys(read.rows[0]?.labels ?? {}).sort()).toEqual(expected.languages.split(' '))
      const column = header.indexOf('parent')
      const named = rows.map((cells) => (cells[column] === '' || cells[column] === 'TOTAL' ? null : cells[column]))
      const place = new Map(rows.map((cells, index) => [cells[scheme === 'hs' || scheme === 'isic' ? 1 : 0], index]))
      const elsewhere = read.rows.filter(({ code, parent }) => parent !== named[place.get(code) ?? -1])
      expect(elsewhere).toEqual([])
    },
  )
})

function parse(scheme: ClassificationScheme, [header = '', ...lines]: string[]) {
  return parseClassification(
    scheme,
    header.split('|'),
    lines.map((line) => line.split('|')),
  )
}

/** Cells of a line; a comma within quotation marks parts nothing. */
function cellsOf(line: string, separator: string): string[] {
  if (separator !== ',') return line.split(separator)
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) => (match[1] ?? '').replace(/^"|"$/g, '').replaceAll('""', '"'))
}
