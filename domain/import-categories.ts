/** Reads a cell of free categories, with or without how many contracts were won in each. */
import { cleanCell, isBlank } from './import-text.ts'
import type { CategoryFact } from './profiles.ts'

/**
 * Categories stand apart by semicolons, bars or line breaks; a comma belongs to the name. A number behind, in parentheses or after a
 * colon, counts awards. One named twice adds up, whatever its case.
 *
 * Example: `Goods, services (3); Works: 2; Other` is *Goods, services* with 3 awards, *Works* with 2, *Other* without a count.
 */
export function readCategories(cells: readonly string[]): CategoryFact[] {
  const found = new Map<string, CategoryFact>()
  for (const piece of cells.flatMap((cell) => cell.split(/[;|\n\r\u2028\u2029]+/u))) {
    const [name, awards] = readOne(cleanCell(piece))
    if (isBlank(name)) continue
    const before = found.get(name.toLowerCase())
    found.set(name.toLowerCase(), before ? { name: before.name, awards: added(before.awards, awards) } : { name, awards })
  }
  return [...found.values()]
}

function readOne(text: string): [name: string, awards: number | null] {
  const counted = /^(?<name>.*\S) ?(?:\((?<within>\d{1,6})\)|: ?(?<behind>\d{1,6}))$/u.exec(text)?.groups
  if (!counted) return [text.slice(0, LONGEST_NAME), null]
  return [(counted.name ?? '').slice(0, LONGEST_NAME), Number(counted.within ?? counted.behind)]
}

function added(one: number | null, other: number | null): number | null {
  return one === null && other === null ? null : (one ?? 0) + (other ?? 0)
}

const LONGEST_NAME = 120
