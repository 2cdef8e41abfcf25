/** How supplier lists are told: the statuses and their signs, the alternatives that an exit offers. */
import type { Answered } from '#lib/api/answers.ts'
import type { GlyphName } from '#lib/ui/glyphs.ts'

export type Entry = Answered<'getSupplierEntry'>
export type SupplierList = Answered<'getSupplierList'>

/** Those that are set by hand; a supply ends by notice. */
export const STATUSES = ['identified', 'potential', 'approved', 'regular', 'preferred'] as const satisfies readonly Entry['status'][]
export const ALTERNATIVES = ['plan', 'other-category', 'other-lead-firm', 'none'] as const

export function lookOf(status: Entry['status']): { glyph: GlyphName; tone: string } {
  if (['approved', 'regular', 'preferred'].includes(status)) return { glyph: 'v-met', tone: 'met' }
  return status === 'phase-out' || status === 'exited' ? { glyph: 'v-not-met', tone: 'not-met' } : { glyph: 'm-claimed', tone: 'claimed' }
}
