/** Columns that many tables share: the key, the version of optimistic locking, the two instants, the provenance of a fact. */
import { sql } from 'drizzle-orm'
import { date, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { EVIDENCE_LEVELS, FACT_SOURCES } from '../../domain/evidence.ts'

/** Time-ordered key, made by PostgreSQL 18. */
export const id = uuid().primaryKey().default(sql`uuidv7()`)

export const versioned = { version: integer().notNull().default(1) }

/** Set by the use case from the clock, never by the database. */
export const timestamps = {
  createdAt: timestamp({ withTimezone: true }).notNull(),
  updatedAt: timestamp({ withTimezone: true }).notNull(),
}

export function instant() {
  return timestamp({ withTimezone: true })
}

/** Who said a fact, how well it is evidenced, who looked and when. */
export const provenance = {
  source: text({ enum: FACT_SOURCES }).notNull(),
  sourceNote: text().notNull().default(''),
  level: text({ enum: EVIDENCE_LEVELS }).notNull(),
  statedOn: date().notNull(),
  checkedBy: text(),
  checkedOn: date(),
}
