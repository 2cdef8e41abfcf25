/** Matching: who can serve this need, who could after which upgrade, and why; and the same answer for the SME about itself. */
import type { Database, Transaction } from '../../../db/client.ts'
import { type FactsRow, factsOfOrganization, publishedFactsOf } from '../../../db/match-facts.ts'
import type { Actor } from '../../../domain/actor.ts'
import { dayOf } from '../../../domain/day.ts'
import type { LinkageStage, LinkageStep } from '../../../domain/linkages.ts'
import { type Standing, WHOLE_TOPIC } from '../../../domain/match-query.ts'
import { type Band, type Evaluation, evaluateNeed, rank } from '../../../domain/matching.ts'
import { nothingFits } from '../../../domain/nothing-fits.ts'
import { planNeed } from '../../../domain/plan.ts'
import type { ProfileFacts } from '../../../domain/profiles.ts'
import { countBands, evaluationView, nearest, snapshotItem, withFailed, withoutOwnStandards } from '../../../domain/proposals.ts'
import type { SourcingNeed } from '../../../domain/sourcing.ts'
import type { Catalogue } from '../../../domain/standards.ts'
import { topicOf } from '../../../domain/topic.ts'
import type { ConceptTree } from '../../../domain/verdict.ts'
import { actingFor, requireMay } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { MatchEngine } from '../../ports/match-engine.ts'
import type { OpportunitiesView, OpportunityView, ProposalsView, ProposalView } from './contract.ts'
import type { IndexFollower } from './jobs.ts'
import { cardStore, type FirmCard, snapshotStore } from './store.ts'

export interface MatchingService {
  /** Ranked proposals for an own published need; band `not` only when asked for. */
  proposals(actor: Actor, needId: string, page: PageAsked): Promise<ProposalsView>
  proposal(actor: Actor, needId: string, organizationId: string): Promise<ProposalView>
  /** Open needs ranked for the acting SME, with the verdicts on its own facts. */
  opportunities(actor: Actor, page: PageAsked): Promise<OpportunitiesView>
  opportunity(actor: Actor, needId: string): Promise<OpportunityView>
  /** Keeps the first fifty proposals of this version of a need as they stand now; idempotent. */
  keepSnapshot(needId: string, version: number): Promise<void>
}

interface PageAsked {
  band?: Band
  limit: number
  cursor: string | undefined
}

interface NeedHeld {
  need: SourcingNeed
  version: number
  leadFirm: string
  takesAnswers: boolean
  /** Codes of the lead firm's own standards, where an alias must not show them. */
  hidden: ReadonlySet<string>
}

interface Pair {
  id: string
  needId: string
  smeId: string
  stage: LinkageStage
}

export interface MatchingNeeds {
  db: Database
  clock: Clock
  cursors: Cursors
  engine: MatchEngine
  index: IndexFollower
  concepts: ConceptTree
  catalogue(): Promise<Catalogue>
  needOf(tx: Transaction, needId: string): Promise<NeedHeld | undefined>
  needsOf(tx: Transaction, needIds: readonly string[]): Promise<NeedHeld[]>
  /** The facts that the lead firm's tier shows of this firm: what lies deeper counts as unknown. */
  shownTo(facts: ProfileFacts, tier: 'registered' | 'matched'): ProfileFacts
  stages(tx: Transaction, of: { needId: string } | { smeId: string }): Promise<Pair[]>
  opensMatched(stage: LinkageStage): boolean
  openSteps(stage: LinkageStage | null): LinkageStep[]
}

/** How many candidates each of the three recalls may bring (rulings: the same for both engines). */
const CANDIDATES = 400
const SEARCH_MS = 4_000
const SNAPSHOT = 50

interface Ranking {
  ranked: Evaluated[]
  stages: Pair[]
  standings: Record<Standing, number>
}

interface Evaluated extends Evaluation {
  row: FactsRow
}

export function createMatchingService(needs: MatchingNeeds): MatchingService {
  return {
    proposals: (actor, needId, page) => proposals(needs, actor, needId, page),
    proposal: (actor, needId, organizationId) => oneProposal(needs, actor, needId, organizationId),
    opportunities: (actor, page) => opportunities(needs, actor, page),
    opportunity: (actor, needId) => oneOpportunity(needs, actor, needId),
    keepSnapshot: (needId, version) => keepSnapshot(needs, needId, version),
  }
}

async function proposals(needs: MatchingNeeds, actor: Actor, needId: string, page: PageAsked): Promise<ProposalsView> {
  const held = await ownNeed(needs, actor, needId)
  const { ranked, stages, standings } = await rankedFor(needs, held.need)
  const nothing = nothingFits(ranked.map((one) => one.topic))
  const chosen = nothing ? nearest(ranked) : ranked.filter((one) => (page.band ? one.band === page.band : one.band !== 'not'))
  const { part, next } = slice(needs, chosen, page)
  const shown = part.map((one) => one.row.organizationId)
  const cards = await needs.db.as(actor, (tx) => cardStore.cards(tx, shown))
  const stageOf = new Map(stages.map((one) => [one.smeId, one]))
  const items = part.flatMap((one) => proposalView(one, cards.get(one.row.organizationId), stageOf.get(one.row.organizationId)))
  const at = needs.clock.now().toISOString()
  const counts = withFailed(countBands(ranked), standings)
  return { needId, needVersion: held.version, read: ranked.length, at, counts, nothingFits: nothing, items, next }
}

/**
 * Recall, then exact evaluation of every candidate, best first. Who shares nothing with the need but the place of
 * delivery is no candidate for it: such firms only stand among the nearest, when nothing fits.
 */
async function rankedFor(needs: MatchingNeeds, need: SourcingNeed): Promise<Ranking> {
  await needs.index.catchUp()
  const query = planNeed(need, await needs.index.planContext())
  const found = await needs.engine.candidates(query, CANDIDATES, AbortSignal.timeout(SEARCH_MS))
  const place = query.caps.place / WHOLE_TOPIC
  const beyondPlace = found.items.filter((one) => one.topic > place)
  const topics = new Map((beyondPlace.length > 0 ? beyondPlace : found.items).map((one) => [one.profileId, one.topic]))
  const { rows, stages } = await needs.db.asSystem('match', async (tx) => ({
    rows: await publishedFactsOf(tx, [...topics.keys()]),
    stages: await needs.stages(tx, { needId: need.id }),
  }))
  return { ranked: await evaluateAll(needs, need, rows, { topics, stages }), stages, standings: found.counts }
}

async function keepSnapshot(needs: MatchingNeeds, needId: string, version: number): Promise<void> {
  const held = await needs.db.asSystem('snapshot', (tx) => needs.needOf(tx, needId))
  // A newer version has a job of its own.
  if (!held || held.version !== version || held.need.state !== 'open') return
  const { ranked } = await rankedFor(needs, held.need)
  const items = ranked
    .filter((one) => one.band !== 'not')
    .slice(0, SNAPSHOT)
    .map(snapshotItem)
  await needs.db.asSystem('snapshot', (tx) => snapshotStore.keep(tx, { needId, needVersion: version, at: needs.clock.now(), items }))
}

async function oneProposal(needs: MatchingNeeds, actor: Actor, needId: string, organizationId: string): Promise<ProposalView> {
  const held = await ownNeed(needs, actor, needId)
  const { row, stages, cards } = await needs.db.asSystem('match', async (tx) => ({
    row: await factsOfOrganization(tx, organizationId),
    stages: await needs.stages(tx, { needId }),
    cards: await cardStore.cards(tx, [organizationId]),
  }))
  if (!row?.published) throw new NotFoundError()
  const topics = new Map([[row.profileId, await topicFor(needs, held.need, row)]])
  const [one] = await evaluateAll(needs, held.need, [row], { topics, stages })
  const [view] = one
    ? proposalView(
        one,
        cards.get(organizationId),
        stages.find((pair) => pair.smeId === organizationId),
      )
    : []
  if (!view) throw new NotFoundError()
  return view
}

async function opportunities(needs: MatchingNeeds, actor: Actor, page: PageAsked): Promise<OpportunitiesView> {
  requireMay(actor, 'opportunity.read')
  const row = await ownFacts(needs, actor)
  await needs.index.catchUp()
  const ids = await needs.engine.reverse(needs.index.featuresOf(row), AbortSignal.timeout(SEARCH_MS))
  const { open, stages } = await needs.db.asSystem('match', async (tx) => {
    const pairs = await needs.stages(tx, { smeId: row.organizationId })
    return { open: await needs.needsOf(tx, [...new Set([...ids, ...pairs.map((one) => one.needId)])].slice(0, 1_000)), stages: pairs }
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

async function oneOpportunity(needs: MatchingNeeds, actor: Actor, needId: string): Promise<OpportunityView> {
  requireMay(actor, 'opportunity.read')
  const row = await ownFacts(needs, actor)
  const { held, stages } = await needs.db.asSystem('match', async (tx) => ({
    held: await needs.needOf(tx, needId),
    stages: await needs.stages(tx, { smeId: row.organizationId }),
  }))
  if (!held || held.need.state === 'draft' || held.need.state === 'review') throw new NotFoundError()
  return opportunityView(needs, held, await aboutItself(needs, held.need, row), stages)
}

/** The lead firm's own need, published at least once; drafts have no proposals. */
async function ownNeed(needs: MatchingNeeds, actor: Actor, needId: string): Promise<NeedHeld> {
  const held = await needs.db.as(actor, (tx) => needs.needOf(tx, needId))
  requireMay(actor, 'proposal.read', held?.need)
  if (!held) throw new NotFoundError()
  if (held.need.state === 'draft')
    throw new RefusedError({ code: 'need-not-published', message: 'Publish the need first; then firms are proposed.' })
  return held
}

async function ownFacts(needs: MatchingNeeds, actor: Actor): Promise<FactsRow> {
  const row = await needs.db.as(actor, (tx) => factsOfOrganization(tx, actingFor(actor).organizationId))
  if (!row) throw new RefusedError({ code: 'no-profile', message: 'Make your capability profile first.' })
  return row
}

async function topicFor(needs: MatchingNeeds, need: SourcingNeed, row: FactsRow): Promise<number> {
  return topicOf(planNeed(need, await needs.index.planContext()), needs.index.featuresOf(row)).topic
}

/** Exact evaluation of every candidate, on the facts its tier shows to this lead firm. */
async function evaluateAll(
  needs: MatchingNeeds,
  need: SourcingNeed,
  rows: readonly FactsRow[],
  known: { topics: Map<string, number>; stages: readonly Pair[] },
): Promise<Evaluated[]> {
  const today = dayOf(needs.clock.now())
  const catalogue = await needs.catalogue()
  const opened = new Set(known.stages.filter((one) => needs.opensMatched(one.stage)).map((one) => one.smeId))
  const evaluated = rows.map((row): Evaluated => {
    const facts = needs.shownTo(row.facts, opened.has(row.organizationId) ? 'matched' : 'registered')
    return {
      ...evaluateNeed(need, facts, { today, catalogue, concepts: needs.concepts, topic: known.topics.get(row.profileId) ?? 0 }),
      row,
    }
  })
  return rank(evaluated, today)
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

function slice<T>(needs: MatchingNeeds, list: readonly T[], { limit, cursor }: PageAsked): { part: T[]; next: string | null } {
  const [from = '0'] = needs.cursors.read(cursor) ?? []
  const start = Number(from)
  return { part: list.slice(start, start + limit), next: list.length > start + limit ? needs.cursors.write([String(start + limit)]) : null }
}

function proposalView(one: Evaluated, card: FirmCard | undefined, pair: Pair | undefined): ProposalView[] {
  if (!card) return []
  const { employees } = one.row.facts
  return [
    {
      ...card,
      employees: card.claimed ? employees : null,
      ...evaluationView(one),
      linkage: pair ? { id: pair.id, stage: pair.stage } : null,
    },
  ]
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
