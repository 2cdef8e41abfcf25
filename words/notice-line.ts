/** The sentence of a notice, as the list, a mail and a subject line say it. */
import type { Locale } from './locales.ts'
import { fill, gapsOf } from './message.ts'

/** Where a name that the sentence needs is not known to the reader, the general sentence stands in its place. */
export function noticeLine(locale: Locale, words: Record<string, string>, topic: string, params: Record<string, string>): string {
  const named = words[`notice.${topic}`] ?? ''
  const isKnown = named !== '' && gapsOf(named).every((name) => Boolean(params[name]))
  return fill(locale, isKnown ? named : (words[`notice-text.${topic}`] ?? topic), params)
}
