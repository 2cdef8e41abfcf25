/** Numbers for words, so that counting the words of a text compares no text. */

/** Words by number, from 0 on in the order they were first met. */
export interface WordNumbers {
  /** The number of a word of the letters `a` to `z`, at most LONGEST_PACKED of them: the first `length` codes. */
  spelt(codes: ArrayLike<number>, length: number): number
  /** The number of a word of letters `a` to `z`, digits and the signs that join them: the codes between two places. */
  joined(codes: ArrayLike<number>, from: number, to: number): number
  of(word: string): number
  word(number: number): string
  size(): number
}

/** Up to here the letters `a` to `z`, of five bits each, make a whole number that stands for no other word. */
export const LONGEST_PACKED = 6
/** Up to here letters, digits and joining signs, of six bits each, make two. */
const HALF = 5
const LONGEST_JOINED = 2 * HALF

const PACKED = new RegExp(`^[a-z]{1,${LONGEST_PACKED}}$`)
const JOINED = new RegExp(`^[a-z0-9./+-]{1,${LONGEST_JOINED}}$`)

/** Numbers that begin with these words, each once. */
export function wordNumbers(first: readonly string[]): WordNumbers {
  const words: string[] = []
  const others = new Map<string, number>()
  const packed = keyTable(first.length)
  const halves = keyTable(0)
  const ofOther = (word: string): number => {
    const known = others.get(word)
    if (known !== undefined) return known
    others.set(word, words.length)
    return words.push(word) - 1
  }
  const spelt = (codes: ArrayLike<number>, length: number): number => {
    let key = 0
    for (let at = 0; at < length; at++) key = (key << 5) | ((codes[at] as number) & 31)
    const number = packed.numberFor(key, 0, words.length)
    if (number === words.length) words.push(textOf(codes, 0, length))
    return number
  }
  const joined = (codes: ArrayLike<number>, from: number, to: number): number => {
    if (to - from > LONGEST_JOINED) return ofOther(textOf(codes, from, to))
    const middle = Math.min(to, from + HALF)
    const number = halves.numberFor(sixBits(codes, from, middle), sixBits(codes, middle, to), words.length)
    if (number === words.length) words.push(textOf(codes, from, to))
    return number
  }
  const of = (word: string): number => {
    if (PACKED.test(word)) return spelt(codesOf(word), word.length)
    return JOINED.test(word) ? joined(codesOf(word), 0, word.length) : ofOther(word)
  }
  first.forEach(of)
  return { spelt, joined, of, word: (number) => words[number] ?? '', size: () => words.length }
}

/** Numbers for keys of two whole numbers, in one block: what is sought together stands together. */
interface KeyTable {
  /** The key's number; a key that is not known gets this one. */
  numberFor(key: number, rest: number, fresh: number): number
}

const CELLS = 4

/** Never more than half full. */
function keyTable(keys: number): KeyTable {
  let bits = Math.max(10, Math.ceil(Math.log2(2 * keys + 1)))
  let cells = new Int32Array(CELLS << bits)
  let used = 0
  const placeOf = (key: number, rest: number): number => {
    const last = cells.length - CELLS
    let place = (Math.imul(Math.imul(rest, 0x85_eb_ca_6b) ^ key, 0x9e_37_79_b1) >>> (32 - bits)) * CELLS
    while (cells[place + 2] !== 0 && (cells[place] !== key || cells[place + 1] !== rest)) place = (place + CELLS) & last
    return place
  }
  const double = () => {
    const before = cells
    cells = new Int32Array(CELLS << ++bits)
    for (let from = 0; from < before.length; from += CELLS) {
      if (before[from + 2] !== 0) cells.set(before.subarray(from, from + CELLS), placeOf(before[from] as number, before[from + 1] as number))
    }
  }
  return {
    numberFor(key, rest, fresh) {
      const place = placeOf(key, rest)
      const known = cells[place + 2] as number
      if (known !== 0) return known - 1
      cells[place] = key
      cells[place + 1] = rest
      cells[place + 2] = fresh + 1
      if (2 ** bits < 2 * ++used) double()
      return fresh
    },
  }
}

const CODE_OF_A = 0x61
const CODE_OF_0 = 0x30
const FIRST_JOIN = 0x2b

/** At most five codes as one whole number; no two of one length and none of different lengths are alike. */
function sixBits(codes: ArrayLike<number>, from: number, to: number): number {
  let key = 0
  for (let at = from; at < to; at++) key = (key << 6) | sixOf(codes[at] as number)
  return key
}

/** Letters from 1, digits from 27, joining signs from 37. */
function sixOf(code: number): number {
  if (code >= CODE_OF_A) return code - CODE_OF_A + 1
  return code >= CODE_OF_0 ? code - CODE_OF_0 + 27 : code - FIRST_JOIN + 37
}

function textOf(codes: ArrayLike<number>, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at++) text += String.fromCharCode(codes[at] as number)
  return text
}

export function codesOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
}
