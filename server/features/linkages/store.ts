/** Linkages and the steps taken in them, in SQL. */
import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Transaction } from '../../../db/client.ts'
import { linkageEntries, linkages } from '../../../db/schema/linkages.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'
import type { LinkageStage } from '../../../domain/linkages.ts'

export type LinkageRow = typeof linkages.$inferSelect
export type EntryRow = typeof linkageEntries.$inferSelect

const sme = alias(organizations, 'sme')
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** A linkage with what its view names: the need, both firms and all steps. */
export interface LoadedLinkage {
  row: LinkageRow
  need: { title: string; alias: boolean; version: number }
  leadFirmName: string
  smeName: string
  smePlace: string
  entries: EntryRow[]
}

export const linkageStore = {
  /** Reads and holds the pair's row; undefined when no linkage was born yet. */
  async lockPair(tx: Transaction, needId: string, smeId: string): Promise<LinkageRow | undefined> {
    return (
      await tx
        .select()
        .from(linkages)
        .where(and(eq(linkages.needId, needId), eq(linkages.smeId, smeId)))
        .for('update')
    )[0]
  },
  async lock(tx: Transaction, id: string): Promise<LinkageRow | undefined> {
    return (await tx.select().from(linkages).where(eq(linkages.id, id)).for('update'))[0]
  },
  /** The row and whether its need stands under an alias, without holding it. */
  async head(tx: Transaction, id: string): Promise<{ row: LinkageRow; alias: boolean } | undefined> {
    const joined = tx
      .select({ row: linkages, alias: sourcingNeeds.alias })
      .from(linkages)
      .innerJoin(sourcingNeeds, eq(sourcingNeeds.id, linkages.needId))
    return (await joined.where(eq(linkages.id, id)))[0]
  },
  /** Undefined when the other side bore the same linkage a moment ago. */
  async insert(tx: Transaction, values: typeof linkages.$inferInsert): Promise<LinkageRow | undefined> {
    return (await tx.insert(linkages).values(values).onConflictDoNothing().returning())[0]
  },
  async step(
    tx: Transaction,
    id: string,
    change: Pick<LinkageRow, 'stage' | 'reason' | 'note' | 'needVersion' | 'updatedAt'>,
  ): Promise<void> {
    await tx
      .update(linkages)
      .set({ ...change, version: sql`${linkages.version} + 1` })
      .where(eq(linkages.id, id))
  },
  async addEntry(tx: Transaction, values: typeof linkageEntries.$inferInsert): Promise<void> {
    await tx.insert(linkageEntries).values(values)
  },
  async load(tx: Transaction, ids: readonly string[]): Promise<LoadedLinkage[]> {
    if (ids.length === 0) return []
    const rows = await tx
      .select({
        row: linkages,
        title: sourcingNeeds.title,
        alias: sourcingNeeds.alias,
        version: sourcingNeeds.version,
        leadFirmName: organizations.name,
        smeName: sme.name,
        city: sme.city,
        region: sme.region,
        country: sme.country,
      })
      .from(linkages)
      .innerJoin(sourcingNeeds, eq(sourcingNeeds.id, linkages.needId))
      .innerJoin(organizations, eq(organizations.id, linkages.leadFirmId))
      .innerJoin(sme, eq(sme.id, linkages.smeId))
      .where(inArray(linkages.id, [...ids]))
      .limit(200)
    const entries = await tx
      .select()
      .from(linkageEntries)
      .where(inArray(linkageEntries.linkageId, [...ids]))
      .orderBy(asc(linkageEntries.at), asc(linkageEntries.id))
      .limit(10_000)
    const byLinkage = Map.groupBy(entries, (entry) => entry.linkageId)
    const place = new Map(ids.map((id, index) => [id, index]))
    return rows
      .map(({ row, title, alias: hidden, version, leadFirmName, smeName, city, region, country }) => ({
        row,
        need: { title, alias: hidden, version },
        leadFirmName,
        smeName,
        smePlace: [city || region, country].filter(Boolean).join(', '),
        entries: byLinkage.get(row.id) ?? [],
      }))
      .sort((a, b) => (place.get(a.row.id) ?? 0) - (place.get(b.row.id) ?? 0))
  },
  async idsOf(
    tx: Transaction,
    organizationId: string,
    page: { needId?: string; stage?: LinkageStage; after: readonly string[] | null; limit: number },
  ) {
    const [at = '', id = NOBODY] = page.after ?? []
    return tx
      .select({ id: linkages.id, updatedAt: linkages.updatedAt })
      .from(linkages)
      .where(
        and(
          or(eq(linkages.leadFirmId, organizationId), eq(linkages.smeId, organizationId)),
          page.needId ? eq(linkages.needId, page.needId) : undefined,
          page.stage ? eq(linkages.stage, page.stage) : undefined,
          page.after ? sql`(${linkages.updatedAt}, ${linkages.id}) < (${at}::timestamptz, ${id}::uuid)` : undefined,
        ),
      )
      .orderBy(desc(linkages.updatedAt), desc(linkages.id))
      .limit(page.limit)
  },
  /** Where each pair stands: of one need by SME, or of one SME by need. */
  async stages(
    tx: Transaction,
    of: { needId: string } | { smeId: string },
  ): Promise<{ id: string; needId: string; smeId: string; stage: LinkageStage }[]> {
    const which = 'needId' in of ? eq(linkages.needId, of.needId) : eq(linkages.smeId, of.smeId)
    return tx
      .select({ id: linkages.id, needId: linkages.needId, smeId: linkages.smeId, stage: linkages.stage })
      .from(linkages)
      .where(which)
      .limit(5_000)
  },
  /** The furthest stage between a lead firm and an SME, over all needs. */
  async between(tx: Transaction, leadFirmId: string, smeId: string): Promise<LinkageStage[]> {
    const rows = await tx
      .select({ stage: linkages.stage })
      .from(linkages)
      .where(and(eq(linkages.leadFirmId, leadFirmId), eq(linkages.smeId, smeId)))
      .limit(100)
    return rows.map((row) => row.stage)
  },
}
