/** Where a text's words begin and end, found letter by letter without folding or cutting the text: most of the cost of an index is here. */

/** What a single UTF-16 unit is once folded: no part of a word, or one that only the whole text can tell. */
const OTHER = 1
const HARD = 2
/** The signs that may join two parts, then the parts: each that is folded to one of ASCII is that one's code. */
const FIRST_JOIN = 0x2b
const FIRST_PART = 0x30
const FIRST_LETTER = 0x61
/** A part that is folded to anything else. */
const STRANGE = 0xff

const PART_ONLY = /^[\p{L}\p{N}]+$/u
const ANY_PART = /[\p{L}\p{N}]/u
const ASCII_PART = /^[a-z0-9]$/
const JOINING = /^[-./+]$/
/** Its small form depends on what follows. */
const SIGMA = 0x3a3

/** Longer pieces are left to `other`. */
const LONGEST_PLAIN = 64

/** Takes the pieces of a text that hold words. */
export interface Taker {
  /** A single word of the letters `a` to `z`, folded: the first `length` codes. */
  plain(codes: Uint8Array, length: number): void
  /** Letters, digits and signs that join them, folded: the first `length` codes. */
  joined(codes: Uint8Array, length: number): void
  /** Any other piece: a word, or words joined by signs, as written. */
  other(piece: string): void
}

/**
 * Cuts a raw text into the pieces that hold words, such that folding each piece alone gives what folding the whole text gives.
 *
 * False where the text has a sign of which a single unit tells nothing, such as a loose accent or a letter beyond the basic plane;
 * some pieces may be taken before it is met.
 * Example: `Tôle, 6061-T5 plate` has the plain `tole`, the joined `6061-t5` and the plain `plate`.
 */
export function cutter(fold: (text: string) => string, taker: Taker): (text: string) => boolean {
  // Filled as signs are met: most texts need a hundred of them.
  const units = new Uint8Array(0x10000)
  const learn = (code: number): number => {
    const unit = folded(code, fold)
    units[code] = unit
    return unit
  }
  const unitAt = (text: string, at: number): number => {
    if (at >= text.length) return OTHER
    const code = text.charCodeAt(at)
    return (units[code] as number) || learn(code)
  }
  const codes = new Uint8Array(LONGEST_PLAIN)
  /** What the piece that was spelt last is made of. */
  let isStrange = false
  let isPlain = false
  /** Copies the letters of a piece, and the rest of it where it has any; tells where it ends. */
  const spell = (text: string, from: number): number => {
    const most = Math.min(text.length, from + LONGEST_PLAIN)
    let at = from
    for (; at < most; at++) {
      const unit = units[text.charCodeAt(at)] as number
      if (unit < FIRST_LETTER || unit === STRANGE) break
      codes[at - from] = unit
    }
    isStrange = false
    isPlain = true
    return at < text.length ? spellOn(text, from, at) : at
  }
  const spellOn = (text: string, from: number, on: number): number => {
    for (let at = on; ; at++) {
      const unit = unitAt(text, at)
      if (unit < FIRST_PART && (unit < FIRST_JOIN || unitAt(text, at + 1) < FIRST_PART)) return at
      if (unit < FIRST_LETTER) isPlain = false
      if (unit === STRANGE || at - from >= LONGEST_PLAIN) isStrange = true
      else codes[at - from] = unit
    }
  }
  return (text) => {
    for (let at = 0; at < text.length; at++) {
      const unit = unitAt(text, at)
      if (unit === HARD) return false
      if (unit < FIRST_PART) continue
      const end = spell(text, at)
      if (isStrange) taker.other(text.slice(at, end))
      else if (isPlain) taker.plain(codes, end - at)
      else taker.joined(codes, end - at)
      // What ended the piece is looked at by itself: it may be a hard sign.
      at = end - 1
    }
    return true
  }
}

function folded(code: number, fold: (text: string) => string): number {
  if (code === SIGMA || (code >= 0xd800 && code <= 0xdfff)) return HARD
  const text = fold(String.fromCharCode(code))
  if (text === '') return HARD
  if (ASCII_PART.test(text) || JOINING.test(text)) return text.charCodeAt(0)
  if (PART_ONLY.test(text)) return STRANGE
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
