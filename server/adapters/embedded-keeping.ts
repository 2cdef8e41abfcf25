/** Keeps the embedded index on disk: a snapshot after all was built or merged anew, after many changes, and at the end. */
import type { Frozen } from '../ports/match-engine.ts'
import { editionOf, readFrozen, readNeeds, writeFrozen, writeNeeds } from './embedded-kept.ts'
import type { Store } from './embedded-store.ts'
import { pause } from './embedded-turns.ts'

export interface Keeping {
  restore(database: string, upTo: bigint): Promise<Frozen | null>
  freeze(frozen: Frozen, database: string): void
  /** Called when the position has moved. */
  moved(): void
  /** Keeps the index as it stands, if that is not kept yet. */
  keep(): Promise<void>
  /** Keeps a last time where that takes no more than a moment. */
  finish(): Promise<void>
}

/** Changes that may be replayed at the next start before a new snapshot is worth its price. */
const MOST_CHANGES = 10_000n
/** A snapshot of this size is written in well under a second. */
const MOMENT = 64 * 2 ** 20

interface State {
  edition: string | null
  frozen: Frozen | null
  keptAt: bigint
  isDue: boolean
  running: Promise<void> | null
}

export function createKeeping(store: Store, folder: string): Keeping {
  const state: State = { edition: null, frozen: null, keptAt: -1n, isDue: false, running: null }
  const keep = () => {
    state.isDue = true
    state.running ??= keepAll(state, store, folder).finally(() => {
      state.running = null
    })
    return state.running
  }
  return {
    async restore(database, upTo) {
      const edition = editionOf(database)
      state.edition = edition
      const snapshot = await store.apart((builder) => builder.call('read', { folder, edition, upTo }))
      if (!snapshot) return null
      const position = BigInt(snapshot.position)
      await store.adopt({ segments: snapshot.segments, needs: await readNeeds(snapshot.needs, pause), position })
      state.keptAt = position
      state.frozen = await readFrozen(snapshot.frozen, pause)
      return state.frozen
    },
    freeze(frozen, database) {
      state.frozen = frozen
      state.edition = editionOf(database)
    },
    moved() {
      if (state.keptAt >= 0n && store.position() - state.keptAt > MOST_CHANGES) keep().catch(() => {})
    },
    keep,
    async finish() {
      await state.running?.catch(() => {})
      const bytes = store.standing().segments.reduce((sum, { handle }) => sum + handle.buffer.byteLength, 0)
      if (store.position() > state.keptAt && bytes <= MOMENT) await keep().catch(() => {})
    },
  }
}

/** Again, when meanwhile it was asked for again. */
async function keepAll(state: State, store: Store, folder: string): Promise<void> {
  while (state.isDue) {
    state.isDue = false
    const { edition, frozen } = state
    if (!edition || !frozen) return
    const { segments, needs, position } = store.standing()
    const texts = { needs: await writeNeeds(needs, pause), frozen: await writeFrozen(frozen, pause) }
    const snapshot = { edition, position: String(position), segments, ...texts }
    await store.apart((builder) => builder.call('write', { folder, snapshot }))
    state.keptAt = position
  }
}
