/** What closing a gap usually costs in a country, entered by an agency or an administrator with its source. */
import { bigint, date, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { COST_KINDS } from '../../domain/costs.ts'
import { id, timestamps, versioned } from './columns.ts'
import { organizations } from './organizations.ts'

export const usualCosts = pgTable(
  'usual_costs',
  {
    id,
    /** The agency that entered it; null for the platform's administrator. */
    organizationId: uuid().references(() => organizations.id, { onDelete: 'cascade' }),
    kind: text({ enum: COST_KINDS }).notNull(),
    code: text().notNull(),
    country: text().notNull(),
    /** Whole minor units of the currency. */
    minor: bigint({ mode: 'number' }).notNull(),
    currency: text().notNull(),
    source: text().notNull(),
    statedOn: date().notNull(),
    ...versioned,
    ...timestamps,
  },
  (table) => [
    index().on(table.country, table.code),
    unique().on(table.organizationId, table.kind, table.code, table.country).nullsNotDistinct(),
  ],
)
