/** The supplier directory over the embedded index: words, facets with counts, pages that do not shift. */
import { featureKey } from '../../domain/match-query.ts'
import { analyse, tokens } from '../../domain/text.ts'
import type { DirectoryFilter, DirectoryPage, DirectoryQuery, FacetCount } from '../ports/match-engine.ts'
import { addAll, type Bits, copyOf, countBits, dropBit, hasBit, keepCommon, listBits, noBits, takeAway } from './embedded-bits.ts'
import { type EmbeddedIndex, postingsOf } from './embedded-index.ts'
import { alike } from './embedded-names.ts'
import type { Postings } from './embedded-postings.ts'
import { bitsOf, holdersOf } from './embedded-standing.ts'
import { isNameBefore } from './embedded-suggest.ts'
import { keepTop } from './embedded-top.ts'

const FACETS = ['country', 'sector', 'process', 'standard', 'state'] as const satisfies (keyof DirectoryFilter)[]

/** Words of a directory query beyond these are left out. */
const MOST_WORDS = 12

/** What a word is worth by where it stands; the same for every profile, so that other profiles never move it. */
const IN_NAME = 5
const IN_TEXT = 3
const BEGINS_IN_NAME = 2
const TYPO_IN_NAME = 1

/** One page, in the order: more words found, better places, name, id. */
export function searchDirectory(index: EmbeddedIndex, query: DirectoryQuery): Omit<DirectoryPage, 'asOf'> {
  const found = findWords(index, query)
  const filters = FACETS.map((facet) => filterBits(index, query, facet))
  const eligible = copyOf(found.docs, index.ids.length)
  for (const bits of filters) if (bits) keepCommon(eligible, bits)
  const after = placeAfter(index, found.worth, query.cursor)
  const before = (a: number, b: number) => {
    const difference = (found.worth[a] ?? 0) - (found.worth[b] ?? 0)
    return difference === 0 ? isNameBefore(index, a, b) : difference > 0
  }
  const limit = Math.min(Math.max(1, query.limit), 100)
  const top = keepTop(limit + 1, before)
  for (const doc of listBits(eligible)) if (after(doc)) top.offer(doc)
  const docs = top.list()
  const last = docs[limit - 1]
  return {
    items: docs.slice(0, limit).map((doc) => ({ profileId: index.ids[doc] ?? '', name: index.names[doc] ?? '' })),
    total: countBits(eligible),
    facets: facetCounts(index, query, found.docs, filters),
    relaxed: found.relaxed,
    nextCursor: docs.length > limit && last !== undefined ? cursorOf(index, found.worth, last) : null,
  }
}

interface Found {
  docs: Bits
  /** By document: words found first, then where. */
  worth: Float64Array
  relaxed: boolean
}

function findWords(index: EmbeddedIndex, query: DirectoryQuery): Found {
  const count = index.ids.length
  const worth = new Float64Array(count)
  const words = askedWords(query)
  const docs = copyOf(index.alive, count)
  if (words.length === 0) return { docs, worth, relaxed: false }
  const foundWords = new Uint8Array(count)
  for (const [at, word] of words.entries()) addWord(index, query, { word, isLast: at === words.length - 1 }, { foundWords, worth })
  const most = listBits(docs).reduce((highest, doc) => Math.max(highest, foundWords[doc] ?? 0), 1)
  for (const doc of listBits(docs)) if ((foundWords[doc] ?? 0) < most) dropBit(docs, doc)
  return { docs, worth, relaxed: most < words.length && countBits(docs) > 0 }
}

/** Filler words count only where nothing else was typed. */
function askedWords(query: DirectoryQuery): string[] {
  const all = [...new Set(tokens(query.text))]
  const telling = all.filter((word) => analyse(word, query.language).length > 0)
  return (telling.length > 0 ? telling : all).slice(0, MOST_WORDS)
}

/** One word's best place in each document; the last word may be only begun. */
function addWord(
  index: EmbeddedIndex,
  query: DirectoryQuery,
  asked: { word: string; isLast: boolean },
  into: { foundWords: Uint8Array; worth: Float64Array },
): void {
  const best = new Uint8Array(index.ids.length)
  const raise = (postings: Postings | undefined, worth: number) => {
    for (const doc of postings?.docs.subarray(0, postings.size) ?? []) best[doc] = Math.max(best[doc] ?? 0, worth)
  }
  for (const stem of analyse(asked.word, query.language)) raise(postingsOf(index, featureKey('open', stem)), IN_TEXT)
  for (const { postings, how } of alike(index.nameWords, asked.word, asked.isLast)) raise(postings, NAME_WORTH[how])
  for (const [doc, worth] of best.entries()) {
    if (worth === 0) continue
    into.foundWords[doc] = (into.foundWords[doc] ?? 0) + 1
    into.worth[doc] = (into.worth[doc] ?? 0) + worth
  }
}

const NAME_WORTH = { same: IN_NAME, prefix: BEGINS_IN_NAME, typo: TYPO_IN_NAME } as const

/** The documents that a facet's chosen values leave; null when none is chosen. */
function filterBits(index: EmbeddedIndex, query: DirectoryQuery, facet: keyof DirectoryFilter): Bits | null {
  const chosen = query.filter[facet] ?? []
  if (chosen.length === 0) return null
  const all = copyOf(noBits(), index.ids.length)
  for (const value of chosen) addAll(all, valueBits(index, query, facet, value))
  return all
}

function valueBits(index: EmbeddedIndex, query: DirectoryQuery, facet: keyof DirectoryFilter, value: string): Bits {
  if (facet === 'standard') return holdersOf(index.certificates.get(value), query.on, false)
  if (facet !== 'state') return bitsOf(index.tags.get(facet)?.get(value))
  if (value === 'claimed') return index.claimed
  const unclaimed = copyOf(index.alive, index.ids.length)
  takeAway(unclaimed, index.claimed)
  return unclaimed
}

function facetCounts(index: EmbeddedIndex, query: DirectoryQuery, found: Bits, filters: (Bits | null)[]): DirectoryPage['facets'] {
  const facets: DirectoryPage['facets'] = { country: [], sector: [], process: [], standard: [], state: [] }
  for (const [at, facet] of FACETS.entries()) {
    const others = copyOf(found, index.ids.length)
    for (const [other, bits] of filters.entries()) if (bits && other !== at) keepCommon(others, bits)
    const counts: FacetCount[] = valuesOf(index, facet).map((code) => ({ code, count: countValue(index, query, { facet, code }, others) }))
    facets[facet] = counts.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
  }
  return facets
}

function valuesOf(index: EmbeddedIndex, facet: keyof DirectoryFilter): string[] {
  if (facet === 'standard') return [...index.certificates.keys()]
  if (facet === 'state') return ['claimed', 'unclaimed']
  return [...(index.tags.get(facet)?.keys() ?? [])].filter((code) => code !== 'unknown')
}

function countValue(
  index: EmbeddedIndex,
  query: DirectoryQuery,
  value: { facet: keyof DirectoryFilter; code: string },
  among: Bits,
): number {
  const postings = value.facet === 'standard' || value.facet === 'state' ? undefined : index.tags.get(value.facet)?.get(value.code)
  if (!postings) {
    const bits = copyOf(valueBits(index, query, value.facet, value.code), index.ids.length)
    keepCommon(bits, among)
    return countBits(bits)
  }
  let count = 0
  for (const doc of postings.docs.subarray(0, postings.size)) if (hasBit(among, doc)) count++
  return count
}

/** Where a page ended: worth, folded name and id, which no other profile's change moves. */
function cursorOf(index: EmbeddedIndex, worth: Float64Array, doc: number): string {
  return JSON.stringify([worth[doc] ?? 0, index.sortNames[doc] ?? '', index.ids[doc] ?? ''])
}

function placeAfter(index: EmbeddedIndex, worth: Float64Array, cursor: string | null): (doc: number) => boolean {
  if (cursor === null) return () => true
  const [lastWorth, lastName, lastId] = JSON.parse(cursor) as [number, string, string]
  return (doc) => {
    const own = worth[doc] ?? 0
    if (own !== lastWorth) return own < lastWorth
    const name = index.sortNames[doc] ?? ''
    return name === lastName ? (index.ids[doc] ?? '') > lastId : name > lastName
  }
}
