/** When no candidate is near a need's topic, the answer is "nothing fits" with the nearest three, not a full page (rulings, Verdicts). */
import { type MatchQuery, WHOLE_TOPIC } from './match-query.ts'

/**
 * Below this topic score (0 to 1) a firm shares a word or a country with the need, not its matter.
 * One number for all sets; a need that names neither product nor process lives on its words alone and keeps it too. A need of which no
 * profile has a word stays below it unless codes agree, since kin of its words count only as far as they are like them (plan-words.ts).
 * How often it errs either way on the development sets stands in bench/results/eval.md.
 */
export const TOPIC_THRESHOLD = 0.2

export const NEAREST = 3

/** A need of so few words says each thing once: `gaming mouse` is not met by the mouse of somebody else's desk, nor by his gaming chair. */
const FEW_WORDS = 3

/** Of topic, from where on a need has little but its words to go by. */
const MOSTLY_WORDS = 0.8

/**
 * Of the words' weight, what some firm must have of so short a need. Chosen on few: on the development sets the eleven needs that nobody could
 * serve have at most .57 or all of it, the 46 that somebody could serve all of it, but for one of which no firm has the word at all.
 */
const LEAST_COVERED = 0.6

/** What a ranking was drawn from: topics, and which features each candidate has, where the engine tells. */
export interface Drawn {
  topic: number
  evidence: readonly { feature: number }[] | null
}

/**
 * True where no candidate is near enough by topic; and for a need of a few words and nothing else to go by where none has most of them.
 *
 * Other senses of a word pass: `microsoft surface` is met by whoever writes of the surface of a mouse made by Microsoft.
 */
export function nothingFits(query: Pick<MatchQuery, 'features' | 'caps'>, ownWords: number, candidates: readonly Drawn[]): boolean {
  if (candidates.every(({ topic }) => topic < TOPIC_THRESHOLD)) return true
  const isShort = ownWords <= FEW_WORDS && query.caps.text >= MOSTLY_WORDS * WHOLE_TOPIC
  return isShort && candidates.every(({ evidence }) => evidence !== null && coveredBy(query, evidence) < LEAST_COVERED)
}

/** How much of its words a candidate has, by weight, however often; 0 to 1 and above where kin of one word meet. */
function coveredBy({ features, caps }: Pick<MatchQuery, 'features' | 'caps'>, evidence: readonly { feature: number }[]): number {
  const shared = evidence.flatMap(({ feature }) => features[feature] ?? []).filter(({ group }) => group === 'text')
  return shared.reduce((sum, { weight }) => sum + weight, 0) / caps.text
}
