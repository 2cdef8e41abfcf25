/** Mail about news that waits for its hour, in SQL. */
import { asc, eq, lte, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { alertMails, alerts } from '../../../db/schema/alerts.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'
import type { AlertRow } from './store.ts'
import { parts } from './store-pairs.ts'

export interface WaitingMail {
  alert: AlertRow
  title: string | null
  answerBy: Date | null
  userId: string
}

export const alertMailStore = {
  async plan(tx: Transaction, rows: readonly (typeof alertMails.$inferInsert)[]): Promise<void> {
    for (const part of parts(rows)) await tx.insert(alertMails).values(part).onConflictDoNothing()
  },
  /** What is due, by member; held, so that two workers never send the same. */
  async due(tx: Transaction, at: Date, limit: number): Promise<WaitingMail[]> {
    return tx
      .select({ alert: alerts, title: sourcingNeeds.title, answerBy: sourcingNeeds.answerBy, userId: alertMails.userId })
      .from(alertMails)
      .innerJoin(alerts, eq(alerts.id, alertMails.alertId))
      .leftJoin(sourcingNeeds, eq(sourcingNeeds.id, alerts.needId))
      .where(lte(alertMails.mailAt, at))
      .orderBy(asc(alertMails.userId), asc(alerts.raisedAt), asc(alerts.id))
      .limit(limit)
      .for('update', { of: alertMails, skipLocked: true })
  },
  /** Sent, or not wanted any more. */
  async remove(tx: Transaction, list: readonly WaitingMail[]): Promise<void> {
    const { alertIds, userIds } = columnsOf(list)
    const these = sql`(select * from unnest(${alertIds}::uuid[], ${userIds}::uuid[]))`
    await tx.execute(sql`delete from ${alertMails} where (${alertMails.alertId}, ${alertMails.userId}) in ${these}`)
  },
  async postpone(tx: Transaction, list: readonly (WaitingMail & { to: Date })[]): Promise<void> {
    if (list.length === 0) return
    const { alertIds, userIds } = columnsOf(list)
    const instants = sql.param(list.map((one) => one.to.toISOString()))
    await tx.execute(sql`
      update ${alertMails} set mail_at = later.at
      from unnest(${alertIds}::uuid[], ${userIds}::uuid[], ${instants}::timestamptz[]) as later (alert_id, user_id, at)
      where ${alertMails.alertId} = later.alert_id and ${alertMails.userId} = later.user_id`)
  },
}

/** Two columns, however many rows. */
function columnsOf(list: readonly WaitingMail[]) {
  return { alertIds: sql.param(list.map((one) => one.alert.id)), userIds: sql.param(list.map((one) => one.userId)) }
}
