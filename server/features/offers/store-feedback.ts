/** Feedback owed and given, in SQL: what is owed is read from where linkages and needs stand, so that no event can be missed. */
import { and, asc, eq, exists, gt, inArray, isNull, ne, not, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Transaction } from '../../../db/client.ts'
import { linkageEntries, linkages } from '../../../db/schema/linkages.ts'
import { answerTerms, feedbacks } from '../../../db/schema/offers.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'
import { ENDED_NEEDS, LOST_STAGES, WAITING_STAGES } from '../../../domain/feedback.ts'
import type { LinkageReason, LinkageStage } from '../../../domain/linkages.ts'

export type FeedbackRow = typeof feedbacks.$inferSelect

const sme = alias(organizations, 'sme')
const NOBODY = '00000000-0000-0000-0000-000000000000'

export interface OwedRow {
  linkageId: string
  needId: string
  needTitle: string
  leadFirmId: string
  timeZone: string
  /** The lead firm's own term; null where it has none of its own. */
  feedbackDays: number | null
  smeId: string
  smeName: string
  stage: LinkageStage
  reason: LinkageReason | null
  endedAt: Date
}

/** A lost linkage ended with its last step; one that was left waiting, with its need. */
const endedAt = sql<Date>`case when ${inArray(linkages.stage, [...LOST_STAGES])} then ${linkages.updatedAt}
  else coalesce(${sourcingNeeds.closedAt}, ${sourcingNeeds.updatedAt}) end`.mapWith(linkages.updatedAt)

function isOwed(tx: Transaction) {
  const answered = tx
    .select({ one: sql`1` })
    .from(linkageEntries)
    .where(and(eq(linkageEntries.linkageId, linkages.id), eq(linkageEntries.stage, 'sme-interested')))
  // A decline with a reason and words of its own was feedback already.
  const toldThen = and(eq(linkages.stage, 'lead-firm-declined'), ne(linkages.note, ''))
  const lost = inArray(linkages.stage, [...LOST_STAGES])
  const left = and(inArray(linkages.stage, [...WAITING_STAGES]), inArray(sourcingNeeds.state, [...ENDED_NEEDS]))
  return and(isNull(feedbacks.linkageId), exists(answered), or(and(lost, not(toldThen as never)), left))
}

export const feedbackStore = {
  async ofLinkage(tx: Transaction, linkageId: string): Promise<FeedbackRow | undefined> {
    return (await tx.select().from(feedbacks).where(eq(feedbacks.linkageId, linkageId)))[0]
  },
  /** Undefined when a colleague gave it a moment ago. */
  async insert(tx: Transaction, values: typeof feedbacks.$inferInsert): Promise<FeedbackRow | undefined> {
    return (await tx.insert(feedbacks).values(values).onConflictDoNothing().returning())[0]
  },
  /** What a lead firm owes, oldest first. */
  async owed(
    tx: Transaction,
    of: { leadFirmId: string; needId?: string; linkageId?: string },
    page: { after: readonly string[] | null; limit: number },
  ): Promise<OwedRow[]> {
    const [at = '', id = NOBODY] = page.after ?? []
    return owedRows(tx)
      .where(
        and(
          eq(linkages.leadFirmId, of.leadFirmId),
          of.needId ? eq(linkages.needId, of.needId) : undefined,
          of.linkageId ? eq(linkages.id, of.linkageId) : undefined,
          isOwed(tx),
          page.after ? sql`(${endedAt}, ${linkages.id}) > (${at}::timestamptz, ${id}::uuid)` : undefined,
        ),
      )
      .orderBy(asc(endedAt), asc(linkages.id))
      .limit(page.limit)
  },
  /** What all lead firms owe that ended after that day, a page at a time, for the reminders. */
  async owedByAll(tx: Transaction, since: Date, after: string | null, limit: number): Promise<OwedRow[]> {
    return owedRows(tx)
      .where(and(gt(linkages.id, after ?? NOBODY), isOwed(tx), sql`${endedAt} > ${since.toISOString()}::timestamptz`))
      .orderBy(asc(linkages.id))
      .limit(limit)
  },
}

function owedRows(tx: Transaction) {
  return tx
    .select({
      linkageId: linkages.id,
      needId: linkages.needId,
      needTitle: sourcingNeeds.title,
      leadFirmId: linkages.leadFirmId,
      timeZone: organizations.timeZone,
      feedbackDays: answerTerms.feedbackDays,
      smeId: linkages.smeId,
      smeName: sme.name,
      stage: linkages.stage,
      reason: linkages.reason,
      endedAt,
    })
    .from(linkages)
    .innerJoin(sourcingNeeds, eq(sourcingNeeds.id, linkages.needId))
    .innerJoin(organizations, eq(organizations.id, linkages.leadFirmId))
    .innerJoin(sme, eq(sme.id, linkages.smeId))
    .leftJoin(answerTerms, eq(answerTerms.organizationId, linkages.leadFirmId))
    .leftJoin(feedbacks, eq(feedbacks.linkageId, linkages.id))
    .$dynamic()
}
