/** The reader's tongue for pages that put their sentences together before they are sent. */
import type { Locale } from '#words/locales.ts'
import { loadDictionary, type Speaker, speaker } from '#words/speaker.ts'

export async function speakerOf(locale: Locale): Promise<Speaker> {
  return speaker(locale, await loadDictionary(locale))
}
