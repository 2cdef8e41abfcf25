/** Lists that agencies bring: the file's rows as read, the mapping, what happened to each row, and the way back. */
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { DUPLICATE_GROUNDS } from '../../domain/import-duplicates.ts'
import type { RowError } from '../../domain/import-rows.ts'
import { DUPLICATE_DECISIONS, IMPORT_STATES, type RowDuplicate } from '../../domain/import-steps.ts'
import { ASSIGNED_FIELDS } from '../../domain/import-values.ts'
import type { ListMapping } from '../../domain/imports.ts'
import { id, instant, timestamps, versioned } from './columns.ts'
import { organizations } from './organizations.ts'

export const imports = pgTable(
  'imports',
  {
    id,
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    fileName: text().notNull(),
    listName: text().notNull(),
    format: text({ enum: ['csv', 'xlsx'] }).notNull(),
    encoding: text(),
    delimiter: text(),
    header: text().array().notNull(),
    rowCount: integer().notNull(),
    state: text({ enum: IMPORT_STATES }).notNull().default('uploaded'),
    /** Column -> field, and constants; see domain/imports.ts. */
    mapping: jsonb().$type<ListMapping>().notNull(),
    /** Rows that the run has dealt with; moves while it runs. */
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
    /** Whether the row makes a firm; null until the mapping is saved. */
    good: boolean(),
    errors: jsonb().$type<Omit<RowError, 'line'>[]>().notNull().default([]),
    duplicates: jsonb().$type<RowDuplicate[]>().notNull().default([]),
    /** Of the surest duplicate. */
    ground: text({ enum: DUPLICATE_GROUNDS }),
    /** What the officer said; null leaves it to the rule. */
    decision: text({ enum: DUPLICATE_DECISIONS }),
    /** Left out as a duplicate: the decision, or else the rule. */
    skip: boolean().notNull().default(false),
    outcome: text({ enum: ['imported', 'failed', 'skipped'] }),
    /** The firm made of this row. */
    firmId: uuid(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.line] }), index().on(table.firmId)],
)

/** The words of a list's fields and the codes an officer confirmed for them. */
export const importValues = pgTable(
  'import_values',
  {
    id,
    importId: uuid()
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    field: text({ enum: ASSIGNED_FIELDS }).notNull(),
    /** The word in lower case. */
    key: text().notNull(),
    value: text().notNull(),
    count: integer().notNull(),
    /** Null until confirmed; empty when the word stands for none. */
    codes: text().array(),
  },
  (table) => [index().on(table.importId, table.field, table.count)],
)
