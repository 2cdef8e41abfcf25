/** Sets of a segment's documents as rows of bits, joined and narrowed 32 documents at a time. */

/** 32 documents a word. */
export type DocSet = Int32Array

export function emptySet(docs: number): DocSet {
  return new Int32Array((docs + 31) >>> 5)
}

/** All documents from 0 to count - 1. */
export function fullSet(docs: number): DocSet {
  const set = emptySet(docs).fill(-1)
  if ((docs & 31) !== 0) set[set.length - 1] = 2 ** (docs & 31) - 1
  return set
}

export function isIn(set: DocSet, doc: number): boolean {
  return (((set[doc >>> 5] as number) >>> (doc & 31)) & 1) !== 0
}

export function put(set: DocSet, doc: number): void {
  set[doc >>> 5] = (set[doc >>> 5] as number) | (1 << (doc & 31))
}

export function drop(set: DocSet, doc: number): void {
  set[doc >>> 5] = (set[doc >>> 5] as number) & ~(1 << (doc & 31))
}

/** Narrows the first to what both have. */
export function narrow(into: DocSet, other: DocSet): void {
  for (let word = 0; word < into.length; word++) into[word] = (into[word] as number) & (other[word] as number)
}

/** Widens the first by what the other has. */
export function widen(into: DocSet, other: DocSet): void {
  for (let word = 0; word < into.length; word++) into[word] = (into[word] as number) | (other[word] as number)
}

/** Takes from the first what the other has. */
export function without(into: DocSet, other: DocSet): void {
  for (let word = 0; word < into.length; word++) into[word] = (into[word] as number) & ~(other[word] as number)
}

export function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55_55_55_55)
  bits = (bits & 0x33_33_33_33) + ((bits >>> 2) & 0x33_33_33_33)
  return Math.imul((bits + (bits >>> 4)) & 0x0f_0f_0f_0f, 0x01_01_01_01) >>> 24
}

export function countOf(set: DocSet): number {
  let count = 0
  for (let word = 0; word < set.length; word++) count += bitsIn(set[word] as number)
  return count
}

/** How many documents both have. */
export function countCommon(one: DocSet, other: DocSet): number {
  let count = 0
  for (let word = 0; word < one.length; word++) count += bitsIn((one[word] as number) & (other[word] as number))
  return count
}

/** Visits the documents in rising order. */
export function visit(set: DocSet, see: (doc: number) => void): void {
  for (let word = 0; word < set.length; word++) {
    for (let bits = set[word] as number; bits !== 0; bits &= bits - 1) see(word * 32 + 31 - Math.clz32(bits & -bits))
  }
}
