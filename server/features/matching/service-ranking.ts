/** From recall to a ranking: every candidate evaluated on the facts its tier shows, best first; what all answers of matching stand on. */
import type { Database, Transaction } from '../../../db/client.ts'
import type { FactsRow, KeptFacts } from '../../../db/match-facts.ts'
import type { Actor } from '../../../domain/actor.ts'
import { type Money, type PathCost, pathCost, type UsualCost } from '../../../domain/costs.ts'
import { type Day, dayOf } from '../../../domain/day.ts'
import type { LinkageStage, LinkageStep } from '../../../domain/linkages.ts'
import { isBeyondPlace, type Standing } from '../../../domain/match-query.ts'
import { type Band, type Evaluation, equalsIn, evaluateNeed, type JudgedBefore, judgedIn, rank } from '../../../domain/matching.ts'
import { planNeed } from '../../../domain/plan.ts'
import type { ProfileFacts } from '../../../domain/profiles.ts'
import { evaluationView } from '../../../domain/proposals.ts'
import type { SourcingNeed } from '../../../domain/sourcing.ts'
import type { Catalogue } from '../../../domain/standards.ts'
import { topicOf } from '../../../domain/topic.ts'
import type { ConceptTree, ExclusionAnswer } from '../../../domain/verdict.ts'
import type { WeightsInForce } from '../../../domain/weights.ts'
import { requireMay } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DocumentWriter } from '../../ports/document-writer.ts'
import type { MatchEngine } from '../../ports/match-engine.ts'
import type { ProposalView } from './contract.ts'
import type { IndexFollower } from './jobs.ts'
import type { FirmCard } from './store.ts'
import { costStore } from './store-costs.ts'

export interface PageAsked {
  band?: Band | 'all'
  limit: number
  cursor: string | undefined
}

export interface NeedHeld {
  need: SourcingNeed
  version: number
  leadFirm: string
  takesAnswers: boolean
  /** Codes of the lead firm's own standards, where an alias must not show them. */
  hidden: ReadonlySet<string>
}

export interface Pair {
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
  facts: KeptFacts
  documents: DocumentWriter
  concepts: ConceptTree
  catalogue(): Promise<Catalogue>
  /** What the categories count, in the version that was last applied. */
  weights(): Promise<WeightsInForce>
  /** The last day before today on which each firm stood on a page that a lead firm read. */
  lastShown(profileIds: readonly string[]): Promise<ReadonlyMap<string, Day>>
  /** Tells that a page of proposals was read; counted in a job. */
  told(page: { needId: string; needVersion: number; shown: readonly string[]; eligible: readonly string[] }): Promise<void>
  needOf(tx: Transaction, needId: string): Promise<NeedHeld | undefined>
  needsOf(tx: Transaction, needIds: readonly string[]): Promise<NeedHeld[]>
  /** The facts that the lead firm's tier shows of this firm: what lies deeper counts as unknown. */
  shownTo(facts: ProfileFacts, tier: 'registered' | 'matched'): ProfileFacts
  stages(tx: Transaction, of: { needId: string } | { smeId: string }): Promise<Pair[]>
  opensMatched(stage: LinkageStage): boolean
  openSteps(stage: LinkageStage | null): LinkageStep[]
  /** What SMEs, or this one, answered at interest to the exclusion grounds of these needs, by `needId/smeId`. */
  exclusionAnswers(tx: Transaction, needIds: readonly string[], smeId?: string): Promise<Exclusions>
}

/** How many candidates each of the three recalls may bring (rulings: the same for both engines). */
export const CANDIDATES = 400
export const SEARCH_MS = 4_000

export interface Ranking {
  ranked: Evaluated[]
  /** Firms of the field that recall leaves out because they are known to fail, nearest first; only where asked for. */
  failing: Evaluated[]
  stages: Pair[]
  standings: Record<Standing, number>
}

/** The same firms as they were judged by a need that differs in a few criteria: what is asked alike is not judged twice. */
export interface JudgedNeed {
  need: SourcingNeed
  judged: ReadonlyMap<string, Evaluated>
}

export interface Evaluated extends Evaluation {
  row: FactsRow
  costs: PathCost
  /** What the way to *ready* usually costs; null where it is not entered. */
  cost: Money | null
  /** Asked only where the firm has an equal; whose turn it is. */
  lastShownOn?: Day | null
}

/**
 * Recall, then exact evaluation of every candidate, best first. Who shares nothing with the need but the place of
 * delivery is no candidate for it: such firms only stand among the nearest, when nothing fits.
 */
export async function rankedFor(
  needs: MatchingNeeds,
  need: SourcingNeed,
  options: { failing?: boolean; before?: JudgedNeed } = {},
): Promise<Ranking> {
  await needs.index.catchUp()
  const query = planNeed(need, await needs.index.planContext())
  const signal = AbortSignal.timeout(SEARCH_MS)
  const [found, standings, everybody] = await Promise.all([
    needs.engine.candidates(query, CANDIDATES, signal),
    needs.engine.standings(query, signal),
    options.failing ? needs.engine.candidates({ ...query, knockOuts: [] }, CANDIDATES, signal) : null,
  ])
  const beyondPlace = found.items.filter((one) => isBeyondPlace(query, one))
  const candidates = new Map((beyondPlace.length > 0 ? beyondPlace : found.items).map((one) => [one.profileId, one.topic]))
  const others = (everybody?.items ?? []).filter((one) => isBeyondPlace(query, one) && !candidates.has(one.profileId))
  const topics = new Map([...candidates, ...others.map((one) => [one.profileId, one.topic] as const)])
  const { rows, stages } = await needs.db.asSystem('match', async (tx) => ({
    rows: await needs.facts.read(tx, [...topics.keys()]),
    stages: await needs.stages(tx, { needId: need.id }),
  }))
  const evaluated = await evaluateAll(needs, need, rows, { topics, stages, before: options.before })
  return {
    ranked: evaluated.filter((one) => candidates.has(one.row.profileId)),
    failing: evaluated.filter((one) => one.band === 'not' && !candidates.has(one.row.profileId)),
    stages,
    standings,
  }
}

/** The lead firm's own need, published at least once; drafts have no proposals. */
export async function ownNeed(needs: MatchingNeeds, actor: Actor, needId: string): Promise<NeedHeld> {
  const held = await needs.db.as(actor, (tx) => needs.needOf(tx, needId))
  requireMay(actor, 'proposal.read', held?.need)
  if (!held) throw new NotFoundError()
  if (held.need.state === 'draft')
    throw new RefusedError({ code: 'need-not-published', message: 'Publish the need first; then firms are proposed.' })
  return held
}

export async function topicFor(needs: MatchingNeeds, need: SourcingNeed, row: FactsRow): Promise<number> {
  return topicOf(planNeed(need, await needs.index.planContext()), needs.index.featuresOf(row)).topic
}

/** Exact evaluation of every candidate, on the facts its tier shows to this lead firm. */
export async function evaluateAll(
  needs: MatchingNeeds,
  need: SourcingNeed,
  rows: readonly FactsRow[],
  known: { topics: Map<string, number>; stages: readonly Pair[]; before?: JudgedNeed | undefined },
): Promise<Evaluated[]> {
  const today = dayOf(needs.clock.now())
  const [catalogue, weights] = await Promise.all([needs.catalogue(), needs.weights()])
  const entered = await costsFor(needs, [need], catalogue)
  const answers = await exclusionsOf(needs, [need])
  const opened = new Set(known.stages.filter((one) => needs.opensMatched(one.stage)).map((one) => one.smeId))
  const evaluated = rows.map((row): Evaluated => {
    const facts = needs.shownTo(row.facts, opened.has(row.organizationId) ? 'matched' : 'registered')
    const evaluation = evaluateNeed(need, facts, {
      today,
      catalogue,
      concepts: needs.concepts,
      topic: known.topics.get(row.profileId) ?? 0,
      weights,
      exclusionAnswers: answers.get(`${need.id}/${row.organizationId}`) ?? {},
      ...judgedBefore(known.before, row),
    })
    return { ...evaluation, row, ...priced(evaluation, facts.country, entered) }
  })
  return inTurns(needs, rank(evaluated, today), today)
}

export type Exclusions = ReadonlyMap<string, Record<string, ExclusionAnswer>>

/** Asked for only where a need excludes on a ground. */
export async function exclusionsOf(needs: MatchingNeeds, of: readonly SourcingNeed[], smeId?: string): Promise<Exclusions> {
  const asking = of.filter(({ criteria }) =>
    criteria.some(({ groups }) => groups.some(({ requirements }) => requirements.some((one) => one.kind === 'exclusion-ground'))),
  )
  const ids = asking.map(({ id }) => id)
  return ids.length > 0 ? needs.db.asSystem('match', (tx) => needs.exclusionAnswers(tx, ids, smeId)) : new Map()
}

/** What was judged of this very profile a moment ago. */
function judgedBefore(before: JudgedNeed | undefined, row: FactsRow): { known?: JudgedBefore } {
  const one = before?.judged.get(row.profileId)
  return before && one?.row.version === row.version ? { known: judgedIn(before.need, one) } : {}
}

/** Equals take turns by when they were last shown, which is asked for these alone. */
async function inTurns(needs: MatchingNeeds, ranked: Evaluated[], today: Day): Promise<Evaluated[]> {
  const equals = equalsIn(ranked)
  if (equals.length === 0) return ranked
  const shown = await needs.lastShown(equals.map(({ profileId }) => profileId))
  return rank(
    ranked.map((one) => ({ ...one, lastShownOn: shown.get(one.profileId) ?? null })),
    today,
  )
}

/** What is entered about the things these needs ask for, in any country. */
export async function costsFor(needs: MatchingNeeds, of: readonly SourcingNeed[], catalogue: Catalogue): Promise<UsualCost[]> {
  const today = dayOf(needs.clock.now())
  const asked = of.flatMap(({ criteria }) => criteria.flatMap(({ groups }) => groups.flatMap(({ requirements }) => requirements)))
  const codes = asked.flatMap(({ kind, code }) => (kind === 'certificate' ? [code, catalogue.readAs(code, today)] : [code]))
  return needs.db.asSystem('match', (tx) => costStore.about(tx, [...new Set(codes.filter((code) => code !== ''))]))
}

/** Only who is developable has a way whose cost can be told. */
export function priced(evaluation: Evaluation, country: string, entered: readonly UsualCost[]): { costs: PathCost; cost: Money | null } {
  const costs = evaluation.band === 'developable' ? pathCost(evaluation.criteria, country, entered) : { lines: [], total: null }
  return { costs, cost: costs.total }
}

export function slice<T>(needs: MatchingNeeds, list: readonly T[], { limit, cursor }: PageAsked): { part: T[]; next: string | null } {
  const [from = '0'] = needs.cursors.read(cursor) ?? []
  const start = Number(from)
  return { part: list.slice(start, start + limit), next: list.length > start + limit ? needs.cursors.write([String(start + limit)]) : null }
}

export function proposalView(one: Evaluated, card: FirmCard | undefined, pair: Pair | undefined): ProposalView[] {
  if (!card) return []
  const { employees } = one.row.facts
  return [
    {
      ...card,
      employees: card.claimed ? employees : null,
      earlierAwards: one.row.facts.earlierAwards ?? null,
      ...evaluationView(one),
      cost: one.cost,
      costs: one.costs.lines,
      linkage: pair ? { id: pair.id, stage: pair.stage } : null,
    },
  ]
}
