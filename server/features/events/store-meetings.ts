/** Meetings at events: who asked whom, where each sits, what came of it; in SQL. */
import { and, asc, count, eq, gt, inArray, lte, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Transaction } from '../../../db/client.ts'
import { matchPairs } from '../../../db/schema/alerts.ts'
import { eventMeetings, eventOutcomes, eventParticipants, events } from '../../../db/schema/events.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'
import type { PairBand } from '../../../domain/pairs.ts'
import type { EventRow, ParticipantRow } from './store.ts'

export type EventMeetingRow = typeof eventMeetings.$inferSelect
export type NewEventMeeting = typeof eventMeetings.$inferInsert
export type EventOutcomeRow = typeof eventOutcomes.$inferSelect
const NOBODY = '00000000-0000-0000-0000-000000000000'
const MOST = 5_000
const leadSide = alias(eventParticipants, 'lead_side')
const smeSide = alias(eventParticipants, 'sme_side')
const leadFirm = alias(organizations, 'lead_firm')
const sme = alias(organizations, 'sme')

export interface LoadedEventMeeting {
  row: EventMeetingRow
  event: EventRow
  leadSide: ParticipantRow
  smeSide: ParticipantRow
  leadFirmName: string
  smeName: string
  outcomes: EventOutcomeRow[]
}

export const eventMeetingStore = {
  async lock(tx: Transaction, id: string): Promise<EventMeetingRow | undefined> {
    return (await tx.select().from(eventMeetings).where(eq(eventMeetings.id, id)).for('update'))[0]
  },
  /** Undefined where the pair stands already. */
  async insert(tx: Transaction, values: NewEventMeeting): Promise<EventMeetingRow | undefined> {
    return (await tx.insert(eventMeetings).values(values).onConflictDoNothing().returning())[0]
  },
  async change(tx: Transaction, id: string, change: Partial<NewEventMeeting>): Promise<void> {
    await tx
      .update(eventMeetings)
      .set({ ...change, version: sql`${eventMeetings.version} + 1` })
      .where(eq(eventMeetings.id, id))
  },
  async load(tx: Transaction, ids: readonly string[]): Promise<LoadedEventMeeting[]> {
    if (ids.length === 0) return []
    const rows = await tx
      .select({ row: eventMeetings, event: events, leadSide, smeSide, leadFirmName: leadFirm.name, smeName: sme.name })
      .from(eventMeetings)
      .innerJoin(events, eq(events.id, eventMeetings.eventId))
      .innerJoin(leadSide, eq(leadSide.id, eventMeetings.leadFirmId))
      .innerJoin(smeSide, eq(smeSide.id, eventMeetings.smeId))
      .innerJoin(leadFirm, eq(leadFirm.id, leadSide.organizationId))
      .innerJoin(sme, eq(sme.id, smeSide.organizationId))
      .where(inArray(eventMeetings.id, [...ids]))
      .limit(ids.length)
    const outcomes = await tx
      .select()
      .from(eventOutcomes)
      .where(inArray(eventOutcomes.eventMeetingId, [...ids]))
      .orderBy(asc(eventOutcomes.at))
      .limit(2 * ids.length)
    const byMeeting = Map.groupBy(outcomes, (one) => one.eventMeetingId)
    const place = new Map(ids.map((id, at) => [id, at]))
    return rows
      .map((one) => ({ ...one, outcomes: byMeeting.get(one.row.id) ?? [] }))
      .sort((one, other) => (place.get(one.row.id) ?? 0) - (place.get(other.row.id) ?? 0))
  },
  /** Of one participant, or of the whole event; firms do not see what the organiser only tries. */
  async idsOf(
    tx: Transaction,
    eventId: string,
    page: { participantId: string | null; after: readonly string[] | null; limit: number },
  ): Promise<{ id: string }[]> {
    const [id = NOBODY] = page.after ?? []
    const { participantId } = page
    const mine = participantId
      ? and(
          or(eq(eventMeetings.leadFirmId, participantId), eq(eventMeetings.smeId, participantId)),
          sql`(${eventMeetings.askedBy} is not null or ${eventMeetings.toldSlot} is not null)`,
        )
      : undefined
    return tx
      .select({ id: eventMeetings.id })
      .from(eventMeetings)
      .where(and(eq(eventMeetings.eventId, eventId), mine, page.after ? gt(eventMeetings.id, id) : undefined))
      .orderBy(asc(eventMeetings.id))
      .limit(page.limit)
  },
  /** All of an event, held until the transaction ends. */
  async lockAll(tx: Transaction, eventId: string): Promise<EventMeetingRow[]> {
    return tx
      .select()
      .from(eventMeetings)
      .where(eq(eventMeetings.eventId, eventId))
      .orderBy(asc(eventMeetings.id))
      .limit(MOST)
      .for('update')
  },
  async ofParticipant(tx: Transaction, participantId: string): Promise<EventMeetingRow[]> {
    return tx
      .select()
      .from(eventMeetings)
      .where(or(eq(eventMeetings.leadFirmId, participantId), eq(eventMeetings.smeId, participantId)))
      .orderBy(asc(eventMeetings.id))
      .limit(MOST)
      .for('update')
  },
  /** Writes many at once; all that is not pinned is taken from its place first, so that places can be swapped. */
  async saveAll(tx: Transaction, eventId: string, rows: readonly NewEventMeeting[]): Promise<void> {
    await tx
      .update(eventMeetings)
      .set({ slot: null, tableNumber: null })
      .where(
        and(eq(eventMeetings.eventId, eventId), eq(eventMeetings.pinned, false), inArray(eventMeetings.state, ['accepted', 'scheduled'])),
      )
    await eventMeetingStore.saveMany(tx, rows)
  },
  async saveMany(tx: Transaction, rows: readonly NewEventMeeting[]): Promise<void> {
    for (let at = 0; at < rows.length; at += 500) {
      await tx
        .insert(eventMeetings)
        .values(rows.slice(at, at + 500))
        .onConflictDoUpdate({ target: eventMeetings.id, set: AFTER })
    }
  },
  async markReminded(tx: Transaction, ids: readonly string[], at: Date): Promise<void> {
    if (ids.length > 0)
      await tx
        .update(eventMeetings)
        .set({ remindedAt: at })
        .where(inArray(eventMeetings.id, [...ids]))
  },
  async countUntold(tx: Transaction, eventId: string): Promise<number> {
    const moved = sql`(${eventMeetings.slot}, ${eventMeetings.tableNumber}) is distinct from (${eventMeetings.toldSlot}, ${eventMeetings.toldTable})`
    return (
      (
        await tx
          .select({ n: count() })
          .from(eventMeetings)
          .where(and(eq(eventMeetings.eventId, eventId), moved))
      )[0]?.n ?? 0
    )
  },
  async saveOutcome(tx: Transaction, outcome: typeof eventOutcomes.$inferInsert): Promise<void> {
    const { eventMeetingId: _, organizationId: __, ...said } = outcome
    await tx
      .insert(eventOutcomes)
      .values(outcome)
      .onConflictDoUpdate({ target: [eventOutcomes.eventMeetingId, eventOutcomes.organizationId], set: said })
  },
  /** Requests whose event takes no more registrations, or of which nobody was reminded since. */
  async waiting(tx: Transaction, { now, remindedBefore, limit }: { now: Date; remindedBefore: Date; limit: number }) {
    return tx
      .select({ row: eventMeetings, registerUntil: events.registerUntil })
      .from(eventMeetings)
      .innerJoin(events, eq(events.id, eventMeetings.eventId))
      .where(and(eq(eventMeetings.state, 'requested'), or(lte(events.registerUntil, now), lte(eventMeetings.remindedAt, remindedBefore))))
      .orderBy(asc(eventMeetings.remindedAt))
      .limit(limit)
      .for('update', { of: eventMeetings, skipLocked: true })
  },
  /** Places that an organization was told, at events since an instant. */
  async toldIds(tx: Transaction, organizationId: string, { since, limit }: { since: Date; limit: number }): Promise<string[]> {
    const rows = await tx
      .select({ id: eventMeetings.id })
      .from(eventMeetings)
      .innerJoin(events, eq(events.id, eventMeetings.eventId))
      .innerJoin(eventParticipants, or(eq(eventParticipants.id, eventMeetings.leadFirmId), eq(eventParticipants.id, eventMeetings.smeId)))
      .where(
        and(
          eq(eventParticipants.organizationId, organizationId),
          gt(events.startsAt, since),
          inArray(eventMeetings.state, ['scheduled', 'held']),
          sql`${eventMeetings.toldSlot} is not null`,
        ),
      )
      .orderBy(asc(eventMeetings.id))
      .limit(limit)
    return rows.map((row) => row.id)
  },
  /** The best pair of each lead firm and SME as last matched; under an alias only needs under an alias count, and the other way round. */
  async preferences(
    tx: Transaction,
    { leadFirmIds, smeIds }: { leadFirmIds: readonly string[]; smeIds: readonly string[] },
  ): Promise<{ leadFirmId: string; smeId: string; isAlias: boolean; band: PairBand; score: number }[]> {
    if (leadFirmIds.length === 0 || smeIds.length === 0) return []
    return tx
      .selectDistinctOn([sourcingNeeds.organizationId, matchPairs.smeId, sourcingNeeds.alias], {
        leadFirmId: sourcingNeeds.organizationId,
        smeId: matchPairs.smeId,
        isAlias: sourcingNeeds.alias,
        band: matchPairs.band,
        score: matchPairs.score,
      })
      .from(matchPairs)
      .innerJoin(sourcingNeeds, eq(sourcingNeeds.id, matchPairs.needId))
      .where(
        and(
          eq(sourcingNeeds.state, 'open'),
          inArray(sourcingNeeds.organizationId, [...leadFirmIds]),
          inArray(matchPairs.smeId, [...smeIds]),
        ),
      )
      .orderBy(sourcingNeeds.organizationId, matchPairs.smeId, sourcingNeeds.alias, sql`${matchPairs.score} desc`)
      .limit(20_000)
  },
}

const AFTER = {
  state: sql`excluded.state`,
  slot: sql`excluded.slot`,
  tableNumber: sql`excluded.table_number`,
  weight: sql`excluded.weight`,
  toldSlot: sql`excluded.told_slot`,
  toldTable: sql`excluded.told_table`,
  sequence: sql`excluded.sequence`,
  invited: sql`excluded.invited`,
  updatedAt: sql`excluded.updated_at`,
  version: sql`${eventMeetings.version} + 1`,
}
