/** The dictionaries hold together: same keys, same gaps, no empty word; sentences and figures come out as each language writes them. */
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { es } from './es.ts'
import {
  formatDay,
  formatInstant,
  formatList,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  formatQuantity,
  readNumber,
} from './figures.ts'
import { fr } from './fr.ts'
import { directionOf, LOCALES, localeFrom } from './locales.ts'
import { fill, gapsOf, pluralFormsOf } from './message.ts'
import { pt } from './pt.ts'
import { isWordKey, say, sayCode } from './say.ts'
import { loadDictionary, speaker } from './speaker.ts'

const TRANSLATIONS: Record<string, Record<string, string>> = { es, pt, fr }

describe('the four languages', () => {
  it.each(Object.keys(TRANSLATIONS))('%s has exactly the keys of English', (locale) => {
    expect(Object.keys(TRANSLATIONS[locale]!).sort()).toEqual(Object.keys(en).sort())
  })

  it.each(Object.keys(TRANSLATIONS))('%s keeps every gap of English', (locale) => {
    const differing = Object.entries(en).filter(([key, word]) => String(gapsOf(word)) !== String(gapsOf(TRANSLATIONS[locale]![key]!)))
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it('have no empty word and none with a stray edge', () => {
    const faulty = Object.entries({ en, ...TRANSLATIONS }).flatMap(([locale, words]) =>
      Object.entries(words)
        .filter(([key, word]) => word.trim() === '' || (word !== word.trim() && !key.startsWith('why-note.')) || word.includes('  '))
        .map(([key]) => `${locale} ${key}`),
    )
    expect(faulty).toEqual([])
  })

  it('spell out `other` in every plural', () => {
    const faulty = Object.entries({ en, ...TRANSLATIONS }).flatMap(([locale, words]) =>
      Object.entries(words)
        .filter(([, word]) => Object.values(pluralFormsOf(word)).some((forms) => !forms.includes('other')))
        .map(([key]) => `${locale} ${key}`),
    )
    expect(faulty).toEqual([])
  })

  it('put no full stop on a button or a label', () => {
    const acts = Object.entries({ en, ...TRANSLATIONS }).flatMap(([locale, words]) =>
      Object.entries(words)
        .filter(([key, word]) => /^(act|nav|verdict|band|evidence)\./.test(key) && word.endsWith('.'))
        .map(([key]) => `${locale} ${key}`),
    )
    expect(acts).toEqual([])
  })
})

describe('a sentence with gaps', () => {
  it('takes words and numbers, each as its language writes them', () => {
    expect(fill('en', '{name} asks {n} pcs', { name: 'Norrtek', n: 40000 })).toBe('Norrtek asks 40,000 pcs')
    expect(fill('pt', '{n} un.', { n: 40000 })).toBe('40.000 un.')
  })

  it('chooses the plural by the rules of the language', () => {
    const pattern = '{n, plural, =0 {none} one {# firm} other {# firms}}'
    expect([0, 1, 2].map((n) => fill('en', pattern, { n }))).toEqual(['none', '1 firm', '2 firms'])
    expect(fill('fr', '{n, plural, one {# jour} other {# jours}}', { n: 0 })).toBe('0 jour')
  })

  it('shows a gap that nobody filled', () => {
    expect(fill('en', 'Saved {time}')).toBe('Saved {time}')
  })

  it('fills gaps inside a plural branch', () => {
    expect(fill('en', '{n, plural, one {# step for {who}} other {# steps for {who}}}', { n: 2, who: 'you' })).toBe('2 steps for you')
  })

  it('never lets a value open a gap of its own', () => {
    expect(fill('en', 'For {name}', { name: '{trace}' })).toBe('For {trace}')
  })

  it('keeps French double signs with their word', () => {
    expect(fill('fr', 'Quoi ?')).toBe('Quoi\u00a0?')
  })

  it('refuses a pattern whose gap is never closed', () => {
    expect(() => fill('en', 'Broken {name', { name: 'x' })).toThrow('never closed')
  })
})

describe('a code', () => {
  it('is said by the word of its group', () => {
    expect(LOCALES.map((locale) => sayCode(locale, 'verdict', 'near'))).toEqual(['Near', 'Cerca', 'Perto', 'Proche'])
  })

  it('stands for itself where no word is known', () => {
    expect(sayCode('en', 'verdict', 'brand-new')).toBe('brand-new')
    expect(isWordKey('toString')).toBe(false)
  })

  it('is found in the dictionary that a page loads alone', async () => {
    const french = speaker('fr', await loadDictionary('fr'))
    expect(french.say('nav.home')).toBe(say('fr', 'nav.home'))
    expect(french.quantity(1800, 'mm')).toMatch(/^1.800\u00a0mm$/)
  })
})

describe('figures', () => {
  it('write a day with no-break spaces', () => {
    expect(formatDay('en', '2027-11-01')).toBe('1\u00a0Nov\u00a02027')
    expect(formatMonth('en', '2027-11')).toBe('Nov\u00a02027')
  })

  it('show an instant in the zone of the reader', () => {
    expect(formatInstant('en', '2026-11-18T08:50:00Z', 'Asia/Kolkata')).toBe('18\u00a0Nov\u00a02026, 14:20')
  })

  it('write money from its minor units, by the decimals of the currency', () => {
    expect(formatMoney('en', { minor: 60_000_000, currency: 'INR' })).toBe('₹600,000')
    expect(formatMoney('en', { minor: 1050, currency: 'EUR' })).toBe('€10.50')
    expect(formatMoney('en', { minor: 1050, currency: 'JPY' })).toBe('¥1,050')
    expect(formatMoney('en', { minor: 1500, currency: 'KWD' })).toMatch(/1\.500$/)
  })

  it('keep number and unit together', () => {
    expect(formatQuantity('en', 52000, 'pcs')).toBe('52,000\u00a0pcs')
    expect(formatPercent('en', 96.14)).toBe('96.1\u00a0%')
    expect(formatNumber('pt', 1234.5)).toBe('1.234,5')
    expect(formatList('en', ['tooling', 'training', 'finance'])).toBe('tooling, training and finance')
  })

  it.each([
    ['en', '1,800', 1800],
    ['en', '1800.5', 1800.5],
    ['es', '1.800', 1800],
    ['es', '1800,5', 1800.5],
    ['pt', '-3', -3],
    ['fr', '1 800,5', 1800.5],
    ['fr', '1\u202f800', 1800],
  ] as const)('read back what a person types in %s: %s', (locale, typed, value) => {
    expect(readNumber(locale, typed)).toBe(value)
  })

  it.each(['two fifty', '', '1,2,3', '12x'])('know that %j is no number', (typed) => {
    expect(readNumber('en', typed)).toBeUndefined()
  })

  it('read what they wrote, in every language', () => {
    for (const locale of LOCALES) expect(readNumber(locale, formatNumber(locale, 1234567.25))).toBe(1234567.25)
  })
})

describe('the reader’s language', () => {
  it.each([
    ['pt-PT,pt;q=0.9,en;q=0.8', 'pt'],
    ['de, fr;q=0.5, es;q=0.7', 'es'],
    ['en;q=0, fr', 'fr'],
    ['de', undefined],
    ['', undefined],
    [';;;q=x', undefined],
  ])('of %j is %s', (header, locale) => {
    expect(localeFrom(header)).toBe(locale)
  })

  it('says which way it runs', () => {
    expect([directionOf('fr'), directionOf('ar'), directionOf('ar-EG')]).toEqual(['ltr', 'rtl', 'rtl'])
  })
})
