/** Builds a segment from batches of profiles: documents by trade and country, postings by feature. */
import type { FeatureKey } from '../../domain/match-query.ts'
import { NUMBER_COLUMNS } from '../../domain/match-query.ts'
import { COMPLETABLE_SECTIONS } from '../../domain/profiles.ts'
import type { Batch } from './embedded-batch.ts'
import { encodeIds } from './embedded-ids.ts'
import type { SegmentHandle } from './embedded-segment.ts'
import { packNames, packWords, sortName } from './embedded-texts.ts'
import { type Rows, type Source, writeSegment } from './embedded-write.ts'

/** A document of a batch. */
interface Place {
  batch: Batch
  at: number
}

/** One segment of all the profiles; of two with one id the later counts. The batches are those of one dictionary, from its first on. */
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
    rows: rowsOf(batches, places),
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
function rowsOf(batches: readonly Batch[], places: readonly Place[]): Rows {
  const features = batches.reduce((sum, { kinds }) => sum + kinds.length, 0)
  const total = places.reduce((sum, { batch, at }) => sum + (batch.starts[at + 1] ?? 0) - (batch.starts[at] ?? 0), 0)
  const draft: RowDraft = {
    rowFor: new Int32Array(features),
    features: new Uint32Array(features),
    sizes: new Uint32Array(features),
    lastDoc: new Int32Array(features).fill(-1),
    rows: 0,
    rowOf: new Uint32Array(total),
    packed: new Uint32Array(total),
    size: 0,
  }
  for (const [doc, place] of places.entries()) addPostings(draft, doc, place)
  return sorted(draft, batches)
}

interface RowDraft {
  /** By feature: the row and one, 0 before the first posting. */
  rowFor: Int32Array
  /** By row: its feature, how many postings it has, and the document of the newest, -1 before the first. */
  features: Uint32Array
  sizes: Uint32Array
  lastDoc: Int32Array
  rows: number
  rowOf: Uint32Array
  packed: Uint32Array
  size: number
}

function addPostings(draft: RowDraft, doc: number, { batch, at }: Place): void {
  const { rowFor, lastDoc, sizes, packed, rowOf } = draft
  const first = draft.size
  const end = batch.starts[at + 1] as number
  for (let from = batch.starts[at] as number; from < end; from++) {
    const feature = batch.features[from] as number
    if (rowFor[feature] === 0) {
      draft.features[draft.rows] = feature
      rowFor[feature] = ++draft.rows
    }
    const row = (rowFor[feature] as number) - 1
    const posting = doc * 256 + (batch.values[from] as number)
    if (lastDoc[row] === doc) {
      // A feature named twice by one profile counts once, as last said.
      packed[rowOf.indexOf(row, first)] = posting
      continue
    }
    lastDoc[row] = doc
    sizes[row] = (sizes[row] as number) + 1
    rowOf[draft.size] = row
    packed[draft.size++] = posting
  }
}

function sorted({ features, sizes, rows, rowOf, packed, size }: RowDraft, batches: readonly Batch[]): Rows {
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
    ...namesOf(batches, features.subarray(0, rows)),
    sizes: sizes.subarray(0, rows),
    read: (row) => postings.subarray(starts[row], starts[row + 1]),
  }
}

/** The two numbers of each row's name, and what its values mean. */
function namesOf(batches: readonly Batch[], features: Uint32Array): Pick<Rows, 'hashes' | 'kinds'> {
  const all = batches.reduce((sum, { kinds }) => sum + kinds.length, 0)
  const named = { hashes: new Uint32Array(2 * all), kinds: new Uint8Array(all) }
  for (const { first, hashes, kinds } of batches) {
    named.hashes.set(hashes, 2 * first)
    named.kinds.set(kinds, first)
  }
  const hashes = new Uint32Array(2 * features.length)
  const kinds = new Uint8Array(features.length)
  for (let row = 0; row < features.length; row++) {
    const feature = features[row] as number
    hashes[2 * row] = named.hashes[2 * feature] as number
    hashes[2 * row + 1] = named.hashes[2 * feature + 1] as number
    kinds[row] = named.kinds[feature] as number
  }
  return { hashes, kinds }
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
  const columns = NUMBER_COLUMNS.map((): { doc: number; value: number }[] => [])
  for (const batch of batches) {
    const { doc, column, value } = batch.numbers
    for (const [at, own] of doc.entries()) {
      const place = docs.get(batch)?.[own] ?? -1
      if (place >= 0) columns[column[at] ?? -1]?.push({ doc: place, value: value[at] ?? 0 })
    }
  }
  return columns.map((entries) => {
    entries.sort((a, b) => a.doc - b.doc)
    return { docs: Uint32Array.from(entries, ({ doc }) => doc), values: Float64Array.from(entries, ({ value }) => value) }
  })
}
