/** Contracts at the end of linkages, every step taken with them, and each year's deliveries and payments; none is ever taken out of the book. */
import { sql } from 'drizzle-orm'
import { bigint, boolean, date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import {
  ATTRIBUTIONS,
  CONTRACT_FIRMS,
  CONTRACT_KINDS,
  CONTRACT_STATES,
  CONTRACT_STEPS,
  type ContractTerms,
  FLOW_KINDS,
  FLOW_STATES,
} from '../../domain/contracts.ts'
import { LINKAGE_PARTIES } from '../../domain/linkages.ts'
import { id, instant, timestamps, versioned } from './columns.ts'
import { linkages } from './linkages.ts'
import { organizations } from './organizations.ts'

export const contracts = pgTable(
  'contracts',
  {
    id,
    linkageId: uuid()
      .notNull()
      .references(() => linkages.id, { onDelete: 'cascade' }),
    /** Both firms beside each other, so that a row policy needs no join. */
    leadFirmId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    smeId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    recordedBy: text({ enum: CONTRACT_FIRMS }).notNull(),
    state: text({ enum: CONTRACT_STATES }).notNull(),
    /** Counts the versions of its terms: a dispute is answered by the next. */
    round: integer().notNull().default(1),
    part: text().notNull(),
    category: text().notNull().default(''),
    kind: text({ enum: CONTRACT_KINDS }).notNull(),
    firstOfKind: boolean().notNull().default(false),
    currency: text().notNull(),
    valueMinor: bigint({ mode: 'number' }).notNull(),
    startOn: date().notNull(),
    endOn: date(),
    jobsNew: integer(),
    jobsKept: integer(),
    jobsWomen: integer(),
    jobsYouth: integer(),
    investmentMinor: bigint({ mode: 'number' }),
    exportsMinor: bigint({ mode: 'number' }),
    importHs6: text(),
    importOrigin: text(),
    importMinor: bigint({ mode: 'number' }),
    technology: text().notNull().default(''),
    localContent: integer(),
    /** How the two came together, as each says for itself. */
    attributionLeadFirm: text({ enum: ATTRIBUTIONS }),
    attributionSme: text({ enum: ATTRIBUTIONS }),
    /** When the other side first confirmed it: since then its linkage counts as contracted. */
    confirmedAt: instant(),
    checkedAt: instant(),
    ...versioned,
    ...timestamps,
  },
  (table) => [index().on(table.linkageId, table.createdAt)],
)

export const contractEntries = pgTable(
  'contract_entries',
  {
    id,
    contractId: uuid()
      .notNull()
      .references(() => contracts.id, { onDelete: 'cascade' }),
    step: text({ enum: CONTRACT_STEPS }).notNull(),
    round: integer().notNull(),
    byParty: text({ enum: LINKAGE_PARTIES }).notNull(),
    byUserId: uuid().notNull(),
    byOrganizationId: uuid().notNull(),
    reason: text().notNull().default(''),
    /** What was recorded or revised, as it stood then. */
    terms: jsonb().$type<ContractTerms>(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.contractId, table.at)],
)

export const contractFlows = pgTable(
  'contract_flows',
  {
    id,
    contractId: uuid()
      .notNull()
      .references(() => contracts.id, { onDelete: 'cascade' }),
    kind: text({ enum: FLOW_KINDS }).notNull(),
    year: integer().notNull(),
    /** In the contract's currency. */
    minor: bigint({ mode: 'number' }).notNull(),
    /** Per cent of the year's deliveries or payments that were on time. */
    onTime: integer().notNull(),
    enteredBy: text({ enum: CONTRACT_FIRMS }).notNull(),
    state: text({ enum: FLOW_STATES }).notNull(),
    reason: text().notNull().default(''),
    ...versioned,
    ...timestamps,
  },
  // One a year that stands; disputed ones stay as they were, beside the one entered anew.
  (table) => [
    uniqueIndex('contract_flows_one_standing').on(table.contractId, table.kind, table.year).where(sql`${table.state} <> 'disputed'`),
    index().on(table.contractId, table.year),
  ],
)
