/** What the desk's pages read, and how a clock looks. */
import type { Answered } from '#lib/api/answers.ts'
import type { GlyphName } from '#lib/ui/glyphs.ts'

export type Board = Answered<'getDeskBoard'>
export type Case = Answered<'listDeskLinkages'>['items'][number]
export type Choices = Answered<'getDeskChoices'>
export type Queue = Answered<'getDeskQueue'>
export type Handover = Answered<'listHandovers'>['items'][number]
export type Times = Answered<'getTimes'>

const LOOKS: Record<Case['clock']['state'], { tone: string; glyph: GlyphName }> = {
  over: { tone: 'not-met', glyph: 'alert' },
  today: { tone: 'watch', glyph: 'clock' },
  soon: { tone: 'watch', glyph: 'clock' },
  ahead: { tone: 'unknown', glyph: 'clock' },
  none: { tone: 'unknown', glyph: 'clock' },
}

export function lookOfClock({ state }: Case['clock']): { tone: string; glyph: GlyphName } {
  return LOOKS[state]
}

/** Steps that a select alone can take: they need no reason. */
export function quickSteps({ forms }: Pick<Case, 'forms'>): Case['forms'][number]['step'][] {
  return forms.filter((one) => one.reason !== 'must' && one.due !== 'must').map((one) => one.step)
}

/** Whoever is silent, as this agency may call it. */
export function silentFirm({ turn, sme, leadFirm }: Pick<Case, 'turn' | 'sme' | 'leadFirm'>, alias: string): string {
  return turn === 'lead-firm' ? (leadFirm?.name ?? alias) : sme.name
}
