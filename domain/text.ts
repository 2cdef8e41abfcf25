/** How text is read for search, the same for a need, a profile and a directory query: folded, cut into words, stripped of filler and endings. */
import { cutter } from './text-runs.ts'
import { codesOf, wordNumbers } from './word-numbers.ts'

/** Filler words by language; other languages lean on document frequencies alone. */
const STOP_WORDS: Record<string, ReadonlySet<string>> = {
  en: words(`a about above after again all also an and any are as at be because been before being below between both but by can could did do does
    doing down during each few for from further had has have having he her here hers him his how i if in into is it its just me more most my no nor
    not now of off on once only or other our out over own per same shall she should so some such than that the their them then there these they this
    those through to too under until up upon us very was we were what when where which while who whom why will with within without would you your`),
  es: words(`a al algo algunas algunos ante antes como con contra cual cuando de del desde donde durante e el ella ellas ellos en entre era es esa esas
    ese eso esos esta estan estar estas este esto estos fue ha han hasta hay la las le les lo los mas me mi mientras muy nada ni no nos nosotros o os
    otra otras otro otros para pero por porque que quien se sea segun ser si sin sobre son su sus tambien tanto te tiene todo todos tu un una unas uno
    unos y ya`),
  pt: words(`a ao aos aquela aquelas aquele aqueles as ate com como da das de dela delas dele deles depois do dos e ela elas ele eles em entre era essa
    essas esse esses esta estas este estes eu foi foram ha isso isto ja la lhe lhes mais mas me mesmo meu minha muito na nao nas nem no nos nossa nosso
    num numa o os ou para pela pelas pelo pelos por qual quando que quem se seja sem ser seu seus so sob sobre sua suas tambem te tem um uma umas uns
    voce`),
  fr: words(`a ai ainsi au aussi aux avec bien c ce ceci cela ces cet cette chez comme d dans de des donc dont du elle elles en encore entre est et ete
    etre eu eux il ils j je l la le les leur leurs lors lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont ou par pas plus pour qu quand
    que quel quelle qui s sa sans se sera ses si soit son sont sous sur t ta te tes toi ton tous tout toute tres tu un une vers vos votre vous y`),
}

/** Endings of EN, ES, PT and FR that tell number, gender or form but not the thing; the longest that leaves four letters goes. */
const ENDINGS = ['aciones', 'ations', 'ation', 'acion', 'acoes', 'ings', 'ing', 'ers', 'ies', 'es', 'ed', 'er', 's', 'e', 'a', 'o']

/** By the code of their last letter. */
const ENDINGS_BY_LAST = Array.from({ length: 128 }, (_, last) => ENDINGS.map(codesOf).filter((ending) => ending.at(-1) === last))

/** A word: letters and digits of any script, with the inner - . / + of an identifier (`6061-t5`, `1/2`). */
const WORD = /[\p{L}\p{N}]+(?:[-./+][\p{L}\p{N}]+)*/gu

const HAS_DIGIT = /\p{N}/u

const PLAIN_SIGNS = /^[ -~]*$/

/** Folds case, width and accents: `Équipement` and `equipement`, `ＣＮＣ` and `cnc` are one. */
export function fold(text: string): string {
  if (PLAIN_SIGNS.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
}

/**
 * Cuts folded text into words, in order. Parts joined by a sign stay together when a digit is among them
 * (`6061-t5` and its parts `6061`, `t5`); otherwise only the parts count (`sheet-metal` is two words).
 */
export function tokens(text: string): string[] {
  const found: string[] = []
  for (const [run] of fold(text).matchAll(WORD)) {
    const parts = run.split(/[-./+]/)
    if (parts.length > 1 && HAS_DIGIT.test(run)) found.push(run)
    found.push(...parts)
  }
  return found
}

/** One spelling for the forms of a word, by cutting endings: `stamping` and `stamped` are `stamp`, `fundiciones` and `fundición` are `fundic`. Identifiers stay whole. */
export function stem(word: string): string {
  return HAS_DIGIT.test(word) ? word : rootOf(word)
}

/** The stem of a word without digits. */
function rootOf(word: string): string {
  return word.slice(0, rootLength(codesOf(word), word.length))
}

/** How many letters of a word are its stem. */
function rootLength(codes: ArrayLike<number>, length: number): number {
  return length < 5 ? length : Math.min(STEM_LETTERS, length - endingLength(codes, length))
}

const CODE_OF_S = 's'.charCodeAt(0)

function endingLength(codes: ArrayLike<number>, length: number): number {
  const last = codes[length - 1] as number
  if (last === CODE_OF_S && codes[length - 2] === CODE_OF_S) return 0
  for (const ending of ENDINGS_BY_LAST[last] ?? []) if (length - ending.length >= 4 && endsWith(codes, length, ending)) return ending.length
  return 0
}

function endsWith(codes: ArrayLike<number>, length: number, ending: readonly number[]): boolean {
  const from = length - ending.length
  for (let at = ending.length - 1; at >= 0; at--) if (codes[from + at] !== ending[at]) return false
  return true
}

/** Longer stems are cut: the tail tells the form, the head the thing. Six beat five, seven and eight on four of six evaluation sets. */
const STEM_LETTERS = 6

/** The words of a text that count, analysed, in order and with repeats. Language is BCP 47; an unknown one has no filler words. */
export function analyse(text: string, language: string): string[] {
  forgetInTime()
  return rootsIn(text, language).map(roots.word)
}

/** A text and its language, BCP 47. */
export interface Written {
  text: string
  language: string
}

/** How often each analysed word stands in these texts together, at most 255, in the order of their first. */
export function countWords(texts: readonly Written[]): [word: string, count: number][] {
  forgetInTime()
  counting++
  const met: number[] = []
  for (const { text, language } of texts) count(rootsIn(text, language), met)
  return met.map((root) => [roots.word(root), counts[root] as number])
}

const MOST_COUNTED = 255

/** By the root's number: which counting it was last met in, and how often there. */
let countedIn = new Float64Array(1024)
let counts = new Uint8Array(1024)
let counting = 0

/** Adds these to what is counted; `met` names each root once. */
function count(found: readonly number[], met: number[]): void {
  if (countedIn.length < roots.size()) makeRoom()
  for (const root of found) {
    if (countedIn[root] !== counting) {
      countedIn[root] = counting
      counts[root] = 1
      met.push(root)
    } else if ((counts[root] as number) < MOST_COUNTED) counts[root] = (counts[root] as number) + 1
  }
}

function makeRoom(): void {
  const [before, countsBefore] = [countedIn, counts]
  countedIn = new Float64Array(2 * roots.size())
  counts = new Uint8Array(2 * roots.size())
  countedIn.set(before)
  counts.set(countsBefore)
}

/** Filler words of all languages by their root, whose numbers are the first. */
const FILLER = [...Map.groupBy(new Set(Object.values(STOP_WORDS).flatMap((list) => [...list])), rootOf)].map(([root, list]) => ({
  root,
  words: list.map((word) => ({ word, spelling: codesOf(word) })),
}))
const NO_FILLER: ReadonlySet<string> = new Set()
const roots = wordNumbers(FILLER.map(({ root }) => root))

/** The filler words of the text that is being read. */
let filler = NO_FILLER

/** The roots of a text's words by their numbers, in order. */
function rootsIn(text: string, language: string): number[] {
  filler = STOP_WORDS[language.slice(0, 2).toLowerCase()] ?? NO_FILLER
  const found = cut(text)
  if (found) return found
  const whole: number[] = []
  takeOther(text, whole)
  return whole
}

const cut = cutter<number>(fold, { plain: takePlain, other: takeOther })

function takePlain(codes: Uint8Array, length: number, found: number[]): void {
  if (length < 2) return
  const root = roots.spelt(codes, rootLength(codes, length))
  if (root >= FILLER.length || !isFiller(root, codes, length)) found.push(root)
}

function isFiller(root: number, codes: Uint8Array, length: number): boolean {
  for (const { word, spelling } of FILLER[root]?.words ?? []) {
    if (spelling.length === length && endsWith(codes, length, spelling) && filler.has(word)) return true
  }
  return false
}

function takeOther(piece: string, found: number[]): void {
  for (const { word, root } of wordsOf(piece)) if (!filler.has(word)) found.push(root)
}

/** What is remembered of words met before; longer pieces are rarely met twice. */
const LONGEST_REMEMBERED = 40
const MOST_REMEMBERED = 16_000
const pieces = new Map<string, { word: string; root: number }[]>()

/** Never amid a text, for a word has one number throughout; the frequent ones soon come again. */
function forgetInTime(): void {
  if (roots.size() + pieces.size < MOST_REMEMBERED) return
  roots.forget()
  pieces.clear()
}

/** Each word of a piece, single letters aside. */
function wordsOf(piece: string): { word: string; root: number }[] {
  const known = pieces.get(piece)
  if (known) return known
  const words = tokens(piece).flatMap((word) => (word.length < 2 && !HAS_DIGIT.test(word) ? [] : [{ word, root: roots.of(stem(word)) }]))
  if (piece.length <= LONGEST_REMEMBERED) pieces.set(piece, words)
  return words
}

/** The overlapping pieces of a word between its ends, `^` and `$`: `bolt` in 4 is `^bol bolt olt$`. For languages whose words join. */
export function grams(word: string, length: number): string[] {
  const marked = `^${word}$`
  if (marked.length <= length) return [marked]
  return Array.from({ length: marked.length - length + 1 }, (_, at) => marked.slice(at, at + length))
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/))
}
