/** How text is read for search, the same for a need, a profile and a directory query: folded, cut into words, stripped of filler and endings. */
import { cutter, remembering } from './text-runs.ts'

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

const ENDINGS_BY_LAST = Map.groupBy(ENDINGS, (ending) => ending.charCodeAt(ending.length - 1))

/** A word: letters and digits of any script, with the inner - . / + of an identifier (`6061-t5`, `1/2`). */
const WORD = /[\p{L}\p{N}]+(?:[-./+][\p{L}\p{N}]+)*/gu

const HAS_DIGIT = /\p{N}/u

/** Folds case, width and accents: `Équipement` and `equipement`, `ＣＮＣ` and `cnc` are one. */
export function fold(text: string): string {
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
  if (word.length < 5) return word
  const endings = ENDINGS_BY_LAST.get(word.charCodeAt(word.length - 1))
  const ending = endings?.find((each) => word.length - each.length >= 4 && word.endsWith(each))
  const length = ending && !word.endsWith('ss') ? word.length - ending.length : word.length
  return length === word.length && length <= STEM_LETTERS ? word : word.slice(0, Math.min(length, STEM_LETTERS))
}

/** Longer stems are cut: the tail tells the form, the head the thing. Six beat five, seven and eight on four of six evaluation sets. */
const STEM_LETTERS = 6

/** The words of a text that count, analysed, in order and with repeats. Language is BCP 47; an unknown one has no filler words. */
export function analyse(text: string, language: string): string[] {
  const filler = STOP_WORDS[language.slice(0, 2).toLowerCase()] ?? NO_FILLER
  const kept: string[] = []
  const take = (piece: string, isPlain: boolean) => {
    if (isPlain) {
      if (piece.length > 1 && !(piece.length <= LONGEST_FILLER && filler.has(piece))) kept.push(rootOf(piece))
    } else {
      for (const { word, root } of analysed(piece)) if (!filler.has(word)) kept.push(root)
    }
  }
  if (!cut(text, take)) take(text, false)
  return kept
}

const cut = cutter(fold)
const NO_FILLER: ReadonlySet<string> = new Set()
const LONGEST_FILLER = Math.max(...Object.values(STOP_WORDS).flatMap((list) => [...list].map((word) => word.length)))

interface Analysed {
  word: string
  root: string
}

/** Longer pieces are rarely met twice. */
const LONGEST_REMEMBERED = 40
const PIECES_REMEMBERED = 20_000

/** Each word of a piece, filler aside, with its stem. */
function analysedOnce(piece: string): Analysed[] {
  return tokens(piece).flatMap((word) => (word.length < 2 && !HAS_DIGIT.test(word) ? [] : [{ word, root: stem(word) }]))
}

const analysedBefore = remembering(analysedOnce, PIECES_REMEMBERED)

function analysed(piece: string): Analysed[] {
  return piece.length > LONGEST_REMEMBERED ? analysedOnce(piece) : analysedBefore(piece)
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
