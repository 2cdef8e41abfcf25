/** What a plan asks for beyond what the need names: its free category, the codes its words are likely about, and a little of a firm's record. */
import { languageTag } from './concept-paths.ts'
import type { LikelyCode } from './likely-codes.ts'
import { FULL_IMPACT, featureKey, RECORD_KEY, type TopicStatistics } from './match-query.ts'
import type { Draft } from './plan-drafts.ts'
import type { SourcingNeed } from './sourcing.ts'
import { categoryKey } from './track-record.ts'

/**
 * Likely codes beside words (text: .3): where all profiles share the need's language, words say it better, and codes only break ties;
 * where none does, only codes reach them. Ends set on the development queries in one and in 22 languages.
 */
const LEAST_LIKELY = 0.04
const MOST_LIKELY = 0.5

/** Division, group, class: each level adds about as much. */
const LEVEL_SHARES: Record<number, number> = { 2: 0.3, 3: 0.35, 4: 0.35 }

/** The share of topic that likely codes have, by how many of the profiles that have a text are in the need's language. */
export function likelyShare(language: string, { frequencies }: TopicStatistics): number {
  let texts = 0
  for (const [key, count] of languagesOf(frequencies)) if (key !== '') texts += count
  const own = texts > 0 ? (frequencies.get(languageTag(language)) ?? 0) / texts : 1
  return LEAST_LIKELY + (MOST_LIKELY - LEAST_LIKELY) * (1 - own)
}

/** Category, likely codes and record, each only where some profile has it. */
export function nearDrafts(need: SourcingNeed, likely: readonly LikelyCode[], statistics: TopicStatistics): Draft[] {
  const { frequencies } = statistics
  const category = categoryKey(need.category ?? '')
  const drafts: Draft[] = []
  if (frequencies.has(category)) drafts.push({ key: category, part: 'category', share: 1 })
  drafts.push(...likelyDrafts(likely, statistics))
  if (frequencies.has(RECORD_KEY)) drafts.push({ key: RECORD_KEY, part: 'record', share: 1 })
  return drafts
}

/** A firm whose words are likely about the very same, and as surely, fills the part. */
function likelyDrafts(likely: readonly LikelyCode[], statistics: TopicStatistics): Draft[] {
  const weighed = likely.flatMap(([code, impact]) => {
    const key = featureKey('likely', code)
    const frequency = statistics.frequencies.get(key)
    return frequency === undefined ? [] : [{ key, impact, weight: likelyWeight(code, impact, frequency, statistics) }]
  })
  const same = weighed.reduce((sum, { weight, impact }) => sum + (weight * impact) / FULL_IMPACT, 0)
  return weighed.map(({ key, weight }): Draft => ({ key, part: 'likely', share: weight / same }))
}

function likelyWeight(code: string, impact: number, frequency: number, { documents }: TopicStatistics): number {
  const level = LEVEL_SHARES[code.length - code.indexOf(':') - 1] ?? 0
  const rarity = Math.log(1 + documents / (1 + frequency)) / Math.log(1 + Math.max(1, documents))
  return level * (impact / FULL_IMPACT) * Math.min(1, rarity)
}

const languages = new WeakMap<ReadonlyMap<string, number>, [string, number][]>()

/** The few language keys among many words, looked for once a day. */
function languagesOf(frequencies: ReadonlyMap<string, number>): [string, number][] {
  const known = languages.get(frequencies)
  if (known) return known
  const found = [...frequencies].filter(([key]) => key.startsWith('language:'))
  languages.set(frequencies, found)
  return found
}
