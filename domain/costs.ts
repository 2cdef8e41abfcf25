/** What closing a gap usually costs, where an agency or an administrator has entered it with its source; nothing is ever invented (rulings, "Proposals"). */
import type { Band } from './bands.ts'
import type { Day } from './day.ts'
import type { RequirementClass } from './sourcing.ts'
import type { Verdict } from './verdict.ts'

/** What a usual cost is told of: holding a standard, running a process, reaching a parameter. */
export const COST_KINDS = ['standard', 'process', 'parameter'] as const
export type CostKind = (typeof COST_KINDS)[number]

export interface Money {
  /** Whole minor units: cents, paise; centimes. */
  minor: number
  /** ISO 4217. */
  currency: string
}

/** One entry: what it usually costs a firm of this country, who says so, and when. */
export interface UsualCost extends Money {
  kind: CostKind
  code: string
  /** ISO 3166 alpha-2. */
  country: string
  source: string
  statedOn: Day
}

/** A criterion as it was judged. */
interface Judged {
  class: RequirementClass
  band: Band
  verdicts: readonly Verdict[]
}

/** A gap with what closing it usually costs. */
export interface GapCost extends UsualCost {
  requirementId: string
}

/** The path from developable to ready in money: the gaps whose cost is known, and their sum where all of them are. */
export interface PathCost {
  lines: GapCost[]
  /** Null where a gap's cost is not entered, or where two of them are in different currencies. */
  total: Money | null
}

const KIND_OF: Partial<Record<string, CostKind>> = { standard: 'standard', process: 'process', parameter: 'parameter' }

/**
 * What the open gaps of these criteria usually cost a firm of this country; the newest entry of each counts.
 * @example ISO 9001 open in India, entered there at 600,000 paise: one line, and that sum as the total.
 */
export function pathCost(criteria: readonly Judged[], country: string, entered: readonly UsualCost[]): PathCost {
  const gaps = criteria
    .filter(({ class: own, band }) => own !== 'scored' && band === 'developable')
    .flatMap(({ verdicts }) => verdicts.filter(({ verdict }) => verdict === 'near' || verdict === 'not-met'))
  const found = gaps.map(({ requirementId, reason }) => {
    const cost = newest(entered, country, subjectOf(reason.params))
    return cost && { ...cost, requirementId }
  })
  const lines = found.flatMap((one) => one ?? [])
  return { lines, total: lines.length === gaps.length ? sumOf(lines) : null }
}

/** The newest entry for this thing in this country. */
export function costOf(entered: readonly UsualCost[], country: string, of: { kind: CostKind; code: string }): UsualCost | null {
  return newest(entered, country, [of])
}

/**
 * Cheaper first; what is not entered comes after what is, and amounts are compared within a currency only,
 * so that the order is the same whoever else stands in the list.
 */
export function compareCost(one: Money | null | undefined, other: Money | null | undefined): number {
  if (!one || !other) return Number(!one) - Number(!other)
  if (one.currency !== other.currency) return one.currency < other.currency ? -1 : 1
  return one.minor - other.minor
}

type Subject = { kind: CostKind; code: string }

/** What a reason is about: the first of these that it names. */
function subjectOf(params: Readonly<Record<string, string | number | null>>): Subject[] {
  return ['standard', 'parameter', 'process'].flatMap((name) => {
    const kind = KIND_OF[name]
    const code = params[name]
    return kind && typeof code === 'string' && code !== '' ? [{ kind, code }] : []
  })
}

function newest(entered: readonly UsualCost[], country: string, [subject]: readonly Subject[]): UsualCost | null {
  if (!subject) return null
  const own = entered.filter((one) => one.country === country && one.kind === subject.kind && one.code === subject.code)
  return own.reduce<UsualCost | null>((best, one) => (best === null || one.statedOn > best.statedOn ? one : best), null)
}

function sumOf([first, ...others]: readonly Money[]): Money | null {
  if (!first || others.some(({ currency }) => currency !== first.currency)) return null
  return { minor: others.reduce((sum, { minor }) => sum + minor, first.minor), currency: first.currency }
}
