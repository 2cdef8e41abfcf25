/** Features on their way into a segment: a row for each, found by the two numbers of its name. */
import { tableSize } from './embedded-hash.ts'

/** Columns by row; they grow with the rows, so that the table of places stays as small as it can. */
export interface RowTable {
  slots: Uint32Array
  hashes: Uint32Array
  kinds: Uint8Array
  sizes: Uint32Array
  /** The document of each row's newest posting, -1 before the first. */
  lastDoc: Int32Array
  count: number
}

export function newTable(): RowTable {
  return withRoom({
    slots: new Uint32Array(0),
    hashes: new Uint32Array(0),
    kinds: new Uint8Array(0),
    sizes: new Uint32Array(0),
    lastDoc: new Int32Array(0),
    count: 0,
  })
}

/** The row of a feature, a new one where it has none; its values mean what was said first. */
export function rowFor(table: RowTable, high: number, low: number, kind: number): number {
  if (table.count === table.kinds.length) Object.assign(table, withRoom(table))
  const { slots, hashes, kinds, count } = table
  const mask = slots.length - 1
  let slot = low & mask
  for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
    const row = (slots[slot] as number) - 1
    if (hashes[2 * row] === high && hashes[2 * row + 1] === low) return row
  }
  slots[slot] = count + 1
  hashes[2 * count] = high
  hashes[2 * count + 1] = low
  kinds[count] = kind
  table.count = count + 1
  return count
}

/** The same rows with room for twice as many. */
function withRoom({ hashes, kinds, sizes, lastDoc, count }: RowTable): RowTable {
  const rows = Math.max(1024, 2 * count)
  const larger: RowTable = {
    slots: new Uint32Array(tableSize(rows)),
    hashes: new Uint32Array(2 * rows),
    kinds: new Uint8Array(rows),
    sizes: new Uint32Array(rows),
    lastDoc: new Int32Array(rows).fill(-1),
    count,
  }
  larger.hashes.set(hashes)
  larger.kinds.set(kinds)
  larger.sizes.set(sizes)
  larger.lastDoc.set(lastDoc)
  const mask = larger.slots.length - 1
  for (let row = 0; row < count; row++) {
    let slot = (hashes[2 * row + 1] as number) & mask
    while (larger.slots[slot] !== 0) slot = (slot + 1) & mask
    larger.slots[slot] = row + 1
  }
  return larger
}
