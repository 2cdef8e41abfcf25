/** Numbers for the tags of profiles: what many firms share is named once, and found by what it comes from. */
import { classPath, codesOf, pathOf, placeNames } from './concept-paths.ts'
import type { Numbers } from './feature-numbers.ts'
import { type FeatureKey, featureKey } from './match-query.ts'
import type { ConceptIndex } from './taxonomy.ts'
import type { WordNumbers } from './word-numbers.ts'

export interface TagNumbers extends Numbers<FeatureKey> {
  of(tag: FeatureKey): number
  /** A concept, its ancestors, its codes and theirs, and a product's sector. */
  ofConcept(code: string | null, source: ConceptIndex): readonly number[]
  ofPlace(place: string): readonly number[]
  /** A word that a visitor may read, by its number. */
  ofOpenWord(word: number, words: WordNumbers): number
}

/** More tags than the thesaurus has, by far. */
const MOST_TAGS = 40_000

const keys: FeatureKey[] = []
const numberOf = new Map<FeatureKey, number>()
let byConcept = new WeakMap<ConceptIndex, Map<string, number[]>>()
const byPlace = new Map<string, number[]>()
const byOpenWord = new Map<number, number>()
let turn = 0
/** The turn of the words that open words were numbered by. */
let wordTurn = -1

/** The numbers that tags have now. They begin anew where there are too many; never amid a profile. */
export function tagsAtHand(wordNumbers: WordNumbers): TagNumbers {
  if (wordTurn !== wordNumbers.turn()) byOpenWord.clear()
  wordTurn = wordNumbers.turn()
  if (keys.length >= MOST_TAGS || byPlace.size >= MOST_TAGS) forget()
  return TAGS
}

function forget(): void {
  turn++
  keys.length = 0
  numberOf.clear()
  byConcept = new WeakMap()
  byPlace.clear()
  byOpenWord.clear()
}

const TAGS: TagNumbers = {
  of,
  text: (number) => keys[number] as FeatureKey,
  size: () => keys.length,
  turn: () => turn,
  ofConcept(code, source) {
    if (code === null) return []
    const known = byConcept.get(source) ?? new Map<string, number[]>()
    byConcept.set(source, known)
    return remembered(known, code, () => conceptTags(code, source).map(of))
  },
  ofPlace: (place) => remembered(byPlace, place, () => placeNames(place).map((name) => of(featureKey('region', name)))),
  ofOpenWord: (number, words) => remembered(byOpenWord, number, () => of(featureKey('open', words.text(number)))),
}

function of(tag: FeatureKey): number {
  const known = numberOf.get(tag)
  if (known !== undefined) return known
  numberOf.set(tag, keys.length)
  return keys.push(tag) - 1
}

function remembered<K, T>(known: Map<K, T>, key: K, work: () => T): T {
  const before = known.get(key)
  if (before !== undefined) return before
  const result = work()
  known.set(key, result)
  return result
}

function conceptTags(code: string, source: ConceptIndex): FeatureKey[] {
  const concept = source.byCode.get(code)
  if (!concept) return []
  return [
    ...pathOf(concept.code, source).map((step) => featureKey(concept.kind, step)),
    ...codesOf(concept)
      .flatMap(classPath)
      .map((step) => featureKey('code', step)),
    ...(concept.kind === 'product' ? [featureKey('sector', concept.group)] : []),
  ]
}
