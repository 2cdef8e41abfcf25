/** Supplier lists of lead firms, who stands on them and how, every move of theirs, and the notices by which a supply ends. */
import { date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { EXIT_ALTERNATIVES, SUPPLIER_STATUSES, USUAL_NOTICE_MONTHS } from '../../domain/supplier-lists.ts'
import { id, instant, timestamps, versioned } from './columns.ts'
import { linkages } from './linkages.ts'
import { organizations } from './organizations.ts'

export const supplierLists = pgTable(
  'supplier_lists',
  {
    id,
    leadFirmId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    /** The category, as the lead firm calls it. */
    name: text().notNull(),
    noticeMonths: integer().notNull().default(USUAL_NOTICE_MONTHS),
    /** How many suppliers there shall be. */
    target: integer(),
    ...versioned,
    ...timestamps,
  },
  (table) => [uniqueIndex().on(table.leadFirmId, table.name)],
)

export const supplierEntries = pgTable(
  'supplier_entries',
  {
    id,
    listId: uuid()
      .notNull()
      .references(() => supplierLists.id, { onDelete: 'cascade' }),
    leadFirmId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    smeId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    /** The linkage that it came of. */
    linkageId: uuid().references(() => linkages.id, { onDelete: 'set null' }),
    status: text({ enum: SUPPLIER_STATUSES }).notNull(),
    /** Until when the status holds. */
    expiresOn: date(),
    /** The lead firm's own. */
    note: text().notNull().default(''),
    /** Of a notice: when it was given, for how long, why, and what is offered instead. */
    noticeOn: date(),
    noticeMonths: integer(),
    endsOn: date(),
    exitReason: text().notNull().default(''),
    alternative: text({ enum: EXIT_ALTERNATIVES }),
    alternativeNote: text().notNull().default(''),
    /** Open needs of other lead firms that fit the SME, as they stood on the day of the notice. */
    fittingNeeds: jsonb().$type<{ needId: string; title: string; band: string }[]>(),
    ...versioned,
    ...timestamps,
  },
  (table) => [
    uniqueIndex().on(table.listId, table.smeId),
    index().on(table.smeId, table.updatedAt),
    index().on(table.listId, table.updatedAt),
  ],
)

export const supplierMoves = pgTable(
  'supplier_moves',
  {
    id,
    entryId: uuid()
      .notNull()
      .references(() => supplierEntries.id, { onDelete: 'cascade' }),
    listId: uuid()
      .notNull()
      .references(() => supplierLists.id, { onDelete: 'cascade' }),
    from: text({ enum: SUPPLIER_STATUSES }),
    to: text({ enum: SUPPLIER_STATUSES }).notNull(),
    byUserId: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.listId, table.at)],
)
