/** The product's memory beside its facts: audit rows, idempotency keys, and the changes that indexes follow. */
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** One row per write. The roles of the product may add and read, never change or delete. */
export const auditLog = pgTable(
  'audit_log',
  {
    seq: bigint({ mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant().notNull(),
    userId: uuid(),
    organizationId: uuid(),
    action: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: text().notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [index().on(table.organizationId, table.seq), index().on(table.subjectKind, table.subjectId)],
)

/** Written in the transaction of the effect itself, so that a repeated request finds it exactly when the effect stands. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    scope: text().notNull(),
    key: text().notNull(),
    fingerprint: text().notNull(),
    result: jsonb(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.key] }), index().on(table.createdAt)],
)

/** What indexes must read again, in commit order. */
export const changes = pgTable(
  'changes',
  {
    seq: bigint({ mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text({ enum: ['profile', 'need', 'catalogue'] }).notNull(),
    subjectId: uuid().notNull(),
    version: integer().notNull(),
  },
  (table) => [index().on(table.kind, table.subjectId)],
)
