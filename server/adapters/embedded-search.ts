/** The embedded search engine: the default behind the port, in threads of this process, always rebuildable from PostgreSQL. */
import { STANDINGS, type Standing } from '../../domain/match-query.ts'
import { topicFrom } from '../../domain/topic.ts'
import type { Candidate, CandidateSet, MatchEngine } from '../ports/match-engine.ts'
import type { Found } from './embedded-candidates.ts'
import { createKeeping } from './embedded-keeping.ts'
import { countOf, questionOf } from './embedded-question.ts'
import { needsFor } from './embedded-reverse.ts'
import { createStore, type Store } from './embedded-store.ts'

export interface EmbeddedOptions {
  /** Threads that answer; one unless told. */
  readers?: number
  /** Everything in the calling thread: for quick tests. */
  inThread?: boolean
  /** Where snapshots are kept; in memory alone unless told. */
  folder?: string | null
}

export function createEmbeddedSearch({ readers = 1, inThread = false, folder = null }: EmbeddedOptions = {}): MatchEngine {
  const store = createStore({ readers: inThread ? 1 : readers, inThread })
  const waiting = new Set<() => void>()
  const keeping = folder === null ? null : createKeeping(store, folder)
  store.onMove(() => {
    for (const look of waiting) look()
    keeping?.moved()
  })
  // Without a snapshot the next start only takes longer.
  store.onRenewed(() => void keeping?.keep().catch(() => {}))
  const { pool } = store
  return {
    capabilities: () => ({ exact: true, maxWords: Number.MAX_SAFE_INTEGER, textEvidence: 'counts' }),
    async candidates(query, k, signal) {
      signal.throwIfAborted()
      const asOf = store.position()
      return candidateSet(await pool.ask('candidates', { question: questionOf(query), k }, signal), asOf)
    },
    async standings(query, signal) {
      signal.throwIfAborted()
      return pool.ask('standings', countOf(query), signal)
    },
    async reverse(profile, asked, signal) {
      signal.throwIfAborted()
      return needsFor(store.needs(), profile, asked)
    },
    suggestNames: (text, k) => pool.ask('names', { text, k }, null),
    async search(query, signal) {
      signal.throwIfAborted()
      const asOf = store.position()
      return { ...(await pool.ask('directory', query, signal)), asOf }
    },
    apply: (changes, upTo) => store.apply(changes, upTo),
    position: async () => store.position(),
    reached: (seq, signal) => reached(store, waiting, seq, signal),
    rebuild: (source, at) => store.rebuild(source, at),
    restore: async (database, upTo) => (await keeping?.restore(database, upTo)) ?? null,
    freeze: (frozen, database) => keeping?.freeze(frozen, database),
    async close() {
      waiting.clear()
      await keeping?.finish()
      await store.close()
    },
  }
}

/** Candidates as the port wants them; evidence is read where somebody asks for it. */
function candidateSet(found: Found, asOf: bigint): CandidateSet {
  const ids = found.topics.length === 0 ? [] : found.ids.split('\n')
  const items = ids.map((profileId, at): Candidate => {
    let evidence: Candidate['evidence'] | undefined
    return {
      profileId,
      standing: STANDINGS[found.standings[at] ?? 0] as Exclude<Standing, 'fails'>,
      topic: topicFrom(found.topics[at] ?? 0),
      get evidence() {
        evidence ??= evidenceOf(found, at)
        return evidence
      },
      get shared() {
        const { starts, features } = found.evidence
        return features.subarray(starts[at], starts[at + 1])
      },
    }
  })
  return { items, exhaustive: found.exhaustive, partial: 'none', asOf }
}

function evidenceOf({ evidence: { starts, features, impacts } }: Found, at: number): NonNullable<Candidate['evidence']> {
  const start = starts[at] ?? 0
  return Array.from(features.subarray(start, starts[at + 1]), (feature, place) => ({ feature, impact: impacts[start + place] ?? 0 }))
}

function reached(store: Store, waiting: Set<() => void>, seq: bigint, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      waiting.delete(look)
      signal.removeEventListener('abort', give)
    }
    const look = () => {
      if (store.position() < seq) return
      leave()
      resolve()
    }
    const give = () => {
      leave()
      reject(signal.reason)
    }
    if (signal.aborted) return reject(signal.reason)
    waiting.add(look)
    signal.addEventListener('abort', give)
    look()
  })
}
