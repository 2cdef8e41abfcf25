/** What a facet's value is called. */
import type { Facet } from '#lib/directory/filters.ts'
import type { Speaker } from '#words/speaker.ts'

export function facetWord(words: Speaker, names: Record<string, string>, facet: Facet, code: string): string {
  if (facet === 'country') return words.country(code)
  if (facet === 'sector') return words.code('sector', code)
  if (facet === 'state') return words.code('directory-state', code)
  return names[code] ?? code
}
