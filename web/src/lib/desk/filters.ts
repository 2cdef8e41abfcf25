/** What the board and the list are filtered by, as it stands in the address. */
import type { operations } from '#lib/api/schema.d.ts'
import { STAGES } from '#lib/linkages/steps.ts'

export type CaseQuery = NonNullable<operations['getDeskBoard']['parameters']['query']>

export const TURNS = ['agency', 'lead-firm', 'sme'] as const

/** Only what is a choice goes to the API; anything else in the address is passed over. */
export function filtersIn(asked: { get(name: string): string | null }): CaseQuery {
  const stage = STAGES.find((one) => one === asked.get('stage'))
  const turn = TURNS.find((one) => one === asked.get('turn'))
  const needId = ID.exec(asked.get('needId') ?? '')?.[0]
  const officer = /^none$|^[0-9a-f-]{36}$/.exec(asked.get('officer') ?? '')?.[0]
  const country = /^[A-Z]{2}$/.exec(asked.get('country') ?? '')?.[0]
  return {
    ...(stage && { stage }),
    ...(turn && { turn }),
    ...(needId && { needId }),
    ...(officer && (officer === 'none' || ID.test(officer)) && { officer }),
    ...(country && { country }),
    ...(asked.get('overdue') === 'true' && { overdue: 'true' as const }),
  }
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
