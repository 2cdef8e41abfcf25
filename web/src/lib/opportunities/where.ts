/** Where in the profile an open question is answered. */
import { type Section, sectionHref } from '#lib/profile/steps.ts'

/** The step of the profile that answers a reason such as `parameter-absent`; the profile itself where none does. */
export function answerHref(reasonCode: string): string {
  const known = SECTION_OF.find(([prefix]) => reasonCode.startsWith(prefix))
  return known ? sectionHref(known[1]) : '/profile'
}

/** Asked when interest is shown, not in the profile. */
export function isAskedLater(reasonCode: string): boolean {
  return reasonCode.startsWith('exclusion-')
}

const SECTION_OF: readonly (readonly [string, Section])[] = [
  ['process-', 'processes'],
  ['parameter-', 'processes'],
  ['dimensions-', 'processes'],
  ['material-', 'processes'],
  ['product-', 'products'],
  ['function-', 'products'],
  ['certificate-', 'certificates'],
  ['capacity-', 'capacity'],
  ['lead-time-', 'commercial'],
  ['exports-', 'commercial'],
  ['language-', 'commercial'],
  ['references-', 'references'],
  ['employees-', 'identity'],
]
