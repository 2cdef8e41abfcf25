/** The officer's desk: who of an agency looks after a linkage, what was done about silence, and needs handed on to another agency. */
import { sql } from 'drizzle-orm'
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { DESK_ACTS, HANDOVER_STATES } from '../../domain/desk.ts'
import { LINKAGE_PARTIES } from '../../domain/linkages.ts'
import { id, instant, timestamps, versioned } from './columns.ts'
import { linkages } from './linkages.ts'
import { organizations } from './organizations.ts'
import { sourcingNeeds } from './sourcing.ts'

/** Each agency that brokers has an officer of its own for a linkage. */
export const deskOfficers = pgTable(
  'desk_officers',
  {
    agencyId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    linkageId: uuid()
      .notNull()
      .references(() => linkages.id, { onDelete: 'cascade' }),
    userId: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.linkageId] }),
    index().on(table.agencyId, table.userId),
    index().on(table.linkageId),
  ],
)

/** Reminders and escalations; kept as they were said, read by the agency that said them. */
export const deskEntries = pgTable(
  'desk_entries',
  {
    id,
    agencyId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    linkageId: uuid()
      .notNull()
      .references(() => linkages.id, { onDelete: 'cascade' }),
    act: text({ enum: DESK_ACTS }).notNull(),
    /** Who was silent. */
    party: text({ enum: LINKAGE_PARTIES }).notNull(),
    note: text().notNull().default(''),
    byUserId: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.linkageId, table.agencyId, table.at), index().on(table.agencyId)],
)

export const handovers = pgTable(
  'handovers',
  {
    id,
    needId: uuid()
      .notNull()
      .references(() => sourcingNeeds.id, { onDelete: 'cascade' }),
    fromAgencyId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    toAgencyId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    state: text({ enum: HANDOVER_STATES }).notNull(),
    message: text().notNull().default(''),
    /** What the other agency answered. */
    note: text().notNull().default(''),
    proposedBy: uuid().notNull(),
    answeredBy: uuid(),
    ...versioned,
    ...timestamps,
  },
  (table) => [
    uniqueIndex('handovers_one_open').on(table.needId, table.toAgencyId).where(sql`${table.state} in ('proposed', 'accepted')`),
    index().on(table.needId),
    index().on(table.fromAgencyId, table.updatedAt),
    index().on(table.toAgencyId, table.updatedAt),
  ],
)
