/** Reads the file of an official code list, packed or not, as text or as a workbook, and tells which list it is. */
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { type ClassificationScheme, parseClassification } from '../domain/classification.ts'
import { fold } from '../domain/text.ts'
import { guessDelimiter } from '../server/adapters/list-reader-csv.ts'
import { kindOf, startsWith } from '../server/adapters/list-reader-kind.ts'
import { decodeText } from '../server/adapters/list-reader-text.ts'

export interface CodeList {
  header: string[]
  rows: string[][]
}

export const SCHEMES = ['cpv', 'hs', 'isic', 'unspsc'] as const satisfies readonly ClassificationScheme[]
const GZIP = [0x1f, 0x8b] as const
const MOST_BYTES = 400 * 1024 * 1024

/** The cells of the file as text; throws with one plain sentence when it is no list. */
export async function readCodeList(bytes: Uint8Array): Promise<CodeList> {
  const unpacked = startsWith(bytes, GZIP) ? gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : Buffer.from(bytes)
  const kind = kindOf(unpacked)
  if (kind !== 'text' && kind !== 'zip') throw new Error(`This is no CSV, TSV or XLSX but: ${kind}.`)
  const [header, ...rows] = kind === 'zip' ? await workbookRows(unpacked) : textRows(unpacked)
  if (!header || rows.length === 0) throw new Error('The file holds no rows.')
  return { header, rows }
}

/**
 * Which list it is: by what its heading names, then by the file's name, then by the only scheme that reads nearly all
 * codes. Null when none of these decides (a bare column of eight digits may be CPV or UNSPSC).
 */
export function guessScheme({ header, rows }: CodeList, name: string): ClassificationScheme | null {
  const fitting = SCHEMES.filter((scheme) => {
    const sample = rows.slice(0, 500)
    return parseClassification(scheme, header, sample).errors.length <= sample.length / 10
  })
  const named = [header.join(' '), name].map((text) => schemesIn(text))
  return only(named[0]) ?? only(named[1]) ?? only(fitting)
}

function schemesIn(text: string): ClassificationScheme[] {
  const words = fold(text).match(/[a-z]+/g) ?? []
  return SCHEMES.filter((scheme) => words.some((word) => SIGNS[scheme].includes(word)))
}

function only<T>(list: readonly T[] | undefined): T | null {
  return list?.length === 1 ? (list[0] ?? null) : null
}

function textRows(bytes: Buffer): string[][] {
  const decoded = decodeText(bytes)
  if (!decoded) throw new Error('The file is no text.')
  const delimiter = guessDelimiter(decoded.text) ?? ','
  return parse(decoded.text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false })
}

async function workbookRows(bytes: Buffer): Promise<string[][]> {
  const rows = await readSheet<string>(bytes, 1, { parseNumber: (text) => text })
  return rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? '' : String(cell))))
}

const SIGNS: Record<ClassificationScheme, readonly string[]> = {
  cpv: ['cpv'],
  hs: ['hs', 'hscode'],
  isic: ['isic', 'ciiu'],
  unspsc: ['unspsc', 'segment', 'segmento', 'commodity'],
}
