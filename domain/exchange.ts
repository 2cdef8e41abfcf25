/** Conversion of money by a dated table of rates that an administrator fills; the rate used is always told with the sum (rulings, "Words, time, money"). */
import type { Money } from './costs.ts'
import type { Day } from './day.ts'

/** On this day one unit of `base` was worth `rate` units of `quote`; a decimal text, so that nothing is lost. */
export interface ExchangeRate {
  base: string
  quote: string
  rate: string
  on: Day
  source: string
}

export interface Converted {
  money: Money
  rate: ExchangeRate
}

const SCALE = 10

/** Digits after the point that a currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return maximumFractionDigits
}

/** A rate is a positive decimal with at most ten digits after the point. */
export function isRate(text: string): boolean {
  return /^\d{1,9}(\.\d{1,10})?$/.test(text) && scaled(text) > 0n
}

/** The newest rate between two currencies on or before a day, in whichever direction it was entered. */
export function rateFor(rates: readonly ExchangeRate[], from: string, to: string, day: Day): ExchangeRate | null {
  const between = rates.filter(({ base, quote, on }) => on <= day && ((base === from && quote === to) || (base === to && quote === from)))
  return between.reduce<ExchangeRate | null>((best, one) => (best === null || one.on > best.on ? one : best), null)
}

/** The sum in another currency; null without a rate, or where the result is beyond what is counted exactly. */
export function convert(money: Money, to: string, rates: readonly ExchangeRate[], day: Day): Converted | null {
  const rate = rateFor(rates, money.currency, to, day)
  if (!rate) return null
  const [times, parts] =
    rate.base === money.currency ? [scaled(rate.rate), 10n ** BigInt(SCALE)] : [10n ** BigInt(SCALE), scaled(rate.rate)]
  const shift = decimalsOf(to) - decimalsOf(money.currency)
  const top = BigInt(money.minor) * times * (shift > 0 ? 10n ** BigInt(shift) : 1n)
  const bottom = parts * (shift < 0 ? 10n ** BigInt(-shift) : 1n)
  const minor = divided(top, bottom)
  return minor === null ? null : { money: { minor, currency: to }, rate }
}

/** Rounded half up; null beyond the integers that are exact. */
export function divided(top: bigint, bottom: bigint): number | null {
  const result = (top * 2n + bottom) / (bottom * 2n)
  return result <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(result) : null
}

function scaled(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(SCALE, '0'))
}
