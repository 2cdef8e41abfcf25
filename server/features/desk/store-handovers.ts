/** Needs handed on to another agency, with what both may read of them now. In SQL. */
import { and, desc, eq, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Transaction } from '../../../db/client.ts'
import { coversJoinedNeed, inForceAt } from '../../../db/mandates.ts'
import { handovers } from '../../../db/schema/desk.ts'
import { mandates } from '../../../db/schema/mandates.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'
import type { Desk } from './store.ts'

const lead = alias(organizations, 'lead')
const from = alias(organizations, 'from_agency')
const to = alias(organizations, 'to_agency')

export type LoadedHandover = Awaited<ReturnType<typeof handoverStore.load>>[number]

export const handoverStore = {
  /** Those of an agency, the latest first; or one of them by its id. */
  async load(
    tx: Transaction,
    { agencyId, at }: Desk,
    page: { id?: string; party?: 'from' | 'to'; after: readonly string[] | null; limit: number },
  ) {
    const [updatedAt = '', id = ''] = page.after ?? []
    const { fromAgencyId, toAgencyId } = handovers
    const mine = { from: eq(fromAgencyId, agencyId), to: eq(toAgencyId, agencyId) }
    return tx
      .select({
        row: handovers,
        need: { id: sourcingNeeds.id, title: sourcingNeeds.title, alias: sourcingNeeds.alias },
        isPublic: sql<boolean>`(${sourcingNeeds.publishedAt} is not null and ${sourcingNeeds.reviewAgencyId} is null)`,
        leadFirm: { id: lead.id, name: lead.name },
        from: { id: from.id, name: from.name },
        to: { id: to.id, name: to.name },
        fromHolds: holds(tx, fromAgencyId, at),
        toHolds: holds(tx, toAgencyId, at),
        toAsked: sql<boolean>`exists (${tx
          .select({ one: sql`1` })
          .from(mandates)
          .where(
            and(eq(mandates.agencyId, toAgencyId), eq(mandates.giverId, sourcingNeeds.organizationId), eq(mandates.state, 'asked')),
          )})`,
      })
      .from(handovers)
      .innerJoin(sourcingNeeds, eq(sourcingNeeds.id, handovers.needId))
      .innerJoin(lead, eq(lead.id, sourcingNeeds.organizationId))
      .innerJoin(from, eq(from.id, fromAgencyId))
      .innerJoin(to, eq(to.id, toAgencyId))
      .where(
        and(
          page.party ? mine[page.party] : or(mine.from, mine.to),
          page.id ? eq(handovers.id, page.id) : undefined,
          page.after ? sql`(${handovers.updatedAt}, ${handovers.id}) < (${updatedAt}::timestamptz, ${id}::uuid)` : undefined,
        ),
      )
      .orderBy(desc(handovers.updatedAt), desc(handovers.id))
      .limit(page.limit)
  },
  async lock(tx: Transaction, id: string) {
    return (await tx.select().from(handovers).where(eq(handovers.id, id)).for('update'))[0]
  },
  /** Undefined when the same need is with this agency already. */
  async insert(tx: Transaction, values: typeof handovers.$inferInsert): Promise<string | undefined> {
    return (await tx.insert(handovers).values(values).onConflictDoNothing().returning({ id: handovers.id }))[0]?.id
  },
  async step(tx: Transaction, id: string, change: Partial<typeof handovers.$inferInsert>): Promise<void> {
    await tx
      .update(handovers)
      .set({ ...change, version: sql`${handovers.version} + 1` })
      .where(eq(handovers.id, id))
  },
  /** The lead firm of a need that this agency brokers for it; nothing otherwise. */
  async leadFirmOf(tx: Transaction, { agencyId, at }: Desk, needId: string): Promise<string | undefined> {
    const rows = await tx
      .select({ id: sourcingNeeds.organizationId })
      .from(sourcingNeeds)
      .innerJoin(mandates, eq(mandates.giverId, sourcingNeeds.organizationId))
      .where(and(eq(sourcingNeeds.id, needId), eq(mandates.agencyId, agencyId), inForceAt(at), coversJoinedNeed()))
      .limit(1)
    return rows[0]?.id
  },
  async isAgency(tx: Transaction, id: string): Promise<boolean> {
    const found = and(eq(organizations.id, id), eq(organizations.kind, 'agency'))
    return (await tx.select({ id: organizations.id }).from(organizations).where(found).limit(1)).length > 0
  },
}

/** Whether an agency has the lead firm's mandate for the joined need. */
function holds(tx: Transaction, agency: typeof handovers.fromAgencyId | typeof handovers.toAgencyId, at: Date) {
  const given = and(eq(mandates.agencyId, agency), eq(mandates.giverId, sourcingNeeds.organizationId), inForceAt(at), coversJoinedNeed())
  return sql<boolean>`exists (${tx.select({ one: sql`1` }).from(mandates).where(given)})`
}
