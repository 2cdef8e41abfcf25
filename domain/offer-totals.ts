/** What an offer costs at a quantity: the tier that holds, tooling spread over the year's volume, and conversion only by a dated rate. */
import type { Money } from './costs.ts'
import type { Day } from './day.ts'
import { convert, divided, type ExchangeRate } from './exchange.ts'
import type { OfferContent, PriceTier } from './offer-content.ts'

export interface OfferTotal {
  /** The tier that holds at this quantity. */
  tier: PriceTier
  goods: Money
  /** The share of the tooling that falls on this quantity; null where the lead firm pays none. */
  tooling: Money | null
  total: Money
}

/** The tier with the largest quantity that is reached; null below the first. */
export function tierAt(tiers: readonly PriceTier[], quantity: number): PriceTier | null {
  return tiers.reduce<PriceTier | null>(
    (best, one) => (one.fromQuantity <= quantity && (best === null || one.fromQuantity > best.fromQuantity) ? one : best),
    null,
  )
}

/**
 * The price of a quantity in the offer's own currency; null without a price, below its first tier, or beyond what is counted
 * exactly. Tooling that the lead firm pays is spread over the need's yearly volume: 10,000 of 60,000 pieces bear a sixth.
 * Without a yearly volume the whole of it falls on this quantity.
 */
export function totalAt({ price, tooling }: OfferContent, quantity: number, yearlyVolume: number | null): OfferTotal | null {
  const tier = price && tierAt(price.tiers, quantity)
  if (!price || !tier) return null
  const goods = divided(BigInt(tier.unitMinor) * BigInt(quantity), BigInt(price.per))
  const isBorne = tooling !== null && tooling.payer !== 'sme'
  const borne = isBorne ? shareOf(tooling.costMinor, quantity, yearlyVolume) : 0
  if (goods === null || borne === null || goods + borne > Number.MAX_SAFE_INTEGER) return null
  const sum = (minor: number) => ({ minor, currency: price.currency })
  return { tier, goods: sum(goods), tooling: isBorne ? sum(borne) : null, total: sum(goods + borne) }
}

function shareOf(costMinor: number, quantity: number, yearlyVolume: number | null): number | null {
  if (yearlyVolume === null || yearlyVolume <= 0) return costMinor
  return divided(BigInt(costMinor) * BigInt(quantity), BigInt(yearlyVolume))
}

export interface ComparedTotal {
  total: OfferTotal | null
  /** In the currency asked for, by the rate told; null where the offer is in it already or no rate is known. */
  converted: { money: Money; rate: ExchangeRate } | null
}

/** The total of each offer, and beside it the same in one currency where a rate of that day or an earlier one is known. */
export function compareTotals(
  totals: readonly (OfferTotal | null)[],
  asked: { currency: string | null; rates: readonly ExchangeRate[]; day: Day },
): ComparedTotal[] {
  const { currency, rates, day } = asked
  return totals.map((total) => ({
    total,
    converted: total && currency && total.total.currency !== currency ? convert(total.total, currency, rates, day) : null,
  }))
}

/** The lowest total among those in one currency, at its own or by conversion; sums in different currencies are never put in order. */
export function lowest(list: readonly ComparedTotal[], currency: string | null): Set<number> {
  const inOne = list.map(({ total, converted }) => {
    if (!total) return null
    if (converted) return converted.money
    return total.total
  })
  const currencies = new Set(inOne.flatMap((one) => (one ? [one.currency] : [])))
  const chosen = currency ?? (currencies.size === 1 ? [...currencies][0] : undefined)
  const comparable = inOne.flatMap((one, at) => (one && one.currency === chosen ? [{ at, minor: one.minor }] : []))
  if (comparable.length < 2) return new Set()
  const least = Math.min(...comparable.map(({ minor }) => minor))
  return new Set(comparable.flatMap(({ at, minor }) => (minor === least ? [at] : [])))
}
