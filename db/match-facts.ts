/** The one compact row per profile that evaluation and indexes read; only published profiles are matched. */
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { Transaction } from './client.ts'
import { matchFacts } from './schema/profiles.ts'

export type FactsRow = typeof matchFacts.$inferSelect

/** The published rows of these profiles; who is no longer published is left out. */
export async function publishedFactsOf(tx: Transaction, profileIds: readonly string[]): Promise<FactsRow[]> {
  if (profileIds.length === 0) return []
  return tx
    .select()
    .from(matchFacts)
    .where(and(inArray(matchFacts.profileId, [...profileIds]), eq(matchFacts.published, true)))
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
