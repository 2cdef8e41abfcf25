/** The working days that agencies and the platform give each stage, in SQL. */
import { eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { linkageTerms } from '../../../db/schema/linkages.ts'

export type TermsRow = typeof linkageTerms.$inferSelect

const ofOwner = (agencyId: string | null) => (agencyId === null ? isNull(linkageTerms.agencyId) : eq(linkageTerms.agencyId, agencyId))

export const termsStore = {
  async own(tx: Transaction, agencyId: string | null): Promise<TermsRow | undefined> {
    return (await tx.select().from(linkageTerms).where(ofOwner(agencyId)))[0]
  },
  async lock(tx: Transaction, agencyId: string | null): Promise<TermsRow | undefined> {
    return (await tx.select().from(linkageTerms).where(ofOwner(agencyId)).for('update'))[0]
  },
  /** Of these agencies, and the platform's own. */
  async of(tx: Transaction, agencyIds: readonly string[]): Promise<TermsRow[]> {
    const mine = agencyIds.length > 0 ? inArray(linkageTerms.agencyId, [...agencyIds]) : undefined
    return tx
      .select()
      .from(linkageTerms)
      .where(or(isNull(linkageTerms.agencyId), mine))
      .limit(1_000)
  },
  /** Undefined when somebody else wrote the first version a moment ago. */
  async insert(tx: Transaction, values: typeof linkageTerms.$inferInsert): Promise<TermsRow | undefined> {
    return (await tx.insert(linkageTerms).values(values).onConflictDoNothing().returning())[0]
  },
  async update(tx: Transaction, id: string, change: Pick<TermsRow, 'days' | 'graceDays' | 'updatedAt'>): Promise<TermsRow | undefined> {
    return (
      await tx
        .update(linkageTerms)
        .set({ ...change, version: sql`${linkageTerms.version} + 1` })
        .where(eq(linkageTerms.id, id))
        .returning()
    )[0]
  },
}
