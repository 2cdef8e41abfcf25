/** What a text is likely about, as codes of an official list: read through the list's labels in the text's own language, so that texts of different languages meet. */
import { grams, tokens } from './text.ts'

/** The list that has labels in the most languages; whoever has not imported it goes without likely codes. */
export const CODING_SCHEME = 'cpv'

/** One code of the list with its labels by language (ISO 639-1). */
export interface LabelledCode {
  code: string
  labels: Readonly<Record<string, string>>
}

export interface CodeSuggestion {
  code: string
  /** Above nought, and comparable within one answer only. */
  score: number
}

/** A class that a text is likely about, shortened to the digits that count (`cpv:4521`), and how likely, in 255ths. */
export type LikelyCode = readonly [code: string, impact: number]

/** Labels as one language reads them: where each piece stands (offsets into `codes`), what it weighs, and each label's whole weight. */
interface LabelIndex {
  pieces: ReadonlyMap<string, number>
  offsets: Uint32Array
  codes: Uint16Array
  weights: Float32Array
  masses: Float64Array
}

export interface CodeIndex {
  codes: readonly LabelledCode[]
  /** Where each code stands among `codes`. */
  places: ReadonlyMap<string, number>
  languages: ReadonlySet<string>
  /** Made when a text of the language first comes. */
  byLanguage: Map<string, LabelIndex>
}

/** Prepares a list for {@link suggestCodes}; null for an empty one. At most 65,535 codes. */
export function buildCodeIndex(codes: readonly LabelledCode[]): CodeIndex | null {
  const kept = codes.slice(0, MOST_CODES)
  const counts = new Map<string, number>()
  for (const { labels } of kept) for (const language of Object.keys(labels)) counts.set(language, (counts.get(language) ?? 0) + 1)
  const languages = new Set([...counts].filter(([, count]) => count >= kept.length * LEAST_LABELLED).map(([language]) => language))
  return kept.length === 0 || languages.size === 0
    ? null
    : { codes: kept, places: new Map(kept.map(({ code }, at) => [code, at])), languages, byLanguage: new Map() }
}

export interface CodedText {
  title: string
  description: string
  /** BCP 47. */
  language: string
}

/**
 * Codes that a text speaks of, best first; none when the list has no labels in its language.
 *
 * A code's score is the weight of its label's pieces (four letters, and whole words cut to six) that stand in the text, times
 * the square of the share of the label that this is: a label of one word found whole beats a long one found by half.
 */
export function suggestCodes(text: CodedText, index: CodeIndex, limit: number): CodeSuggestion[] {
  const language = text.language.slice(0, 2).toLowerCase()
  if (!index.languages.has(language)) return []
  const labels = labelsIn(language, index)
  const sums = new Float64Array(index.codes.length)
  for (const [piece, count] of countPieces(text, labels)) {
    const gain = count / (count + REPEATS)
    const end = labels.offsets[piece + 1] ?? 0
    for (let at = labels.offsets[piece] ?? 0; at < end; at++) {
      const code = labels.codes[at] ?? 0
      sums[code] = (sums[code] ?? 0) + gain * (labels.weights[at] ?? 0)
    }
  }
  return best(sums, labels.masses, limit).map(([at, score]) => ({ code: index.codes[at]?.code ?? '', score }))
}

/**
 * Shares the surest codes out over the classes above them: the square root of how likely each is, in 255ths, the likeliest first.
 *
 * Of two coded texts, the sum over shared classes of the product of these roots is how far they speak of the same thing.
 */
export function likelyCodes(text: CodedText, index: CodeIndex | null): LikelyCode[] {
  if (!index) return []
  const found = suggestCodes(text, index, MOST_CODED)
  const surest = found[0]?.score ?? 1
  const weights = found.map(({ score }) => (score / surest) ** SHARPNESS)
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const shares = new Map<string, number>()
  for (const [at, { code }] of found.entries()) {
    for (const level of classesOf(code)) shares.set(level, (shares.get(level) ?? 0) + (weights[at] ?? 0) / whole)
  }
  return [...shares]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_LIKELY)
    .map(([level, share]) => [`${CODING_SCHEME}:${level}`, Math.max(1, Math.round(255 * Math.sqrt(share)))] as const)
}

/** Division, group and class: a label's further digits tell more than a text's words do. */
function classesOf(code: string): string[] {
  const digits = code.replace(/0+$/, '').padEnd(2, '0')
  return [2, 3, 4].filter((length) => length <= digits.length).map((length) => digits.slice(0, length))
}

function labelsIn(language: string, index: CodeIndex): LabelIndex {
  const known = index.byLanguage.get(language)
  if (known) return known
  const made = indexLabels(index.codes.map(({ labels }) => labels[language] ?? ''))
  index.byLanguage.set(language, made)
  return made
}

function indexLabels(labels: readonly string[]): LabelIndex {
  const { pieces, holders } = holdersOf(labels)
  const offsets = new Uint32Array(holders.length + 1)
  for (const [at, list] of holders.entries()) offsets[at + 1] = (offsets[at] ?? 0) + list.length
  const size = offsets.at(-1) ?? 0
  const made = { pieces, offsets, codes: new Uint16Array(size), weights: new Float32Array(size) }
  const masses = new Float64Array(labels.length)
  for (const [piece, at] of pieces) fill(made, masses, { at, isWord: piece.startsWith(WORD_MARK), holders: holders[at] ?? [] })
  return { ...made, masses }
}

/** Each piece with its number, and by that number the codes whose labels have it. */
function holdersOf(labels: readonly string[]): { pieces: Map<string, number>; holders: number[][] } {
  const pieces = new Map<string, number>()
  const holders: number[][] = []
  for (const [code, label] of labels.entries()) {
    for (const piece of new Set(piecesOf(label))) {
      const at = pieces.get(piece) ?? pieces.size
      if (at === pieces.size) {
        pieces.set(piece, at)
        holders.push([])
      }
      holders[at]?.push(code)
    }
  }
  return { pieces, holders }
}

function fill(
  { offsets, codes, weights }: Omit<LabelIndex, 'masses'>,
  masses: Float64Array,
  { at, isWord, holders }: { at: number; isWord: boolean; holders: readonly number[] },
): void {
  const rarity = Math.log(1 + (masses.length - holders.length + 0.5) / (holders.length + 0.5))
  const weight = isWord ? rarity : rarity * PIECE_WEIGHT
  const start = offsets[at] ?? 0
  for (const [place, code] of holders.entries()) {
    codes[start + place] = code
    weights[start + place] = weight
    masses[code] = (masses[code] ?? 0) + weight
  }
}

function countPieces({ title, description }: CodedText, { pieces }: LabelIndex): Map<number, number> {
  const counts = new Map<number, number>()
  const count = (text: string, weight: number) => {
    for (const piece of piecesOf(text.slice(0, MOST_CHARACTERS))) {
      const at = pieces.get(piece)
      if (at !== undefined) counts.set(at, (counts.get(at) ?? 0) + weight)
    }
  }
  count(title, TITLE_WEIGHT)
  count(description, 1)
  return counts
}

function piecesOf(text: string): string[] {
  return tokens(text).flatMap((word) => (word.length < 2 ? [] : [WORD_MARK + word.slice(0, WORD_LETTERS), ...grams(word, PIECE)]))
}

function best(sums: Float64Array, masses: Float64Array, limit: number): [code: number, score: number][] {
  const found: [number, number][] = []
  for (const [code, sum] of sums.entries()) if (sum > 0) found.push([code, sum * (sum / (masses[code] ?? 1)) ** 2])
  return found.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit)
}

const MOST_CODES = 65_535
/** A language with labels for fewer codes than this would see only a part of the list. */
const LEAST_LABELLED = 0.9
const WORD_MARK = '='
const WORD_LETTERS = 6
const PIECE = 4
/** A piece beside its whole word; words alone find a fifth fewer codes, pieces alone a twentieth. */
const PIECE_WEIGHT = 0.5
/** How soon a repeated piece stops counting. */
const REPEATS = 3
const TITLE_WEIGHT = 2
/** Long texts repeat themselves: after these characters the trade is told. */
const MOST_CHARACTERS = 4_000
/** The surest codes, and the sharper the less the unsure ones among them count. */
const MOST_CODED = 30
const SHARPNESS = 2
const MOST_LIKELY = 24
