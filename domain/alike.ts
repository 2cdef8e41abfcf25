/** Where few firms share a word with a need, the others stand by the words they have in common with those who do: who sells cables beside docking stations. */
import { FULL_IMPACT, featureKey, type MatchQuery, type TopicStatistics } from './match-query.ts'
import { rarity } from './plan-words.ts'
import type { ProfileText } from './profile-features.ts'
import { countWords } from './text.ts'
import { textImpact } from './topic.ts'

/** From so many on there is a page of firms that share a word, and nobody looks for more. */
export const ENOUGH_WITH_WORDS = 100

/** So many of the nearest firms tell what they have in common; 5, 10 and 20 do alike on the development queries. */
export const MOST_TELLING = 10

const MOST_SHARED = 40

/** What all of these words add to topic for the order alone, in millionths: less than one word of a short need; half and twice do alike. */
const ALIKE_WHOLE = 100_000

/** Whether a candidate has a word of the need, or one near it; where an engine tells no evidence, it counts as having one. */
export function sharesWord(
  { features }: Pick<MatchQuery, 'features'>,
  { evidence }: { evidence: readonly { feature: number }[] | null },
): boolean {
  return evidence === null || evidence.some(({ feature }) => features[feature]?.group === 'text')
}

/** Asks for the words that the nearest firms have in common, the more the rarer and the nearer; the musts are those of the need. */
export function alikeQuery(
  { knockOuts, averageLength }: Pick<MatchQuery, 'knockOuts' | 'averageLength'>,
  nearest: readonly { topic: number; texts: readonly ProfileText[] }[],
  statistics: TopicStatistics,
): MatchQuery {
  const shares = new Map<string, number>()
  for (const { topic, texts } of nearest) {
    const words = countWords(texts.flatMap(({ name, description, language }) => [name, description].map((text) => ({ text, language }))))
    const length = words.reduce((sum, [, count]) => sum + count, 0)
    for (const [word, count] of words) {
      shares.set(word, (shares.get(word) ?? 0) + (topic * textImpact(count, length, averageLength)) / FULL_IMPACT)
    }
  }
  const valued = [...shares]
    .map(([word, share]) => ({ word, value: share * rarity(statistics.frequencies.get(word) ?? 0, statistics) }))
    .sort((a, b) => b.value - a.value || (a.word < b.word ? -1 : 1))
    .slice(0, MOST_SHARED)
  const whole = valued.reduce((sum, { value }) => sum + value, 0)
  return {
    features: valued.map(({ word, value }) => ({
      key: featureKey('term', word),
      group: 'text',
      weight: whole > 0 ? Math.floor((ALIKE_WHOLE * value) / whole) : 0,
    })),
    caps: { text: ALIKE_WHOLE, codes: 0, process: 0, place: 0 },
    knockOuts,
    averageLength,
  }
}
