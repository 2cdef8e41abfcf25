/** Says a word of the dictionaries in a reader's language; mails, exports and the server say everything through it. */
import { en, type WordKey } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import type { Locale } from './locales.ts'
import { fill, type Params } from './message.ts'
import { noticeLine } from './notice-line.ts'
import { pt } from './pt.ts'

/** One language's words, complete: a missing or a foreign key fails type-checking. */
export type Dictionary = Record<WordKey, string>

const DICTIONARIES: Record<Locale, Dictionary> = { en, es, pt, fr }

/** The sentence of a key: `say('es', 'table.rows', { n: 3 })`. */
export function say(locale: Locale, key: WordKey, params?: Params): string {
  return fill(locale, DICTIONARIES[locale][key], params)
}

/** The word of a code in its group, `sayCode('fr', 'verdict', 'near')`; the bare code where no word is known yet. */
export function sayCode(locale: Locale, group: string, code: string, params?: Params): string {
  const key = `${group}.${code}`
  return isWordKey(key) ? say(locale, key, params) : code
}

/** What a notice of this topic says. */
export function sayNotice(locale: Locale, topic: string, params: Record<string, string>): string {
  return noticeLine(locale, DICTIONARIES[locale], topic, params)
}

export function isWordKey(key: string): key is WordKey {
  return Object.hasOwn(en, key)
}
