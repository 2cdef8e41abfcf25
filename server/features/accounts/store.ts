/** Users, one-time tokens and failed sign-ins, in SQL; always through the system door. */
import { and, count, eq, gt, inArray, isNull, lt } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { oneTimeTokens, sessions, signInFailures, users } from '../../../db/schema/accounts.ts'
import { memberships, organizations } from '../../../db/schema/organizations.ts'

type UserRow = typeof users.$inferSelect
type TokenRow = typeof oneTimeTokens.$inferSelect

export const accountStore = {
  async byEmail(tx: Transaction, email: string): Promise<UserRow | undefined> {
    return (await tx.select().from(users).where(eq(users.email, email)))[0]
  },
  async byId(tx: Transaction, id: string): Promise<UserRow | undefined> {
    return (await tx.select().from(users).where(eq(users.id, id)))[0]
  },
  async namesOf(
    tx: Transaction,
    ids: readonly string[],
  ): Promise<{ id: string; name: string; email: string; locale: UserRow['locale'] }[]> {
    if (ids.length === 0) return []
    return tx
      .select({ id: users.id, name: users.name, email: users.email, locale: users.locale })
      .from(users)
      .where(inArray(users.id, [...ids]))
      .limit(500)
  },
  /** People as those who work with them know them, and their language. */
  async peopleOf(
    tx: Transaction,
    ids: readonly string[],
  ): Promise<{ id: string; name: string; email: string; locale: UserRow['locale'] }[]> {
    if (ids.length === 0) return []
    return tx
      .select({ id: users.id, name: users.name, email: users.email, locale: users.locale })
      .from(users)
      .where(inArray(users.id, [...ids]))
      .limit(500)
  },
  /** Undefined when the address is taken. */
  async insert(tx: Transaction, user: typeof users.$inferInsert): Promise<UserRow | undefined> {
    return (await tx.insert(users).values(user).onConflictDoNothing().returning())[0]
  },
  async update(tx: Transaction, id: string, change: Partial<typeof users.$inferInsert>): Promise<void> {
    await tx.update(users).set(change).where(eq(users.id, id))
  },
  async hasPlatformAdmin(tx: Transaction): Promise<boolean> {
    return (await tx.select({ id: users.id }).from(users).where(eq(users.platformAdmin, true)).limit(1)).length > 0
  },
  async membershipsOf(tx: Transaction, userId: string) {
    return tx
      .select({
        organizationId: organizations.id,
        name: organizations.name,
        kind: organizations.kind,
        role: memberships.role,
        duties: memberships.duties,
      })
      .from(memberships)
      .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
      .where(eq(memberships.userId, userId))
      .orderBy(memberships.createdAt)
      .limit(100)
  },
  async actFor(tx: Transaction, sessionId: string, organizationId: string): Promise<void> {
    await tx.update(sessions).set({ organizationId }).where(eq(sessions.id, sessionId))
  },
  async insertToken(tx: Transaction, token: typeof oneTimeTokens.$inferInsert): Promise<void> {
    await tx.insert(oneTimeTokens).values(token)
  },
  /** Older tokens of the same purpose stop working when a new one is sent. */
  async dropTokens(tx: Transaction, purpose: TokenRow['purpose'], userId: string | null): Promise<void> {
    await tx
      .delete(oneTimeTokens)
      .where(and(eq(oneTimeTokens.purpose, purpose), userId ? eq(oneTimeTokens.userId, userId) : isNull(oneTimeTokens.userId)))
  },
  /** Takes the token if it is valid and unused; a second use finds nothing. */
  async useToken(tx: Transaction, purpose: TokenRow['purpose'], tokenHash: string, at: Date): Promise<TokenRow | undefined> {
    const valid = and(
      eq(oneTimeTokens.purpose, purpose),
      eq(oneTimeTokens.tokenHash, tokenHash),
      isNull(oneTimeTokens.usedAt),
      gt(oneTimeTokens.expiresAt, at),
    )
    return (await tx.update(oneTimeTokens).set({ usedAt: at }).where(valid).returning())[0]
  },
  async failures(
    tx: Transaction,
    emailHash: string,
    address: string,
    since: { account: Date; address: Date },
  ): Promise<{ account: number; address: number }> {
    const [account] = await tx
      .select({ n: count() })
      .from(signInFailures)
      .where(and(eq(signInFailures.emailHash, emailHash), gt(signInFailures.at, since.account)))
    const [from] = await tx
      .select({ n: count() })
      .from(signInFailures)
      .where(and(eq(signInFailures.address, address), gt(signInFailures.at, since.address)))
    return { account: account?.n ?? 0, address: from?.n ?? 0 }
  },
  async noteFailure(tx: Transaction, emailHash: string, address: string, at: Date): Promise<void> {
    await tx.insert(signInFailures).values({ emailHash, address, at })
    await tx.delete(signInFailures).where(lt(signInFailures.at, new Date(at.getTime() - 86_400_000)))
  },
}
