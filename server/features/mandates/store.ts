/** Mandates and the agencies one can be given to, in SQL. */
import { and, asc, desc, eq, gt, ilike, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Transaction } from '../../../db/client.ts'
import { coversJoinedNeed, inForceAt } from '../../../db/mandates.ts'
import { mandates } from '../../../db/schema/mandates.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'
import type { MandateStanding } from '../../../domain/mandates.ts'

export type MandateRow = typeof mandates.$inferSelect
export type NewMandate = typeof mandates.$inferInsert

/** What a view says of either side. */
export interface FirmHead {
  id: string
  kind: (typeof organizations.$inferSelect)['kind']
  name: string
  country: string
  timeZone: string
  claimed: boolean
}

export interface LoadedMandate {
  row: MandateRow
  agency: FirmHead
  giver: FirmHead
}

const agency = alias(organizations, 'agency')
const giver = alias(organizations, 'giver')
const NOBODY = '00000000-0000-0000-0000-000000000000'

function headOf(of: typeof agency | typeof giver | typeof organizations) {
  return { id: of.id, kind: of.kind, name: of.name, country: of.country, timeZone: of.timeZone, claimed: of.claimed }
}

function loaded(tx: Transaction) {
  return tx
    .select({ row: mandates, agency: headOf(agency), giver: headOf(giver) })
    .from(mandates)
    .innerJoin(agency, eq(agency.id, mandates.agencyId))
    .innerJoin(giver, eq(giver.id, mandates.giverId))
}

export const mandateStore = {
  async insert(tx: Transaction, values: NewMandate): Promise<MandateRow | undefined> {
    return (await tx.insert(mandates).values(values).onConflictDoNothing().returning())[0]
  },
  async lock(tx: Transaction, id: string): Promise<MandateRow | undefined> {
    return (await tx.select().from(mandates).where(eq(mandates.id, id)).for('update'))[0]
  },
  async update(tx: Transaction, id: string, change: Partial<NewMandate>): Promise<void> {
    await tx
      .update(mandates)
      .set({ ...change, version: sql`${mandates.version} + 1` })
      .where(eq(mandates.id, id))
  },
  /** Ends the mandate that another one takes the place of. */
  async replaceGiven(tx: Transaction, pair: { agencyId: string; giverId: string }, by: { endedBy: string; at: Date }): Promise<void> {
    const standing = and(eq(mandates.agencyId, pair.agencyId), eq(mandates.giverId, pair.giverId), eq(mandates.state, 'given'))
    const change = { state: 'replaced' as const, endedBy: by.endedBy, endedAt: by.at, updatedAt: by.at }
    await tx
      .update(mandates)
      .set({ ...change, version: sql`${mandates.version} + 1` })
      .where(standing)
  },
  async byId(tx: Transaction, id: string): Promise<LoadedMandate | undefined> {
    return (await loaded(tx).where(eq(mandates.id, id)))[0]
  },
  /** What the agency last asked the firm, and how it was answered. */
  async lastAsked(tx: Transaction, pair: { agencyId: string; giverId: string }): Promise<MandateRow | undefined> {
    const asked = and(eq(mandates.agencyId, pair.agencyId), eq(mandates.giverId, pair.giverId), isNotNull(mandates.askedBy))
    return (await tx.select().from(mandates).where(asked).orderBy(desc(mandates.createdAt), desc(mandates.id)).limit(1))[0]
  },
  async ofOrganization(
    tx: Transaction,
    organizationId: string,
    page: { standing?: MandateStanding; organizationId?: string; at: Date; after: readonly string[] | null; limit: number },
  ): Promise<LoadedMandate[]> {
    const [at = '', id = NOBODY] = page.after ?? []
    const other = page.organizationId
    return loaded(tx)
      .where(
        and(
          or(eq(mandates.agencyId, organizationId), eq(mandates.giverId, organizationId)),
          other ? or(eq(mandates.agencyId, other), eq(mandates.giverId, other)) : undefined,
          page.standing ? standingIs(page.standing, page.at) : undefined,
          page.after ? sql`(${mandates.updatedAt}, ${mandates.id}) < (${at}::timestamptz, ${id}::uuid)` : undefined,
        ),
      )
      .orderBy(desc(mandates.updatedAt), desc(mandates.id))
      .limit(page.limit)
  },
  async firm(tx: Transaction, id: string): Promise<FirmHead | undefined> {
    return (await tx.select(headOf(organizations)).from(organizations).where(eq(organizations.id, id)))[0]
  },
  async agencies(
    tx: Transaction,
    page: { text?: string; country?: string; after: readonly string[] | null; limit: number },
  ): Promise<{ id: string; name: string; country: string }[]> {
    const { id, name, country } = organizations
    const [afterName = '', afterId = NOBODY] = page.after ?? []
    return tx
      .select({ id, name, country })
      .from(organizations)
      .where(
        and(
          eq(organizations.kind, 'agency'),
          page.country ? eq(country, page.country) : undefined,
          page.text ? ilike(name, `%${page.text.replace(/[\\%_]/g, '\\$&')}%`) : undefined,
          page.after ? sql`(${name}, ${id}) > (${afterName}, ${afterId}::uuid)` : undefined,
        ),
      )
      .orderBy(asc(name), asc(id))
      .limit(page.limit)
  },
  async titles(tx: Transaction, needIds: readonly string[]): Promise<Map<string, string>> {
    if (needIds.length === 0) return new Map()
    const { id, title } = sourcingNeeds
    const rows = await tx
      .select({ id, title })
      .from(sourcingNeeds)
      .where(inArray(id, [...new Set(needIds)]))
      .limit(5_000)
    return new Map(rows.map((row) => [row.id, row.title]))
  },
  /** Which of these needs a mandate may name: a lead firm's own; else open ones that everybody may read, none of them under an alias. */
  async nameable(tx: Transaction, needIds: readonly string[], by: { ownerId: string | null; isOwner: boolean }): Promise<Set<string>> {
    const { id, organizationId, publishedAt, alias: hidden, reviewAgencyId } = sourcingNeeds
    const shown = and(isNotNull(publishedAt), isNull(reviewAgencyId), by.ownerId ? eq(hidden, false) : undefined)
    const rows = await tx
      .select({ id })
      .from(sourcingNeeds)
      .where(and(inArray(id, [...needIds]), by.ownerId ? eq(organizationId, by.ownerId) : undefined, by.isOwner ? undefined : shown))
      .limit(100)
    return new Set(rows.map((row) => row.id))
  },
  /** Mandates in force that cover the need, of either firm, oldest first. */
  async covering(tx: Transaction, asked: { needId: string; giverIds: readonly string[]; at: Date }) {
    return tx
      .select({ agencyId: mandates.agencyId, giverId: mandates.giverId, timeZone: organizations.timeZone, name: organizations.name })
      .from(mandates)
      .innerJoin(sourcingNeeds, eq(sourcingNeeds.id, asked.needId))
      .innerJoin(organizations, eq(organizations.id, mandates.agencyId))
      .where(and(inArray(mandates.giverId, [...asked.giverIds]), inForceAt(asked.at), coversJoinedNeed()))
      .orderBy(asc(mandates.givenAt), asc(mandates.id))
      .limit(100)
  },
  async isGiven(tx: Transaction, pair: { agencyId: string; giverId: string }, at: Date): Promise<boolean> {
    const given = and(eq(mandates.agencyId, pair.agencyId), eq(mandates.giverId, pair.giverId), inForceAt(at))
    return (await tx.select({ id: mandates.id }).from(mandates).where(given).limit(1)).length > 0
  },
  async endingBefore(tx: Transaction, page: { from: Date; until: Date; after: string | null; limit: number }): Promise<LoadedMandate[]> {
    const ends = and(eq(mandates.state, 'given'), gt(mandates.endsAt, page.from), lt(mandates.endsAt, page.until))
    return loaded(tx)
      .where(and(ends, page.after ? gt(mandates.id, page.after) : undefined))
      .orderBy(asc(mandates.id))
      .limit(page.limit)
  },
  async markNoticed(tx: Transaction, ids: readonly string[], days: number): Promise<void> {
    if (ids.length === 0) return
    await tx
      .update(mandates)
      .set({ noticedDays: days })
      .where(inArray(mandates.id, [...ids]))
  },
}

/** The rule of `standingOf` in domain/mandates.ts, for filters. */
function standingIs(standing: MandateStanding, at: Date): SQL | undefined {
  if (standing === 'in-force') return inForceAt(at)
  if (standing === 'coming') return and(eq(mandates.state, 'given'), gt(mandates.startsAt, at))
  if (standing === 'over') return and(eq(mandates.state, 'given'), lte(mandates.startsAt, at), lt(mandates.endsAt, at))
  return eq(mandates.state, standing)
}
