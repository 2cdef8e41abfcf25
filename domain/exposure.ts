/** Fairness of exposure: whose turn it is among equals, and whether those shown are like those who could have been shown. */
import { addDays, type Day } from './day.ts'
import { accept, type Decision, refuse } from './decision.ts'
import { LEAST_IN_STATISTICS } from './small-cells.ts'

/** A firm among its equals; `lastShownOn` is the last day before this one on which it stood on a page that a lead firm read. */
export interface Turn {
  profileId: string
  lastShownOn?: Day | null
}

/**
 * Whose turn it is among equals: the firm shown longest ago, before all the one never shown; then by the day, another
 * order each day and the same all day long (domain reference 3.3, "rotate ties by least recently shown").
 *
 * Only days before `day` may stand in `lastShownOn`: today's pages must not reorder today's list.
 */
export function turnsOn(day: Day): (one: Turn, other: Turn) => number {
  const turns = new Map<string, number>()
  const turnOf = (profileId: string) => {
    const known = turns.get(profileId)
    if (known !== undefined) return known
    const own = turn(profileId, day)
    turns.set(profileId, own)
    return own
  }
  return (one, other) => {
    const before = one.lastShownOn ?? ''
    const after = other.lastShownOn ?? ''
    if (before !== after) return before < after ? -1 : 1
    return turnOf(one.profileId) - turnOf(other.profileId) || (one.profileId < other.profileId ? -1 : 1)
  }
}

/** FNV-1a over profile and day: a different order of equals each day, the same on every machine. */
function turn(profileId: string, day: Day): number {
  let hash = 0x811c9dc5
  for (const letter of `${day}/${profileId}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

/** Days that counts are kept: the longest report reads one year, and a month remains for jobs that come late. */
const KEPT_DAYS = 400

/** The first day whose counts are kept on `today`: on 2026-11-24 that is 2025-10-20. */
export function exposureKeptFrom(today: Day): Day {
  return addDays(today, -KEPT_DAYS)
}

export const EXPOSURE_DIMENSIONS = ['country', 'size', 'ownership'] as const
export type ExposureDimension = (typeof EXPOSURE_DIMENSIONS)[number]

/** Employees, upper limits included (Recommendation 2003/361/EC; OCDS partyScale): micro to 9, small to 49, medium to 249. */
export const SIZE_CLASSES = ['micro', 'small', 'medium', 'large', 'unsaid'] as const
export type SizeClass = (typeof SIZE_CLASSES)[number]

export function sizeClassOf(employees: number | null): SizeClass {
  if (employees === null) return 'unsaid'
  if (employees < 10) return 'micro'
  if (employees < 50) return 'small'
  return employees < 250 ? 'medium' : 'large'
}

/** Who owns the firm, as it says itself, for this report alone: it is shown on no profile and counts in no score. */
export const OWNERSHIPS = [
  'women-owned',
  'youth-owned',
  'minority-owned',
  'cooperative',
  'local-owned',
  'foreign-owned',
  'none-of-these',
] as const
export type Ownership = (typeof OWNERSHIPS)[number]

/** What a firm says of its owners at once: `none-of-these` stands alone. */
export function checkOwnership(ownership: readonly Ownership[]): Decision<Ownership[]> {
  if (ownership.includes('none-of-these') && ownership.length > 1)
    return refuse('ownership-contradicts', '“None of these” goes with no other answer.')
  return accept([...ownership])
}

/** How often one group of firms could have been shown and was, each firm at most once per need version and day. */
export interface ExposureCell {
  cell: string
  /** Different firms among the eligible. */
  firms: number
  eligible: number
  shown: number
  /** The most that a single firm of the group was eligible, and was shown. */
  mostEligible: number
  mostShown: number
}

export interface ExposureRow {
  cell: string
  /** Null throughout where too few firms, or one firm above all, would be told apart. */
  firms: number | null
  eligible: number | null
  shown: number | null
  /** Shares of the whole dimension, 0 to 1. */
  shareOfEligible: number | null
  shareOfShown: number | null
  /** Share shown over share eligible: 1 is even, .5 half its part, 2 twice. */
  ratio: number | null
}

/** One firm that makes up more than this of a cell would be read off it (trust reference 4, R8). */
const DOMINANT = 0.8

/**
 * The distribution within one dimension, largest group first. Cells of fewer than five firms, or of one dominant firm, are
 * withheld; where that leaves a single cell to be reckoned from the rest, the next smallest is withheld with it.
 *
 * A firm that belongs to several groups of a dimension (women-owned and cooperative) counts in each of them.
 */
export function exposureOf(cells: readonly ExposureCell[]): ExposureRow[] {
  const eligible = cells.reduce((sum, one) => sum + one.eligible, 0)
  const shown = cells.reduce((sum, one) => sum + one.shown, 0)
  const withheld = withheldOf(cells)
  const sorted = [...cells].sort((one, other) => other.eligible - one.eligible || (one.cell < other.cell ? -1 : 1))
  return sorted.map((one) => (withheld.has(one.cell) ? hidden(one.cell) : rowOf(one, { eligible, shown })))
}

function rowOf(one: ExposureCell, all: { eligible: number; shown: number }): ExposureRow {
  const shareOfEligible = all.eligible > 0 ? one.eligible / all.eligible : null
  const shareOfShown = all.shown > 0 ? one.shown / all.shown : null
  const ratio = shareOfEligible && shareOfShown !== null ? shareOfShown / shareOfEligible : null
  const { cell, firms, eligible, shown } = one
  return { cell, firms, eligible, shown, shareOfEligible, shareOfShown, ratio }
}

function hidden(cell: string): ExposureRow {
  return { cell, firms: null, eligible: null, shown: null, shareOfEligible: null, shareOfShown: null, ratio: null }
}

function withheldOf(cells: readonly ExposureCell[]): Set<string> {
  const withheld = new Set(cells.filter(isTelling).map(({ cell }) => cell))
  if (withheld.size === 0) return withheld
  const few = () => cells.reduce((sum, one) => sum + (withheld.has(one.cell) ? one.firms : 0), 0) < LEAST_IN_STATISTICS
  const rest = cells.filter(({ cell }) => !withheld.has(cell)).sort((one, other) => one.firms - other.firms)
  for (const { cell } of rest) {
    if (withheld.size > 1 && !few()) break
    withheld.add(cell)
  }
  return withheld
}

function isTelling({ firms, eligible, shown, mostEligible, mostShown }: ExposureCell): boolean {
  return firms < LEAST_IN_STATISTICS || mostEligible > DOMINANT * eligible || mostShown > DOMINANT * shown
}
