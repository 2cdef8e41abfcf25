/** How a run is printed: one table of targets a size, and the growth of each figure from size to size. */
import { holds, type Row, rowsOf, type SizeFigures } from './targets.ts'

export interface GrowthPoint {
  profiles: number
  p50: number
  p95: number
}

const HEADINGS = ['', 'what', 'target', 'floor', 'measured', 'holds', 'beside']

/** The table of one size, for a terminal of some 140 columns. */
export function tableOf(figures: SizeFigures): string {
  const lines = [HEADINGS, ...rowsOf(figures).map(cells)]
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const text = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const { left } = figures.search
  return [
    `${figures.profiles} profiles; a need asks for ${figures.search.features} features, ${figures.search.candidates} candidates at k = 400`,
    ...(left.length > 0 ? [`left out at this size: ${left.join(', ')}`] : []),
    ...text,
  ].join('\n')
}

function cells(row: Row): string[] {
  const sign = row.good === 'at-most' ? '<=' : '>='
  const limit = (value: number | null) => (value === null ? '-' : `${sign} ${value}${row.unit && ` ${row.unit}`}`)
  return [row.id, row.what, limit(row.target), limit(row.floor), `${row.measured}${row.unit && ` ${row.unit}`}`, verdict(row), row.beside]
}

function verdict(row: Row): string {
  const onTarget = holds(row, row.target)
  if (onTarget !== null) return onTarget ? 'yes' : holds(row, row.floor) === false ? 'BELOW FLOOR' : 'no'
  const onFloor = holds(row, row.floor)
  if (onFloor === null) return ''
  return onFloor ? 'floor' : 'BELOW FLOOR'
}

/** Rows that a run with `--floor` fails for. */
export function belowFloor(figures: SizeFigures): string[] {
  return rowsOf(figures)
    .filter((row) => holds(row, row.floor) === false)
    .map((row) => `${row.id} at ${figures.profiles} profiles: ${row.what}: ${row.measured} ${row.unit} (floor ${row.floor})`)
}

/** T(40 k) / T(10 k): above it the engine does more than its share of work for each profile (matching 6). */
export const GROWTH_LIMIT = 6

export function growthFault(points: readonly GrowthPoint[]): string | null {
  const [small, large] = [10_000, 40_000].map((size) => points.find((point) => point.profiles === size))
  if (!small || !large || large.p50 / small.p50 <= GROWTH_LIMIT) return null
  return `T(40,000) / T(10,000) is ${(large.p50 / small.p50).toFixed(1)}, more than ${GROWTH_LIMIT}`
}

/** Each size beside the one before it: an exponent of 1 is growth in step with the number of profiles. */
export function growthTable(points: readonly GrowthPoint[]): string {
  const sorted = [...points].sort((a, b) => a.profiles - b.profiles)
  const lines = sorted.map(({ profiles, p50, p95 }, at) => {
    const before = sorted[at - 1]
    const exponent = before ? Math.log(p50 / before.p50) / Math.log(profiles / before.profiles) : null
    const law = before && exponent !== null ? `  ${(p50 / before.p50).toFixed(2)}x, exponent ${exponent.toFixed(2)}` : ''
    return `${String(profiles).padStart(9)} profiles  p50 ${p50} ms  p95 ${p95} ms${law}`
  })
  return ['growth of the exact top 50 with evidence', ...lines].join('\n')
}
