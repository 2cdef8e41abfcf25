/** Decisions with the standing they were made on, the reports made of them, and the weights that were applied, in SQL. */
import { count, desc, eq, isNotNull, lt, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { prepared } from '../../../db/prepared.ts'
import { decisionMarks, weightReports, weightVersions } from '../../../db/schema/learning.ts'
import { linkageEntries } from '../../../db/schema/linkages.ts'
import type { DecisionMark } from '../../../domain/learning.ts'
import { DEFAULT_WEIGHTS, type WeightsInForce } from '../../../domain/weights.ts'

export type ReportRow = typeof weightReports.$inferSelect
export type VersionRow = typeof weightVersions.$inferSelect

/** The newest so many decisions: what lead firms wanted years ago says little about the weights of today. */
const MOST_MARKS = 5_000
const MOST_VERSIONS = 200

const newestVersion = prepared((tx) =>
  tx.select().from(weightVersions).orderBy(desc(weightVersions.number)).limit(1).prepare('newest_weights'),
)

export const learningStore = {
  async inForce(tx: Transaction): Promise<WeightsInForce> {
    const [newest] = await newestVersion(tx).execute()
    return newest ? { version: newest.number, weights: newest.weights } : DEFAULT_WEIGHTS
  },
  async versions(tx: Transaction): Promise<VersionRow[]> {
    return tx.select().from(weightVersions).orderBy(desc(weightVersions.number)).limit(MOST_VERSIONS)
  },
  /** False when somebody applied that version a moment ago. */
  async addVersion(tx: Transaction, values: typeof weightVersions.$inferInsert): Promise<boolean> {
    return (await tx.insert(weightVersions).values(values).onConflictDoNothing().returning({ number: weightVersions.number })).length > 0
  },
  /** A decision is marked once, however often the job runs. */
  async mark(tx: Transaction, values: typeof decisionMarks.$inferInsert): Promise<void> {
    await tx.insert(decisionMarks).values(values).onConflictDoNothing()
  },
  async marks(tx: Transaction): Promise<(DecisionMark & { reason: (typeof decisionMarks.$inferSelect)['reason'] })[]> {
    const { needId, accepted, standing, reason, at, linkageId } = decisionMarks
    return tx.select({ needId, accepted, standing, reason }).from(decisionMarks).orderBy(desc(at), desc(linkageId)).limit(MOST_MARKS)
  },
  /** How often each reason was given in a step, by either side. */
  async reasons(tx: Transaction): Promise<Record<string, number>> {
    const { reason } = linkageEntries
    const rows = await tx.select({ reason, times: count() }).from(linkageEntries).where(isNotNull(reason)).groupBy(reason).limit(100)
    return Object.fromEntries(rows.map((row) => [row.reason ?? '', row.times]))
  },
  async addReport(tx: Transaction, values: typeof weightReports.$inferInsert): Promise<ReportRow> {
    const [row] = await tx.insert(weightReports).values(values).returning()
    return row as ReportRow
  },
  async reports(tx: Transaction, before: string | null, limit: number): Promise<ReportRow[]> {
    return tx
      .select()
      .from(weightReports)
      .where(before === null ? undefined : lt(weightReports.id, before))
      .orderBy(desc(weightReports.id))
      .limit(limit)
  },
  async lock(tx: Transaction, id: string): Promise<ReportRow | undefined> {
    return (await tx.select().from(weightReports).where(eq(weightReports.id, id)).for('update'))[0]
  },
  async decide(
    tx: Transaction,
    id: string,
    decided: Pick<ReportRow, 'state' | 'decidedBy' | 'decidedAt' | 'note'>,
  ): Promise<ReportRow | undefined> {
    const [row] = await tx
      .update(weightReports)
      .set({ ...decided, version: sql`${weightReports.version} + 1` })
      .where(eq(weightReports.id, id))
      .returning()
    return row
  },
  /** Nobody decides on what newer decisions, or other weights, have overtaken. */
  async overtake(tx: Transaction): Promise<void> {
    await tx
      .update(weightReports)
      .set({ state: 'overtaken', version: sql`${weightReports.version} + 1` })
      .where(eq(weightReports.state, 'open'))
  },
}
