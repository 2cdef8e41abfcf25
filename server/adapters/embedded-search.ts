/** The embedded search engine: the default behind the port, in this process, rebuilt from PostgreSQL at every start. */
import type { FeatureChange, MatchEngine } from '../ports/match-engine.ts'
import { compacted, isWorthCompacting } from './embedded-compact.ts'
import { searchDirectory } from './embedded-directory.ts'
import { addProfile, type EmbeddedIndex, emptyIndex, removeProfile } from './embedded-index.ts'
import { needsFor, noNeeds, type OpenNeeds, putNeed } from './embedded-needs.ts'
import { countStandings, recall } from './embedded-recall.ts'
import { suggestNames } from './embedded-suggest.ts'

/** Subjects taken in between two pauses: about 5 ms of work, so that no answer waits longer. */
const SUBJECTS_AT_ONCE = 50

/** Everything that a rebuild swaps at once. */
interface Contents {
  index: EmbeddedIndex
  needs: OpenNeeds
  /** The highest sequence number of each subject changed since the rebuild. */
  taken: Map<string, bigint>
  /** What was in the source already: changes up to here are old. */
  from: bigint
}

interface State {
  contents: Contents
  position: bigint
  /** Changes that came while a rebuild runs; they are replayed into the new contents. */
  replay: FeatureChange[] | null
  waiting: Set<() => void>
}

export function createEmbeddedSearch(): MatchEngine {
  const state: State = { contents: emptyContents(0n), position: 0n, replay: null, waiting: new Set() }
  const writes = inTurn()
  const rebuilds = inTurn()
  return {
    capabilities: () => ({ exact: true, maxWords: Number.MAX_SAFE_INTEGER, textEvidence: 'counts' }),
    async candidates(query, k, signal) {
      signal.throwIfAborted()
      return { ...recall(state.contents.index, query, k), asOf: state.position }
    },
    async standings(query, signal) {
      signal.throwIfAborted()
      return countStandings(state.contents.index, query)
    },
    async reverse(profile, asked, signal) {
      signal.throwIfAborted()
      return needsFor(state.contents.needs, profile, asked)
    },
    async suggestNames(text, k) {
      return suggestNames(state.contents.index, text, k)
    },
    async search(query, signal) {
      signal.throwIfAborted()
      return { ...searchDirectory(state.contents.index, query), asOf: state.position }
    },
    apply: (changes, upTo) => writes(() => applyChanges(state, changes, upTo)),
    position: async () => state.position,
    reached: (seq, signal) => reached(state, seq, signal),
    rebuild: (source, at) => rebuilds(() => rebuild(state, writes, source, at)),
    async close() {
      state.contents = emptyContents(state.position)
      state.waiting.clear()
    },
  }
}

function emptyContents(from: bigint): Contents {
  return { index: emptyIndex(), needs: noNeeds(), taken: new Map(), from }
}

type Turns = (work: () => Promise<void>) => Promise<void>

/** Runs one piece of work after another, whatever became of the one before. */
function inTurn(): Turns {
  let last: Promise<void> = Promise.resolve()
  return (work) => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
}

async function applyChanges(state: State, changes: FeatureChange[], upTo: bigint): Promise<void> {
  state.replay?.push(...changes)
  await takeIn(state.contents, changes)
  if (isWorthCompacting(state.contents.index)) state.contents.index = await compacted(state.contents.index, pause)
  advance(state, upTo)
}

async function takeIn(contents: Contents, changes: readonly FeatureChange[]): Promise<void> {
  for (const [at, change] of changes.entries()) {
    if (at > 0 && at % SUBJECTS_AT_ONCE === 0) await pause()
    const subject = `${change.kind}:${change.id}`
    if (change.seq <= (contents.taken.get(subject) ?? contents.from)) continue
    contents.taken.set(subject, change.seq)
    if (change.kind === 'need') putNeed(contents.needs, change.id, change.query)
    else if (change.profile) addProfile(contents.index, change.profile)
    else removeProfile(contents.index, change.id)
  }
}

async function rebuild(state: State, writes: Turns, source: Parameters<MatchEngine['rebuild']>[0], at: bigint): Promise<void> {
  if (at < state.position) throw new RangeError(`A rebuild at ${at} would lose changes up to ${state.position}.`)
  state.replay = []
  try {
    const contents = await readAll(source, at)
    await writes(async () => {
      await takeIn(contents, state.replay ?? [])
      state.contents = contents
      advance(state, at)
    })
  } finally {
    state.replay = null
  }
}

async function readAll(source: Parameters<MatchEngine['rebuild']>[0], at: bigint): Promise<Contents> {
  const contents = emptyContents(at)
  let read = 0
  for await (const subject of source) {
    if (subject.kind === 'need') putNeed(contents.needs, subject.id, subject.query)
    else addProfile(contents.index, subject.profile)
    if (++read % SUBJECTS_AT_ONCE === 0) await pause()
  }
  return contents
}

function advance(state: State, to: bigint): void {
  if (to <= state.position) return
  state.position = to
  for (const wake of state.waiting) wake()
}

function reached(state: State, seq: bigint, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      state.waiting.delete(look)
      signal.removeEventListener('abort', give)
    }
    const look = () => {
      if (state.position < seq) return
      leave()
      resolve()
    }
    const give = () => {
      leave()
      reject(signal.reason)
    }
    if (signal.aborted) return reject(signal.reason)
    state.waiting.add(look)
    signal.addEventListener('abort', give)
    look()
  })
}

/** Lets whatever waits in the event loop run first. */
function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
