/** Numbers for words, so that counting the words of a text compares no text. */

/** Words by number, from 0 on in the order they were first met. */
export interface WordNumbers {
  /** The number of a word of the letters `a` to `z`, the first `length` codes. */
  spelt(codes: ArrayLike<number>, length: number): number
  of(word: string): number
  word(number: number): string
  size(): number
  /** Begins anew, with the same first words. */
  forget(): void
}

/** Up to here the letters `a` to `z`, of five bits each, make a whole number that stands for no other word. */
export const LONGEST_PACKED = 6

const PACKED = new RegExp(`^[a-z]{1,${LONGEST_PACKED}}$`)

/** Numbers that begin with these words, each once. */
export function wordNumbers(first: readonly string[]): WordNumbers {
  const words: string[] = []
  const others = new Map<string, number>()
  let table = tableFor(first.length)
  const add = (word: string) => words.push(word) - 1
  const ofOther = (word: string): number => {
    const known = others.get(word)
    if (known !== undefined) return known
    const number = add(word)
    others.set(word, number)
    return number
  }
  const spelt = (codes: ArrayLike<number>, length: number): number => {
    if (length > LONGEST_PACKED) return ofOther(textOf(codes, length))
    let packed = 0
    for (let at = 0; at < length; at++) packed = (packed << 5) | ((codes[at] as number) & 31)
    const place = placeOf(table, packed)
    const known = table[place + 1] as number
    if (known !== 0) return known - 1
    const number = add(textOf(codes, length))
    table[place] = packed
    table[place + 1] = number + 1
    if (4 * number > table.length) table = doubled(table)
    return number
  }
  const of = (word: string): number => (PACKED.test(word) ? spelt(codesOf(word), word.length) : ofOther(word))
  const begin = () => first.forEach(of)
  begin()
  return {
    spelt,
    of,
    word: (number) => words[number] ?? '',
    size: () => words.length,
    forget() {
      words.length = 0
      others.clear()
      table = tableFor(first.length)
      begin()
    },
  }
}

/** Packed words and, beside each, its number from 1 on; never more than half full. */
function tableFor(words: number): Int32Array {
  return new Int32Array(2 * 2 ** Math.max(10, Math.ceil(Math.log2(2 * words))))
}

function placeOf(table: Int32Array, packed: number): number {
  const last = table.length - 2
  let place = (Math.imul(packed, 0x9e_37_79_b1) >>> 12) & last
  while (table[place + 1] !== 0 && table[place] !== packed) place = (place + 2) & last
  return place
}

function doubled(table: Int32Array): Int32Array {
  const larger = new Int32Array(2 * table.length)
  for (let from = 0; from < table.length; from += 2) {
    if (table[from + 1] === 0) continue
    const place = placeOf(larger, table[from] as number)
    larger[place] = table[from] as number
    larger[place + 1] = table[from + 1] as number
  }
  return larger
}

function textOf(codes: ArrayLike<number>, length: number): string {
  let text = ''
  for (let at = 0; at < length; at++) text += String.fromCharCode(codes[at] as number)
  return text
}

export function codesOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
}
