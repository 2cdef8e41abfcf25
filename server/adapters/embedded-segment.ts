/** A segment of the embedded index: some profiles for good, in typed arrays over one block of memory that all threads read. */
import type { FeatureKey } from '../../domain/match-query.ts'
import type { IdMode } from './embedded-ids.ts'

/** Documents of one window: an offset within it fits twelve bits, its sums fit the fastest cache. */
export const WINDOW = 4096
/** A posting is packed as document times 256 plus value in 32 bits. */
export const MOST_DOCUMENTS = 2 ** 24

export type Values = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array
export type ValueType = 'u8' | 'u16' | 'u32' | 'i32' | 'f64'
const TYPES: Record<ValueType, { BYTES_PER_ELEMENT: number; new (buffer: SharedArrayBuffer, offset: number, length: number): Values }> = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f64: Float64Array,
}

/** One array of the block: what it is called, its type, where it starts in bytes, how many values. */
export interface Part {
  name: string
  type: ValueType
  offset: number
  length: number
}

/** Everything of a segment that is not in the block; small. */
export interface SegmentMeta {
  docs: number
  /** Words of all documents together, for averages. */
  words: number
  /** The average length behind the peaks: they bound a query whose average is at most this. */
  reference: number
  idMode: IdMode
  /** 32-bit cells of one id. */
  idWidth: number
  /** How many rows of each layout, in this order: windowed with values, windowed plain, dense, rare with values, rare plain. */
  rows: [number, number, number, number, number]
  facets: FeatureKey[]
  standards: string[]
  parts: Part[]
}

/** What crosses threads and what a snapshot keeps. */
export interface SegmentHandle {
  id: number
  meta: SegmentMeta
  buffer: SharedArrayBuffer
}

/** A figure's known values, packed: the rank of a document among those known is its place. */
export interface Column {
  known: Int32Array
  /** How many are known before each word of `known`. */
  ranks: Uint32Array
  values: Values
}

export interface Segment extends SegmentHandle {
  docs: number
  windows: number
  ids: Uint32Array
  /** `lengthClass` by document. */
  lengths: Uint8Array
  clusters: Uint32Array
  /** Seven sets of documents one after another: claimed, then each complete section. */
  flags: Int32Array
  nameStarts: Uint32Array
  nameBytes: Uint8Array
  nameLengths: Uint8Array
  /** Documents by folded name, then id. */
  byName: Uint32Array
  /** All distinct words of names, sorted, a line each. */
  nameWords: Uint8Array
  hashes: Uint32Array
  /** Open addressing by hash; a row's number plus one. */
  slots: Uint32Array
  kinds: Uint8Array
  /** Rows below this are windowed; those of them below `valued` have values. */
  windowed: number
  valued: number
  /** Rows from `windowed` to here are dense: plain, and in so many profiles that a bit a profile takes less. */
  rareFrom: number
  rareValued: number
  /** The sets of the dense rows one after another. */
  dense: Int32Array
  /** Which windows a dense row has anybody in, by row and window. */
  denseIn: Uint8Array
  denseSizes: Uint32Array
  /** Of windowed row r and window w at r * windows + w; the next entry is the end. */
  windowStarts: Uint32Array
  /** The greatest impact of a row with values in each window, at the reference length. */
  peaks: Uint8Array
  offsets: Uint16Array
  values: Uint8Array
  rareStarts: Uint32Array
  rareDocs: Uint32Array
  rareValues: Uint8Array
  certificateStarts: Uint32Array
  certificateDocs: Uint32Array
  certificateFrom: Uint16Array
  certificateUntil: Uint16Array
  columns: (Column | null)[]
}

/** Lays the parts out one after another, each at a multiple of eight bytes. */
export function layOut(parts: readonly Omit<Part, 'offset'>[]): { parts: Part[]; bytes: number } {
  let bytes = 0
  const placed = parts.map((part) => {
    const offset = bytes
    bytes += Math.ceil((part.length * TYPES[part.type].BYTES_PER_ELEMENT) / 8) * 8
    return { ...part, offset }
  })
  return { parts: placed, bytes }
}

/** The arrays of a block by name. */
export function partsOf(buffer: SharedArrayBuffer, parts: readonly Part[]): Map<string, Values> {
  return new Map(parts.map(({ name, type, offset, length }) => [name, new TYPES[type](buffer, offset, length)]))
}

/** Makes a handle's arrays readable; costs microseconds, copies nothing. */
export function attach(handle: SegmentHandle): Segment {
  const { meta, buffer } = handle
  const parts = partsOf(buffer, meta.parts)
  const part = <T extends Values>(name: string) => parts.get(name) as T
  const [valued, plain, dense, rareValued] = meta.rows
  const columns = Array.from({ length: meta.parts.filter(({ name }) => name.startsWith('known-')).length }, (_, at): Column | null => {
    const known = part<Int32Array>(`known-${at}`)
    return known.length === 0 ? null : { known, ranks: part(`ranks-${at}`), values: part(`figures-${at}`) }
  })
  return {
    ...handle,
    docs: meta.docs,
    windows: windowsOf(meta.docs),
    ids: part('ids'),
    lengths: part('lengths'),
    clusters: part('clusters'),
    flags: part('flags'),
    nameStarts: part('nameStarts'),
    nameBytes: part('nameBytes'),
    nameLengths: part('nameLengths'),
    byName: part('byName'),
    nameWords: part('nameWords'),
    hashes: part('hashes'),
    slots: part('slots'),
    kinds: part('kinds'),
    windowed: valued + plain,
    valued,
    rareFrom: valued + plain + dense,
    rareValued,
    dense: part('dense'),
    denseIn: part('denseIn'),
    denseSizes: part('denseSizes'),
    windowStarts: part('windowStarts'),
    peaks: part('peaks'),
    offsets: part('offsets'),
    values: part('values'),
    rareStarts: part('rareStarts'),
    rareDocs: part('rareDocs'),
    rareValues: part('rareValues'),
    certificateStarts: part('certificateStarts'),
    certificateDocs: part('certificateDocs'),
    certificateFrom: part('certificateFrom'),
    certificateUntil: part('certificateUntil'),
    columns,
  }
}

export function windowsOf(docs: number): number {
  return Math.ceil(docs / WINDOW)
}

/** The row of a feature by its two numbers, or -1. */
export function rowOf({ slots, hashes }: Pick<Segment, 'slots' | 'hashes'>, high: number, low: number): number {
  const mask = slots.length - 1
  for (let slot = low & mask; ; slot = (slot + 1) & mask) {
    const row = (slots[slot] as number) - 1
    if (row < 0) return -1
    if (hashes[2 * row] === high && hashes[2 * row + 1] === low) return row
  }
}

/** How many postings a row has, those of dead documents included. */
export function sizeOf(segment: Segment, row: number): number {
  if (row < segment.windowed) {
    const from = segment.windowStarts[row * segment.windows] as number
    return (segment.windowStarts[(row + 1) * segment.windows] as number) - from
  }
  if (row < segment.rareFrom) return segment.denseSizes[row - segment.windowed] as number
  const rare = row - segment.rareFrom
  return (segment.rareStarts[rare + 1] as number) - (segment.rareStarts[rare] as number)
}

/** Writes a row's postings, rising, packed as document times 256 plus value; a plain row's value is 255. */
export function readRow(segment: Segment, row: number, into: Uint32Array): number {
  if (row < segment.windowed) return readWindowed(segment, row, into)
  return row < segment.rareFrom ? readDense(denseSet(segment, row), into) : readRare(segment, row - segment.rareFrom, into)
}

/** The documents of a dense row. */
export function denseSet({ dense, docs, windowed }: Segment, row: number): Int32Array {
  const words = (docs + 31) >>> 5
  return dense.subarray((row - windowed) * words, (row - windowed + 1) * words)
}

function readDense(set: Int32Array, into: Uint32Array): number {
  let size = 0
  for (let word = 0; word < set.length; word++) {
    for (let bits = set[word] as number; bits !== 0; bits &= bits - 1)
      into[size++] = (word * 32 + 31 - Math.clz32(bits & -bits)) * 256 + 255
  }
  return size
}

function readWindowed(segment: Segment, row: number, into: Uint32Array): number {
  const { windowStarts, windows, offsets, values } = segment
  const isValued = row < segment.valued
  let size = 0
  for (let window = 0; window < windows; window++) {
    const end = windowStarts[row * windows + window + 1] as number
    for (let at = windowStarts[row * windows + window] as number; at < end; at++) {
      into[size++] = (window * WINDOW + (offsets[at] as number)) * 256 + (isValued ? (values[at] as number) : 255)
    }
  }
  return size
}

function readRare({ rareStarts, rareDocs, rareValues, rareValued }: Segment, rare: number, into: Uint32Array): number {
  const start = rareStarts[rare] as number
  const size = (rareStarts[rare + 1] as number) - start
  for (let at = 0; at < size; at++) {
    const value = rare < rareValued ? (rareValues[start + at] as number) : 255
    into[at] = (rareDocs[start + at] as number) * 256 + value
  }
  return size
}
