/** Matches the touched pairs again, and no others: reads all they need at once, compares with what was stored, writes and raises what moved. */
import { setImmediate as pause } from 'node:timers/promises'
import type { Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import type { FactsRow } from '../../../db/match-facts.ts'
import { type NeedNow, reasonOf } from '../../../domain/alerts.ts'
import { dayOf } from '../../../domain/day.ts'
import type { ProfileFeatures } from '../../../domain/match-query.ts'
import { type Evaluation, evaluateNeed } from '../../../domain/matching.ts'
import { TOPIC_THRESHOLD } from '../../../domain/nothing-fits.ts'
import {
  type Because,
  becauseOf,
  comparePairs,
  keyOf,
  type PairCause,
  type PairMove,
  type PairNow,
  tellingBand,
} from '../../../domain/pairs.ts'
import { type PlanContext, planNeed } from '../../../domain/plan.ts'
import type { ProfileFacts } from '../../../domain/profiles.ts'
import type { SourcingNeed } from '../../../domain/sourcing.ts'
import type { Catalogue } from '../../../domain/standards.ts'
import { topicOf } from '../../../domain/topic.ts'
import type { ConceptTree } from '../../../domain/verdict.ts'
import { DEFAULT_WEIGHTS, type WeightsInForce } from '../../../domain/weights.ts'
import type { Clock } from '../../ports/clock.ts'
import type { MatchEngine } from '../../ports/match-engine.ts'
import { alertStore, type NewAlert } from './store.ts'
import { pairStore, parts } from './store-pairs.ts'

export interface NeedHeld {
  need: SourcingNeed
  version: number
  takesAnswers: boolean
  /** Codes of the lead firm's own standards, where an alias must not show them. */
  hidden: ReadonlySet<string>
}

/** What is asked of whoever keeps the search index level with the database. */
export interface FollowedIndex {
  catchUp(): Promise<void>
  planContext(): Promise<PlanContext>
  featuresOf(row: FactsRow): ProfileFeatures
}

export interface PairNeeds {
  clock: Clock
  jobs: Pick<Jobs, 'send'>
  engine: MatchEngine
  index: FollowedIndex
  concepts: ConceptTree
  catalogue(): Promise<Catalogue>
  needsOf(tx: Transaction, needIds: readonly string[]): Promise<NeedHeld[]>
}

export interface Touched {
  profileIds: readonly string[]
  needIds: readonly string[]
}

/** How many firms each recall of a posted need may bring; whoever stands behind them is not told of it. */
const REACH = 1_000
const SEARCH_MS = 20_000
/** Pairs evaluated between two pauses: about 5 ms of work, so that no answer waits longer. */
const AT_ONCE = 100

/** Pairs to match: the SME's facts, the need, and the topic where the engine told it. */
interface Reckoning {
  rows: Map<string, FactsRow>
  needs: Map<string, NeedHeld>
  topics: Map<string, number>
}

/** Matches again what these changes touch; `quiet` fills the pairs without telling anybody. Says how many pairs moved. */
export async function rematch(
  needs: PairNeeds,
  tx: Transaction,
  touched: Touched,
  how: { cause: PairCause; quiet: boolean },
): Promise<number> {
  const smeIds = await pairStore.ownersOf(tx, touched.profileIds)
  const stored = await pairStore.of(tx, { smeIds, needIds: touched.needIds })
  const reckoning = await recall(needs, tx, touched, stored)
  const now = await evaluateAll(needs, reckoning)
  const { put, drop, moves } = comparePairs(stored, now)
  const at = needs.clock.now()
  await pairStore.drop(tx, drop)
  await pairStore.put(tx, put, at)
  if (!how.quiet) await tell(needs, tx, alertsOf(moves, { ...reckoning, touched, cause: how.cause, at }))
  return moves.length
}

/** Raises alerts, and has the mail about them written once the transaction stands. */
export async function tell(needs: Pick<PairNeeds, 'jobs'>, tx: Transaction, list: readonly NewAlert[]): Promise<void> {
  if (list.length === 0) return
  await alertStore.raise(tx, list)
  await needs.jobs.send(tx, 'tell-alerts', {})
}

/** Which pairs are near enough: of a profile by the engine's reverse, of a need by its candidates, and whatever was stored. */
async function recall(
  needs: PairNeeds,
  tx: Transaction,
  touched: Touched,
  stored: readonly { needId: string; smeId: string }[],
): Promise<Reckoning> {
  const topics = new Map<string, number>()
  const own = await pairStore.claimedOf(tx, { profileIds: touched.profileIds })
  for (const row of own) {
    const asked = { least: TOPIC_THRESHOLD, failing: true, most: REACH }
    const hits = await needs.engine.reverse(needs.index.featuresOf(row), asked, AbortSignal.timeout(SEARCH_MS))
    for (const { needId, topic } of hits) topics.set(keyOf({ needId, smeId: row.organizationId }), topic)
  }
  const found = await needsHeld(needs, tx, [...touched.needIds, ...idsIn(topics, 0), ...stored.map((one) => one.needId)])
  const forward = await candidatesOf(needs, touched.needIds, found)
  const others = await pairStore.claimedOf(tx, {
    profileIds: [...new Set([...forward.values()].flatMap((one) => [...one.keys()]))],
    smeIds: [...new Set(stored.map((one) => one.smeId))],
  })
  const rows = new Map([...own, ...others].map((row) => [row.organizationId, row]))
  for (const row of rows.values()) {
    for (const [needId, byProfile] of forward) {
      const topic = byProfile.get(row.profileId)
      if (topic !== undefined) topics.set(keyOf({ needId, smeId: row.organizationId }), topic)
    }
  }
  await topicsOfStored(needs, { rows, needs: found, topics }, stored)
  return { rows, needs: found, topics }
}

async function candidatesOf(
  needs: PairNeeds,
  needIds: readonly string[],
  found: Map<string, NeedHeld>,
): Promise<Map<string, Map<string, number>>> {
  const context = await needs.index.planContext()
  const forward = new Map<string, Map<string, number>>()
  for (const needId of needIds) {
    const held = found.get(needId)
    if (held?.need.state !== 'open') continue
    const { items } = await needs.engine.candidates(planNeed(held.need, context), REACH, AbortSignal.timeout(SEARCH_MS))
    const near = items.filter((one) => one.topic >= TOPIC_THRESHOLD)
    forward.set(needId, new Map(near.map((one) => [one.profileId, one.topic])))
  }
  return forward
}

/** A stored pair that no recall brought is reckoned exactly: it may stand behind the reach, or be known to fail. */
async function topicsOfStored(
  needs: PairNeeds,
  { rows, needs: held, topics }: Reckoning,
  stored: readonly { needId: string; smeId: string }[],
) {
  const context = await needs.index.planContext()
  const missing = Map.groupBy(
    stored.filter((one) => !topics.has(keyOf(one))),
    (one) => one.needId,
  )
  for (const [needId, pairs] of missing) {
    const one = held.get(needId)
    if (one?.need.state !== 'open') continue
    const query = planNeed(one.need, context)
    for (const { smeId } of pairs) {
      const row = rows.get(smeId)
      if (row) topics.set(keyOf({ needId, smeId }), topicOf(query, needs.index.featuresOf(row)).topic)
    }
  }
}

async function evaluateAll(needs: PairNeeds, { rows, needs: held, topics }: Reckoning): Promise<PairNow[]> {
  const catalogue = await needs.catalogue()
  const { weights = DEFAULT_WEIGHTS } = await needs.index.planContext()
  const now: PairNow[] = []
  let at = 0
  for (const [key, topic] of topics) {
    const [needId = '', smeId = ''] = key.split('/')
    const row = rows.get(smeId)
    const one = held.get(needId)
    if (!row || one?.need.state !== 'open') continue
    if (++at % AT_ONCE === 0) await pause()
    now.push(pairNow(one, smeId, evaluateOne(needs, { held: one, facts: row.facts, topic, catalogue, weights })))
  }
  return now
}

export function evaluateOne(
  needs: Pick<PairNeeds, 'clock' | 'concepts'>,
  pair: { held: NeedHeld; facts: ProfileFacts; topic: number; catalogue: Catalogue; weights?: WeightsInForce },
): Evaluation {
  const { held, facts, topic, catalogue, weights = DEFAULT_WEIGHTS } = pair
  return evaluateNeed(held.need, facts, { today: dayOf(needs.clock.now()), catalogue, concepts: needs.concepts, topic, weights })
}

function pairNow({ need, version, hidden }: NeedHeld, smeId: string, evaluation: Evaluation): PairNow {
  const { score, fit, topic } = evaluation
  const because = becauseOf(evaluation)
  return {
    needId: need.id,
    smeId,
    band: tellingBand(evaluation),
    score,
    fit,
    topic,
    needVersion: version,
    because: because && masked(because, hidden),
  }
}

/** Under an alias a lead firm's own standard keeps no code: an SME approved under it would know the firm by it. */
function masked(because: Because, hidden: ReadonlySet<string>): Because {
  const params = Object.entries(because.params).map(([name, value]) => [name, hidden.has(String(value)) ? 'own-standard' : value])
  return { ...because, params: Object.fromEntries(params) as Because['params'] }
}

function alertsOf(moves: readonly PairMove[], on: Reckoning & { touched: Touched; cause: PairCause; at: Date }): NewAlert[] {
  const changed = new Set(on.touched.needIds)
  // Whoever took its own profile back need not be told that it is proposed no more.
  const present = moves.filter((one) => on.rows.has(one.smeId))
  return present.flatMap(({ needId, smeId, before, after, because }) => {
    const cause = changed.has(needId) ? 'need' : on.cause
    const held = on.needs.get(needId)
    const reason = reasonOf({ before, after }, cause, standingOf(held))
    // What an agency reviews reaches an SME by the agency's offer alone.
    if (!reason || held?.need.reviewAgencyId) return []
    return [{ organizationId: smeId, reason, subject: needId, needId, before, after, detail: { cause, because }, raisedAt: on.at }]
  })
}

function standingOf(held: NeedHeld | undefined): NeedNow {
  return held?.need.state === 'open' ? { state: 'open', takesAnswers: held.takesAnswers } : { state: 'over', takesAnswers: false }
}

export async function needsHeld(
  needs: Pick<PairNeeds, 'needsOf'>,
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, NeedHeld>> {
  const held = new Map<string, NeedHeld>()
  for (const part of parts([...new Set(ids)])) for (const one of await needs.needsOf(tx, part)) held.set(one.need.id, one)
  return held
}

/** One side of the pairs' keys: 0 the needs, 1 the SMEs. */
function idsIn(topics: ReadonlyMap<string, number>, side: 0 | 1): string[] {
  return [...new Set([...topics.keys()].map((key) => key.split('/')[side] ?? ''))]
}
