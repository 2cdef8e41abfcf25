/** Tells by its first bytes what kind of file an agency has brought: its name is no proof (trust rule 22). */

/** What the bytes look like; `text` may be a CSV, `zip` may be an XLSX. */
export type FileKind = 'text' | 'zip' | 'xls' | 'protected' | 'image' | 'pdf' | 'archive' | 'html' | 'xml' | 'json' | 'rtf' | 'binary'

export function kindOf(bytes: Uint8Array): FileKind {
  for (const [kind, signature] of SIGNATURES) if (startsWith(bytes, signature)) return kind
  if (startsWith(bytes, OLE2)) return includesUtf16(bytes, 'EncryptedPackage') ? 'protected' : 'xls'
  if (startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && ascii(bytes, 8, 12) === 'WEBP') return 'image'
  return kindOfText(ascii(bytes, startsWith(bytes, UTF8_MARK) ? 3 : 0, 512))
}

export const UTF8_MARK = [0xef, 0xbb, 0xbf] as const

export function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return bytes.length >= signature.length && signature.every((byte, index) => bytes[index] === byte)
}

/** Web pages, feeds and programs' data are text as well, and are often saved under the name of a list. */
function kindOfText(start: string): FileKind {
  const text = start.trimStart().toLowerCase()
  for (const [kind, pattern] of TEXT_KINDS) if (pattern.test(text)) return kind
  return 'text'
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}

/** A workbook under a password is an OLE2 container holding a stream of this name. */
function includesUtf16(bytes: Uint8Array, word: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(word, 'utf16le'))
}

const OLE2 = [0xd0, 0xcf, 0x11, 0xe0] as const

const SIGNATURES: [FileKind, readonly number[]][] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['image', [0x49, 0x49, 0x2a, 0x00]],
  ['image', [0x4d, 0x4d, 0x00, 0x2a]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['archive', [0x1f, 0x8b]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', [0x52, 0x61, 0x72, 0x21, 0x1a]],
  ['binary', [0x7f, 0x45, 0x4c, 0x46]],
]

const TEXT_KINDS: [FileKind, RegExp][] = [
  ['html', /^(<!doctype html|<html|<head|<body|<table|<meta)/],
  ['image', /^<svg/],
  ['xml', /^<\?xml/],
  ['json', /^(\{\s*"|\[\s*[{["])/],
  ['rtf', /^\{\\rtf/],
]
