/** Keeps the search index level with the database: built at start, then following the numbered changes; the truth stays in PostgreSQL. */
import { setTimeout as pause } from 'node:timers/promises'
import { changesAfter, lastChange, type NumberedChange } from '../../../db/changes.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import { whileLeading } from '../../../db/leading.ts'
import { countPublished, type FactsRow, publishedFactsAfter, publishedFactsOf } from '../../../db/match-facts.ts'
import { dayOf } from '../../../domain/day.ts'
import type { MatchQuery, ProfileFeatures, TopicStatistics } from '../../../domain/match-query.ts'
import { type PlanContext, planNeed } from '../../../domain/plan.ts'
import { featuresOf } from '../../../domain/profile-features.ts'
import type { SourcingNeed } from '../../../domain/sourcing.ts'
import type { Catalogue } from '../../../domain/standards.ts'
import { startStatistics } from '../../../domain/topic.ts'
import type { WeightsInForce } from '../../../domain/weights.ts'
import type { Clock } from '../../ports/clock.ts'
import { EngineAwayError, type FeatureChange, type Frozen, type IndexedSubject, type MatchEngine } from '../../ports/match-engine.ts'
import { atMost, onlyAway } from './jobs-patience.ts'
import type { Codings } from './service-codings.ts'

export interface RulesNow extends PlanContext {
  standards: Catalogue
  weights: WeightsInForce
}

export interface IndexFollower {
  /** Brings back what was kept on disk, or builds the index from the database. Queries wait for it. */
  start(): Promise<void>
  /** False until the index answers for the first time. */
  isReady(): boolean
  /** True while the engine does not answer: it is caught up with as soon as it does. */
  isWaiting(): boolean
  /**
   * Applies everything committed so far: whoever wrote sees it in the next answer. With an engine that is a server of its own it
   * returns after a while all the same: the answer is then given from what the index has.
   */
  catchUp(): Promise<void>
  /** What planning needs, with the statistics frozen for the day; read for one answer and used for all of it. */
  planContext(): Promise<RulesNow>
  featuresOf(row: FactsRow): ProfileFeatures
  stop(): Promise<void>
}

interface Needs {
  db: Database
  clock: Clock
  engine: MatchEngine
  concepts: PlanContext['concepts']
  codings: Codings
  standards(): Promise<Catalogue>
  /** What the categories count: it orders candidates who are known to meet more before others. */
  weights(): Promise<WeightsInForce>
  openNeedsAfter(tx: Transaction, after: string | null, limit: number): Promise<SourcingNeed[]>
  openNeedsOf(tx: Transaction, ids: readonly string[]): Promise<SourcingNeed[]>
}

const PAGE = 1_000
const FIRST = '00000000-0000-0000-0000-000000000000'
/** Between page loads nothing else asks; then the index still follows. */
const EVERY_MS = 1_000
/** A list that grew by a fifth makes yesterday's frequencies useless: they are counted anew before the day is over. */
const GROWTH = 1.2
/** Up to so many profiles an index is built within a second or two, for which a question can wait. */
const SMALL = 2_000

/** A question waits so long for the newest changes to reach an engine that is a server of its own. */
const PATIENCE_MS = 1_500

interface State {
  needs: Needs
  frozen: Frozen | null
  /** Profiles, about. */
  size: number
  isReady: boolean
  isWaiting: boolean
  /** A rebuild beside the answers. */
  renewed: Promise<void> | null
}

export function createIndexFollower(needs: Needs): IndexFollower {
  const state: State = { needs, frozen: null, size: 0, isReady: false, isWaiting: false, renewed: null }
  let busy: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null
  // One catch-up at a time; all who come during it wait for the same next one, which surely starts after their own commits.
  let next: Promise<void> | null = null
  const inTurn = () => {
    if (next) return next
    const mine = (busy ?? Promise.resolve())
      .catch(() => {})
      .then(() => {
        next = null
        return noted(state)
      })
    next = mine
    busy = mine
    return mine
  }
  return {
    async start() {
      await inTurn().catch(onlyAway)
      state.isReady = true
      timer = setInterval(() => void inTurn().catch(() => {}), EVERY_MS)
      timer.unref()
    },
    isReady: () => state.isReady,
    isWaiting: () => state.isWaiting,
    catchUp: needs.engine.capabilities().remote ? () => atMost(PATIENCE_MS, inTurn()) : inTurn,
    planContext: () => contextNow(state),
    featuresOf: (row) => featuresOf(row.facts, row.texts, { concepts: needs.concepts, likely: needs.codings.ofRow(row) }),
    async stop() {
      if (timer) clearInterval(timer)
      // A rebuild under way ends with the engine.
      await needs.engine.close()
      await busy?.catch(() => {})
      await state.renewed
    },
  }
}

async function noted(state: State): Promise<void> {
  try {
    await catchUp(state)
    state.isWaiting = false
  } catch (error) {
    state.isWaiting = error instanceof EngineAwayError
    throw error
  }
}

async function catchUp(state: State): Promise<void> {
  const { db, engine } = state.needs
  if (isOver(state)) await takeKept(state)
  if (!engine.capabilities().remote) return level(state)
  if (await whileLeading(db, () => levelShared(state))) return
  // Another process is at it; its writes are as good as ours.
  const upTo = await db.asSystem('index', lastChange)
  await engine.reached(upTo, AbortSignal.timeout(PATIENCE_MS)).catch(() => undefined)
}

/** What the engine kept when it last ran on this very database, or what another process has counted since. */
async function takeKept(state: State): Promise<void> {
  if (state.frozen && !state.needs.engine.capabilities().remote) return
  const kept = await restored(state.needs)
  if (!kept || (state.frozen && kept.on <= state.frozen.on)) return
  state.frozen = kept
  state.size = kept.statistics.documents
}

/** Whoever rebuilds a shared index goes on following meanwhile: changes that others wrote would be missing from the new one. */
async function levelShared(state: State): Promise<void> {
  try {
    await level(state)
    while (state.renewed) {
      await Promise.race([state.renewed, pause(EVERY_MS)])
      await follow(state)
    }
  } finally {
    await state.renewed
  }
}

async function level(state: State): Promise<void> {
  if (!state.frozen || (isOver(state) && state.size <= SMALL) || (await isEmpty(state))) await rebuild(state)
  // Of many profiles yesterday's statistics serve until today's are counted.
  else if (isOver(state)) state.renewed ??= renew(state)
  await follow(state)
}

/** A shared server may come back with nothing of what it had: building anew is quicker than every change there ever was. */
async function isEmpty({ needs: { db, engine } }: State): Promise<boolean> {
  return (await engine.position()) === 0n && (await db.asSystem('index', lastChange)) > 0n
}

function isOver(state: State): boolean {
  return state.frozen?.on !== dayOf(state.needs.clock.now()) || hasGrown(state)
}

function hasGrown({ frozen, size }: State): boolean {
  return frozen !== null && size > Math.max(frozen.statistics.documents, 50) * GROWTH
}

async function renew(state: State): Promise<void> {
  try {
    await rebuild(state)
  } catch (error) {
    console.error('index:', error)
  } finally {
    state.renewed = null
  }
}

async function rebuild(state: State): Promise<void> {
  const { needs } = state
  await needs.codings.load()
  const { name, last } = await databaseOf(needs)
  const reached = await needs.engine.position()
  // What is read from now on is at least as new as what the index has already.
  const at = last > reached ? last : reached
  await needs.engine.rebuild(
    subjects(needs, (statistics) => {
      state.frozen = { on: dayOf(needs.clock.now()), statistics }
      state.size = statistics.documents
      needs.engine.freeze?.(state.frozen, name)
      return contextNow(state)
    }),
    at,
  )
}

async function follow(state: State): Promise<void> {
  const { db, engine } = state.needs
  for (;;) {
    const from = await engine.position()
    const list = await db.readAsSystem('index', (tx) => changesAfter(tx, from, PAGE))
    const last = list.at(-1)
    if (!last) return
    const context = await contextNow(state)
    const changes = await db.asSystem('index', (tx) => readChanges(state.needs, tx, list, context))
    await countGrowth(state, changes)
    await engine.apply(changes, last.seq)
  }
}

/** Every profile that is written may be a new one; only where that would call for a rebuild are they really counted. */
async function countGrowth(state: State, changes: readonly FeatureChange[]): Promise<void> {
  state.size += changes.filter((one) => one.kind === 'profile' && one.profile).length
  if (hasGrown(state)) state.size = await state.needs.db.asSystem('index', countPublished)
}

/** What the engine kept when it last ran on this very database. */
async function restored(needs: Needs): Promise<Frozen | null> {
  const { name, last } = await databaseOf(needs)
  const frozen = (await needs.engine.restore?.(name, last)) ?? null
  if (frozen) await needs.codings.load()
  return frozen
}

/** A database's first change is as good as a name. */
function databaseOf({ db }: Needs): Promise<{ name: string; last: bigint }> {
  return db.asSystem('index', async (tx) => {
    const [first] = await changesAfter(tx, 0n, 1)
    return { name: first ? `${first.seq} ${first.kind} ${first.subjectId}` : '', last: await lastChange(tx) }
  })
}

const EMPTY: TopicStatistics = { documents: 0, averageLength: 1, frequencies: new Map() }

async function contextNow({ needs, frozen }: State): Promise<RulesNow> {
  const { clock, concepts, codings } = needs
  const statistics = frozen?.statistics ?? EMPTY
  const [standards, weights] = await Promise.all([needs.standards(), needs.weights()])
  return { today: dayOf(clock.now()), concepts, standards, statistics, weights, likelyOf: codings.of }
}

/** Profiles first: needs are weighed by the words that profiles really use. */
async function* subjects(needs: Needs, freeze: (statistics: TopicStatistics) => Promise<PlanContext>): AsyncGenerator<IndexedSubject> {
  const counting = startStatistics()
  for (let after = FIRST; ; ) {
    const { rows, likely } = await needs.db.asSystem('index', async (tx) => {
      const page = await publishedFactsAfter(tx, after, PAGE)
      return { rows: page, likely: await needs.codings.ofRows(tx, page) }
    })
    for (const row of rows) {
      const profile = featuresOf(row.facts, row.texts, { concepts: needs.concepts, likely: likely(row) })
      counting.add(profile)
      yield { kind: 'profile', profile }
    }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) break
    after = last.profileId
  }
  const context = await freeze(counting.done())
  for (let after: string | null = null; ; ) {
    const open: SourcingNeed[] = await needs.db.asSystem('index', (tx) => needs.openNeedsAfter(tx, after, PAGE))
    for (const need of open) yield { kind: 'need', id: need.id, query: planNeed(need, context) }
    const last: SourcingNeed | undefined = open.at(-1)
    if (!last || open.length < PAGE) return
    after = last.id
  }
}

/** Reads each changed subject once, as it stands now; an older number of the same subject says nothing more. */
async function readChanges(needs: Needs, tx: Transaction, list: readonly NumberedChange[], context: PlanContext): Promise<FeatureChange[]> {
  const newest = new Map(list.map((one) => [`${one.kind}/${one.subjectId}`, one]))
  const idsOf = (kind: string) => [...newest.values()].filter((one) => one.kind === kind).map((one) => one.subjectId)
  const rows = new Map((await publishedFactsOf(tx, idsOf('profile'))).map((row) => [row.profileId, row]))
  const likely = await needs.codings.ofRows(tx, [...rows.values()])
  const open = new Map((await needs.openNeedsOf(tx, idsOf('need'))).map((need) => [need.id, need]))
  return [...newest.values()].flatMap(({ seq, kind, subjectId }): FeatureChange[] => {
    if (kind === 'profile') {
      const row = rows.get(subjectId)
      const profile = row ? featuresOf(row.facts, row.texts, { concepts: needs.concepts, likely: likely(row) }) : null
      return [{ seq, kind, id: subjectId, profile }]
    }
    if (kind !== 'need') return []
    const need = open.get(subjectId)
    const query: MatchQuery | null = need ? planNeed(need, context) : null
    return [{ seq, kind, id: subjectId, query }]
  })
}
