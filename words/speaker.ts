/** A speaker knows one language: pages load a single dictionary and say everything through it. */
import type { WordKey } from './en.ts'
import * as figures from './figures.ts'
import { directionOf, type Locale } from './locales.ts'
import { fill, type Params } from './message.ts'
import { noticeLine } from './notice-line.ts'
import type { Dictionary } from './say.ts'
import { UNIT_SIGNS } from './units.ts'

export interface Speaker {
  locale: Locale
  direction: 'ltr' | 'rtl'
  say(key: WordKey, params?: Params): string
  /** The word of a code in its group; the bare code where no word is known yet. */
  code(group: string, code: string, params?: Params): string
  /** True where the dictionary has a word for this code. */
  knows(group: string, code: string): boolean
  /** What a notice of this topic says. */
  notice(topic: string, params: Record<string, string>): string
  number(value: number, options?: Intl.NumberFormatOptions): string
  percent(share: number, decimals?: number): string
  day(day: string): string
  month(month: string): string
  instant(at: string | Date, timeZone?: string): string
  money(money: { minor: number; currency: string }): string
  /** The word or sign of a unit code: `mm`, `pcs`, `in` for `[in_i]`. */
  unit(unit: string): string
  /** A figure with its unit: `250 t`, `1 week`, `40,000 pcs a month` for `pcs/mo`. */
  quantity(value: number, unit: string): string
  country(code: string): string
  language(tag: string): string
  list(items: readonly string[]): string
}

/** Puts a dictionary and a language's habits behind one small tongue. */
export function speaker(locale: Locale, words: Dictionary): Speaker {
  const known: Record<string, string> = words
  const code: Speaker['code'] = (group, name, params) => fill(locale, known[`${group}.${name}`] ?? name, params)
  return {
    locale,
    direction: directionOf(locale),
    say: (key, params) => fill(locale, words[key], params),
    code,
    knows: (group, name) => Object.hasOwn(known, `${group}.${name}`),
    notice: (topic, params) => noticeLine(locale, known, topic, params),
    number: (value, options) => figures.formatNumber(locale, value, options),
    percent: (share, decimals) => figures.formatPercent(locale, share, decimals),
    day: (day) => figures.formatDay(locale, day),
    month: (month) => figures.formatMonth(locale, month),
    instant: (at, timeZone) => figures.formatInstant(locale, at, timeZone),
    money: (money) => figures.formatMoney(locale, money),
    unit: (unit) => unitSign(known, unit),
    quantity: (value, unit) => quantityIn(locale, known, { value, unit }),
    country: (letters) => figures.countryName(locale, letters),
    language: (tag) => figures.languageName(locale, tag),
    list: (items) => figures.formatList(locale, items),
  }
}

function unitSign(known: Record<string, string>, unit: string): string {
  return known[`unit.${unit}`] ?? UNIT_SIGNS[unit] ?? unit
}

function quantityIn(locale: Locale, known: Record<string, string>, { value, unit }: { value: number; unit: string }): string {
  const counted = known[`count.${unit}`]
  if (counted) return fill(locale, counted, { n: value })
  const [, of = unit, per] = /^(.+)\/(d|wk|mo|a)$/.exec(unit) ?? []
  const sign = unitSign(known, of)
  const quantity = sign === '' ? figures.formatNumber(locale, value) : figures.formatQuantity(locale, value, sign)
  return per ? fill(locale, known[`per.${per}`] ?? '', { quantity }) : quantity
}

/** Fetches one language's dictionary alone, so that a page carries no other. */
export async function loadDictionary(locale: Locale): Promise<Dictionary> {
  return LOADERS[locale]()
}

const LOADERS: Record<Locale, () => Promise<Dictionary>> = {
  en: async () => (await import('./en.ts')).en,
  es: async () => (await import('./es.ts')).es,
  pt: async () => (await import('./pt.ts')).pt,
  fr: async () => (await import('./fr.ts')).fr,
}
