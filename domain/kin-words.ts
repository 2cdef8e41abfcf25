/** Words of the profiles that are near a need's word by their letters: other forms, compounds, slips; found through shared pieces, without an index of pieces over profiles. */
import type { TopicStatistics } from './match-query.ts'
import { grams } from './text.ts'

/** A word that profiles use, and how much of the asked word's pieces it has, 0 to 1, rare pieces weighing more. */
export interface KinWord {
  word: string
  likeness: number
}

/** The vocabulary by its four-letter pieces; scratch columns are kept so that a look-up makes no garbage. */
export interface KinIndex {
  words: readonly string[]
  pieces: ReadonlyMap<string, number[]>
  known: Map<string, readonly KinWord[]>
  sums: Float64Array
}

/** Four letters: the length of minisearch's best variant on the evaluation sets; three bring noise, five lose short words. */
const PIECE = 4

/** A vocabulary grows with its profiles (Heaps); beyond this the rarer words are found as written only. */
const MOST_WORDS = 60_000

/** A piece in more than one word of a hundred tells an ending, not a thing; below this many words nothing is common yet. */
const COMMON_SHARE = 0.01
const NEVER_COMMON = 50

/** Kin below this share a syllable by chance; measured from .15 to .65: short needs lose nothing down to .15, and .35 finds too few. */
const LEAST_LIKENESS = 0.2

const MOST_KIN = 12
const MOST_KNOWN = 20_000

const indexes = new WeakMap<ReadonlyMap<string, number>, KinIndex>()

/** The index of a day's vocabulary, made once: statistics are frozen for the day. */
export function kinIndexOf({ frequencies }: Pick<TopicStatistics, 'frequencies'>): KinIndex {
  const known = indexes.get(frequencies)
  if (known) return known
  const made = buildKinIndex(frequencies)
  indexes.set(frequencies, made)
  return made
}

/** Takes words with letters only; identifiers (`6061-t5`) have no kin. */
export function buildKinIndex(frequencies: ReadonlyMap<string, number>): KinIndex {
  const lettered = [...frequencies].filter(([word]) => LETTERS.test(word))
  if (lettered.length > MOST_WORDS) lettered.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).splice(MOST_WORDS)
  const words = lettered.map(([word]) => word)
  const pieces = new Map<string, number[]>()
  for (const [at, word] of words.entries()) {
    for (const piece of new Set(grams(word, PIECE))) {
      const list = pieces.get(piece)
      if (list) list.push(at)
      else pieces.set(piece, [at])
    }
  }
  const common = Math.max(NEVER_COMMON, words.length * COMMON_SHARE)
  for (const [piece, list] of pieces) if (list.length > common) pieces.delete(piece)
  return { words, pieces, known: new Map(), sums: new Float64Array(words.length) }
}

/**
 * The kin of an analysed word, nearest first, itself left out.
 *
 * Example: among `klarwe`, `klaran` and `wasser`, `klarwa` has kin `klarwe` and `klaran`, not `wasser`.
 */
export function kinOf(word: string, index: KinIndex): readonly KinWord[] {
  const before = index.known.get(word)
  if (before) return before
  const found = LETTERS.test(word) ? lookUp(word, index) : []
  if (index.known.size >= MOST_KNOWN) index.known.clear()
  index.known.set(word, found)
  return found
}

function lookUp(word: string, index: KinIndex): KinWord[] {
  const { words, sums } = index
  const { touched, whole } = addPieces(word, index)
  const found: KinWord[] = []
  for (const at of touched) {
    const likeness = Math.min(1, (sums[at] ?? 0) / whole)
    sums[at] = 0
    const kin = words[at] ?? ''
    if (likeness >= LEAST_LIKENESS && kin !== word) found.push({ word: kin, likeness })
  }
  return found.sort((a, b) => b.likeness - a.likeness || (a.word < b.word ? -1 : 1)).slice(0, MOST_KIN)
}

/** Adds the weight of each shared piece to the words that have it; which words those are, and what all pieces weigh together. */
function addPieces(word: string, { words, pieces, sums }: KinIndex): { touched: number[]; whole: number } {
  const touched: number[] = []
  let whole = 0
  for (const piece of new Set(grams(word, PIECE))) {
    const list = pieces.get(piece) ?? []
    const weight = Math.log(1 + words.length / Math.max(1, list.length))
    whole += weight
    for (const at of list) {
      if (sums[at] === 0) touched.push(at)
      sums[at] = (sums[at] ?? 0) + weight
    }
  }
  return { touched, whole }
}

/** A word, not the key of a structured feature (`likely:cpv:45`) and not an identifier. */
const LETTERS = /^\p{L}+$/u
