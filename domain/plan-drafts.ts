/** What a plan is made of before it is weighed: parts of topic, the concepts a need names, features with their share of a part. */
import { type FeatureKey, TOPIC_GROUPS } from './match-query.ts'
import type { Concept } from './taxonomy.ts'

/** What topic is shared out among: its groups, and within the codes what a need does not name but comes near. */
export const PARTS = [...TOPIC_GROUPS, 'category', 'likely', 'record'] as const
export type Part = (typeof PARTS)[number]

/** A concept that the text only names counts half; so does a word that only the thesaurus supplies. */
export const INFERRED = 0.5

export interface Named {
  concept: Concept
  /** 1 when the need says so, INFERRED when only its text does. */
  share: number
}

/** A feature before its part's whole is known: its share of the part. */
export interface Draft {
  key: FeatureKey
  part: Part
  share: number
}
