/** Meilisearch behind the port: it finds candidates and names for deployments of several machines; the shared rules score and judge. */
import { setTimeout as pause } from 'node:timers/promises'
import type { MatchQuery } from '../../domain/match-query.ts'
import { EngineAwayError, type FeatureChange, type Frozen, type MatchEngine } from '../ports/match-engine.ts'
import { createMeiliClient, type MeiliClient, type MeiliOptions, refusalOf } from './meili-client.ts'
import { searchDirectory, suggestNames } from './meili-directory.ts'
import { featuresFrom, type NeedDocument, PROFILE_FIELDS, type ProfileDocument } from './meili-documents.ts'
import { type Kept, keepRead } from './meili-features.ts'
import { needsFor } from './meili-needs.ts'
import { countStandings, recall } from './meili-recall.ts'
import { type Scorable, scorable } from './meili-score.ts'
import {
  buildBeside,
  done,
  dropAll,
  indexName,
  makeIndexes,
  readFrozen,
  readPosition,
  swapIn,
  writeChanges,
  writeFrozen,
  writePosition,
} from './meili-writes.ts'

/** Profiles and needs kept as read: about 10 kB each. */
const PROFILES_KEPT = 6_000
const NEEDS_KEPT = 5_000

/** How often a waiting reader looks whether another process has written. */
const LOOK_MS = 50

interface State {
  client: MeiliClient
  /** Made once; tried again after a failure. */
  ready: Promise<void> | null
  /** As this process knows it; the server's own may lag behind by one write. */
  position: bigint
  /** Changes that came while a rebuild runs; they are written into the new indexes too. */
  replay: FeatureChange[] | null
  /** What needs are planned with from the rebuild under way on. */
  frozen: { frozen: Frozen; database: string } | null
  isClosed: boolean
}

export function createMeiliSearch(options: MeiliOptions): MatchEngine {
  const client = createMeiliClient(options)
  const state: State = { client, ready: null, position: 0n, replay: null, frozen: null, isClosed: false }
  const profiles: Kept<Scorable> = keepRead<ProfileDocument, Scorable>(client, {
    index: indexName(client, 'profiles'),
    fields: PROFILE_FIELDS,
    most: PROFILES_KEPT,
    read: (document) => scorable(featuresFrom(document)),
  })
  const needs: Kept<MatchQuery> = keepRead<NeedDocument, MatchQuery>(client, {
    index: indexName(client, 'needs'),
    fields: ['id', 'seq', 'query'],
    most: NEEDS_KEPT,
    read: (document) => document.query,
  })
  const writes = inTurn()
  const rebuilds = inTurn()
  const from = { client, index: indexName(client, 'profiles'), profiles }
  const directory = { client, index: indexName(client, 'profiles_suggest') }
  const asked = async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted()
    await ready(state)
    return work().catch((error: unknown) =>
      Promise.reject(refusalOf(error)?.code === 'index_not_found' ? new EngineAwayError({ cause: error }) : error),
    )
  }
  return {
    capabilities: () => ({ exact: false, maxWords: 10, textEvidence: 'counts', remote: true }),
    candidates: (query, k, signal) =>
      asked(signal, async () => {
        const asOf = state.position
        return { ...(await recall(from, query, k, signal)), asOf }
      }),
    standings: (query, signal) => asked(signal, () => countStandings(from, query, signal)),
    reverse: (profile, how, signal) =>
      asked(signal, () => needsFor({ client, index: indexName(client, 'needs'), needs }, profile, how, signal)),
    suggestNames: (text, k) => asked(new AbortController().signal, () => suggestNames(directory, text, k)),
    search: (query, signal) =>
      asked(signal, async () => {
        const asOf = state.position
        return { ...(await searchDirectory(directory, query, signal)), asOf }
      }),
    apply: (changes, upTo) => writes(() => apply(state, changes, upTo)),
    position: () => position(state),
    reached: (seq, signal) => reached(state, seq, signal),
    rebuild: (source, at) => rebuilds(() => rebuild(state, { writes, kept: [profiles, needs] }, source, at)),
    restore: (database, upTo) => restore(state, database, upTo),
    freeze(frozen, database) {
      state.frozen = { frozen, database }
    },
    async close() {
      state.isClosed = true
      await writes(async () => undefined)
      client.close()
    },
  }
}

type Turns = (work: () => Promise<void>) => Promise<void>

/** Runs one piece of work after another, whatever became of the one before; the first begins at once, so that calls keep their order. */
function inTurn(): Turns {
  let last: Promise<void> | null = null
  return (work) => {
    const next = last ? last.then(work) : work()
    const over = next
      .catch(() => undefined)
      .then(() => {
        if (last === over) last = null
      })
    last = over
    return next
  }
}

/** Indexes and settings are looked after once in each process; the position is read with them. */
function ready(state: State): Promise<void> {
  state.ready ??= prepare(state).catch((error: unknown) => {
    state.ready = null
    throw error
  })
  return state.ready
}

async function prepare(state: State): Promise<void> {
  await makeIndexes(state.client)
  const stored = (await readPosition(state.client)) ?? 0n
  if (stored > state.position) state.position = stored
}

/** A server that stands before what it had once done has lost its disk, or is a copy of an earlier day: it is followed from there. */
async function position(state: State): Promise<bigint> {
  await ready(state)
  const known = state.position
  const stored = await readPosition(state.client)
  if (stored === null || (stored > 0n && stored < known)) {
    state.ready = null
    state.position = 0n
    await ready(state)
  } else if (stored > state.position) state.position = stored
  return state.position
}

/** What stands at or before the position is in already: a batch may come twice or late. */
async function apply(state: State, changes: readonly FeatureChange[], upTo: bigint): Promise<void> {
  await ready(state)
  const fresh = changes.filter(({ seq }) => seq > state.position)
  state.replay?.push(...fresh)
  await writeChanges(state.client, fresh)
  await advance(state, upTo)
}

async function advance(state: State, to: bigint): Promise<void> {
  if (to <= state.position) return
  // Only after the changes show is the new number handed over: whoever starts from an older one repeats, and loses nothing.
  const task = await writePosition(state.client, to)
  await done(state.client, task)
  state.position = to
}

/** The indexes of another database, or of an earlier state of this one, are no use: all begins anew. */
async function restore(state: State, database: string, upTo: bigint): Promise<Frozen | null> {
  const at = await position(state)
  const kept = await readFrozen(state.client)
  if (kept?.database === database && at <= upTo) return kept.frozen
  if (at > 0n) await done(state.client, await writePosition(state.client, 0n))
  state.position = 0n
  return null
}

/** Only once the new indexes answer: until then the old ones do, and what they were planned with. */
async function keepFrozen(state: State): Promise<void> {
  if (!state.frozen) return
  await done(state.client, await writeFrozen(state.client, state.frozen.frozen, state.frozen.database))
  state.frozen = null
}

async function rebuild(
  state: State,
  { writes, kept }: { writes: Turns; kept: Pick<Kept<unknown>, 'clear'>[] },
  source: Parameters<MatchEngine['rebuild']>[0],
  at: bigint,
): Promise<void> {
  // In turn with the writes: what is being written belongs to the old indexes, what comes from here on is kept for the new ones too.
  await writes(async () => {
    if (at < (await position(state))) throw new RangeError(`A rebuild at ${at} would lose changes up to ${state.position}.`)
    state.replay = []
  })
  try {
    const suffix = await buildBeside(state.client, source, at).catch(async (error: unknown) => {
      await dropAll(state.client, `_${at}`).catch(() => undefined)
      throw error
    })
    await writes(async () => {
      const missed = (state.replay ?? []).filter(({ seq }) => seq > at)
      await writeChanges(state.client, missed, suffix)
      await swapIn(state.client, suffix)
      for (const each of kept) each.clear()
      await advance(state, at)
      await keepFrozen(state)
    })
  } finally {
    state.replay = null
  }
}

async function reached(state: State, seq: bigint, signal: AbortSignal): Promise<void> {
  while (!state.isClosed) {
    if (signal.aborted) throw signal.reason
    if (state.position >= seq) return
    if ((await position(state).catch(() => state.position)) >= seq) return
    await pause(LOOK_MS, undefined, { ref: false, signal }).catch(() => undefined)
  }
}
