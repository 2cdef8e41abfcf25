/** The embedded index as its owner sees it: changes in order, merges and rebuilds beside them, and what everyone searches. */

import type { FeatureChange, IndexedSubject } from '../ports/match-engine.ts'
import { createEncoder } from './embedded-batch.ts'
import { type Caller, callHere, callThread, type Role } from './embedded-calls.ts'
import type { KeeperAnswer, Offered } from './embedded-keeper.ts'
import { noNeeds, type OpenNeeds, putNeed } from './embedded-open-needs.ts'
import { createPool, type Pool } from './embedded-pool.ts'
import { fullSet } from './embedded-sets.ts'
import { inTurn, pause, type Turns } from './embedded-turns.ts'

/** Profiles encoded between two pauses: about 2 ms of work, so that no request waits longer. */
const AT_ONCE = 64
/** Profiles that cross to the building thread together. */
const STAGED = 1024
/** Subjects whose newest number is remembered before the position stands for all of them. */
const MOST_TAKEN = 100_000

export interface StoreOptions {
  /** Threads that answer. */
  readers: number
  /** Everything in the calling thread: for quick tests. */
  inThread: boolean
}

export interface Store {
  pool: Pool
  needs(): OpenNeeds
  position(): bigint
  apply(changes: readonly FeatureChange[], upTo: bigint): Promise<void>
  rebuild(source: AsyncIterable<IndexedSubject>, at: bigint): Promise<void>
  /** Takes over what was kept elsewhere, as it stood at a position. */
  adopt(kept: { segments: Offered[]; needs: OpenNeeds; position: bigint }): Promise<void>
  /** The index as it stands between two changes, for a snapshot. */
  standing(): { segments: Offered[]; needs: OpenNeeds; position: bigint }
  /** Works something apart, in a thread that ends with it. */
  apart<T>(work: (builder: Caller<'builder'>) => Promise<T>): Promise<T>
  /** Resolves when nothing is merged or built any more. */
  settled(): Promise<void>
  /** Called whenever the position moves on. */
  onMove(see: () => void): void
  /** Called after everything was built or merged anew: a good moment to keep it. */
  onRenewed(see: () => void): void
  close(): Promise<void>
}

interface State {
  options: StoreOptions
  pool: Pool
  needs: OpenNeeds
  position: bigint
  /** The highest sequence number of each subject changed since `from`. */
  taken: Map<string, bigint>
  /** Changes up to here are old. */
  from: bigint
  /** Changes that came while a rebuild runs; they are replayed into the new contents. */
  replay: FeatureChange[] | null
  keeper: Caller<'keeper'> | null
  builders: Set<Caller<'builder'>>
  merging: Promise<void>
  averageLength: number
  writes: Turns
  moved: () => void
  renewed: () => void
  isClosed: boolean
}

export function createStore(options: StoreOptions): Store {
  const state: State = {
    options,
    pool: createPool(options.readers, options.inThread),
    needs: noNeeds(),
    position: 0n,
    taken: new Map(),
    from: 0n,
    replay: null,
    keeper: null,
    builders: new Set(),
    merging: Promise.resolve(),
    averageLength: 0,
    writes: inTurn(),
    moved: () => {},
    renewed: () => {},
    isClosed: false,
  }
  const rebuilds = inTurn()
  return {
    pool: state.pool,
    needs: () => state.needs,
    position: () => state.position,
    apply: (changes, upTo) => state.writes(() => applyChanges(state, changes, upTo)),
    rebuild: (source, at) => rebuilds(() => rebuild(state, source, at)),
    adopt: (kept) => state.writes(() => adopt(state, kept)),
    standing: () => ({ segments: state.pool.shown().map(copyOf), needs: state.needs, position: state.position }),
    async apart(work) {
      const builder = startBuilder(state)
      try {
        return await work(builder)
      } finally {
        await endBuilder(state, builder)
      }
    },
    async settled() {
      await state.writes(async () => {})
      await state.merging
    },
    onMove: (see) => {
      state.moved = see
    },
    onRenewed: (see) => {
      state.renewed = see
    },
    async close() {
      state.isClosed = true
      await Promise.all([state.pool.close(), state.keeper?.close(), ...[...state.builders].map((builder) => builder.close())])
      state.needs = noNeeds()
      state.taken.clear()
    },
  }
}

function start<R extends Role>({ options }: State, role: R): Caller<R> {
  return options.inThread ? callHere(role) : callThread(role)
}

/** The keeper; a new one takes over from what everyone searches. */
async function keeperOf(state: State): Promise<Caller<'keeper'>> {
  if (state.keeper && !state.keeper.ended()) return state.keeper
  const keeper = start(state, 'keeper')
  const shown = state.pool.shown()
  if (shown.length > 0) state.pool.show([(await keeper.call('adopt', shown)).change])
  state.keeper = keeper
  return keeper
}

async function applyChanges(state: State, changes: readonly FeatureChange[], upTo: bigint): Promise<void> {
  state.replay?.push(...changes)
  const fresh = freshOf(changes, (subject) => state.taken.get(subject) ?? state.from)
  const answer = await putProfiles(state, await keeperOf(state), fresh)
  if (answer) show(state, [answer])
  for (const change of fresh.values()) {
    if (change.kind === 'need') putNeed(state.needs, change.id, change.query)
    state.taken.set(subjectOf(change), change.seq)
  }
  advance(state, upTo)
  if (state.taken.size > MOST_TAKEN) {
    state.taken.clear()
    state.from = state.position
  }
}

function subjectOf({ kind, id }: FeatureChange): string {
  return `${kind}:${id}`
}

/** The newest change of each subject that is newer than what was taken. */
function freshOf(changes: readonly FeatureChange[], takenAt: (subject: string) => bigint): Map<string, FeatureChange> {
  const fresh = new Map<string, FeatureChange>()
  for (const change of changes) {
    const subject = subjectOf(change)
    if (change.seq > (fresh.get(subject)?.seq ?? takenAt(subject))) fresh.set(subject, change)
  }
  return fresh
}

async function putProfiles(
  state: State,
  keeper: Caller<'keeper'>,
  fresh: ReadonlyMap<string, FeatureChange>,
): Promise<KeeperAnswer | null> {
  const profiles = [...fresh.values()].filter((change) => change.kind === 'profile')
  if (profiles.length === 0) return null
  const encoder = createEncoder()
  for (const { profile } of profiles) {
    if (!profile) continue
    encoder.add(profile)
    if (encoder.count() % AT_ONCE === 0 && !state.options.inThread) await pause()
  }
  const gone = profiles.filter(({ profile }) => profile === null).map(({ id }) => id)
  return keeper.call('put', { batch: encoder.count() > 0 ? encoder.take() : null, gone })
}

/** Shows answers of the keeper, all at once, and sees to the merge that the last one asks for. */
function show(state: State, answers: readonly KeeperAnswer[]): void {
  state.pool.show(answers.map(({ change }) => change))
  const merge = answers.at(-1)?.merge
  state.averageLength = answers.at(-1)?.averageLength ?? 0
  if (merge) state.merging = mergeBeside(state, merge).catch(() => {})
}

async function mergeBeside(state: State, from: number[]): Promise<void> {
  const builder = startBuilder(state)
  try {
    const shown = new Map(state.pool.shown().map((offered) => [offered.handle.id, offered]))
    const inputs = from.flatMap((id) => shown.get(id) ?? [])
    const { handle, moved } = await builder.call('merge', { inputs: inputs.map(copyOf), averageLength: state.averageLength })
    await state.writes(async () => show(state, [await (await keeperOf(state)).call('merged', { from, handle, moved })]))
    state.renewed()
  } catch (error) {
    if (!state.isClosed) await state.keeper?.call('unmerged')
    throw error
  } finally {
    await endBuilder(state, builder)
  }
}

/** Deaths go on while a merge runs; it has to see those of its beginning. */
function copyOf({ handle, alive }: Offered): Offered {
  return { handle, alive: alive.slice() }
}

function startBuilder(state: State): Caller<'builder'> {
  const builder = start(state, 'builder')
  state.builders.add(builder)
  return builder
}

async function endBuilder(state: State, builder: Caller<'builder'>): Promise<void> {
  state.builders.delete(builder)
  await builder.close()
}

async function rebuild(state: State, source: AsyncIterable<IndexedSubject>, at: bigint): Promise<void> {
  if (at < state.position) throw new RangeError(`A rebuild at ${at} would lose changes up to ${state.position}.`)
  state.replay = []
  const builder = startBuilder(state)
  try {
    const needs = noNeeds()
    await stageAll(builder, source, needs)
    const handle = await builder.call('finish')
    const segments = handle ? [{ handle, alive: fullSet(handle.meta.docs) }] : []
    await state.writes(() => adopt(state, { segments, needs, position: at }))
    state.renewed()
  } finally {
    state.replay = null
    await endBuilder(state, builder)
  }
}

async function stageAll(builder: Caller<'builder'>, source: AsyncIterable<IndexedSubject>, needs: OpenNeeds): Promise<void> {
  const encoder = createEncoder()
  let read = 0
  let before: Promise<void> = Promise.resolve()
  const stage = async () => {
    await before
    before = builder.call('stage', encoder.take())
  }
  for await (const subject of source) {
    if (subject.kind === 'need') putNeed(needs, subject.id, subject.query)
    else encoder.add(subject.profile)
    if (encoder.count() >= STAGED) await stage()
    if (++read % AT_ONCE === 0) await pause()
  }
  if (encoder.count() > 0) await stage()
  await before
}

/** Swaps everything at once; changes that came since are in it from the first answer on. */
async function adopt(
  state: State,
  { segments, needs, position }: { segments: Offered[]; needs: OpenNeeds; position: bigint },
): Promise<void> {
  const keeper = await keeperOf(state)
  const replay = freshOf(state.replay ?? [], () => position)
  const adopted = await keeper.call('adopt', segments)
  const answers: KeeperAnswer[] = [adopted]
  try {
    const put = await putProfiles(state, keeper, replay)
    if (put) answers.push(put)
  } catch (error) {
    // The keeper has what nobody searches yet: the next one takes over from what they do.
    await keeper.close()
    throw error
  }
  for (const change of replay.values()) if (change.kind === 'need') putNeed(needs, change.id, change.query)
  state.needs = needs
  state.from = position
  state.taken = new Map([...replay.values()].map((change) => [subjectOf(change), change.seq]))
  show(state, answers)
  advance(state, position)
}

function advance(state: State, to: bigint): void {
  if (to <= state.position) return
  state.position = to
  state.moved()
}
