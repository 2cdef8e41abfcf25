/** Checks one row of a supplier list against its mapping: the record it makes, and what an officer should look at. */

import { readCategories } from './import-categories.ts'
import {
  type CellReading,
  FIELD_LIMITS,
  ROW_ERRORS,
  type RowErrorCode,
  readEmail,
  readNumber,
  readWebsite,
  readYear,
} from './import-cells.ts'
import { recognizeCountry } from './import-countries.ts'
import { languageCode } from './import-languages.ts'
import { cleanCell, isBlank, splitMulti } from './import-text.ts'
import { isMultiField, LIST_FIELDS, type ListField, type ListMapping, takesSeveralColumns } from './imports.ts'
import type { CategoryFact } from './profiles.ts'

/** What a row says of an SME. Nothing of it is confirmed by the firm: it is "on list X" until the firm claims it (rulings, unclaimed firms). */
export interface ImportRecord {
  /** The row's line in the file. */
  line: number
  name: string
  nativeName: string | null
  registrationNumber: string | null
  /** ISO 3166 alpha-2. */
  country: string
  region: string | null
  city: string | null
  address: string | null
  email: string | null
  phone: string | null
  website: string | null
  /** The list's own words; concepts are assigned to them afterwards. */
  products: string[]
  processes: string[]
  sector: string | null
  employees: number | null
  yearFounded: number | null
  certificates: string[]
  description: string | null
  /** ISO 639-1 of the description. */
  textLanguage: string | null
  /** Free categories in the list's own words, with the awards that it counts in each. */
  categories: CategoryFact[]
  earlierAwards: number | null
  languages: string[]
  /** The list's own key of the firm: the same key in a later edition is the same firm. */
  externalRef: string | null
}

export interface RowError {
  line: number
  /** The column's heading; null for a constant, a missing column or the row as a whole. */
  column: string | null
  field: ListField | null
  code: RowErrorCode
  severity: 'error' | 'warning'
  /** The cell as it stands in the file, cut to 200 characters. */
  value: string
  params: Record<string, string | number>
}

export interface RowContext {
  line: number
  header: readonly string[]
  ragged: boolean
  /** The current year: no firm was founded after it. */
  year: number
}

/**
 * Reads a row by its mapping. There is a record unless an error stands against the row; warnings do not prevent it.
 * A row `N/A, N/A, N/A` has no name and makes no record; `1,200 workers` is 1200; a `country` that is named for the whole list fills blank cells.
 */
export function checkRow(
  cells: readonly string[],
  mapping: ListMapping,
  context: RowContext,
): { record: ImportRecord | null; errors: RowError[] } {
  const errors: RowError[] = []
  const found = new Map(LIST_FIELDS.map((field) => [field, gather(field, cells, mapping)]))
  const report: Report = (code, at, params = {}) => {
    const column = at.column === null ? null : (context.header[at.column] ?? null)
    const value = at.text.slice(0, 200)
    errors.push({ line: context.line, column, field: at.field, code, severity: ROW_ERRORS[code], value, params })
  }
  if (context.ragged) report('row-ragged', { field: null, column: null, text: '' }, { cells: cells.length, columns: context.header.length })
  for (const parts of found.values()) for (const part of parts) checkText(part, report)
  const record = recordOf({ found, report, context, cells, mapping })
  return { record: errors.some((error) => error.severity === 'error') ? null : record, errors }
}

/** One filled cell (or constant) that speaks for a field. */
interface Part {
  field: ListField | null
  column: number | null
  text: string
}

type Report = (code: RowErrorCode, at: Part, params?: RowError['params']) => void

interface Reading {
  found: Map<ListField, Part[]>
  report: Report
  context: RowContext
  cells: readonly string[]
  mapping: ListMapping
}

/** The filled cells of a field, in the file's order; the constant only where no cell says anything. */
function gather(field: ListField, cells: readonly string[], mapping: ListMapping): Part[] {
  const parts: Part[] = []
  for (const [column, mapped] of mapping.columns.entries()) {
    const text = cells[column] ?? ''
    if (mapped === field && (!isBlank(text) || isNamibia(field, text))) parts.push({ field, column, text })
  }
  const constant = mapping.constants[field]
  if (parts.length === 0 && constant && !isBlank(constant)) parts.push({ field, column: null, text: constant })
  return takesSeveralColumns(field) ? parts : parts.slice(0, 1)
}

/** `NA` in a column of country codes is Namibia, everywhere else "not available". */
function isNamibia(field: ListField, text: string): boolean {
  return field === 'country' && text.trim() === 'NA'
}

function checkText(part: Part, report: Report): void {
  if (CONTROL.test(part.text)) report('control-character', part)
  if (/[\ufffd\u25a1]/.test(part.text)) report('replacement-sign', part)
  else if (/[\u00c2-\u00c5][\u0080-\u00bf\u201a-\u201e\u2020-\u2026\u0192\u02c6]|\u00e2\u20ac/.test(part.text))
    report('garbled-letters', part)
  const limit = part.field && FIELD_LIMITS[part.field]
  if (limit && cleanCell(part.text).length > limit) report('too-long', part, { limit })
}

function recordOf(reading: Reading): ImportRecord {
  const text = (field: ListField) => textOf(reading, field)
  const values = (field: ListField) => valuesOf(reading, field)
  return {
    line: reading.context.line,
    name: nameOf(reading),
    nativeName: text('native-name'),
    registrationNumber: text('registration-number'),
    country: countryOf(reading),
    region: text('region'),
    city: text('city'),
    address: text('address'),
    email: readPart(reading, 'email', readEmail),
    phone: readPart(reading, 'phone', (phone) => ((phone.match(/\d/g)?.length ?? 0) >= 5 ? { value: phone } : { code: 'phone-malformed' })),
    website: readPart(reading, 'website', readWebsite),
    products: values('products'),
    processes: values('processes'),
    sector: text('sector'),
    employees: readPart(reading, 'employees', readNumber),
    yearFounded: readPart(reading, 'year-founded', (year) => readYear(year, reading.context.year)),
    certificates: values('certificates'),
    description: text('description'),
    textLanguage: languageCode(text('text-language') ?? ''),
    categories: categoriesOf(reading),
    earlierAwards: readPart(reading, 'earlier-awards', readNumber),
    languages: values('languages'),
    externalRef: text('external-ref'),
  }
}

/** A firm that the list names only in its own script goes by that name. */
function nameOf(reading: Reading): string {
  const [part = reading.found.get('native-name')?.[0]] = reading.found.get('name') ?? []
  if (!part) reading.report('name-missing', missing(reading, 'name'))
  else if (!/\p{L}/u.test(part.text)) reading.report('name-without-letters', part)
  return cleanCell(part?.text ?? '')
}

function countryOf(reading: Reading): string {
  const [part] = reading.found.get('country') ?? []
  if (!part) {
    reading.report('country-missing', missing(reading, 'country'))
    return ''
  }
  const code = recognizeCountry(part.text)
  if (!code) reading.report('country-unknown', part)
  return code ?? ''
}

/** Where the field should have stood, and what stands there instead (`N/A`). */
function missing({ cells, mapping }: Reading, field: ListField): Part {
  const column = mapping.columns.indexOf(field)
  return column < 0 ? { field, column: null, text: '' } : { field, column, text: cells[column] ?? '' }
}

function textOf({ found }: Reading, field: ListField): string | null {
  const parts = (found.get(field) ?? []).map((part) => cleanCell(part.text))
  return parts.length > 0 ? parts.join(', ') : null
}

function valuesOf({ found, report }: Reading, field: ListField): string[] {
  const parts = isMultiField(field) ? (found.get(field) ?? []) : []
  const values = new Map<string, string>()
  for (const part of parts)
    for (const value of splitMulti(part.text)) values.set(value.toLowerCase(), values.get(value.toLowerCase()) ?? value)
  const [first] = parts
  if (first && values.size > MOST_VALUES) report('too-many-values', first, { limit: MOST_VALUES })
  return [...values.values()]
}

function categoriesOf({ found, report }: Reading): CategoryFact[] {
  const parts = found.get('categories') ?? []
  const categories = readCategories(parts.map(({ text }) => text))
  const [first] = parts
  if (first && categories.length > MOST_VALUES) report('too-many-values', first, { limit: MOST_VALUES })
  return categories
}

function readPart<T>({ found, report }: Reading, field: ListField, read: (text: string) => CellReading<T>): T | null {
  const [part] = found.get(field) ?? []
  if (!part) return null
  const text = cleanCell(part.text)
  // Already refused as too long; no pattern is let loose on it.
  if (text.length > FIELD_LIMITS[field]) return null
  const { value, code } = read(text)
  if (code) report(code, part)
  return value ?? null
}

/** Any control character but blanks; those from U+0080 on come of a wrong encoding and show as garbled letters. */
const CONTROL = /(?![\s\u0080-\u009f])\p{Cc}/u

const MOST_VALUES = 100
