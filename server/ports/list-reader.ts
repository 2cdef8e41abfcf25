/** Reads a supplier list as an agency brings it (CSV or XLSX, in whatever encoding) into plain rows of text. */

/** Why a file is refused; stable codes, their sentences stand in words/. */
export const LIST_REFUSALS = [
  'list-empty',
  'list-xls-legacy',
  'list-not-a-list',
  'list-too-large',
  'list-xlsx-bomb',
  'list-unreadable',
  'list-timeout',
  'list-no-header',
] as const
export type ListRefusalCode = (typeof LIST_REFUSALS)[number]

/** How much a list may hold (lengths in characters). A file beyond it is refused whole, never cut silently. */
export const LIST_LIMITS = { bytes: 10 * 1024 * 1024, rows: 20_000, columns: 200, cellLength: 40_000, rowLength: 1_000_000 } as const

export type ListEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export type ListDelimiter = ',' | ';' | '\t' | '|'

/**
 * One row below the heading. Blank rows are left out, but `line` is the row's own place in the file (counted from 1,
 * the line where a quoted row begins), so that an officer finds it again. A `ragged` row has fewer or more cells than the heading.
 */
export interface ListRow {
  line: number
  cells: string[]
  ragged: boolean
}

export interface ListContent {
  ok: true
  format: 'csv' | 'xlsx'
  /** Null for XLSX, which is always Unicode. */
  encoding: ListEncoding | null
  /** Null for XLSX and for a list of one column. */
  delimiter: ListDelimiter | null
  header: string[]
  rows: ListRow[]
}

/**
 * A refused file. `params` say what was found: `kind` of a file that is no list (`image`, `pdf`, `zip`, `html`, `binary` ...);
 * `what` was too large (`bytes`, `rows`, `columns`, `cell`, `row`) with its `limit`; `line` and `reason` of what could not be read
 * (`quote-not-closed`, `protected`, `cell-without-address`, `workbook`).
 */
export interface ListRefused {
  ok: false
  code: ListRefusalCode
  params: Record<string, string | number>
}

export type ListRead = ListContent | ListRefused

/**
 * Turns a file into rows, or says why not; the bytes decide what it is, never its name.
 * Rejects when the signal is aborted, and on a fault of the reader's own; whatever is wrong with the file is an answer.
 */
export interface ListReader {
  read(file: { name: string; bytes: Uint8Array }, signal?: AbortSignal): Promise<ListRead>
}
