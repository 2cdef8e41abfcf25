/** Organizations and memberships, in SQL. */
import { and, asc, count, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { auditLog } from '../../../db/schema/ledger.ts'
import { memberships, organizations } from '../../../db/schema/organizations.ts'

export type OrganizationRow = typeof organizations.$inferSelect
export type MembershipRow = typeof memberships.$inferSelect

export const organizationStore = {
  async byId(tx: Transaction, id: string): Promise<OrganizationRow | undefined> {
    return (await tx.select().from(organizations).where(eq(organizations.id, id)))[0]
  },
  async lock(tx: Transaction, id: string): Promise<OrganizationRow | undefined> {
    return (await tx.select().from(organizations).where(eq(organizations.id, id)).for('update'))[0]
  },
  async insert(tx: Transaction, values: typeof organizations.$inferInsert): Promise<OrganizationRow> {
    const [row] = await tx.insert(organizations).values(values).returning()
    if (!row) throw new Error('The organization was not stored.')
    return row
  },
  /** Many at once, in the order given. */
  async insertMany(tx: Transaction, values: readonly (typeof organizations.$inferInsert)[]): Promise<string[]> {
    const ids: string[] = []
    for (let at = 0; at < values.length; at += 1_000) {
      const made = await tx
        .insert(organizations)
        .values(values.slice(at, at + 1_000))
        .returning({ id: organizations.id })
      ids.push(...made.map((one) => one.id))
    }
    return ids
  },
  /** Firms that nobody has claimed go with all that was written about them. */
  async removeUnclaimed(tx: Transaction, ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += 1_000) {
      await tx.delete(organizations).where(and(inArray(organizations.id, ids.slice(at, at + 1_000)), eq(organizations.claimed, false)))
    }
  },
  async update(tx: Transaction, id: string, change: Partial<typeof organizations.$inferInsert>): Promise<OrganizationRow> {
    const [row] = await tx
      .update(organizations)
      .set({ ...change, version: sql`${organizations.version} + 1` })
      .where(eq(organizations.id, id))
      .returning()
    if (!row) throw new Error('The organization is gone.')
    return row
  },
  async members(tx: Transaction, organizationId: string): Promise<MembershipRow[]> {
    return tx
      .select()
      .from(memberships)
      .where(eq(memberships.organizationId, organizationId))
      .orderBy(asc(memberships.createdAt))
      .limit(500)
  },
  async countOf(tx: Transaction, userId: string): Promise<number> {
    return (await tx.select({ n: count() }).from(memberships).where(eq(memberships.userId, userId)))[0]?.n ?? 0
  },
  /** False when he is a member already. */
  async addMember(tx: Transaction, values: typeof memberships.$inferInsert): Promise<boolean> {
    return (await tx.insert(memberships).values(values).onConflictDoNothing().returning({ id: memberships.id })).length > 0
  },
  async updateMember(tx: Transaction, id: string, change: Pick<MembershipRow, 'role' | 'duties' | 'updatedAt'>): Promise<MembershipRow> {
    const [row] = await tx
      .update(memberships)
      .set({ ...change, version: sql`${memberships.version} + 1` })
      .where(eq(memberships.id, id))
      .returning()
    if (!row) throw new Error('The membership is gone.')
    return row
  },
  async removeMember(tx: Transaction, organizationId: string, userId: string): Promise<void> {
    await tx.delete(memberships).where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId)))
  },
  async audit(tx: Transaction, organizationId: string, before: bigint | null, limit: number) {
    const mine = eq(auditLog.organizationId, organizationId)
    return tx
      .select()
      .from(auditLog)
      .where(before === null ? mine : and(mine, lt(auditLog.seq, before)))
      .orderBy(desc(auditLog.seq))
      .limit(limit)
  },
}
