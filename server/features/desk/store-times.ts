/** Figures out of the stage log: first answers, how far linkages came, why they ended, demand. Sets, never one by one. In SQL. */
import { type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { linkageEntries, linkages } from '../../../db/schema/linkages.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'
import type { LinkageReason } from '../../../domain/linkages.ts'
import { type Cell, ENDED_STAGES, MILESTONE_STAGES, type MilestoneStage } from '../../../domain/times.ts'
import { type Desk, reachedBy } from './store.ts'

/** Whose figures, from the first instant to the last. */
export interface TimesScope {
  kind: 'lead-firm' | 'sme' | 'agency'
  organizationId: string
  at: Date
  from: Date
  until: Date
}

export interface AnswerTimes extends Cell {
  side: 'sme' | 'lead-firm'
  median: number | null
  p90: number | null
}

export const timesStore = {
  /** From the offer to the SME's first answer, and from its interest to the lead firm's: in working days, as `workingDaysBetween` counts. */
  async answers(tx: Transaction, scope: TimesScope): Promise<AnswerTimes[]> {
    const { rows } = await tx.execute<AnswerTimes & Record<string, unknown>>(sql`
      with ${log(scope)},
      asked as (
        select linkage_id, sme_id, 'sme' as side, min(at) as at from log where stage = 'offered-to-sme' group by linkage_id, sme_id
        union all
        select linkage_id, sme_id, 'lead-firm', min(at) from log where stage = 'sme-interested' group by linkage_id, sme_id
      ),
      answered as (
        select asked.side, asked.sme_id, asked.at as asked_at, min(log.at) as at
        from asked join log on log.linkage_id = asked.linkage_id and log.by_party = asked.side and log.at > asked.at
        where asked.at between ${at(scope.from)} and ${at(scope.until)}
        group by asked.side, asked.linkage_id, asked.sme_id, asked.at
      )
      select side, count(*)::int as count, count(distinct sme_id)::int as firms,
        percentile_cont(0.5) within group (order by ${workingDays()}) as median,
        percentile_cont(0.9) within group (order by ${workingDays()}) as p90
      from answered group by side`)
    return rows
  },
  async begun(tx: Transaction, scope: TimesScope): Promise<Cell> {
    const { rows } = await tx.execute<{ count: number; firms: number }>(sql`
      with ${log(scope)} select count(*)::int as count, count(distinct sme_id)::int as firms from mine where ${isBegun(scope)}`)
    return rows[0] ?? { count: 0, firms: 0 }
  },
  /** Whoever passed a later stage has passed the earlier ones: stages may be skipped. */
  async reached(tx: Transaction, scope: TimesScope): Promise<Map<MilestoneStage, Cell>> {
    const place = sql.join(
      MILESTONE_STAGES.map((stage, n) => sql`when log.stage = ${stage} then ${sql.raw(String(n))}`),
      sql` `,
    )
    const { rows } = await tx.execute<{ n: number; count: number; firms: number }>(sql`
      with ${log(scope)},
      farthest as (
        select log.linkage_id, log.sme_id, max(case ${place}
          when log.stage in ('nda', 'meeting', 'site-visit', 'rfq') then 3 when log.stage = 'sample-trial' then 4 when log.stage = 'repeat-order' then 6 end) as n
        from log join mine on mine.id = log.linkage_id where ${isBegun(scope)} group by log.linkage_id, log.sme_id
      )
      select step.n::int as n, count(*)::int as count, count(distinct farthest.sme_id)::int as firms
      from generate_series(0, ${sql.raw(String(MILESTONE_STAGES.length - 1))}) step(n) join farthest on farthest.n >= step.n group by step.n`)
    return new Map(rows.map(({ n, ...cell }) => [MILESTONE_STAGES[n] as MilestoneStage, cell]))
  },
  async reasons(tx: Transaction, scope: TimesScope): Promise<(Cell & { reason: LinkageReason })[]> {
    const { rows } = await tx.execute<Cell & { reason: LinkageReason } & Record<string, unknown>>(sql`
      with ${log(scope)}
      select reason, count(*)::int as count, count(distinct sme_id)::int as firms from log
      where stage in ${[...ENDED_STAGES]} and reason is not null and at between ${at(scope.from)} and ${at(scope.until)}
      group by reason order by count(*) desc, reason`)
    return rows
  },
  /** SMEs that took a step in the period, and the needs of these linkages that are open now. */
  async demand(tx: Transaction, scope: TimesScope): Promise<{ openNeeds: number; activeSmes: number }> {
    const { rows } = await tx.execute<{ openNeeds: number; activeSmes: number }>(sql`
      with ${log(scope)}
      select (select count(distinct mine.need_id) from mine join ${sourcingNeeds} on ${sourcingNeeds.id} = mine.need_id
          where ${sourcingNeeds.state} in ('open', 'shortlisting', 'rfq'))::int as "openNeeds",
        (select count(distinct sme_id) from log where by_party = 'sme' and at between ${at(scope.from)} and ${at(scope.until)})::int as "activeSmes"`)
    return rows[0] ?? { openNeeds: 0, activeSmes: 0 }
  },
}

/** The linkages of the scope, and every entry of their logs. */
function log(scope: TimesScope): SQL {
  return sql`mine as materialized (${own(scope)}),
    log as (
      select e.linkage_id, e.stage, e.reason, e.by_party, e.at, mine.sme_id
      from ${linkageEntries} e join mine on mine.id = e.linkage_id
    )`
}

function own({ kind, organizationId, at: now }: TimesScope): SQL {
  const desk: Desk = { agencyId: organizationId, at: now }
  if (kind === 'agency') return reachedBy(desk)
  const whose =
    kind === 'lead-firm'
      ? sql`${linkages.leadFirmId} = ${organizationId}`
      : sql`${linkages.smeId} = ${organizationId} and ${linkages.releasedAt} is not null`
  return sql`select ${linkages.id}, ${linkages.needId}, ${linkages.smeId}, ${linkages.createdAt} from ${linkages} where ${whose}`
}

function isBegun({ from, until }: TimesScope): SQL {
  return sql`mine.created_at between ${at(from)} and ${at(until)}`
}

function at(instant: Date): SQL {
  return sql`${instant.toISOString()}::timestamptz`
}

/** The rule of `workingDaysBetween` in domain/desk.ts, of `answered.asked_at` and `answered.at`, in days of UTC. */
function workingDays(): SQL {
  const number = (column: 'asked_at' | 'at') => {
    const n = sql`((answered.${sql.raw(column)} at time zone 'UTC')::date - date '1900-01-01')`
    return sql`(${n} / 7 * 5 + least(${n} % 7, 4))`
  }
  return sql`(${number('at')} - ${number('asked_at')})`
}
