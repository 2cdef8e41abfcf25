/** Who of an agency brokers, who looks after which linkage, and what was done about silence. In SQL. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { deskEntries, deskOfficers } from '../../../db/schema/desk.ts'
import { memberships, organizations } from '../../../db/schema/organizations.ts'
import type { DeskAct } from '../../../domain/desk.ts'
import type { Duty, MemberRole } from '../../../domain/organizations.ts'

export interface AgencyMember {
  userId: string
  role: MemberRole
  duties: Duty[]
}

export type DeskEntry = typeof deskEntries.$inferSelect

export const officerStore = {
  async members(tx: Transaction, agencyId: string): Promise<AgencyMember[]> {
    const { userId, role, duties } = memberships
    return tx.select({ userId, role, duties }).from(memberships).where(eq(memberships.organizationId, agencyId)).limit(500)
  },
  async timeZone(tx: Transaction, organizationId: string): Promise<string> {
    const { timeZone } = organizations
    return (await tx.select({ timeZone }).from(organizations).where(eq(organizations.id, organizationId)))[0]?.timeZone ?? 'UTC'
  },
  async of(tx: Transaction, agencyId: string, linkageIds: readonly string[]): Promise<Map<string, string>> {
    if (linkageIds.length === 0) return new Map()
    const { linkageId, userId } = deskOfficers
    const rows = await tx
      .select({ linkageId, userId })
      .from(deskOfficers)
      .where(and(eq(deskOfficers.agencyId, agencyId), inArray(linkageId, [...linkageIds])))
      .limit(500)
    return new Map(rows.map((row) => [row.linkageId, row.userId]))
  },
  async assign(tx: Transaction, row: { agencyId: string; linkageId: string; userId: string; at: Date }): Promise<void> {
    const { userId, at } = row
    const target = [deskOfficers.agencyId, deskOfficers.linkageId]
    await tx.insert(deskOfficers).values(row).onConflictDoUpdate({ target, set: { userId, at } })
  },
  async unassign(tx: Transaction, { agencyId, linkageId }: { agencyId: string; linkageId: string }): Promise<void> {
    await tx.delete(deskOfficers).where(and(eq(deskOfficers.agencyId, agencyId), eq(deskOfficers.linkageId, linkageId)))
  },
  async addEntry(tx: Transaction, entry: typeof deskEntries.$inferInsert): Promise<void> {
    await tx.insert(deskEntries).values(entry)
  },
  /** The latest of each kind, newest first. */
  async latest(tx: Transaction, agencyId: string, linkageIds: readonly string[]): Promise<Map<string, DeskEntry[]>> {
    if (linkageIds.length === 0) return new Map()
    const { linkageId, act, at } = deskEntries
    const rows = await tx
      .selectDistinctOn([linkageId, act])
      .from(deskEntries)
      .where(and(eq(deskEntries.agencyId, agencyId), inArray(linkageId, [...linkageIds])))
      .orderBy(linkageId, act, desc(at))
      .limit(500)
    const grouped = Map.groupBy(rows, (row) => row.linkageId)
    return new Map([...grouped].map(([id, list]) => [id, list.sort((a, b) => b.at.getTime() - a.at.getTime())]))
  },
  /** Held until the end, so that two officers do not remind at once. */
  async hold(tx: Transaction, linkageId: string): Promise<void> {
    await tx.execute(sql`select pg_advisory_xact_lock(7044, hashtext(${linkageId}))`)
  },
}

export function actsSince(entries: readonly DeskEntry[], since: Date): Partial<Record<DeskAct, Date>> {
  const fresh = entries.filter((one) => one.at >= since)
  return Object.fromEntries(fresh.map((one) => [one.act, one.at]))
}
