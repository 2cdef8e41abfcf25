/** The guard before office files: weighs the archive, unpacks it to the end without keeping it, and refuses what acts by itself. */
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import type { FileKind } from '../../domain/files.ts'
import type { FileRefused } from '../ports/file-inspector.ts'
import { refused } from './file-inspector-bytes.ts'

/** Trust rule 22, for documents with many pictures. A small part may compress well, so the ratio counts only from 1 MB on. */
const LIMITS = { inflated: 50 * 1024 * 1024, ratio: 100, entries: 2_000, ratioFrom: 1024 * 1024 } as const

const HOME: Partial<Record<FileKind, string>> = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml' }

export async function officeFault(kind: FileKind, bytes: Uint8Array): Promise<FileRefused | null> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      autoClose: false,
    })
    if (zip.entryCount > LIMITS.entries) return refused('document-bomb')
    const entries = await Array.fromAsync(zip.eachEntry())
    return weigh(kind, entries, bytes.length) ?? (await actsByItself(zip, entries))
  } catch {
    return refused('document-unreadable', { kind })
  }
}

function weigh(kind: FileKind, entries: readonly Entry[], packed: number): FileRefused | null {
  const inflated = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (inflated > LIMITS.inflated || (inflated > LIMITS.ratioFrom && inflated > packed * LIMITS.ratio)) return refused('document-bomb')
  if (entries.some((entry) => entry.isEncrypted())) return refused('document-protected')
  const names = new Set(entries.map((entry) => entry.fileName))
  if (names.size < entries.length) return refused('document-unreadable', { kind })
  if (!names.has(HOME[kind] ?? '') || !names.has('[Content_Types].xml')) return refused('document-wrong-kind', { kind })
  return entries.some(({ fileName }) => ACTING_PARTS.test(fileName)) ? refused('document-macros') : null
}

/** Programs, controls and objects of other programs inside a document. */
const ACTING_PARTS = /vbaProject|vbaData|\.bin$|activeX|macrosheets|customUI|\.(exe|dll|js|vbs|docm|xlsm|dotm|xltm|xlam)$/i

/** In the list of parts: a kind that carries programs. In the relations: a template or an object fetched from elsewhere. */
const ACTING_TYPES = /macroEnabled|vnd\.ms-office\.(vbaProject|activeX)/i
const ACTING_RELATIONS = /attachedTemplate|oleObject|\/frame"|altChunk/i

/** yauzl stops a part that turns out longer or shorter than the directory announced; so everything is unpacked once. */
async function actsByItself(zip: ZipFile, entries: readonly Entry[]): Promise<FileRefused | null> {
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue
    const isTypes = entry.fileName === '[Content_Types].xml'
    const isRelations = entry.fileName.endsWith('.rels')
    const text = await unpack(zip, entry, isTypes || isRelations)
    if ((isTypes && ACTING_TYPES.test(text)) || (isRelations && ACTING_RELATIONS.test(text))) return refused('document-macros')
  }
  return null
}

async function unpack(zip: ZipFile, entry: Entry, keep: boolean): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of await zip.openReadStreamPromise(entry)) if (keep) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
