/** Users, their sessions and one-time tokens: readable by the role `system` alone. */
import { boolean, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, timestamps, versioned } from './columns.ts'

export const users = pgTable('users', {
  id,
  /** Lower case; unique. */
  email: text().notNull().unique(),
  name: text().notNull(),
  passwordHash: text().notNull(),
  /** Interface language, or null: the browser decides. */
  locale: text({ enum: ['en', 'es', 'pt', 'fr'] }),
  platformAdmin: boolean().notNull().default(false),
  ...versioned,
  ...timestamps,
})

/** The id is the SHA-256 of the cookie's token, so a stolen table opens no session. */
export const sessions = pgTable(
  'sessions',
  {
    id: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    organizationId: uuid(),
    expiresAt: instant().notNull(),
    createdAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
  },
  (table) => [index().on(table.userId)],
)

/** Setup, password reset and claim codes: only their SHA-256 is kept, each works once. */
export const oneTimeTokens = pgTable(
  'one_time_tokens',
  {
    id,
    purpose: text({ enum: ['setup', 'reset', 'claim'] }).notNull(),
    tokenHash: text().notNull().unique(),
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    subjectId: uuid(),
    payload: jsonb().$type<Record<string, string>>().notNull().default({}),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.userId), index().on(table.subjectId)],
)

/** Failed sign-ins of the last minutes, by hashed address and by network address: the throttle's memory. */
export const signInFailures = pgTable(
  'sign_in_failures',
  { id, emailHash: text().notNull(), address: text().notNull(), at: instant().notNull() },
  (table) => [index().on(table.emailHash, table.at), index().on(table.address, table.at)],
)
