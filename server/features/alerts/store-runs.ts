/** Runs that match everything again, in SQL. */
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { matchRuns } from '../../../db/schema/alerts.ts'
import type { PairCause } from '../../../domain/pairs.ts'

export type RunRow = typeof matchRuns.$inferSelect

export const runStore = {
  /** Undefined when one waits already that tells as much: it will see this change too. */
  async add(tx: Transaction, run: { cause: PairCause; quiet: boolean; createdAt: Date }): Promise<RunRow | undefined> {
    const waiting = await tx
      .select({ id: matchRuns.id })
      .from(matchRuns)
      .where(and(eq(matchRuns.state, 'waiting'), run.quiet ? undefined : eq(matchRuns.quiet, false)))
      .limit(1)
    return waiting.length > 0 ? undefined : (await tx.insert(matchRuns).values(run).returning())[0]
  },
  /** Reads and holds it. */
  async hold(tx: Transaction, id: string): Promise<RunRow | undefined> {
    return (await tx.select().from(matchRuns).where(eq(matchRuns.id, id)).for('update'))[0]
  },
  async change(tx: Transaction, id: string, change: Partial<typeof matchRuns.$inferInsert>): Promise<void> {
    await tx.update(matchRuns).set(change).where(eq(matchRuns.id, id))
  },
  async advance(tx: Transaction, id: string, by: { after: string; done: number; moved: number }): Promise<void> {
    const { after, done, moved } = by
    await tx
      .update(matchRuns)
      .set({ after, done: sql`${matchRuns.done} + ${done}`, moved: sql`${matchRuns.moved} + ${moved}` })
      .where(eq(matchRuns.id, id))
  },
  async list(tx: Transaction, after: readonly string[] | null, limit: number): Promise<RunRow[]> {
    const [id] = after ?? []
    return tx
      .select()
      .from(matchRuns)
      .where(id ? lt(matchRuns.id, id) : undefined)
      .orderBy(desc(matchRuns.id))
      .limit(limit)
  },
  /** Finished runs of long ago are of no use to anybody. */
  async forget(tx: Transaction, before: Date): Promise<void> {
    await tx.delete(matchRuns).where(and(eq(matchRuns.state, 'done'), lt(matchRuns.createdAt, before)))
  },
}
