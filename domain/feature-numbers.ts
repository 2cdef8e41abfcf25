/** Numbers behind the texts of a profile's features, for an engine that keeps its own figures by number instead of looking texts up. */
import type { FeatureKey, ProfileFeatures } from './match-query.ts'

/** Texts by number, from 0 on. */
export interface Numbers<T extends string> {
  text(number: number): T
  size(): number
  /** How often they have begun anew: numbers of another turn say nothing. */
  turn(): number
}

/** A profile's features by number, in the order in which the profile names them. */
export interface NumberedFeatures {
  tags: readonly number[]
  tagNumbers: Numbers<FeatureKey>
  /** Each word's number times 256 plus its count. */
  words: readonly number[]
  wordNumbers: Numbers<string>
}

interface Kept extends NumberedFeatures {
  tagTurn: number
  wordTurn: number
}

const behind = new WeakMap<ProfileFeatures, Kept>()

/** Says what numbers stand behind a profile that nobody changes from here on. */
export function rememberNumbers(profile: ProfileFeatures, numbered: NumberedFeatures): ProfileFeatures {
  const { tags, tagNumbers, words, wordNumbers } = numbered
  behind.set(profile, { tags, tagNumbers, words, wordNumbers, tagTurn: tagNumbers.turn(), wordTurn: wordNumbers.turn() })
  return profile
}

/** The numbers behind a profile; null where they have begun anew since, and where it was made otherwise than from facts. A copy has none. */
export function numbersBehind(profile: ProfileFeatures): NumberedFeatures | null {
  const kept = behind.get(profile)
  return kept && kept.tagTurn === kept.tagNumbers.turn() && kept.wordTurn === kept.wordNumbers.turn() ? kept : null
}

/** What is met, each number once, in order. */
export interface Distinct {
  /** Begins anew, for numbers below this. */
  begin(most: number): void
  add(number: number): void
  met(): number[]
}

export function distinctNumbers(): Distinct {
  let placeOf = new Int32Array(1024)
  let met: number[] = []
  return {
    begin(most) {
      if (placeOf.length < most) placeOf = new Int32Array(2 * most)
      met = []
    },
    add(number) {
      const place = placeOf[number] as number
      if (place < met.length && met[place] === number) return
      placeOf[number] = met.length
      met.push(number)
    },
    met: () => met,
  }
}
