/** The best k of many by promise, equal ones by profile id, without sorting them all. */
import { decodeId } from './embedded-ids.ts'
import type { Segment } from './embedded-segment.ts'
import { idsOf } from './embedded-texts.ts'

/** A document of one of the segments that are searched together. */
export interface Best {
  k: number
  size: number
  segments: Segment[]
  /** A heap whose root is the last of those kept, so that a newcomer is compared with it alone. */
  promises: Float64Array
  topics: Float64Array
  places: Uint8Array
  docs: Uint32Array
  standings: Uint8Array
}

export function bestOf(k: number, segments: Segment[]): Best {
  return {
    k,
    size: 0,
    segments,
    promises: new Float64Array(k),
    topics: new Float64Array(k),
    places: new Uint8Array(k),
    docs: new Uint32Array(k),
    standings: new Uint8Array(k),
  }
}

/** Below this nobody gets in any more; a newcomer with just this has still to be compared by id. */
export function leastOf({ k, size, promises }: Best): number {
  return size < k ? 0 : k === 0 ? Number.POSITIVE_INFINITY : (promises[0] as number)
}

export interface Offer {
  promise: number
  topic: number
  /** Which of the segments. */
  place: number
  doc: number
  standing: number
}

export function offer(best: Best, offered: Offer): void {
  if (best.size < best.k) {
    write(best, best.size, offered)
    rise(best, best.size++)
  } else if (best.k > 0 && isBefore(best, offered, 0)) {
    write(best, 0, offered)
    sink(best)
  }
}

function write({ promises, topics, places, docs, standings }: Best, at: number, { promise, topic, place, doc, standing }: Offer): void {
  promises[at] = promise
  topics[at] = topic
  places[at] = place
  docs[at] = doc
  standings[at] = standing
}

function isBefore(best: Best, { promise, place, doc }: Offer, at: number): boolean {
  const held = best.promises[at] as number
  return promise === held ? isIdBefore(best.segments, place, doc, [best.places[at] as number, best.docs[at] as number]) : promise > held
}

/** True when the one at `a` comes after the one at `b`. */
function isLater(best: Best, a: number, b: number): boolean {
  const { promises, places, docs } = best
  if (promises[a] !== promises[b]) return (promises[a] as number) < (promises[b] as number)
  return isIdBefore(best.segments, places[b] as number, docs[b] as number, [places[a] as number, docs[a] as number])
}

function rise(best: Best, from: number): void {
  for (let at = from; at > 0; ) {
    const parent = (at - 1) >> 1
    if (!isLater(best, at, parent)) return
    swap(best, at, parent)
    at = parent
  }
}

function sink(best: Best): void {
  for (let at = 0; ; ) {
    const left = 2 * at + 1
    if (left >= best.size) return
    const child = left + 1 < best.size && isLater(best, left + 1, left) ? left + 1 : left
    if (!isLater(best, child, at)) return
    swap(best, child, at)
    at = child
  }
}

function swap({ promises, topics, places, docs, standings }: Best, a: number, b: number): void {
  for (const values of [promises, topics, places, docs, standings]) {
    const held = values[a] as number
    values[a] = values[b] as number
    values[b] = held
  }
}

/** Whether a document's id comes before another's: `other` is its segment's place and its number. */
export function isIdBefore(segments: Segment[], place: number, doc: number, other: [place: number, doc: number]): boolean {
  const a = segments[place] as Segment
  const b = segments[other[0]] as Segment
  const [width, widthB] = [a.meta.idWidth, b.meta.idWidth]
  if (a.meta.idMode !== b.meta.idMode) return decodeId(idsOf(a), doc) < decodeId(idsOf(b), other[1])
  for (let cell = 0; cell < Math.max(width, widthB); cell++) {
    const [ofA, ofB] = [cell < width ? (a.ids[doc * width + cell] ?? 0) : 0, cell < widthB ? (b.ids[other[1] * widthB + cell] ?? 0) : 0]
    if (ofA !== ofB) return ofA < ofB
  }
  return false
}

/** Everyone kept by any of the heaps, each once, best first. */
export function together(heaps: readonly Best[]): Offer[] {
  const all = new Map<number, Offer>()
  for (const { size, promises, topics, places, docs, standings } of heaps) {
    for (let at = 0; at < size; at++) {
      const [place, doc] = [places[at] as number, docs[at] as number]
      const name = place * 2 ** 24 + doc
      if (all.has(name)) continue
      all.set(name, { promise: promises[at] as number, topic: topics[at] as number, place, doc, standing: standings[at] as number })
    }
  }
  const segments = heaps[0]?.segments ?? []
  return [...all.values()].sort((a, b) => b.promise - a.promise || (isIdBefore(segments, a.place, a.doc, [b.place, b.doc]) ? -1 : 1))
}
