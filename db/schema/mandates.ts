/** Mandates: what a firm has allowed an agency to broker, asked and unasked; none is deleted, so that it stays known who could read what and when. */
import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { MANDATE_SCOPES, MANDATE_STATES } from '../../domain/mandates.ts'
import { id, instant, timestamps, versioned } from './columns.ts'
import { organizations } from './organizations.ts'

export const mandates = pgTable(
  'mandates',
  {
    id,
    agencyId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    /** The SME or lead firm whose consent it is. */
    giverId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    state: text({ enum: MANDATE_STATES }).notNull(),
    scope: text({ enum: MANDATE_SCOPES }).notNull().default('all'),
    needIds: uuid().array().notNull().default([]),
    sectors: text().array().notNull().default([]),
    /** What the agency says when it asks, and what the firm answers. */
    message: text().notNull().default(''),
    note: text().notNull().default(''),
    startsAt: instant(),
    endsAt: instant(),
    askedBy: uuid(),
    givenBy: uuid(),
    givenAt: instant(),
    endedBy: uuid(),
    endedAt: instant(),
    /** Days before the end of the last notice given. */
    noticedDays: integer(),
    ...versioned,
    ...timestamps,
  },
  (table) => [
    uniqueIndex('mandates_one_given').on(table.agencyId, table.giverId).where(sql`${table.state} = 'given'`),
    uniqueIndex('mandates_one_asked').on(table.agencyId, table.giverId).where(sql`${table.state} = 'asked'`),
    index().on(table.agencyId, table.state, table.updatedAt),
    index().on(table.giverId, table.state, table.updatedAt),
    index().on(table.endsAt),
  ],
)
