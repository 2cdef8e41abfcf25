/** Files that people bring: which kinds there are, what they may be called, and under which name others take them away. */
import { accept, type Decision, refuse } from './decision.ts'

export const FILE_KINDS = ['pdf', 'jpg', 'png', 'webp', 'docx', 'xlsx', 'csv', 'txt'] as const
export type FileKind = (typeof FILE_KINDS)[number]

export const MEDIA_TYPES: Record<FileKind, string> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  txt: 'text/plain',
}

export const FILE_LIMITS = { bytes: 10 * 1024 * 1024, nameLength: 200 } as const

/** Office files keep author, company and history in too many places to take them all out. */
export function keepsItsAuthor(kind: FileKind): boolean {
  return kind === 'docx' || kind === 'xlsx'
}

export function isImage(kind: FileKind): boolean {
  return kind === 'jpg' || kind === 'png' || kind === 'webp'
}

const OTHER_ENDINGS: Record<string, FileKind> = { jpeg: 'jpg' }

/**
 * The kind that a file's name claims. A name that leads elsewhere (a folder, a control character, letters that turn the
 * reading direction, so that `exe.pdf` could be read the other way round) is no name.
 */
export function kindByName(name: string): Decision<FileKind> {
  if (!isPlainName(name)) return refuse('document-name-wrong', 'The name of the file holds signs that no file name has.')
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const kind = OTHER_ENDINGS[ending] ?? FILE_KINDS.find((one) => one === ending)
  return kind ? accept(kind) : refuse('document-kind-refused', 'Files of this kind are not taken.', { ending: ending || '-' })
}

function isPlainName(name: string): boolean {
  if (name.trim() === '' || name.length > FILE_LIMITS.nameLength || !name.isWellFormed()) return false
  return !/[/\\:*?"<>|\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(name) && !/^\.+/.test(name.trim())
}

/** What a reader from whom the owner is hidden saves the file as: a name that says nothing, numbered by what he himself sees. */
export function neutralName(kind: FileKind, place: number): string {
  return `document-${place}.${kind}`
}

/** The name without its ending, as a first title. */
export function titleOf(name: string): string {
  return name.replace(/\.[a-z0-9]{1,8}$/i, '').trim() || name
}
