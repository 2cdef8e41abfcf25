/** Money in whole minor units: how many decimals a currency has, and the band in which an amount is told to whoever may not read it. */
import type { Money } from './costs.ts'

/** How large an amount is, in whole units of its currency: what an agency reads of a contract. */
export const MONEY_BANDS = ['under-10k', '10k-100k', '100k-1m', 'over-1m'] as const
export type MoneyBand = (typeof MONEY_BANDS)[number]

/** The largest amount that is kept exactly. */
export const MOST_MINOR = 2 ** 53 - 1

/** Most currencies have two decimals, some none, a few three: ISO 4217 as Intl knows it. */
export function decimalsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** @example 999,999 paise are 9,999.99 rupees: `under-10k`; 10,000 rupees and more: `10k-100k`. */
export function bandOfMoney({ minor, currency }: Money): MoneyBand {
  const major = minor / 10 ** decimalsOf(currency)
  if (major < 10_000) return 'under-10k'
  if (major < 100_000) return '10k-100k'
  return major <= 1_000_000 ? '100k-1m' : 'over-1m'
}
