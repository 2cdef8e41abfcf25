/** The queue of proposed pairings: the kept first proposals of every need that an agency may broker, without those already begun. In SQL. */
import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { coversJoinedNeed, inForceAt } from '../../../db/mandates.ts'
import { linkages } from '../../../db/schema/linkages.ts'
import { mandates } from '../../../db/schema/mandates.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { capabilityProfiles } from '../../../db/schema/profiles.ts'
import { proposalSnapshots, sourcingNeeds } from '../../../db/schema/sourcing.ts'
import type { Band } from '../../../domain/matching.ts'
import type { VerdictCode } from '../../../domain/verdict.ts'
import type { Desk } from './store.ts'

export interface QueueFilter {
  needId?: string
  band?: Band
  country?: string
}

export interface QueuedPair {
  needId: string
  needTitle: string
  leadFirmId: string
  leadFirm: string
  smeId: string
  sme: string
  city: string
  region: string
  country: string
  profileId: string
  band: Band
  score: number
  months: number | null
  /** In the need's own order, by requirement. */
  verdicts: [requirementId: string, verdict: VerdictCode][]
  keptAt: string
  /** All that wait, whatever is filtered. */
  waiting: number
}

export const queueStore = {
  /** Best score first. */
  async page(
    tx: Transaction,
    desk: Desk,
    page: { filter: QueueFilter; after: readonly string[] | null; limit: number },
  ): Promise<QueuedPair[]> {
    const [score = '', needId = '', profileId = ''] = page.after ?? []
    const after = page.after ? sql`and (p.score, p.need_id, p.profile_id) < (${score}::float8, ${needId}::uuid, ${profileId}::uuid)` : sql``
    const { needId: ofNeed, band, country } = page.filter
    const conditions = [ofNeed && sql`p.need_id = ${ofNeed}`, band && sql`p.band = ${band}`, country && sql`sme.country = ${country}`]
    const chosen = sql.join(
      conditions.flatMap((one) => (one ? [sql`and ${one}`] : [])),
      sql` `,
    )
    const { rows } = await tx.execute<QueuedPair & Record<string, unknown>>(sql`
      with ${pairs(desk)}
      select p.need_id as "needId", p.title as "needTitle", p.organization_id as "leadFirmId", lead.name as "leadFirm",
        sme.id as "smeId", sme.name as sme, sme.city, sme.region, sme.country, p.profile_id as "profileId", p.band, p.score,
        (p.item->>'months')::float8 as months, p.item->'verdicts' as verdicts,
        to_char(p.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "keptAt",
        (select count(*)::int from open_pairs) as waiting
      from open_pairs p
      join ${organizations} sme on sme.id = p.sme_id join ${organizations} lead on lead.id = p.organization_id
      where true ${chosen} ${after} order by p.score desc, p.need_id desc, p.profile_id desc limit ${page.limit}`)
    return rows
  },
  async count(tx: Transaction, desk: Desk): Promise<number> {
    const { rows } = await tx.execute<{ n: number }>(sql`with ${pairs(desk)} select count(*)::int as n from open_pairs`)
    return rows[0]?.n ?? 0
  },
  /** Needs that wait for answers and that this agency may broker for their lead firm. */
  async needs(tx: Transaction, desk: Desk): Promise<{ id: string; title: string }[]> {
    const { id, title } = sourcingNeeds
    return tx
      .select({ id, title })
      .from(mandates)
      .innerJoin(sourcingNeeds, eq(sourcingNeeds.organizationId, mandates.giverId))
      .where(brokerable(desk))
      .orderBy(title, id)
      .limit(200)
  },
}

function brokerable({ agencyId, at }: Desk): SQL | undefined {
  const { state, answerBy, reviewAgencyId } = sourcingNeeds
  const takesAnswers = and(eq(state, 'open'), sql`(${answerBy} is null or ${answerBy} > ${at.toISOString()}::timestamptz)`)
  const reviewed = or(isNull(reviewAgencyId), eq(reviewAgencyId, agencyId))
  return and(eq(mandates.agencyId, agencyId), inForceAt(at), coversJoinedNeed(), takesAnswers, reviewed)
}

/** The latest snapshot of each need, an item a row; an SME that has published, has claimed its firm, and of whom nothing is begun yet. */
function pairs(desk: Desk): SQL {
  const { id, title, organizationId } = sourcingNeeds
  const { needVersion, items, at } = proposalSnapshots
  return sql`mine as (
      select ${id}, ${title}, ${organizationId} from ${mandates}
      join ${sourcingNeeds} on ${organizationId} = ${mandates.giverId} where ${brokerable(desk)}
    ),
    latest as (
      select distinct on (mine.id) mine.id as need_id, mine.title, mine.organization_id, ${items}, ${at}
      from mine join ${proposalSnapshots} on ${proposalSnapshots.needId} = mine.id order by mine.id, ${needVersion} desc
    ),
    open_pairs as (
      select latest.need_id, latest.title, latest.organization_id, latest.at, item, item->>'band' as band,
        (item->>'score')::float8 as score, ${capabilityProfiles.id} as profile_id, ${organizations.id} as sme_id
      from latest cross join lateral jsonb_array_elements(latest.items) item
      join ${capabilityProfiles} on ${capabilityProfiles.id} = (item->>'profileId')::uuid
      join ${organizations} on ${organizations.id} = ${capabilityProfiles.organizationId}
      where ${capabilityProfiles.state} = 'published' and ${organizations.claimed}
        and not exists (select from ${linkages} where ${linkages.needId} = latest.need_id and ${linkages.smeId} = ${organizations.id}
          and ${linkages.stage} <> 'proposed')
    )`
}
