/** Kinds of files that are taken, by the ending of their names, and what the forms about documents offer. */
import type { DocumentItem } from '#lib/api/answers.ts'

/** What the API hears; the bytes have to agree. */
export const TYPES: Record<string, string> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  txt: 'text/plain',
}

/** For the file picker. */
export const ENDINGS = Object.keys(TYPES)
  .map((ending) => `.${ending}`)
  .join(',')

export const MOST_BYTES = 10 * 1024 * 1024

/** A file of an unknown ending goes as text; the API refuses it by its name, with its own sentence. */
export function typeOf(name: string): string {
  return TYPES[/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'text/plain'
}

/** The words for the tiers: on a need they name strangers too, within a linkage its two sides. */
export function tierGroup(kind: DocumentItem['subject']['kind']): string {
  return kind === 'need' ? 'document-tier' : 'linkage-tier'
}

export const NDA_FORMS = ['mutual', 'one-way'] as const
export const NDA_LANGUAGES = ['en', 'es', 'pt', 'fr'] as const
