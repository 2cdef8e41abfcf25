/** What members were told and by which ways, how each wants to hear of what, and the telephones that take texts. */
import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { CADENCES } from '../../domain/notice-times.ts'
import { NOTICE_GROUPS, NOTICE_SUBJECTS, NOTICE_TOPICS } from '../../domain/notices.ts'
import { id, instant } from './columns.ts'
import { organizations } from './organizations.ts'

const ofOrganization = () =>
  uuid()
    .notNull()
    .references(() => organizations.id, { onDelete: 'cascade' })

/** One row for each member who hears it: he alone reads it, and each way has its own time. */
export const notices = pgTable(
  'notices',
  {
    id,
    organizationId: ofOrganization(),
    userId: uuid().notNull(),
    topic: text({ enum: NOTICE_TOPICS }).notNull(),
    subjectKind: text({ enum: NOTICE_SUBJECTS }).notNull(),
    subjectId: uuid().notNull(),
    path: text().notNull(),
    params: jsonb().$type<Record<string, string>>().notNull(),
    key: text().notNull(),
    raisedAt: instant().notNull(),
    readAt: instant(),
    /** When mail is to go out about it; null when none is or it went. */
    mailAt: instant(),
    mailedAt: instant(),
    /** The same for a text. */
    textAt: instant(),
    textedAt: instant(),
  },
  (table) => [
    uniqueIndex().on(table.organizationId, table.userId, table.key),
    index().on(table.organizationId, table.userId, table.raisedAt),
    index('notices_unread_index').on(table.organizationId, table.userId).where(sql`read_at is null`),
    index('notices_mail_index').on(table.mailAt).where(sql`mail_at is not null`),
    index('notices_text_index').on(table.textAt).where(sql`text_at is not null`),
    index().on(table.raisedAt),
  ],
)

/** A member without a row hears everything at once, by mail and in his list. */
export const noticePreferences = pgTable(
  'notice_preferences',
  {
    organizationId: ofOrganization(),
    userId: uuid().notNull(),
    group: text({ enum: NOTICE_GROUPS }).notNull(),
    mail: text({ enum: CADENCES }).notNull(),
    text: boolean().notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.userId, table.group] })],
)

/** On the member's own wall clock, whomever he acts for; without hours, only the zone of his digests. */
export const quietHours = pgTable('quiet_hours', {
  userId: uuid().primaryKey(),
  /** Minutes since midnight; both or neither. */
  from: integer(),
  until: integer(),
  zone: text().notNull(),
  at: instant().notNull(),
})

/** Where texts reach a member, once he has said the code that was sent there. */
export const channelAddresses = pgTable(
  'channel_addresses',
  {
    userId: uuid().primaryKey(),
    /** E.164. */
    phone: text().notNull(),
    /** SHA-256 over member and code; null once it was used, or tried too often. */
    codeHash: text(),
    codeExpiresAt: instant(),
    tries: integer().notNull().default(0),
    confirmedAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.phone)],
)

/** Every text sent, so that nobody gets more than his share of a day, through whose account ever. */
export const textSends = pgTable(
  'text_sends',
  {
    id,
    userId: uuid().notNull(),
    phone: text().notNull(),
    kind: text({ enum: ['code', 'notice'] }).notNull(),
    sentOn: date().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.userId, table.sentOn), index().on(table.phone, table.sentOn), index().on(table.at)],
)

/** Telephones that answered STOP: nothing is sent there, not even a code, until they answer START. */
export const stoppedPhones = pgTable('stopped_phones', { phone: text().primaryKey(), at: instant().notNull() })
