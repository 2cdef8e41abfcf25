/** What the product asks of whoever opens what people bring: is it what its name says, is it harmless, and without its author. */
import type { FileKind } from '../../domain/files.ts'

export interface BroughtFile {
  /** By its name. */
  kind: FileKind
  /** By the header of the request. */
  mediaType: string
  bytes: Uint8Array
}

/** Why a file is refused: a code with its sentence in words/. */
export interface FileRefused {
  ok: false
  code: string
  params?: Record<string, string | number>
}

export type Inspected = { ok: true; bytes: Uint8Array } | FileRefused

export interface FileInspector {
  /** Checks that the bytes are of that kind and of no other, and harmless; images come back drawn anew, without what the camera wrote beside them. */
  inspect(file: BroughtFile): Promise<Inspected>
  /** A PDF without what tells who made it where and with what: information, XMP, history, comments, links and files in it. */
  anonymise(bytes: Uint8Array): Promise<Inspected>
}
