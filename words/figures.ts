/** Numbers, days, instants, money and quantities as a reader of each language writes them. */
import { INTL_LOCALES, type Locale } from './locales.ts'

const NO_BREAK_SPACE = '\u00a0'

/** `1,800` in English, `1.800` in Portuguese; at most two decimals unless told otherwise. */
export function formatNumber(locale: Locale, value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(INTL_LOCALES[locale], { maximumFractionDigits: 2, ...options }).format(value)
}

/** A share out of 100 with its sign: `96.1 %`, the space does not break. */
export function formatPercent(locale: Locale, share: number, decimals = 1): string {
  return `${formatNumber(locale, share, { maximumFractionDigits: decimals })}${NO_BREAK_SPACE}%`
}

/** A calendar day, `2027-11-01`, as `1 Nov 2027` with no-break spaces; it never shifts with a time zone. */
export function formatDay(locale: Locale, day: string): string {
  return glue(new Intl.DateTimeFormat(INTL_LOCALES[locale], { ...DAY, timeZone: 'UTC' }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`)))
}

/** A month, `2027-11` or a day of it, as `Nov 2027`. */
export function formatMonth(locale: Locale, month: string): string {
  const style: Intl.DateTimeFormatOptions = { month: 'short', year: 'numeric', timeZone: 'UTC' }
  return glue(new Intl.DateTimeFormat(INTL_LOCALES[locale], style).format(new Date(`${month.slice(0, 7)}-01T00:00:00Z`)))
}

/** An instant in a reader's zone: `18 Nov 2026, 14:20`. */
export function formatInstant(locale: Locale, at: string | Date, timeZone = 'UTC'): string {
  const style: Intl.DateTimeFormatOptions = { ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }
  return glue(new Intl.DateTimeFormat(INTL_LOCALES[locale], style).format(new Date(at)))
}

/** Money kept in minor units: `{ minor: 60000000, currency: 'INR' }` is `₹600,000.00`, in whole units without the cents. */
export function formatMoney(locale: Locale, money: { minor: number; currency: string }): string {
  const style = new Intl.NumberFormat(INTL_LOCALES[locale], {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: 'narrowSymbol',
  })
  const decimals = style.resolvedOptions().maximumFractionDigits ?? 2
  const whole = money.minor % 10 ** decimals === 0
  const shown = whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}
  const options: Intl.NumberFormatOptions = { style: 'currency', currency: money.currency, currencyDisplay: 'narrowSymbol', ...shown }
  return glue(new Intl.NumberFormat(INTL_LOCALES[locale], options).format(money.minor / 10 ** decimals))
}

/** A figure and its unit's word, never parted at the end of a line: `250 t`, `52,000 pcs`. */
export function formatQuantity(locale: Locale, value: number, unitWord: string): string {
  return `${formatNumber(locale, value)}${NO_BREAK_SPACE}${unitWord}`
}

/** A country by its two letters in the reader's language; the letters themselves where it has no name. */
export function countryName(locale: Locale, code: string): string {
  try {
    return new Intl.DisplayNames(INTL_LOCALES[locale], { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}

/** A language by its BCP 47 tag in the reader's language. */
export function languageName(locale: Locale, tag: string): string {
  try {
    return new Intl.DisplayNames(INTL_LOCALES[locale], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** Words in a row as a sentence has them: `tooling, training and finance`. */
export function formatList(locale: Locale, items: readonly string[]): string {
  return new Intl.ListFormat(INTL_LOCALES[locale], { type: 'conjunction' }).format(items)
}

/**
 * Reads what a person typed as a number, `1.800,5` in Spanish, `1,800.5` in English.
 * Undefined where it is no number; a lone sign is taken for what it means in the reader's language.
 */
export function readNumber(locale: Locale, typed: string): number | undefined {
  const parts = new Intl.NumberFormat(INTL_LOCALES[locale]).formatToParts(12345.6)
  const decimal = parts.find((part) => part.type === 'decimal')?.value ?? '.'
  const plain = typed.replace(/[\s\u00a0\u202f'’]/g, '')
  const grouping = decimal === ',' ? '.' : ','
  const grouped = new RegExp(`^[-+]?\\d{1,3}(\\${grouping}\\d{3})+(\\${decimal}\\d+)?$`)
  const ungrouped = grouped.test(plain) ? plain.replaceAll(grouping, '') : plain
  const point = ungrouped.replace(decimal, '.')
  return /^[-+]?\d+(\.\d+)?$/.test(point) ? Number(point) : undefined
}

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' }

function glue(text: string): string {
  return text.replace(/ /g, NO_BREAK_SPACE).replace(/,\u00a0/g, ', ')
}
