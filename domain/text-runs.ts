/** Where a text's words begin and end, found letter by letter without folding the whole text first: most of the cost of an index is here. */

/** What a single UTF-16 unit is once folded: no part of a word, part of one, a sign that may join two, or one that only the whole text can tell. */
const OTHER = 1
const JOIN = 2
const HARD = 3
/** From here on parts of a word; a plain one is `a` to `z`, which folding leaves as it is. */
const WORD = 4
const PLAIN = 5

const WORD_ONLY = /^[\p{L}\p{N}]+$/u
const ANY_WORD = /[\p{L}\p{N}]/u
const JOINING = /^[-./+]$/
/** Its small form depends on what follows. */
const SIGMA = 0x3a3

/** A piece of a text: words joined by signs, as written. */
export type Visit = (piece: string, isPlain: boolean) => void

/**
 * Cuts a raw text into the pieces that hold words, such that folding each piece alone gives what folding the whole text gives.
 * A plain piece is a single word of the letters `a` to `z`, folded already.
 *
 * False where the text has a sign of which a single unit tells nothing, such as a loose accent or a letter beyond the basic plane;
 * then nothing was visited. Example: `Tôle, 6061-T5 plate` visits `Tôle`, `6061-T5` and the plain `plate`.
 */
export function cutter(fold: (text: string) => string): (text: string, visit: Visit) => boolean {
  // Filled as signs are met: most texts need a hundred of them.
  const kinds = new Uint8Array(0x10000)
  const kindOf = (code: number): number => {
    const known = kinds[code] ?? HARD
    if (known !== 0) return known
    const kind = kindOfFolded(code, fold)
    kinds[code] = kind
    return kind
  }
  const isEasy = (text: string): boolean => {
    for (let at = 0; at < text.length; at++) if (kindOf(text.charCodeAt(at)) === HARD) return false
    return true
  }
  const kindAt = (text: string, at: number): number => (at < text.length ? (kinds[text.charCodeAt(at)] ?? OTHER) : OTHER)
  /** Where the piece that begins here ends; below nought when it is not plain. */
  const endOf = (text: string, start: number): number => {
    let isPlain = true
    for (let at = start; ; at++) {
      const kind = kindAt(text, at)
      if (kind === PLAIN) continue
      const isInside = kind === WORD || (kind === JOIN && kindAt(text, at + 1) >= WORD)
      if (!isInside) return isPlain ? at : -at
      isPlain = false
    }
  }
  return (text, visit) => {
    if (!isEasy(text)) return false
    for (let at = 0; at < text.length; at++) {
      if (kindAt(text, at) < WORD) continue
      const end = endOf(text, at)
      visit(text.slice(at, Math.abs(end)), end > 0)
      at = Math.abs(end)
    }
    return true
  }
}

function kindOfFolded(code: number, fold: (text: string) => string): number {
  if (code === SIGMA || (code >= 0xd800 && code <= 0xdfff)) return HARD
  if (code >= 0x61 && code <= 0x7a) return PLAIN
  const folded = fold(String.fromCharCode(code))
  if (folded === '') return HARD
  if (WORD_ONLY.test(folded)) return WORD
  if (JOINING.test(folded)) return JOIN
  return ANY_WORD.test(folded) ? HARD : OTHER
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
