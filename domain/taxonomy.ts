/** The thesaurus of trade words: concepts for processes and products in four languages, and how free text finds them. */
import { CONCEPT_LANGUAGES, type ConceptLanguage, countingWords, singular, stemIn } from './taxonomy-words.ts'
import { grams } from './text.ts'

/** The thirteen process families of a capability profile (domain reference 2.4); each is the root concept of its family. */
export const PROCESS_FAMILIES = [
  'stamping',
  'injection-moulding',
  'casting',
  'forging',
  'machining',
  'sheet-metal-welding',
  'surface-heat-treatment',
  'electronics-assembly',
  'rubber-plastics-extrusion',
  'textiles-garments-footwear-leather',
  'food-processing',
  'packaging-printing',
  'services',
] as const

/** The eleven sectors that group product concepts (domain reference 2.4, sector seeds). */
export const SECTORS = [
  'automotive',
  'aerospace',
  'electronics',
  'medical-devices',
  'food-beverage',
  'fresh-produce',
  'apparel-footwear-leather',
  'metal-structures-energy',
  'packaging',
  'furniture-wood',
  'services',
] as const

export type ProcessFamily = (typeof PROCESS_FAMILIES)[number]
export type Sector = (typeof SECTORS)[number]

/** A word of the trade: what it is called, what people type for it, and the official codes it stands near. */
export interface Concept {
  code: string
  kind: 'process' | 'product'
  /** A process family, or a sector for a product. */
  group: string
  /** A more general concept of the same group; null for the group's own root. */
  parent: string | null
  labels: Record<ConceptLanguage, string>
  synonyms: Record<ConceptLanguage, string[]>
  /** ISIC Rev.4 groups or classes. */
  isic: string[]
  /** HS 2022 chapters, headings or subheadings of typical products. */
  hs: string[]
  /** CPV 2008 codes of eight digits, without the check digit. */
  cpv: string[]
}

/** One label or synonym as the index keeps it: its counting words, as written and as stems, and what they weigh together. */
interface Phrase {
  concept: Concept
  text: string
  isLabel: boolean
  words: readonly string[]
  stems: readonly string[]
  mass: number
}

/** What one language knows: where each stem stands and what it weighs, the stem of each of its words, and which words share a four-letter piece. */
interface LanguageIndex {
  phrases: Phrase[]
  postings: Map<string, number[]>
  weights: Map<string, number>
  words: Map<string, string>
  grams: Map<string, string[]>
}

export interface ConceptIndex {
  byCode: ReadonlyMap<string, Concept>
  languages: Readonly<Record<ConceptLanguage, LanguageIndex>>
}

export interface ConceptSuggestion {
  code: string
  /** 0 to 1; 1 when the text is the concept's label. */
  score: number
  /** The label or synonym that spoke for it, as written in the thesaurus. */
  matched: string
}

/** Prepares concepts for {@link suggestConcepts}; made once, when the thesaurus is read. */
export function buildConceptIndex(concepts: readonly Concept[]): ConceptIndex {
  return {
    byCode: new Map(concepts.map((concept) => [concept.code, concept])),
    languages: {
      en: indexLanguage(concepts, 'en'),
      es: indexLanguage(concepts, 'es'),
      pt: indexLanguage(concepts, 'pt'),
      fr: indexLanguage(concepts, 'fr'),
    },
  }
}

/**
 * Concepts that a free text in any of the four languages speaks of, best first.
 *
 * A text that is a label or synonym, whatever its case, accents or plural, wins (`estampados de chapas` is
 * sheet-metal stamping). Otherwise a phrase counts by the share of its words found in the text and the share
 * of the text it explains, rare words weighing more; a word known in no language is read as the nearest known ones.
 */
export function suggestConcepts(text: string, index: ConceptIndex, limit = 8): ConceptSuggestion[] {
  const words = countingWords(text).slice(0, MOST_WORDS)
  const readings = CONCEPT_LANGUAGES.map((language) => readWords(words, language, index))
  for (const at of strangeWords(words, readings)) for (const reading of readings) addNearest(reading, at)
  const mostKnown = Math.max(...readings.map((reading) => reading.known))
  const best = new Map<string, ConceptSuggestion>()
  for (const reading of readings) {
    const ownLanguage = mostKnown === 0 ? 1 : 1 - OTHER_LANGUAGE * (1 - reading.known / mostKnown)
    for (const [at, matched] of matchedMasses(reading)) {
      const phrase = reading.language.phrases[at] as Phrase
      const { code } = phrase.concept
      const score = scoreOf(phrase, matched, reading) * ownLanguage - GENERAL_FIRST * ancestorsOf(code, index).length
      if (score > (best.get(code)?.score ?? LEAST_SCORE)) best.set(code, { code, score, matched: phrase.text })
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1)).slice(0, limit)
}

/** The more general concepts above a concept, nearest first: TIG welding is welding, and that is sheet metal work and welding. */
export function ancestorsOf(code: string, index: Pick<ConceptIndex, 'byCode'>): string[] {
  const found: string[] = []
  let parent = index.byCode.get(code)?.parent ?? null
  while (parent !== null && !found.includes(parent)) {
    found.push(parent)
    parent = index.byCode.get(parent)?.parent ?? null
  }
  return found
}

/** A text as one language reads it: its words and stems in order, the known stems it speaks of, and the weight of it all. */
interface Reading {
  language: LanguageIndex
  words: readonly string[]
  stems: readonly string[]
  near: Map<string, { likeness: number; word: string }>
  mass: number
  /** How many of its words are words of this language's phrases. */
  known: number
}

function readWords(folded: readonly string[], name: ConceptLanguage, index: ConceptIndex): Reading {
  const language = index.languages[name]
  const words = folded.map((word) => singular(word, name))
  const stems = folded.map((word) => stemIn(word, name))
  const reading: Reading = { language, words, stems, near: new Map(), mass: 0, known: 0 }
  for (const [at, stem] of stems.entries()) {
    const word = words[at] as string
    if (language.words.has(word)) reading.known += 1
    if (stems.indexOf(stem) < at) continue
    reading.mass += weightOf(stem, language)
    if (language.postings.has(stem)) reading.near.set(stem, { likeness: 1, word })
  }
  return reading
}

/** Where in the text the words stand that no language knows, each once. */
function strangeWords(words: readonly string[], readings: readonly Reading[]): number[] {
  const isKnown = (at: number): boolean => readings.some(({ language, stems }) => language.postings.has(stems[at] as string))
  return [...words.keys()].filter((at) => !isKnown(at) && words.indexOf(words[at] as string) === at).slice(0, MOST_STRANGE)
}

/** Reads a strange word as the nearest words of the language, each counting by its likeness; it then weighs what the nearest weighs. */
function addNearest(reading: Reading, at: number): void {
  const { language, near } = reading
  const nearest = nearestWords(reading.words[at] as string, language).map(([word, likeness]) => ({
    word,
    likeness,
    stem: language.words.get(word) ?? word,
  }))
  for (const { word, likeness, stem } of nearest) {
    if (likeness > (near.get(stem)?.likeness ?? 0)) near.set(stem, { likeness, word })
  }
  if (nearest[0]) reading.mass += weightOf(nearest[0].stem, language) - STRANGE_WEIGHT
}

/** Sums, for every phrase that shares a stem with the text, the weight of what they share; the very word counts more than a relative. */
function matchedMasses({ language, near }: Reading): Map<number, number> {
  const sums = new Map<number, number>()
  for (const [stem, { likeness, word }] of near) {
    const gain = likeness * weightOf(stem, language)
    for (const at of language.postings.get(stem) ?? []) {
      const isSame = language.phrases[at]?.words.includes(word)
      sums.set(at, (sums.get(at) ?? 0) + gain * (isSame ? 1 : RELATIVE))
    }
  }
  return sums
}

function scoreOf(phrase: Phrase, matched: number, reading: Reading): number {
  if (isRun(phrase.words, reading.words) && phrase.words.length === reading.words.length) return phrase.isLabel ? 1 : 0.98
  const share = Math.sqrt((matched / phrase.mass) * Math.min(1, matched / reading.mass))
  return Math.min(0.95, share * (isRun(phrase.stems, reading.stems) ? WHOLE_PHRASE : 1))
}

/** Whether the inner words stand in the outer ones, in order and next to each other. */
function isRun(inner: readonly string[], outer: readonly string[]): boolean {
  return inner.length <= outer.length && outer.some((_, at) => inner.every((word, offset) => outer[at + offset] === word))
}

/** Known words that look like a strange one, by the four-letter pieces they share (Dice), best three. */
function nearestWords(strange: string, known: LanguageIndex): [string, number][] {
  if (strange.length < 5) return []
  const own = grams(strange, 4)
  const shared = new Map<string, number>()
  for (const piece of own) for (const word of known.grams.get(piece) ?? []) shared.set(word, (shared.get(word) ?? 0) + 1)
  return [...shared]
    .map(([word, count]): [string, number] => [word, (2 * count) / (own.length + Math.max(1, word.length - 1))])
    .filter(([, likeness]) => likeness >= LEAST_LIKENESS)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
}

function indexLanguage(concepts: readonly Concept[], language: ConceptLanguage): LanguageIndex {
  const phrases = concepts.flatMap((concept) =>
    [concept.labels[language], ...concept.synonyms[language]].map((text, at) => phraseOf(concept, text, at === 0, language)),
  )
  const postings = new Map<string, number[]>()
  const owners = new Map<string, Set<string>>()
  for (const [at, phrase] of phrases.entries()) {
    for (const stem of new Set(phrase.stems)) {
      append(postings, stem, at)
      owners.set(stem, (owners.get(stem) ?? new Set()).add(phrase.concept.code))
    }
  }
  const weights = new Map([...owners].map(([stem, codes]) => [stem, Math.log(1 + concepts.length / codes.size)]))
  const words = new Map(phrases.flatMap((phrase) => phrase.words.map((word, at) => [word, phrase.stems[at] as string] as const)))
  const known: LanguageIndex = { phrases, postings, weights, words, grams: new Map() }
  for (const word of words.keys()) for (const piece of new Set(grams(word, 4))) append(known.grams, piece, word)
  for (const phrase of phrases) phrase.mass = [...new Set(phrase.stems)].reduce((sum, stem) => sum + weightOf(stem, known), 0)
  return known
}

function phraseOf(concept: Concept, text: string, isLabel: boolean, language: ConceptLanguage): Phrase {
  const folded = countingWords(text)
  const words = folded.map((word) => singular(word, language))
  return { concept, text, isLabel, words, stems: folded.map((word) => stemIn(word, language)), mass: 0 }
}

/** A stem that no phrase of the language has weighs as much as a common one: it is likely a brand, a size or another language. */
function weightOf(stem: string, known: LanguageIndex): number {
  return known.weights.get(stem) ?? STRANGE_WEIGHT
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/** Longer texts say little more about the trade after this many words. */
const MOST_WORDS = 150
/** Beyond these a text is in another language, not full of slips. */
const MOST_STRANGE = 24
const LEAST_LIKENESS = 0.35
const LEAST_SCORE = 0.05
const STRANGE_WEIGHT = 3
/** A phrase standing whole in the text says more than its scattered words. */
const WHOLE_PHRASE = 1.2
/** Of two that fit alike, the more general comes first. */
const GENERAL_FIRST = 0.005
/** A word of the same stem but another form: `washers` for `washing`. */
const RELATIVE = 0.7
/** What a phrase loses when it is of a language that knows none of the text's words. */
const OTHER_LANGUAGE = 0.3
