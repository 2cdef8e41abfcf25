/** How text is read for search, the same for a need, a profile and a directory query: folded, cut into words, stripped of filler and endings. */
import { cutter } from './text-runs.ts'
import { endingLength } from './word-endings.ts'
import { codesOf, type WordNumbers, wordNumbers } from './word-numbers.ts'

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

function endsWith(codes: ArrayLike<number>, length: number, ending: readonly number[]): boolean {
  const from = length - ending.length
  for (let at = ending.length - 1; at >= 0; at--) if (codes[from + at] !== ending[at]) return false
  return true
}

/** Longer stems are cut: the tail tells the form, the head the thing. Six beat five, seven and eight on four of six evaluation sets. */
const STEM_LETTERS = 6

/** The words of a text that count, analysed, in order and with repeats. Language is BCP 47; an unknown one has no filler words. */
export function analyse(text: string, language: string): string[] {
  const { text: textOf } = wordsAtHand()
  read(text, language)
  return Array.from(found.subarray(0, size), textOf)
}

/** A text and its language, BCP 47. */
export interface Written {
  text: string
  language: string
}

/** How often each analysed word stands in these texts together, at most 255, in the order of their first. */
export function countWords(texts: readonly Written[]): [word: string, count: number][] {
  wordsAtHand()
  return spellOut(countNumbers(texts))
}

const MOST_COUNTED = 255

/** Words that stand once, which most do: one for all who have them, since nobody changes them. */
const once: [word: string, count: number][] = []

/** Counted numbers of `wordsAtHand` as words. */
export function spellOut(counted: readonly number[]): [word: string, count: number][] {
  const spelt: [word: string, count: number][] = []
  for (let at = 0; at < counted.length; at++) {
    const each = counted[at] as number
    spelt.push((each & MOST_COUNTED) === 1 ? onceOf(each >>> 8) : [roots.text(each >>> 8), each & MOST_COUNTED])
  }
  return spelt
}

function onceOf(number: number): [word: string, count: number] {
  while (once.length <= number) once.push([roots.text(once.length), 1])
  return once[number] as [word: string, count: number]
}

/** The same by the words' numbers: each times 256 plus its count. They are those of `wordsAtHand`, as it was last asked for. */
export function countNumbers(texts: readonly Written[]): number[] {
  const met: number[] = []
  for (const { text, language } of texts) {
    read(text, language)
    if (placeOf.length < roots.size()) placeOf = withRoom(placeOf, 2 * roots.size())
    for (let at = 0; at < size; at++) count(found[at] as number, met)
  }
  return met
}

/** By the root's number: its place among what is counted, if it is there. */
let placeOf = new Int32Array(1024)

function count(root: number, met: number[]): void {
  const place = placeOf[root] as number
  const counted = place < met.length ? (met[place] as number) : -1
  if (counted >>> 8 !== root) {
    placeOf[root] = met.length
    met.push(root * 256 + 1)
  } else if ((counted & MOST_COUNTED) < MOST_COUNTED) met[place] = counted + 1
}

function withRoom(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length)
  larger.set(array)
  return larger
}

/** A bit for each language that has filler words. */
const BIT_OF = new Map(Object.keys(STOP_WORDS).map((language, at) => [language, 1 << at]))

/** Filler words of all languages by their root, whose numbers are the first, each with the bits of its languages. */
const FILLER = [...Map.groupBy(new Set(Object.values(STOP_WORDS).flatMap((list) => [...list])), rootOf)].map(([root, list]) => ({
  root,
  words: list.map((word) => ({ spelling: codesOf(word), languages: languagesOf(word) })),
}))

function languagesOf(word: string): number {
  return [...BIT_OF].reduce((bits, [language, bit]) => (STOP_WORDS[language]?.has(word) ? bits | bit : bits), 0)
}

/** What is remembered of words met before; longer pieces are rarely met twice. */
const LONGEST_REMEMBERED = 40
const MOST_REMEMBERED = 48_000
const FIRST_ROOTS = FILLER.map(({ root }) => root)
const pieces = new Map<string, { word: string; root: number }[]>()
const roots = wordNumbers(FIRST_ROOTS)

/**
 * The numbers that words have now. Asking may begin new ones, never amid a text, for a word has one number throughout;
 * the frequent ones soon come again.
 */
export function wordsAtHand(): WordNumbers {
  if (roots.size() + pieces.size >= MOST_REMEMBERED) {
    roots.forget()
    once.length = 0
    pieces.clear()
  }
  return roots
}

/** The roots of the text that was read last, in order: the first `size`. */
let found = new Int32Array(1024)
let size = 0
/** The language of the text that is being read. */
let language = ''
let languageBit = 0

function read(text: string, itsLanguage: string): void {
  language = itsLanguage.slice(0, 2).toLowerCase()
  languageBit = BIT_OF.get(language) ?? 0
  size = 0
  if (cut(text)) return
  size = 0
  takeOther(text)
}

const cut = cutter(fold, { plain: takePlain, joined: takeJoined, other: takeOther })

function take(root: number): void {
  if (size === found.length) found = withRoom(found, 2 * size)
  found[size++] = root
}

function takePlain(codes: ArrayLike<number>, length: number): void {
  if (length < 2) return
  const root = roots.spelt(codes, rootLength(codes, length))
  if (root >= FILLER.length || !isFiller(root, codes, length)) take(root)
}

function isFiller(root: number, codes: ArrayLike<number>, length: number): boolean {
  for (const { spelling, languages } of FILLER[root]?.words ?? []) {
    if ((languages & languageBit) !== 0 && spelling.length === length && endsWith(codes, length, spelling)) return true
  }
  return false
}

const FIRST_DIGIT = '0'.charCodeAt(0)
const FIRST_LETTER = 'a'.charCodeAt(0)

/** As `tokens` and `stem` have it: the whole where a digit is in it, and its parts. */
function takeJoined(codes: Uint8Array, length: number): void {
  if (partEnd(codes, 0, length) < length && hasDigit(codes, 0, length)) take(roots.joined(codes, 0, length))
  for (let from = 0; from < length; ) {
    const to = partEnd(codes, from, length)
    if (hasDigit(codes, from, to)) take(roots.joined(codes, from, to))
    else takePlain(codes.subarray(from, to), to - from)
    from = to + 1
  }
}

function partEnd(codes: Uint8Array, from: number, length: number): number {
  let to = from
  while (to < length && (codes[to] as number) >= FIRST_DIGIT) to++
  return to
}

function hasDigit(codes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((codes[at] as number) >= FIRST_DIGIT && (codes[at] as number) < FIRST_LETTER) return true
  return false
}

function takeOther(piece: string): void {
  const filler = STOP_WORDS[language]
  for (const { word, root } of wordsOf(piece)) if (!filler?.has(word)) take(root)
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
