/** Needs as lists show them: to the lead firm its own, to everybody the open ones, without what an alias hides. */
import type { NeedCard, OpenNeedCard } from './contract.ts'
import type { NeedRow } from './store.ts'

export function card(row: NeedRow): NeedCard {
  const { id, title, state, volumePerMonth, volumeUnit, startOn, alias, version } = row
  return {
    id,
    title,
    state,
    volumePerMonth,
    volumeUnit,
    startOn,
    alias,
    version,
    answerBy: row.answerBy?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
  }
}

export function openCard(row: NeedRow, firm: string): OpenNeedCard {
  const { id, title, sector, products, processes, volumePerMonth, volumeUnit, deliveryCountry } = row
  const deliveryPlace = row.alias ? '' : row.deliveryPlace
  return {
    id,
    title,
    leadFirm: row.alias ? null : firm,
    sector,
    products,
    processes,
    volumePerMonth,
    volumeUnit,
    deliveryCountry,
    deliveryPlace,
    answerBy: row.answerBy?.toISOString() ?? null,
    publishedAt: (row.publishedAt ?? row.updatedAt).toISOString(),
  }
}
