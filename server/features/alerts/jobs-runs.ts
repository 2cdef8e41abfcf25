/** Matching everything again, as a job whose progress can be watched: after a change of the catalogue, and quietly every night. */
import type { Database, Transaction } from '../../../db/client.ts'
import type { PairCause } from '../../../domain/pairs.ts'
import { type PairNeeds, rematch } from './jobs-pairs.ts'
import { pairStore } from './store-pairs.ts'
import { runStore } from './store-runs.ts'

interface RunNeeds extends PairNeeds {
  db: Database
}

/** Profiles in one transaction: few, since whoever follows changes waits for it. */
const PAGE = 50
const KEEP_DAYS = 90

/** Asks for a run, unless one waits already. */
export async function askRun(needs: Pick<PairNeeds, 'clock' | 'jobs'>, tx: Transaction, how: { cause: PairCause; quiet: boolean }) {
  const run = await runStore.add(tx, { ...how, createdAt: needs.clock.now() })
  if (run) await needs.jobs.send(tx, 'match-all', { runId: run.id })
}

/** Works a run to its end, from where it stopped. */
export async function runAll(needs: RunNeeds, runId: string): Promise<void> {
  await needs.index.catchUp()
  await needs.db.asSystem('match-all', (tx) => startRun(needs, tx, runId))
  while (await needs.db.asSystem('match-all', (tx) => runPage(needs, tx, runId)));
}

async function startRun({ clock }: RunNeeds, tx: Transaction, runId: string): Promise<void> {
  const run = await runStore.hold(tx, runId)
  if (run?.state !== 'waiting') return
  await runStore.change(tx, runId, { state: 'running', startedAt: clock.now(), total: await pairStore.countClaimed(tx) })
}

async function runPage(needs: RunNeeds, tx: Transaction, runId: string): Promise<boolean> {
  // The cursor first: pairs are written by one at a time, each from the facts as they stand then.
  await pairStore.hold(tx)
  const run = await runStore.hold(tx, runId)
  if (run?.state !== 'running') return false
  const profileIds = await pairStore.claimedAfter(tx, run.after, PAGE)
  const last = profileIds.at(-1)
  if (!last) {
    await finish(needs, tx, runId)
    return false
  }
  const moved = await rematch(needs, tx, { profileIds, needIds: [] }, run)
  await runStore.advance(tx, runId, { after: last, done: profileIds.length, moved })
  return true
}

async function finish({ clock }: RunNeeds, tx: Transaction, runId: string): Promise<void> {
  const at = clock.now()
  await pairStore.dropUnmatched(tx)
  await runStore.change(tx, runId, { state: 'done', finishedAt: at })
  await runStore.forget(tx, new Date(at.getTime() - KEEP_DAYS * 86_400_000))
}
