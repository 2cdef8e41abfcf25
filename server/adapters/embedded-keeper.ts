/** Keeps the embedded index: takes batches in as small segments, says who died, and decides what is to be merged. */
import type { Batch } from './embedded-batch.ts'
import { buildSegment } from './embedded-build.ts'
import { addSegment, dropSegment, type Held, kill, type Locations, noLocations } from './embedded-locations.ts'
import { mergeSegments } from './embedded-merge.ts'
import { countLiving, type Moved, NONE } from './embedded-merge-plan.ts'
import { attach, type SegmentHandle } from './embedded-segment.ts'
import { type DocSet, drop, fullSet } from './embedded-sets.ts'

/** A segment and who of it lives, on its way to those who search. */
export interface Offered {
  handle: SegmentHandle
  alive: DocSet
}

/** What changes at once for everyone who searches. */
export interface ViewChange {
  add: Offered[]
  drop: number[]
  kills: { segment: number; docs: number[] }[]
}

export interface KeeperAnswer {
  change: ViewChange
  /** Segments that should be merged into one, apart from here; null while none should. */
  merge: number[] | null
  /** The average length of all profiles, for the segments to come. */
  averageLength: number
}

export interface KeeperCalls {
  /** Profiles to take in, each replacing its older self, and ids to take out. */
  put(asked: { batch: Batch | null; gone: string[] }): KeeperAnswer
  /** Forgets everything for these segments. */
  adopt(offered: Offered[]): KeeperAnswer
  /** A merge that was asked for is done. */
  merged(done: { from: number[]; handle: SegmentHandle; moved: Moved }): KeeperAnswer
  /** A merge that was asked for came to nothing. */
  unmerged(): void
}

/** Small merges cost no more than a change does. */
const MOST_AT_ONCE = 4096
/** Segments of one size that are carried before they are merged. */
const ALIKE = 6
/** Beside the largest segment there may be this share of it, or so many documents, before all becomes one. */
const BESIDE = 0.05
const LEAST_BESIDE = 2000
/** The share of dead documents that costs more than a merge. */
const DEAD = 0.2

interface State {
  locations: Locations
  nextId: number
  /** A merge is under way elsewhere. */
  isMerging: boolean
}

/** Ids are counted from a start of their own, so that segments built elsewhere never share one. */
export function createKeeper(): KeeperCalls {
  const state: State = { locations: noLocations(), nextId: 1, isMerging: false }
  return {
    put({ batch, gone }) {
      const change: ViewChange = { add: [], drop: [], kills: [] }
      for (const id of [...gone, ...(batch?.ids ?? [])]) {
        const was = kill(state.locations, id)
        if (was) change.kills.push({ segment: was.segment, docs: [was.doc] })
      }
      if (batch && batch.ids.length > 0) take(state, change, buildSegment(state.nextId++, [batch], averageLengthOf(state)))
      for (let merge = smallMerge(state); merge; merge = smallMerge(state)) mergeHere(state, change, merge)
      return answer(state, change)
    },
    adopt(offered) {
      const dropped = heldIn(state).map(({ segment }) => segment.id)
      state.locations = noLocations()
      state.isMerging = false
      const change: ViewChange = { add: [], drop: dropped, kills: [] }
      for (const { handle, alive } of offered) {
        const copy = { handle: { ...handle, id: state.nextId++ }, alive }
        change.add.push(copy)
        noteDead(change, addSegment(state.locations, { segment: attach(copy.handle), alive }))
      }
      return answer(state, change)
    },
    merged({ from, handle, moved }) {
      const change: ViewChange = { add: [], drop: [], kills: [] }
      state.isMerging = false
      const inputs = from.map((id) => heldIn(state).find(({ segment }) => segment.id === id))
      if (inputs.every((held) => held !== undefined)) replace(state, change, inputs, { handle: { ...handle, id: state.nextId++ }, moved })
      return answer(state, change)
    },
    unmerged() {
      state.isMerging = false
    },
  }
}

function heldIn({ locations }: State): Held[] {
  return locations.places.filter((held) => held !== null)
}

function take(state: State, change: ViewChange, handle: SegmentHandle): void {
  const alive = fullSet(handle.meta.docs)
  change.add.push({ handle, alive })
  noteDead(change, addSegment(state.locations, { segment: attach(handle), alive }))
}

function noteDead(change: ViewChange, died: Map<number, number[]>): void {
  for (const [segment, docs] of died) change.kills.push({ segment, docs })
}

function averageLengthOf(state: State): number {
  const held = heldIn(state)
  const docs = held.reduce((sum, { segment }) => sum + segment.docs, 0)
  return docs === 0 ? 0 : held.reduce((sum, { segment }) => sum + segment.meta.words, 0) / docs
}

/** The first few of one size that together are small, or null. */
function smallMerge(state: State): Held[] | null {
  const bySize = Map.groupBy(heldIn(state), ({ segment }) => Math.floor(Math.log2(segment.docs + 1) / 3))
  for (const alike of bySize.values()) {
    const docs = alike.reduce((sum, { segment }) => sum + segment.docs, 0)
    if (alike.length >= ALIKE && docs <= MOST_AT_ONCE) return alike
  }
  return null
}

function mergeHere(state: State, change: ViewChange, inputs: Held[]): void {
  const { handle, moved } = mergeSegments(state.nextId++, inputs, averageLengthOf(state))
  replace(state, change, inputs, { handle, moved })
}

/** Puts a merged segment in the place of its inputs; who died since the merge began dies in it too. */
function replace(state: State, change: ViewChange, inputs: Held[], { handle, moved }: { handle: SegmentHandle; moved: Moved }): void {
  const alive = fullSet(handle.meta.docs)
  for (const [at, { segment, alive: still }] of inputs.entries()) {
    const target = moved[at] as Uint32Array
    for (let doc = 0; doc < segment.docs; doc++) {
      if (target[doc] !== NONE && ((still[doc >>> 5] as number) & (1 << (doc & 31))) === 0) drop(alive, target[doc] as number)
    }
    dropSegment(state.locations, segment.id)
    const fresh = change.add.findIndex((offered) => offered.handle.id === segment.id)
    if (fresh >= 0) change.add.splice(fresh, 1)
    else change.drop.push(segment.id)
  }
  if (handle.meta.docs === 0) return
  change.add.push({ handle, alive })
  addSegment(state.locations, { segment: attach(handle), alive })
}

function answer(state: State, change: ViewChange): KeeperAnswer {
  const merge = state.isMerging ? null : largeMerge(state)
  if (merge) state.isMerging = true
  return { change, merge: merge?.map(({ segment }) => segment.id) ?? null, averageLength: averageLengthOf(state) }
}

/** What is to be merged elsewhere: everything once too much stands beside the largest segment, else the many of one size. */
function largeMerge(state: State): Held[] | null {
  const held = heldIn(state)
  if (held.length === 0) return null
  const living = held.reduce((sum, { alive }) => sum + countLiving(alive), 0)
  const all = held.reduce((sum, { segment }) => sum + segment.docs, 0)
  const largest = Math.max(...held.map(({ segment }) => segment.docs))
  const beside = all - largest
  if (beside > Math.max(LEAST_BESIDE, largest * BESIDE) || all - living > Math.max(LEAST_BESIDE, all * DEAD)) return held
  const bySize = Map.groupBy(held, ({ segment }) => Math.floor(Math.log2(segment.docs + 1) / 3))
  return [...bySize.values()].find((alike) => alike.length >= 2 * ALIKE) ?? null
}
