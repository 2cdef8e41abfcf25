/** What a searching thread sees of a segment: its arrays, who of it lives, and the sets of documents it has made already. */
import type { FeatureKey } from '../../domain/match-query.ts'
import { COMPLETABLE_SECTIONS, type CompletableSection } from '../../domain/profiles.ts'
import { dayNumber } from './embedded-batch.ts'
import { hashKey } from './embedded-hash.ts'
import { denseSet, rowOf, type Segment, WINDOW } from './embedded-segment.ts'
import { type DocSet, emptySet, put, widen } from './embedded-sets.ts'

export interface SegmentView {
  segment: Segment
  alive: DocSet
  /** Sets made for earlier questions, the oldest first. */
  kept: Map<string, DocSet>
}

/** Memory for kept sets, a segment. */
const KEPT_BYTES = 32 * 2 ** 20

export function viewOf(segment: Segment, alive: DocSet): SegmentView {
  return { segment, alive, kept: new Map() }
}

/** A set by its name, made once; the least lately used are let go. Nobody may change what he gets. */
export function keptSet({ segment, kept }: SegmentView, name: string, make: () => DocSet): DocSet {
  const known = kept.get(name)
  const set = known ?? make()
  kept.delete(name)
  kept.set(name, set)
  const most = Math.max(8, Math.floor(KEPT_BYTES / Math.max(64, segment.docs / 8)))
  const [oldest] = kept.keys()
  if (kept.size > most && oldest !== undefined) kept.delete(oldest)
  return set
}

/** Everybody in full or, for a word, in any measure; the dead are among them. */
export function holdersOfKey(view: SegmentView, key: FeatureKey): DocSet {
  return keptSet(view, key, () => {
    const { high, low } = hashKey(key)
    return setOfRow(view.segment, rowOf(view.segment, high, low))
  })
}

/** The documents of a row; none for row -1. */
export function setOfRow(segment: Segment, row: number): DocSet {
  const set = emptySet(segment.docs)
  if (row >= 0) addRow(segment, row, set)
  return set
}

export function addRow(segment: Segment, row: number, into: DocSet): void {
  if (row < segment.windowed) addWindows(segment, row, into)
  else if (row < segment.rareFrom) widen(into, denseSet(segment, row))
  else {
    const rare = row - segment.rareFrom
    const end = segment.rareStarts[rare + 1] as number
    for (let at = segment.rareStarts[rare] as number; at < end; at++) put(into, segment.rareDocs[at] as number)
  }
}

function addWindows({ windows, windowStarts, offsets }: Segment, row: number, into: DocSet): void {
  for (let window = 0; window < windows; window++) {
    const end = windowStarts[row * windows + window + 1] as number
    for (let at = windowStarts[row * windows + window] as number; at < end; at++) put(into, window * WINDOW + (offsets[at] as number))
  }
}

/** Who holds a standard on a day; `near` also who will; `ever` whoever has it on record. */
export function holdersOf(view: SegmentView, standard: string, day: string, how: 'held' | 'near' | 'ever'): DocSet {
  return keptSet(view, `${how} ${how === 'ever' ? '' : day} ${standard}`, () => {
    const { segment } = view
    const set = emptySet(segment.docs)
    const list = segment.meta.standards.indexOf(standard)
    if (list < 0) return set
    const on = dayNumber(day, 0)
    const end = segment.certificateStarts[list + 1] as number
    for (let at = segment.certificateStarts[list] as number; at < end; at++) {
      const begun = (segment.certificateFrom[at] as number) <= on
      const counts = how === 'ever' || (begun ? (segment.certificateUntil[at] as number) >= on : how === 'near')
      if (counts) put(set, segment.certificateDocs[at] as number)
    }
    return set
  })
}

/** Who has marked a section complete. */
export function completeIn({ flags, docs }: Segment, section: CompletableSection): DocSet {
  return flagSet(flags, docs, 1 + COMPLETABLE_SECTIONS.indexOf(section))
}

export function claimedIn({ flags, docs }: Segment): DocSet {
  return flagSet(flags, docs, 0)
}

function flagSet(flags: Int32Array, docs: number, set: number): DocSet {
  const words = (docs + 31) >>> 5
  return flags.subarray(set * words, (set + 1) * words)
}

const ranks = new WeakMap<Segment, Uint32Array>()

/** Each document's place by folded name, then id; made when first asked for. */
export function ranksIn({ segment }: SegmentView): Uint32Array {
  const known = ranks.get(segment)
  if (known) return known
  const made = new Uint32Array(segment.docs)
  for (let rank = 0; rank < segment.docs; rank++) made[segment.byName[rank] as number] = rank
  ranks.set(segment, made)
  return made
}
