/** The one compact row per profile that evaluation and indexes read; only published profiles are matched. */
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Transaction } from './client.ts'
import { matchFacts } from './schema/profiles.ts'

export type FactsRow = typeof matchFacts.$inferSelect

/** The published rows of these profiles; who is no longer published is left out. */
export async function publishedFactsOf(tx: Transaction, profileIds: readonly string[]): Promise<FactsRow[]> {
  if (profileIds.length === 0) return []
  return tx
    .select()
    .from(matchFacts)
    .where(and(among(profileIds), eq(matchFacts.published, true)))
    .limit(5_000)
}

/** One parameter however many ids there are: hundreds of them take longer to write into a statement than to look up. */
function among(profileIds: readonly string[]) {
  return sql`${matchFacts.profileId} = any(${sql.param([...profileIds])}::uuid[])`
}

/** Rows read before, used again while PostgreSQL says that they are still the newest. */
export interface KeptFacts {
  /** As {@link publishedFactsOf}, in no order. Rows are shared: whoever changed one would change it for all. */
  read(tx: Transaction, profileIds: readonly string[]): Promise<FactsRow[]>
}

interface Kept {
  mark: string
  row: FactsRow
}

/**
 * Keeps up to `most` rows, the longest unused go first. Each reading asks for the row's mark, the number of the transaction that wrote it,
 * which costs a tenth of reading the row: so nothing stale is ever used, whoever wrote it.
 */
export function keepFacts(most: number): KeptFacts {
  const kept = new Map<string, Kept>()
  return {
    async read(tx, profileIds) {
      const marks = await publishedMarksOf(tx, profileIds)
      const changed = new Set(marks.flatMap(({ profileId, mark }) => (kept.get(profileId)?.mark === mark ? [] : [profileId])))
      const fresh = new Map((await publishedFactsOf(tx, [...changed])).map((row) => [row.profileId, row]))
      const rows = marks.flatMap(({ profileId, mark }) => {
        // Between the two questions a row may have been withdrawn.
        const row = changed.has(profileId) ? fresh.get(profileId) : kept.get(profileId)?.row
        kept.delete(profileId)
        if (!row) return []
        kept.set(profileId, { mark, row })
        return [row]
      })
      for (const profileId of kept.keys()) {
        if (kept.size <= most) break
        kept.delete(profileId)
      }
      return rows
    },
  }
}

async function publishedMarksOf(tx: Transaction, profileIds: readonly string[]): Promise<{ profileId: string; mark: string }[]> {
  if (profileIds.length === 0) return []
  return tx
    .select({ profileId: matchFacts.profileId, mark: sql<string>`${matchFacts}.xmin::text` })
    .from(matchFacts)
    .where(and(among(profileIds), eq(matchFacts.published, true)))
    .limit(5_000)
}

/** One firm's row, published or not: its own side of the answer. */
export async function factsOfOrganization(tx: Transaction, organizationId: string): Promise<FactsRow | undefined> {
  return (await tx.select().from(matchFacts).where(eq(matchFacts.organizationId, organizationId)))[0]
}

/** All published rows in key order, a page at a time: what an index is built from. */
export async function publishedFactsAfter(tx: Transaction, after: string, limit: number): Promise<FactsRow[]> {
  return tx
    .select()
    .from(matchFacts)
    .where(and(eq(matchFacts.published, true), gt(matchFacts.profileId, after)))
    .orderBy(asc(matchFacts.profileId))
    .limit(limit)
}

/** How many firms an index holds. */
export async function countPublished(tx: Transaction): Promise<number> {
  return tx.$count(matchFacts, eq(matchFacts.published, true))
}
