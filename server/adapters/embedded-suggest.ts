/** Name suggestions: the firms whose names come closest to what was typed. */
import { tokens } from '../../domain/text.ts'
import type { NameHit } from '../ports/match-engine.ts'
import { hasBit } from './embedded-bits.ts'
import type { EmbeddedIndex } from './embedded-index.ts'
import { type Alike, alike } from './embedded-names.ts'
import { keepTop } from './embedded-top.ts'

/** Names closest to a text; words may be left out, misspelt, or (the last one) begun. */
export function suggestNames(index: EmbeddedIndex, text: string, k: number): NameHit[] {
  const asked = [...new Set(tokens(text))].slice(0, MOST_WORDS)
  if (asked.length === 0) return []
  const sums = new Map<number, number>()
  for (const [at, word] of asked.entries()) {
    for (const [doc, closeness] of bestByDoc(alike(index.nameWords, word, at === asked.length - 1))) {
      if (hasBit(index.alive, doc)) sums.set(doc, (sums.get(doc) ?? 0) + closeness)
    }
  }
  const closenessOf = (doc: number) => {
    const share = asked.length / Math.max(asked.length, index.nameLengths[doc] ?? 0)
    return ((sums.get(doc) ?? 0) / asked.length) * (1 - REST_OF_NAME + REST_OF_NAME * share)
  }
  const top = keepTop(k, (a, b) => {
    const difference = closenessOf(a) - closenessOf(b)
    return difference === 0 ? isNameBefore(index, a, b) : difference > 0
  })
  for (const doc of sums.keys()) top.offer(doc)
  return top.list().map((doc) => ({ profileId: index.ids[doc] ?? '', name: index.names[doc] ?? '', closeness: closenessOf(doc) }))
}

/** By folded name, then by id: the order of equals. */
export function isNameBefore(index: EmbeddedIndex, a: number, b: number): boolean {
  const [nameA = '', nameB = ''] = [index.sortNames[a], index.sortNames[b]]
  return nameA === nameB ? (index.ids[a] ?? '') < (index.ids[b] ?? '') : nameA < nameB
}

function bestByDoc(words: Alike[]): Map<number, number> {
  const best = new Map<number, number>()
  for (const { postings, closeness } of words) {
    for (const doc of postings.docs.subarray(0, postings.size)) best.set(doc, Math.max(best.get(doc) ?? 0, closeness))
  }
  return best
}

/** More words than a name has say nothing new. */
const MOST_WORDS = 12

/** How much of the closeness the words count that the name has besides. */
const REST_OF_NAME = 0.1
