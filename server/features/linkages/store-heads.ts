/** A linkage with what its view names: the need, both firms, and the agencies that may broker now. In SQL. */
import { and, asc, eq, inArray, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Transaction } from '../../../db/client.ts'
import { coversJoinedNeed, inForceAt } from '../../../db/mandates.ts'
import { linkages } from '../../../db/schema/linkages.ts'
import { mandates } from '../../../db/schema/mandates.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'
import type { Broker } from '../mandates/service.ts'
import type { LinkageRow } from './store.ts'

const leadFirm = alias(organizations, 'lead_firm')
const sme = alias(organizations, 'sme')

/** What of the need decides about steps and views. */
export interface NeedHead {
  id: string
  title: string
  alias: boolean
  state: (typeof sourcingNeeds.$inferSelect)['state']
  answerBy: Date | null
  reviewAgencyId: string | null
  version: number
}

export interface FirmHead {
  id: string
  name: string
  timeZone: string
  city: string
  region: string
  country: string
}

export interface LinkageHead {
  row: LinkageRow
  need: NeedHead
  leadFirm: FirmHead
  sme: FirmHead
  /** Of the lead firm first, then of the SME, the oldest mandate first. */
  brokers: Broker[]
}

const NEED = {
  id: sourcingNeeds.id,
  title: sourcingNeeds.title,
  alias: sourcingNeeds.alias,
  state: sourcingNeeds.state,
  answerBy: sourcingNeeds.answerBy,
  reviewAgencyId: sourcingNeeds.reviewAgencyId,
  version: sourcingNeeds.version,
}

export const headStore = {
  /** In the order of the ids. */
  async heads(tx: Transaction, ids: readonly string[], at: Date): Promise<LinkageHead[]> {
    if (ids.length === 0) return []
    const rows = await tx
      .select({ row: linkages, need: NEED, leadFirm: firm(leadFirm), sme: firm(sme) })
      .from(linkages)
      .innerJoin(sourcingNeeds, eq(sourcingNeeds.id, linkages.needId))
      .innerJoin(leadFirm, eq(leadFirm.id, linkages.leadFirmId))
      .innerJoin(sme, eq(sme.id, linkages.smeId))
      .where(inArray(linkages.id, [...ids]))
      .limit(500)
    const brokers = await brokersOf(tx, ids, at)
    const place = new Map(ids.map((id, index) => [id, index]))
    return rows
      .map((one) => ({ ...one, brokers: brokers.get(one.row.id) ?? [] }))
      .sort((a, b) => (place.get(a.row.id) ?? 0) - (place.get(b.row.id) ?? 0))
  },
  async firms(tx: Transaction, ids: readonly string[]): Promise<Map<string, FirmHead>> {
    const rows = await tx
      .select(firm(organizations))
      .from(organizations)
      .where(inArray(organizations.id, [...ids]))
      .limit(10)
    return new Map(rows.map((row) => [row.id, row]))
  },
}

async function brokersOf(tx: Transaction, ids: readonly string[], at: Date): Promise<Map<string, Broker[]>> {
  const { agencyId, giverId } = mandates
  const rows = await tx
    .select({ linkageId: linkages.id, agencyId, giverId, leadFirmId: linkages.leadFirmId, ...named() })
    .from(linkages)
    .innerJoin(sourcingNeeds, eq(sourcingNeeds.id, linkages.needId))
    .innerJoin(mandates, or(eq(giverId, linkages.leadFirmId), eq(giverId, linkages.smeId)))
    .innerJoin(organizations, eq(organizations.id, agencyId))
    .where(and(inArray(linkages.id, [...ids]), inForceAt(at), coversJoinedNeed()))
    .orderBy(asc(mandates.givenAt), asc(mandates.id))
    .limit(5_000)
  const brokers = rows.map(({ linkageId, leadFirmId, giverId: giver, ...one }) => ({
    linkageId,
    broker: { ...one, side: giver === leadFirmId ? ('lead-firm' as const) : ('sme' as const) },
  }))
  const grouped = Map.groupBy(brokers, (one) => one.linkageId)
  return new Map(
    [...grouped].map(([linkageId, list]) => [linkageId, list.map((one) => one.broker).sort((a, b) => rank(a.side) - rank(b.side))]),
  )
}

function rank(side: Broker['side']): number {
  return side === 'lead-firm' ? 0 : 1
}

function named() {
  return { name: organizations.name, timeZone: organizations.timeZone }
}

function firm(of: typeof leadFirm | typeof sme | typeof organizations) {
  return { id: of.id, name: of.name, timeZone: of.timeZone, city: of.city, region: of.region, country: of.country }
}
