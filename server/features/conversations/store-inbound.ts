/** Whose mail address this is and for whom he acts, in SQL; through the system door. */
import { asc, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { users } from '../../../db/schema/accounts.ts'
import { memberships, organizations } from '../../../db/schema/organizations.ts'
import type { Member, OrganizationKind } from '../../../domain/organizations.ts'

export interface Sender {
  userId: string
  email: string
  locale: string | null
}

export const inboundStore = {
  async sender(tx: Transaction, email: string): Promise<Sender | undefined> {
    return (await tx.select({ userId: users.id, email: users.email, locale: users.locale }).from(users).where(eq(users.email, email)))[0]
  },
  async organizationIds(tx: Transaction, userId: string): Promise<string[]> {
    const rows = await tx.select({ id: memberships.organizationId }).from(memberships).where(eq(memberships.userId, userId)).limit(100)
    return rows.map((row) => row.id)
  },
  /** All members, since duties depend on what the others hold. */
  async members(tx: Transaction, organizationId: string): Promise<(Member & { kind: OrganizationKind })[]> {
    return tx
      .select({ userId: memberships.userId, role: memberships.role, duties: memberships.duties, kind: organizations.kind })
      .from(memberships)
      .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
      .where(eq(memberships.organizationId, organizationId))
      .orderBy(asc(memberships.createdAt))
      .limit(500)
  },
  async addresses(tx: Transaction, organizationId: string): Promise<string[]> {
    const members = tx.select({ id: memberships.userId }).from(memberships).where(eq(memberships.organizationId, organizationId))
    const rows = await tx.select({ email: users.email }).from(users).where(inArray(users.id, members)).limit(500)
    return rows.map((row) => row.email)
  },
}
