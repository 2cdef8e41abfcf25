/** The guard before a workbook: weighs the zip directory, unpacks no more than it announced, and checks how far the sheets reach. */
import { buffer as wholeOf } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import type { ListRefused } from '../ports/list-reader.ts'
import { LIST_LIMITS } from '../ports/list-reader.ts'
import { refused, tooLarge } from './list-reader-rows.ts'

/** Trust rule 22. A small workbook may compress well, so the ratio counts only from 1 MB on. */
const ZIP_LIMITS = { inflated: 50 * 1024 * 1024, ratio: 100, entries: 200, ratioFrom: 1024 * 1024 } as const

/** Excel's own bounds, and how many cells the reader may have to lay out between the first and the last one. */
const SHEET_LIMITS = { row: 1_048_576, column: 16_384, cells: 10_000_000 } as const

interface Part {
  name: string
  data: Buffer
}

/**
 * The workbook's XML parts as a new archive without compression, or why it is refused.
 * Packing anew makes sure that the reader sees what was weighed here: an archive can say one thing in its directory and hold another.
 */
export async function unpackWorkbook(bytes: Uint8Array): Promise<Buffer | ListRefused> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      autoClose: false,
    })
    if (zip.entryCount > ZIP_LIMITS.entries) return refused('list-xlsx-bomb', { what: 'entries', limit: ZIP_LIMITS.entries })
    const entries = await Array.fromAsync(zip.eachEntry())
    const refusal = weigh(entries, bytes.length)
    if (refusal) return refusal
    const parts = await unpack(zip, entries)
    return checkReach(parts) ?? packStored(parts)
  } catch {
    return refused('list-unreadable', { reason: 'workbook' })
  }
}

function weigh(entries: Entry[], packed: number): ListRefused | null {
  const inflated = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (inflated > ZIP_LIMITS.inflated) return refused('list-xlsx-bomb', { what: 'inflated', limit: ZIP_LIMITS.inflated })
  if (inflated > ZIP_LIMITS.ratioFrom && inflated > packed * ZIP_LIMITS.ratio) {
    return refused('list-xlsx-bomb', { what: 'ratio', limit: ZIP_LIMITS.ratio })
  }
  if (entries.some((entry) => entry.isEncrypted())) return refused('list-unreadable', { reason: 'protected' })
  const names = new Set(entries.map((entry) => entry.fileName))
  if (names.has('xl/workbook.xml')) return null
  const kind = ARCHIVE_KINDS.find(([name]) => names.has(name))?.[1] ?? 'zip'
  return refused('list-not-a-list', { kind })
}

/** yauzl stops a part that turns out longer or shorter than the directory announced. */
async function unpack(zip: ZipFile, entries: Entry[]): Promise<Part[]> {
  const parts: Part[] = []
  for (const entry of entries) {
    if (!/\.(xml|rels)$/.test(entry.fileName)) continue
    parts.push({ name: entry.fileName, data: await wholeOf(await zip.openReadStreamPromise(entry)) })
  }
  return parts
}

/** Looks over the sheets before the reader does. One cell at the far corner of a sheet would make the reader lay out billions of blank ones before it. */
function checkReach(parts: Part[]): ListRefused | null {
  for (const { name, data } of parts) {
    if (!name.startsWith('xl/worksheets/')) continue
    const xml = data.toString('latin1')
    // Some export programs leave the address out; the reader would end in a TypeError.
    if (CELL_WITHOUT_ADDRESS.test(xml)) return refused('list-unreadable', { reason: 'cell-without-address' })
    const { row, column, lastRow } = reachOf(xml)
    if (lastRow > SHEET_LIMITS.row || column > SHEET_LIMITS.column)
      return refused('list-xlsx-bomb', { what: 'reach', limit: SHEET_LIMITS.row })
    if (row * column > SHEET_LIMITS.cells) return tooLarge('rows', LIST_LIMITS.rows)
  }
  return null
}

const CELL_WITHOUT_ADDRESS = /<(?:\w{1,20}:)?c(?=[\s/>])(?![^>]{0,500}\sr=)/

/** The last row and column with content, and the last row at all (formatting alone may run to the sheet's end). */
function reachOf(xml: string): { row: number; column: number; lastRow: number } {
  let row = 0
  let column = 0
  let lastRow = 0
  for (const [, letters = '', digits = '', rest = ''] of xml.matchAll(/\br=["']([A-Za-z]{0,9})(\d{1,12})["']([^>]*)>/g)) {
    lastRow = Math.max(lastRow, Number(digits))
    if (letters === '' || rest.endsWith('/')) continue
    row = Math.max(row, Number(digits))
    column = Math.max(column, columnNumber(letters))
  }
  return { row, column, lastRow }
}

/** `A` is 1, `Z` 26, `AA` 27. */
function columnNumber(letters: string): number {
  let number = 0
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64
  return number
}

/** The plainest archive there is (PKWARE APPNOTE 4.3): parts one after the other, uncompressed, then their directory. */
function packStored(parts: Part[]): Buffer {
  const blocks: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data } of parts) {
    const nameBytes = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, nameBytes)
    blocks.push(Buffer.from('PK\x03\x04'), common, nameBytes, data)
    offset += 30 + nameBytes.length + data.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...blocks, listed, Buffer.from('PK\x05\x06'), end])
}

const ARCHIVE_KINDS: [string, string][] = [
  ['word/document.xml', 'docx'],
  ['ppt/presentation.xml', 'pptx'],
  ['xl/workbook.bin', 'xlsb'],
  ['content.xml', 'ods'],
]
