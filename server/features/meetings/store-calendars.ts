/** The calendars that members follow, in SQL. */
import { and, asc, eq, gt, inArray, or } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { calendars, meetings } from '../../../db/schema/meetings.ts'

export type CalendarRow = typeof calendars.$inferSelect

export const calendarStore = {
  async byId(tx: Transaction, id: string): Promise<CalendarRow | undefined> {
    return (await tx.select().from(calendars).where(eq(calendars.id, id)))[0]
  },
  async ofMember(tx: Transaction, userId: string, organizationId: string): Promise<CalendarRow | undefined> {
    return (
      await tx
        .select()
        .from(calendars)
        .where(and(eq(calendars.userId, userId), eq(calendars.organizationId, organizationId)))
    )[0]
  },
  /** A new address ends the old one. */
  async save(tx: Transaction, values: typeof calendars.$inferInsert): Promise<CalendarRow> {
    const { tokenHash, updatedAt } = values
    const [row] = await tx
      .insert(calendars)
      .values(values)
      .onConflictDoUpdate({ target: [calendars.userId, calendars.organizationId], set: { tokenHash, updatedAt } })
      .returning()
    if (!row) throw new Error('The calendar was not stored.')
    return row
  },
  async delete(tx: Transaction, id: string): Promise<void> {
    await tx.delete(calendars).where(eq(calendars.id, id))
  },
  /** Agreed and held meetings of an organization since an instant, in their order. */
  async meetingIds(tx: Transaction, organizationId: string, { since, limit }: { since: Date; limit: number }): Promise<string[]> {
    const rows = await tx
      .select({ id: meetings.id })
      .from(meetings)
      .where(
        and(
          or(eq(meetings.leadFirmId, organizationId), eq(meetings.smeId, organizationId), eq(meetings.agencyId, organizationId)),
          inArray(meetings.state, ['accepted', 'held']),
          gt(meetings.startsAt, since),
        ),
      )
      .orderBy(asc(meetings.startsAt), asc(meetings.id))
      .limit(limit)
    return rows.map((row) => row.id)
  },
}
