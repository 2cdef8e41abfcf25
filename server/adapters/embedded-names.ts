/** Names in spite of typos: trigrams find the distinct name words alike, edit distance judges them. */

import { grams } from '../../domain/text.ts'
import type { Postings } from './embedded-postings.ts'

/** Distinct words of all names, with the documents that have them. */
export interface NameWords {
  words: string[]
  postings: Postings[]
  numberOf: Map<string, number>
  /** Word numbers by trigram. */
  trigrams: Map<string, number[]>
}

export function noNameWords(): NameWords {
  return { words: [], postings: [], numberOf: new Map(), trigrams: new Map() }
}

/** The posting list of a name word; a new word gets its trigrams. */
export function addNameWord(names: NameWords, word: string, make: () => Postings): Postings {
  const known = names.postings[names.numberOf.get(word) ?? -1]
  if (known) return known
  const number = names.words.length
  const postings = make()
  names.words.push(word)
  names.postings.push(postings)
  names.numberOf.set(word, number)
  for (const gram of new Set(grams(word, 3))) {
    const list = names.trigrams.get(gram)
    if (list) list.push(number)
    else names.trigrams.set(gram, [number])
  }
  return postings
}

/** A name word like one that was asked for. */
export interface Alike {
  postings: Postings
  /** 0 to 1; 1 is the word itself. */
  closeness: number
  how: 'same' | 'prefix' | 'typo'
}

/** Typos forgiven by length of the word: none up to three letters, one up to seven, then two. */
export function typosAllowed(length: number): number {
  return length <= 3 ? 0 : length <= 7 ? 1 : 2
}

/** The name words like this one, the word itself included; `asPrefix` also takes longer words that begin so. */
export function alike(names: NameWords, word: string, asPrefix: boolean): Alike[] {
  const found = new Map<number, Alike>()
  const take = (number: number, closeness: number, how: Alike['how']) => {
    const postings = names.postings[number]
    if (postings && closeness > (found.get(number)?.closeness ?? 0)) found.set(number, { postings, closeness, how })
  }
  const same = names.numberOf.get(word)
  if (same !== undefined) take(same, 1, 'same')
  for (const number of asPrefix && word.length >= 2 ? longerWords(names, word) : []) {
    take(number, 0.7 + (0.25 * word.length) / wordAt(names, number).length, 'prefix')
  }
  const typos = typosAllowed(word.length)
  for (const number of typos > 0 ? suspects(names, word, typos) : []) {
    const distance = typoDistance(word, wordAt(names, number), typos)
    if (distance > 0 && distance <= typos) take(number, 1 - distance / word.length, 'typo')
  }
  return [...found.values()]
}

/**
 * Edits between two words, a swap of neighbours being one; anything above `most` may answer `most + 1`.
 *
 * Example: `precision` and `precisoin` are one edit apart.
 */
export function typoDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  const width = b.length + 1
  const table = new Uint8Array((a.length + 1) * width)
  for (let column = 0; column < width; column++) table[column] = column
  for (let row = 1; row <= a.length; row++) {
    table[row * width] = row
    let least = row
    for (let column = 1; column < width; column++) {
      const edits = editsAt(table, row * width + column, width, { same: a[row - 1] === b[column - 1], swapped: isSwap(a, b, row, column) })
      table[row * width + column] = edits
      least = Math.min(least, edits)
    }
    if (least > most) return most + 1
  }
  return table[table.length - 1] ?? most + 1
}

function editsAt(table: Uint8Array, at: number, width: number, letters: { same: boolean; swapped: boolean }): number {
  const cell = (back: number) => table[at - back] ?? 255
  const edits = Math.min(cell(width) + 1, cell(1) + 1, cell(width + 1) + (letters.same ? 0 : 1))
  return letters.swapped ? Math.min(edits, cell(2 * width + 2) + 1) : edits
}

function isSwap(a: string, b: string, row: number, column: number): boolean {
  return row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
}

/** A swap spoils four trigrams, so that a short word may share none with its misspelling: all of its length are suspects. */
const SHORT = 5

function suspects(names: NameWords, word: string, typos: number): number[] {
  if (word.length <= SHORT) {
    return [...names.words.keys()].filter((number) => Math.abs(wordAt(names, number).length - word.length) <= typos)
  }
  const shared = new Map<number, number>()
  const asked = new Set(grams(word, 3))
  for (const gram of asked) for (const number of names.trigrams.get(gram) ?? []) shared.set(number, (shared.get(number) ?? 0) + 1)
  const least = Math.max(1, asked.size - 4 * typos)
  return [...shared].filter(([, count]) => count >= least).map(([number]) => number)
}

function longerWords(names: NameWords, word: string): number[] {
  return [...names.words.keys()].filter((number) => wordAt(names, number).length > word.length && wordAt(names, number).startsWith(word))
}

function wordAt(names: NameWords, number: number): string {
  return names.words[number] ?? ''
}
