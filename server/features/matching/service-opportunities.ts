/** The SME's side of matching: open needs ranked for it, with the verdicts on all its own facts. */
import { type FactsRow, factsOfOrganization } from '../../../db/match-facts.ts'
import type { Actor } from '../../../domain/actor.ts'
import type { Money, PathCost } from '../../../domain/costs.ts'
import { dayOf } from '../../../domain/day.ts'
import { type Evaluation, evaluateNeed, pointsOf, rank } from '../../../domain/matching.ts'
import { isReleased } from '../../../domain/needs.ts'
import { TOPIC_THRESHOLD } from '../../../domain/nothing-fits.ts'
import { countBands, evaluationView, withoutOwnStandards } from '../../../domain/proposals.ts'
import type { SourcingNeed } from '../../../domain/sourcing.ts'
import type { WeightsInForce } from '../../../domain/weights.ts'
import { actingFor, requireMay } from '../../access.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { NeedHit } from '../../ports/match-engine.ts'
import type { OpportunitiesView, OpportunityView } from './contract.ts'
import {
  costsFor,
  type Exclusions,
  exclusionsOf,
  type MatchingNeeds,
  type NeedHeld,
  nearnessOf,
  type PageAsked,
  type Pair,
  priced,
  SEARCH_MS,
  slice,
} from './service-ranking.ts'

export async function opportunities(needs: MatchingNeeds, actor: Actor, page: PageAsked): Promise<OpportunitiesView> {
  requireMay(actor, 'opportunity.read')
  const row = await ownFacts(needs, actor)
  const hits = await hitsOf(needs, row, page.band === 'all' ? FAR : TOPIC_THRESHOLD)
  // Needs that the firm is known to fail are read one by one only where it asks for them; else they are counted.
  const wanted = hits.filter(({ standing }) => page.band === 'not' || page.band === 'all' || standing !== 'fails')
  const { open, stages } = await needs.db.asSystem('match', async (tx) => {
    const pairs = await needs.stages(tx, { smeId: row.organizationId })
    const own = new Set(pairs.map((one) => one.needId))
    const found = await needs.needsOf(tx, [...new Set([...pairs, ...wanted].map((one) => one.needId))].slice(0, MOST_NEEDS))
    // The index may still hold a need that is closed by now, and holds those that an agency reviews; one that the firm knows stays.
    return { open: found.filter(({ need }) => (need.state === 'open' && isReleased(need, false)) || own.has(need.id)), stages: pairs }
  })
  const ranked = await rankNeeds(needs, open, row)
  const readIds = new Set(open.map(({ need }) => need.id))
  const counts = countBands(ranked.map((one) => one.evaluation))
  counts.not += hits.filter(({ needId, standing }) => standing === 'fails' && !readIds.has(needId)).length
  const chosen = ranked.filter(
    ({ evaluation, held }) =>
      page.band === 'all' ||
      (page.band ? evaluation.band === page.band : evaluation.band !== 'not' || stages.some((pair) => pair.needId === held.need.id)),
  )
  const { part, next } = slice(needs, chosen, page)
  return { counts, next, items: part.map(({ held, evaluation }) => opportunityView(needs, held, evaluation, stages)) }
}

/** Open needs that fit a firm now, but for those of one lead firm; best first. What fails it is left out. */
export async function needsFitting(
  needs: MatchingNeeds,
  smeId: string,
  exceptLeadFirmId: string,
): Promise<{ needId: string; title: string; band: string }[]> {
  const row = await needs.db.asSystem('needs-fitting', (tx) => factsOfOrganization(tx, smeId))
  if (!row) return []
  const hits = (await hitsOf(needs, row)).filter(({ standing }) => standing !== 'fails')
  const ids = hits.map((one) => one.needId).slice(0, MOST_NEEDS)
  const found = await needs.db.asSystem('needs-fitting', (tx) => needs.needsOf(tx, ids))
  const open = found.filter(({ need, takesAnswers }) => takesAnswers && isReleased(need, false) && need.organizationId !== exceptLeadFirmId)
  const ranked = await rankNeeds(needs, open, row)
  const fitting = ranked.filter(({ evaluation }) => evaluation.band !== 'not').slice(0, MOST_TOLD)
  return fitting.map(({ held, evaluation }) => ({ needId: held.need.id, title: held.need.title, band: evaluation.band }))
}

/** So many are kept with a notice. */
const MOST_TOLD = 10

/** Who asks for all bands sees needs beyond its field, too; below this two share next to nothing. */
const FAR = 0.05

/** Open needs near the firm's work, nearest first, also those it is known to fail. */
export async function hitsOf(needs: MatchingNeeds, row: FactsRow, least = TOPIC_THRESHOLD): Promise<NeedHit[]> {
  await needs.index.catchUp()
  const asked = { least, failing: true, most: MOST_NEEDS }
  return needs.engine.reverse(needs.index.featuresOf(row), asked, AbortSignal.timeout(SEARCH_MS))
}

/** How many open needs one answer reads in full. */
export const MOST_NEEDS = 1_000

export async function oneOpportunity(needs: MatchingNeeds, actor: Actor, needId: string): Promise<OpportunityView> {
  requireMay(actor, 'opportunity.read')
  const row = await ownFacts(needs, actor)
  const { held, stages } = await needs.db.asSystem('match', async (tx) => ({
    held: await needs.needOf(tx, needId),
    stages: await needs.stages(tx, { smeId: row.organizationId }),
  }))
  if (!held || held.need.state === 'draft' || held.need.state === 'review') throw new NotFoundError()
  const isKnown = stages.some((pair) => pair.needId === needId)
  if (!isReleased(held.need, isKnown)) throw new NotFoundError()
  const [one] = await rankNeeds(needs, [held], row)
  if (!one) throw new NotFoundError()
  return opportunityView(needs, held, one.evaluation, stages)
}

export async function ownFacts(needs: MatchingNeeds, actor: Actor): Promise<FactsRow> {
  const row = await needs.db.as(actor, (tx) => factsOfOrganization(tx, actingFor(actor).organizationId))
  if (!row) throw new RefusedError({ code: 'no-profile', message: 'Make your capability profile first.' })
  return row
}

/**
 * The SME sees the verdicts on all its own facts. `lift` takes off what a firm picked at random would have of this need: a need whose words
 * stand everywhere is near to everybody, and comes after one that is as near to few.
 */
async function aboutItself(
  needs: MatchingNeeds,
  need: SourcingNeed,
  { row, weights, exclusions }: { row: FactsRow; weights: WeightsInForce; exclusions: Exclusions },
): Promise<Evaluation & { lift: number }> {
  const { topic, byChance } = await nearnessOf(needs, need, row)
  const evaluation = evaluateNeed(need, row.facts, {
    today: dayOf(needs.clock.now()),
    catalogue: await needs.catalogue(),
    concepts: needs.concepts,
    topic,
    weights,
    exclusionAnswers: exclusions.get(`${need.id}/${row.organizationId}`) ?? {},
  })
  return { ...evaluation, lift: -pointsOf(byChance, evaluation.fit) }
}

interface Judged {
  held: NeedHeld
  evaluation: Evaluation & { lift: number; costs: PathCost; cost: Money | null }
}

/** Every need evaluated on the firm's own facts, with what its gaps usually cost in its country; best first. */
async function rankNeeds(needs: MatchingNeeds, list: readonly NeedHeld[], row: FactsRow): Promise<Judged[]> {
  const entered = await costsFor(
    needs,
    list.map(({ need }) => need),
    await needs.catalogue(),
  )
  const weights = await needs.weights()
  const exclusions = await exclusionsOf(
    needs,
    list.map(({ need }) => need),
    row.organizationId,
  )
  const judged = await Promise.all(
    list.map(async (held): Promise<Judged> => {
      const evaluation = await aboutItself(needs, held.need, { row, weights, exclusions })
      return { held, evaluation: { ...evaluation, ...priced(evaluation, row.facts.country, entered) } }
    }),
  )
  const byNeed = new Map(judged.map((one) => [one.held.need.id, one]))
  const keyed = judged.map(({ held, evaluation }) => ({ ...evaluation, profileId: held.need.id }))
  return rank(keyed, dayOf(needs.clock.now())).flatMap((one) => byNeed.get(one.profileId) ?? [])
}

function opportunityView(needs: MatchingNeeds, held: NeedHeld, evaluation: Judged['evaluation'], stages: readonly Pair[]): OpportunityView {
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
    cost: evaluation.cost,
    costs: evaluation.costs.lines,
    linkage: pair ? { id: pair.id, stage: pair.stage } : null,
    openSteps: takesAnswers ? needs.openSteps(pair?.stage ?? null) : [],
  }
}
