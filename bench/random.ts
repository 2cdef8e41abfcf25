/** Seeded chance for the synthetic corpus: the same seed gives the same firms on every machine. */

export interface Chance {
  /** 0 up to but not including 1. */
  next(): number
  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number
  /** True with this probability. */
  hits(probability: number): boolean
  one<T>(list: readonly T[]): T
  /** Up to `count` different ones. */
  some<T>(list: readonly T[], count: number): T[]
  /** The first ones far more often than the last (Zipf, exponent 1). */
  frequent<T>(list: readonly T[]): T
  /** Log-normal around a median: most near it, a few far above. */
  spread(median: number, sigma: number): number
}

/** Mulberry32: small, fast and good enough for a corpus. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const pick = <T>(list: readonly T[], at: number): T => {
    const found = list[Math.min(list.length - 1, at)]
    if (found === undefined) throw new RangeError('Nothing to choose from.')
    return found
  }
  const one = <T>(list: readonly T[]) => pick(list, Math.floor(next() * list.length))
  return {
    next,
    one,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    hits: (probability) => next() < probability,
    some: (list, count) => [...new Set(Array.from({ length: Math.min(count, list.length) }, () => one(list)))],
    frequent: (list) => pick(list, Math.floor(list.length ** next()) - 1),
    spread: (median, sigma) => median * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
  }
}

/** Made-up words of two to four syllables, all different. */
export function inventWords(random: Chance, count: number, syllables: readonly string[]): string[] {
  const words = new Set<string>()
  while (words.size < count) words.add(Array.from({ length: random.whole(2, 4) }, () => random.one(syllables)).join(''))
  return [...words]
}
