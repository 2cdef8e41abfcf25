/** Capability profiles and their facts, one table per section; and match_facts, the one row that a verdict reads. */
import { boolean, date, doublePrecision, index, integer, json, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Day } from '../../domain/day.ts'
import type { LikelyCode } from '../../domain/likely-codes.ts'
import {
  type CategoryFact,
  CERTIFICATE_STATUSES,
  type CompletableSection,
  type FirmFunction,
  type FunctionMode,
  INCOTERMS,
  type ParameterFact,
  PROFILE_STATES,
  type ProfileFacts,
  QUANTITY_UNITS,
} from '../../domain/profiles.ts'
import { id, instant, provenance, timestamps, versioned } from './columns.ts'
import { organizations } from './organizations.ts'

export const capabilityProfiles = pgTable(
  'capability_profiles',
  {
    id,
    organizationId: uuid()
      .notNull()
      .unique()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    state: text({ enum: PROFILE_STATES }).notNull().default('draft'),
    headline: text().notNull().default(''),
    description: text().notNull().default(''),
    language: text().notNull().default('en'),
    sector: text().notNull().default(''),
    employees: integer(),
    foundedYear: integer(),
    /** A list's own categories of its business, and the contracts it says the firm won before. */
    categories: jsonb().$type<CategoryFact[]>().notNull().default([]),
    earlierAwards: integer(),
    /** Section -> the day on which the firm marked it complete. */
    complete: jsonb().$type<Partial<Record<CompletableSection, Day>>>().notNull().default({}),
    publishedAt: instant(),
    /** Version that the import left; a higher one means somebody has changed the profile since. */
    importedVersion: integer(),
    ...provenance,
    ...versioned,
    ...timestamps,
  },
  (table) => [index().on(table.state)],
)

const ofProfile = () =>
  uuid()
    .notNull()
    .references(() => capabilityProfiles.id, { onDelete: 'cascade' })
const fact = { id, position: integer().notNull().default(0) }

export const sites = pgTable(
  'sites',
  {
    ...fact,
    profileId: ofProfile(),
    name: text().notNull(),
    address: text().notNull().default(''),
    city: text().notNull().default(''),
    region: text().notNull().default(''),
    country: text().notNull(),
    employees: integer(),
    shiftsPerDay: integer(),
    floorAreaM2: integer('floor_area_m2'),
    ...provenance,
  },
  (table) => [index().on(table.profileId)],
)

export const profileProducts = pgTable(
  'profile_products',
  {
    ...fact,
    profileId: ofProfile(),
    product: text(),
    name: text().notNull(),
    functions: jsonb().$type<Partial<Record<FirmFunction, FunctionMode>>>().notNull().default({}),
    ...provenance,
  },
  (table) => [index().on(table.profileId)],
)

export const profileProcesses = pgTable(
  'profile_processes',
  {
    ...fact,
    profileId: ofProfile(),
    process: text().notNull(),
    siteId: uuid(),
    mode: text({ enum: ['own', 'subcontracted'] }).notNull(),
    yearsOfExperience: integer(),
    materials: text().array().notNull().default([]),
    parameters: jsonb().$type<ParameterFact[]>().notNull().default([]),
    ...provenance,
  },
  (table) => [index().on(table.profileId)],
)

export const certificates = pgTable(
  'certificates',
  {
    ...fact,
    profileId: ofProfile(),
    standard: text().notNull(),
    edition: text().notNull().default(''),
    number: text().notNull().default(''),
    body: text().notNull().default(''),
    siteIds: uuid().array().notNull().default([]),
    scope: text().array().notNull().default([]),
    status: text({ enum: CERTIFICATE_STATUSES }).notNull(),
    validFrom: date(),
    validUntil: date(),
    targetOn: date(),
    /** Set when a lead firm issued it: an approval under its own standard; the SME cannot edit that. */
    issuedBy: uuid(),
    ...provenance,
  },
  (table) => [index().on(table.profileId), index().on(table.issuedBy), index().on(table.validUntil)],
)

export const capacities = pgTable(
  'capacities',
  {
    ...fact,
    profileId: ofProfile(),
    concept: text(),
    siteId: uuid(),
    installedPerMonth: integer().notNull(),
    unit: text({ enum: QUANTITY_UNITS }).notNull(),
    utilisation: doublePrecision().notNull(),
    freeFrom: date(),
    rampWeeks: integer(),
    ...provenance,
  },
  (table) => [index().on(table.profileId)],
)

export const commercialTerms = pgTable('commercial_terms', {
  profileId: ofProfile().primaryKey(),
  minimumOrder: integer(),
  minimumOrderUnit: text({ enum: QUANTITY_UNITS }),
  sampleLeadDays: integer(),
  seriesLeadDays: integer(),
  paymentDaysMax: integer(),
  industriesRefused: text().array().notNull().default([]),
  incoterms: text({ enum: INCOTERMS }).array().notNull().default([]),
  countriesRefused: text().array().notNull().default([]),
  languages: text().array().notNull().default([]),
  exportShare: doublePrecision(),
  exportCountries: text().array().notNull().default([]),
  exportSinceYear: integer(),
  ...provenance,
})

export const customerReferences = pgTable(
  'customer_references',
  {
    ...fact,
    profileId: ofProfile(),
    name: text().notNull(),
    sector: text(),
    concept: text(),
    sinceYear: integer(),
    shareOfTurnover: doublePrecision(),
    ...provenance,
  },
  (table) => [index().on(table.profileId)],
)

/** One compact row per profile, written in the fact's own transaction; evaluation reads nothing else. */
export const matchFacts = pgTable(
  'match_facts',
  {
    profileId: ofProfile().primaryKey(),
    organizationId: uuid().notNull(),
    published: boolean().notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    /** Texts for recall: the firm's own words and their language. */
    texts: json().$type<{ name: string; headline?: string; description: string; language: string }[]>().notNull(),
    /** Text and not binary: read whole a thousand at a time, which binary makes twice as slow. */
    facts: json().$type<ProfileFacts>().notNull(),
  },
  (table) => [index().on(table.organizationId)],
)

/** What a profile's words are likely about, reckoned once for each version of it: reading them anew for every index would take milliseconds a firm. */
export const profileCodings = pgTable('profile_codings', {
  profileId: ofProfile().primaryKey(),
  version: integer().notNull(),
  likely: json().$type<LikelyCode[]>().notNull(),
})
