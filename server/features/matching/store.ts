/** What a proposal's card shows of a firm beside its verdicts, and the snapshots of first proposals. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { proposalSnapshots } from '../../../db/schema/sourcing.ts'

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

export const snapshotStore = {
  /** One snapshot per version: a repeated job replaces it. */
  async keep(tx: Transaction, snapshot: typeof proposalSnapshots.$inferInsert): Promise<void> {
    const { needId, needVersion } = snapshot
    await tx.delete(proposalSnapshots).where(and(eq(proposalSnapshots.needId, needId), eq(proposalSnapshots.needVersion, needVersion)))
    await tx.insert(proposalSnapshots).values(snapshot)
  },
}
