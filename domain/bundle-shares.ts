/** How the volume of one task is shared out among firms of a bundle, so that none gets less than its smallest order. */

/** A firm that does the task: what it could make of the whole volume, and the least that it takes, both 0 to 1. */
export interface Taker {
  share: number
  minimum: number
}

/** Sums in another order end in other digits; they are no difference. */
export function steady(value: number): number {
  return Math.round(value * 1e9) / 1e9
}

/**
 * Who takes part, in the order given: those that together make most while their smallest orders fit into the whole volume
 * side by side; of two such choices the one with more firms, which is the safer.
 *
 * @example Two that could make all and take nothing under 60 % do not go together: one of them makes it.
 */
export function takingPart<T extends Taker>(able: readonly T[]): T[] {
  if (fits(able)) return [...able]
  let best: T[] = []
  for (let bits = 1; bits < 2 ** able.length; bits++) {
    const some = able.filter((_, at) => bits & (1 << at))
    if (fits(some) && order(some, best) < 0) best = some
  }
  return best
}

/** What they make of the volume together, 0 to 1. */
export function madeBy(able: readonly Taker[]): number {
  return made(takingPart(able))
}

/**
 * Each one's part, zero for whoever is left out. Where more could be made than is asked, each gets its smallest order first,
 * and the rest goes by what each could make beyond it.
 *
 * @example 80 % and 40 % without smallest orders become two thirds and one third; if the second takes 40 % or nothing, 60 and 40 %.
 */
export function partsAmong(able: readonly Taker[]): number[] {
  const taking = takingPart(able)
  const shares = sumOf(taking, ({ share }) => share)
  const least = sumOf(taking, leastOf)
  const scale = shares > 1 ? (1 - least) / (shares - least) : 1
  return able.map((one) => (taking.includes(one) ? leastOf(one) + (one.share - leastOf(one)) * scale : 0))
}

/** Of a firm whose capacity is unsaid nothing is asked. */
function leastOf({ share, minimum }: Taker): number {
  return Math.min(share, minimum)
}

function fits(some: readonly Taker[]): boolean {
  return steady(sumOf(some, leastOf)) <= 1
}

function made(some: readonly Taker[]): number {
  return Math.min(1, steady(sumOf(some, ({ share }) => share)))
}

function order(some: readonly Taker[], others: readonly Taker[]): number {
  return made(others) - made(some) || others.length - some.length
}

function sumOf(some: readonly Taker[], figure: (one: Taker) => number): number {
  return some.reduce((sum, one) => sum + figure(one), 0)
}
