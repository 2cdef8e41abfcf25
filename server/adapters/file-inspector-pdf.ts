/** Takes out of a PDF what tells who made it: its pages are copied into a new file, which leaves the rest behind, and then cleaned. */
import { inflateSync } from 'node:zlib'
import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFRawStream } from '@cantoo/pdf-lib'
import type { FileRefused, Inspected } from '../ports/file-inspector.ts'
import { refused } from './file-inspector-bytes.ts'
import { withoutBoxes, withoutMarkers } from './file-inspector-jpeg.ts'

/** What hangs on a page beside its picture: comments with their authors, links, actions, a small picture. */
const ON_PAGES = ['Annots', 'AA', 'B', 'Thumb', 'StructParents', 'Tabs', 'PZ', 'SeparationInfo']
/** Keys that say where a thing came from, or where else it lies. */
const ANYWHERE = ['Metadata', 'PieceInfo', 'LastModified', 'OPI', 'Alternates', 'AF']

const MOST_PAGES = 2_000
const MOST_INFLATED = 50 * 1024 * 1024

export async function anonymousPdf(bytes: Uint8Array): Promise<Inspected> {
  try {
    const source = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true, ignoreEncryption: true })
    return faultOf(source) ?? { ok: true, bytes: await copied(source) }
  } catch {
    // What is locked can often not even be read as far as to say so.
    return Buffer.from(bytes).includes('/Encrypt') ? refused('document-protected') : refused('document-unreadable', { kind: 'pdf' })
  }
}

function faultOf(source: PDFDocument): FileRefused | null {
  if (source.isEncrypted) return refused('document-protected')
  if (source.getPageCount() === 0 || source.getPageCount() > MOST_PAGES) return refused('document-unreadable', { kind: 'pdf' })
  // Which layers are hidden is said outside of the pages: in the copy they would all come to light.
  return source.catalog.lookup(PDFName.of('OCProperties')) ? refused('document-layers') : null
}

/** Only what the pages reach is copied: no information, no XMP, no older states of the file, no files laid into it. */
async function copied(source: PDFDocument): Promise<Uint8Array> {
  const made = await PDFDocument.create({ updateMetadata: false })
  for (const { node } of source.getPages()) forget(node, [...ON_PAGES, ...ANYWHERE])
  for (const page of await made.copyPages(source, source.getPageIndices())) made.addPage(page)
  for (const [ref, object] of made.context.enumerateIndirectObjects()) {
    cleanAll(object, 0)
    if (object instanceof PDFRawStream) made.context.assign(ref, pictureOf(object))
  }
  delete made.context.trailerInfo.Info
  delete made.context.trailerInfo.ID
  return made.save({ useObjectStreams: false, updateFieldAppearances: false, addDefaultPage: false })
}

function forget(dict: PDFDict, keys: readonly string[]): void {
  for (const key of keys) dict.delete(PDFName.of(key))
}

/** Deeper than any program nests what it writes in one object. */
const DEEPEST = 100

function cleanAll(object: PDFObject, depth: number): void {
  if (depth > DEEPEST) throw new Error('nested too deeply')
  const inner = object instanceof PDFRawStream ? object.dict : object
  if (inner instanceof PDFDict) forget(inner, ANYWHERE)
  const held = inner instanceof PDFDict ? inner.values() : inner instanceof PDFArray ? inner.asArray() : []
  for (const one of held) cleanAll(one, depth + 1)
}

/** Cameras and programs write into the picture itself, wherever it is laid. */
function pictureOf(stream: PDFRawStream): PDFRawStream {
  const filters = filtersOf(stream.dict)
  const last = filters.at(-1)
  if (last !== 'DCTDecode' && last !== 'JPXDecode') return stream
  const packed = filters.slice(0, -1)
  if (packed.some((one) => one !== 'FlateDecode') || packed.length > 1) throw new Error('packed in a way that we do not open')
  const bytes = packed.length === 0 ? stream.contents : inflateSync(stream.contents, { maxOutputLength: MOST_INFLATED })
  const { dict } = stream
  forget(dict, ['DecodeParms', 'Length'])
  dict.set(PDFName.of('Filter'), PDFName.of(last))
  return PDFRawStream.of(dict, last === 'DCTDecode' ? withoutMarkers(bytes) : withoutBoxes(bytes))
}

function filtersOf(dict: PDFDict): string[] {
  const filter = dict.lookup(PDFName.of('Filter'))
  const all = filter instanceof PDFArray ? filter.asArray() : filter ? [filter] : []
  return all.map((one) => (one instanceof PDFName ? one.decodeText() : ''))
}
