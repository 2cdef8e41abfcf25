/** Events and who takes part in them, in SQL. */
import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { eventParticipants, events } from '../../../db/schema/events.ts'
import { organizations } from '../../../db/schema/organizations.ts'

export type EventRow = typeof events.$inferSelect
export type NewEvent = typeof events.$inferInsert
export type ParticipantRow = typeof eventParticipants.$inferSelect
const NOBODY = '00000000-0000-0000-0000-000000000000'
const MOST = 600

export interface Participant {
  row: ParticipantRow
  name: string
  region: string
  country: string
}

export const eventStore = {
  async lock(tx: Transaction, id: string): Promise<EventRow | undefined> {
    return (await tx.select().from(events).where(eq(events.id, id)).for('update'))[0]
  },
  async byId(tx: Transaction, id: string): Promise<EventRow | undefined> {
    return (await tx.select().from(events).where(eq(events.id, id)))[0]
  },
  async insert(tx: Transaction, values: NewEvent): Promise<EventRow> {
    const [row] = await tx.insert(events).values(values).returning()
    if (!row) throw new Error('The event was not stored.')
    return row
  },
  async change(tx: Transaction, id: string, change: Partial<NewEvent>): Promise<EventRow> {
    const set = { ...change, version: sql`${events.version} + 1` }
    const [row] = await tx.update(events).set(set).where(eq(events.id, id)).returning()
    if (!row) throw new Error('The event is gone.')
    return row
  },
  async agencyName(tx: Transaction, agencyId: string): Promise<string> {
    return (await tx.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, agencyId)))[0]?.name ?? ''
  },
  /** Those that everybody may read, and the agency's own drafts. */
  async list(
    tx: Transaction,
    organizationId: string,
    page: { isPast: boolean; now: Date; after: readonly string[] | null; limit: number },
  ) {
    const [at = '', id = NOBODY] = page.after ?? []
    const order = page.isPast ? desc : asc
    const beyond = sql`(${events.startsAt}, ${events.id})`
    const mark = sql`(${at}::timestamptz, ${id}::uuid)`
    return tx
      .select({ row: events, agency: organizations.name, participation: eventParticipants.state })
      .from(events)
      .innerJoin(organizations, eq(organizations.id, events.agencyId))
      .leftJoin(eventParticipants, and(eq(eventParticipants.eventId, events.id), eq(eventParticipants.organizationId, organizationId)))
      .where(
        and(
          or(ne(events.state, 'draft'), eq(events.agencyId, organizationId)),
          page.isPast ? lte(events.endsAt, page.now) : gt(events.endsAt, page.now),
          page.after ? (page.isPast ? sql`${beyond} < ${mark}` : sql`${beyond} > ${mark}`) : undefined,
        ),
      )
      .orderBy(order(events.startsAt), order(events.id))
      .limit(page.limit)
  },
  async participant(tx: Transaction, eventId: string, organizationId: string): Promise<ParticipantRow | undefined> {
    return (
      await tx
        .select()
        .from(eventParticipants)
        .where(and(eq(eventParticipants.eventId, eventId), eq(eventParticipants.organizationId, organizationId)))
    )[0]
  },
  async participants(tx: Transaction, ids: readonly string[]): Promise<Participant[]> {
    if (ids.length === 0) return []
    return tx
      .select(PARTICIPANT)
      .from(eventParticipants)
      .innerJoin(organizations, eq(organizations.id, eventParticipants.organizationId))
      .where(inArray(eventParticipants.id, [...ids]))
      .limit(ids.length)
  },
  async participantsOf(
    tx: Transaction,
    eventId: string,
    page: { kind?: ParticipantRow['kind']; isRegistered: boolean; after: readonly string[] | null; limit: number },
  ): Promise<Participant[]> {
    const [id = NOBODY] = page.after ?? []
    return tx
      .select(PARTICIPANT)
      .from(eventParticipants)
      .innerJoin(organizations, eq(organizations.id, eventParticipants.organizationId))
      .where(
        and(
          eq(eventParticipants.eventId, eventId),
          page.isRegistered ? eq(eventParticipants.state, 'registered') : undefined,
          page.kind ? eq(eventParticipants.kind, page.kind) : undefined,
          page.after ? gt(eventParticipants.id, id) : undefined,
        ),
      )
      .orderBy(asc(eventParticipants.id))
      .limit(page.limit)
  },
  async registeredOf(tx: Transaction, eventId: string): Promise<ParticipantRow[]> {
    return tx
      .select()
      .from(eventParticipants)
      .where(and(eq(eventParticipants.eventId, eventId), eq(eventParticipants.state, 'registered')))
      .orderBy(asc(eventParticipants.id))
      .limit(MOST)
  },
  async countRegistered(tx: Transaction, eventId: string): Promise<number> {
    const where = and(eq(eventParticipants.eventId, eventId), eq(eventParticipants.state, 'registered'))
    return (await tx.select({ n: count() }).from(eventParticipants).where(where))[0]?.n ?? 0
  },
  async countAliases(tx: Transaction, eventId: string): Promise<number> {
    const where = and(eq(eventParticipants.eventId, eventId), isNotNull(eventParticipants.alias))
    return (await tx.select({ n: count() }).from(eventParticipants).where(where))[0]?.n ?? 0
  },
  /** Lead firms and SMEs among these organizations that a person stands behind. */
  async firmsAmong(tx: Transaction, ids: readonly string[]): Promise<{ id: string; kind: ParticipantRow['kind'] }[]> {
    const rows = await tx
      .select({ id: organizations.id, kind: organizations.kind })
      .from(organizations)
      .where(and(inArray(organizations.id, [...ids]), eq(organizations.claimed, true), ne(organizations.kind, 'agency')))
      .limit(ids.length)
    return rows.flatMap((row) => (row.kind === 'agency' ? [] : [{ id: row.id, kind: row.kind }]))
  },
  /** Answers those that were not there before. */
  async invite(tx: Transaction, rows: readonly (typeof eventParticipants.$inferInsert)[]): Promise<ParticipantRow[]> {
    if (rows.length === 0) return []
    return tx
      .insert(eventParticipants)
      .values([...rows])
      .onConflictDoNothing({ target: [eventParticipants.eventId, eventParticipants.organizationId] })
      .returning()
  },
  async register(tx: Transaction, values: typeof eventParticipants.$inferInsert): Promise<ParticipantRow> {
    const { state, alias, away, byUserId, updatedAt } = values
    const [row] = await tx
      .insert(eventParticipants)
      .values(values)
      .onConflictDoUpdate({
        target: [eventParticipants.eventId, eventParticipants.organizationId],
        set: { state, alias, away, byUserId, updatedAt, version: sql`${eventParticipants.version} + 1` },
      })
      .returning()
    if (!row) throw new Error('The participant was not stored.')
    return row
  },
  async withdraw(tx: Transaction, id: string, at: Date): Promise<void> {
    await tx.update(eventParticipants).set({ state: 'withdrawn', updatedAt: at }).where(eq(eventParticipants.id, id))
  },
  /** Announced events that begin before the instant and were not reminded of. */
  async toRemind(tx: Transaction, { now, until, limit }: { now: Date; until: Date; limit: number }): Promise<EventRow[]> {
    return tx
      .select()
      .from(events)
      .where(
        and(
          eq(events.state, 'published'),
          gt(events.startsAt, now),
          lte(events.startsAt, until),
          isNull(events.remindedAt),
          isNotNull(events.announcedAt),
        ),
      )
      .orderBy(asc(events.startsAt))
      .limit(limit)
      .for('update', { skipLocked: true })
  },
}

const PARTICIPANT = {
  row: eventParticipants,
  name: organizations.name,
  region: organizations.region,
  country: organizations.country,
}
