/** Messages of the thread of a linkage, how far each member has read, and which firm wants its agency in it. */
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { MESSAGE_WAYS } from '../../domain/conversations.ts'
import { LINKAGE_PARTIES } from '../../domain/linkages.ts'
import { id, instant } from './columns.ts'
import { linkages } from './linkages.ts'
import { organizations } from './organizations.ts'

const ofLinkage = () =>
  uuid()
    .notNull()
    .references(() => linkages.id, { onDelete: 'cascade' })

/** Never changed: what was taken back keeps its place and its mark. */
export const messages = pgTable(
  'messages',
  {
    id,
    linkageId: ofLinkage(),
    party: text({ enum: LINKAGE_PARTIES }).notNull(),
    organizationId: uuid().notNull(),
    userId: uuid().notNull(),
    text: text().notNull(),
    /** The author's language, so that a browser can read it out or translate it. */
    language: text().notNull(),
    way: text({ enum: MESSAGE_WAYS }).notNull(),
    /** SHA-256 over author, thread and the mail's Message-ID: a mail that comes twice lands once. */
    mailHash: text(),
    at: instant().notNull(),
    takenBackAt: instant(),
  },
  (table) => [index().on(table.linkageId, table.at, table.id), uniqueIndex().on(table.mailHash)],
)

/** Up to which message a member has read; everything up to it counts as read. */
export const messageReads = pgTable(
  'message_reads',
  {
    linkageId: ofLinkage(),
    userId: uuid().notNull(),
    organizationId: uuid().notNull(),
    /** The message's own instant, and its id where two share one. */
    upToAt: instant().notNull(),
    upToId: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.linkageId, table.userId, table.organizationId] })],
)

/** One row for each firm that wants this agency in the thread; without it, it does not. */
export const messageInvitations = pgTable(
  'message_invitations',
  {
    linkageId: ofLinkage(),
    agencyId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    side: text({ enum: ['lead-firm', 'sme'] }).notNull(),
    userId: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.linkageId, table.agencyId, table.side] }), index().on(table.agencyId)],
)
