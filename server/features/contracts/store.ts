/** Contracts, their steps and their years, in SQL. */
import { and, asc, count, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { contractEntries, contractFlows, contracts } from '../../../db/schema/contracts.ts'
import { memberships, organizations } from '../../../db/schema/organizations.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'

export type ContractRow = typeof contracts.$inferSelect
export type NewContract = typeof contracts.$inferInsert
export type ContractEntryRow = typeof contractEntries.$inferSelect
export type NewContractEntry = typeof contractEntries.$inferInsert
export type FlowRow = typeof contractFlows.$inferSelect
export type NewFlow = typeof contractFlows.$inferInsert

const NOBODY = '00000000-0000-0000-0000-000000000000'

export const contractStore = {
  async insert(tx: Transaction, values: NewContract): Promise<ContractRow> {
    return (await tx.insert(contracts).values(values).returning())[0] as ContractRow
  },
  async byId(tx: Transaction, id: string): Promise<ContractRow | undefined> {
    return (await tx.select().from(contracts).where(eq(contracts.id, id)))[0]
  },
  async lock(tx: Transaction, id: string): Promise<ContractRow | undefined> {
    return (await tx.select().from(contracts).where(eq(contracts.id, id)).for('update'))[0]
  },
  async update(tx: Transaction, id: string, change: Partial<NewContract>): Promise<void> {
    await tx
      .update(contracts)
      .set({ ...change, version: sql`${contracts.version} + 1` })
      .where(eq(contracts.id, id))
  },
  /** Newest first. */
  async ofLinkage(tx: Transaction, linkageId: string, page: { after: readonly string[] | null; limit: number }): Promise<ContractRow[]> {
    const [at = '', id = NOBODY] = page.after ?? []
    const older = page.after ? sql`(${contracts.createdAt}, ${contracts.id}) < (${at}::timestamptz, ${id}::uuid)` : undefined
    return tx
      .select()
      .from(contracts)
      .where(and(eq(contracts.linkageId, linkageId), older))
      .orderBy(desc(contracts.createdAt), desc(contracts.id))
      .limit(page.limit)
  },
  /** How many contracts of the linkage were confirmed so far. */
  async confirmedOf(tx: Transaction, linkageId: string): Promise<number> {
    const standing = and(eq(contracts.linkageId, linkageId), isNotNull(contracts.confirmedAt))
    return (await tx.select({ n: count() }).from(contracts).where(standing))[0]?.n ?? 0
  },
  async addEntry(tx: Transaction, values: NewContractEntry): Promise<void> {
    await tx.insert(contractEntries).values(values)
  },
  async entriesOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, ContractEntryRow[]>> {
    if (ids.length === 0) return new Map()
    const rows = await tx
      .select()
      .from(contractEntries)
      .where(inArray(contractEntries.contractId, [...ids]))
      .orderBy(asc(contractEntries.at), asc(contractEntries.id))
      .limit(10_000)
    return Map.groupBy(rows, (one) => one.contractId)
  },
  async flowsOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, FlowRow[]>> {
    if (ids.length === 0) return new Map()
    const rows = await tx
      .select()
      .from(contractFlows)
      .where(inArray(contractFlows.contractId, [...ids]))
      .orderBy(asc(contractFlows.year), asc(contractFlows.kind), asc(contractFlows.id))
      .limit(10_000)
    return Map.groupBy(rows, (one) => one.contractId)
  },
  /** Undefined where the year stands already. */
  async insertFlow(tx: Transaction, values: NewFlow): Promise<FlowRow | undefined> {
    return (await tx.insert(contractFlows).values(values).onConflictDoNothing().returning())[0]
  },
  async lockFlow(tx: Transaction, contractId: string, id: string): Promise<FlowRow | undefined> {
    const one = and(eq(contractFlows.id, id), eq(contractFlows.contractId, contractId))
    return (await tx.select().from(contractFlows).where(one).for('update'))[0]
  },
  async updateFlow(tx: Transaction, id: string, change: Partial<NewFlow>): Promise<void> {
    await tx
      .update(contractFlows)
      .set({ ...change, version: sql`${contractFlows.version} + 1` })
      .where(eq(contractFlows.id, id))
  },
  /** How the need and one of the organizations are called, and in which time zone it lives. */
  async namesFor(tx: Transaction, needId: string, organizationId: string): Promise<{ need: string; firm: string; timeZone: string }> {
    const rows = await tx
      .select({ need: sourcingNeeds.title, firm: organizations.name, timeZone: organizations.timeZone })
      .from(sourcingNeeds)
      .innerJoin(organizations, eq(organizations.id, organizationId))
      .where(eq(sourcingNeeds.id, needId))
    return rows[0] ?? { need: '', firm: '', timeZone: 'UTC' }
  },
  /** Whether somebody sits in another of these organizations, too. */
  async sitsIn(tx: Transaction, userId: string, organizationIds: readonly string[]): Promise<boolean> {
    if (organizationIds.length === 0) return false
    const there = and(eq(memberships.userId, userId), inArray(memberships.organizationId, [...organizationIds]))
    return (await tx.select({ id: memberships.id }).from(memberships).where(there).limit(1)).length > 0
  },
}
