/** Sets of documents as rows of bits: what the embedded engine's knock-outs and filters are made of. */

/** A growable set of document numbers; what lies beyond its words is not in it. */
export interface Bits {
  words: Uint32Array
}

export function noBits(): Bits {
  return { words: new Uint32Array(0) }
}

/** All documents from 0 to count - 1. */
export function allBits(count: number): Bits {
  const words = new Uint32Array((count + 31) >>> 5).fill(0xff_ff_ff_ff)
  const rest = count & 31
  if (rest > 0) words[words.length - 1] = 2 ** rest - 1
  return { words }
}

/** The same documents in a row of its own, long enough for `count`. */
export function copyOf(bits: Bits, count: number): Bits {
  const words = new Uint32Array((count + 31) >>> 5)
  words.set(bits.words.subarray(0, words.length))
  return { words }
}

export function putBit(bits: Bits, at: number): void {
  const word = at >>> 5
  if (word >= bits.words.length) {
    const grown = new Uint32Array(Math.max(64, word + 1, bits.words.length * 2))
    grown.set(bits.words)
    bits.words = grown
  }
  bits.words[word] = (bits.words[word] ?? 0) | (1 << (at & 31))
}

export function dropBit(bits: Bits, at: number): void {
  const word = at >>> 5
  if (word < bits.words.length) bits.words[word] = (bits.words[word] ?? 0) & ~(1 << (at & 31))
}

export function hasBit(bits: Bits, at: number): boolean {
  return ((bits.words[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0
}

/** Narrows the first to what both have. */
export function keepCommon(into: Bits, other: Bits): void {
  for (let word = 0; word < into.words.length; word++) into.words[word] = (into.words[word] ?? 0) & (other.words[word] ?? 0)
}

/** Widens the first, within its own length, by what the other has. */
export function addAll(into: Bits, other: Bits): void {
  for (let word = 0; word < into.words.length; word++) into.words[word] = (into.words[word] ?? 0) | (other.words[word] ?? 0)
}

/** Takes from the first what the other has. */
export function takeAway(from: Bits, other: Bits): void {
  for (let word = 0; word < from.words.length; word++) from.words[word] = (from.words[word] ?? 0) & ~(other.words[word] ?? 0)
}

export function countBits(bits: Bits): number {
  let count = 0
  for (let word of bits.words) {
    word -= (word >>> 1) & 0x55_55_55_55
    word = (word & 0x33_33_33_33) + ((word >>> 2) & 0x33_33_33_33)
    count += Math.imul((word + (word >>> 4)) & 0x0f_0f_0f_0f, 0x01_01_01_01) >>> 24
  }
  return count
}

/** The documents in rising order. */
export function listBits(bits: Bits): number[] {
  const list: number[] = []
  for (let at = 0; at < bits.words.length; at++) {
    for (let word = bits.words[at] ?? 0; word !== 0; word &= word - 1) list.push(at * 32 + 31 - Math.clz32(word & -word))
  }
  return list
}
