/** Writes a segment: lays out rows by how many profiles have them, with the windows' peaks that let a search skip. */
import type { FeatureKey } from '../../domain/match-query.ts'
import { COUNTED, PLAIN } from './embedded-dictionary.ts'
import { tableSize } from './embedded-hash.ts'
import type { IdCells } from './embedded-ids.ts'
import { impactTable } from './embedded-impacts.ts'
import {
  attach,
  denseSet,
  layOut,
  type Part,
  type Segment,
  type SegmentHandle,
  type SegmentMeta,
  type ValueType,
  WINDOW,
  windowsOf,
} from './embedded-segment.ts'
import { put } from './embedded-sets.ts'

/** What a segment is written from: columns of documents in their final order, and rows that can be read one by one. */
export interface Source {
  id: number
  docs: number
  words: number
  /** The average length of the whole index, where it is known; peaks are kept for this or the own one, whichever is more. */
  averageLength: number
  ids: IdCells
  lengths: Uint8Array
  clusters: Uint32Array
  flags: Int32Array
  names: { starts: Uint32Array; bytes: Uint8Array; lengths: Uint8Array; order: Uint32Array; words: Uint8Array }
  rows: Rows
  certificates: { standards: string[]; starts: Uint32Array; docs: Uint32Array; from: Uint16Array; until: Uint16Array }
  /** By number of the column. */
  figures: { docs: Uint32Array; values: Float64Array }[]
  facets: FeatureKey[]
}

export interface Rows {
  hashes: Uint32Array
  kinds: Uint8Array
  sizes: Uint32Array
  /** One row's postings, rising, packed, as many as `sizes` says; good until the next is read. */
  read(row: number): Uint32Array
}

/** A length that grows by a tenth keeps the peaks valid; in steps, so that few tables of impacts are made. */
function referenceFor(averageLength: number): number {
  return 2 ** (Math.ceil(4 * Math.log2(averageLength * 1.1 + 1)) / 4)
}

export function writeSegment(source: Source): SegmentHandle {
  const order = orderOf(source.rows, source.docs)
  const columns = source.figures.map((figures) => columnOf(figures, source.docs))
  const plan = layOut(partsFor(source, order, columns))
  const buffer = new SharedArrayBuffer(plan.bytes)
  const { id, docs, words, averageLength, ids, facets, certificates } = source
  const reference = referenceFor(Math.max(averageLength, words / Math.max(1, docs)))
  const meta = {
    docs,
    words,
    reference,
    idMode: ids.mode,
    idWidth: ids.width,
    rows: order.counts,
    facets,
    standards: certificates.standards,
    parts: plan.parts,
  }
  const segment = attach({ id, meta, buffer })
  copyColumns(source, segment)
  for (const [at, column] of columns.entries()) copyFigures(segment, at, column)
  writeRows(source.rows, order, segment)
  return { id, meta, buffer }
}

interface Order {
  /** Row numbers of the source in the order of the segment. */
  rows: Uint32Array
  counts: SegmentMeta['rows']
  /** Postings of each of the five layouts. */
  postings: SegmentMeta['rows']
}

/** A rare row costs least as a plain list, one with two postings a window or more by windows, a plain one that every sixteenth has as bits. */
function orderOf({ sizes, kinds }: Rows, docs: number): Order {
  const least = Math.max(8, 2 * windowsOf(docs))
  const layoutOf = (row: number) => {
    const size = sizes[row] as number
    if (kinds[row] === PLAIN) return size < least ? 4 : size * 16 < docs ? 1 : 2
    return size < least ? 3 : 0
  }
  const counts: Order['counts'] = [0, 0, 0, 0, 0]
  const postings: Order['postings'] = [0, 0, 0, 0, 0]
  for (let row = 0; row < sizes.length; row++) {
    const layout = layoutOf(row)
    counts[layout] = (counts[layout] as number) + 1
    postings[layout] = (postings[layout] as number) + (sizes[row] as number)
  }
  const next = counts.map((_, layout) => counts.slice(0, layout).reduce((sum, count) => sum + count, 0))
  const rows = new Uint32Array(sizes.length)
  for (let row = 0; row < sizes.length; row++) {
    const layout = layoutOf(row)
    const place = next[layout] as number
    rows[place] = row
    next[layout] = place + 1
  }
  return { rows, counts, postings }
}

function partsFor(source: Source, { rows, counts, postings }: Order, columns: PackedColumn[]): Omit<Part, 'offset'>[] {
  const { docs, names, certificates } = source
  const windows = windowsOf(docs)
  const windowed = counts[0] + counts[1]
  const held = certificates.docs.length
  const part = (name: string, type: ValueType, length: number) => ({ name, type, length })
  return [
    part('ids', 'u32', source.ids.cells.length),
    part('lengths', 'u8', docs),
    part('clusters', 'u32', docs),
    part('flags', 'i32', source.flags.length),
    part('nameStarts', 'u32', docs + 1),
    part('nameBytes', 'u8', names.bytes.length),
    part('nameLengths', 'u8', docs),
    part('byName', 'u32', docs),
    part('nameWords', 'u8', names.words.length),
    part('hashes', 'u32', 2 * rows.length),
    part('slots', 'u32', tableSize(rows.length)),
    part('kinds', 'u8', rows.length),
    part('windowStarts', 'u32', windowed * windows + 1),
    part('peaks', 'u8', counts[0] * windows),
    part('offsets', 'u16', postings[0] + postings[1]),
    part('values', 'u8', postings[0]),
    part('dense', 'i32', counts[2] * ((docs + 31) >>> 5)),
    part('denseIn', 'u8', counts[2] * windows),
    part('denseSizes', 'u32', counts[2]),
    part('rareStarts', 'u32', counts[3] + counts[4] + 1),
    part('rareDocs', 'u32', postings[3] + postings[4]),
    part('rareValues', 'u8', postings[3]),
    part('certificateStarts', 'u32', certificates.standards.length + 1),
    part('certificateDocs', 'u32', held),
    part('certificateFrom', 'u16', held),
    part('certificateUntil', 'u16', held),
    ...columns.flatMap(({ type, known, values }, at) => [
      part(`known-${at}`, 'i32', known.length),
      part(`ranks-${at}`, 'u32', known.length),
      part(`figures-${at}`, type, values.length),
    ]),
  ]
}

function copyColumns(source: Source, segment: Segment): void {
  const { names, certificates } = source
  segment.ids.set(source.ids.cells)
  segment.lengths.set(source.lengths)
  segment.clusters.set(source.clusters)
  segment.flags.set(source.flags)
  segment.nameStarts.set(names.starts)
  segment.nameBytes.set(names.bytes)
  segment.nameLengths.set(names.lengths)
  segment.byName.set(names.order)
  segment.nameWords.set(names.words)
  segment.certificateStarts.set(certificates.starts)
  segment.certificateDocs.set(certificates.docs)
  segment.certificateFrom.set(certificates.from)
  segment.certificateUntil.set(certificates.until)
}

interface PackedColumn {
  type: ValueType
  known: Int32Array
  values: Float64Array
}

/** A column that nobody has takes no room; whole figures take as few bytes as they need. */
function columnOf({ docs, values }: Source['figures'][number], count: number): PackedColumn {
  const known = new Int32Array(docs.length === 0 ? 0 : (count + 31) >>> 5)
  for (const doc of docs) known[doc >>> 5] = (known[doc >>> 5] as number) | (1 << (doc & 31))
  return { type: typeFor(values), known, values }
}

function typeFor(values: Float64Array): ValueType {
  let [least, most] = [0, 0]
  for (const value of values) {
    if (!Number.isInteger(value) || Object.is(value, -0)) return 'f64'
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  if (least >= 0 && most <= 65_535) return 'u16'
  return least >= -(2 ** 31) && most < 2 ** 31 ? 'i32' : 'f64'
}

function copyFigures(segment: Segment, at: number, { known, values }: PackedColumn): void {
  const column = segment.columns[at]
  if (!column) return
  column.known.set(known)
  column.values.set(values)
  let before = 0
  for (let word = 0; word < known.length; word++) {
    column.ranks[word] = before
    for (let bits = known[word] as number; bits !== 0; bits &= bits - 1) before++
  }
}

function writeRows(rows: Rows, order: Order, segment: Segment): void {
  const { hashes, slots, kinds } = segment
  const mask = slots.length - 1
  const writer: RowWriter = { segment, table: impactTable(segment.meta.reference), at: 0 }
  const rare: RowWriter = { ...writer }
  for (let row = 0; row < order.rows.length; row++) {
    const from = order.rows[row] as number
    const low = rows.hashes[2 * from + 1] as number
    hashes[2 * row] = rows.hashes[2 * from] as number
    hashes[2 * row + 1] = low
    kinds[row] = rows.kinds[from] as number
    let slot = low & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = row + 1
    const postings = rows.read(from)
    if (row < segment.windowed) writeWindowed(writer, row, postings)
    else if (row < segment.rareFrom) writeDense(segment, row, postings)
    else writeRare(rare, row - segment.rareFrom, postings)
  }
}

/** Where the next posting of a layout goes. */
interface RowWriter {
  segment: Segment
  table: Uint8Array
  at: number
}

function writeWindowed(writer: RowWriter, row: number, postings: Uint32Array): void {
  const { segment } = writer
  const { windows, windowStarts, offsets, values } = segment
  const isValued = row < segment.valued
  let next = 0
  for (let window = 0; window < windows; window++) {
    windowStarts[row * windows + window] = writer.at
    const end = (window + 1) * WINDOW * 256
    const from = next
    while (next < postings.length && (postings[next] as number) < end) {
      const posting = postings[next++] as number
      if (isValued) values[writer.at] = posting & 255
      offsets[writer.at++] = (posting >>> 8) & (WINDOW - 1)
    }
    if (isValued && next > from) segment.peaks[row * windows + window] = peakOf(writer, row, postings.subarray(from, next))
  }
  windowStarts[(row + 1) * windows] = writer.at
}

function peakOf({ segment, table }: RowWriter, row: number, postings: Uint32Array): number {
  const isCounted = segment.kinds[row] === COUNTED
  let peak = 0
  for (let at = 0; at < postings.length; at++) {
    const posting = postings[at] as number
    const value = posting & 255
    peak = Math.max(peak, isCounted ? (table[(value << 8) | (segment.lengths[posting >>> 8] as number)] as number) : value)
  }
  return peak
}

function writeDense(segment: Segment, row: number, postings: Uint32Array): void {
  const { windows, windowed, denseIn, denseSizes } = segment
  const set = denseSet(segment, row)
  denseSizes[row - windowed] = postings.length
  for (let at = 0; at < postings.length; at++) {
    const doc = (postings[at] as number) >>> 8
    put(set, doc)
    denseIn[(row - windowed) * windows + (doc >>> 12)] = 1
  }
}

function writeRare(writer: RowWriter, rare: number, postings: Uint32Array): void {
  const { rareStarts, rareDocs, rareValues, rareValued } = writer.segment
  rareStarts[rare] = writer.at
  for (let at = 0; at < postings.length; at++) {
    const posting = postings[at] as number
    if (rare < rareValued) rareValues[writer.at] = posting & 255
    rareDocs[writer.at++] = posting >>> 8
  }
  rareStarts[rare + 1] = writer.at
}
