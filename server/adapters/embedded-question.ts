/** A need's question as it crosses to a searching thread: features as numbers, musts as text. */
import { fieldOf, type KnockOut, type MatchQuery, TOPIC_GROUPS } from '../../domain/match-query.ts'
import { GRADED_PREFIX } from './embedded-dictionary.ts'
import { hashKey } from './embedded-hash.ts'

export interface Question {
  /** Four numbers a feature: those of its key, those of the same key graded. */
  hashes: Uint32Array
  weights: Int32Array
  /** Place in TOPIC_GROUPS. */
  groups: Uint8Array
  /** In millionths, by place in TOPIC_GROUPS. */
  caps: number[]
  averageLength: number
  knockOuts: string
  /** The field's features, four numbers each. */
  field: Uint32Array
}

export function questionOf(query: MatchQuery): Question {
  return {
    hashes: hashesOf(query.features.map(({ key }) => key)),
    weights: Int32Array.from(query.features, ({ weight }) => weight),
    groups: Uint8Array.from(query.features, ({ group }) => TOPIC_GROUPS.indexOf(group)),
    caps: TOPIC_GROUPS.map((group) => query.caps[group]),
    averageLength: query.averageLength,
    knockOuts: JSON.stringify(query.knockOuts),
    field: new Uint32Array(0),
  }
}

/** The same for a count of standings, where the field matters and the weights do not. */
export function countOf(query: MatchQuery): Question {
  return { ...questionOf({ ...query, features: [] }), field: hashesOf(fieldOf(query)) }
}

function hashesOf(keys: readonly string[]): Uint32Array {
  const hashes = new Uint32Array(keys.length * 4)
  for (const [at, key] of keys.entries()) {
    const [full, graded] = [hashKey(key), hashKey(GRADED_PREFIX + key)]
    hashes.set([full.high, full.low, graded.high, graded.low], at * 4)
  }
  return hashes
}

export function knockOutsOf({ knockOuts }: Question): KnockOut[] {
  return JSON.parse(knockOuts) as KnockOut[]
}
