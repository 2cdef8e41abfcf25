/** What a proposal's card shows of a firm beside its verdicts. */
import { inArray } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { organizations } from '../../../db/schema/organizations.ts'

export interface FirmCard {
  organizationId: string
  name: string
  city: string
  region: string
  country: string
  claimed: boolean
  listName: string
}

export const cardStore = {
  async cards(tx: Transaction, organizationIds: readonly string[]): Promise<Map<string, FirmCard>> {
    if (organizationIds.length === 0) return new Map()
    const { id, name, city, region, country, claimed, listName } = organizations
    const rows = await tx
      .select({ organizationId: id, name, city, region, country, claimed, listName })
      .from(organizations)
      .where(inArray(id, [...organizationIds]))
      .limit(500)
    return new Map(rows.map((row) => [row.organizationId, row]))
  },
}
