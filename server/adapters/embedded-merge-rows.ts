/** Postings in a merge: rows of the same feature joined, documents by their new numbers. */
import { tableSize } from './embedded-hash.ts'
import { type MergePlan, NONE } from './embedded-merge-plan.ts'
import { readRow, type Segment, sizeOf } from './embedded-segment.ts'
import type { Rows } from './embedded-write.ts'

export function mergeRows({ inputs, moved }: MergePlan): Rows {
  const segments = inputs.map(({ segment }) => segment)
  const longest = segments.reduce((most, segment) => Math.max(most, longestOf(segment)), 1)
  const read: Reading = { scratch: new Uint32Array(longest), moved, segments, size: 0 }
  const joined = join(read)
  const into = new Uint32Array(joined.sizes.reduce((most, size) => Math.max(most, size), 0))
  return {
    hashes: joined.hashes,
    kinds: joined.kinds,
    sizes: joined.sizes,
    read(row) {
      const start = joined.starts[row] as number
      const end = joined.starts[row + 1] as number
      read.size = 0
      for (let at = start; at < end; at++) append(read, joined.inputs[at] as number, joined.rows[at] as number, into)
      const postings = into.subarray(0, read.size)
      return end - start > 1 ? postings.sort() : postings
    },
  }
}

interface Reading {
  scratch: Uint32Array
  moved: Uint32Array[]
  segments: Segment[]
  /** Postings appended so far. */
  size: number
}

function longestOf(segment: Segment): number {
  const rows = segment.hashes.length / 2
  let longest = 0
  for (let row = 0; row < rows; row++) longest = Math.max(longest, sizeOf(segment, row))
  return longest
}

/** Appends one input's postings of a row under their new numbers. */
function append(read: Reading, input: number, row: number, into: Uint32Array): void {
  const { scratch, moved, segments } = read
  const count = readRow(segments[input] as Segment, row, scratch)
  const target = moved[input] as Uint32Array
  let size = read.size
  for (let at = 0; at < count; at++) {
    const posting = scratch[at] as number
    const doc = target[posting >>> 8] as number
    if (doc !== NONE) into[size++] = doc * 256 + (posting & 255)
  }
  read.size = size
}

/** Which rows of which inputs make up each new row: between `starts[row]` and `starts[row + 1]`. */
interface Joined {
  hashes: Uint32Array
  kinds: Uint8Array
  sizes: Uint32Array
  starts: Uint32Array
  inputs: Uint8Array
  rows: Uint32Array
}

function join(read: Reading): Joined {
  const { segments } = read
  const total = segments.reduce((sum, segment) => sum + segment.hashes.length / 2, 0)
  const hashes = new Uint32Array(2 * total)
  const kinds = new Uint8Array(total)
  const sizes = new Uint32Array(total)
  const shares = new Uint32Array(total)
  const rowsOf = segments.map((segment) => new Uint32Array(segment.hashes.length / 2).fill(NONE))
  const slots = new Uint32Array(tableSize(total))
  let rows = 0
  for (const [input, segment] of segments.entries()) {
    const livingSize = livingSizes(read, input)
    for (let old = 0; old < segment.hashes.length / 2; old++) {
      const size = livingSize(old)
      if (size === 0) continue
      const row = placeOf(slots, hashes, rows, segment.hashes.subarray(2 * old, 2 * old + 2))
      if (row === rows) rows++
      kinds[row] = segment.kinds[old] as number
      sizes[row] = (sizes[row] as number) + size
      shares[row] = (shares[row] as number) + 1
      ;(rowsOf[input] as Uint32Array)[old] = row
    }
  }
  const part = { hashes: hashes.subarray(0, 2 * rows), kinds: kinds.subarray(0, rows), sizes: sizes.subarray(0, rows) }
  return { ...part, ...inverse(rowsOf, shares.subarray(0, rows)) }
}

/** Counts the living postings of a row; where nobody died, the row's own size says it. */
function livingSizes({ moved, segments, scratch }: Reading, input: number): (row: number) => number {
  const segment = segments[input] as Segment
  const target = moved[input] as Uint32Array
  if (!target.includes(NONE)) return (row) => sizeOf(segment, row)
  return (row) => {
    const size = readRow(segment, row, scratch)
    let living = 0
    for (let at = 0; at < size; at++) if (target[(scratch[at] as number) >>> 8] !== NONE) living++
    return living
  }
}

function placeOf(slots: Uint32Array, hashes: Uint32Array, rows: number, hash: Uint32Array): number {
  const mask = slots.length - 1
  const [high, low] = [hash[0] as number, hash[1] as number]
  for (let slot = low & mask; ; slot = (slot + 1) & mask) {
    const row = (slots[slot] as number) - 1
    if (row < 0) {
      slots[slot] = rows + 1
      hashes[2 * rows] = high
      hashes[2 * rows + 1] = low
      return rows
    }
    if (hashes[2 * row] === high && hashes[2 * row + 1] === low) return row
  }
}

function inverse(rowsOf: Uint32Array[], shares: Uint32Array): Pick<Joined, 'starts' | 'inputs' | 'rows'> {
  const starts = new Uint32Array(shares.length + 1)
  for (let row = 0; row < shares.length; row++) starts[row + 1] = (starts[row] as number) + (shares[row] as number)
  const next = starts.slice()
  const inputs = new Uint8Array(starts[shares.length] as number)
  const rows = new Uint32Array(inputs.length)
  for (const [input, list] of rowsOf.entries()) {
    for (let old = 0; old < list.length; old++) {
      const row = list[old] as number
      if (row === NONE) continue
      const place = next[row] as number
      inputs[place] = input
      rows[place] = old
      next[row] = place + 1
    }
  }
  return { starts, inputs, rows }
}
