/** The four steps of an import, which of them stand open, and where an import waits. */
import type { ImportedList } from '#lib/imports/types.ts'

export const IMPORT_STEPS = ['columns', 'values', 'check', 'run'] as const
export type ImportStepCode = (typeof IMPORT_STEPS)[number]

type Standing = Pick<ImportedList, 'state' | 'problem' | 'openSteps' | 'values'>

/** The columns come first; they and the words are settled only until the run; faults can be read ever after. */
export function isStepOpen(step: ImportStepCode, { state, openSteps }: Standing): boolean {
  if (step === 'columns') return openSteps.includes('map')
  if (state === 'uploaded') return false
  return step === 'values' ? openSteps.includes('map') : true
}

/** Where an officer goes on: the columns, then the words as long as none is confirmed, then the check; afterwards what came of the run. */
export function stepOf(list: Standing): ImportStepCode {
  if (list.state === 'uploaded') return 'columns'
  if (list.state !== 'mapped' || list.problem !== null) return 'run'
  const words = list.values.reduce((sum, { values }) => sum + values, 0)
  const confirmed = list.values.reduce((sum, one) => sum + one.confirmed, 0)
  return words > 0 && confirmed === 0 ? 'values' : 'check'
}

/** A list that nobody has run: it waits for its agency. */
export function isUnfinished({ state }: { state: ImportedList['state'] }): boolean {
  return state === 'uploaded' || state === 'mapped' || state === 'failed'
}
