/** Builds a segment from batches of profiles: documents by trade and country, postings by feature. */
import type { FeatureKey } from '../../domain/match-query.ts'
import { NUMBER_COLUMNS } from '../../domain/match-query.ts'
import { COMPLETABLE_SECTIONS } from '../../domain/profiles.ts'
import type { Batch } from './embedded-batch.ts'
import { tableSize } from './embedded-hash.ts'
import { encodeIds } from './embedded-ids.ts'
import type { SegmentHandle } from './embedded-segment.ts'
import { packNames, packWords, sortName } from './embedded-texts.ts'
import { type Rows, type Source, writeSegment } from './embedded-write.ts'

/** A document of a batch. */
interface Place {
  batch: Batch
  at: number
}

/** One segment of all the profiles; of two with one id the later counts. */
export function buildSegment(id: number, batches: readonly Batch[], averageLength: number): SegmentHandle {
  const places = placesOf(batches)
  const take = <T>(read: (place: Place) => T) => places.map(read)
  const ids = take(({ batch, at }) => batch.ids[at] ?? '')
  const names = take(({ batch, at }) => batch.names[at] ?? '')
  const docOf = docsOf(batches, places)
  return writeSegment({
    id,
    docs: places.length,
    words: batches.reduce((sum, batch) => sum + batch.words, 0),
    averageLength,
    ids: encodeIds(ids),
    lengths: Uint8Array.from(take(({ batch, at }) => batch.lengths[at] ?? 0)),
    clusters: Uint32Array.from(take(({ batch, at }) => batch.clusters[at] ?? 0)),
    flags: flagSets(take(({ batch, at }) => batch.flags[at] ?? 0)),
    names: {
      ...packNames(names),
      lengths: Uint8Array.from(take(({ batch, at }) => batch.nameLengths[at] ?? 0)),
      order: nameOrder(names, ids),
      words: packWords(batches.flatMap((batch) => batch.nameWords)),
    },
    rows: rowsOf(places),
    certificates: certificatesOf(batches, docOf),
    figures: figuresOf(batches, docOf),
    facets: [...new Set<FeatureKey>(batches.flatMap((batch) => batch.facets))],
  })
}

/** Documents in their final order: by cluster, then as they came. */
function placesOf(batches: readonly Batch[]): Place[] {
  const last = new Map<string, Place>()
  for (const batch of batches) for (const [at, id] of batch.ids.entries()) last.set(id, { batch, at })
  return [...last.values()].sort((a, b) => (a.batch.clusters[a.at] ?? 0) - (b.batch.clusters[b.at] ?? 0))
}

/** Final document numbers by batch and place; -1 for those that a later one replaced. */
function docsOf(batches: readonly Batch[], places: readonly Place[]): Map<Batch, Int32Array> {
  const docs = new Map(batches.map((batch) => [batch, new Int32Array(batch.ids.length).fill(-1)]))
  for (const [doc, { batch, at }] of places.entries()) (docs.get(batch) as Int32Array)[at] = doc
  return docs
}

/** A set for each bit of the flags. */
function flagSets(flags: readonly number[]): Int32Array {
  const words = (flags.length + 31) >>> 5
  const sets = new Int32Array(words * (1 + COMPLETABLE_SECTIONS.length))
  for (const [doc, bits] of flags.entries()) {
    for (let set = 0; set <= COMPLETABLE_SECTIONS.length; set++) {
      const word = set * words + (doc >>> 5)
      if ((bits >>> set) & 1) sets[word] = (sets[word] as number) | (1 << (doc & 31))
    }
  }
  return sets
}

function nameOrder(names: readonly string[], ids: readonly string[]): Uint32Array {
  const folded = names.map(sortName)
  const order = Uint32Array.from(names.keys())
  return order.sort((a, b) => {
    const [nameA = '', nameB = ''] = [folded[a], folded[b]]
    if (nameA !== nameB) return nameA < nameB ? -1 : 1
    return (ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1
  })
}

/** Postings by feature: every feature gets a row at its first posting, then all are sorted by row by counting. */
function rowsOf(places: readonly Place[]): Rows {
  const total = places.reduce((sum, { batch, at }) => sum + (batch.starts[at + 1] ?? 0) - (batch.starts[at] ?? 0), 0)
  const draft: RowDraft = {
    slots: new Uint32Array(tableSize(total)),
    hashes: new Uint32Array(2 * total),
    kinds: new Uint8Array(total),
    sizes: new Uint32Array(total),
    lastPosting: new Int32Array(total).fill(-1),
    rowOf: new Uint32Array(total),
    packed: new Uint32Array(total),
    rows: 0,
    size: 0,
  }
  for (const [doc, place] of places.entries()) addPostings(draft, doc, place)
  return sorted(draft)
}

interface RowDraft {
  slots: Uint32Array
  hashes: Uint32Array
  kinds: Uint8Array
  sizes: Uint32Array
  /** Each row's newest posting: a feature named twice by one profile counts once, as last said. */
  lastPosting: Int32Array
  rowOf: Uint32Array
  packed: Uint32Array
  rows: number
  size: number
}

function addPostings(draft: RowDraft, doc: number, { batch, at }: Place): void {
  const { packed, rowOf, lastPosting, sizes } = draft
  const end = batch.starts[at + 1] as number
  for (let from = batch.starts[at] as number; from < end; from++) {
    const value = batch.values[from] as number
    const row = findRow(draft, batch.hashes[2 * from] as number, batch.hashes[2 * from + 1] as number)
    draft.kinds[row] = value >>> 8
    const posting = doc * 256 + (value & 255)
    const last = lastPosting[row] as number
    if (last >= 0 && (packed[last] as number) >>> 8 === doc) {
      packed[last] = posting
      continue
    }
    packed[draft.size] = posting
    rowOf[draft.size] = row
    lastPosting[row] = draft.size++
    sizes[row] = (sizes[row] as number) + 1
  }
}

function findRow(draft: RowDraft, high: number, low: number): number {
  const { slots, hashes } = draft
  const mask = slots.length - 1
  for (let slot = low & mask; ; slot = (slot + 1) & mask) {
    const row = (slots[slot] as number) - 1
    if (row < 0) {
      slots[slot] = draft.rows + 1
      hashes[2 * draft.rows] = high
      hashes[2 * draft.rows + 1] = low
      return draft.rows++
    }
    if (hashes[2 * row] === high && hashes[2 * row + 1] === low) return row
  }
}

function sorted({ hashes, kinds, sizes, rowOf, packed, rows, size }: RowDraft): Rows {
  const starts = new Uint32Array(rows + 1)
  for (let row = 0; row < rows; row++) starts[row + 1] = (starts[row] as number) + (sizes[row] as number)
  const next = starts.slice()
  const postings = new Uint32Array(size)
  for (let at = 0; at < size; at++) {
    const row = rowOf[at] as number
    const place = next[row] as number
    postings[place] = packed[at] as number
    next[row] = place + 1
  }
  return {
    hashes,
    kinds: kinds.subarray(0, rows),
    sizes: sizes.subarray(0, rows),
    fill: (row, into) => into.set(postings.subarray(starts[row], starts[row + 1])),
  }
}

function certificatesOf(batches: readonly Batch[], docs: Map<Batch, Int32Array>): Source['certificates'] {
  const entries = batches.flatMap((batch) => {
    const { doc, standard, from, until } = batch.certificates
    return doc.map((own, at) => ({
      doc: docs.get(batch)?.[own] ?? -1,
      standard: batch.standards[standard[at] ?? -1] ?? '',
      from: from[at] ?? 0,
      until: until[at] ?? 0,
    }))
  })
  return certificateLists(entries.filter(({ doc }) => doc >= 0))
}

/** Lists of holders by standard, documents rising. */
export function certificateLists(entries: { doc: number; standard: string; from: number; until: number }[]): Source['certificates'] {
  const byStandard = Map.groupBy(entries, ({ standard }) => standard)
  const standards = [...byStandard.keys()].sort()
  const listed = standards.map((standard) => (byStandard.get(standard) ?? []).sort((a, b) => a.doc - b.doc))
  const starts = new Uint32Array(standards.length + 1)
  for (const [at, list] of listed.entries()) starts[at + 1] = (starts[at] as number) + list.length
  const flat = listed.flat()
  return {
    standards,
    starts,
    docs: Uint32Array.from(flat, ({ doc }) => doc),
    from: Uint16Array.from(flat, ({ from }) => from),
    until: Uint16Array.from(flat, ({ until }) => until),
  }
}

function figuresOf(batches: readonly Batch[], docs: Map<Batch, Int32Array>): Source['figures'] {
  return NUMBER_COLUMNS.map((_, column) => {
    const entries = batches.flatMap((batch) => {
      const { doc, column: columns, value } = batch.numbers
      return doc.flatMap((own, at) => {
        const place = docs.get(batch)?.[own] ?? -1
        return columns[at] === column && place >= 0 ? [{ doc: place, value: value[at] ?? 0 }] : []
      })
    })
    entries.sort((a, b) => a.doc - b.doc)
    return { docs: Uint32Array.from(entries, ({ doc }) => doc), values: Float64Array.from(entries, ({ value }) => value) }
  })
}
