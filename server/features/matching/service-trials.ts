/** A lead firm tries things out: the ranking with its changes beside the one without, up to five firms side by side, and why a firm is not among them. */
import type { Transaction } from '../../../db/client.ts'
import { type FactsRow, factsOfOrganization } from '../../../db/match-facts.ts'
import type { Actor } from '../../../domain/actor.ts'
import type { Band } from '../../../domain/matching.ts'
import { countBands, nearest, withFailed } from '../../../domain/proposals.ts'
import { type CriterionTrial, changedNeed, placesOf } from '../../../domain/what-if.ts'
import { lookedUp } from '../../../domain/why-not.ts'
import type { ComparisonView, LookedUpView, TrialView } from './contract-trials.ts'
import {
  type Evaluated,
  evaluateAll,
  type MatchingNeeds,
  type NeedHeld,
  ownNeed,
  proposalView,
  type Ranking,
  rankedFor,
  topicFor,
} from './service-ranking.ts'
import { cardStore } from './store.ts'

export interface TrialUseCases {
  /** The proposals as they would stand with these changes: exactly those of the need once it is changed so. */
  tryChanges(actor: Actor, needId: string, asked: { changes: CriterionTrial[]; band?: Band; limit: number }): Promise<TrialView>
  compare(actor: Actor, needId: string, organizationIds: readonly string[]): Promise<ComparisonView>
  lookUp(actor: Actor, needId: string, asked: { text: string; limit: number }): Promise<LookedUpView>
}

export function trialUseCases(needs: MatchingNeeds): TrialUseCases {
  return {
    tryChanges: (actor, needId, asked) => tryChanges(needs, actor, needId, asked),
    compare: (actor, needId, organizationIds) => compare(needs, actor, needId, organizationIds),
    lookUp: (actor, needId, asked) => lookUp(needs, actor, needId, asked),
  }
}

async function tryChanges(
  needs: MatchingNeeds,
  actor: Actor,
  needId: string,
  { changes, band, limit }: { changes: CriterionTrial[]; band?: Band; limit: number },
): Promise<TrialView> {
  const held = await ownNeed(needs, actor, needId)
  const changed = changedNeed(held.need, changes)
  const before = await rankedFor(needs, held.need)
  const judged = new Map(before.ranked.map((one) => [one.row.profileId, one]))
  const after = await rankedFor(needs, changed, { failing: band === 'not', before: { need: held.need, judged } })
  const { nothing } = after
  const all = nothing && band !== 'not' ? nearest(after.ranked) : [...after.ranked, ...after.failing].filter(isIn(band))
  const shown = all.slice(0, limit)
  const [stoodBefore, standsNow] = [standingsIn(before), standingsIn(after)]
  const views = await viewsOf(needs, actor, shown, after.stages)
  return {
    needId,
    needVersion: held.version,
    at: needs.clock.now().toISOString(),
    read: new Set([...before.ranked, ...after.ranked].map((one) => one.row.profileId)).size,
    counts: { before: countsOf(before), after: countsOf(after) },
    about: { before: before.standings, after: after.standings },
    nothingFits: nothing,
    items: views.map((proposal) => ({
      proposal,
      before: stoodBefore(proposal.organizationId),
      after: standsNow(proposal.organizationId),
    })),
  }
}

function isIn(band: Band | undefined) {
  return (one: Evaluated) => (band ? one.band === band : one.band !== 'not')
}

function countsOf({ ranked, standings }: Ranking) {
  return withFailed(countBands(ranked), standings)
}

function standingsIn({ ranked }: Ranking): (organizationId: string) => { place: number | null; band: Band | null } {
  const proposed = ranked.filter(isIn(undefined))
  const places = placesOf(proposed, (one) => one.row.organizationId)
  const bands = new Map(ranked.map((one) => [one.row.organizationId, one.band]))
  return (organizationId) => ({ place: places.get(organizationId) ?? null, band: bands.get(organizationId) ?? null })
}

/** In the order given; a firm that is gone meanwhile is left out. */
async function viewsOf(needs: MatchingNeeds, actor: Actor, list: readonly Evaluated[], stages: Ranking['stages']) {
  const cards = await needs.db.as(actor, (tx) =>
    cardStore.cards(
      tx,
      list.map((one) => one.row.organizationId),
    ),
  )
  const stageOf = new Map(stages.map((one) => [one.smeId, one]))
  return list.flatMap((one) => proposalView(one, cards.get(one.row.organizationId), stageOf.get(one.row.organizationId)))
}

async function compare(needs: MatchingNeeds, actor: Actor, needId: string, organizationIds: readonly string[]): Promise<ComparisonView> {
  const held = await ownNeed(needs, actor, needId)
  const { evaluated, stages } = await evaluatedOf(needs, held, (tx) => rowsOf(tx, organizationIds))
  const byFirm = new Map(evaluated.map((one) => [one.row.organizationId, one]))
  const asked = organizationIds.flatMap((id) => byFirm.get(id) ?? [])
  return { needId, needVersion: held.version, at: needs.clock.now().toISOString(), items: await viewsOf(needs, actor, asked, stages) }
}

async function rowsOf(tx: Transaction, organizationIds: readonly string[]): Promise<FactsRow[]> {
  const rows: FactsRow[] = []
  for (const id of organizationIds) {
    const row = await factsOfOrganization(tx, id)
    if (row?.published) rows.push(row)
  }
  return rows
}

/** These firms against the need, whether recall would bring them or not. */
async function evaluatedOf(needs: MatchingNeeds, { need }: NeedHeld, read: (tx: Transaction) => Promise<FactsRow[]>) {
  await needs.index.catchUp()
  const { rows, stages } = await needs.db.asSystem('match', async (tx) => ({
    rows: await read(tx),
    stages: await needs.stages(tx, { needId: need.id }),
  }))
  const topics = new Map(await Promise.all(rows.map(async (row) => [row.profileId, await topicFor(needs, need, row)] as const)))
  return { evaluated: await evaluateAll(needs, need, rows, { topics, stages }), stages }
}

async function lookUp(
  needs: MatchingNeeds,
  actor: Actor,
  needId: string,
  { text, limit }: { text: string; limit: number },
): Promise<LookedUpView> {
  const held = await ownNeed(needs, actor, needId)
  const ranking = await rankedFor(needs, held.need)
  const proposed = ranking.nothing ? [] : ranking.ranked.filter(isIn(undefined))
  const hits = await needs.engine.suggestNames(text, limit)
  const order = placesOf(hits, (one) => one.profileId)
  const { evaluated, stages } = await evaluatedOf(needs, held, (tx) =>
    needs.facts.read(
      tx,
      hits.map((one) => one.profileId),
    ),
  )
  const found = [...evaluated].sort((one, other) => (order.get(one.row.profileId) ?? 0) - (order.get(other.row.profileId) ?? 0))
  const places = placesOf(proposed, (one) => one.row.organizationId)
  const byFirm = new Map(found.map((one) => [one.row.organizationId, one]))
  const items = (await viewsOf(needs, actor, found, stages)).flatMap((proposal) => {
    const one = byFirm.get(proposal.organizationId)
    const place = places.get(proposal.organizationId) ?? null
    return one ? [{ ...lookedUp(one, place), place, proposal }] : []
  })
  return { needId, needVersion: held.version, proposed: proposed.length, items }
}
