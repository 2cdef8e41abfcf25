/** Exposure in SQL: counted once per firm, need version and day; read as the last day shown, and as sums by group. */
import { and, eq, gt, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { prepared } from '../../../db/prepared.ts'
import { exposureDays, exposures, ownershipStatements } from '../../../db/schema/learning.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { capabilityProfiles } from '../../../db/schema/profiles.ts'
import type { Day } from '../../../domain/day.ts'
import type { ExposureCell, Ownership } from '../../../domain/exposure.ts'

export interface Period {
  from: Day
  to: Day
  /** Only firms of this country; null for all. */
  country: string | null
}

type CellRow<K> = Omit<ExposureCell, 'cell'> & { key: K }
const MOST_CELLS = 20_000

const shownBefore = prepared((tx) => {
  const { profileId, day, shown } = exposures
  return tx
    .select({ profileId, day: sql<Day>`max(${day})` })
    .from(exposures)
    .where(and(sql`${profileId} = any(${sql.placeholder('profileIds')}::uuid[])`, lt(day, sql.placeholder('before')), gt(shown, 0)))
    .groupBy(profileId)
    .limit(5_000)
    .prepare('shown_before')
})

export const exposureStore = {
  /** The profiles of this page that were not counted yet for the need version and day, and whether it is the day's first page. */
  async claim(
    tx: Transaction,
    on: { needId: string; needVersion: number; day: Day },
    shown: readonly string[],
  ): Promise<{ first: boolean; fresh: string[] }> {
    const { needId, needVersion, day } = on
    const first = (await tx.insert(exposureDays).values(on).onConflictDoNothing().returning({ day: exposureDays.day })).length > 0
    const its = and(eq(exposureDays.needId, needId), eq(exposureDays.needVersion, needVersion), eq(exposureDays.day, day))
    const [row] = await tx.select().from(exposureDays).where(its).for('update')
    const counted = new Set(row?.shown ?? [])
    const fresh = [...new Set(shown)].filter((id) => !counted.has(id))
    if (fresh.length > 0) {
      await tx
        .update(exposureDays)
        .set({ shown: [...counted, ...fresh] })
        .where(its)
    }
    return { first, fresh }
  },
  /** Adds one to each of these profiles that still exists. */
  async add(tx: Transaction, profileIds: readonly string[], day: Day, what: 'eligible' | 'shown'): Promise<void> {
    if (profileIds.length === 0) return
    const { id } = capabilityProfiles
    // In the order of the keys, so that two counts never wait for each other in a circle. Who is shown was eligible.
    const rows = await tx
      .select({ id })
      .from(capabilityProfiles)
      .where(inArray(id, [...profileIds]))
      .orderBy(id)
      .limit(profileIds.length)
    if (rows.length === 0) return
    const one = { eligible: 1, shown: what === 'shown' ? 1 : 0 }
    await tx
      .insert(exposures)
      .values(rows.map((row) => ({ profileId: row.id, day, ...one })))
      .onConflictDoUpdate({ target: [exposures.profileId, exposures.day], set: { [what]: sql`${exposures[what]} + 1` } })
  },
  /** Forgets what was counted before this day; the profiles and needs stay as they are. */
  async prune(tx: Transaction, before: Day): Promise<void> {
    await tx.delete(exposureDays).where(lt(exposureDays.day, before))
    await tx.delete(exposures).where(lt(exposures.day, before))
  },
  /** The last day before this one on which each of them was shown. */
  async lastShown(tx: Transaction, profileIds: readonly string[], before: Day): Promise<Map<string, Day>> {
    if (profileIds.length === 0) return new Map()
    const rows = await shownBefore(tx).execute({ profileIds, before })
    return new Map(rows.map((row) => [row.profileId, row.day]))
  },
  async countryOf(tx: Transaction, organizationId: string): Promise<string | null> {
    const [row] = await tx.select({ country: organizations.country }).from(organizations).where(eq(organizations.id, organizationId))
    return row?.country ?? null
  },
  /** How many need versions were read on how many days: each pair counts once. */
  async readings(tx: Transaction, { from, to }: Period): Promise<number> {
    const [row] = await tx
      .select({ readings: sql<number>`count(*)::int` })
      .from(exposureDays)
      .where(and(gte(exposureDays.day, from), lte(exposureDays.day, to)))
    return row?.readings ?? 0
  },
  byCountry: (tx: Transaction, period: Period) => cells<string>(tx, period, sql`o.country`),
  byEmployees: (tx: Transaction, period: Period) => cells<number | null>(tx, period, sql`p.employees`),
  byOwnership: (tx: Transaction, period: Period) =>
    cells<string>(tx, period, sql`unnest(coalesce(nullif(s.ownership, '{}'), array['unsaid']))`),
  async ownership(tx: Transaction, organizationId: string): Promise<Ownership[]> {
    const its = eq(ownershipStatements.organizationId, organizationId)
    return (await tx.select({ ownership: ownershipStatements.ownership }).from(ownershipStatements).where(its))[0]?.ownership ?? []
  },
  async saveOwnership(tx: Transaction, values: typeof ownershipStatements.$inferInsert): Promise<void> {
    const { ownership, statedAt } = values
    await tx
      .insert(ownershipStatements)
      .values(values)
      .onConflictDoUpdate({ target: ownershipStatements.organizationId, set: { ownership, statedAt } })
  },
}

async function cells<K>(tx: Transaction, { from, to, country }: Period, key: SQL): Promise<CellRow<K>[]> {
  const { rows } = await tx.execute<{ key: K } & Record<string, unknown>>(sql`
    with firms as (
      select profile_id, sum(eligible)::int as eligible, sum(shown)::int as shown from ${exposures}
      where day between ${from} and ${to} group by profile_id
    ), keyed as (
      select ${key} as key, f.eligible, f.shown from firms f
      join ${capabilityProfiles} p on p.id = f.profile_id
      join ${organizations} o on o.id = p.organization_id
      left join ${ownershipStatements} s on s.organization_id = p.organization_id
      where ${country}::text is null or o.country = ${country}
    )
    select key, count(*)::int as firms, sum(eligible)::int as eligible, sum(shown)::int as shown,
      max(eligible) as "mostEligible", max(shown) as "mostShown"
    from keyed group by key order by key limit ${MOST_CELLS}`)
  return rows as unknown as CellRow<K>[]
}
