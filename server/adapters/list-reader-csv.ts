/** Reads a CSV list: the encoding, the separator and the rows, with quoted cells that may run over several lines. */
import { CsvError, parse } from 'csv-parse/sync'
import type { ListDelimiter, ListRead, ListRefused } from '../ports/list-reader.ts'
import { LIST_LIMITS } from '../ports/list-reader.ts'
import { createRowCollector, type FoundRow, listOf, refused, tooLarge } from './list-reader-rows.ts'
import { decodeText } from './list-reader-text.ts'

export function readCsv(bytes: Uint8Array): ListRead {
  const decoded = decodeText(bytes)
  if (!decoded) return refused('list-not-a-list', { kind: 'binary' })
  if (decoded.text.trim() === '') return refused('list-empty')
  const declared = /^"?sep=([,;|\t])"?\n/i.exec(decoded.text)
  // Excel's own first line is blanked, not cut off, so that line numbers stay the file's.
  const text = declared ? decoded.text.slice(declared[0].length - 1) : decoded.text
  const delimiter = declared ? (declared[1] as ListDelimiter) : guessDelimiter(text)
  const found = parseRows(text, delimiter)
  return Array.isArray(found) ? listOf(found, { format: 'csv', encoding: decoded.encoding, delimiter }) : found
}

/**
 * The separator that splits most of the first rows into equally many cells; null when none does (a list of one column).
 * A separator within quotes does not count, and one that also splits the first row so is preferred.
 */
export function guessDelimiter(text: string): ListDelimiter | null {
  const rows = countSeparators(text.slice(0, 200_000), 100)
  let best: { delimiter: ListDelimiter; score: number } | null = null
  for (const [index, delimiter] of DELIMITERS.entries()) {
    const counts = rows.map((row) => row[index] ?? 0)
    const usual = mostFrequent(counts)
    if (usual === 0) continue
    const agreeing = counts.filter((count) => count === usual).length / counts.length
    const score = agreeing + (counts[0] === usual ? 0.5 : 0) + Math.min(usual, 50) / 1000
    if (!best || score > best.score) best = { delimiter, score }
  }
  return best?.delimiter ?? null
}

function parseRows(text: string, delimiter: ListDelimiter | null): FoundRow[] | ListRefused {
  const collector = createRowCollector()
  let nextLine = 1
  let stop: ListRefused | null = null
  try {
    parse(text, {
      delimiter: delimiter ?? NO_DELIMITER,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: LIST_LIMITS.rowLength,
      on_record(cells: string[], { lines }) {
        stop = collector.add(nextLine, cells)
        if (stop) throw new Error('no further')
        nextLine = lines + 1
        return null
      },
    })
    return collector.rows
  } catch (error) {
    return stop ?? faultOf(error, nextLine)
  }
}

function faultOf(error: unknown, line: number): ListRefused {
  if (!(error instanceof CsvError)) throw error
  if (error.code === 'CSV_MAX_RECORD_SIZE') return tooLarge('row', LIST_LIMITS.rowLength, line)
  return refused('list-unreadable', { line, reason: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote-not-closed' : 'csv' })
}

/** For each of the first rows, how often each separator stands outside quotes. */
function countSeparators(text: string, most: number): number[][] {
  const rows: number[][] = []
  for (const row of maskQuoted(text).split('\n', most * 2)) {
    if (row.trim() !== '' && rows.length < most) rows.push(DELIMITERS.map((delimiter) => row.split(delimiter).length - 1))
  }
  return rows.length > 0 ? rows : [[0, 0, 0, 0]]
}

/**
 * Blots out what stands in quotes, line ends included. A quote opens a cell only at its beginning (an inch sign in the middle
 * opens nothing); a doubled quote within a quoted cell closes and opens it again.
 */
function maskQuoted(text: string): string {
  return text.replace(/(^|[,;\t|\n])"(?:[^"]|"")*(?:"|$)/g, '$1x')
}

/** The number that occurs most often; of two that occur equally often, the first row's. */
function mostFrequent(counts: number[]): number {
  const tally = new Map<number, number>()
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1)
  return [...tally].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0]
}

const DELIMITERS: readonly ListDelimiter[] = [',', ';', '\t', '|']

/** The unit separator of ASCII stands in for "no separator": it occurs in no list. */
const NO_DELIMITER = '\u001f'
