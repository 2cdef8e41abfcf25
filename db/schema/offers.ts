/** Interest with its three questions, the links by which mails are answered, offers and their versions, feedback, terms, and rates of exchange. */
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { LINK_ANSWERS } from '../../domain/answer-links.ts'
import { COOPERATION_KINDS, type GroundAnswer } from '../../domain/interests.ts'
import { LOSS_REASONS } from '../../domain/linkages.ts'
import type { OfferContent } from '../../domain/offer-content.ts'
import { OFFER_STATES } from '../../domain/offers.ts'
import type { Criterion } from '../../domain/sourcing.ts'
import { users } from './accounts.ts'
import { id, instant, timestamps, versioned } from './columns.ts'
import { linkages } from './linkages.ts'
import { organizations } from './organizations.ts'
import { sourcingNeeds } from './sourcing.ts'

/** Both parties and the need beside each other, so that a row policy needs no join. */
function parties() {
  return {
    needId: uuid()
      .notNull()
      .references(() => sourcingNeeds.id, { onDelete: 'cascade' }),
    leadFirmId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    smeId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
  }
}

export const interests = pgTable(
  'interests',
  {
    linkageId: uuid()
      .primaryKey()
      .references(() => linkages.id, { onDelete: 'cascade' }),
    ...parties(),
    cooperation: text({ enum: COOPERATION_KINDS }).notNull(),
    unclear: text().notNull().default(''),
    about: text().notNull().default(''),
    contact: text().notNull().default(''),
    grounds: jsonb().$type<GroundAnswer[]>().notNull().default([]),
    needVersion: integer().notNull(),
    ...versioned,
    ...timestamps,
  },
  (table) => [index().on(table.needId), index().on(table.leadFirmId), index().on(table.smeId, table.updatedAt)],
)

/** A mail's link: signed, for one need, one organization and one member; one answer, then it only shows what was answered. */
export const answerLinks = pgTable(
  'answer_links',
  {
    id,
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    needId: uuid()
      .notNull()
      .references(() => sourcingNeeds.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** SHA-256 of the signed token; the link itself stands in the mail alone. */
    tokenHash: text().notNull().unique(),
    expiresAt: instant().notNull(),
    answer: text({ enum: LINK_ANSWERS }),
    answeredAt: instant(),
    /** The day on which "ask me later" asks again. */
    askAgainOn: date(),
    askedAgainAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    index().on(table.needId, table.organizationId),
    index().on(table.organizationId),
    index().on(table.userId),
    index().on(table.askedAgainAt, table.askAgainOn),
    index().on(table.expiresAt),
  ],
)

export const offers = pgTable(
  'offers',
  {
    id,
    linkageId: uuid()
      .notNull()
      .unique()
      .references(() => linkages.id, { onDelete: 'cascade' }),
    ...parties(),
    state: text({ enum: OFFER_STATES }).notNull(),
    /** What is being written; the lead firm never reads it. */
    draft: jsonb().$type<OfferContent>().notNull(),
    /** Number of the newest submitted version; 0 before the first. */
    submissions: integer().notNull().default(0),
    submittedAt: instant(),
    withdrawnAt: instant(),
    ...versioned,
    ...timestamps,
  },
  (table) => [index().on(table.needId, table.submittedAt), index().on(table.leadFirmId), index().on(table.smeId, table.updatedAt)],
)

/** What was submitted, as it was; never changed afterwards. */
export const offerVersions = pgTable(
  'offer_versions',
  {
    id,
    offerId: uuid()
      .notNull()
      .references(() => offers.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    needVersion: integer().notNull(),
    content: jsonb().$type<OfferContent>().notNull(),
    /** What the need asked at that time. */
    asked: jsonb().$type<Criterion[]>().notNull(),
    /** Submitted under a seal. */
    sealed: boolean().notNull(),
    submittedAt: instant().notNull(),
    byUserId: uuid().notNull(),
  },
  (table) => [unique().on(table.offerId, table.number)],
)

/** The reason and the sentence that an SME heard which was not chosen. */
export const feedbacks = pgTable(
  'feedbacks',
  {
    linkageId: uuid()
      .primaryKey()
      .references(() => linkages.id, { onDelete: 'cascade' }),
    ...parties(),
    reason: text({ enum: LOSS_REASONS }).notNull(),
    sentence: text().notNull(),
    givenAt: instant().notNull(),
    byUserId: uuid().notNull(),
  },
  (table) => [index().on(table.leadFirmId, table.givenAt), index().on(table.needId), index().on(table.smeId)],
)

export const answerTerms = pgTable('answer_terms', {
  organizationId: uuid()
    .primaryKey()
    .references(() => organizations.id, { onDelete: 'cascade' }),
  smeDays: integer().notNull(),
  leadFirmDays: integer().notNull(),
  feedbackDays: integer().notNull(),
  interestsPerMonth: integer().notNull(),
  ...versioned,
  ...timestamps,
})

/** One unit of `base` was worth `rate` units of `quote` on that day; entered by an administrator with its source. */
export const exchangeRates = pgTable(
  'exchange_rates',
  {
    base: text().notNull(),
    quote: text().notNull(),
    on: date().notNull(),
    /** A decimal text: nothing is lost on the way. */
    rate: text().notNull(),
    source: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.base, table.quote, table.on] })],
)
