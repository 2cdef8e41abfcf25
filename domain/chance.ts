/** What topic a firm picked at random may be expected to have with a need: how much of a likeness says nothing about this firm. */
import type { MatchQuery, TopicStatistics } from './match-query.ts'
import { WHOLE_TOPIC } from './match-query.ts'

/** How much of a word a profile has that has it at all: once in a profile of average length is .63. */
const WORD_IN_FULL = 0.6

/** How much it has, on the whole, of what firms have in part: a category, a likely code, a record. */
const PART_IN_FULL = 0.5

/**
 * The mean topic over all firms, as far as the day's frequencies tell it; 0 to 1.
 *
 * Example: a need whose one word, weighing .8 of topic, stands in a quarter of the profiles has .8 x .25 x .6 = .12 by chance.
 */
export function topicByChance({ features }: Pick<MatchQuery, 'features'>, { documents, frequencies }: TopicStatistics): number {
  let sum = 0
  for (const { key, weight } of features) {
    const isWord = key.startsWith('term:')
    const frequency = frequencies.get(isWord ? key.slice(5) : key) ?? 0
    sum += weight * (isWord ? WORD_IN_FULL : PART_IN_FULL) * Math.min(1, frequency / Math.max(1, documents))
  }
  return Math.min(1, sum / WHOLE_TOPIC)
}
