/** Interest with its answers, and the links of mails, in SQL. */
import { and, desc, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { users } from '../../../db/schema/accounts.ts'
import { linkageEntries, linkages } from '../../../db/schema/linkages.ts'
import { answerLinks, interests } from '../../../db/schema/offers.ts'
import { memberships, organizations } from '../../../db/schema/organizations.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'
import type { Day } from '../../../domain/day.ts'
import type { LinkageStage } from '../../../domain/linkages.ts'

export type InterestRow = typeof interests.$inferSelect
export type LinkRow = typeof answerLinks.$inferSelect

/** A member who hears by mail, as jobs know him. */
export interface Hearer {
  userId: string
  organizationId: string
  email: string
  locale: string | null
}

export const interestStore = {
  async ofLinkage(tx: Transaction, linkageId: string): Promise<InterestRow | undefined> {
    return (await tx.select().from(interests).where(eq(interests.linkageId, linkageId)))[0]
  },
  async lock(tx: Transaction, linkageId: string): Promise<InterestRow | undefined> {
    // The linkage is held, since before the first answer there is no row to hold.
    await tx.select({ id: linkages.id }).from(linkages).where(eq(linkages.id, linkageId)).for('update')
    return interestStore.ofLinkage(tx, linkageId)
  },
  /** Keeps the answers: the first time, or anew. */
  async keep(tx: Transaction, values: typeof interests.$inferInsert): Promise<InterestRow> {
    const { createdAt: _, linkageId: __, ...change } = values
    const [row] = await tx
      .insert(interests)
      .values(values)
      .onConflictDoUpdate({ target: interests.linkageId, set: { ...change, version: sql`${interests.version} + 1` } })
      .returning()
    if (!row) throw new Error('The interest was not stored.')
    return row
  },
  /** What the firm answered last, for the next form. */
  async lastOf(tx: Transaction, smeId: string): Promise<InterestRow | undefined> {
    return (
      await tx
        .select()
        .from(interests)
        .where(eq(interests.smeId, smeId))
        .orderBy(desc(interests.updatedAt), desc(interests.linkageId))
        .limit(1)
    )[0]
  },
  /** Answers to the exclusion grounds of these needs: of every SME, or of one. */
  async groundsOf(
    tx: Transaction,
    needIds: readonly string[],
    smeId?: string,
  ): Promise<Pick<InterestRow, 'needId' | 'smeId' | 'grounds'>[]> {
    if (needIds.length === 0) return []
    return tx
      .select({ needId: interests.needId, smeId: interests.smeId, grounds: interests.grounds })
      .from(interests)
      .where(and(inArray(interests.needId, [...needIds]), smeId ? eq(interests.smeId, smeId) : undefined))
      .limit(5_000)
  },
  /** Where the linkages stand in which the SME has shown interest since that instant. */
  async shownSince(tx: Transaction, smeId: string, since: Date): Promise<LinkageStage[]> {
    const rows = await tx
      .selectDistinct({ id: linkages.id, stage: linkages.stage })
      .from(linkageEntries)
      .innerJoin(linkages, eq(linkages.id, linkageEntries.linkageId))
      .where(and(eq(linkages.smeId, smeId), eq(linkageEntries.stage, 'sme-interested'), gte(linkageEntries.at, since)))
      .limit(5_000)
    return rows.map((row) => row.stage)
  },
  /** Holds the firm's row: two interests at once are counted one after the other. */
  async firm(tx: Transaction, organizationId: string): Promise<{ name: string; timeZone: string } | undefined> {
    const { name, timeZone } = organizations
    return (await tx.select({ name, timeZone }).from(organizations).where(eq(organizations.id, organizationId)).for('no key update'))[0]
  },
  async firmOf(tx: Transaction, organizationId: string): Promise<{ name: string; timeZone: string } | undefined> {
    const { name, timeZone } = organizations
    return (await tx.select({ name, timeZone }).from(organizations).where(eq(organizations.id, organizationId)))[0]
  },
  /** What a linkage is about, and until when it can be answered. */
  async askedBy(tx: Transaction, linkageId: string): Promise<{ needId: string; answerBy: Date | null } | undefined> {
    return (
      await tx
        .select({ needId: linkages.needId, answerBy: sourcingNeeds.answerBy })
        .from(linkages)
        .innerJoin(sourcingNeeds, eq(sourcingNeeds.id, linkages.needId))
        .where(eq(linkages.id, linkageId))
    )[0]
  },
  async linkageOf(tx: Transaction, needId: string, smeId: string): Promise<{ id: string; stage: LinkageStage } | undefined> {
    const { id, stage } = linkages
    return (
      await tx
        .select({ id, stage })
        .from(linkages)
        .where(and(eq(linkages.needId, needId), eq(linkages.smeId, smeId)))
    )[0]
  },
}

export interface DueAgain extends Hearer {
  needId: string
  title: string
  answerBy: Date | null
}

export const linkStore = {
  async add(tx: Transaction, rows: readonly (typeof answerLinks.$inferInsert)[]): Promise<void> {
    if (rows.length > 0) await tx.insert(answerLinks).values([...rows])
  },
  async byHash(tx: Transaction, tokenHash: string): Promise<LinkRow | undefined> {
    return (await tx.select().from(answerLinks).where(eq(answerLinks.tokenHash, tokenHash)))[0]
  },
  async lock(tx: Transaction, tokenHash: string): Promise<LinkRow | undefined> {
    return (await tx.select().from(answerLinks).where(eq(answerLinks.tokenHash, tokenHash)).for('update'))[0]
  },
  async use(tx: Transaction, id: string, change: Pick<LinkRow, 'answer' | 'answeredAt' | 'askAgainOn'>): Promise<void> {
    await tx.update(answerLinks).set(change).where(eq(answerLinks.id, id))
  },
  /**
   * Links whose day to ask again has come, held so that two workers never ask the same; and who is really asked: a member
   * still, of a need that still takes answers, whose firm has not answered meanwhile.
   */
  async dueAgain(tx: Transaction, on: { today: Day; at: Date }, limit: number): Promise<{ ids: string[]; asks: DueAgain[] }> {
    const held = await tx
      .select({ id: answerLinks.id })
      .from(answerLinks)
      .where(and(isNull(answerLinks.askedAgainAt), lte(answerLinks.askAgainOn, on.today)))
      .orderBy(answerLinks.id)
      .limit(limit)
      .for('update', { skipLocked: true })
    const ids = held.map((row) => row.id)
    if (ids.length === 0) return { ids, asks: [] }
    const { organizationId, needId, userId } = answerLinks
    const { title, answerBy } = sourcingNeeds
    const asks = await tx
      .select({ organizationId, needId, userId, email: users.email, locale: users.locale, title, answerBy })
      .from(answerLinks)
      .innerJoin(users, eq(users.id, userId))
      .innerJoin(memberships, and(eq(memberships.userId, userId), eq(memberships.organizationId, organizationId)))
      .innerJoin(sourcingNeeds, eq(sourcingNeeds.id, needId))
      .leftJoin(linkages, and(eq(linkages.needId, needId), eq(linkages.smeId, organizationId)))
      .where(
        and(
          inArray(answerLinks.id, ids),
          eq(sourcingNeeds.state, 'open'),
          or(isNull(answerBy), gte(answerBy, on.at)),
          or(isNull(linkages.stage), inArray(linkages.stage, ['proposed', 'broker-shortlisted', 'offered-to-sme'])),
        ),
      )
      .limit(limit)
    return { ids, asks }
  },
  async markAsked(tx: Transaction, ids: readonly string[], at: Date): Promise<void> {
    if (ids.length > 0)
      await tx
        .update(answerLinks)
        .set({ askedAgainAt: at })
        .where(inArray(answerLinks.id, [...ids]))
  },
  /** Links long over, which nobody follows any more. */
  async forget(tx: Transaction, before: Date): Promise<void> {
    await tx.delete(answerLinks).where(lte(answerLinks.expiresAt, before))
  },
}
