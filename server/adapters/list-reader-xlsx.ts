/** Reads an XLSX list: the first sheet that holds anything, its numbers and dates as plain text. */
import { readSheet, SheetNotFoundError } from 'read-excel-file/node'
import type { ListRead } from '../ports/list-reader.ts'
import { createRowCollector, listOf, refused } from './list-reader-rows.ts'
import { unpackWorkbook } from './list-reader-zip.ts'

export async function readXlsx(bytes: Uint8Array): Promise<ListRead> {
  const workbook = await unpackWorkbook(bytes)
  if (!Buffer.isBuffer(workbook)) return workbook
  try {
    return await readFirstSheetWithRows(workbook)
  } catch {
    return refused('list-unreadable', { reason: 'workbook' })
  }
}

async function readFirstSheetWithRows(workbook: Buffer): Promise<ListRead> {
  for (let sheet = 1; sheet <= MOST_SHEETS; sheet += 1) {
    const rows = await readSheetOrNothing(workbook, sheet)
    if (!rows) break
    const collector = createRowCollector()
    for (const [index, row] of rows.entries()) {
      const refusal = collector.add(index + 1, row.map(textOf))
      if (refusal) return refusal
    }
    if (collector.rows.length > 0) return listOf(collector.rows, { format: 'xlsx', encoding: null, delimiter: null })
  }
  return refused('list-empty')
}

async function readSheetOrNothing(workbook: Buffer, sheet: number): Promise<readonly (readonly unknown[])[] | null> {
  try {
    return await readSheet<string>(workbook, sheet, { parseNumber: plainNumber })
  } catch (error) {
    if (error instanceof SheetNotFoundError) return null
    throw error
  }
}

/** A cell as an officer reads it: `2019-05-11` for a date, `2019-05-11T08:30` for an instant of a sheet (which has no time zone). */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (!(value instanceof Date)) return String(value)
  if (Number.isNaN(value.getTime())) return ''
  // Excel counts in fractions of a day: 08:30 arrives as 08:29:59.999.
  const iso = new Date(Math.round(value.getTime() / 60_000) * 60_000).toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16)
}

/** `8.80171E+12` as `8801710000000`, `0.30000000000000004` as `0.3`: Excel keeps 15 digits. */
function plainNumber(text: string): string {
  const number = Number(text)
  return Number.isFinite(number) ? String(Number(number.toPrecision(15))) : text
}

const MOST_SHEETS = 20
