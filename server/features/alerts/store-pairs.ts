/** Stored pairs, the one cursor that says how far they are matched, and what the days bring: in SQL, through the system door alone. */
import { and, asc, count, eq, gt, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { matchCursor, matchPairs } from '../../../db/schema/alerts.ts'
import { certificates, matchFacts } from '../../../db/schema/profiles.ts'
import type { WarningDays } from '../../../domain/alerts.ts'
import { addDays, type Day } from '../../../domain/day.ts'
import type { PairState } from '../../../domain/pairs.ts'

export interface Cursor {
  seq: bigint
  day: Day
}
/** A certificate of a claimed, published firm that is about to end. */
export interface EndingCertificate {
  certificateId: string
  profileId: string
  standard: string
  until: Day
}

type FactsRow = typeof matchFacts.$inferSelect
const CLAIMED = sql`${matchFacts.published} and (${matchFacts.facts} ->> 'claimed')::boolean`
const AT_ONCE = 1_000

export const pairStore = {
  /** Makes the cursor where there is none; false when it was there. */
  async begin(tx: Transaction, at: Cursor): Promise<boolean> {
    return (await tx.insert(matchCursor).values(at).onConflictDoNothing().returning()).length > 0
  },
  async look(tx: Transaction): Promise<Cursor | undefined> {
    return (await tx.select({ seq: matchCursor.seq, day: matchCursor.day }).from(matchCursor))[0]
  },
  /** Holds the cursor until the transaction ends: whoever matches pairs does it alone. */
  async hold(tx: Transaction): Promise<Cursor | undefined> {
    return (await tx.select({ seq: matchCursor.seq, day: matchCursor.day }).from(matchCursor).for('update'))[0]
  },
  async move(tx: Transaction, to: Partial<Cursor>): Promise<void> {
    await tx.update(matchCursor).set(to)
  },
  /** The stored pairs of these SMEs and of these needs. */
  async of(tx: Transaction, { smeIds, needIds }: { smeIds: readonly string[]; needIds: readonly string[] }): Promise<PairState[]> {
    const which = [
      smeIds.length > 0 ? inArray(matchPairs.smeId, [...smeIds]) : undefined,
      needIds.length > 0 ? inArray(matchPairs.needId, [...needIds]) : undefined,
    ].filter((one) => one !== undefined)
    if (which.length === 0) return []
    const { needId, smeId, band, score, fit, topic, needVersion } = matchPairs
    return tx
      .select({ needId, smeId, band, score, fit, topic, needVersion })
      .from(matchPairs)
      .where(or(...which))
      .limit(200_000)
  },
  /** A column as one array each: a row as so many parameters would cost more than matching it. */
  async put(tx: Transaction, pairs: readonly PairState[], at: Date): Promise<void> {
    if (pairs.length === 0) return
    const column = (name: keyof PairState) => sql.param(pairs.map((one) => one[name]))
    await tx.execute(sql`
      insert into ${matchPairs} (need_id, sme_id, band, score, fit, topic, need_version, at)
      select *, ${at.toISOString()}::timestamptz from unnest(
        ${column('needId')}::uuid[], ${column('smeId')}::uuid[], ${column('band')}::text[], ${column('score')}::float8[],
        ${column('fit')}::float8[], ${column('topic')}::float8[], ${column('needVersion')}::int[])
      on conflict (need_id, sme_id) do update set band = excluded.band, score = excluded.score, fit = excluded.fit,
        topic = excluded.topic, need_version = excluded.need_version, at = excluded.at`)
  },
  async drop(tx: Transaction, pairs: readonly Pick<PairState, 'needId' | 'smeId'>[]): Promise<void> {
    if (pairs.length === 0) return
    const needIds = sql.param(pairs.map((one) => one.needId))
    const smeIds = sql.param(pairs.map((one) => one.smeId))
    const named = sql`(${matchPairs.needId}, ${matchPairs.smeId}) in (select * from unnest(${needIds}::uuid[], ${smeIds}::uuid[]))`
    await tx.delete(matchPairs).where(named)
  },
  /** Pairs of firms that are not matched at all any more: unpublished, or gone into another. */
  async dropUnmatched(tx: Transaction): Promise<void> {
    const matched = tx.select({ id: matchFacts.organizationId }).from(matchFacts).where(CLAIMED)
    await tx.delete(matchPairs).where(sql`${matchPairs.smeId} not in ${matched}`)
  },
  /** To whom these profiles belong, published or not. */
  async ownersOf(tx: Transaction, profileIds: readonly string[]): Promise<string[]> {
    if (profileIds.length === 0) return []
    const rows = await tx
      .select({ id: matchFacts.organizationId })
      .from(matchFacts)
      .where(inArray(matchFacts.profileId, [...profileIds]))
      .limit(10_000)
    return rows.map((row) => row.id)
  },
  /** The facts of these firms, claimed and published ones alone. */
  async claimedOf(tx: Transaction, of: { profileIds?: readonly string[]; smeIds?: readonly string[] }): Promise<FactsRow[]> {
    const { profileIds = [], smeIds = [] } = of
    const rows: FactsRow[] = []
    const read = async (which: SQL) => rows.push(...(await tx.select().from(matchFacts).where(and(CLAIMED, which)).limit(AT_ONCE)))
    for (const part of parts(profileIds)) await read(inArray(matchFacts.profileId, part))
    for (const part of parts(smeIds)) await read(inArray(matchFacts.organizationId, part))
    return [...new Map(rows.map((row) => [row.profileId, row])).values()]
  },
  async claimedAfter(tx: Transaction, after: string | null, limit: number): Promise<string[]> {
    const rows = await tx
      .select({ id: matchFacts.profileId })
      .from(matchFacts)
      .where(and(CLAIMED, after ? gt(matchFacts.profileId, after) : undefined))
      .orderBy(asc(matchFacts.profileId))
      .limit(limit)
    return rows.map((row) => row.id)
  },
  async countClaimed(tx: Transaction): Promise<number> {
    return (await tx.select({ n: count() }).from(matchFacts).where(CLAIMED))[0]?.n ?? 0
  },
  /** Profiles one of whose certificates began or ended to count between two days. */
  async turnedBetween(tx: Transaction, from: Day, to: Day): Promise<string[]> {
    const ended = sql`${certificates.validUntil} >= ${from} and ${certificates.validUntil} < ${to}`
    const begun = sql`${certificates.validFrom} > ${from} and ${certificates.validFrom} <= ${to}`
    const rows = await tx
      .selectDistinct({ id: certificates.profileId })
      .from(certificates)
      .innerJoin(matchFacts, eq(matchFacts.profileId, certificates.profileId))
      .where(and(CLAIMED, or(ended, begun)))
      .limit(100_000)
    return rows.map((row) => row.id)
  },
  /** Certificates that came so many days before their end between two days. */
  async endingSoon(tx: Transaction, between: { from: Day; to: Day }, warnings: readonly WarningDays[]): Promise<EndingCertificate[]> {
    const { validUntil } = certificates
    const due = warnings.map(
      (days) => sql`(${validUntil} > ${addDays(between.from, days)} and ${validUntil} <= ${addDays(between.to, days)})`,
    )
    return tx
      .select({
        certificateId: certificates.id,
        profileId: certificates.profileId,
        standard: certificates.standard,
        until: sql<Day>`${validUntil}::text`,
      })
      .from(certificates)
      .innerJoin(matchFacts, eq(matchFacts.profileId, certificates.profileId))
      .where(and(CLAIMED, eq(certificates.status, 'active'), or(...due)))
      .limit(100_000)
  },
}

export function parts<T>(list: readonly T[], size = AT_ONCE): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, at * size + size))
}
