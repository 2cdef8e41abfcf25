/** Messages, read marks and the invitations of agencies, in SQL, with what of a linkage its thread shows. */
import { and, count, desc, eq, gt, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Transaction } from '../../../db/client.ts'
import { messageInvitations, messageReads, messages } from '../../../db/schema/conversations.ts'
import { linkages } from '../../../db/schema/linkages.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'

export type MessageRow = typeof messages.$inferSelect
export type NewMessage = Omit<typeof messages.$inferInsert, 'id'>
export type InvitationRow = typeof messageInvitations.$inferSelect

/** How far somebody has read. */
export interface Mark {
  at: Date
  id: string
}

/** What the thread says of its linkage, and what would give a hidden lead firm away. */
export interface ThreadHead {
  need: string
  alias: boolean
  leadFirm: FirmNames
  sme: FirmNames
}

export interface FirmNames {
  name: string
  nativeName: string
  website: string
  contactEmail: string
}

export interface Reader {
  linkageId: string
  userId: string
  organizationId: string
  /** An agency reads what came after it was let in. */
  since: Date | null
}

const leadFirm = alias(organizations, 'lead_firm')
const sme = alias(organizations, 'sme')
const MOST_THREADS = 100

export const conversationStore = {
  /** Held until the end, so that messages follow each other and no read mark passes one that is being written. */
  async hold(tx: Transaction, linkageId: string): Promise<void> {
    await tx.select({ id: linkages.id }).from(linkages).where(eq(linkages.id, linkageId)).for('update')
  },
  async head(tx: Transaction, linkageId: string): Promise<ThreadHead | undefined> {
    const [row] = await tx
      .select({ need: sourcingNeeds.title, alias: sourcingNeeds.alias, leadFirm: namesOf(leadFirm), sme: namesOf(sme) })
      .from(linkages)
      .innerJoin(sourcingNeeds, eq(sourcingNeeds.id, linkages.needId))
      .innerJoin(leadFirm, eq(leadFirm.id, linkages.leadFirmId))
      .innerJoin(sme, eq(sme.id, linkages.smeId))
      .where(eq(linkages.id, linkageId))
    return row
  },
  async organizationNames(tx: Transaction, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map()
    const rows = await tx
      .select({ id: organizations.id, name: organizations.name })
      .from(organizations)
      .where(inArray(organizations.id, [...ids]))
      .limit(ids.length)
    return new Map(rows.map((row) => [row.id, row.name]))
  },
  async invitations(tx: Transaction, linkageId: string): Promise<InvitationRow[]> {
    return tx.select().from(messageInvitations).where(eq(messageInvitations.linkageId, linkageId)).limit(100)
  },
  /** Newest first. */
  async list(
    tx: Transaction,
    { linkageId, since }: Pick<Reader, 'linkageId' | 'since'>,
    { after, limit }: { after: readonly string[] | null; limit: number },
  ): Promise<MessageRow[]> {
    const [at = '', id = ''] = after ?? []
    return tx
      .select()
      .from(messages)
      .where(
        and(
          eq(messages.linkageId, linkageId),
          since ? gt(messages.at, since) : undefined,
          after ? sql`(${messages.at}, ${messages.id}) < (${at}::timestamptz, ${id}::uuid)` : undefined,
        ),
      )
      .orderBy(desc(messages.at), desc(messages.id))
      .limit(limit)
  },
  async byId(tx: Transaction, id: string): Promise<MessageRow | undefined> {
    return (await tx.select().from(messages).where(eq(messages.id, id)))[0]
  },
  /** Undefined when the same mail has landed before. */
  async insert(tx: Transaction, message: NewMessage): Promise<MessageRow | undefined> {
    return (await tx.insert(messages).values(message).onConflictDoNothing().returning())[0]
  },
  async takeBack(tx: Transaction, id: string, at: Date): Promise<void> {
    await tx.update(messages).set({ takenBackAt: at }).where(eq(messages.id, id))
  },
  async mark(tx: Transaction, { linkageId, userId, organizationId }: Reader): Promise<Mark | null> {
    const [row] = await tx
      .select({ at: messageReads.upToAt, id: messageReads.upToId })
      .from(messageReads)
      .where(and(eq(messageReads.linkageId, linkageId), eq(messageReads.userId, userId), eq(messageReads.organizationId, organizationId)))
    return row ?? null
  },
  /** The furthest mark of each organization. */
  async marks(tx: Transaction, linkageId: string): Promise<Map<string, Mark>> {
    const rows = await tx
      .selectDistinctOn([messageReads.organizationId], {
        organizationId: messageReads.organizationId,
        at: messageReads.upToAt,
        id: messageReads.upToId,
      })
      .from(messageReads)
      .where(eq(messageReads.linkageId, linkageId))
      .orderBy(messageReads.organizationId, desc(messageReads.upToAt), desc(messageReads.upToId))
      .limit(100)
    return new Map(rows.map(({ organizationId, ...mark }) => [organizationId, mark]))
  },
  /** Moves a mark on, never back. */
  async moveMark(tx: Transaction, { linkageId, userId, organizationId }: Reader, to: Mark, at: Date): Promise<void> {
    const moved = { upToAt: to.at, upToId: to.id, at }
    await tx
      .insert(messageReads)
      .values({ linkageId, userId, organizationId, ...moved })
      .onConflictDoUpdate({
        target: [messageReads.linkageId, messageReads.userId, messageReads.organizationId],
        set: moved,
        setWhere: sql`(${messageReads.upToAt}, ${messageReads.upToId}) < (excluded.up_to_at, excluded.up_to_id)`,
      })
  },
  async countUnread(tx: Transaction, reader: Reader, mark: Mark | null): Promise<number> {
    const [found] = await tx
      .select({ n: count() })
      .from(messages)
      .where(
        and(
          eq(messages.linkageId, reader.linkageId),
          ne(messages.organizationId, reader.organizationId),
          isNull(messages.takenBackAt),
          reader.since ? gt(messages.at, reader.since) : undefined,
          mark ? sql`(${messages.at}, ${messages.id}) > (${mark.at.toISOString()}::timestamptz, ${mark.id}::uuid)` : undefined,
        ),
      )
    return found?.n ?? 0
  },
  /** For a firm: its threads with something unread for this member, those moved last first. */
  async unreadThreads(
    tx: Transaction,
    { userId, organizationId }: { userId: string; organizationId: string },
  ): Promise<{ linkageId: string; unread: number }[]> {
    const isAhead: SQL = sql`(${messageReads.upToAt} is null or (${messages.at}, ${messages.id}) > (${messageReads.upToAt}, ${messageReads.upToId}))`
    return tx
      .select({ linkageId: linkages.id, unread: count() })
      .from(linkages)
      .innerJoin(messages, eq(messages.linkageId, linkages.id))
      .leftJoin(
        messageReads,
        and(eq(messageReads.linkageId, linkages.id), eq(messageReads.userId, userId), eq(messageReads.organizationId, organizationId)),
      )
      .where(
        and(
          or(eq(linkages.leadFirmId, organizationId), eq(linkages.smeId, organizationId)),
          ne(messages.organizationId, organizationId),
          isNull(messages.takenBackAt),
          isAhead,
        ),
      )
      .groupBy(linkages.id)
      .orderBy(desc(sql`max(${messages.at})`))
      .limit(MOST_THREADS)
  },
  async invite(tx: Transaction, invitation: InvitationRow): Promise<void> {
    await tx.insert(messageInvitations).values(invitation).onConflictDoNothing()
  },
  async uninvite(tx: Transaction, { linkageId, agencyId, side }: Pick<InvitationRow, 'linkageId' | 'agencyId' | 'side'>): Promise<void> {
    await tx
      .delete(messageInvitations)
      .where(and(eq(messageInvitations.linkageId, linkageId), eq(messageInvitations.agencyId, agencyId), eq(messageInvitations.side, side)))
  },
}

function namesOf(of: typeof leadFirm | typeof sme) {
  return { name: of.name, nativeName: of.nativeName, website: of.website, contactEmail: of.contactEmail }
}
