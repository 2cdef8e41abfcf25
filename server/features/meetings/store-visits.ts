/** Reports of visits and their findings, and what the hours bring to meetings, in SQL. */
import { and, asc, eq, gt, isNull, lte, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { linkages } from '../../../db/schema/linkages.ts'
import { findings, meetings, visitReports } from '../../../db/schema/meetings.ts'
import { criteria, requirementGroups, requirements } from '../../../db/schema/sourcing.ts'
import type { FindingRow, MeetingRow } from './store.ts'

const NOBODY = '00000000-0000-0000-0000-000000000000'

export const visitStore = {
  async isReported(tx: Transaction, meetingId: string): Promise<boolean> {
    return (await tx.select({ id: visitReports.meetingId }).from(visitReports).where(eq(visitReports.meetingId, meetingId))).length > 0
  },
  async insert(
    tx: Transaction,
    report: typeof visitReports.$inferInsert,
    found: readonly (typeof findings.$inferInsert)[],
  ): Promise<FindingRow[]> {
    await tx.insert(visitReports).values(report)
    return found.length > 0
      ? tx
          .insert(findings)
          .values([...found])
          .returning()
      : []
  },
  /** The requirements that the need of a linkage asks for now. */
  async requirementsOf(tx: Transaction, linkageId: string): Promise<Set<string>> {
    const rows = await tx
      .select({ id: requirements.id })
      .from(requirements)
      .innerJoin(requirementGroups, eq(requirementGroups.id, requirements.groupId))
      .innerJoin(criteria, eq(criteria.id, requirementGroups.criterionId))
      .innerJoin(linkages, eq(linkages.needId, criteria.needId))
      .where(eq(linkages.id, linkageId))
      .limit(1_000)
    return new Set(rows.map((row) => row.id))
  },
  async lockFinding(tx: Transaction, id: string): Promise<FindingRow | undefined> {
    return (await tx.select().from(findings).where(eq(findings.id, id)).for('update'))[0]
  },
  async changeFinding(tx: Transaction, id: string, change: Partial<typeof findings.$inferInsert>): Promise<FindingRow> {
    const set = { ...change, version: sql`${findings.version} + 1` }
    const [row] = await tx.update(findings).set(set).where(eq(findings.id, id)).returning()
    if (!row) throw new Error('The finding is gone.')
    return row
  },
  async ofLinkage(
    tx: Transaction,
    linkageId: string,
    page: { state?: FindingRow['state']; after: readonly string[] | null; limit: number },
  ): Promise<FindingRow[]> {
    const [id = NOBODY] = page.after ?? []
    return tx
      .select()
      .from(findings)
      .where(
        and(
          eq(findings.linkageId, linkageId),
          page.state ? eq(findings.state, page.state) : undefined,
          page.after ? gt(findings.id, id) : undefined,
        ),
      )
      .orderBy(asc(findings.id))
      .limit(page.limit)
  },
  /** Requests whose time to answer is over, held until the transaction ends. */
  async expired(tx: Transaction, now: Date, limit: number): Promise<MeetingRow[]> {
    return tx
      .select()
      .from(meetings)
      .where(and(eq(meetings.state, 'requested'), lte(meetings.expiresAt, now)))
      .orderBy(asc(meetings.expiresAt))
      .limit(limit)
      .for('update', { skipLocked: true })
  },
  /** Agreed meetings that begin before the instant and were not reminded of. */
  async toRemind(tx: Transaction, { now, until, limit }: { now: Date; until: Date; limit: number }): Promise<MeetingRow[]> {
    return tx
      .select()
      .from(meetings)
      .where(and(eq(meetings.state, 'accepted'), gt(meetings.startsAt, now), lte(meetings.startsAt, until), isNull(meetings.remindedAt)))
      .orderBy(asc(meetings.startsAt))
      .limit(limit)
      .for('update', { skipLocked: true })
  },
}
