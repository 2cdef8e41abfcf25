/** Meetings, who comes and what both sides said, in SQL. */
import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Transaction } from '../../../db/client.ts'
import { linkages } from '../../../db/schema/linkages.ts'
import { findings, meetingAttendees, meetingOutcomes, meetings, visitReports } from '../../../db/schema/meetings.ts'
import { memberships, organizations } from '../../../db/schema/organizations.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'

export type MeetingRow = typeof meetings.$inferSelect
export type NewMeeting = typeof meetings.$inferInsert
export type OutcomeRow = typeof meetingOutcomes.$inferSelect
export type FindingRow = typeof findings.$inferSelect
type ReportRow = typeof visitReports.$inferSelect
type AttendeeRow = typeof meetingAttendees.$inferSelect

const leadFirm = alias(organizations, 'lead_firm')
const sme = alias(organizations, 'sme')
const agency = alias(organizations, 'agency')
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** A meeting with all that its view names. */
export interface LoadedMeeting {
  row: MeetingRow
  need: { title: string; alias: boolean }
  introducedAt: Date | null
  leadFirm: { name: string; timeZone: string }
  sme: { name: string; timeZone: string }
  agencyName: string | null
  attendees: AttendeeRow[]
  outcomes: OutcomeRow[]
  report: ReportRow | null
  findings: FindingRow[]
}

export const meetingStore = {
  async lock(tx: Transaction, id: string): Promise<MeetingRow | undefined> {
    return (await tx.select().from(meetings).where(eq(meetings.id, id)).for('update'))[0]
  },
  async byId(tx: Transaction, id: string): Promise<MeetingRow | undefined> {
    return (await tx.select().from(meetings).where(eq(meetings.id, id)))[0]
  },
  async insert(tx: Transaction, values: NewMeeting): Promise<MeetingRow> {
    const [row] = await tx.insert(meetings).values(values).returning()
    if (!row) throw new Error('The meeting was not stored.')
    return row
  },
  async change(tx: Transaction, id: string, change: Partial<NewMeeting>): Promise<void> {
    await tx
      .update(meetings)
      .set({ ...change, version: sql`${meetings.version} + 1` })
      .where(eq(meetings.id, id))
  },
  /** In the order of the ids. */
  async load(tx: Transaction, ids: readonly string[]): Promise<LoadedMeeting[]> {
    if (ids.length === 0) return []
    const rows = await tx
      .select({
        row: meetings,
        need: { title: sourcingNeeds.title, alias: sourcingNeeds.alias },
        introducedAt: linkages.introducedAt,
        leadFirm: { name: leadFirm.name, timeZone: leadFirm.timeZone },
        sme: { name: sme.name, timeZone: sme.timeZone },
        agencyName: agency.name,
        report: visitReports,
      })
      .from(meetings)
      .innerJoin(linkages, eq(linkages.id, meetings.linkageId))
      .innerJoin(sourcingNeeds, eq(sourcingNeeds.id, linkages.needId))
      .innerJoin(leadFirm, eq(leadFirm.id, meetings.leadFirmId))
      .innerJoin(sme, eq(sme.id, meetings.smeId))
      .leftJoin(agency, eq(agency.id, meetings.agencyId))
      .leftJoin(visitReports, eq(visitReports.meetingId, meetings.id))
      .where(inArray(meetings.id, [...ids]))
      .limit(ids.length)
    const parts = await partsOf(tx, ids)
    const place = new Map(ids.map((id, at) => [id, at]))
    return rows
      .map((one) => ({ ...one, ...parts(one.row.id) }))
      .sort((one, other) => (place.get(one.row.id) ?? 0) - (place.get(other.row.id) ?? 0))
  },
  /** The latest first. */
  async ofLinkage(tx: Transaction, linkageId: string, page: { after: readonly string[] | null; limit: number }) {
    const [at = '', id = NOBODY] = page.after ?? []
    return tx
      .select({ id: meetings.id, startsAt: meetings.startsAt })
      .from(meetings)
      .where(
        and(
          eq(meetings.linkageId, linkageId),
          page.after ? sql`(${meetings.startsAt}, ${meetings.id}) < (${at}::timestamptz, ${id}::uuid)` : undefined,
        ),
      )
      .orderBy(desc(meetings.startsAt), desc(meetings.id))
      .limit(page.limit)
  },
  /** Upcoming ones in the order in which they come; past ones the latest first. */
  async ofOrganization(
    tx: Transaction,
    organizationId: string,
    page: { isPast: boolean; now: Date; after: readonly string[] | null; limit: number },
  ) {
    const [at = '', id = NOBODY] = page.after ?? []
    const order = page.isPast ? desc : asc
    const beyond = sql`(${meetings.startsAt}, ${meetings.id})`
    const mark = sql`(${at}::timestamptz, ${id}::uuid)`
    return tx
      .select({ id: meetings.id, startsAt: meetings.startsAt })
      .from(meetings)
      .where(
        and(
          or(eq(meetings.leadFirmId, organizationId), eq(meetings.smeId, organizationId), eq(meetings.agencyId, organizationId)),
          page.isPast ? lte(meetings.endsAt, page.now) : gt(meetings.endsAt, page.now),
          page.after ? (page.isPast ? sql`${beyond} < ${mark}` : sql`${beyond} > ${mark}`) : undefined,
        ),
      )
      .orderBy(order(meetings.startsAt), order(meetings.id))
      .limit(page.limit)
  },
  /** Of one organization's side: meetings of these linkages that are over and of which it has not said what comes next. */
  async withoutNextStep(
    tx: Transaction,
    { linkageIds, organizationId, now }: { linkageIds: readonly string[]; organizationId: string; now: Date },
  ): Promise<string[]> {
    if (linkageIds.length === 0) return []
    const rows = await tx
      .selectDistinct({ linkageId: meetings.linkageId })
      .from(meetings)
      .leftJoin(meetingOutcomes, and(eq(meetingOutcomes.meetingId, meetings.id), eq(meetingOutcomes.organizationId, organizationId)))
      .where(
        and(
          inArray(meetings.linkageId, [...linkageIds]),
          inArray(meetings.state, ['accepted', 'held', 'no-show']),
          lte(meetings.endsAt, now),
          isNull(meetingOutcomes.meetingId),
        ),
      )
      .limit(linkageIds.length)
    return rows.map((row) => row.linkageId)
  },
  async membersOf(tx: Transaction, organizationId: string): Promise<string[]> {
    const rows = await tx
      .select({ userId: memberships.userId })
      .from(memberships)
      .where(eq(memberships.organizationId, organizationId))
      .orderBy(asc(memberships.createdAt))
      .limit(100)
    return rows.map((row) => row.userId)
  },
  async zoneOf(tx: Transaction, organizationId: string): Promise<string> {
    const [row] = await tx.select({ timeZone: organizations.timeZone }).from(organizations).where(eq(organizations.id, organizationId))
    return row?.timeZone ?? 'UTC'
  },
  /** Puts these in the place of the organization's people who come. */
  async setAttendees(
    tx: Transaction,
    { meetingId, organizationId, userIds }: { meetingId: string; organizationId: string; userIds: readonly string[] },
  ): Promise<void> {
    await tx
      .delete(meetingAttendees)
      .where(and(eq(meetingAttendees.meetingId, meetingId), eq(meetingAttendees.organizationId, organizationId)))
    if (userIds.length > 0) await tx.insert(meetingAttendees).values(userIds.map((userId) => ({ meetingId, userId, organizationId })))
  },
  async addAttendee(tx: Transaction, attendee: typeof meetingAttendees.$inferInsert): Promise<void> {
    await tx.insert(meetingAttendees).values(attendee).onConflictDoNothing()
  },
  async saveOutcome(tx: Transaction, outcome: typeof meetingOutcomes.$inferInsert): Promise<void> {
    const { meetingId: _, organizationId: __, ...said } = outcome
    await tx
      .insert(meetingOutcomes)
      .values(outcome)
      .onConflictDoUpdate({ target: [meetingOutcomes.meetingId, meetingOutcomes.organizationId], set: said })
  },
}

/** What hangs on each meeting. */
async function partsOf(tx: Transaction, ids: readonly string[]) {
  const attendees = await tx
    .select()
    .from(meetingAttendees)
    .where(inArray(meetingAttendees.meetingId, [...ids]))
    .orderBy(asc(meetingAttendees.userId))
    .limit(6_000)
  const outcomes = await tx
    .select()
    .from(meetingOutcomes)
    .where(inArray(meetingOutcomes.meetingId, [...ids]))
    .orderBy(asc(meetingOutcomes.at))
    .limit(300)
  const found = await tx
    .select()
    .from(findings)
    .where(inArray(findings.meetingId, [...ids]))
    .orderBy(asc(findings.position))
    .limit(5_000)
  const [byAttendee, byOutcome, byFinding] = [attendees, outcomes, found].map((list) =>
    Map.groupBy(list as { meetingId: string }[], (one) => one.meetingId),
  ) as [Map<string, AttendeeRow[]>, Map<string, OutcomeRow[]>, Map<string, FindingRow[]>]
  return (id: string) => ({
    attendees: byAttendee.get(id) ?? [],
    outcomes: byOutcome.get(id) ?? [],
    findings: byFinding.get(id) ?? [],
  })
}
