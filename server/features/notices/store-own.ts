/** A member's own notices in SQL: the list, the count, and what he has read. */
import { and, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { notices } from '../../../db/schema/notices.ts'
import { type NoticeGroup, topicsOf } from '../../../domain/notices.ts'
import type { NoticeRow } from './store.ts'
import type { Own } from './store-settings.ts'

export interface Wanted extends Own {
  unread: boolean
  group: NoticeGroup | null
  after: readonly string[] | null
  limit: number
}

export const ownStore = {
  /** Unread ones first, then the newest. */
  async list(tx: Transaction, of: Wanted): Promise<NoticeRow[]> {
    const [read = '', at = '', id = ''] = of.after ?? []
    const wasRead = sql`(${notices.readAt} is not null)`
    // Read ones come later, newer ones sooner: the mark of a page is compared in that order.
    const after = sql`(${wasRead}, -extract(epoch from ${notices.raisedAt}), ${notices.id}) > (${read === 'read'}, -extract(epoch from ${at}::timestamptz), ${id}::uuid)`
    return tx
      .select()
      .from(notices)
      .where(
        and(
          mine(of),
          of.unread ? isNull(notices.readAt) : undefined,
          of.group ? inArray(notices.topic, topicsOf(of.group)) : undefined,
          of.after ? after : undefined,
        ),
      )
      .orderBy(wasRead, desc(notices.raisedAt), notices.id)
      .limit(of.limit)
  },
  async countUnread(tx: Transaction, of: Own): Promise<number> {
    const [found] = await tx
      .select({ n: count() })
      .from(notices)
      .where(and(mine(of), isNull(notices.readAt)))
    return found?.n ?? 0
  },
  async byId(tx: Transaction, of: Own, id: string): Promise<NoticeRow | undefined> {
    return (
      await tx
        .select()
        .from(notices)
        .where(and(mine(of), eq(notices.id, id)))
    )[0]
  },
  /** What was read here needs no mail any more. */
  async read(tx: Transaction, of: Own, which: { ids: readonly string[] | null; group: NoticeGroup | null; at: Date }): Promise<void> {
    const { ids, group, at } = which
    const topics = group ? inArray(notices.topic, topicsOf(group)) : undefined
    await tx
      .update(notices)
      .set({ readAt: at, mailAt: null, textAt: null })
      .where(and(mine(of), isNull(notices.readAt), ids ? inArray(notices.id, [...ids]) : undefined, topics))
  },
}

function mine({ userId, organizationId }: Own) {
  return and(eq(notices.userId, userId), eq(notices.organizationId, organizationId))
}
