/** The directory's filters, kept in the address: what is chosen, and the address with one value more or less. */

export const FACETS = ['sector', 'process', 'standard', 'country', 'state'] as const
export type Facet = (typeof FACETS)[number]
export type Chosen = Record<Facet, string[]>

const PATTERNS: Record<Facet, RegExp> = {
  sector: /^[a-z-]{1,80}$/,
  process: /^[a-z0-9][a-z0-9.-]{0,79}$/,
  standard: /^[a-z0-9][a-z0-9.-]{0,79}$/,
  country: /^[A-Z]{2}$/,
  state: /^(un)?claimed$/,
}
const MOST = 20

/** What the address asks for; what cannot be meant is left out. */
export function chosenIn(asked: URLSearchParams): Chosen {
  const values = FACETS.map((facet) => {
    const all = asked.getAll(facet).filter((value) => PATTERNS[facet].test(value))
    return [facet, [...new Set(all)].slice(0, MOST)] as const
  })
  return Object.fromEntries(values) as Chosen
}

/** The address with this value chosen, or taken back if it was; from the first page on. */
export function addressWith(asked: Iterable<[string, string]>, facet: Facet, value: string): string {
  const kept = new URLSearchParams([...asked].filter(([name]) => name !== 'cursor'))
  if (kept.getAll(facet).includes(value)) {
    const others = kept.getAll(facet).filter((one) => one !== value)
    kept.delete(facet)
    for (const other of others) kept.append(facet, other)
  } else kept.append(facet, value)
  const query = kept.toString()
  return query === '' ? '/suppliers' : `/suppliers?${query}`
}

export function isFiltered(chosen: Chosen): boolean {
  return FACETS.some((facet) => chosen[facet].length > 0)
}
