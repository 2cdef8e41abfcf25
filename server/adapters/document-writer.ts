/** Writes a list as CSV for programs, XLSX for spreadsheets and PDF for paper. */
import { stringify } from 'csv-stringify/sync'
import writeXlsxFile from 'write-excel-file/node'
import type { DocumentCell, DocumentFormat, DocumentWriter, ListDocument } from '../ports/document-writer.ts'
import { writePdf } from './document-pdf.ts'

export function createDocumentWriter(): DocumentWriter {
  return { write: (format, document) => WRITERS[format](document) }
}

const WRITERS: Record<DocumentFormat, (document: ListDocument) => Promise<Uint8Array>> = {
  csv: async (document) => Buffer.from(csvOf(document)),
  xlsx: xlsxOf,
  pdf: writePdf,
}

/** A spreadsheet in these languages takes a comma for the decimals, so that columns are set apart by a semicolon. */
const COMMA_IN_FIGURES = ['es', 'pt', 'fr']

/** What the list is of stands in every row, so that rows can be put together with those of another day. */
function csvOf({ language, facts, list }: ListDocument): string {
  const comma = COMMA_IN_FIGURES.includes(language.slice(0, 2))
  const said = facts.map(([, value]) => value)
  const head = [...facts.map(([term]) => term), ...list.columns.map(({ label }) => label)]
  const rows = list.rows.map((row) => [...said, ...row.map((cell) => plain(cell, comma))])
  return stringify([head, ...rows], {
    bom: true,
    quoted: true,
    delimiter: comma ? ';' : ',',
    escape_formulas: true,
    record_delimiter: 'windows',
  })
}

function plain(cell: DocumentCell, comma: boolean): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  return comma ? String(cell).replace('.', ',') : String(cell)
}

async function xlsxOf({ title, facts, basis, list }: ListDocument): Promise<Uint8Array> {
  const heads = (columns: ListDocument['list']['columns']) =>
    columns.map(({ label }) => ({ value: label, fontWeight: 'bold' as const, wrap: true, alignVertical: 'top' as const }))
  const widths = (columns: ListDocument['list']['columns']) => columns.map(({ width }) => ({ width }))
  const about = [
    [{ value: title, fontWeight: 'bold' as const }],
    ...facts.map(([term, value]) => [text(term), text(value)]),
    [],
    heads(basis.columns),
    ...basis.rows.map((row) => row.map(cellOf)),
  ]
  const file = writeXlsxFile([
    {
      data: [heads(list.columns), ...list.rows.map((row) => row.map(cellOf))],
      sheet: sheetName(list.title),
      columns: widths(list.columns),
      stickyRowsCount: 1,
    },
    { data: about, sheet: sheetName(basis.title), columns: widths(basis.columns) },
  ])
  return file.toBuffer()
}

/** Always of a stated type: what looks like a formula is a text. */
function cellOf(cell: DocumentCell) {
  if (cell === null) return null
  return typeof cell === 'number' ? { type: Number, value: cell } : text(cell)
}

function text(value: string) {
  return { type: String, value: value.slice(0, MOST_IN_A_CELL), wrap: true, alignVertical: 'top' as const }
}

/** What a spreadsheet takes in one cell. */
const MOST_IN_A_CELL = 32_000

/** At most 31 characters and none of those that a formula uses to find a sheet. */
function sheetName(name: string): string {
  return name.replace(/[\\/?*[\]:']/g, ' ').slice(0, 31)
}
