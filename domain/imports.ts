/** Supplier lists as agencies bring them: what a list can say of an SME, and what must be settled before its rows are taken. */
import { recognizeCountry } from './import-countries.ts'
import { splitMulti } from './import-text.ts'

/** What a list can say of an SME. */
export const LIST_FIELDS = [
  'name',
  'native-name',
  'registration-number',
  'country',
  'region',
  'city',
  'address',
  'email',
  'phone',
  'website',
  'products',
  'processes',
  'sector',
  'employees',
  'year-founded',
  'certificates',
  'description',
  'text-language',
  'categories',
  'earlier-awards',
  'languages',
  'external-ref',
] as const
export type ListField = (typeof LIST_FIELDS)[number]

/** Fields whose cell names several values, and which several columns may feed (`Product 1`, `Product 2`). */
export const MULTI_FIELDS = ['products', 'processes', 'certificates', 'languages'] as const satisfies readonly ListField[]

/** Fields that several columns may make up together (`Address line 1`, `Address line 2`). */
export const JOINED_FIELDS = ['address', 'description', 'categories'] as const satisfies readonly ListField[]

/** Without these a row makes no record: from a column, or the same for the whole list (`country` = Bangladesh). */
export const REQUIRED_FIELDS = ['name', 'country'] as const satisfies readonly ListField[]

/** What each column of the file says (null: left out), and what holds for every row although no column says it. */
export interface ListMapping {
  columns: (ListField | null)[]
  constants: Partial<Record<ListField, string>>
}

export interface MappingProblem {
  code: 'mapping-field-missing' | 'mapping-field-twice' | 'mapping-constant-malformed'
  field: ListField
}

/** What must be settled before any row is checked: a name and a country for every row, no field from two columns, a constant that can be read. */
export function mappingProblems({ columns, constants }: ListMapping): MappingProblem[] {
  const problems: MappingProblem[] = []
  for (const field of REQUIRED_FIELDS) {
    if (!columns.includes(field) && !constants[field]) problems.push({ code: 'mapping-field-missing', field })
  }
  for (const field of LIST_FIELDS) {
    const twice = columns.filter((column) => column === field).length > 1
    if (twice && !takesSeveralColumns(field)) problems.push({ code: 'mapping-field-twice', field })
  }
  if (constants.country && !recognizeCountry(constants.country)) problems.push({ code: 'mapping-constant-malformed', field: 'country' })
  return problems
}

export interface DistinctValue {
  value: string
  count: number
}

/**
 * The single values that stand in a column and in how many rows, most frequent first: what an officer assigns to concepts once
 * instead of row by row. Spellings that differ only in case are one value, written as most rows write it.
 */
export function distinctValues(rows: readonly { cells: readonly string[] }[], column: number): DistinctValue[] {
  const spellings = new Map<string, Map<string, number>>()
  for (const { cells } of rows) {
    for (const value of splitMulti(cells[column] ?? '')) {
      const key = value.toLowerCase()
      const counts = spellings.get(key) ?? new Map<string, number>()
      counts.set(value, (counts.get(value) ?? 0) + 1)
      spellings.set(key, counts)
    }
  }
  return [...spellings.values()].map(mostUsual).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

function mostUsual(counts: Map<string, number>): DistinctValue {
  const [usual] = [...counts].sort((a, b) => b[1] - a[1])
  return { value: usual?.[0] ?? '', count: [...counts.values()].reduce((sum, count) => sum + count, 0) }
}

export function takesSeveralColumns(field: ListField): boolean {
  return isMultiField(field) || JOINED_FIELDS.some((joined) => joined === field)
}

export function isMultiField(field: ListField): boolean {
  return MULTI_FIELDS.some((multi) => multi === field)
}
