/** Word impacts as a table, so that a search reads what `textImpact` says instead of reckoning it a million times. */
import { lengthOf, textImpact } from '../../domain/topic.ts'

const kept = new Map<number, Uint8Array>()
const MOST_KEPT = 4

/** `textImpact` by count and length class, at count * 256 + class, for an average length; the average is frozen for a day. */
export function impactTable(averageLength: number): Uint8Array {
  const known = kept.get(averageLength)
  if (known) return known
  const table = new Uint8Array(65_536)
  for (let length = 0; length < 256; length++) {
    const words = lengthOf(length)
    for (let count = 1; count < 256; count++) table[count * 256 + length] = textImpact(count, words, averageLength)
  }
  const [oldest] = kept.keys()
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  kept.set(averageLength, table)
  return table
}
