/** Whole numbers by document, a bit of each in a set: sums over a million documents without looking at one. */
import { type DocSet, emptySet } from './embedded-sets.ts'

/** Bit n of every document's number is in set n. */
export interface Levels {
  docs: number
  bits: DocSet[]
}

export function noLevels(docs: number): Levels {
  return { docs, bits: [] }
}

/** Adds a number to all documents of a set. */
export function raise(levels: Levels, set: DocSet, by: number): void {
  for (let bit = 0; by >>> bit !== 0; bit++) if ((by >>> bit) & 1) addBit(levels, set, bit)
}

function addBit(levels: Levels, set: DocSet, from: number): void {
  const carry = set.slice()
  for (let bit = from, isLeft = true; isLeft; bit++) {
    while (levels.bits.length <= bit) levels.bits.push(emptySet(levels.docs))
    const plane = levels.bits[bit] as DocSet
    let left = 0
    for (let word = 0; word < plane.length; word++) {
      const [held, more] = [plane[word] as number, carry[word] as number]
      plane[word] = held ^ more
      carry[word] = held & more
      left |= held & more
    }
    isLeft = left !== 0
  }
}

/** The highest number that any of these documents has, and who has it. */
export function highest({ bits }: Levels, among: DocSet): { level: number; docs: DocSet } {
  let docs = among
  let level = 0
  for (let bit = bits.length - 1; bit >= 0; bit--) {
    const plane = bits[bit] as DocSet
    const both = new Int32Array(docs.length)
    let any = 0
    for (let word = 0; word < both.length; word++) any |= both[word] = (docs[word] as number) & (plane[word] as number)
    if (any === 0) continue
    docs = both
    level += 2 ** bit
  }
  return { level, docs }
}

/** Whoever of these has exactly this number. */
export function exactly({ bits }: Levels, among: DocSet, level: number): DocSet {
  if (level >>> bits.length !== 0) return new Int32Array(among.length)
  const docs = among.slice()
  for (const [bit, plane] of bits.entries()) {
    const flip = (level >>> bit) & 1 ? 0 : -1
    for (let word = 0; word < docs.length; word++) docs[word] = (docs[word] as number) & ((plane[word] as number) ^ flip)
  }
  return docs
}
