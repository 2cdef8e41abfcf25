/** Why a pair is not proposed at all, whatever it can do: the SME's own terms, and the countries a lead firm takes (domain reference 3.1, 3.3). */
import type { ProfileFacts } from './profiles.ts'
import type { SourcingNeed } from './sourcing.ts'
import { convert, rateUnit } from './units.ts'

export interface Obstacle {
  side: 'sme' | 'lead-firm'
  code:
    | 'minimum-order-above-volume'
    | 'payment-too-late'
    | 'industry-refused'
    | 'incoterm-not-offered'
    | 'delivery-country-refused'
    | 'country-not-accepted'
  params: Record<string, string | number | null>
}

/** Only what is said stands in the way; a firm that has said nothing about its terms is proposed. */
export function obstaclesOf(need: SourcingNeed, facts: ProfileFacts): Obstacle[] {
  return RULES.flatMap((rule) => rule(need, facts) ?? [])
}

const RULES: readonly ((need: SourcingNeed, facts: ProfileFacts) => Obstacle | null)[] = [
  ({ volumePerMonth, volumeUnit }, { commercial }) => {
    const { minimumOrder = null, minimumOrderUnit = null } = commercial ?? {}
    if (minimumOrder === null || volumePerMonth === null) return null
    const least = convert(minimumOrder, rateUnit(minimumOrderUnit ?? volumeUnit), rateUnit(volumeUnit))
    if (least === null || least <= volumePerMonth) return null
    return { side: 'sme', code: 'minimum-order-above-volume', params: { minimum: least, volume: volumePerMonth, unit: volumeUnit } }
  },
  ({ paymentDays }, { commercial }) => {
    const most = commercial?.paymentDaysMax ?? null
    if (paymentDays === null || most === null || paymentDays <= most) return null
    return { side: 'sme', code: 'payment-too-late', params: { days: paymentDays, most } }
  },
  ({ sector }, { commercial }) => {
    if (sector === '' || !commercial?.industriesRefused.includes(sector)) return null
    return { side: 'sme', code: 'industry-refused', params: { sector } }
  },
  ({ incoterm }, { commercial }) => {
    const offered = commercial?.incoterms ?? []
    if (!incoterm || offered.length === 0 || offered.includes(incoterm)) return null
    return { side: 'sme', code: 'incoterm-not-offered', params: { incoterm, offered: offered.join(', ') } }
  },
  ({ deliveryCountry }, { commercial }) => {
    if (deliveryCountry === '' || !commercial?.countriesRefused?.includes(deliveryCountry)) return null
    return { side: 'sme', code: 'delivery-country-refused', params: { country: deliveryCountry } }
  },
  ({ countriesAccepted }, { country, sites }) => {
    const accepted = countriesAccepted.length === 0 || country === '' || countriesAccepted.includes(country)
    if (accepted || sites.some((site) => countriesAccepted.includes(site.country))) return null
    return { side: 'lead-firm', code: 'country-not-accepted', params: { country, countries: countriesAccepted.join(', ') } }
  },
]
