/** Where a firm is, as the API joins it: `Savar, Dhaka, BD`. */
import type { Speaker } from '#words/speaker.ts'

/** The same with the country by its name in the reader's language. */
export function placeIn(words: Pick<Speaker, 'country'>, place: string): string {
  return place.replace(/(^|, )([A-Z]{2})$/, (_whole, before: string, letters: string) => before + words.country(letters))
}
