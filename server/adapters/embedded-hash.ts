/** Two 32-bit numbers stand for a feature's name, so that an index of a million profiles keeps no word twice. */

/** Multipliers of FNV and of Murmur's finish; any odd ones that mix well would do. */
const FIRST_PRIME = 0x01_00_01_93
const SECOND_PRIME = 0x85_eb_ca_6b

/** What a name starts from: the two numbers after a prefix. */
export interface Mark {
  high: number
  low: number
}

/** The mark of a prefix, for names that share it. */
export function markOf(prefix: string): Mark {
  return { high: mixHigh(0x81_1c_9d_c5 | 0, prefix), low: mixLow(0x2b_74_f1_c3, prefix) }
}

/** The first number of a name, unfinished. */
export function mixHigh(from: number, text: string): number {
  let mixed = from
  for (let at = 0; at < text.length; at++) mixed = Math.imul(mixed ^ text.charCodeAt(at), FIRST_PRIME)
  return mixed
}

/** The second number, from the same letters by another way. */
export function mixLow(from: number, text: string): number {
  let mixed = from
  for (let at = 0; at < text.length; at++) {
    mixed = Math.imul(mixed + text.charCodeAt(at), SECOND_PRIME)
    mixed ^= mixed >>> 15
  }
  return mixed
}

/** Spreads a mixed number over all bits; never 0, which means an empty place in tables. */
export function finish(mixed: number): number {
  let done = Math.imul(mixed ^ (mixed >>> 16), SECOND_PRIME)
  done = Math.imul(done ^ (done >>> 13), 0xc2_b2_ae_35)
  done = (done ^ (done >>> 16)) >>> 0
  return done === 0 ? 1 : done
}

const WHOLE = markOf('')

/** Both numbers of a whole key, like `code:hs:8708`. Two of 300,000 keys fall together once in 4e8 indexes. */
export function hashKey(key: string): Mark {
  return { high: finish(mixHigh(WHOLE.high, key)), low: finish(mixLow(WHOLE.low, key)) }
}

/** The smallest table, a power of two, that stays at most half full. */
export function tableSize(entries: number): number {
  return 2 ** Math.max(4, Math.ceil(Math.log2(2 * Math.max(1, entries))))
}
