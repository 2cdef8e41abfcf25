/** What a public card needs beside the facts: the firm's name and place, its headline, the list it stands on. */
import { eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { capabilityProfiles } from '../../../db/schema/profiles.ts'

export interface FirmHead {
  organizationId: string
  name: string
  country: string
  region: string
  city: string
  claimed: boolean
  listName: string
  headline: string
  sector: string
}

export const directoryStore = {
  async heads(tx: Transaction, organizationIds: readonly string[]): Promise<Map<string, FirmHead>> {
    if (organizationIds.length === 0) return new Map()
    const { id, name, country, region, city, claimed, listName } = organizations
    const { headline, sector } = capabilityProfiles
    const rows = await tx
      .select({ organizationId: id, name, country, region, city, claimed, listName, headline, sector })
      .from(organizations)
      .innerJoin(capabilityProfiles, eq(capabilityProfiles.organizationId, organizations.id))
      .where(inArray(id, [...organizationIds]))
      .limit(200)
    return new Map(rows.map((row) => [row.organizationId, row]))
  },
}
