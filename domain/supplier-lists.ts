/** Supplier lists: how an SME stands with a lead firm in one category, and how a supply ends: with notice, a reason and an alternative. */
import { addMonths, type Day } from './day.ts'
import type { Refusal } from './decision.ts'

/** Until the development tracker owns this ladder, its codes stand here. */
export const SUPPLIER_STATUSES = ['identified', 'potential', 'approved', 'regular', 'preferred', 'phase-out', 'exited'] as const
export type SupplierStatus = (typeof SUPPLIER_STATUSES)[number]

/** What a lead firm offers an SME whose supply ends; `none` says in words why it can offer nothing. */
export const EXIT_ALTERNATIVES = ['plan', 'other-category', 'other-lead-firm', 'none'] as const
export type ExitAlternative = (typeof EXIT_ALTERNATIVES)[number]

/** Months of notice where a list has not set its own. */
export const USUAL_NOTICE_MONTHS = 3

/** Those that count as suppliers of a category. */
const SUPPLYING: readonly SupplierStatus[] = ['approved', 'regular', 'preferred', 'phase-out']

export function isSupplying(status: SupplierStatus): boolean {
  return SUPPLYING.includes(status)
}

/** A status that is set by hand: a supply ends by notice alone, and never before the last day of the notice. */
export function statusFault(
  { status: from, endsOn }: { status: SupplierStatus; endsOn: Day | null },
  to: SupplierStatus,
  today: Day,
): Refusal | null {
  if (to === 'phase-out' && from !== 'phase-out')
    return { code: 'exit-needs-notice', message: 'A supply ends with notice, a reason and an alternative.' }
  if (to !== 'exited' || !isSupplying(from)) return null
  if (endsOn === null) return { code: 'exit-needs-notice', message: 'A supply ends with notice, a reason and an alternative.' }
  return today > endsOn ? null : { code: 'exit-too-early', message: 'The notice still runs.', params: { until: endsOn } }
}

export interface ExitSaid {
  months: number
  reason: string
  alternative: ExitAlternative | null
  /** What the alternative is, or why there is none. */
  note: string
}

/** What stands in the way of a notice; its code is public API. */
export function exitFault(status: SupplierStatus, said: ExitSaid, leastMonths: number): Refusal | null {
  if (!isSupplying(status) || status === 'phase-out')
    return { code: 'exit-wrong-status', message: 'Notice is given to a supplier, once.', params: { status } }
  if (said.months < leastMonths)
    return { code: 'exit-notice-short', message: 'The notice is shorter than that of the category.', params: { months: leastMonths } }
  if (said.reason.trim() === '') return { code: 'exit-reason-missing', message: 'Say why the supply ends.' }
  if (said.alternative === null) return { code: 'exit-alternative-missing', message: 'Offer an alternative, or say why there is none.' }
  // That other lead firms may need it says itself: the open needs are looked up.
  if (said.alternative !== 'other-lead-firm' && said.note.trim() === '')
    return { code: 'exit-note-missing', message: 'Say what the alternative is, or why there is none.' }
  return null
}

/** The last day of a supply. */
export function endOfNotice(today: Day, months: number): Day {
  return addMonths(today, months)
}

export interface Move {
  year: number
  from: SupplierStatus | null
  to: SupplierStatus
}

/** Who began and who ceased to supply, year by year, oldest first. */
export function movesByYear(moves: readonly Move[]): { year: number; joined: number; left: number }[] {
  const years = [...new Set(moves.map((one) => one.year))].sort((a, b) => a - b)
  const supplied = (status: SupplierStatus | null) => status !== null && isSupplying(status)
  return years.map((year) => {
    const own = moves.filter((one) => one.year === year)
    const joined = own.filter(({ from, to }) => !supplied(from) && supplied(to)).length
    const left = own.filter(({ from, to }) => supplied(from) && !supplied(to)).length
    return { year, joined, left }
  })
}
