/** When no candidate is near a need's topic, the answer is "nothing fits" with the nearest three, not a full page (rulings, Verdicts). */

/**
 * Below this topic score (0 to 1) a firm shares a word or a country with the need, not its matter.
 * One number for all sets; a need that names neither product nor process lives on its words alone and keeps it too. On the development
 * queries it turns away 3 of 1,034 needs that somebody could serve; most needs that nobody could serve share real words and pass it.
 */
export const TOPIC_THRESHOLD = 0.2

export const NEAREST = 3

export function nothingFits(topics: readonly number[]): boolean {
  return topics.every((topic) => topic < TOPIC_THRESHOLD)
}
