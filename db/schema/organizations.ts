/** Organizations, their members and the invitations to join them. */
import { boolean, date, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { DUTIES, MEMBER_ROLES, ORGANIZATION_KINDS } from '../../domain/organizations.ts'
import { id, instant, timestamps, versioned } from './columns.ts'

export const organizations = pgTable(
  'organizations',
  {
    id,
    kind: text({ enum: ORGANIZATION_KINDS }).notNull(),
    name: text().notNull(),
    nativeName: text().notNull().default(''),
    /** Name without legal form, accents and case, for duplicates. */
    nameKey: text().notNull(),
    placeKey: text().notNull().default(''),
    country: text().notNull(),
    region: text().notNull().default(''),
    city: text().notNull().default(''),
    address: text().notNull().default(''),
    timeZone: text().notNull().default('UTC'),
    registrationNumber: text().notNull().default(''),
    website: text().notNull().default(''),
    /** Contact address out of an agency's list; shown to nobody but the importing agency. */
    contactEmail: text().notNull().default(''),
    contactPhone: text().notNull().default(''),
    /** False for a firm that an agency imported and nobody has claimed yet. */
    claimed: boolean().notNull().default(true),
    /** The list it came from, its importing agency, and the import (for undo). */
    listName: text().notNull().default(''),
    listedBy: uuid(),
    importId: uuid(),
    externalRef: text().notNull().default(''),
    verifiedBy: uuid(),
    verifiedOn: date(),
    ...versioned,
    ...timestamps,
  },
  (table) => [
    index().on(table.kind, table.country),
    index().on(table.nameKey, table.country),
    index().on(table.registrationNumber),
    index().on(table.importId),
    index().on(table.listedBy),
  ],
)

export const memberships = pgTable(
  'memberships',
  {
    id,
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    userId: uuid().notNull(),
    role: text({ enum: MEMBER_ROLES }).notNull(),
    duties: text({ enum: DUTIES }).array().notNull().default([]),
    ...versioned,
    ...timestamps,
  },
  (table) => [uniqueIndex().on(table.organizationId, table.userId), index().on(table.userId)],
)

export const invitations = pgTable(
  'invitations',
  {
    id,
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    role: text({ enum: MEMBER_ROLES }).notNull(),
    duties: text({ enum: DUTIES }).array().notNull().default([]),
    tokenHash: text().notNull().unique(),
    invitedBy: uuid().notNull(),
    expiresAt: instant().notNull(),
    acceptedAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.organizationId)],
)

/** Somebody says that an imported firm is his, or asks for its removal; the importing agency answers. */
export const claims = pgTable(
  'claims',
  {
    id,
    kind: text({ enum: ['claim', 'removal'] }).notNull(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    agencyId: uuid().notNull(),
    userId: uuid(),
    contact: text().notNull().default(''),
    message: text().notNull().default(''),
    state: text({ enum: ['open', 'granted', 'refused'] })
      .notNull()
      .default('open'),
    decidedBy: uuid(),
    decidedAt: instant(),
    ...versioned,
    ...timestamps,
  },
  (table) => [index().on(table.agencyId, table.state), index().on(table.organizationId), index().on(table.userId)],
)
