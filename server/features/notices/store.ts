/** Who of an organization hears a notice and how he wants to, what was told, and what waits for its hour, in SQL; through the system door. */
import { and, asc, eq, inArray, isNotNull, lt, lte, notExists, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { users } from '../../../db/schema/accounts.ts'
import { channelAddresses, noticePreferences, notices, quietHours, stoppedPhones } from '../../../db/schema/notices.ts'
import { memberships, organizations } from '../../../db/schema/organizations.ts'
import type { Cadence, QuietHours } from '../../../domain/notice-times.ts'
import type { NoticeGroup } from '../../../domain/notices.ts'
import type { Member, OrganizationKind } from '../../../domain/organizations.ts'

export type NoticeRow = typeof notices.$inferSelect
export type NewNotice = Omit<typeof notices.$inferInsert, 'id'>
export type Locale = (typeof users.$inferSelect)['locale']

export interface Recipient extends Member {
  organizationId: string
  email: string
  locale: Locale
}

/** How a member hears, whatever he has not chosen standing as for everybody. */
export interface Hearing {
  mail: ReadonlyMap<NoticeGroup, Cadence>
  texts: ReadonlySet<NoticeGroup>
  quiet: QuietHours | null
  zone: string
  /** Confirmed, and not stopped. */
  phone: string | null
}

const MEMBERS = 500

export const noticeStore = {
  async audience(tx: Transaction, organizationId: string): Promise<{ kind: OrganizationKind; members: Recipient[] } | undefined> {
    const rows = await tx
      .select({
        organizationId: memberships.organizationId,
        kind: organizations.kind,
        userId: users.id,
        role: memberships.role,
        duties: memberships.duties,
        email: users.email,
        locale: users.locale,
      })
      .from(memberships)
      .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.organizationId, organizationId))
      .orderBy(asc(memberships.createdAt), asc(memberships.id))
      .limit(MEMBERS)
    const [first] = rows
    return first && { kind: first.kind, members: rows }
  },
  /** These members of these organizations as mail reaches them now; who has left is not among them. */
  async recipients(tx: Transaction, of: readonly { organizationId: string; userId: string }[]): Promise<Recipient[]> {
    if (of.length === 0) return []
    return tx
      .select({
        organizationId: memberships.organizationId,
        userId: users.id,
        role: memberships.role,
        duties: memberships.duties,
        email: users.email,
        locale: users.locale,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(pairsIn(memberships.organizationId, memberships.userId, of))
      .limit(of.length)
  },
  /** How each of these members hears, by {@link memberKey}. */
  async hearing(tx: Transaction, of: readonly { organizationId: string; userId: string }[]): Promise<Map<string, Hearing>> {
    if (of.length === 0) return new Map()
    const userIds = [...new Set(of.map((one) => one.userId))]
    const zones = await zonesOf(tx, [...new Set(of.map((one) => one.organizationId))])
    const preferences = await tx
      .select()
      .from(noticePreferences)
      .where(pairsIn(noticePreferences.organizationId, noticePreferences.userId, of))
      .limit(of.length * 10)
    const hours = await tx.select().from(quietHours).where(inArray(quietHours.userId, userIds)).limit(userIds.length)
    const phones = await phonesOf(tx, userIds)
    const chosen = Map.groupBy(preferences, memberKey)
    const quietOf = new Map(hours.map((one) => [one.userId, one]))
    return new Map(
      of.map((one) => {
        const mine = chosen.get(memberKey(one)) ?? []
        const quiet = quietOf.get(one.userId)
        return [
          memberKey(one),
          {
            mail: new Map(mine.map((row) => [row.group, row.mail])),
            texts: new Set(mine.filter((row) => row.text).map((row) => row.group)),
            quiet: quietFrom(quiet),
            zone: quiet?.zone ?? zones.get(one.organizationId) ?? 'UTC',
            phone: phones.get(one.userId) ?? null,
          },
        ]
      }),
    )
  },
  /** Those that were not told before: the same key of the same member is there once. */
  async insert(tx: Transaction, rows: readonly NewNotice[]): Promise<NoticeRow[]> {
    if (rows.length === 0) return []
    return tx
      .insert(notices)
      .values([...rows])
      .onConflictDoNothing()
      .returning()
  },
  /** What is due by one way, oldest first; held, so that two workers never send the same. */
  async due(tx: Transaction, way: 'mail' | 'text', at: Date, limit: number): Promise<NoticeRow[]> {
    const column = way === 'mail' ? notices.mailAt : notices.textAt
    const first = tx
      .selectDistinct({ organizationId: notices.organizationId, userId: notices.userId })
      .from(notices)
      .where(and(isNotNull(column), lte(column, at)))
      .limit(limit)
      .as('first')
    return tx
      .select()
      .from(notices)
      .where(
        and(
          lte(column, at),
          sql`(${notices.organizationId}, ${notices.userId}) in (select ${first.organizationId}, ${first.userId} from ${first})`,
        ),
      )
      .orderBy(asc(notices.raisedAt), asc(notices.id))
      .limit(MOST_DUE)
      .for('update', { skipLocked: true })
  },
  async change(tx: Transaction, ids: readonly string[], change: Partial<NewNotice>): Promise<void> {
    if (ids.length === 0) return
    await tx
      .update(notices)
      .set(change)
      .where(inArray(notices.id, [...ids]))
  },
  /** Each gets another hour by this way, or none. */
  async postpone(tx: Transaction, way: 'mail' | 'text', list: readonly { id: string; at: Date | null }[]): Promise<void> {
    if (list.length === 0) return
    const ids = sql.param(list.map((one) => one.id))
    const instants = sql.param(list.map((one) => one.at?.toISOString() ?? null))
    const column = sql.identifier(way === 'mail' ? 'mail_at' : 'text_at')
    await tx.execute(sql`
      update ${notices} set ${column} = later.at
      from unnest(${ids}::uuid[], ${instants}::timestamptz[]) as later (id, at) where ${notices.id} = later.id`)
  },
  async forget(tx: Transaction, before: Date): Promise<void> {
    await tx.delete(notices).where(lt(notices.raisedAt, before))
  },
}

const MOST_DUE = 5_000

export function memberKey({ organizationId, userId }: { organizationId: string; userId: string }): string {
  return `${organizationId}/${userId}`
}

/** Two columns against a list of pairs, as two arrays however long it is. */
function pairsIn(
  organizationId: typeof memberships.organizationId | typeof noticePreferences.organizationId,
  userId: typeof memberships.userId | typeof noticePreferences.userId,
  of: readonly { organizationId: string; userId: string }[],
) {
  const organizationIds = sql.param(of.map((one) => one.organizationId))
  const userIds = sql.param(of.map((one) => one.userId))
  return sql`(${organizationId}, ${userId}) in (select * from unnest(${organizationIds}::uuid[], ${userIds}::uuid[]))`
}

async function zonesOf(tx: Transaction, organizationIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: organizations.id, zone: organizations.timeZone })
    .from(organizations)
    .where(inArray(organizations.id, [...organizationIds]))
    .limit(organizationIds.length)
  return new Map(rows.map((row) => [row.id, row.zone]))
}

async function phonesOf(tx: Transaction, userIds: readonly string[]): Promise<Map<string, string>> {
  const stopped = tx.select({ one: sql`1` }).from(stoppedPhones).where(eq(stoppedPhones.phone, channelAddresses.phone))
  const rows = await tx
    .select({ userId: channelAddresses.userId, phone: channelAddresses.phone })
    .from(channelAddresses)
    .where(and(inArray(channelAddresses.userId, [...userIds]), isNotNull(channelAddresses.confirmedAt), notExists(stopped)))
    .limit(userIds.length)
  return new Map(rows.map((row) => [row.userId, row.phone]))
}

export function quietFrom(row: { from: number | null; until: number | null } | undefined): QuietHours | null {
  if (!row || row.from === null || row.until === null) return null
  return { from: row.from, until: row.until }
}
