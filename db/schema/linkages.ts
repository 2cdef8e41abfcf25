/** Linkages, every step taken in them, and the working days that agencies give each stage; the steps are never changed afterwards. */
import { date, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { TimedStage } from '../../domain/linkage-terms.ts'
import { LINKAGE_ACTORS, LINKAGE_PARTIES, LINKAGE_REASONS, LINKAGE_STAGES } from '../../domain/linkages.ts'
import { id, instant, timestamps, versioned } from './columns.ts'
import { organizations } from './organizations.ts'
import { sourcingNeeds } from './sourcing.ts'

export const linkages = pgTable(
  'linkages',
  {
    id,
    needId: uuid()
      .notNull()
      .references(() => sourcingNeeds.id, { onDelete: 'cascade' }),
    /** Both parties beside each other, so that a row policy needs no join. */
    leadFirmId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    smeId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    /** The agency that took a step first; it brokers while a mandate of either side is in force. */
    agencyId: uuid().references(() => organizations.id, { onDelete: 'set null' }),
    stage: text({ enum: LINKAGE_STAGES }).notNull(),
    reason: text({ enum: LINKAGE_REASONS }),
    note: text().notNull().default(''),
    needVersion: integer().notNull(),
    /** Where it stood when it was held, lost or lapsed, and who did that. */
    leftStage: text({ enum: LINKAGE_STAGES }),
    leftBy: text({ enum: LINKAGE_ACTORS }),
    /** Whose turn it is and by when, in the time zone of whoever is asked. */
    turn: text({ enum: LINKAGE_PARTIES }),
    dueOn: date(),
    dueAt: instant(),
    remindedAt: instant(),
    warnedAt: instant(),
    /** Since when the SME knows of it, the two were introduced, and a contract stands. None is ever taken back. */
    releasedAt: instant(),
    introducedAt: instant(),
    contractedAt: instant(),
    ...versioned,
    ...timestamps,
  },
  (table) => [
    uniqueIndex().on(table.needId, table.smeId),
    index().on(table.leadFirmId, table.stage),
    index().on(table.smeId, table.stage),
    index().on(table.turn, table.dueAt),
    index().on(table.updatedAt, table.id),
    index().on(table.agencyId),
  ],
)

export const linkageEntries = pgTable(
  'linkage_entries',
  {
    id,
    linkageId: uuid()
      .notNull()
      .references(() => linkages.id, { onDelete: 'cascade' }),
    stageBefore: text({ enum: LINKAGE_STAGES }),
    stage: text({ enum: LINKAGE_STAGES }).notNull(),
    reason: text({ enum: LINKAGE_REASONS }),
    note: text().notNull().default(''),
    dueOn: date(),
    /** Null where the product itself stepped: a deadline had passed. */
    byUserId: uuid(),
    byOrganizationId: uuid(),
    byParty: text({ enum: LINKAGE_ACTORS }).notNull().default('system'),
    at: instant().notNull(),
  },
  (table) => [index().on(table.linkageId, table.at)],
)

/** Working days for each stage: one row an agency, and one without an agency for the whole platform. */
export const linkageTerms = pgTable(
  'linkage_terms',
  {
    id,
    agencyId: uuid().references(() => organizations.id, { onDelete: 'cascade' }),
    days: jsonb().$type<Partial<Record<TimedStage, number>>>().notNull(),
    graceDays: integer(),
    ...versioned,
    ...timestamps,
  },
  (table) => [unique('linkage_terms_one_each').on(table.agencyId).nullsNotDistinct()],
)
