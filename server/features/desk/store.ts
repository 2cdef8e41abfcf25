/** The linkages that an agency may broker now, as its desk asks for them: filtered, counted by stage, cut into columns. In SQL. */
import { and, eq, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { coversJoinedNeed, inForceAt } from '../../../db/mandates.ts'
import { deskOfficers } from '../../../db/schema/desk.ts'
import { linkages } from '../../../db/schema/linkages.ts'
import { mandates } from '../../../db/schema/mandates.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'
import { COLUMN_STAGES, DESK_COLUMNS, type DeskColumn, MOVING_STAGES } from '../../../domain/desk.ts'
import type { LinkageParty, LinkageStage } from '../../../domain/linkages.ts'

/** Whose desk, and when: mandates are asked anew each time. */
export interface Desk {
  agencyId: string
  at: Date
}

export interface DeskFilter {
  stage?: LinkageStage
  needId?: string
  turn?: LinkageParty
  overdue?: boolean
  /** Neither ended nor under contract. */
  moving?: boolean
  /** `none` for linkages that nobody looks after. */
  officer?: string
  country?: string
}

export interface StageCount {
  stage: LinkageStage
  count: number
  overdue: number
}

export interface BoardRows {
  stages: StageCount[]
  cards: { id: string; column: DeskColumn }[]
}

const FAR = sql`'infinity'::timestamptz`

export const deskStore = {
  /** Longest over time first; what nobody waits for last. */
  async page(tx: Transaction, desk: Desk, page: { filter: DeskFilter; after: readonly string[] | null; limit: number }) {
    const [due = '', id = ''] = page.after ?? []
    const after = page.after ? sql`and (coalesce(r.due_at, ${FAR}), r.id) > (${due}::timestamptz, ${id}::uuid)` : sql``
    const { rows } = await tx.execute<{ id: string; due: string }>(sql`
      with ${found(desk, page.filter)}
      select r.id, coalesce(r.due_at, ${FAR})::text as due from found r
      where true ${after} order by coalesce(r.due_at, ${FAR}), r.id limit ${page.limit}`)
    return rows
  },
  /** The counts of every stage and the first cards of every column, in one reading of the linkages. */
  async board(tx: Transaction, desk: Desk, { filter, limit }: { filter: DeskFilter; limit: number }): Promise<BoardRows> {
    const { rows } = await tx.execute<BoardRows & Record<string, unknown>>(sql`
      with ${found(desk, filter)},
      placed as (
        select r.id, r.stage, r.due_at, ${isLate(desk)} as late, ${columnCase()} as col from found r
      ),
      ranked as materialized (
        select id, stage, late, col, row_number() over (partition by col order by due_at nulls last, id) as n from placed
      )
      select
        (select coalesce(json_agg(one), '[]') from (
          select stage, count(*) as count, count(*) filter (where late) as overdue from ranked group by stage
        ) one) as stages,
        (select coalesce(json_agg(one), '[]') from (
          select id, col as "column" from ranked where n <= ${limit} and col is not null order by n
        ) one) as cards`)
    return rows[0] ?? { stages: [], cards: [] }
  },
  /** Open, overdue and waiting for the agency itself, for each officer and for those linkages that have none. */
  async workload(tx: Transaction, desk: Desk) {
    const { rows } = await tx.execute<{ userId: string | null; open: number; overdue: number; waiting: number }>(sql`
      with ${found(desk, {})}
      select r.user_id as "userId", count(*)::int as open,
        (count(*) filter (where ${isLate(desk)}))::int as overdue, (count(*) filter (where r.turn = 'agency'))::int as waiting
      from found r where r.stage in ${[...MOVING_STAGES]} group by r.user_id`)
    return rows
  },
  /** What the filters offer: needs and countries of the linkages at hand. */
  async choices(tx: Transaction, desk: Desk) {
    const { rows } = await tx.execute<{ id: string; title: string; countries: string[] }>(sql`
      with ${found(desk, {})}
      select r.need_id as id, ${sourcingNeeds.title} as title, array_agg(distinct ${organizations.country}) as countries
      from found r join ${sourcingNeeds} on ${sourcingNeeds.id} = r.need_id join ${organizations} on ${organizations.id} = r.sme_id
      group by r.need_id, ${sourcingNeeds.title} order by ${sourcingNeeds.title} limit 200`)
    return rows
  },
}

/** Everything that the agency reaches by a mandate in force of either side, the rule of `reachOf` in the feature linkages. */
export function reachedBy({ agencyId, at }: Desk): SQL {
  const { id, stage, turn, dueAt, needId, leadFirmId, smeId, createdAt } = linkages
  const columns = sql`${id}, ${stage}, ${turn}, ${dueAt}, ${needId}, ${leadFirmId}, ${smeId}, ${createdAt}`
  const mine = and(eq(mandates.agencyId, agencyId), inForceAt(at), coversJoinedNeed())
  const known = or(isNotNull(linkages.releasedAt), eq(linkages.agencyId, agencyId))
  const from = (side: typeof leadFirmId | typeof smeId) => sql`${mandates}
    join ${linkages} on ${side} = ${mandates.giverId} join ${sourcingNeeds} on ${sourcingNeeds.id} = ${needId}`
  return sql`select ${columns} from ${from(leadFirmId)} where ${mine}
    union select ${columns} from ${from(smeId)} where ${and(mine, known)}`
}

/** With each linkage's officer, and only what the filter lets through. */
function found(desk: Desk, { stage, needId, turn, overdue, moving, officer, country }: DeskFilter): SQL {
  const conditions = [
    stage && sql`r.stage = ${stage}`,
    needId && sql`r.need_id = ${needId}`,
    turn && sql`r.turn = ${turn}`,
    overdue && isLate(desk),
    moving && sql`r.stage in ${[...MOVING_STAGES]}`,
    officer && (officer === 'none' ? sql`o.user_id is null` : sql`o.user_id = ${officer}`),
    country && sql`exists (select from ${organizations} where ${organizations.id} = r.sme_id and ${organizations.country} = ${country})`,
  ].filter((one) => one !== undefined && one !== '' && one !== false)
  return sql`reached as (${reachedBy(desk)}),
    found as (
      select r.*, o.user_id from reached r
      left join ${deskOfficers} o on o.linkage_id = r.id and o.agency_id = ${desk.agencyId}
      where ${conditions.length > 0 ? sql.join(conditions as SQL[], sql` and `) : sql`true`}
    )`
}

/** Somebody is expected to move, and his day has passed. */
function isLate({ at }: Desk): SQL {
  return sql`(r.turn is not null and r.due_at < ${at.toISOString()}::timestamptz)`
}

function columnCase(): SQL {
  const arms = DESK_COLUMNS.map((column) => sql`when r.stage in ${[...COLUMN_STAGES[column]]} then ${column}`)
  return sql`case ${sql.join(arms, sql` `)} end`
}
