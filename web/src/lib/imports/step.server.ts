/** Leads whoever asks for a step that is not open to the one the import waits at. */
import { redirect } from '@sveltejs/kit'
import { type ImportStepCode, isStepOpen } from '#lib/imports/steps.ts'
import type { ImportedList } from '#lib/imports/types.ts'

export function requireStep(list: ImportedList, step: ImportStepCode): void {
  if (!isStepOpen(step, list)) redirect(303, `/imports/${list.id}`)
}
