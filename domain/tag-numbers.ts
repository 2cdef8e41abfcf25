/** Numbers for the tags of profiles: what many firms share is named once, and found by what it comes from. */
import { classPath, codesOf, pathOf, placeNames } from './concept-paths.ts'
import type { Numbers } from './feature-numbers.ts'
import { type FeatureKey, featureKey } from './match-query.ts'
import type { ConceptIndex } from './taxonomy.ts'
import { remembering } from './text-runs.ts'
import type { WordNumbers } from './word-numbers.ts'

export interface TagNumbers extends Numbers<FeatureKey> {
  of(tag: FeatureKey): number
  /** A concept, its ancestors, its codes and theirs, and a product's sector. */
  ofConcept(code: string | null, source: ConceptIndex): readonly number[]
  ofPlace(place: string): readonly number[]
  /** A word that a visitor may read, by its number. */
  ofOpenWord(word: number): number
}

/** More tags than the thesaurus has, by far. */
const MOST_TAGS = 40_000

let tags: TagNumbers | null = null
let words: WordNumbers | null = null

/** The numbers that tags have now. They begin anew with those of words, and where there are too many; never amid a profile. */
export function tagsAtHand(wordNumbers: WordNumbers): TagNumbers {
  if (tags && words === wordNumbers && tags.size() < MOST_TAGS) return tags
  words = wordNumbers
  tags = newTags(wordNumbers)
  return tags
}

function newTags(wordNumbers: WordNumbers): TagNumbers {
  const keys: FeatureKey[] = []
  const numberOf = new Map<FeatureKey, number>()
  const of = (tag: FeatureKey): number => {
    const known = numberOf.get(tag)
    if (known !== undefined) return known
    numberOf.set(tag, keys.length)
    return keys.push(tag) - 1
  }
  const byConcept = new WeakMap<ConceptIndex, (code: string) => number[]>()
  const conceptsOf = (source: ConceptIndex): ((code: string) => number[]) => {
    const known = byConcept.get(source)
    if (known) return known
    const found = remembering((code) => conceptTags(code, source).map(of), MOST_TAGS)
    byConcept.set(source, found)
    return found
  }
  const openTags = new Map<number, number>()
  const ofOpenWord = (word: number): number => {
    const known = openTags.get(word)
    if (known !== undefined) return known
    const tag = of(featureKey('open', wordNumbers.text(word)))
    openTags.set(word, tag)
    return tag
  }
  return {
    of,
    text: (number) => keys[number] as FeatureKey,
    size: () => keys.length,
    ofConcept: (code, source) => (code === null ? [] : conceptsOf(source)(code)),
    ofPlace: remembering((place) => placeNames(place).map((name) => of(featureKey('region', name))), MOST_TAGS),
    ofOpenWord,
  }
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
