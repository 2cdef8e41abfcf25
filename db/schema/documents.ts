/** Documents with their versions, the files that wait to become one, who has read what, and agreements of non-disclosure. */
import { bigint, boolean, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { DOCUMENT_PARTIES, DOCUMENT_SUBJECTS, DOCUMENT_TIERS } from '../../domain/documents.ts'
import { FILE_KINDS } from '../../domain/files.ts'
import { NDA_FORMS, NDA_LANGUAGES, NDA_PARTIES } from '../../domain/ndas.ts'
import { id, instant, timestamps, versioned } from './columns.ts'
import { linkages } from './linkages.ts'
import { organizations } from './organizations.ts'
import { sourcingNeeds } from './sourcing.ts'

export const SCANS = ['clean', 'not-looked'] as const

/** A file as it lies in the store. */
const file = {
  /** Its name there. */
  object: text().notNull(),
  /** As its owner calls it. */
  name: text().notNull(),
  kind: text({ enum: FILE_KINDS }).notNull(),
  bytes: bigint({ mode: 'number' }).notNull(),
  sha256: text().notNull(),
  scan: text({ enum: SCANS }).notNull(),
}
const ofOrganization = () =>
  uuid()
    .notNull()
    .references(() => organizations.id, { onDelete: 'cascade' })

/** Brought and looked at, and held by no document yet. */
export const uploads = pgTable(
  'uploads',
  { id, organizationId: ofOrganization(), userId: uuid().notNull(), ...file, createdAt: instant().notNull() },
  (table) => [index().on(table.organizationId), index().on(table.createdAt), index().on(table.object)],
)

export const documents = pgTable(
  'documents',
  {
    id,
    /** Whose it is. */
    organizationId: ofOrganization(),
    party: text({ enum: DOCUMENT_PARTIES }).notNull(),
    subjectKind: text({ enum: DOCUMENT_SUBJECTS }).notNull(),
    subjectId: uuid().notNull(),
    /** What decides who reads it: the need, or the linkage that the subject stands in. */
    needId: uuid().references(() => sourcingNeeds.id, { onDelete: 'cascade' }),
    linkageId: uuid().references(() => linkages.id, { onDelete: 'cascade' }),
    tier: text({ enum: DOCUMENT_TIERS }).notNull(),
    title: text().notNull(),
    /** BCP 47 language of the document. */
    language: text().notNull(),
    /** From when the others may read it, if their tier is open; null while it belongs to a draft. */
    openAt: instant(),
    /** Until when its owner wants it kept; null for as long as its subject. */
    keepUntilOn: date(),
    current: integer().notNull().default(1),
    createdBy: uuid().notNull(),
    ...versioned,
    ...timestamps,
  },
  (table) => [
    index().on(table.subjectKind, table.subjectId),
    index().on(table.organizationId),
    index().on(table.needId),
    index().on(table.linkageId),
    index().on(table.keepUntilOn),
  ],
)

export const documentVersions = pgTable(
  'document_versions',
  {
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    ...file,
    /** Brought under the alias: nothing in it or about it tells whose it is. */
    anonymous: boolean().notNull(),
    byUserId: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.number] }), index().on(table.object)],
)

/** Who has taken which version away; kept when the document is gone. */
export const documentReads = pgTable(
  'document_reads',
  {
    id,
    documentId: uuid().notNull(),
    number: integer().notNull(),
    /** Null for a visitor. */
    organizationId: uuid(),
    userId: uuid(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.documentId, table.at)],
)

/** One offered agreement; another offer supersedes it as long as not both have signed. */
export const ndas = pgTable(
  'ndas',
  {
    id,
    linkageId: uuid()
      .notNull()
      .references(() => linkages.id, { onDelete: 'cascade' }),
    form: text({ enum: NDA_FORMS }).notNull(),
    language: text({ enum: NDA_LANGUAGES }).notNull(),
    months: integer().notNull(),
    textVersion: integer().notNull(),
    title: text().notNull(),
    /** The whole text as it was offered, with its gaps filled; its hash is what is signed. */
    text: text().notNull(),
    textHash: text().notNull(),
    offeredBy: text({ enum: NDA_PARTIES }).notNull(),
    /** Null for the one that counts. */
    supersededAt: instant(),
    completedAt: instant(),
    ...versioned,
    ...timestamps,
  },
  (table) => [index().on(table.linkageId, table.supersededAt)],
)

/** One per side; never changed. */
export const ndaSignatures = pgTable(
  'nda_signatures',
  {
    ndaId: uuid()
      .notNull()
      .references(() => ndas.id, { onDelete: 'cascade' }),
    party: text({ enum: NDA_PARTIES }).notNull(),
    organizationId: uuid().notNull(),
    /** What the firm was called that day. */
    firm: text().notNull(),
    userId: uuid().notNull(),
    /** As the signer typed it. */
    name: text().notNull(),
    /** A hash of the session that he was signed in with. */
    sessionMark: text().notNull(),
    textHash: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.ndaId, table.party] })],
)
