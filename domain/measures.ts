/** Comparing figures with limits: reached, near, or missed, by how much, and what it counts (domain reference 3.3). */
import type { Requirement } from './sourcing.ts'
import { convert } from './units.ts'

export interface Measure {
  outcome: 'reached' | 'near' | 'missed'
  /** 1 when reached, falling in a straight line to 0 at half of a least or at twice a most. */
  value: number
}

/** Within 5 % of the limit is near, unless the parameter says otherwise (precision 25 %). */
export const NEAR_SHARE = 0.05

/** Conversions leave crumbs; a figure this close to its limit has reached it. */
const CRUMB = 1e-9

const REACHED: Measure = { outcome: 'reached', value: 1 }

/** `atLeast(195, 200)` is near, 2.5 % below, and counts .95. */
export function atLeast(actual: number, wanted: number, near = NEAR_SHARE): Measure {
  return short(wanted - actual, Math.abs(wanted), near, 2)
}

/** `atMost(25, 20, .25)` is near, a quarter above, and counts .75. */
export function atMost(actual: number, wanted: number, near = NEAR_SHARE): Measure {
  return short(actual - wanted, Math.abs(wanted), near, 1)
}

/** The worse of two sides. */
export function both(one: Measure, other: Measure): Measure {
  const outcomes = ['reached', 'near', 'missed'] as const
  const outcome = outcomes[Math.max(outcomes.indexOf(one.outcome), outcomes.indexOf(other.outcome))] ?? 'missed'
  return { outcome, value: Math.min(one.value, other.value) }
}

/** Compares by the requirement's operator, limits already in the figure's unit; `has` asks for any figure. */
export function measure(operator: Requirement['operator'], actual: number, limits: Limits, near?: number): Measure {
  const { from, to } = limits
  if (operator === 'at-least' && from !== null) return atLeast(actual, from, near)
  if (operator === 'at-most' && from !== null) return atMost(actual, from, near)
  if (operator === 'between')
    return both(from === null ? REACHED : atLeast(actual, from, near), to === null ? REACHED : atMost(actual, to, near))
  if (operator === 'equals' && from !== null) return both(atLeast(actual, from, near), atMost(actual, from, near))
  return REACHED
}

export interface Limits {
  from: number | null
  to: number | null
}

/** The limits in the unit that facts are kept in; null when the unit measures something else. */
export function limitsIn({ value, valueTo, unit }: Pick<Requirement, 'value' | 'valueTo' | 'unit'>, canonical: string): Limits | null {
  const written = unit === '' ? canonical : unit
  const from = value === null ? null : convert(value, written, canonical)
  const to = valueTo === null ? null : convert(valueTo, written, canonical)
  if ((value !== null && from === null) || (valueTo !== null && to === null)) return null
  return { from, to }
}

/** How far a figure lies outside the limits, in the requirement's own unit. */
export function gapOf({ operator, value, valueTo }: Pick<Requirement, 'operator' | 'value' | 'valueTo'>, actual: number): number {
  if (value === null) return 0
  if (operator === 'at-most') return Math.max(0, actual - value)
  if (operator === 'equals') return Math.abs(actual - value)
  return Math.max(0, value - actual, operator === 'between' && valueTo !== null ? actual - valueTo : 0)
}

function short(by: number, scale: number, near: number, slope: number): Measure {
  if (by <= CRUMB * Math.max(1, scale)) return REACHED
  const share = scale === 0 ? Number.POSITIVE_INFINITY : by / scale
  return { outcome: share <= near + CRUMB ? 'near' : 'missed', value: Math.max(0, Math.round((1 - share * slope) * 1e9) / 1e9) }
}
