/** Linkages and the steps taken in them, in SQL. */
import { and, asc, desc, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { coversJoinedNeed, inForceAt } from '../../../db/mandates.ts'
import { prepared } from '../../../db/prepared.ts'
import { linkageEntries, linkages } from '../../../db/schema/linkages.ts'
import { mandates } from '../../../db/schema/mandates.ts'
import { memberships } from '../../../db/schema/organizations.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'
import type { LinkageStage, Standing } from '../../../domain/linkages.ts'

export type LinkageRow = typeof linkages.$inferSelect
export type NewLinkage = typeof linkages.$inferInsert
export type EntryRow = typeof linkageEntries.$inferSelect
export type NewEntry = typeof linkageEntries.$inferInsert

/** Where a pair stands: what matching and profiles ask of a linkage. */
export interface PairStanding extends Standing {
  id: string
  needId: string
  smeId: string
}

/** Who lists linkages: a firm its own; an agency those it may broker. */
export interface Lister {
  organizationId: string
  kind: 'lead-firm' | 'sme' | 'agency'
  at: Date
}

export interface ListPage {
  needId?: string
  stage?: LinkageStage
  after: readonly string[] | null
  limit: number
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
const { id, needId, smeId, stage, leftStage, introducedAt, contractedAt } = linkages
const STANDING = { id, needId, smeId, stage, leftStage, introducedAt, contractedAt }
const stagesOfNeed = prepared((tx) =>
  tx
    .select(STANDING)
    .from(linkages)
    .where(eq(needId, sql.placeholder('needId')))
    .limit(5_000)
    .prepare('stages_of_need'),
)
const stagesOfSme = prepared((tx) =>
  tx
    .select(STANDING)
    .from(linkages)
    .where(and(eq(smeId, sql.placeholder('smeId')), isNotNull(linkages.releasedAt)))
    .limit(5_000)
    .prepare('stages_of_sme'),
)

export const linkageStore = {
  /** Reads and holds the pair's row; undefined when no linkage was born yet. */
  async lockPair(tx: Transaction, need: string, sme: string): Promise<LinkageRow | undefined> {
    return (
      await tx
        .select()
        .from(linkages)
        .where(and(eq(linkages.needId, need), eq(linkages.smeId, sme)))
        .for('update')
    )[0]
  },
  async lock(tx: Transaction, linkageId: string): Promise<LinkageRow | undefined> {
    return (await tx.select().from(linkages).where(eq(linkages.id, linkageId)).for('update'))[0]
  },
  /** Undefined when the other side bore the same linkage a moment ago. */
  async insert(tx: Transaction, values: NewLinkage): Promise<LinkageRow | undefined> {
    return (await tx.insert(linkages).values(values).onConflictDoNothing().returning())[0]
  },
  async step(tx: Transaction, linkageId: string, change: Partial<NewLinkage>): Promise<LinkageRow | undefined> {
    return (
      await tx
        .update(linkages)
        .set({ ...change, version: sql`${linkages.version} + 1` })
        .where(eq(linkages.id, linkageId))
        .returning()
    )[0]
  },
  async addEntries(tx: Transaction, list: readonly NewEntry[]): Promise<void> {
    if (list.length > 0) await tx.insert(linkageEntries).values([...list])
  },
  async entriesOf(tx: Transaction, linkageIds: readonly string[]): Promise<Map<string, EntryRow[]>> {
    if (linkageIds.length === 0) return new Map()
    const rows = await tx
      .select()
      .from(linkageEntries)
      .where(inArray(linkageEntries.linkageId, [...linkageIds]))
      .orderBy(asc(linkageEntries.at), asc(linkageEntries.id))
      .limit(10_000)
    return Map.groupBy(rows, (entry) => entry.linkageId)
  },
  async idsOf(tx: Transaction, lister: Lister, page: ListPage) {
    const [at = '', after = NOBODY] = page.after ?? []
    return tx
      .select({ id: linkages.id, updatedAt: linkages.updatedAt })
      .from(linkages)
      .innerJoin(sourcingNeeds, eq(sourcingNeeds.id, linkages.needId))
      .where(
        and(
          reachedBy(tx, lister),
          page.needId ? eq(linkages.needId, page.needId) : undefined,
          page.stage ? eq(linkages.stage, page.stage) : undefined,
          page.after ? sql`(${linkages.updatedAt}, ${linkages.id}) < (${at}::timestamptz, ${after}::uuid)` : undefined,
        ),
      )
      .orderBy(desc(linkages.updatedAt), desc(linkages.id))
      .limit(page.limit)
  },
  /** Where each pair stands: of one need by SME, or of one SME by need, as far as that SME knows of it. */
  async stages(tx: Transaction, of: { needId: string } | { smeId: string }): Promise<PairStanding[]> {
    return 'needId' in of ? stagesOfNeed(tx).execute(of) : stagesOfSme(tx).execute(of)
  },
  /** Whether the SME knows of a linkage over this need. */
  async isReleased(tx: Transaction, need: string, sme: string): Promise<boolean> {
    const known = and(eq(linkages.needId, need), eq(linkages.smeId, sme), isNotNull(linkages.releasedAt))
    return (await tx.select({ id }).from(linkages).where(known).limit(1)).length > 0
  },
  /** Every standing between a lead firm and an SME, over all needs. */
  async between(tx: Transaction, leadFirm: string, sme: string): Promise<Standing[]> {
    return tx
      .select(STANDING)
      .from(linkages)
      .where(and(eq(linkages.leadFirmId, leadFirm), eq(linkages.smeId, sme)))
      .limit(100)
  },
  /** Whether somebody sits in another of these organizations, too. */
  async sitsIn(tx: Transaction, userId: string, organizationIds: readonly string[]): Promise<boolean> {
    if (organizationIds.length === 0) return false
    const there = and(eq(memberships.userId, userId), inArray(memberships.organizationId, [...organizationIds]))
    return (await tx.select({ id: memberships.id }).from(memberships).where(there).limit(1)).length > 0
  },
}

/** The rule of `seesLinkage` in service-access.ts, for lists. */
function reachedBy(tx: Transaction, { organizationId, kind, at }: Lister): SQL | undefined {
  if (kind === 'lead-firm') return eq(linkages.leadFirmId, organizationId)
  if (kind === 'sme') return and(eq(linkages.smeId, organizationId), isNotNull(linkages.releasedAt))
  const mandateOf = (giver: typeof linkages.leadFirmId | typeof linkages.smeId) => {
    const given = and(eq(mandates.agencyId, organizationId), eq(mandates.giverId, giver), inForceAt(at), coversJoinedNeed())
    return sql`exists (${tx.select({ one: sql`1` }).from(mandates).where(given)})`
  }
  const known = or(isNotNull(linkages.releasedAt), eq(linkages.agencyId, organizationId))
  return or(mandateOf(linkages.leadFirmId), and(mandateOf(linkages.smeId), known))
}
