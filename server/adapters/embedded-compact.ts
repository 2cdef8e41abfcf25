/** Compaction: an index without its dead documents, built beside the old one so that answers go on. */
import { type Bits, hasBit, listBits, noBits, putBit } from './embedded-bits.ts'
import { type Column, type EmbeddedIndex, emptyIndex, setNumber } from './embedded-index.ts'
import { addNameWord } from './embedded-names.ts'
import { countedPostings, entry, type Postings, plainPostings, post } from './embedded-postings.ts'

/** Posting lists between two pauses; a pause lets waiting answers through. */
const LISTS_AT_ONCE = 2000

/** True when so many documents are dead that carrying them costs more than a compaction. */
export function isWorthCompacting(index: EmbeddedIndex): boolean {
  const dead = index.ids.length - index.docOf.size
  return dead > 1000 && dead > index.docOf.size / 5
}

/** The same living documents in the same order, numbered anew. Nobody may change the old index meanwhile. */
export async function compacted(old: EmbeddedIndex, pause: () => Promise<void>): Promise<EmbeddedIndex> {
  const index = emptyIndex()
  const numbers = new Int32Array(old.ids.length).fill(-1)
  for (const doc of listBits(old.alive)) numbers[doc] = keepDocument(old, index, doc)
  const move = movers(numbers)
  let lists = 0
  const rest = async () => {
    if (++lists % LISTS_AT_ONCE === 0) await pause()
  }
  for (const [word, postings] of old.terms) {
    move.postings(postings, () => entry(index.terms, word, countedPostings))
    await rest()
  }
  for (const [kind, codes] of old.tags) {
    const kept = entry(index.tags, kind, () => new Map<string, Postings>())
    for (const [code, postings] of codes) {
      move.postings(postings, () => entry(kept, code, countedPostings))
      await rest()
    }
  }
  for (const [number, word] of old.nameWords.words.entries()) {
    move.postings(old.nameWords.postings[number], () => addNameWord(index.nameWords, word, plainPostings))
    await rest()
  }
  moveColumns(old, index, move)
  return index
}

function keepDocument(old: EmbeddedIndex, index: EmbeddedIndex, doc: number): number {
  const id = old.ids[doc] ?? ''
  const number = index.ids.length
  index.ids.push(id)
  index.docOf.set(id, number)
  putBit(index.alive, number)
  index.lengths.push(old.lengths[doc] ?? 0)
  index.names.push(old.names[doc] ?? '')
  index.sortNames.push(old.sortNames[doc] ?? '')
  index.nameLengths.push(old.nameLengths[doc] ?? 0)
  return number
}

interface Movers {
  postings(from: Postings | undefined, into: () => Postings): void
  bits(from: Bits): Bits
  column(from: Column, into: Column): void
  numberOf(doc: number): number
}

function movers(numbers: Int32Array): Movers {
  const numberOf = (doc: number) => numbers[doc] ?? -1
  return {
    numberOf,
    postings(from, into) {
      for (let at = 0; at < (from?.size ?? 0); at++) {
        const number = numberOf(from?.docs[at] ?? -1)
        if (number >= 0) post(into(), number, from?.counts?.[at] ?? null)
      }
    },
    bits(from) {
      const bits = noBits()
      for (const doc of listBits(from)) if (numberOf(doc) >= 0) putBit(bits, numberOf(doc))
      return bits
    },
    column(from, into) {
      for (const doc of listBits(from.known)) if (numberOf(doc) >= 0) setNumber(into, numberOf(doc), from.values[doc])
    },
  }
}

function moveColumns(old: EmbeddedIndex, index: EmbeddedIndex, move: Movers): void {
  index.claimed = move.bits(old.claimed)
  for (const column of Object.keys(old.columns) as (keyof EmbeddedIndex['columns'])[])
    move.column(old.columns[column], index.columns[column])
  for (const section of Object.keys(old.complete) as (keyof EmbeddedIndex['complete'])[])
    index.complete[section] = move.bits(old.complete[section])
  for (const [standard, list] of old.certificates) {
    const kept = [...list.docs.keys()].filter((at) => hasBit(index.alive, move.numberOf(list.docs[at] ?? -1)))
    if (kept.length === 0) continue
    index.certificates.set(standard, {
      docs: kept.map((at) => move.numberOf(list.docs[at] ?? -1)),
      from: kept.map((at) => list.from[at] ?? 0),
      until: kept.map((at) => list.until[at] ?? 0),
    })
  }
}
