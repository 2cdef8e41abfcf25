/** Meetings and site visits of linkages, what both sides say of them, what visits found, and the calendars that members follow. */
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { FINDING_STATES, FINDING_SUBJECTS, SEVERITIES } from '../../domain/findings.ts'
import { MEETING_KINDS, MEETING_PARTIES, MEETING_RESULTS, MEETING_STATES, NEXT_STEPS } from '../../domain/meetings.ts'
import { id, instant, timestamps, versioned } from './columns.ts'
import { linkages } from './linkages.ts'
import { organizations } from './organizations.ts'

const ofOrganization = () =>
  uuid()
    .notNull()
    .references(() => organizations.id, { onDelete: 'cascade' })
const ofMeeting = () =>
  uuid()
    .notNull()
    .references(() => meetings.id, { onDelete: 'cascade' })

export interface StoredSpan {
  startsAt: string
  endsAt: string
}

export const meetings = pgTable(
  'meetings',
  {
    id,
    linkageId: uuid()
      .notNull()
      .references(() => linkages.id, { onDelete: 'cascade' }),
    /** All parties beside each other, so that a list and a row policy need no join. */
    leadFirmId: ofOrganization(),
    smeId: ofOrganization(),
    agencyId: uuid().references(() => organizations.id, { onDelete: 'set null' }),
    kind: text({ enum: MEETING_KINDS }).notNull(),
    state: text({ enum: MEETING_STATES }).notNull(),
    askedBy: text({ enum: MEETING_PARTIES }).notNull(),
    waitingFor: text({ enum: MEETING_PARTIES }).array().notNull(),
    proposals: jsonb().$type<StoredSpan[]>().notNull(),
    picked: integer(),
    minutes: integer().notNull(),
    timeZone: text().notNull(),
    place: text().notNull().default(''),
    link: text().notNull().default(''),
    agenda: text().notNull().default(''),
    /** Why it was declined or called off. */
    note: text().notNull().default(''),
    /** The time that is agreed; until then the first that is offered. */
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    expiresAt: instant().notNull(),
    remindedAt: instant(),
    uid: text().notNull().unique(),
    sequence: integer().notNull().default(0),
    invited: boolean().notNull().default(false),
    ...versioned,
    ...timestamps,
  },
  (table) => [
    index().on(table.linkageId, table.startsAt),
    index().on(table.leadFirmId, table.startsAt),
    index().on(table.smeId, table.startsAt),
    index().on(table.agencyId, table.startsAt),
    index().on(table.state, table.expiresAt),
    index().on(table.state, table.startsAt),
  ],
)

/** Who comes, each chosen by his own organization. */
export const meetingAttendees = pgTable(
  'meeting_attendees',
  { meetingId: ofMeeting(), userId: uuid().notNull(), organizationId: ofOrganization() },
  (table) => [primaryKey({ columns: [table.meetingId, table.userId] }), index().on(table.organizationId)],
)

/** What a side says when it is over; the next step with its day is owed by each. */
export const meetingOutcomes = pgTable(
  'meeting_outcomes',
  {
    meetingId: ofMeeting(),
    organizationId: ofOrganization(),
    party: text({ enum: MEETING_PARTIES }).notNull(),
    result: text({ enum: MEETING_RESULTS }).notNull(),
    absent: text({ enum: MEETING_PARTIES }),
    rating: integer(),
    comment: text().notNull().default(''),
    nextStep: text({ enum: NEXT_STEPS }).notNull(),
    nextNote: text().notNull().default(''),
    nextOn: date().notNull(),
    byUserId: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.meetingId, table.organizationId] }), index().on(table.organizationId)],
)

export const visitReports = pgTable('visit_reports', {
  meetingId: ofMeeting().primaryKey(),
  party: text({ enum: MEETING_PARTIES }).notNull(),
  byUserId: uuid().notNull(),
  summary: text().notNull(),
  at: instant().notNull(),
})

/** Gaps that a visit found; the development of the pair starts from those that are open. */
export const findings = pgTable(
  'findings',
  {
    id,
    linkageId: uuid()
      .notNull()
      .references(() => linkages.id, { onDelete: 'cascade' }),
    meetingId: ofMeeting(),
    position: integer().notNull(),
    severity: text({ enum: SEVERITIES }).notNull(),
    text: text().notNull(),
    /** The requirement of the need that it touches; a later version of the need may no longer have it. */
    requirementId: uuid(),
    subjectKind: text({ enum: FINDING_SUBJECTS }),
    subjectCode: text(),
    state: text({ enum: FINDING_STATES }).notNull().default('open'),
    closedAt: instant(),
    ...versioned,
    ...timestamps,
  },
  (table) => [index().on(table.linkageId, table.state), index().on(table.meetingId)],
)

/** The calendar that a member follows in his own program; only the SHA-256 of its token is kept. */
export const calendars = pgTable(
  'calendars',
  {
    id,
    userId: uuid().notNull(),
    organizationId: ofOrganization(),
    tokenHash: text().notNull(),
    ...timestamps,
  },
  (table) => [uniqueIndex().on(table.userId, table.organizationId), index().on(table.organizationId)],
)
