/** The features of a build on their way into the embedded index: each is named once, however many profiles have it. */
import type { Numbers } from '../../domain/feature-numbers.ts'
import type { FeatureKey } from '../../domain/match-query.ts'
import { finish, type Mark, markOf, mixHigh, mixLow } from './embedded-hash.ts'
import { newTable, type RowTable, rowFor } from './embedded-rows.ts'

/** What a feature's values mean: nothing (the profile has it in full), a word's count, a graded impact. */
export const PLAIN = 0
export const COUNTED = 1
export const GRADED = 2

/** What stands before a text in its feature's name, and what its values mean. */
export interface Sort {
  mark: Mark
  kind: number
}

/** A graded key is another feature than the same key in full: no must asks for it. */
export const GRADED_PREFIX = 'graded:'

export const TAG: Sort = { mark: markOf(''), kind: PLAIN }
export const IN_PART: Sort = { mark: markOf(GRADED_PREFIX), kind: GRADED }
export const TERM: Sort = { mark: markOf('term:'), kind: COUNTED }
export const NAME: Sort = { mark: markOf('name:'), kind: PLAIN }

/** How a tag says where a profile stands among the others. */
export const TRADE = 1
export const COUNTRY = 2

export interface Dictionary {
  rows: RowTable
  /** Those of numbered texts, by number. */
  words: Known<string>
  tags: Known<FeatureKey>
  /** By feature, for tags: TRADE, COUNTRY or 0. */
  roles: Uint8Array
  /** Tags that the directory lists, since they were last taken. */
  facets: FeatureKey[]
}

/** What is known by number, while the numbers are the same. */
interface Known<T extends string> {
  numbers: Numbers<T> | null
  turn: number
  /** The feature and one, or 0. */
  features: Int32Array
}

export function newDictionary(): Dictionary {
  return {
    rows: newTable(),
    words: { numbers: null, turn: 0, features: new Int32Array(1024) },
    tags: { numbers: null, turn: 0, features: new Int32Array(1024) },
    roles: new Uint8Array(1024),
    facets: [],
  }
}

/** The features of texts by number, as far as they are known: a number may have none yet. */
export function knownFeatures<T extends string>(known: Known<T>, numbers: Numbers<T>): Int32Array {
  const isSame = known.numbers === numbers && known.turn === numbers.turn()
  if (!isSame) {
    known.features.fill(0)
    known.numbers = numbers
    known.turn = numbers.turn()
  }
  if (known.features.length < numbers.size()) {
    const larger = new Int32Array(2 * numbers.size())
    larger.set(known.features)
    known.features = larger
  }
  return known.features
}

/** The feature of a text. */
export function featureFor({ rows }: Dictionary, { mark, kind }: Sort, text: string): number {
  return rowFor(rows, finish(mixHigh(mark.high, text)), finish(mixLow(mark.low, text)), kind)
}

/** The feature of a tag; what it tells beside is noted when it is met first. */
export function tagFeature(dictionary: Dictionary, tag: FeatureKey): number {
  const before = dictionary.rows.count
  const feature = featureFor(dictionary, TAG, tag)
  if (feature < before) return feature
  if (feature >= dictionary.roles.length) {
    const larger = new Uint8Array(2 * feature)
    larger.set(dictionary.roles)
    dictionary.roles = larger
  }
  const kind = tag.slice(0, tag.indexOf(':'))
  dictionary.roles[feature] = kind === 'product' || kind === 'process' ? TRADE : kind === 'country' ? COUNTRY : 0
  if (kind === 'process' || kind === 'country' || kind === 'sector') dictionary.facets.push(tag)
  return feature
}

/** The first number of a feature's name. */
export function highOf({ rows }: Dictionary, feature: number): number {
  return rows.hashes[2 * feature] as number
}
