/** Words of the trade in four languages, cut to what they name: plurals and endings off, spellings and little words evened out. */
import { fold, tokens } from './text.ts'

/** The languages every concept has a label and synonyms in. */
export const CONCEPT_LANGUAGES = ['en', 'es', 'pt', 'fr'] as const

export type ConceptLanguage = (typeof CONCEPT_LANGUAGES)[number]

/** The words of a text that name something, folded, in order: `Fabricación de resortes` is `fabricacion resortes`. */
export function countingWords(text: string): string[] {
  return tokens(text).filter((word) => !FILLER.has(word))
}

/** Cuts only the plural of a folded word, and what differs with it: `chapas` is `chapa`, `moldes` and `molde` are `mold`. */
export function singular(word: string, language: ConceptLanguage): string {
  if (HAS_DIGIT.test(word)) return word
  const spelt = language === 'en' ? SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), word) : word
  if (spelt.length < 4) return spelt
  const plural = PLURALS[language].find(([ending]) => ending.test(spelt))
  return plural ? spelt.replace(...plural) : spelt
}

/** Cuts plural, gender and the commonest noun endings of a language from a folded word: `estampados` and `estampacion` are `estamp`. */
export function stemIn(word: string, language: ConceptLanguage): string {
  if (HAS_DIGIT.test(word)) return word
  const one = singular(word, language)
  const ending = ENDINGS[language].find((each) => one.endsWith(each) && one.length - each.length >= (each.length > 1 ? 4 : 3))
  return ending ? one.slice(0, -ending.length) : one
}

/** Endings of words already in the singular, longest first, so that the fullest goes. */
const ENDINGS: Record<ConceptLanguage, readonly string[]> = {
  en: 'ation ing er ed y'.split(' '),
  es: 'adura acion icion eado ado ada ido ida ion eo o a'.split(' '),
  pt: 'adura agem acao icao ado ada ido ida ao o a'.split(' '),
  fr: 'ation ement eur eus ag ur e'.split(' '),
}

/** The first that fits goes. */
const PLURALS: Record<ConceptLanguage, readonly (readonly [RegExp, string])[]> = {
  en: [
    [/ies$/, 'y'],
    [/ss$/, 'ss'],
    [/(es|s|e)$/, ''],
  ],
  es: [[/(es|s|e)$/, '']],
  pt: [
    [/oes$/, 'ao'],
    [/ais$/, 'al'],
    [/eis$/, 'el'],
    [/ns$/, 'm'],
    [/(es|s|e)$/, ''],
  ],
  fr: [[/(es|s|x|e)$/, '']],
}

const HAS_DIGIT = /\d/

/** British and American spellings of the workshop, brought to one. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/mould/, 'mold'],
  [/aluminium/, 'aluminum'],
  [/colour/, 'color'],
  [/fibre/, 'fiber'],
  [/tyre/, 'tire'],
  [/^grey/, 'gray'],
  [/is(e|ed|ing|ation)$/, 'iz$1'],
]

/** Little words of the four languages that join phrases without naming anything. */
const FILLER: ReadonlySet<string> = new Set(
  fold(`a al and au aux avec com con d da das de del des do dos du e el em en et for from in l la las le les los na no of on or para par
    per por pour sur the to un una une uma we with y`).split(/\s+/),
)
