/** How mandates stand and what they are for, as lists and forms name them. */
import type { Answered } from '#lib/api/answers.ts'
import type { GlyphName } from '#lib/ui/glyphs.ts'
import type { Speaker } from '#words/speaker.ts'

export type Mandate = Answered<'getMandate'>

export const STANDINGS = [
  'asked',
  'coming',
  'in-force',
  'over',
  'refused',
  'taken-back',
  'withdrawn',
  'replaced',
] as const satisfies readonly Mandate['standing'][]

export const SCOPES = ['all', 'needs', 'sectors'] as const satisfies readonly Mandate['scope'][]

/** The sign beside the word of its standing. */
export function lookOf(standing: Mandate['standing']): { glyph: GlyphName; tone: string } {
  if (standing === 'in-force') return { glyph: 'v-met', tone: 'met' }
  if (standing === 'asked' || standing === 'coming') return { glyph: 'm-claimed', tone: 'claimed' }
  return { glyph: 'v-not-met', tone: 'not-met' }
}

/** What it is for, in a line: the names of its needs or sectors where there are any. */
export function scopeOf(words: Speaker, { scope, needs, sectors }: Pick<Mandate, 'scope' | 'needs' | 'sectors'>): string {
  if (scope === 'needs' && needs.length > 0) return words.list(needs.map((one) => one.title))
  if (scope === 'sectors') return words.list(sectors.map((code) => words.code('sector', code)))
  return words.code('mandate-scope', scope)
}
