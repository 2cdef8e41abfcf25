/** The one compact row per profile that evaluation and indexes read; only published profiles are matched. */
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Transaction } from './client.ts'
import { prepared } from './prepared.ts'
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
 * Keeps up to `most` rows, the longest unused go first. Each reading tells PostgreSQL the marks of the rows at hand, the number of
 * the transaction that wrote each, and is given those that bear another by now: so nothing stale is ever used, whoever wrote it.
 */
export function keepFacts(most: number): KeptFacts {
  const kept = new Map<string, Kept>()
  return {
    async read(tx, profileIds) {
      const asked = [...new Set(profileIds)]
      const changed = new Map(
        (
          await changedSince(
            tx,
            asked,
            asked.map((id) => kept.get(id)?.mark ?? null),
          )
        ).map((one) => [one.id, one]),
      )
      const rows = asked.flatMap((id) => {
        const read = changed.get(id)
        const newest = read ? read.row && { mark: read.mark ?? '', row: read.row } : kept.get(id)
        kept.delete(id)
        if (!newest) return []
        kept.set(id, newest)
        return [newest.row]
      })
      for (const profileId of kept.keys()) {
        if (kept.size <= most) break
        kept.delete(profileId)
      }
      return rows
    },
  }
}

interface Changed {
  id: string
  mark: string | null
  /** Null for one that is no longer published. */
  row: FactsRow | null
}

/** One statement, so that a mark and its row are of the same moment. */
async function changedSince(tx: Transaction, ids: readonly string[], marks: readonly (string | null)[]): Promise<Changed[]> {
  return ids.length === 0 ? [] : changedRows(tx).execute({ ids, marks })
}

const changedRows = prepared((tx) => {
  const mark = sql<string | null>`${matchFacts}.xmin::text`
  return tx
    .select({ id: sql<string>`asked.id`, mark, row: matchFacts })
    .from(sql`unnest(${sql.placeholder('ids')}::uuid[], ${sql.placeholder('marks')}::text[]) as asked (id, mark)`)
    .leftJoin(matchFacts, sql`${matchFacts.profileId} = asked.id and ${matchFacts.published}`)
    .where(sql`${mark} is distinct from asked.mark or ${matchFacts.profileId} is null`)
    .limit(5_000)
    .prepare('changed_facts')
})

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
