/** The words a plan asks for: the need's own, those the thesaurus has for what it names, and kin that profiles write instead. */
import { kinIndexOf, kinOf } from './kin-words.ts'
import { featureKey, type TopicStatistics } from './match-query.ts'
import { type Draft, INFERRED, type Named } from './plan-drafts.ts'
import type { SourcingNeed } from './sourcing.ts'
import type { Concept } from './taxonomy.ts'
import { analyse } from './text.ts'

/** The need's own words that must all be found to fill the text group; longer needs are not asked for more. */
const FULL_TEXT_WORDS = 12

/**
 * Of a need with fewer known words than this, words that no profile has are measured too: half of `ipad stand` is not all of it. Longer
 * needs say things more than once; 3, 4 and 6 do alike on the development queries, 12 asks too much of needs with slips and names.
 */
const LEAST_MEASURED = 4

/** Words that go to an engine: rarer ones first. Prototype figures of matching 2: 90 words cost four times what 24 do. */
const MAX_WORDS = 48
const MAX_UNSEEN_WORDS = 16

/** A word of the title weighs more than one of the description. */
const TITLE_WEIGHT = 1.5

/** The need's weightiest words ask for their kin; of 8, 12, 16 and 24, more than 16 find nothing further. */
const WORDS_WITH_KIN = 16

interface Asked {
  word: string
  /** Weight times rarity. */
  value: number
  /** Some profile has it. */
  seen: boolean
  from: Origin
}

/** The need's own word, one that the thesaurus has for what it names, or kin of its own: only likely the same. */
const ORIGINS = ['own', 'thesaurus', 'kin'] as const
type Origin = (typeof ORIGINS)[number]

/** The need's own words, and those the thesaurus has for what it names, in all languages: what lets a Spanish need find a French text. */
export function wordDrafts(need: SourcingNeed, named: readonly Named[], statistics: TopicStatistics): Draft[] {
  const { weights, own } = weighWords(need, named)
  const asked = withKin(
    [...weights].map(([word, weight]) => ({ word, weight, from: own.has(word) ? 'own' : 'thesaurus' })),
    statistics,
  )
  const seen = asked.filter((one) => one.seen)
  const unseen = asked.filter((one) => !one.seen && one.from === 'own')
  const whole = measureOf(seen, unseen).reduce((sum, { value }) => sum + value, 0)
  return [...seen.slice(0, MAX_WORDS), ...unseen.slice(0, MAX_UNSEEN_WORDS)].map(({ word, value }) => ({
    key: featureKey('term', word),
    part: 'text',
    share: value / whole,
  }))
}

/**
 * The words that fill the text group when they are all found: the need's own that some profile has, in a short need the others too; where
 * no profile has any, the thesaurus's. Kin alone never fill it, they count for as much of the word nobody has as they are like it: `xbox`
 * is not met by `box`.
 */
function measureOf(seen: readonly Asked[], unseen: readonly Asked[]): readonly Asked[] {
  const own = seen.filter(({ from }) => from === 'own').slice(0, FULL_TEXT_WORDS)
  const meant = seen.filter(({ from }) => from === 'thesaurus').slice(0, FULL_TEXT_WORDS)
  if (own.length > 0) return [...own, ...unseen.slice(0, Math.max(0, LEAST_MEASURED - own.length))]
  return meant.length > 0 ? meant : unseen.slice(0, FULL_TEXT_WORDS)
}

/** Weightiest first. A word and its kin are one family: rare when they are rare together, and kin count by the square of their likeness. */
function withKin(words: readonly { word: string; weight: number; from: Origin }[], statistics: TopicStatistics): Asked[] {
  const { frequencies } = statistics
  const asked = new Map<string, Asked>()
  const raise = (one: Asked) => {
    const before = asked.get(one.word)
    if (one.value > (before?.value ?? -1)) asked.set(one.word, { ...one, from: nearerOf(one.from, before?.from) })
  }
  const ranked = words.map((one) => ({ ...one, value: one.weight * rarity(frequencies.get(one.word) ?? 0, statistics) })).sort(byValue)
  const index = kinIndexOf(statistics)
  const asking = new Set(ranked.filter((one) => one.from === 'own').slice(0, WORDS_WITH_KIN))
  for (const one of ranked) {
    const kin = asking.has(one) ? kinOf(one.word, index) : []
    const family = kin.reduce(
      (sum, { word, likeness }) => sum + (frequencies.get(word) ?? 0) * likeness ** 2,
      frequencies.get(one.word) ?? 0,
    )
    const value = one.weight * rarity(family, statistics)
    raise({ word: one.word, value, seen: frequencies.has(one.word), from: one.from })
    for (const { word, likeness } of kin) raise({ word, value: value * likeness ** 2, seen: true, from: 'kin' })
  }
  return [...asked.values()].sort(byValue)
}

/** A word met in several ways stands for the nearest of them. */
function nearerOf(one: Origin, other: Origin = 'kin'): Origin {
  return ORIGINS.indexOf(one) <= ORIGINS.indexOf(other) ? one : other
}

function weighWords(need: SourcingNeed, named: readonly Named[]): { weights: Map<string, number>; own: Set<string> } {
  const title = analyse(need.title, need.language)
  const description = analyse(need.description, need.language)
  const weights = new Map<string, number>()
  const raise = (words: string[], weight: number) => {
    for (const word of words) weights.set(word, Math.max(weights.get(word) ?? 0, weight))
  }
  for (const { concept, share } of named) {
    for (const [language, label] of Object.entries(concept.labels)) {
      const phrases = [label, ...concept.synonyms[language as keyof Concept['synonyms']]]
      for (const phrase of phrases) raise(analyse(phrase, language), INFERRED * share)
    }
  }
  for (const criterion of need.criteria) raise(analyse(criterion.title, need.language), INFERRED)
  raise(description, 1)
  raise(title, TITLE_WEIGHT)
  return { weights, own: new Set([...title, ...description]) }
}

function byValue(a: { word: string; value: number }, b: { word: string; value: number }): number {
  return b.value - a.value || (a.word < b.word ? -1 : 1)
}

/** How many different words a need says itself. */
export function countOwnWords({ title, description, language }: Pick<SourcingNeed, 'title' | 'description' | 'language'>): number {
  return new Set([...analyse(title, language), ...analyse(description, language)]).size
}

/** BM25's inverse document frequency, never below nought. */
export function rarity(frequency: number, { documents }: TopicStatistics): number {
  return Math.log(1 + (Math.max(documents, frequency) - frequency + 0.5) / (frequency + 0.5))
}
