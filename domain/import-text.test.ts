/** The words of a list: values of a cell, countries, firms' names and places, told alike whatever their spelling. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isCountryCode, recognizeCountry } from './import-countries.ts'
import { distinctivePart, normaliseAddress, normaliseName, normalisePlace } from './import-names.ts'
import { isBlank, splitMulti } from './import-text.ts'

describe('a cell with several values', () => {
  test.each<[string, string[]]>([
    ['Shirts\n\t\t\t ,Pants\t\t\t,T-Shirts', ['Shirts', 'Pants', 'T-Shirts']],
    ['T-Shirts; Polo / Knit Tops', ['T-Shirts', 'Polo', 'Knit Tops']],
    ['T-Shirts/Polo Shirts', ['T-Shirts', 'Polo Shirts']],
    ['Shirts, shirts, SHIRTS', ['Shirts']],
    ['Jackets (padded, fleece / down), Vests', ['Jackets (padded, fleece / down)', 'Vests']],
    ['Sweater(Men, Ladies', ['Sweater(Men', 'Ladies']],
    ['CAD/CAM, ISO/IEC 27001, 2/3 layer', ['CAD/CAM', 'ISO/IEC 27001', '2/3 layer']],
    ['• Castings\n• Forgings', ['Castings', 'Forgings']],
    ['- Castings\n2) Forgings', ['Castings', 'Forgings']],
    ['Neck ties etc.', ['Neck ties']],
    ['铸件、锻件，管', ['铸件', '锻件', '管']],
    ['N/A', []],
    ['-, none; n.a.', []],
  ])('%j is %j', (cell, values) => {
    expect(splitMulti(cell)).toEqual(values)
  })

  test('is split once and for all: a value is never split again, never blank, never twice', () => {
    const cell = fc
      .array(fc.constantFrom('Shirts', 'T-Shirts', ' ', ',', '/', ';', '\n', '\t', '(', ')', 'N/A', 'ISO', '9001', '•', 'etc.', '&', '-'))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(cell, (text) => {
        const values = splitMulti(text)
        expect(values.filter(isBlank)).toEqual([])
        expect(new Set(values.map((value) => value.toLowerCase())).size).toBe(values.length)
        for (const value of values) expect(value).toBe(value.trim())
      }),
    )
  })

  test.each(['N/A', 'n/a', '-', '--', ' . ', 'none', 'Ninguno', 'no aplica', 'Não se aplica', 'néant', 's/d', '\u200b'])(
    '%j says nothing',
    (cell) => {
      expect(isBlank(cell)).toBe(true)
    },
  )
})

describe('a country', () => {
  test.each([
    ['CHINA ', 'CN'],
    ['cn', 'CN'],
    ['CHN', 'CN'],
    ["People's Republic of China", 'CN'],
    ['中国', 'CN'],
    ['Viet Nam', 'VN'],
    ['VIETNAM', 'VN'],
    ['Việt Nam', 'VN'],
    ['US', 'US'],
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['Estados Unidos', 'US'],
    ['EE.UU.', 'US'],
    ['États-Unis', 'US'],
    ['South Korea', 'KR'],
    ['Korea, Republic of', 'KR'],
    ['Korea (South)', 'KR'],
    ["Korea, Democratic People's Republic of", 'KP'],
    ['Slovak Republic', 'SK'],
    ['UAE', 'AE'],
    ['Emiratos Árabes Unidos', 'AE'],
    ['Bangladesh.', 'BD'],
    ['বাংলাদেশ', 'BD'],
    ['Turkey', 'TR'],
    ['Türkiye', 'TR'],
    ['Turquia', 'TR'],
    ['Brasil', 'BR'],
    ['Brésil', 'BR'],
    ['México', 'MX'],
    ['Perú', 'PE'],
    ['República de Colombia', 'CO'],
    ['Côte d’Ivoire', 'CI'],
    ['Ivory Coast', 'CI'],
    ['Congo, Dem. Rep.', null],
    ['Democratic Republic of the Congo', 'CD'],
    ['Republic of the Congo', 'CG'],
    ['Moldova (Republic of)', 'MD'],
    ['Taiwan, Province of China', 'TW'],
    ['Puerto Rico', 'PR'],
    ['Lao PDR', 'LA'],
    ['Burma', 'MM'],
    ['Deutschland', 'DE'],
    ['Alemania', 'DE'],
    ['Alemanha', 'DE'],
    ['Allemagne', 'DE'],
    ['England', 'GB'],
    ['Dhaka, Bangladesh', null],
    ['Europe', null],
    ['EU', null],
    ['XX', null],
    ['ZZ', null],
    ['N/A', null],
    ['', null],
  ])('%j is %s', (spelling, code) => {
    expect(recognizeCountry(spelling)).toBe(code)
  })

  test('is recognised by its code and by its name in English, Spanish, Portuguese and French, each of them', () => {
    const missed: string[] = []
    for (const language of ['en', 'es', 'pt', 'fr']) {
      const names = new Intl.DisplayNames([language], { type: 'region' })
      for (const code of codes()) {
        const found = [code, code.toLowerCase(), names.of(code) ?? '', (names.of(code) ?? '').toUpperCase()].map(recognizeCountry)
        if (found.some((answer) => answer !== code)) missed.push(`${language} ${names.of(code)}: ${found.join(' ')}`)
      }
    }
    expect(codes()).toHaveLength(250)
    expect(missed).toEqual([])
  })
})

describe("a firm's name for comparison", () => {
  test.each([
    ['ACME KNIT WEAR LIMITED', 'acme knit wear'],
    ['Acme Knit-Wear (Pvt.) Ltd.', 'acme knit wear'],
    ['Acme Co.,Ltd', 'acme'],
    ['Textil Ñandú, S.A. de C.V.', 'textile nandu'],
    ['Confecções São João Ltda.', 'confeccoes sao joao'],
    ['Calçados Águia, Lda', 'calcados aguia'],
    ['Société Fil d’Or SARL', 'societe fil dor'],
    ['Müller GmbH & Co. KG', 'muller'],
    ['PT. Samudra Jaya Tbk', 'samudra jaya'],
    ['SC Bellaforma S.R.L.', 'bellaforma'],
    ['Nova Odzież Sp. z o.o.', 'nova odziez'],
    ['A. J. Fashions Inc', 'aj fashion'],
    ['山河纺织有限公司', '山河纺织'],
    ['Ltd.', 'ltd'],
  ])('%s is %s', (name, plain) => {
    expect(normaliseName(name)).toBe(plain)
  })

  test('does not change when it is made plain once more, nor with case or accents', () => {
    const name = fc
      .array(fc.constantFrom('Acme', 'Ñandú', 'S.A.', 'de', 'C.V.', 'Co.', 'Ltd', '&', '(Pvt)', 'Unit', '2', 'PT', 'Inds.', 'd.o.o.'), {
        minLength: 1,
      })
      .map((parts) => parts.join(' '))
    fc.assert(
      fc.property(name, (text) => {
        const plain = normaliseName(text)
        expect(normaliseName(text.toUpperCase())).toBe(plain)
        expect(normaliseName(text.normalize('NFD'))).toBe(plain)
        expect(plain.replace(/[a-z0-9 ]/g, '')).toBe('')
      }),
    )
  })

  test('keeps what sets it apart from others of its trade', () => {
    expect(distinctivePart(normaliseName('Bonolota Knit Fashions Ltd.'))).toBe('bonolota')
    expect(distinctivePart(normaliseName('Textile Industries Ltd.'))).toBe('textile industries')
  })

  test('stands beside a place without its words for town and district, and an address with its abbreviations written out', () => {
    expect(['Dhaka District', 'DHAKA', 'Dacca', 'Ciudad de México', 'Chattogram'].map(normalisePlace)).toEqual([
      'dhaka',
      'dhaka',
      'dhaka',
      'mexico',
      'chittagong',
    ])
    expect(normaliseAddress('Plot No. 45, Mill Rd., Ind. Area')).toBe(normaliseAddress('45 mill road industrial AREA'))
  })
})

function codes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountryCode)
}
