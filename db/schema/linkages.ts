/** Linkages and every step taken in them; the steps are never changed afterwards. */
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { LINKAGE_REASONS, LINKAGE_STAGES } from '../../domain/linkages.ts'
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
    stage: text({ enum: LINKAGE_STAGES }).notNull(),
    reason: text({ enum: LINKAGE_REASONS }),
    note: text().notNull().default(''),
    needVersion: integer().notNull(),
    ...versioned,
    ...timestamps,
  },
  (table) => [uniqueIndex().on(table.needId, table.smeId), index().on(table.leadFirmId, table.stage), index().on(table.smeId, table.stage)],
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
    byUserId: uuid().notNull(),
    byOrganizationId: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.linkageId, table.at)],
)
