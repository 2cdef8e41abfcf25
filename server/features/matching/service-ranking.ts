/** From recall to a ranking: every candidate evaluated on the facts its tier shows, best first; what all answers of matching stand on. */
import type { Database, Transaction } from '../../../db/client.ts'
import type { FactsRow, KeptFacts } from '../../../db/match-facts.ts'
import type { Actor } from '../../../domain/actor.ts'
import { topicByChance } from '../../../domain/chance.ts'
import { type Money, type PathCost, pathCost, type UsualCost } from '../../../domain/costs.ts'
import { type Day, dayOf } from '../../../domain/day.ts'
import type { LinkageStage, LinkageStep, Standing as Together } from '../../../domain/linkages.ts'
import { beyondPlace, type Standing } from '../../../domain/match-query.ts'
import { type Band, type Evaluation, equalsIn, type JudgedBefore, judgedIn, rank } from '../../../domain/matching.ts'
import { nothingFits } from '../../../domain/nothing-fits.ts'
import { countOwnWords } from '../../../domain/plan-words.ts'
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
import type { IndexFollower, RulesNow } from './jobs.ts'
import { inOrder } from './service-alike.ts'
import type { Question } from './service-questions.ts'
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

export interface Pair extends Together {
  id: string
  needId: string
  smeId: string
}

export interface MatchingNeeds {
  db: Database
  clock: Clock
  cursors: Cursors
  engine: MatchEngine
  index: IndexFollower
  facts: KeptFacts
  questions(need: SourcingNeed, rules: RulesNow): Question
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
  /** The facts that the lead firm's tier shows of a firm: what lies deeper counts as unknown. */
  shownOn(today: Day): (facts: ProfileFacts, tier: 'registered' | 'matched') => ProfileFacts
  stages(tx: Transaction, of: { needId: string } | { smeId: string }): Promise<Pair[]>
  opensMatched(pair: Together): boolean
  openSteps(stage: LinkageStage | null): LinkageStep[]
  /** What SMEs, or this one, answered at interest to the exclusion grounds of these needs, by `needId/smeId`. */
  exclusionAnswers(tx: Transaction, needIds: readonly string[], smeId?: string): Promise<Exclusions>
}

/** How many candidates each of the three recalls may bring (rulings: the same for both engines). */
export const CANDIDATES = 400
export const SEARCH_MS = 4_000

export interface Ranking {
  ranked: Evaluated[]
  /** Nobody is near: only the nearest few are worth a look. */
  nothing: boolean
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
  /** Points for the order alone, where few firms share a word with the need. */
  lift?: number
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
  const rules = await needs.index.planContext()
  const question = needs.questions(need, rules)
  const { query } = question
  const signal = AbortSignal.timeout(SEARCH_MS)
  const [found, standings, everybody, stages, entered, answers] = await Promise.all([
    needs.engine.candidates(query, CANDIDATES, signal),
    needs.engine.standings(query, signal),
    options.failing ? needs.engine.candidates({ ...query, knockOuts: [] }, CANDIDATES, signal) : null,
    needs.db.readAsSystem('match', (tx) => needs.stages(tx, { needId: need.id })),
    costsFor(needs, [need], rules.standards),
    exclusionsOf(needs, [need]),
  ])
  const isBeyond = beyondPlace(query)
  const beyond = found.items.filter(isBeyond)
  const candidates = new Map((beyond.length > 0 ? beyond : found.items).map((one) => [one.profileId, one.topic]))
  const others = (everybody?.items ?? []).filter((one) => isBeyond(one) && !candidates.has(one.profileId))
  const topics = new Map([...candidates, ...others.map((one) => [one.profileId, one.topic] as const)])
  const rows = await needs.db.readAsSystem('match', (tx) => needs.facts.read(tx, [...topics.keys()]))
  const evaluated = await evaluateIn(needs, question, rows, { topics, stages, before: options.before, entered, answers })
  const ranked = evaluated.filter((one) => candidates.has(one.row.profileId))
  return {
    ranked: await inOrder(needs, { query, statistics: rules.statistics, candidates: found.items, signal }, ranked),
    nothing: nothingFits(query, countOwnWords(need), found.items),
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
  return (await nearnessOf(needs, need, row)).topic
}

/** How near a firm is to a need, and how near one picked at random would be. */
export async function nearnessOf(needs: MatchingNeeds, need: SourcingNeed, row: FactsRow): Promise<{ topic: number; byChance: number }> {
  const rules = await needs.index.planContext()
  const { query } = needs.questions(need, rules)
  return { topic: topicOf(query, needs.index.featuresOf(row)).topic, byChance: topicByChance(query, rules.statistics) }
}

interface Known {
  topics: ReadonlyMap<string, number>
  stages: readonly Pair[]
  before?: JudgedNeed | undefined
}

/** Exact evaluation of every candidate, on the facts its tier shows to this lead firm. */
export async function evaluateAll(needs: MatchingNeeds, need: SourcingNeed, rows: readonly FactsRow[], known: Known): Promise<Evaluated[]> {
  const rules = await needs.index.planContext()
  const [entered, answers] = await Promise.all([costsFor(needs, [need], rules.standards), exclusionsOf(needs, [need])])
  return evaluateIn(needs, needs.questions(need, rules), rows, { ...known, entered, answers })
}

/** The same where the question is made, and costs are read, for this answer already. */
async function evaluateIn(
  needs: MatchingNeeds,
  question: Question,
  rows: readonly FactsRow[],
  { topics, stages, before, entered, answers }: Known & { entered: readonly UsualCost[]; answers: Exclusions },
): Promise<Evaluated[]> {
  const today = dayOf(needs.clock.now())
  const opened = new Set(stages.filter((one) => needs.opensMatched(one)).map((one) => one.smeId))
  const shownTo = needs.shownOn(today)
  const evaluated = rows.map((row): Evaluated => {
    const facts = shownTo(row.facts, opened.has(row.organizationId) ? 'matched' : 'registered')
    const answered = answers.get(`${question.needId}/${row.organizationId}`)
    const evaluation = question.judge(facts, topics.get(row.profileId) ?? 0, judgedBefore(before, row), answered)
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
  return ids.length > 0 ? needs.db.readAsSystem('match', (tx) => needs.exclusionAnswers(tx, ids, smeId)) : new Map()
}

/** What was judged of this very profile a moment ago. */
function judgedBefore(before: JudgedNeed | undefined, row: FactsRow): JudgedBefore | undefined {
  const one = before?.judged.get(row.profileId)
  return before && one?.row.version === row.version ? judgedIn(before.need, one) : undefined
}

/** Equals take turns by when they were last shown, which is asked for these alone. */
async function inTurns(needs: MatchingNeeds, ranked: Evaluated[], today: Day): Promise<Evaluated[]> {
  const equals = equalsIn(ranked)
  if (equals.length === 0) return ranked
  const shown = await needs.lastShown(equals.map(({ profileId }) => profileId))
  if (shown.size === 0) return ranked
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
  const named = [...new Set(codes.filter((code) => code !== ''))]
  return named.length === 0 ? [] : needs.db.readAsSystem('match', (tx) => costStore.about(tx, named))
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
