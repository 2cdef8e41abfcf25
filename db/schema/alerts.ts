/** Pairs of need and SME as last matched, the news that their changes bring to SMEs, and searches kept with a name. */
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { ALERT_REASONS } from '../../domain/alerts.ts'
import { type Because, PAIR_BANDS, PAIR_CAUSES } from '../../domain/pairs.ts'
import { SEARCH_KINDS } from '../../domain/saved-searches.ts'
import { id, instant, timestamps, versioned } from './columns.ts'
import { organizations } from './organizations.ts'
import { sourcingNeeds } from './sourcing.ts'

const ofNeed = () =>
  uuid()
    .notNull()
    .references(() => sourcingNeeds.id, { onDelete: 'cascade' })
const ofOrganization = () =>
  uuid()
    .notNull()
    .references(() => organizations.id, { onDelete: 'cascade' })

/** Every pair that is worth telling, as it stood when it was last matched; what is not in here does not fit. */
export const matchPairs = pgTable(
  'match_pairs',
  {
    needId: ofNeed(),
    smeId: ofOrganization(),
    band: text({ enum: PAIR_BANDS }).notNull(),
    score: doublePrecision().notNull(),
    fit: doublePrecision(),
    topic: doublePrecision().notNull(),
    needVersion: integer().notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.needId, table.smeId] }), index().on(table.smeId)],
)

/** One row: up to which change and which day the pairs are matched. */
export const matchCursor = pgTable('match_cursor', {
  id: integer().primaryKey().default(1),
  seq: bigint({ mode: 'bigint' }).notNull(),
  day: date().notNull(),
})

/** Matching everything again, as a job that can be watched and that goes on where it stopped. */
export const matchRuns = pgTable(
  'match_runs',
  {
    id,
    cause: text({ enum: PAIR_CAUSES }).notNull(),
    /** True: pairs are filled without telling anybody, as when the product learns to tell. */
    quiet: boolean().notNull().default(false),
    state: text({ enum: ['waiting', 'running', 'done'] })
      .notNull()
      .default('waiting'),
    done: integer().notNull().default(0),
    total: integer().notNull().default(0),
    /** Pairs that entered, left or changed their band. */
    moved: integer().notNull().default(0),
    /** The last profile matched. */
    after: uuid(),
    startedAt: instant(),
    finishedAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.state)],
)

/** News for an SME; one per reason and subject, however often its cause is met. */
export const alerts = pgTable(
  'alerts',
  {
    id,
    organizationId: ofOrganization(),
    reason: text({ enum: ALERT_REASONS }).notNull(),
    /** The need, or the certificate with its end and the days before it. */
    subject: text().notNull(),
    needId: uuid().references(() => sourcingNeeds.id, { onDelete: 'cascade' }),
    before: text({ enum: PAIR_BANDS }),
    after: text({ enum: PAIR_BANDS }),
    detail: jsonb().$type<AlertDetail>().notNull(),
    raisedAt: instant().notNull(),
    /** When its mail was sent or planned; null until then. */
    toldAt: instant(),
  },
  (table) => [
    uniqueIndex().on(table.organizationId, table.reason, table.subject),
    index().on(table.organizationId, table.raisedAt),
    index().on(table.toldAt),
    index().on(table.raisedAt),
    index().on(table.needId),
  ],
)

export interface AlertDetail {
  cause?: (typeof PAIR_CAUSES)[number]
  because?: Because | null
  /** Of a certificate that ends: its standard, its last day, the days of warning, and how many needs hang on it. */
  standard?: string
  until?: string
  days?: number
  needs?: number
}

/** Mail about news that waits for a member's digest or for the end of his quiet hours. */
export const alertMails = pgTable(
  'alert_mails',
  {
    alertId: uuid()
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    userId: uuid().notNull(),
    mailAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.alertId, table.userId] }), index().on(table.mailAt)],
)

/** Who has read which news; news raised after that is unread again. */
export const alertReads = pgTable(
  'alert_reads',
  {
    alertId: uuid()
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    userId: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.alertId, table.userId] })],
)

/** Reasons that a member does not want to hear of, neither in the list nor by mail. */
export const alertMutes = pgTable(
  'alert_mutes',
  {
    userId: uuid().notNull(),
    organizationId: ofOrganization(),
    reason: text({ enum: ALERT_REASONS }).notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.userId, table.reason] })],
)

export interface SearchQuery {
  text?: string
  lang?: string
  country?: string[]
  sector?: string[]
  process?: string[]
  standard?: string[]
  state?: ('claimed' | 'unclaimed')[]
}

/** A member's own search, kept with a name. */
export const savedSearches = pgTable(
  'saved_searches',
  {
    id,
    organizationId: ofOrganization(),
    userId: uuid().notNull(),
    kind: text({ enum: SEARCH_KINDS }).notNull(),
    name: text().notNull(),
    query: jsonb().$type<SearchQuery>().notNull(),
    mail: boolean().notNull().default(false),
    /** When its owner last looked; results first seen later are new. */
    lookedAt: instant().notNull(),
    mailedAt: instant(),
    /** SHA-256 of the feed's token; null where there is no feed. */
    feedTokenHash: text(),
    ...versioned,
    ...timestamps,
  },
  (table) => [index().on(table.organizationId, table.userId), index().on(table.mail)],
)

/** What a saved search has found, and when first. */
export const savedSearchResults = pgTable(
  'saved_search_results',
  {
    searchId: uuid()
      .notNull()
      .references(() => savedSearches.id, { onDelete: 'cascade' }),
    /** The supplier's organization, or the need. */
    subjectId: uuid().notNull(),
    firstSeenAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.searchId, table.subjectId] })],
)
