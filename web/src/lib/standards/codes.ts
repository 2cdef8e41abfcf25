/** The codes of the catalogue of standards that pages offer to choose from, and how its months are told. */
import type { StandardCard } from '#lib/api/answers.ts'
import type { Speaker } from '#words/speaker.ts'

export const STANDARD_KINDS = [
  'management-system',
  'product',
  'audit',
  'process-accreditation',
  'scale',
  'declaration',
  'class',
] as const satisfies readonly StandardCard['kind'][]

/** `6 to 12 months`; says so where nobody can say. */
export function tellMonths(words: Speaker, { monthsMin, monthsMax }: Pick<StandardCard, 'monthsMin' | 'monthsMax'>): string {
  const most = monthsMax ?? monthsMin
  if (most === null) return words.say('state.not-known')
  if (monthsMin === null || monthsMin === most) return words.say('proposal.months', { from: most })
  return words.say('proposal.months-range', { from: monthsMin, to: most })
}

export function ownStandardLabels(words: Speaker) {
  return {
    name: words.say('own-standard.name'),
    edition: words.say('own-standard.edition'),
    checklist: words.say('own-standard.checklist'),
    acceptsInstead: words.say('own-standard.accepts'),
    monthsMin: words.say('own-standard.months-min'),
    monthsMax: words.say('own-standard.months-max'),
  }
}
