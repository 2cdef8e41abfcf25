/** Events of agencies: their plan, who takes part, who asks to meet whom, where each meeting sits, and what came of it. */
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { EVENT_KINDS, EVENT_STATES, PARTICIPANT_STATES, REQUEST_STATES, type Session } from '../../domain/events.ts'
import { MEETING_PARTIES, MEETING_RESULTS, NEXT_STEPS } from '../../domain/meetings.ts'
import { id, instant, timestamps, versioned } from './columns.ts'
import { organizations } from './organizations.ts'

const ofOrganization = () =>
  uuid()
    .notNull()
    .references(() => organizations.id, { onDelete: 'cascade' })
const ofEvent = () =>
  uuid()
    .notNull()
    .references(() => events.id, { onDelete: 'cascade' })
const ofParticipant = () =>
  uuid()
    .notNull()
    .references(() => eventParticipants.id, { onDelete: 'cascade' })

export const events = pgTable(
  'events',
  {
    id,
    agencyId: ofOrganization(),
    kind: text({ enum: EVENT_KINDS }).notNull(),
    title: text().notNull(),
    description: text().notNull().default(''),
    place: text().notNull().default(''),
    heldOn: date().notNull(),
    timeZone: text().notNull(),
    sessions: jsonb().$type<Session[]>().notNull(),
    slotMinutes: integer().notNull(),
    tables: integer().notNull(),
    /** Firms that may take part. */
    capacity: integer().notNull(),
    /** Meetings that one firm may have. */
    most: integer().notNull(),
    registerUntil: instant().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    state: text({ enum: EVENT_STATES }).notNull().default('draft'),
    /** What the last automatic schedule met, what it could have met at most, and when it was made. */
    metWeight: integer(),
    boundWeight: integer(),
    scheduledAt: instant(),
    /** When firms were last told where they sit. */
    announcedAt: instant(),
    remindedAt: instant(),
    ...versioned,
    ...timestamps,
  },
  (table) => [
    index().on(table.agencyId, table.startsAt),
    index().on(table.state, table.startsAt),
    index().on(table.state, table.registerUntil),
  ],
)

export const eventParticipants = pgTable(
  'event_participants',
  {
    id,
    eventId: ofEvent(),
    organizationId: ofOrganization(),
    kind: text({ enum: ['lead-firm', 'sme'] }).notNull(),
    state: text({ enum: PARTICIPANT_STATES }).notNull(),
    /** The letters under which a lead firm stays unnamed. */
    alias: text(),
    /** Slots in which it cannot come, by their number. */
    away: integer().array().notNull().default([]),
    /** Whoever registered it: into his calendar the places go. */
    byUserId: uuid(),
    ...versioned,
    ...timestamps,
  },
  (table) => [
    uniqueIndex().on(table.eventId, table.organizationId),
    uniqueIndex().on(table.eventId, table.alias),
    index().on(table.organizationId),
    index().on(table.eventId, table.state),
  ],
)

/** A lead firm and an SME who meet, or wish to; a pair once per event. */
export const eventMeetings = pgTable(
  'event_meetings',
  {
    id,
    eventId: ofEvent(),
    leadFirmId: ofParticipant(),
    smeId: ofParticipant(),
    /** Null where the organiser, or the matcher for him, put them together. */
    askedBy: text({ enum: ['lead-firm', 'sme'] }),
    reason: text().notNull().default(''),
    state: text({ enum: REQUEST_STATES }).notNull(),
    weight: integer().notNull(),
    slot: integer(),
    tableNumber: integer(),
    pinned: boolean().notNull().default(false),
    /** What the firms were told; a schedule is tried as often as the officer likes before they hear of it. */
    toldSlot: integer(),
    toldTable: integer(),
    remindedAt: instant().notNull(),
    uid: text().notNull().unique(),
    sequence: integer().notNull().default(0),
    invited: boolean().notNull().default(false),
    ...versioned,
    ...timestamps,
  },
  (table) => [
    uniqueIndex().on(table.leadFirmId, table.smeId),
    // No firm and no table is booked twice, whoever writes.
    uniqueIndex().on(table.eventId, table.slot, table.tableNumber),
    uniqueIndex().on(table.leadFirmId, table.slot),
    uniqueIndex().on(table.smeId, table.slot),
    index().on(table.state, table.remindedAt),
  ],
)

export const eventOutcomes = pgTable(
  'event_outcomes',
  {
    eventMeetingId: uuid()
      .notNull()
      .references(() => eventMeetings.id, { onDelete: 'cascade' }),
    organizationId: ofOrganization(),
    party: text({ enum: MEETING_PARTIES }).notNull(),
    result: text({ enum: MEETING_RESULTS }).notNull(),
    absent: text({ enum: MEETING_PARTIES }),
    rating: integer(),
    comment: text().notNull().default(''),
    nextStep: text({ enum: NEXT_STEPS }).notNull(),
    nextNote: text().notNull().default(''),
    nextOn: date().notNull(),
    byUserId: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.eventMeetingId, table.organizationId] }), index().on(table.organizationId)],
)
