/** Where a text's words begin and end, found letter by letter without folding or cutting the text: most of the cost of an index is here. */

/** What a single UTF-16 unit is once folded: no part of a word, a sign that may join two, or one that only the whole text can tell. */
const OTHER = 1
const JOIN = 2
const HARD = 3
/** From here on parts of a word; one that is folded to a letter from `a` to `z` is that letter's code. */
const PART = 4
const LETTER = 0x61

const PART_ONLY = /^[\p{L}\p{N}]+$/u
const ANY_PART = /[\p{L}\p{N}]/u
const LETTER_ONLY = /^[a-z]$/
const JOINING = /^[-./+]$/
/** Its small form depends on what follows. */
const SIGMA = 0x3a3

/** Longer words are left to `other`. */
const LONGEST_PLAIN = 64

/** Takes the pieces of a text that hold words, and adds what it makes of them to `found`. */
export interface Taker<T> {
  /** A single word of the letters `a` to `z`, folded: the first `length` codes. */
  plain(codes: Uint8Array, length: number, found: T[]): void
  /** Any other piece: a word, or words joined by signs, as written. */
  other(piece: string, found: T[]): void
}

/**
 * Cuts a raw text into the pieces that hold words, such that folding each piece alone gives what folding the whole text gives.
 *
 * Null where the text has a sign of which a single unit tells nothing, such as a loose accent or a letter beyond the basic plane.
 * Example: `Tôle, 6061-T5 plate` has the plain `tole`, the other `6061-T5` and the plain `plate`.
 */
export function cutter<T>(fold: (text: string) => string, taker: Taker<T>): (text: string) => T[] | null {
  const unitOf = unitsBy(fold)
  const unitAt = (text: string, at: number) => (at < text.length ? unitOf(text.charCodeAt(at)) : OTHER)
  const codes = new Uint8Array(LONGEST_PLAIN)
  /** Copies the letters from here on; tells where they end. */
  const spell = (text: string, from: number): number => {
    const most = Math.min(text.length, from + LONGEST_PLAIN)
    for (let at = from; at < most; at++) {
      const unit = unitOf(text.charCodeAt(at))
      if (unit < LETTER) return at
      codes[at - from] = unit
    }
    return most
  }
  const endOf = (text: string, from: number): number => {
    for (let at = from; ; at++) {
      const unit = unitAt(text, at)
      if (unit < PART && !(unit === JOIN && unitAt(text, at + 1) >= PART)) return at
    }
  }
  return (text) => {
    const found: T[] = []
    for (let at = 0; at < text.length; at++) {
      const unit = unitOf(text.charCodeAt(at))
      if (unit === HARD) return null
      if (unit < PART) continue
      const plain = spell(text, at)
      const end = endOf(text, plain)
      if (end === plain) taker.plain(codes, end - at, found)
      else taker.other(text.slice(at, end), found)
      // What ended the piece is looked at by itself: it may be a hard sign.
      at = end - 1
    }
    return found
  }
}

function unitsBy(fold: (text: string) => string): (code: number) => number {
  // Filled as signs are met: most texts need a hundred of them.
  const units = new Uint8Array(0x10000)
  return (code) => {
    const known = units[code] as number
    if (known !== 0) return known
    const unit = folded(code, fold)
    units[code] = unit
    return unit
  }
}

function folded(code: number, fold: (text: string) => string): number {
  if (code === SIGMA || (code >= 0xd800 && code <= 0xdfff)) return HARD
  const text = fold(String.fromCharCode(code))
  if (text === '') return HARD
  if (LETTER_ONLY.test(text)) return text.charCodeAt(0)
  if (PART_ONLY.test(text)) return PART
  if (JOINING.test(text)) return JOIN
  return ANY_PART.test(text) ? HARD : OTHER
}

/** Remembers what `work` gave for a piece; all is forgotten when there are too many, since the frequent ones soon come again. */
export function remembering<T>(work: (piece: string) => T, most: number): (piece: string) => T {
  const known = new Map<string, T>()
  return (piece) => {
    const before = known.get(piece)
    if (before !== undefined) return before
    if (known.size >= most) known.clear()
    const result = work(piece)
    known.set(piece, result)
    return result
  }
}
