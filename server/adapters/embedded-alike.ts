/** Name words in spite of typos: pieces of three letters find those alike, edit distance judges them. */
import { grams } from '../../domain/text.ts'
import { hashKey } from './embedded-hash.ts'
import { rowOf, type Segment } from './embedded-segment.ts'
import { nameWordsOf } from './embedded-texts.ts'

/** A name word like one that was asked for, as a row of the segment. */
export interface Alike {
  row: number
  /** 0 to 1; 1 is the word itself. */
  closeness: number
  how: 'same' | 'prefix' | 'typo'
}

/** A segment's distinct name words, sorted, and which of them have a piece; made when first asked for. */
interface WordIndex {
  words: string[]
  lengths: Uint8Array
  /** Word numbers by a hash of the piece: between `starts[hash]` and `starts[hash + 1]`. */
  starts: Uint32Array
  numbers: Uint32Array
}

const BUCKETS = 65_536
const made = new WeakMap<Uint8Array, WordIndex>()

function wordsIn(segment: Segment): WordIndex {
  const known = made.get(segment.nameWords)
  if (known) return known
  const words = nameWordsOf(segment)
  const starts = new Uint32Array(BUCKETS + 1)
  const pieces = words.map((word) => bucketsOf(word))
  for (const buckets of pieces) for (const bucket of buckets) starts[bucket + 1] = (starts[bucket + 1] as number) + 1
  for (let bucket = 0; bucket < BUCKETS; bucket++) starts[bucket + 1] = (starts[bucket + 1] as number) + (starts[bucket] as number)
  const next = starts.slice()
  const numbers = new Uint32Array(starts[BUCKETS] as number)
  for (const [number, buckets] of pieces.entries()) {
    for (const bucket of buckets) {
      const place = next[bucket] as number
      numbers[place] = number
      next[bucket] = place + 1
    }
  }
  const index = { words, lengths: Uint8Array.from(words, ({ length }) => Math.min(255, length)), starts, numbers }
  made.set(segment.nameWords, index)
  return index
}

function bucketsOf(word: string): Set<number> {
  return new Set(grams(word, 3).map((piece) => hashKey(piece).high & (BUCKETS - 1)))
}

/** Typos forgiven by length of the word: none up to three letters, one up to seven, then two. */
export function typosAllowed(length: number): number {
  return length <= 3 ? 0 : length <= 7 ? 1 : 2
}

/** The name words like this one, the word itself included; `asPrefix` also takes longer words that begin so. Closest first. */
export function alikeIn(segment: Segment, word: string, asPrefix: boolean): Alike[] {
  const index = wordsIn(segment)
  const found = new Map<number, Omit<Alike, 'row'>>()
  const take = (number: number, closeness: number, how: Alike['how']) => {
    if (closeness > (found.get(number)?.closeness ?? 0)) found.set(number, { closeness, how })
  }
  const [first, end] = beginning(index.words, word)
  const isKnown = index.words[first] === word
  if (isKnown) take(first, 1, 'same')
  for (let number = isKnown ? first + 1 : first; asPrefix && word.length >= 2 && number < end; number++) {
    take(number, 0.7 + (0.25 * word.length) / wordAt(index, number).length, 'prefix')
  }
  const typos = typosAllowed(word.length)
  for (const number of typos > 0 ? suspects(index, word, typos) : []) {
    const distance = typoDistance(word, wordAt(index, number), typos)
    if (distance > 0 && distance <= typos) take(number, 1 - distance / word.length, 'typo')
  }
  return [...found]
    .map(([number, how]) => ({ row: rowOfWord(segment, wordAt(index, number)), ...how }))
    .filter(({ row }) => row >= 0)
    .sort((a, b) => b.closeness - a.closeness)
}

function rowOfWord(segment: Segment, word: string): number {
  const { high, low } = hashKey(`name:${word}`)
  return rowOf(segment, high, low)
}

/** Where the words that begin so stand among the sorted ones. */
function beginning(words: readonly string[], start: string): [first: number, end: number] {
  const firstWhere = (holds: (word: string) => boolean) => {
    let [low, high] = [0, words.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (holds(words[middle] ?? '')) high = middle
      else low = middle + 1
    }
    return low
  }
  return [firstWhere((word) => word >= start), firstWhere((word) => word > start && !word.startsWith(start))]
}

/**
 * Edits between two words, a swap of neighbours being one; anything above `most` may answer `most + 1`.
 *
 * Example: `precision` and `precisoin` are one edit apart.
 */
export function typoDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  if (most === 1) return oneEdit(a, b)
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

/** 0, 1 or 2 for more: what is between the common beginning and the common end tells. */
function oneEdit(a: string, b: string): number {
  if (a === b) return 0
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++
  let end = 0
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  if (restA.length <= 1 && restB.length <= 1) return 1
  return restA.length === 2 && restB === `${restA[1]}${restA[0]}` ? 1 : 2
}

function editsAt(table: Uint8Array, at: number, width: number, letters: { same: boolean; swapped: boolean }): number {
  const cell = (back: number) => table[at - back] ?? 255
  const edits = Math.min(cell(width) + 1, cell(1) + 1, cell(width + 1) + (letters.same ? 0 : 1))
  return letters.swapped ? Math.min(edits, cell(2 * width + 2) + 1) : edits
}

function isSwap(a: string, b: string, row: number, column: number): boolean {
  return row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
}

/** A swap spoils four pieces, so that a short word may share none with its misspelling: all of its length are suspects. */
const SHORT = 5

function suspects(index: WordIndex, word: string, typos: number): number[] {
  const list: number[] = []
  if (word.length <= SHORT) {
    const { lengths } = index
    for (let number = 0; number < lengths.length; number++) {
      if (Math.abs((lengths[number] as number) - word.length) <= typos) list.push(number)
    }
    return list
  }
  const shared = new Uint8Array(index.words.length)
  const asked = bucketsOf(word)
  const least = Math.max(1, asked.size - 4 * typos)
  for (const bucket of asked) {
    const end = index.starts[bucket + 1] as number
    for (let at = index.starts[bucket] as number; at < end; at++) {
      const number = index.numbers[at] as number
      const count = (shared[number] as number) + 1
      shared[number] = count
      if (count === least) list.push(number)
    }
  }
  return list
}

function wordAt({ words }: WordIndex, number: number): string {
  return words[number] ?? ''
}
