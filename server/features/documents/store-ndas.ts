/** Agreements of non-disclosure and their signatures, in SQL. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { ndaSignatures, ndas } from '../../../db/schema/documents.ts'
import { organizations } from '../../../db/schema/organizations.ts'

export type NdaRow = typeof ndas.$inferSelect
export type SignatureRow = typeof ndaSignatures.$inferSelect

const counts = (linkageId: string) => and(eq(ndas.linkageId, linkageId), isNull(ndas.supersededAt))

export const ndaStore = {
  /** The one that counts between these two firms. */
  async current(tx: Transaction, linkageId: string): Promise<NdaRow | undefined> {
    return (await tx.select().from(ndas).where(counts(linkageId)))[0]
  },
  async lock(tx: Transaction, linkageId: string): Promise<NdaRow | undefined> {
    // Two offers at once must not both count, and there may be no row to hold yet.
    await tx.execute(sql`select pg_advisory_xact_lock(7043, hashtext(${linkageId}))`)
    return (await tx.select().from(ndas).where(counts(linkageId)).for('update'))[0]
  },
  async insert(tx: Transaction, values: typeof ndas.$inferInsert): Promise<NdaRow | undefined> {
    return (await tx.insert(ndas).values(values).returning())[0]
  },
  async change(
    tx: Transaction,
    id: string,
    values: Pick<Partial<NdaRow>, 'supersededAt' | 'completedAt'> & { updatedAt: Date },
  ): Promise<void> {
    await tx
      .update(ndas)
      .set({ ...values, version: sql`${ndas.version} + 1` })
      .where(eq(ndas.id, id))
  },
  async signatures(tx: Transaction, ndaId: string): Promise<SignatureRow[]> {
    return tx.select().from(ndaSignatures).where(eq(ndaSignatures.ndaId, ndaId)).orderBy(asc(ndaSignatures.at)).limit(2)
  },
  async sign(tx: Transaction, values: typeof ndaSignatures.$inferInsert): Promise<void> {
    await tx.insert(ndaSignatures).values(values)
  },
  async firmName(tx: Transaction, organizationId: string): Promise<string> {
    const [row] = await tx.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, organizationId))
    return row?.name ?? ''
  },
}
