/** Makes a list of the rows found in a file: what is its heading, what is blank, what is ragged, what is too much. */
import type { ListContent, ListRead, ListRefused, ListRow } from '../ports/list-reader.ts'
import { LIST_LIMITS } from '../ports/list-reader.ts'

export function refused(code: ListRefused['code'], params: ListRefused['params'] = {}): ListRefused {
  return { ok: false, code, params }
}

export interface FoundRow {
  line: number
  cells: string[]
}

/** Gathers the rows that are not blank; says at once when there is more than a list may hold. */
export function createRowCollector(): { rows: FoundRow[]; add(line: number, cells: string[]): ListRefused | null } {
  const rows: FoundRow[] = []
  return {
    rows,
    add(line, cells) {
      if (line > MOST_LINES || rows.length > LIST_LIMITS.rows + MOST_TITLE_ROWS) return tooLarge('rows', LIST_LIMITS.rows)
      const filled = withoutBlankEnd(cells)
      if (filled.length === 0) return null
      if (filled.length > LIST_LIMITS.columns) return tooLarge('columns', LIST_LIMITS.columns, line)
      if (filled.some((cell) => cell.length > LIST_LIMITS.cellLength)) return tooLarge('cell', LIST_LIMITS.cellLength, line)
      rows.push({ line, cells })
      return null
    },
  }
}

export function tooLarge(what: 'bytes' | 'rows' | 'columns' | 'cell' | 'row', limit: number, line?: number): ListRefused {
  return refused('list-too-large', line === undefined ? { what, limit } : { what, limit, line })
}

/** Splits the rows into heading and content. */
export function listOf(found: FoundRow[], source: Pick<ListContent, 'format' | 'encoding' | 'delimiter'>): ListRead {
  const [top, ...below] = found.slice(titleRows(found))
  if (!top) return refused('list-empty')
  const header = withoutBlankEnd(top.cells).map((cell) => cell.replace(/\s+/g, ' ').trim())
  if (!looksLikeHeading(header)) return refused('list-no-header', { line: top.line })
  if (below.length === 0) return refused('list-empty')
  if (below.length > LIST_LIMITS.rows) return tooLarge('rows', LIST_LIMITS.rows)
  return { ok: true, ...source, header, rows: below.map((row) => listRow(row, header.length)) }
}

/** Spreadsheets fill up short rows with blank cells and leave blank columns behind: neither makes a row ragged. */
function listRow({ line, cells }: FoundRow, width: number): ListRow {
  const filled = withoutBlankEnd(cells)
  const kept = filled.length > width ? filled : cells.slice(0, width)
  return { line, cells: kept, ragged: kept.length !== width }
}

function withoutBlankEnd(cells: string[]): string[] {
  let end = cells.length
  while (end > 0 && (cells[end - 1] ?? '').trim() === '') end -= 1
  return cells.slice(0, end)
}

/** How many rows at the top hold one cell only (a title, a date) although most rows of the list hold several. */
function titleRows(found: FoundRow[]): number {
  const filled = (row: FoundRow) => row.cells.filter((cell) => cell.trim() !== '').length
  const start = found.slice(0, 50)
  if (start.filter((row) => filled(row) > 1).length * 2 <= start.length) return 0
  const first = found.slice(0, MOST_TITLE_ROWS + 1).findIndex((row) => filled(row) > 1)
  return Math.max(first, 0)
}

/** A heading has words, and nobody heads a column with an e-mail address. */
function looksLikeHeading(header: string[]): boolean {
  return header.some((cell) => /\p{L}/u.test(cell)) && !header.some((cell) => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(cell))
}

const MOST_TITLE_ROWS = 10

/** Blank rows are free but not without end: a file of nothing but line ends must not keep the reader busy. */
const MOST_LINES = 1_000_000
