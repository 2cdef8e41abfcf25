/** Usual costs as entered, in SQL; everybody reads them, whoever entered one changes it. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { prepared } from '../../../db/prepared.ts'
import { usualCosts } from '../../../db/schema/costs.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import type { CostKind, UsualCost } from '../../../domain/costs.ts'

export type CostRow = typeof usualCosts.$inferSelect
export interface EnteredCost extends CostRow {
  /** The agency's name; null for the platform's administrator. */
  by: string | null
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
/** More entries for the same things than a ranking needs to read. */
const MOST = 5_000

const aboutCodes = prepared((tx) => {
  const { kind, code, country, minor, currency, source, statedOn } = usualCosts
  return tx
    .select({ kind, code, country, minor, currency, source, statedOn })
    .from(usualCosts)
    .where(sql`${code} = any(${sql.placeholder('codes')}::text[])`)
    .limit(MOST)
    .prepare('costs_about')
})

export const costStore = {
  /** Everything entered about these codes, in any country. */
  async about(tx: Transaction, codes: readonly string[]): Promise<UsualCost[]> {
    return codes.length === 0 ? [] : aboutCodes(tx).execute({ codes })
  },
  async list(
    tx: Transaction,
    filter: { country?: string; kind?: CostKind; organizationId?: string | null; after: readonly string[] | null; limit: number },
  ): Promise<EnteredCost[]> {
    const [code = '', id = NOBODY] = filter.after ?? []
    return entered(
      tx,
      and(
        filter.country ? eq(usualCosts.country, filter.country) : undefined,
        filter.kind ? eq(usualCosts.kind, filter.kind) : undefined,
        filter.organizationId === undefined ? undefined : ownedBy(filter.organizationId),
        filter.after ? sql`(${usualCosts.code}, ${usualCosts.id}) > (${code}, ${id}::uuid)` : undefined,
      ),
      filter.limit,
    )
  },
  async byId(tx: Transaction, id: string): Promise<EnteredCost | undefined> {
    return (await entered(tx, eq(usualCosts.id, id), 1))[0]
  },
  async lock(tx: Transaction, id: string): Promise<CostRow | undefined> {
    return (await tx.select().from(usualCosts).where(eq(usualCosts.id, id)).for('update'))[0]
  },
  /** The entry that the same agency already has for this thing. */
  async same(tx: Transaction, { organizationId, kind, code, country }: Pick<CostRow, 'organizationId' | 'kind' | 'code' | 'country'>) {
    const thing = and(eq(usualCosts.kind, kind), eq(usualCosts.code, code), eq(usualCosts.country, country))
    return (
      await tx
        .select({ id: usualCosts.id })
        .from(usualCosts)
        .where(and(ownedBy(organizationId), thing))
    )[0]
  },
  async insert(tx: Transaction, values: typeof usualCosts.$inferInsert): Promise<string> {
    const [row] = await tx.insert(usualCosts).values(values).returning({ id: usualCosts.id })
    if (!row) throw new Error('The cost was not stored.')
    return row.id
  },
  async update(tx: Transaction, id: string, change: Partial<typeof usualCosts.$inferInsert>): Promise<void> {
    await tx
      .update(usualCosts)
      .set({ ...change, version: sql`${usualCosts.version} + 1` })
      .where(eq(usualCosts.id, id))
  },
  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.delete(usualCosts).where(eq(usualCosts.id, id))
  },
  /** The country an agency works in. */
  async countryOf(tx: Transaction, organizationId: string): Promise<string | undefined> {
    return (await tx.select({ country: organizations.country }).from(organizations).where(eq(organizations.id, organizationId)))[0]?.country
  },
}

function ownedBy(organizationId: string | null) {
  return organizationId === null ? isNull(usualCosts.organizationId) : eq(usualCosts.organizationId, organizationId)
}

async function entered(tx: Transaction, which: ReturnType<typeof and>, limit: number): Promise<EnteredCost[]> {
  const rows = await tx
    .select({ cost: usualCosts, by: organizations.name })
    .from(usualCosts)
    .leftJoin(organizations, eq(organizations.id, usualCosts.organizationId))
    .where(which)
    .orderBy(asc(usualCosts.code), asc(usualCosts.id))
    .limit(limit)
  return rows.map(({ cost, by }) => ({ ...cost, by }))
}
