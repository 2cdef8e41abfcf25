/** The catalogue of standards: editions, what covers what, and the thesaurus with its classification codes. */
import { boolean, date, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, timestamps, versioned } from './columns.ts'

export const standards = pgTable(
  'standards',
  {
    id,
    code: text().notNull().unique(),
    name: text().notNull(),
    kind: text().notNull(),
    /** Null for a public standard; the lead firm whose own standard it is otherwise. */
    issuerOrganizationId: uuid(),
    /** For an own standard: what the lead firm checks, and which public standards it accepts instead. */
    checklist: text().array().notNull().default([]),
    acceptsInstead: text().array().notNull().default([]),
    monthsMin: integer(),
    monthsMax: integer(),
    scaleGroup: text(),
    scaleRank: integer(),
    withdrawnOn: date(),
    /** Sectors in which it is a usual entry standard. */
    sectors: text().array().notNull().default([]),
    ...versioned,
    ...timestamps,
  },
  (table) => [index().on(table.issuerOrganizationId)],
)

export const standardEditions = pgTable(
  'standard_editions',
  { standard: text().notNull(), edition: text().notNull(), acceptedFrom: date(), acceptedUntil: date() },
  (table) => [primaryKey({ columns: [table.standard, table.edition] })],
)

export const standardImplications = pgTable(
  'standard_implications',
  {
    holds: text().notNull(),
    satisfies: text().notNull(),
    verdict: text().notNull(),
    factor: doublePrecision(),
    monthsMin: integer(),
    monthsMax: integer(),
    conditions: text().array().notNull(),
    note: text().notNull().default(''),
    source: text().notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.holds, table.satisfies] })],
)

export const concepts = pgTable(
  'concepts',
  {
    code: text().primaryKey(),
    kind: text({ enum: ['process', 'product'] }).notNull(),
    group: text().notNull(),
    parent: text(),
    labels: jsonb().$type<Record<'en' | 'es' | 'pt' | 'fr', string>>().notNull(),
    synonyms: jsonb().$type<Record<'en' | 'es' | 'pt' | 'fr', string[]>>().notNull(),
    isic: text().array().notNull(),
    hs: text().array().notNull(),
    cpv: text().array().notNull(),
    retired: boolean().notNull().default(false),
  },
  (table) => [index().on(table.kind, table.group)],
)

/** Codes of the official lists, filled by `npm run classification:import`. */
export const classificationCodes = pgTable(
  'classification_codes',
  { scheme: text().notNull(), code: text().notNull(), parent: text(), labels: jsonb().$type<Record<string, string>>().notNull() },
  (table) => [primaryKey({ columns: [table.scheme, table.code] })],
)

/** The seed each catalogue was last brought to, as a hash of its rows: an unchanged one is left alone at the next start. */
export const catalogueSeeds = pgTable('catalogue_seeds', {
  catalogue: text().primaryKey(),
  hash: text().notNull(),
  /** Rules of that seed, `held>satisfied`: one that a newer seed no longer has goes, one that an administrator added stays. */
  rules: text().array().notNull().default([]),
})
