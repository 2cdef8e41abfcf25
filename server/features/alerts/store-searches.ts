/** Saved searches and what they have found, in SQL. */
import { and, asc, count, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { savedSearches, savedSearchResults } from '../../../db/schema/alerts.ts'

export type SearchRow = typeof savedSearches.$inferSelect
const MOST = 100

export const searchStore = {
  async byId(tx: Transaction, id: string): Promise<SearchRow | undefined> {
    return (await tx.select().from(savedSearches).where(eq(savedSearches.id, id)))[0]
  },
  /** Reads and holds it until the transaction ends. */
  async lock(tx: Transaction, id: string): Promise<SearchRow | undefined> {
    return (await tx.select().from(savedSearches).where(eq(savedSearches.id, id)).for('update'))[0]
  },
  async ofMember(tx: Transaction, userId: string, organizationId: string): Promise<SearchRow[]> {
    return tx
      .select()
      .from(savedSearches)
      .where(and(eq(savedSearches.userId, userId), eq(savedSearches.organizationId, organizationId)))
      .orderBy(asc(savedSearches.name), asc(savedSearches.id))
      .limit(MOST)
  },
  /** Searches whose owner wants mail, a page at a time. */
  async mailedAfter(tx: Transaction, after: string | null, limit: number): Promise<SearchRow[]> {
    return tx
      .select()
      .from(savedSearches)
      .where(and(eq(savedSearches.mail, true), after ? gt(savedSearches.id, after) : undefined))
      .orderBy(asc(savedSearches.id))
      .limit(limit)
  },
  async insert(tx: Transaction, values: typeof savedSearches.$inferInsert): Promise<SearchRow> {
    const [row] = await tx.insert(savedSearches).values(values).returning()
    if (!row) throw new Error('The search was not stored.')
    return row
  },
  async change(tx: Transaction, id: string, change: Partial<typeof savedSearches.$inferInsert>): Promise<SearchRow | undefined> {
    const set = { ...change, version: sql`${savedSearches.version} + 1` }
    return (await tx.update(savedSearches).set(set).where(eq(savedSearches.id, id)).returning())[0]
  },
  async delete(tx: Transaction, id: string): Promise<void> {
    await tx.delete(savedSearches).where(eq(savedSearches.id, id))
  },
  /** Notes what is found now, and says of each when it was found first. */
  async note(tx: Transaction, searchId: string, found: readonly string[], at: Date): Promise<Map<string, Date>> {
    if (found.length === 0) return new Map()
    const rows = found.map((subjectId) => ({ searchId, subjectId, firstSeenAt: at }))
    await tx.insert(savedSearchResults).values(rows).onConflictDoNothing()
    const known = await tx
      .select({ id: savedSearchResults.subjectId, at: savedSearchResults.firstSeenAt })
      .from(savedSearchResults)
      .where(and(eq(savedSearchResults.searchId, searchId), inArray(savedSearchResults.subjectId, [...found])))
      .limit(found.length)
    return new Map(known.map((row) => [row.id, row.at]))
  },
  /** How many were found since each was last looked at. */
  async fresh(tx: Transaction, searchIds: readonly string[]): Promise<Map<string, number>> {
    if (searchIds.length === 0) return new Map()
    const rows = await tx
      .select({ id: savedSearches.id, n: count() })
      .from(savedSearches)
      .innerJoin(savedSearchResults, eq(savedSearchResults.searchId, savedSearches.id))
      .where(and(inArray(savedSearches.id, [...searchIds]), gt(savedSearchResults.firstSeenAt, savedSearches.lookedAt)))
      .groupBy(savedSearches.id)
      .limit(MOST)
    return new Map(rows.map((row) => [row.id, row.n]))
  },
}
