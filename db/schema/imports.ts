/** Lists that agencies bring: the file's rows as read, the mapping, what happened to each row, and the way back. */
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, timestamps, versioned } from './columns.ts'
import { organizations } from './organizations.ts'

export const IMPORT_STATES = ['uploaded', 'mapped', 'running', 'done', 'failed', 'undone'] as const

export const imports = pgTable(
  'imports',
  {
    id,
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    fileName: text().notNull(),
    listName: text().notNull(),
    format: text().notNull(),
    encoding: text(),
    delimiter: text(),
    header: text().array().notNull(),
    rowCount: integer().notNull(),
    state: text({ enum: IMPORT_STATES }).notNull().default('uploaded'),
    /** Column -> field, constants, and distinct value -> concepts; see domain/imports.ts. */
    mapping: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    done: integer().notNull().default(0),
    imported: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    skipped: integer().notNull().default(0),
    problem: text(),
    finishedAt: instant(),
    createdBy: uuid().notNull(),
    ...versioned,
    ...timestamps,
  },
  (table) => [index().on(table.organizationId, table.createdAt)],
)

export const importRows = pgTable(
  'import_rows',
  {
    importId: uuid()
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    line: integer().notNull(),
    cells: jsonb().$type<string[]>().notNull(),
    ragged: boolean().notNull().default(false),
    outcome: text({ enum: ['imported', 'failed', 'duplicate', 'skipped'] }),
    errors: jsonb()
      .$type<{ column: string; field: string; code: string; value: string; params?: Record<string, string | number> }[]>()
      .notNull()
      .default([]),
    /** The firm made of this row. */
    firmId: uuid(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.line] }), index().on(table.firmId)],
)
