/** Numbers for words, so that counting the words of a text compares no text. */

/** Words by number, from 0 on in the order they were first met. */
export interface WordNumbers {
  /** The number of a word of the letters `a` to `z`, at most LONGEST_PACKED of them: the first `length` codes. */
  spelt(codes: ArrayLike<number>, length: number): number
  /** The number of a word of letters `a` to `z`, digits and the signs that join them: the codes between two places. */
  joined(codes: ArrayLike<number>, from: number, to: number): number
  of(word: string): number
  text(number: number): string
  size(): number
  /** How often it has begun anew: numbers of another turn say nothing. */
  turn(): number
  /** Begins anew, with the same first words. */
  forget(): void
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
  const ofOther = (word: string): number => {
    const known = others.get(word)
    if (known !== undefined) return known
    others.set(word, words.length)
    return words.push(word) - 1
  }
  /** Words by what they are packed into: that and, beside it, the number from 1 on. */
  let letters = new Int32Array(2 << LEAST_BITS)
  let bits = LEAST_BITS
  let spelled = 0
  const spelt = (codes: ArrayLike<number>, length: number): number => {
    let key = 0
    for (let at = 0; at < length; at++) key = (key << 5) | ((codes[at] as number) & 31)
    const last = letters.length - 2
    let place = (Math.imul(key, SPREAD) >>> (32 - bits)) << 1
    for (; letters[place + 1] !== 0; place = (place + 2) & last) if (letters[place] === key) return (letters[place + 1] as number) - 1
    letters[place] = key
    letters[place + 1] = words.push(textOf(codes, 0, length))
    if (2 * ++spelled > 2 ** bits) letters = doubled(letters, ++bits)
    return words.length - 1
  }
  const identifiers = pairNumbers()
  const joined = (codes: ArrayLike<number>, from: number, to: number): number => {
    if (to - from > LONGEST_JOINED) return ofOther(textOf(codes, from, to))
    const middle = Math.min(to, from + HALF)
    const number = identifiers.of(sixBits(codes, from, middle), sixBits(codes, middle, to), words.length)
    if (number === words.length) words.push(textOf(codes, from, to))
    return number
  }
  const of = (word: string): number => {
    if (PACKED.test(word)) return spelt(codesOf(word), word.length)
    return JOINED.test(word) ? joined(codesOf(word), 0, word.length) : ofOther(word)
  }
  first.forEach(of)
  let turn = 0
  return {
    spelt,
    joined,
    of,
    text: (number) => words[number] ?? '',
    size: () => words.length,
    turn: () => turn,
    forget() {
      turn++
      words.length = 0
      others.clear()
      identifiers.forget()
      letters = new Int32Array(2 << LEAST_BITS)
      bits = LEAST_BITS
      spelled = 0
      first.forEach(of)
    },
  }
}

/** Tables have two to this many places at first, and are never more than half full. */
const LEAST_BITS = 12
/** The upper bits of a product with it depend on all of a key. */
const SPREAD = 0x9e_37_79_b1

function doubled(letters: Int32Array<ArrayBuffer>, bits: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 << bits)
  const last = larger.length - 2
  for (let from = 0; from < letters.length; from += 2) {
    if (letters[from + 1] === 0) continue
    let place = (Math.imul(letters[from] as number, SPREAD) >>> (32 - bits)) << 1
    while (larger[place + 1] !== 0) place = (place + 2) & last
    larger[place] = letters[from] as number
    larger[place + 1] = letters[from + 1] as number
  }
  return larger
}

/** Numbers for pairs; one that is not known gets the number it is asked with. */
function pairNumbers(): { of(one: number, other: number, fresh: number): number; forget(): void } {
  let slots = new Int32Array(1 << LEAST_BITS)
  let bits = LEAST_BITS
  let pairs = new Int32Array(3 << (LEAST_BITS - 1))
  let count = 0
  const slotOf = (one: number, other: number): number => {
    const last = slots.length - 1
    let slot = Math.imul(Math.imul(other, 0x85_eb_ca_6b) ^ one, SPREAD) >>> (32 - bits)
    for (; slots[slot] !== 0; slot = (slot + 1) & last) {
      const pair = 3 * ((slots[slot] as number) - 1)
      if (pairs[pair] === one && pairs[pair + 1] === other) return slot
    }
    return slot
  }
  const double = () => {
    slots = new Int32Array(1 << ++bits)
    const before = pairs
    pairs = new Int32Array(3 << (bits - 1))
    pairs.set(before)
    for (let pair = 0; pair < count; pair++) slots[slotOf(pairs[3 * pair] as number, pairs[3 * pair + 1] as number)] = pair + 1
  }
  return {
    of(one, other, fresh) {
      const slot = slotOf(one, other)
      const known = slots[slot] as number
      if (known !== 0) return pairs[3 * (known - 1) + 2] as number
      pairs[3 * count] = one
      pairs[3 * count + 1] = other
      pairs[3 * count + 2] = fresh
      slots[slot] = ++count
      if (2 * count >= slots.length) double()
      return fresh
    },
    forget() {
      slots.fill(0)
      count = 0
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
