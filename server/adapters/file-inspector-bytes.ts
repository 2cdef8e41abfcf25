/** What file bytes say of themselves: their kind by the first of them, whether they speak two formats at once, and plain text. */
import { fileTypeFromBuffer } from 'file-type'
import { type FileKind, keepsItsAuthor } from '../../domain/files.ts'
import type { FileRefused } from '../ports/file-inspector.ts'

export function refused(code: string, params?: FileRefused['params']): FileRefused {
  return { ok: false, code, ...(params && { params }) }
}

/** Endings that `file-type` tells of the kinds we take; what it cannot name may be text. */
const SAID: Record<FileKind, string | null> = {
  pdf: 'pdf',
  jpg: 'jpg',
  png: 'png',
  webp: 'webp',
  docx: 'docx',
  xlsx: 'xlsx',
  csv: null,
  txt: null,
}

/** Null where the bytes are of the kind, and of no other kind beside it. */
export async function kindFault(kind: FileKind, bytes: Uint8Array): Promise<FileRefused | null> {
  if (bytes.length === 0) return refused('document-empty')
  const said = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.ext ?? null
  if (!agrees(kind, said)) return refused('document-wrong-kind', { kind })
  if (SAID[kind] === null) return textFault(kind, bytes)
  return speaksTwice(kind, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) ? refused('document-two-kinds') : null
}

/** An archive whose directory is odd is told by the guard, with its own reason. */
function agrees(kind: FileKind, said: string | null): boolean {
  return said === SAID[kind] || (keepsItsAuthor(kind) && said === 'zip')
}

/** Readers of PDF look for its mark within the first kilobyte; readers of ZIP look for its directory at the end. */
const PDF_WITHIN = 1024
const PDF_MARK = Buffer.from('%PDF-')
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1')
const ZIP_END_LENGTH = 22
const MOST_OF_A_COMMENT = 65_535

function speaksTwice(kind: FileKind, bytes: Buffer): boolean {
  const isPdf = bytes.subarray(0, PDF_WITHIN + PDF_MARK.length).includes(PDF_MARK)
  const isZip = endsAsZip(bytes)
  if (kind === 'pdf') return isZip || hasTail(bytes)
  return kind === 'docx' || kind === 'xlsx' ? isPdf : isPdf || isZip
}

function endsAsZip(bytes: Buffer): boolean {
  const from = Math.max(0, bytes.length - ZIP_END_LENGTH - MOST_OF_A_COMMENT)
  for (let at = bytes.indexOf(ZIP_END, from); at >= 0; at = bytes.indexOf(ZIP_END, at + 1)) {
    if (at + ZIP_END_LENGTH <= bytes.length && at + ZIP_END_LENGTH + bytes.readUInt16LE(at + 20) === bytes.length) return true
  }
  return false
}

/** Programs leave a few blanks or zeros after the end of a PDF, and nothing else. */
function hasTail(bytes: Buffer): boolean {
  const end = bytes.lastIndexOf('%%EOF')
  if (end < 0) return true
  return bytes.subarray(end + 5).some((byte) => ![0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20].includes(byte))
}

/** UTF-8, or UTF-16 with its mark; else a Western code page, in which every byte is a sign. */
function textFault(kind: FileKind, bytes: Uint8Array): FileRefused | null {
  const text = decoded(bytes)
  if (text === null || holdsForbidden(text)) return refused('document-text-unreadable', { kind })
  return OTHER_FACES.test(text.slice(0, PDF_WITHIN)) ? refused('document-two-kinds') : null
}

function holdsForbidden(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isForbidden(text.charCodeAt(at))) return true
  return false
}

function decoded(bytes: Uint8Array): string | null {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return encoding === 'utf-8' ? new TextDecoder('windows-1252').decode(bytes) : null
  }
}

/** Control characters that no text holds, NUL before all; tabs, line ends, escape of old terminals and end of old files may be there. */
function isForbidden(sign: number): boolean {
  return sign < 0x20 ? sign < 0x09 || (sign > 0x0d && sign !== 0x1a && sign !== 0x1b) : sign === 0x7f
}

/** A page, a drawing or a program under the name of a text. */
const OTHER_FACES = /%PDF-|^\s*(?:<!doctype|<html|<head|<body|<script|<svg|<\?xml|<\?php|#!|\{\\rtf)/i
