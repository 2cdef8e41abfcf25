/** When no candidate is near a need's topic, the answer is "nothing fits" with the nearest three, not a full page (rulings, Verdicts). */

/**
 * Below this topic score (0 to 1) a firm shares a word or a country with the need, not its matter.
 * One number for all sets; a need that names neither product nor process lives on its words alone and keeps it too. A need of which no
 * profile has a word stays below it unless codes agree, since kin of its words count only as far as they are like them (plan-words.ts).
 * Needs that nobody could serve but whose words stand in some profile in another sense pass it: nothing in the words tells them apart.
 * How often it errs either way on the development sets stands in bench/results/eval.md.
 */
export const TOPIC_THRESHOLD = 0.2

export const NEAREST = 3

export function nothingFits(topics: readonly number[]): boolean {
  return topics.every((topic) => topic < TOPIC_THRESHOLD)
}
