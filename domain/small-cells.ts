/** Small cells: a count that few firms share is not shown where competitors read (trust reference 4, R7). */

/** Fewer organizations than this could be told apart in a facet. */
export const LEAST_IN_FACET = 3

export function isPublishable(count: number): boolean {
  return count >= LEAST_IN_FACET
}

/** Fewer firms than this make no figure of a report for agencies and administrators (trust reference 4, R8: k >= 5). */
export const LEAST_IN_STATISTICS = 5
