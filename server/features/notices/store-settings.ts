/** How a member wants to hear of what, and when not, in SQL. */
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { noticePreferences, notices, quietHours } from '../../../db/schema/notices.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import type { Cadence } from '../../../domain/notice-times.ts'
import { isUrgent, NOTICE_GROUPS, NOTICE_TOPICS, type NoticeGroup, topicsOf } from '../../../domain/notices.ts'

export interface Choice {
  group: NoticeGroup
  mail: Cadence
  text: boolean
}
/** A member of an organization. */
export interface Own {
  userId: string
  organizationId: string
}

export const settingsStore = {
  async choices(tx: Transaction, { userId, organizationId }: Own): Promise<Choice[]> {
    const { group, mail, text } = noticePreferences
    return tx
      .select({ group, mail, text })
      .from(noticePreferences)
      .where(and(eq(noticePreferences.userId, userId), eq(noticePreferences.organizationId, organizationId)))
      .limit(NOTICE_GROUPS.length)
  },
  async choose(tx: Transaction, { userId, organizationId }: Own, choices: readonly Choice[], at: Date): Promise<void> {
    if (choices.length === 0) return
    await tx
      .insert(noticePreferences)
      .values(choices.map((one) => ({ userId, organizationId, ...one, at })))
      .onConflictDoUpdate({
        target: [noticePreferences.organizationId, noticePreferences.userId, noticePreferences.group],
        set: { mail: sql`excluded.mail`, text: sql`excluded.text`, at },
      })
  },
  /** No mail of these groups; what waits of them is not sent either. */
  async muteMail(tx: Transaction, own: Own, groups: readonly NoticeGroup[], at: Date): Promise<void> {
    const { userId, organizationId } = own
    await tx
      .insert(noticePreferences)
      .values(groups.map((group) => ({ userId, organizationId, group, mail: 'never' as const, text: false, at })))
      .onConflictDoUpdate({
        target: [noticePreferences.organizationId, noticePreferences.userId, noticePreferences.group],
        set: { mail: 'never', at },
      })
    await tx
      .update(notices)
      .set({ mailAt: null })
      .where(and(waits(own), inArray(notices.topic, groups.flatMap(topicsOf))))
  },
  /** What waits of each group gets its new hour, or none: in one statement. Urgent ones have none to change. */
  async replan(tx: Transaction, own: Own, hourOf: (group: NoticeGroup) => Date | null): Promise<void> {
    const topics = NOTICE_TOPICS.filter((topic) => !isUrgent(topic))
    const hours = NOTICE_GROUPS.flatMap((group) =>
      topicsOf(group)
        .filter((topic) => topics.includes(topic))
        .map((topic) => ({ topic, at: hourOf(group)?.toISOString() ?? null })),
    )
    const names = sql.param(hours.map((one) => one.topic))
    const instants = sql.param(hours.map((one) => one.at))
    await tx.execute(sql`
      update ${notices} set mail_at = plan.at
      from unnest(${names}::text[], ${instants}::timestamptz[]) as plan (topic, at)
      where ${notices}.topic = plan.topic and ${waits(own)}`)
  },
  async quiet(tx: Transaction, userId: string): Promise<typeof quietHours.$inferSelect | undefined> {
    return (await tx.select().from(quietHours).where(eq(quietHours.userId, userId)))[0]
  },
  async setQuiet(tx: Transaction, row: typeof quietHours.$inferInsert): Promise<void> {
    await tx.insert(quietHours).values(row).onConflictDoUpdate({ target: quietHours.userId, set: row })
  },
  async zoneOf(tx: Transaction, organizationId: string): Promise<string> {
    const [found] = await tx.select({ zone: organizations.timeZone }).from(organizations).where(eq(organizations.id, organizationId))
    return found?.zone ?? 'UTC'
  },
}

function waits({ userId, organizationId }: Own) {
  return and(eq(notices.userId, userId), eq(notices.organizationId, organizationId), isNotNull(notices.mailAt))
}
