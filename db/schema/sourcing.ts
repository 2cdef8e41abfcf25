/** Sourcing needs with their criteria, groups and requirements, and the snapshot of first proposals per version. */
import { boolean, date, doublePrecision, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { EVIDENCE_LEVELS } from '../../domain/evidence.ts'
import { INCOTERMS, QUANTITY_UNITS } from '../../domain/profiles.ts'
import { HELD_BY, NEED_STATES, OPERATORS, REQUIREMENT_CLASSES, REQUIREMENT_KINDS } from '../../domain/sourcing.ts'
import { id, instant, timestamps, versioned } from './columns.ts'
import { organizations } from './organizations.ts'

export const sourcingNeeds = pgTable(
  'sourcing_needs',
  {
    id,
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    description: text().notNull().default(''),
    language: text().notNull().default('en'),
    state: text({ enum: NEED_STATES }).notNull().default('draft'),
    products: text().array().notNull().default([]),
    processes: text().array().notNull().default([]),
    sector: text().notNull().default(''),
    /** The lead firm's own category, in its words. */
    category: text().notNull().default(''),
    volumePerMonth: integer(),
    volumeUnit: text({ enum: QUANTITY_UNITS }).notNull().default('pcs'),
    startOn: date(),
    horizonMonths: integer().notNull().default(12),
    answerBy: instant(),
    deliveryCountry: text().notNull().default(''),
    deliveryPlace: text().notNull().default(''),
    countriesAccepted: text().array().notNull().default([]),
    paymentDays: integer(),
    incoterm: text({ enum: INCOTERMS }),
    alias: boolean().notNull().default(false),
    /** Offers are read by nobody of the lead firm before the deadline. */
    sealed: boolean().notNull().default(false),
    /** An agency that looks at proposals first: SMEs hear of the need only when it offers it to them. */
    reviewAgencyId: uuid().references(() => organizations.id, { onDelete: 'set null' }),
    publishedAt: instant(),
    closedAt: instant(),
    closedReason: text(),
    ...versioned,
    ...timestamps,
  },
  (table) => [index().on(table.organizationId, table.state), index().on(table.state, table.publishedAt), index().on(table.reviewAgencyId)],
)

export const criteria = pgTable(
  'criteria',
  {
    id,
    needId: uuid()
      .notNull()
      .references(() => sourcingNeeds.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    title: text().notNull(),
    category: text().notNull(),
    class: text({ enum: REQUIREMENT_CLASSES }).notNull(),
    weight: doublePrecision(),
  },
  (table) => [index().on(table.needId)],
)

export const requirementGroups = pgTable(
  'requirement_groups',
  {
    id,
    criterionId: uuid()
      .notNull()
      .references(() => criteria.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
  },
  (table) => [index().on(table.criterionId)],
)

export const requirements = pgTable(
  'requirements',
  {
    id,
    groupId: uuid()
      .notNull()
      .references(() => requirementGroups.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    kind: text({ enum: REQUIREMENT_KINDS }).notNull(),
    code: text().notNull().default(''),
    within: text().notNull().default(''),
    operator: text({ enum: OPERATORS }).notNull(),
    value: doublePrecision(),
    valueTo: doublePrecision(),
    values: text().array().notNull().default([]),
    unit: text().notNull().default(''),
    minEvidence: text({ enum: EVIDENCE_LEVELS }),
    maxAgeMonths: integer(),
    monthsToClose: integer(),
    heldBy: text({ enum: HELD_BY }),
    acceptEquivalent: boolean().notNull().default(false),
  },
  (table) => [index().on(table.groupId)],
)

/** The first fifty proposals of a need's version, as they stood when it was published. */
export const proposalSnapshots = pgTable(
  'proposal_snapshots',
  {
    id,
    needId: uuid()
      .notNull()
      .references(() => sourcingNeeds.id, { onDelete: 'cascade' }),
    needVersion: integer().notNull(),
    at: instant().notNull(),
    items: jsonb().notNull(),
  },
  (table) => [index().on(table.needId, table.needVersion)],
)
