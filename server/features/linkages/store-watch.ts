/** Linkages whose day has come, in SQL: found, held, and changed together. */
import { and, asc, gt, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { linkageEntries, linkages } from '../../../db/schema/linkages.ts'
import type { LinkageReason, LinkageStage } from '../../../domain/linkages.ts'
import type { LinkageRow } from './store.ts'

interface Ended {
  id: string
  stageBefore: LinkageStage
  stage: LinkageStage
  reason: LinkageReason
}

export const watchStore = {
  /** Those whose turn somebody has and that are due by then, held until the end; a step that is being taken is left alone. */
  async lockDue(tx: Transaction, page: { until: Date; after: string | null; limit: number }): Promise<string[]> {
    const waits = and(isNotNull(linkages.turn), lte(linkages.dueAt, page.until))
    const rows = await tx
      .select({ id: linkages.id })
      .from(linkages)
      .where(and(waits, page.after ? gt(linkages.id, page.after) : undefined))
      .orderBy(asc(linkages.id))
      .limit(page.limit)
      .for('update', { skipLocked: true })
    return rows.map((row) => row.id)
  },
  async mark(tx: Transaction, ids: readonly string[], change: Partial<Pick<LinkageRow, 'remindedAt' | 'warnedAt'>>): Promise<void> {
    if (ids.length === 0) return
    await tx
      .update(linkages)
      .set(change)
      .where(inArray(linkages.id, [...ids]))
  },
  /** Gives each another turn and day. */
  async handOver(tx: Transaction, rows: readonly Pick<LinkageRow, 'id' | 'turn' | 'dueOn' | 'dueAt'>[]): Promise<void> {
    if (rows.length === 0) return
    const values = sql.join(
      rows.map((row) => sql`(${row.id}::uuid, ${row.turn}, ${row.dueOn}::date, ${row.dueAt?.toISOString() ?? null}::timestamptz)`),
      sql`, `,
    )
    await tx.execute(sql`update ${linkages} set turn = given.turn, due_on = given.due_on, due_at = given.due_at,
      reminded_at = null, warned_at = null
      from (values ${values}) as given(id, turn, due_on, due_at) where ${linkages}.id = given.id`)
  },
  /** Ends them all at once, each with its entry. */
  async end(tx: Transaction, list: readonly Ended[], at: Date): Promise<void> {
    if (list.length === 0) return
    for (const [reason, ended] of Map.groupBy(list, (one) => one.reason)) {
      const ids = ended.map((one) => one.id)
      await tx
        .update(linkages)
        .set({
          stage: 'lapsed',
          leftStage: sql`case when ${linkages.stage} = 'on-hold' then ${linkages.leftStage} else ${linkages.stage} end`,
          leftBy: 'system',
          reason,
          note: '',
          turn: null,
          dueOn: null,
          dueAt: null,
          updatedAt: at,
          version: sql`${linkages.version} + 1`,
        })
        .where(inArray(linkages.id, ids))
    }
    await tx
      .insert(linkageEntries)
      .values(
        list.map(({ id, stageBefore, stage, reason }) => ({ linkageId: id, stageBefore, stage, reason, byParty: 'system' as const, at })),
      )
  },
}
