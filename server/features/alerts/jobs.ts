/** Follows the numbered changes: whatever a change touches is matched again within moments of its commit, and nothing else. */
import { changesAfter, lastChange, type NumberedChange } from '../../../db/changes.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import { dayOf } from '../../../domain/day.ts'
import { EngineAwayError } from '../../ports/match-engine.ts'
import { turnDay } from './jobs-days.ts'
import { type PairNeeds, rematch } from './jobs-pairs.ts'
import { askRun, runAll } from './jobs-runs.ts'
import { pairStore } from './store-pairs.ts'

export interface PairFollower {
  /** Notes from where on changes are told; before anything is written into a new database. */
  begin(): Promise<void>
  /** Follows until `stop`. */
  start(): Promise<void>
  /** Matches everything committed so far. */
  catchUp(): Promise<void>
  /** Works one run that matches everything again. */
  runAll(runId: string): Promise<void>
  /** The nightly repair: everything again, without telling anybody. */
  runTonight(): Promise<void>
  stop(): Promise<void>
}

export interface FollowerNeeds extends PairNeeds {
  db: Database
  onFault(error: unknown): void
}

const PAGE = 200
/** Should the notice of a commit be lost. */
const EVERY_MS = 1_000

export function createPairFollower(needs: FollowerNeeds): PairFollower {
  const { db } = needs
  let busy: Promise<void> | null = null
  let waiting: Promise<void> | null = null
  let end: (() => Promise<void>) | null = null
  // Who comes while one runs waits for the next, which surely starts after his own commit; more than one need not wait.
  const inTurn = (): Promise<void> => {
    waiting ??= (busy ?? Promise.resolve())
      .catch(() => {})
      .then(() => {
        busy = waiting
        waiting = null
        return catchUp(needs)
      })
    return waiting
  }
  const follow = () =>
    void inTurn().catch((error: unknown) => {
      // A search server that is away is asked again after each change and every second: /readyz tells of it, once.
      if (!(error instanceof EngineAwayError)) needs.onFault(error)
    })
  return {
    begin: () => begin(needs),
    async start() {
      await begin(needs)
      const deafen = await db.onChange(follow)
      const timer = setInterval(follow, EVERY_MS)
      timer.unref()
      end = async () => {
        clearInterval(timer)
        await deafen()
      }
      follow()
    },
    catchUp: inTurn,
    runAll: (runId) => runAll(needs, runId),
    runTonight: () => db.asSystem('match-again', (tx) => askRun(needs, tx, { cause: 'day', quiet: true })),
    async stop() {
      await end?.()
      await (waiting ?? busy)?.catch(() => {})
    },
  }
}

/** What stood before the product learned to tell is matched quietly: nobody is told of old needs at once. */
async function begin(needs: FollowerNeeds): Promise<void> {
  await needs.db.asSystem('match-pairs', async (tx) => {
    const seq = await lastChange(tx)
    const isNew = await pairStore.begin(tx, { seq, day: dayOf(needs.clock.now()) })
    if (isNew && seq > 0n) await askRun(needs, tx, { cause: 'day', quiet: true })
  })
}

async function catchUp(needs: FollowerNeeds): Promise<void> {
  await needs.index.catchUp()
  const upTo = await needs.engine.position()
  const cursor = await needs.db.asSystem('match-pairs', pairStore.look)
  if (cursor && cursor.day < dayOf(needs.clock.now())) await needs.db.asSystem('match-pairs', (tx) => turnDay(needs, tx))
  if (!cursor || cursor.seq >= upTo) return
  while (await needs.db.asSystem('match-pairs', (tx) => followPage(needs, tx, upTo)));
}

/** One page of changes, in one transaction with all that follows from it: told once, however often this is tried. */
async function followPage(needs: FollowerNeeds, tx: Transaction, upTo: bigint): Promise<boolean> {
  const cursor = await pairStore.hold(tx)
  if (!cursor) return false
  const list = (await changesAfter(tx, cursor.seq, PAGE)).filter((one) => one.seq <= upTo)
  const last = list.at(-1)
  if (!last) return false
  const touched = { profileIds: subjects(list, 'profile'), needIds: subjects(list, 'need') }
  await rematch(needs, tx, touched, { cause: 'profile', quiet: false })
  if (list.some((one) => one.kind === 'catalogue')) await askRun(needs, tx, { cause: 'catalogue', quiet: false })
  await pairStore.move(tx, { seq: last.seq })
  return list.length === PAGE
}

function subjects(list: readonly NumberedChange[], kind: NumberedChange['kind']): string[] {
  return [...new Set(list.flatMap((one) => (one.kind === kind ? [one.subjectId] : [])))]
}
