/** Sourcing needs and their criteria, in SQL. */
import { and, asc, desc, eq, gte, ilike, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { criteria, requirementGroups, requirements, sourcingNeeds } from '../../../db/schema/sourcing.ts'
import type { Criterion, CriterionCategory, NeedState, SourcingNeed } from '../../../domain/sourcing.ts'

export type NeedRow = typeof sourcingNeeds.$inferSelect
export interface LoadedNeed {
  row: NeedRow
  need: SourcingNeed
}
export interface Firm {
  id: string
  name: string
  nativeName: string
  website: string
  country: string
  timeZone: string
}
export type NewCriterion = Omit<Criterion, 'id' | 'groups'> & {
  groups: { requirements: Omit<Criterion['groups'][number]['requirements'][number], 'id'>[] }[]
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

export const needStore = {
  async byId(tx: Transaction, id: string): Promise<LoadedNeed | undefined> {
    const [row] = await tx.select().from(sourcingNeeds).where(eq(sourcingNeeds.id, id))
    return row && (await withCriteria(tx, [row]))[0]
  },
  /** Reads and holds the row until the transaction ends. */
  async lock(tx: Transaction, id: string): Promise<LoadedNeed | undefined> {
    const [row] = await tx.select().from(sourcingNeeds).where(eq(sourcingNeeds.id, id)).for('update')
    return row && (await withCriteria(tx, [row]))[0]
  },
  async firm(tx: Transaction, id: string): Promise<Firm | undefined> {
    const { name, nativeName, website, country, timeZone } = organizations
    return (
      await tx
        .select({ id: organizations.id, name, nativeName, website, country, timeZone })
        .from(organizations)
        .where(eq(organizations.id, id))
    )[0]
  },
  async namesOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map()
    const rows = await tx
      .select({ id: organizations.id, name: organizations.name })
      .from(organizations)
      .where(inArray(organizations.id, [...ids]))
      .limit(1_000)
    return new Map(rows.map((row) => [row.id, row.name]))
  },
  async insert(tx: Transaction, values: typeof sourcingNeeds.$inferInsert): Promise<NeedRow> {
    const [row] = await tx.insert(sourcingNeeds).values(values).returning()
    if (!row) throw new Error('The need was not stored.')
    return row
  },
  async update(tx: Transaction, id: string, change: Partial<typeof sourcingNeeds.$inferInsert>): Promise<NeedRow> {
    const [row] = await tx
      .update(sourcingNeeds)
      .set({ ...change, version: sql`${sourcingNeeds.version} + 1` })
      .where(eq(sourcingNeeds.id, id))
      .returning()
    if (!row) throw new Error('The need is gone.')
    return row
  },
  /** Replaces all criteria in three statements. */
  async replaceCriteria(tx: Transaction, needId: string, list: readonly NewCriterion[]): Promise<void> {
    await tx.delete(criteria).where(eq(criteria.needId, needId))
    if (list.length === 0) return
    const made = await tx
      .insert(criteria)
      .values(
        list.map(({ title, category, class: kind, weight }, position) => ({ title, category, class: kind, weight, needId, position })),
      )
      .returning({ id: criteria.id, position: criteria.position })
    const idAt = new Map(made.map((one) => [one.position, one.id]))
    const groups = list.flatMap((one, at) =>
      one.groups.map((group, position) => ({ criterionId: idAt.get(at) ?? NOBODY, position, group })),
    )
    const madeGroups = await tx
      .insert(requirementGroups)
      .values(groups.map(({ criterionId, position }) => ({ criterionId, position })))
      .returning()
    const groupId = new Map(madeGroups.map((one) => [`${one.criterionId}/${one.position}`, one.id]))
    const rows = groups.flatMap(({ criterionId, position, group }) =>
      group.requirements.map((one, at) => ({ ...one, groupId: groupId.get(`${criterionId}/${position}`) ?? NOBODY, position: at })),
    )
    await tx.insert(requirements).values(rows)
  },
  async ofOrganization(
    tx: Transaction,
    organizationId: string,
    page: { state: NeedState | undefined; after: readonly string[] | null; limit: number },
  ): Promise<NeedRow[]> {
    const [at = '', id = NOBODY] = page.after ?? []
    const older = page.after ? sql`(${sourcingNeeds.updatedAt}, ${sourcingNeeds.id}) < (${at}::timestamptz, ${id}::uuid)` : undefined
    const state = page.state ? eq(sourcingNeeds.state, page.state) : undefined
    return tx
      .select()
      .from(sourcingNeeds)
      .where(and(eq(sourcingNeeds.organizationId, organizationId), state, older))
      .orderBy(desc(sourcingNeeds.updatedAt), desc(sourcingNeeds.id))
      .limit(page.limit)
  },
  /** Open needs whose deadline has not passed, newest first, with the firm's name. */
  async open(
    tx: Transaction,
    filter: { at: Date; sector?: string; country?: string; text?: string; after: readonly string[] | null; limit: number },
  ) {
    const [at = '', id = NOBODY] = filter.after ?? []
    const like = filter.text ? `%${filter.text.replace(/[\\%_]/g, '\\$&')}%` : ''
    return tx
      .select({ need: sourcingNeeds, firm: organizations.name })
      .from(sourcingNeeds)
      .innerJoin(organizations, eq(organizations.id, sourcingNeeds.organizationId))
      .where(
        and(
          eq(sourcingNeeds.state, 'open'),
          isNull(sourcingNeeds.reviewAgencyId),
          or(isNull(sourcingNeeds.answerBy), gte(sourcingNeeds.answerBy, filter.at)),
          filter.sector ? eq(sourcingNeeds.sector, filter.sector) : undefined,
          filter.country ? eq(sourcingNeeds.deliveryCountry, filter.country) : undefined,
          like ? or(ilike(sourcingNeeds.title, like), ilike(sourcingNeeds.description, like)) : undefined,
          filter.after ? sql`(${sourcingNeeds.publishedAt}, ${sourcingNeeds.id}) < (${at}::timestamptz, ${id}::uuid)` : undefined,
        ),
      )
      .orderBy(desc(sourcingNeeds.publishedAt), desc(sourcingNeeds.id))
      .limit(filter.limit)
  },
  /** All open needs whole, for the reverse direction and for building the index; a page at a time by id. */
  async openAfter(tx: Transaction, after: string | null, limit: number): Promise<LoadedNeed[]> {
    const rows = await tx
      .select()
      .from(sourcingNeeds)
      .where(and(eq(sourcingNeeds.state, 'open'), sql`${sourcingNeeds.id} > ${after ?? NOBODY}::uuid`))
      .orderBy(asc(sourcingNeeds.id))
      .limit(limit)
    return withCriteria(tx, rows)
  },
  async byIds(tx: Transaction, ids: readonly string[]): Promise<LoadedNeed[]> {
    if (ids.length === 0) return []
    return withCriteria(
      tx,
      await tx
        .select()
        .from(sourcingNeeds)
        .where(inArray(sourcingNeeds.id, [...ids]))
        .limit(1_000),
    )
  },
}

async function withCriteria(tx: Transaction, rows: readonly NeedRow[]): Promise<LoadedNeed[]> {
  if (rows.length === 0) return []
  const found = await tx
    .select({ criterion: criteria, groupId: requirementGroups.id, requirement: requirements })
    .from(criteria)
    .innerJoin(requirementGroups, eq(requirementGroups.criterionId, criteria.id))
    .innerJoin(requirements, eq(requirements.groupId, requirementGroups.id))
    .where(
      inArray(
        criteria.needId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(criteria.position), asc(requirementGroups.position), asc(requirements.position))
    .limit(200_000)
  const byNeed = Map.groupBy(found, (one) => one.criterion.needId)
  return rows.map((row) => ({ row, need: { ...row, criteria: criteriaOf(byNeed.get(row.id) ?? []) } }))
}

function criteriaOf(
  found: { criterion: typeof criteria.$inferSelect; groupId: string; requirement: typeof requirements.$inferSelect }[],
): Criterion[] {
  return [...Map.groupBy(found, (one) => one.criterion.id).values()].flatMap((parts) => {
    const [first] = parts
    if (!first) return []
    const { id, title, category, class: kind, weight } = first.criterion
    const groups = [...Map.groupBy(parts, (part) => part.groupId)].map(([groupId, list]) => ({
      id: groupId,
      requirements: list.map((one) => one.requirement),
    }))
    return [{ id, title, category: category as CriterionCategory, class: kind, weight, groups }]
  })
}
