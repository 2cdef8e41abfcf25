/** The best k of many by promise, equal ones by profile id, without ordering them all. */
import { decodeId } from './embedded-ids.ts'
import type { Segment } from './embedded-segment.ts'
import { idsOf } from './embedded-texts.ts'

/** Everyone who came into question, in columns; a candidate is known by his number here. */
export interface Seen {
  segments: Segment[]
  size: number
  promises: Float64Array
  topics: Int32Array
  /** Which of the segments. */
  places: Uint8Array
  docs: Uint32Array
  standings: Uint8Array
}

export function noneSeen(segments: Segment[], room: number): Seen {
  return {
    segments,
    size: 0,
    promises: new Float64Array(room),
    topics: new Int32Array(room),
    places: new Uint8Array(room),
    docs: new Uint32Array(room),
    standings: new Uint8Array(room),
  }
}

/** Makes room for one more. */
export function makeRoom(seen: Seen): void {
  if (seen.size < seen.promises.length) return
  const bigger = noneSeen(seen.segments, seen.promises.length * 2)
  bigger.promises.set(seen.promises)
  bigger.topics.set(seen.topics)
  bigger.places.set(seen.places)
  bigger.docs.set(seen.docs)
  bigger.standings.set(seen.standings)
  Object.assign(seen, { ...bigger, size: seen.size })
}

/** A number below this stands for a candidate; what is above, for his promise. */
const NUMBERS = 2 ** 23

/** The best k of those offered, among a few more: every k newcomers the worst are let go. */
export interface Best {
  k: number
  seen: Seen
  /** Promise times NUMBERS plus number, in no order. */
  keys: Float64Array
  size: number
  /** Below this nobody gets in any more; whoever has just this has still to be compared by id. */
  least: number
}

export function bestOf(k: number, seen: Seen): Best {
  return { k, seen, keys: new Float64Array(2 * k + 16), size: 0, least: k === 0 ? Number.POSITIVE_INFINITY : 0 }
}

/** Takes the candidate in; only for one whose promise is at least `best.least`. */
export function offer(best: Best, number: number, promise: number): void {
  best.keys[best.size++] = promise * NUMBERS + number
  if (best.size === best.keys.length) letGo(best)
}

/** The kept ones' numbers, in no order. */
export function keptIn(best: Best): number[] {
  letGo(best)
  return Array.from(best.keys.subarray(0, best.size), (key) => key % NUMBERS)
}

function letGo(best: Best): void {
  const { k, keys, seen } = best
  if (best.size < k) return
  const sorted = keys.subarray(0, best.size).sort()
  const least = Math.floor((sorted[best.size - k] as number) / NUMBERS)
  let above = best.size
  while (above > 0 && (sorted[above - 1] as number) >= (least + 1) * NUMBERS) above--
  let from = above
  while (from > 0 && (sorted[from - 1] as number) >= least * NUMBERS) from--
  // Of those with just the least promise the first by id stay.
  const wanted = k - (best.size - above)
  if (above - from > wanted) {
    const equal = Array.from(sorted.subarray(from, above)).sort((a, b) => (isIdBefore(seen, a % NUMBERS, b % NUMBERS) ? -1 : 1))
    sorted.set(equal.slice(0, wanted).reverse(), above - wanted)
  }
  keys.copyWithin(0, best.size - k, best.size)
  best.size = k
  best.least = least
}

/** Whether a candidate's id comes before another's. */
export function isIdBefore({ segments, places, docs }: Seen, one: number, other: number): boolean {
  const a = segments[places[one] as number] as Segment
  const b = segments[places[other] as number] as Segment
  const [docA, docB] = [docs[one] as number, docs[other] as number]
  const [width, widthB] = [a.meta.idWidth, b.meta.idWidth]
  if (a.meta.idMode !== b.meta.idMode) return decodeId(idsOf(a), docA) < decodeId(idsOf(b), docB)
  for (let cell = 0; cell < Math.max(width, widthB); cell++) {
    const ofA = cell < width ? (a.ids[docA * width + cell] as number) : 0
    const ofB = cell < widthB ? (b.ids[docB * widthB + cell] as number) : 0
    if (ofA !== ofB) return ofA < ofB
  }
  return false
}

/** Everyone kept by any of these, each once, best first. */
export function together(seen: Seen, kept: readonly Best[]): number[] {
  const { promises } = seen
  const all = [...new Set(kept.flatMap(keptIn))]
  return all.sort((a, b) => (promises[b] as number) - (promises[a] as number) || (isIdBefore(seen, a, b) ? -1 : 1))
}
