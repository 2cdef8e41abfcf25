/** The SME's side of matching: open needs ranked for it, with the verdicts on all its own facts. */
import { type FactsRow, factsOfOrganization } from '../../../db/match-facts.ts'
import type { Actor } from '../../../domain/actor.ts'
import { dayOf } from '../../../domain/day.ts'
import { type Evaluation, evaluateNeed, rank } from '../../../domain/matching.ts'
import { TOPIC_THRESHOLD } from '../../../domain/nothing-fits.ts'
import { countBands, evaluationView, withoutOwnStandards } from '../../../domain/proposals.ts'
import type { SourcingNeed } from '../../../domain/sourcing.ts'
import { actingFor, requireMay } from '../../access.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { OpportunitiesView, OpportunityView } from './contract.ts'
import { type MatchingNeeds, type NeedHeld, type PageAsked, type Pair, SEARCH_MS, slice, topicFor } from './service-ranking.ts'

export async function opportunities(needs: MatchingNeeds, actor: Actor, page: PageAsked): Promise<OpportunitiesView> {
  requireMay(actor, 'opportunity.read')
  const row = await ownFacts(needs, actor)
  await needs.index.catchUp()
  const hits = await needs.engine.reverse(
    needs.index.featuresOf(row),
    { least: TOPIC_THRESHOLD, failing: page.band === 'not' },
    AbortSignal.timeout(SEARCH_MS),
  )
  const { open, stages } = await needs.db.asSystem('match', async (tx) => {
    const pairs = await needs.stages(tx, { smeId: row.organizationId })
    return {
      open: await needs.needsOf(tx, [...new Set([...pairs.map((one) => one.needId), ...hits.map((hit) => hit.needId)])].slice(0, 1_000)),
      stages: pairs,
    }
  })
  const ranked = rankNeeds(
    needs,
    await Promise.all(open.map(async (held) => ({ held, evaluation: await aboutItself(needs, held.need, row) }))),
  )
  const counts = countBands(ranked.map((one) => one.evaluation))
  const chosen = ranked.filter(({ evaluation, held }) =>
    page.band ? evaluation.band === page.band : evaluation.band !== 'not' || stages.some((pair) => pair.needId === held.need.id),
  )
  const { part, next } = slice(needs, chosen, page)
  return { counts, next, items: part.map(({ held, evaluation }) => opportunityView(needs, held, evaluation, stages)) }
}

export async function oneOpportunity(needs: MatchingNeeds, actor: Actor, needId: string): Promise<OpportunityView> {
  requireMay(actor, 'opportunity.read')
  const row = await ownFacts(needs, actor)
  const { held, stages } = await needs.db.asSystem('match', async (tx) => ({
    held: await needs.needOf(tx, needId),
    stages: await needs.stages(tx, { smeId: row.organizationId }),
  }))
  if (!held || held.need.state === 'draft' || held.need.state === 'review') throw new NotFoundError()
  return opportunityView(needs, held, await aboutItself(needs, held.need, row), stages)
}

async function ownFacts(needs: MatchingNeeds, actor: Actor): Promise<FactsRow> {
  const row = await needs.db.as(actor, (tx) => factsOfOrganization(tx, actingFor(actor).organizationId))
  if (!row) throw new RefusedError({ code: 'no-profile', message: 'Make your capability profile first.' })
  return row
}

/** The SME sees the verdicts on all its own facts. */
async function aboutItself(needs: MatchingNeeds, need: SourcingNeed, row: FactsRow): Promise<Evaluation> {
  const topic = await topicFor(needs, need, row)
  return evaluateNeed(need, row.facts, {
    today: dayOf(needs.clock.now()),
    catalogue: await needs.catalogue(),
    concepts: needs.concepts,
    topic,
  })
}

function rankNeeds(needs: MatchingNeeds, list: { held: NeedHeld; evaluation: Evaluation }[]) {
  const byNeed = new Map(list.map((one) => [one.held.need.id, one]))
  const keyed = list.map(({ held, evaluation }) => ({ ...evaluation, profileId: held.need.id }))
  return rank(keyed, dayOf(needs.clock.now())).flatMap((one) => byNeed.get(one.profileId) ?? [])
}

function opportunityView(needs: MatchingNeeds, held: NeedHeld, evaluation: Evaluation, stages: readonly Pair[]): OpportunityView {
  const { need, leadFirm, takesAnswers } = held
  const pair = stages.find((one) => one.needId === need.id)
  const { title, volumePerMonth, volumeUnit, deliveryCountry, startOn } = need
  return {
    needId: need.id,
    title,
    leadFirm: need.alias ? null : leadFirm,
    volumePerMonth,
    volumeUnit,
    deliveryCountry,
    deliveryPlace: need.alias ? '' : need.deliveryPlace,
    startOn,
    answerBy: need.answerBy?.toISOString() ?? null,
    takesAnswers,
    ...withoutOwnStandards(evaluationView(evaluation), held.hidden),
    linkage: pair ? { id: pair.id, stage: pair.stage } : null,
    openSteps: takesAnswers ? needs.openSteps(pair?.stage ?? null) : [],
  }
}
