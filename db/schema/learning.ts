/** What is learned and by whom it is applied: decisions with the standing they were made on, reports, versions of weights; and exposure. */
import { boolean, date, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { OWNERSHIPS } from '../../domain/exposure.ts'
import type { DecisionMark } from '../../domain/learning.ts'
import { LEARNING_STANDINGS } from '../../domain/learning.ts'
import { LINKAGE_REASONS } from '../../domain/linkages.ts'
import type { CategoryWeights } from '../../domain/weights.ts'
import { WEIGHT_REPORT_STATES } from '../../domain/weights.ts'
import { id, instant, versioned } from './columns.ts'
import { linkages } from './linkages.ts'
import { organizations } from './organizations.ts'
import { capabilityProfiles } from './profiles.ts'
import { sourcingNeeds } from './sourcing.ts'

/** One per linkage that a lead firm accepted or declined: how the firm stood before the decision opened more of its profile. */
export const decisionMarks = pgTable(
  'decision_marks',
  {
    linkageId: uuid()
      .primaryKey()
      .references(() => linkages.id, { onDelete: 'cascade' }),
    needId: uuid().notNull(),
    accepted: boolean().notNull(),
    reason: text({ enum: LINKAGE_REASONS }),
    standing: jsonb().$type<DecisionMark['standing']>().notNull(),
    weightsVersion: integer().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.at)],
)

/** What the decisions proposed on a day, and what an administrator made of it. */
export const weightReports = pgTable(
  'weight_reports',
  {
    id,
    standing: text({ enum: LEARNING_STANDINGS }).notNull(),
    decisions: integer().notNull(),
    accepted: integer().notNull(),
    /** The version that was in force, and its weights. */
    weightsVersion: integer().notNull(),
    before: jsonb().$type<CategoryWeights>().notNull(),
    after: jsonb().$type<CategoryWeights>(),
    logLossBefore: doublePrecision(),
    logLossAfter: doublePrecision(),
    /** How often each reason was given, by either side. */
    reasons: jsonb().$type<Record<string, number>>().notNull(),
    state: text({ enum: WEIGHT_REPORT_STATES }).notNull(),
    decidedBy: uuid(),
    decidedAt: instant(),
    /** Why it was applied or refused. */
    note: text().notNull().default(''),
    madeAt: instant().notNull(),
    ...versioned,
  },
  (table) => [index().on(table.madeAt)],
)

/** Weights as they were applied; version 1 are the defaults and has no row. Rows are never changed. */
export const weightVersions = pgTable(
  'weight_versions',
  {
    number: integer().primaryKey(),
    weights: jsonb().$type<CategoryWeights>().notNull(),
    reportId: uuid()
      .notNull()
      .references(() => weightReports.id),
    note: text().notNull(),
    appliedBy: uuid().notNull(),
    appliedAt: instant().notNull(),
  },
  (table) => [index().on(table.reportId)],
)

/** A need version whose proposals were read on a day, and the profiles that have been counted as shown. */
export const exposureDays = pgTable(
  'exposure_days',
  {
    needId: uuid()
      .notNull()
      .references(() => sourcingNeeds.id, { onDelete: 'cascade' }),
    needVersion: integer().notNull(),
    day: date().notNull(),
    shown: uuid().array().notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.needId, table.needVersion, table.day] }), index().on(table.day)],
)

/** On how many needs a firm could have been shown on a day, and on how many it was. */
export const exposures = pgTable(
  'exposures',
  {
    profileId: uuid()
      .notNull()
      .references(() => capabilityProfiles.id, { onDelete: 'cascade' }),
    day: date().notNull(),
    eligible: integer().notNull(),
    shown: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.profileId, table.day] }), index().on(table.day)],
)

/** Who owns a firm, as it says itself: for the distribution of exposure alone, on no profile and in no score. */
export const ownershipStatements = pgTable('ownership_statements', {
  organizationId: uuid()
    .primaryKey()
    .references(() => organizations.id, { onDelete: 'cascade' }),
  ownership: text({ enum: OWNERSHIPS }).array().notNull(),
  statedAt: instant().notNull(),
})
