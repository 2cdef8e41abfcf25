/** Names and ids of a segment's profiles, packed as bytes and read again. */
import { fold } from '../../domain/text.ts'
import type { IdCells } from './embedded-ids.ts'
import type { Segment } from './embedded-segment.ts'

const encoder = new TextEncoder()

export function packNames(names: readonly string[]): { starts: Uint32Array; bytes: Uint8Array } {
  const starts = new Uint32Array(names.length + 1)
  let bytes = new Uint8Array(Math.max(16, names.length * 32))
  let size = 0
  for (const [at, name] of names.entries()) {
    if (size + name.length * 3 > bytes.length) {
      const grown = new Uint8Array(2 * bytes.length + name.length * 3)
      grown.set(bytes)
      bytes = grown
    }
    size += encoder.encodeInto(name, bytes.subarray(size)).written
    starts[at + 1] = size
  }
  return { starts, bytes: bytes.slice(0, size) }
}

export function packWords(words: readonly string[]): Uint8Array {
  return encoder.encode([...new Set(words)].sort().join('\n'))
}

const PLAIN_LETTERS = /^[\x20-\x7e]*$/

/** The folded name that the directory is ordered by; most names need no folding of accents. */
export function sortName(name: string): string {
  return PLAIN_LETTERS.test(name) ? name.toLowerCase() : fold(name)
}

/** The shown name of a document. */
export function nameOf({ nameBytes, nameStarts }: Segment, doc: number): string {
  const start = nameStarts[doc] as number
  return textOf(nameBytes, start, nameStarts[doc + 1] as number)
}

/** All distinct words of a segment's names, sorted. */
export function nameWordsOf({ nameWords }: Segment): string[] {
  return nameWords.length === 0 ? [] : textOf(nameWords, 0, nameWords.length).split('\n')
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
}

/** The ids of a segment. */
export function idsOf({ meta, ids }: Segment): IdCells {
  return { mode: meta.idMode, width: meta.idWidth, cells: ids }
}
