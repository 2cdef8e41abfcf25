/** Invitations, in SQL; only the hash of a link's token is kept. */
import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { invitations, organizations } from '../../../db/schema/organizations.ts'

type InvitationRow = typeof invitations.$inferSelect
type OrganizationRow = typeof organizations.$inferSelect

export const invitationStore = {
  async organization(tx: Transaction, id: string): Promise<OrganizationRow | undefined> {
    return (await tx.select().from(organizations).where(eq(organizations.id, id)))[0]
  },
  async open(tx: Transaction, organizationId: string, at: Date): Promise<InvitationRow[]> {
    const open = and(eq(invitations.organizationId, organizationId), isNull(invitations.acceptedAt), gt(invitations.expiresAt, at))
    return tx.select().from(invitations).where(open).orderBy(desc(invitations.createdAt)).limit(100)
  },
  async insert(tx: Transaction, values: typeof invitations.$inferInsert): Promise<InvitationRow> {
    const [row] = await tx.insert(invitations).values(values).returning()
    if (!row) throw new Error('The invitation was not stored.')
    return row
  },
  async byId(tx: Transaction, id: string): Promise<InvitationRow | undefined> {
    return (await tx.select().from(invitations).where(eq(invitations.id, id)))[0]
  },
  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.delete(invitations).where(eq(invitations.id, id))
  },
  async openByToken(
    tx: Transaction,
    tokenHash: string,
    at: Date,
  ): Promise<(InvitationRow & { organization: OrganizationRow }) | undefined> {
    const [row] = await tx
      .select()
      .from(invitations)
      .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
      .where(and(eq(invitations.tokenHash, tokenHash), isNull(invitations.acceptedAt), gt(invitations.expiresAt, at)))
    return row && { ...row.invitations, organization: row.organizations }
  },
  async accept(tx: Transaction, id: string, at: Date): Promise<boolean> {
    return (
      (
        await tx
          .update(invitations)
          .set({ acceptedAt: at })
          .where(and(eq(invitations.id, id), isNull(invitations.acceptedAt)))
          .returning({ id: invitations.id })
      ).length > 0
    )
  },
}
