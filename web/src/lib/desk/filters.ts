/** What the board and the list are filtered by, as it stands in the address. */
import type { operations } from '#lib/api/schema.d.ts'
import { STAGES } from '#lib/linkages/steps.ts'

export type CaseQuery = NonNullable<operations['getDeskBoard']['parameters']['query']>

export const TURNS = ['agency', 'lead-firm', 'sme'] as const

/** Only what is a choice goes to the API; anything else in the address is passed over. */
export function filtersIn(asked: Asked): CaseQuery {
  const officer = asked.get('officer')
  return given({
    stage: STAGES.find((one) => one === asked.get('stage')),
    turn: TURNS.find((one) => one === asked.get('turn')),
    needId: idIn(asked, 'needId'),
    officer: officer === 'none' ? officer : idIn(asked, 'officer'),
    country: countryIn(asked),
    overdue: asked.get('overdue') === 'true' ? ('true' as const) : undefined,
  })
}

export function idIn(asked: Asked, name: string): string | undefined {
  return ID.exec(asked.get(name) ?? '')?.[0]
}

export function countryIn(asked: Asked): string | undefined {
  return /^[A-Z]{2}$/.exec(asked.get('country') ?? '')?.[0]
}

/** Without what was not asked for. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined | null> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null)) as {
    [K in keyof T]?: Exclude<T[K], undefined | null>
  }
}

interface Asked {
  get(name: string): string | null
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
