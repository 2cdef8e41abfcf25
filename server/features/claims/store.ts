/** Claims on imported firms and the codes that prove them, in SQL. */
import { and, count, desc, eq, gt, isNull, ne, or, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { oneTimeTokens } from '../../../db/schema/accounts.ts'
import { claims, memberships, organizations } from '../../../db/schema/organizations.ts'
import { capabilityProfiles } from '../../../db/schema/profiles.ts'

export type ClaimRow = typeof claims.$inferSelect
export type FirmRow = typeof organizations.$inferSelect
export type ClaimTokenRow = typeof oneTimeTokens.$inferSelect

export const claimStore = {
  async insert(tx: Transaction, values: typeof claims.$inferInsert): Promise<ClaimRow> {
    const [row] = await tx.insert(claims).values(values).returning()
    if (!row) throw new Error('The claim was not stored.')
    return row
  },
  async openOf(tx: Transaction, organizationId: string, userId: string): Promise<ClaimRow | undefined> {
    const open = and(
      eq(claims.organizationId, organizationId),
      eq(claims.userId, userId),
      eq(claims.kind, 'claim'),
      eq(claims.state, 'open'),
    )
    return (await tx.select().from(claims).where(open))[0]
  },
  async openByUser(tx: Transaction, userId: string): Promise<number> {
    return (
      (
        await tx
          .select({ n: count() })
          .from(claims)
          .where(and(eq(claims.userId, userId), eq(claims.kind, 'claim'), eq(claims.state, 'open')))
      )[0]?.n ?? 0
    )
  },
  async openRemovals(tx: Transaction, organizationId: string): Promise<number> {
    const open = and(eq(claims.organizationId, organizationId), eq(claims.kind, 'removal'), eq(claims.state, 'open'))
    return (await tx.select({ n: count() }).from(claims).where(open))[0]?.n ?? 0
  },
  async find(tx: Transaction, id: string): Promise<ClaimRow | undefined> {
    return (await tx.select().from(claims).where(eq(claims.id, id)))[0]
  },
  async lock(tx: Transaction, id: string): Promise<ClaimRow | undefined> {
    return (await tx.select().from(claims).where(eq(claims.id, id)).for('update'))[0]
  },
  async decide(tx: Transaction, id: string, change: Pick<ClaimRow, 'state' | 'decidedBy' | 'decidedAt' | 'updatedAt'>): Promise<ClaimRow> {
    const [row] = await tx
      .update(claims)
      .set({ ...change, version: sql`${claims.version} + 1` })
      .where(eq(claims.id, id))
      .returning()
    if (!row) throw new Error('The claim is gone.')
    return row
  },
  /** Everything else that is open about the firm; the claim that was granted stays as it is. */
  async refuseOthers(
    tx: Transaction,
    organizationId: string,
    by: { except: string | null; decidedBy: string | null; at: Date },
  ): Promise<void> {
    const others = and(
      eq(claims.organizationId, organizationId),
      eq(claims.state, 'open'),
      by.except ? ne(claims.id, by.except) : undefined,
    )
    const change = { state: 'refused' as const, decidedBy: by.decidedBy, decidedAt: by.at, updatedAt: by.at }
    await tx
      .update(claims)
      .set({ ...change, version: sql`${claims.version} + 1` })
      .where(others)
  },
  /** Open ones first, then the newest; with the firm beside each. */
  async ofAgency(tx: Transaction, agencyId: string, after: readonly string[] | null, limit: number) {
    const mine = eq(claims.agencyId, agencyId)
    const [open = '', at = '', id = ''] = after ?? []
    const rank = sql<number>`(${claims.state} = 'open')::int`
    const later = or(
      sql`${rank} < ${Number(open)}`,
      sql`(${rank} = ${Number(open)} and (${claims.createdAt}, ${claims.id}) < (${at}::timestamptz, ${id || '00000000-0000-0000-0000-000000000000'}::uuid))`,
    )
    return tx
      .select({ claim: claims, firm: organizations })
      .from(claims)
      .innerJoin(organizations, eq(organizations.id, claims.organizationId))
      .where(after ? and(mine, later) : mine)
      .orderBy(desc(rank), desc(claims.createdAt), desc(claims.id))
      .limit(limit)
  },
  async lockFirm(tx: Transaction, id: string): Promise<FirmRow | undefined> {
    return (await tx.select().from(organizations).where(eq(organizations.id, id)).for('update'))[0]
  },
  async claim(tx: Transaction, id: string, at: Date): Promise<void> {
    await tx
      .update(organizations)
      .set({ claimed: true, updatedAt: at, version: sql`${organizations.version} + 1` })
      .where(eq(organizations.id, id))
  },
  async addAdmin(tx: Transaction, values: typeof memberships.$inferInsert): Promise<void> {
    await tx.insert(memberships).values(values).onConflictDoNothing()
  },
  /** Takes the firm off the list with all that was written about it. */
  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.delete(organizations).where(and(eq(organizations.id, id), eq(organizations.claimed, false)))
  },
  async profileOf(tx: Transaction, organizationId: string): Promise<{ id: string; version: number } | undefined> {
    const { id, version } = capabilityProfiles
    return (await tx.select({ id, version }).from(capabilityProfiles).where(eq(capabilityProfiles.organizationId, organizationId)))[0]
  },
  /** How many codes went to the firm's address, whoever asked. */
  async codesSince(tx: Transaction, organizationId: string, since: Date): Promise<number> {
    const sent = and(eq(oneTimeTokens.purpose, 'claim'), eq(oneTimeTokens.subjectId, organizationId), gt(oneTimeTokens.createdAt, since))
    return (await tx.select({ n: count() }).from(oneTimeTokens).where(sent))[0]?.n ?? 0
  },
  async newestCode(tx: Transaction, organizationId: string, userId: string): Promise<ClaimTokenRow | undefined> {
    const mine = and(eq(oneTimeTokens.purpose, 'claim'), eq(oneTimeTokens.subjectId, organizationId), eq(oneTimeTokens.userId, userId))
    return (await tx.select().from(oneTimeTokens).where(mine).orderBy(desc(oneTimeTokens.createdAt), desc(oneTimeTokens.id)).limit(1))[0]
  },
  async insertCode(tx: Transaction, token: typeof oneTimeTokens.$inferInsert): Promise<void> {
    await tx.insert(oneTimeTokens).values(token)
  },
  async noteTry(tx: Transaction, id: string, payload: Record<string, string>): Promise<void> {
    await tx.update(oneTimeTokens).set({ payload }).where(eq(oneTimeTokens.id, id))
  },
  async useCode(tx: Transaction, id: string, at: Date): Promise<void> {
    await tx.update(oneTimeTokens).set({ usedAt: at }).where(eq(oneTimeTokens.id, id))
  },
  /** Codes sent before work no more: one user's, or everybody's when the firm has found its owner. The rows stay, since they are counted. */
  async endCodes(tx: Transaction, organizationId: string, userId: string | null, at: Date): Promise<void> {
    const open = and(eq(oneTimeTokens.purpose, 'claim'), eq(oneTimeTokens.subjectId, organizationId), isNull(oneTimeTokens.usedAt))
    await tx
      .update(oneTimeTokens)
      .set({ expiresAt: at })
      .where(userId === null ? open : and(open, eq(oneTimeTokens.userId, userId)))
  },
}
