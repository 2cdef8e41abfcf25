/** News for SMEs, who has read it, and who does not want to hear of what, in SQL. */
import { and, asc, count, desc, eq, inArray, isNull, lt, notExists, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { users } from '../../../db/schema/accounts.ts'
import { alertMutes, alertReads, alerts } from '../../../db/schema/alerts.ts'
import { memberships } from '../../../db/schema/organizations.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'
import { type AlertReason, RAISED_AGAIN } from '../../../domain/alerts.ts'
import { parts } from './store-pairs.ts'

export type AlertRow = typeof alerts.$inferSelect
export type NewAlert = Omit<typeof alerts.$inferInsert, 'id' | 'toldAt'>
export interface ListedAlert {
  alert: AlertRow
  title: string | null
  state: (typeof sourcingNeeds.$inferSelect)['state'] | null
  readAt: Date | null
}
/** A member of an SME as mail reaches him. */
export interface Recipient {
  organizationId: string
  userId: string
  email: string
  locale: (typeof users.$inferSelect)['locale']
}

/** At most twenty of a firm: news is for the people who act, not for a crowd. */
const MEMBERS = 20
const ends = sql`${alertReads.at} >= ${alerts.raisedAt}`

export const alertStore = {
  /** One alert per reason and subject. What may come true again is raised anew; everything else stays as it was told. */
  async raise(tx: Transaction, list: readonly NewAlert[]): Promise<void> {
    const again = list.filter((one) => RAISED_AGAIN.has(one.reason))
    const once = list.filter((one) => !RAISED_AGAIN.has(one.reason))
    const newest = sql`update set raised_at = excluded.raised_at, before = excluded.before, after = excluded.after, detail = excluded.detail`
    if (once.length > 0) await tx.execute(sql`${rowsOf(once)} do nothing`)
    if (again.length > 0) await tx.execute(sql`${rowsOf(again)} do ${newest}`)
  },
  async forget(tx: Transaction, before: Date): Promise<void> {
    await tx.delete(alerts).where(lt(alerts.raisedAt, before))
  },
  async list(
    tx: Transaction,
    of: { organizationId: string; userId: string; unread: boolean; after: readonly string[] | null; limit: number },
  ): Promise<ListedAlert[]> {
    const [at = '', id = ''] = of.after ?? []
    return tx
      .select({ alert: alerts, title: sourcingNeeds.title, state: sourcingNeeds.state, readAt: alertReads.at })
      .from(alerts)
      .leftJoin(sourcingNeeds, eq(sourcingNeeds.id, alerts.needId))
      .leftJoin(alertReads, and(eq(alertReads.alertId, alerts.id), eq(alertReads.userId, of.userId), ends))
      .where(
        and(
          eq(alerts.organizationId, of.organizationId),
          heard(tx, of.userId),
          of.unread ? isNull(alertReads.at) : undefined,
          of.after ? sql`(${alerts.raisedAt}, ${alerts.id}) < (${at}::timestamptz, ${id}::uuid)` : undefined,
        ),
      )
      .orderBy(desc(alerts.raisedAt), desc(alerts.id))
      .limit(of.limit)
  },
  async countUnread(tx: Transaction, organizationId: string, userId: string): Promise<number> {
    const [found] = await tx
      .select({ n: count() })
      .from(alerts)
      .leftJoin(alertReads, and(eq(alertReads.alertId, alerts.id), eq(alertReads.userId, userId), ends))
      .where(and(eq(alerts.organizationId, organizationId), heard(tx, userId), isNull(alertReads.at)))
    return found?.n ?? 0
  },
  /** These, or all of the firm's. */
  async read(tx: Transaction, of: { organizationId: string; userId: string; ids: readonly string[] | null; at: Date }): Promise<void> {
    const which = of.ids ? inArray(alerts.id, [...of.ids]) : undefined
    const mine = await tx
      .select({ id: alerts.id })
      .from(alerts)
      .leftJoin(alertReads, and(eq(alertReads.alertId, alerts.id), eq(alertReads.userId, of.userId), ends))
      .where(and(eq(alerts.organizationId, of.organizationId), isNull(alertReads.at), which))
      .limit(10_000)
    const rows = mine.map(({ id }) => ({ alertId: id, userId: of.userId, at: of.at }))
    const target = [alertReads.alertId, alertReads.userId]
    for (const part of parts(rows)) {
      await tx
        .insert(alertReads)
        .values(part)
        .onConflictDoUpdate({ target, set: { at: of.at } })
    }
  },
  async mutes(tx: Transaction, userId: string, organizationId: string): Promise<AlertReason[]> {
    const mine = and(eq(alertMutes.userId, userId), eq(alertMutes.organizationId, organizationId))
    const rows = await tx.select({ reason: alertMutes.reason }).from(alertMutes).where(mine).limit(20)
    return rows.map((row) => row.reason)
  },
  async setMutes(
    tx: Transaction,
    of: { userId: string; organizationId: string; reasons: readonly AlertReason[]; at: Date },
  ): Promise<void> {
    const { userId, organizationId, at } = of
    await tx.delete(alertMutes).where(and(eq(alertMutes.userId, userId), eq(alertMutes.organizationId, organizationId)))
    if (of.reasons.length === 0) return
    const rows = of.reasons.map((reason) => ({ userId, organizationId, reason, at }))
    await tx.insert(alertMutes).values(rows).onConflictDoNothing()
  },
  async addMute(tx: Transaction, mute: typeof alertMutes.$inferInsert): Promise<void> {
    await tx.insert(alertMutes).values(mute).onConflictDoNothing()
  },
  /** What no mail went out about, oldest first; held, so that two workers never tell the same. */
  async untold(tx: Transaction, limit: number): Promise<{ alert: AlertRow; title: string | null; answerBy: Date | null }[]> {
    return tx
      .select({ alert: alerts, title: sourcingNeeds.title, answerBy: sourcingNeeds.answerBy })
      .from(alerts)
      .leftJoin(sourcingNeeds, eq(sourcingNeeds.id, alerts.needId))
      .where(isNull(alerts.toldAt))
      .orderBy(asc(alerts.raisedAt), asc(alerts.id))
      .limit(limit)
      .for('update', { of: alerts, skipLocked: true })
  },
  async markTold(tx: Transaction, ids: readonly string[], at: Date): Promise<void> {
    if (ids.length > 0)
      await tx
        .update(alerts)
        .set({ toldAt: at })
        .where(inArray(alerts.id, [...ids]))
  },
  /** The members of these firms, and what each of them does not want to hear of. */
  async recipients(tx: Transaction, organizationIds: readonly string[]): Promise<{ members: Recipient[]; mutes: Set<string> }> {
    if (organizationIds.length === 0) return { members: [], mutes: new Set() }
    const rows = await tx
      .select({ organizationId: memberships.organizationId, userId: users.id, email: users.email, locale: users.locale })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(inArray(memberships.organizationId, [...organizationIds]))
      .orderBy(asc(memberships.createdAt), asc(memberships.id))
      .limit(50_000)
    const members = [...Map.groupBy(rows, (row) => row.organizationId).values()].flatMap((list) => list.slice(0, MEMBERS))
    const muted = await tx
      .select()
      .from(alertMutes)
      .where(inArray(alertMutes.organizationId, [...organizationIds]))
      .limit(50_000)
    return { members, mutes: new Set(muted.map(muteKey)) }
  },
}

/** A column as one array each, however many alerts. */
function rowsOf(list: readonly NewAlert[]) {
  const column = (read: (one: NewAlert) => unknown) => sql.param(list.map(read))
  return sql`
    insert into ${alerts} (organization_id, reason, subject, need_id, before, after, detail, raised_at)
    select * from unnest(
      ${column((one) => one.organizationId)}::uuid[], ${column((one) => one.reason)}::text[], ${column((one) => one.subject)}::text[],
      ${column((one) => one.needId ?? null)}::uuid[], ${column((one) => one.before ?? null)}::text[],
      ${column((one) => one.after ?? null)}::text[], ${column((one) => JSON.stringify(one.detail))}::jsonb[],
      ${column((one) => one.raisedAt.toISOString())}::timestamptz[])
    on conflict (organization_id, reason, subject)`
}

export function muteKey({ userId, organizationId, reason }: Pick<typeof alertMutes.$inferSelect, 'userId' | 'organizationId' | 'reason'>) {
  return `${userId}/${organizationId}/${reason}`
}

function heard(tx: Transaction, userId: string) {
  const muted = tx
    .select({ one: sql`1` })
    .from(alertMutes)
    .where(and(eq(alertMutes.userId, userId), eq(alertMutes.organizationId, alerts.organizationId), eq(alertMutes.reason, alerts.reason)))
  return notExists(muted)
}
