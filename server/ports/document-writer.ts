/** What the product asks of whoever writes files that people take away: one list in words, as a spreadsheet, as plain rows, or to read on paper. */

export const DOCUMENT_FORMATS = ['csv', 'xlsx', 'pdf'] as const
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number]

export interface DocumentColumn {
  label: string
  /** In characters. */
  width: number
}
/** Text, a figure, or nothing. */
export type DocumentCell = string | number | null

/** One entry to read: whose it is, how it stands, and a line for each thing that was asked. */
export interface DocumentEntry {
  title: string
  /** Beside the title: the band, the score. */
  mark: string
  under: string
  rows: readonly (readonly [asked: string, found: string, verdict: string])[]
  notes: readonly string[]
}

/** A list with what it rests on; every text is in the reader's language already. */
export interface ListDocument {
  /** BCP 47. */
  language: string
  title: string
  /** What it is of, and when: need, version, date. */
  facts: readonly (readonly [term: string, value: string])[]
  /** What the order rests on: requirements with their weights. */
  basis: { title: string; columns: readonly DocumentColumn[]; rows: readonly (readonly DocumentCell[])[] }
  list: { title: string; columns: readonly DocumentColumn[]; rows: readonly (readonly DocumentCell[])[] }
  entries: readonly DocumentEntry[]
  /** `Page 1 of 3` with the figures for `{n}` and `{of}`. */
  pageLabel: string
}

export interface DocumentWriter {
  /** The bytes of the file. No cell is ever read as a formula, whatever a firm calls itself. */
  write(format: DocumentFormat, document: ListDocument): Promise<Uint8Array>
}
