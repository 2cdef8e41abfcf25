/** Reads the single cells of a supplier list: numbers, years, addresses of the net, as people write them. */
import type { ListField } from './imports.ts'

/**
 * What can be wrong with a row. An *error* keeps the row out until it is repaired. A *warning* lets it in: what cannot be read
 * (`-malformed`, `-negative`, `-implausible`) is left out, everything else is taken as it stands.
 */
export const ROW_ERRORS = {
  'name-missing': 'error',
  'country-missing': 'error',
  'country-unknown': 'error',
  'too-long': 'error',
  'too-many-values': 'error',
  'control-character': 'error',
  'name-without-letters': 'error',
  'email-malformed': 'warning',
  'website-malformed': 'warning',
  'phone-malformed': 'warning',
  'number-malformed': 'warning',
  'number-negative': 'warning',
  'number-range': 'warning',
  'year-malformed': 'warning',
  'year-implausible': 'warning',
  'replacement-sign': 'warning',
  'garbled-letters': 'warning',
  'row-ragged': 'warning',
} as const satisfies Record<string, 'error' | 'warning'>
export type RowErrorCode = keyof typeof ROW_ERRORS

/** What reading a cell gave: a value, a code for what is odd about it, or both. */
export interface CellReading<T> {
  value?: T
  code?: RowErrorCode
}

/** How many characters a field may have. */
export const FIELD_LIMITS: Record<ListField, number> = {
  name: 200,
  'native-name': 200,
  'registration-number': 100,
  country: 100,
  region: 120,
  city: 120,
  address: 500,
  email: 500,
  phone: 200,
  website: 500,
  products: 5000,
  processes: 5000,
  sector: 300,
  employees: 60,
  'year-founded': 60,
  certificates: 2000,
  description: 40_000,
  'text-language': 60,
  categories: 5000,
  'earlier-awards': 60,
  languages: 300,
  'external-ref': 200,
}

/** The first e-mail address of the cell: `a@b.com; c@d.com` is `a@b.com`. */
export function readEmail(text: string): CellReading<string> {
  const found = text
    .split(/[\s,;/|<>()]+/)
    .map((part) => part.replace(/^mailto:/i, '').replace(/\.$/, ''))
    .find((part) => part.length <= 254 && EMAIL.test(part))
  return found ? { value: found.toLowerCase() } : { code: 'email-malformed' }
}

/** The first web address of the cell, with its scheme: `www.acme.com` is `https://www.acme.com`. Only http and https are links. */
export function readWebsite(text: string): CellReading<string> {
  const [first = ''] = text.split(/[\s,;|]+/)
  const address = /^[a-z][a-z0-9+.-]*:/i.test(first) ? first : `https://${first}`
  return WEB_ADDRESS.test(address) ? { value: address } : { code: 'website-malformed' }
}

/**
 * A whole number as people write it: `1,200`, `1.200`, `1 200`, `250+`, `approx. 300 workers`.
 * Of a range (`51-200`) the lower end is taken, and said.
 */
export function readNumber(text: string): CellReading<number> {
  if (/^[-\u2212]\s?\d/.test(text)) return { code: 'number-negative' }
  const numbers = text.match(/\d{1,3}(?:[.,'\u2019\s]\d{3})+(?!\d)|\d+(?:\.\d+)?/g) ?? []
  const [first, second] = numbers.map(plainNumber)
  if (first === undefined || !Number.isFinite(first) || first > MOST_EMPLOYEES) return { code: 'number-malformed' }
  if (second === undefined) return { value: Math.round(first) }
  return RANGE.test(text) && second >= first ? { value: Math.round(first), code: 'number-range' } : { code: 'number-malformed' }
}

/** The year of `1998`, `May 1998`, `12/05/1998` or `1998-05-12`; none later than this year or before 1500. */
export function readYear(text: string, thisYear: number): CellReading<number> {
  const years = [...text.matchAll(/(?<!\d)\d{4}(?!\d)/g)].map(Number)
  const [year] = years
  if (year === undefined || years.length > 1) return { code: 'year-malformed' }
  return year < 1500 || year > thisYear ? { code: 'year-implausible' } : { value: year }
}

function plainNumber(text: string): number {
  return Number(/^\d{1,3}(?:[.,'\u2019\s]\d{3})+$/.test(text) ? text.replace(/\D/g, '') : text)
}

const EMAIL = /^[\p{L}\p{N}.!#$%&'*+=?^_`{|}~-]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}$/u
const WEB_ADDRESS = /^https?:\/\/(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?::\d{2,5})?(?:[/?#]\S*)?$/iu
const RANGE = /\d\D*(?:[-\u2013\u2014~/]|to|a|\u00e0|until|hasta|at\u00e9)\D*\d/i

/** More than any employer has: a telephone number in the wrong column. */
const MOST_EMPLOYEES = 5_000_000
