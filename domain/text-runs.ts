/** Where a text's words begin and end, found letter by letter without folding the whole text first: most of the cost of an index is here. */

/** What a single UTF-16 unit is once folded: no part of a word, part of one, a sign that may join two, or one that only the whole text can tell. */
const OTHER = 1
const WORD = 2
const JOIN = 3
const HARD = 4

const WORD_ONLY = /^[\p{L}\p{N}]+$/u
const ANY_WORD = /[\p{L}\p{N}]/u
const JOINING = /^[-./+]$/
/** Its small form depends on what follows. */
const SIGMA = 0x3a3

/**
 * Cuts a raw text into the pieces that hold words, such that folding each piece alone gives what folding the whole text gives.
 *
 * Null where the text has a sign of which a single unit tells nothing, such as a loose accent or a letter beyond the basic plane.
 * Example: `Tôle, 6061-T5` gives `Tôle` and `6061-T5`.
 */
export function cutter(fold: (text: string) => string): (text: string) => string[] | null {
  // Filled as signs are met: most texts need a hundred of them.
  const kinds = new Uint8Array(0x10000)
  const kindOf = (code: number): number => {
    const known = kinds[code] ?? HARD
    if (known !== 0) return known
    const kind = kindOfFolded(code, fold)
    kinds[code] = kind
    return kind
  }
  return (text) => {
    const pieces: string[] = []
    let start = -1
    for (let at = 0; at < text.length; at++) {
      const kind = kindOf(text.charCodeAt(at))
      if (kind === HARD) return null
      if (kind === WORD) {
        if (start < 0) start = at
      } else if (start >= 0 && !(kind === JOIN && at + 1 < text.length && kindOf(text.charCodeAt(at + 1)) === WORD)) {
        pieces.push(text.slice(start, at))
        start = -1
      }
    }
    if (start >= 0) pieces.push(text.slice(start))
    return pieces
  }
}

function kindOfFolded(code: number, fold: (text: string) => string): number {
  if (code === SIGMA || (code >= 0xd800 && code <= 0xdfff)) return HARD
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
