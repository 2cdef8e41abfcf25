/** What the steps of a merge share: who comes along, in which order, and where each document goes. */
import { MOST_DOCUMENTS, type Segment } from './embedded-segment.ts'

/** A segment and which of its documents live. */
export interface Living {
  segment: Segment
  alive: Int32Array
}

/** Says of a document that it did not come along. */
export const NONE = 0xff_ff_ff_ff

/** Where each document went: by input, new number by old one. */
export type Moved = Uint32Array[]

/** What the steps of a merge share. */
export interface MergePlan {
  inputs: Living[]
  moved: Moved
  docs: number
  /** By new number: which input, and the number there. */
  inputOf: Uint8Array
  docOf: Uint32Array
}

type Order = Pick<MergePlan, 'inputOf' | 'docOf'>

/** All living documents by cluster; those of one segment keep their order. */
export function planOf(inputs: Living[]): MergePlan {
  const docs = inputs.reduce((sum, { alive }) => sum + countLiving(alive), 0)
  if (docs >= MOST_DOCUMENTS) throw new RangeError(`An embedded index holds at most ${MOST_DOCUMENTS} profiles.`)
  let order: Order = { inputOf: new Uint8Array(docs), docOf: new Uint32Array(docs) }
  let place = 0
  for (const [input, { segment, alive }] of inputs.entries()) {
    for (let doc = 0; doc < segment.docs; doc++) {
      if (((alive[doc >>> 5] as number) & (1 << (doc & 31))) === 0) continue
      order.inputOf[place] = input
      order.docOf[place++] = doc
    }
  }
  for (const shift of [0, 16]) order = byBits(inputs, order, shift)
  const moved = inputs.map(({ segment }) => new Uint32Array(segment.docs).fill(NONE))
  for (let doc = 0; doc < docs; doc++) (moved[order.inputOf[doc] as number] as Uint32Array)[order.docOf[doc] as number] = doc
  return { inputs, moved, docs, ...order }
}

/** One pass of sorting by sixteen bits of the cluster. */
function byBits(inputs: Living[], order: Order, shift: number): Order {
  const { inputOf, docOf } = order
  const clusters = inputs.map(({ segment }) => segment.clusters)
  const bitsAt = (place: number) =>
    (((clusters[inputOf[place] as number] as Uint32Array)[docOf[place] as number] as number) >>> shift) & 0xff_ff
  const next = new Uint32Array(65_537)
  for (let place = 0; place < docOf.length; place++) {
    const bits = bitsAt(place)
    next[bits + 1] = (next[bits + 1] as number) + 1
  }
  for (let bits = 0; bits < 65_536; bits++) next[bits + 1] = (next[bits + 1] as number) + (next[bits] as number)
  const sorted = { inputOf: new Uint8Array(docOf.length), docOf: new Uint32Array(docOf.length) }
  for (let place = 0; place < docOf.length; place++) {
    const bits = bitsAt(place)
    const to = next[bits] as number
    next[bits] = to + 1
    sorted.inputOf[to] = inputOf[place] as number
    sorted.docOf[to] = docOf[place] as number
  }
  return sorted
}

export function countLiving(words: Int32Array): number {
  let count = 0
  for (const word of words) for (let bits = word; bits !== 0; bits &= bits - 1) count++
  return count
}
