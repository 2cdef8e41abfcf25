/** Turns the bytes of a CSV into text: by its mark, then as UTF-8, then as unmarked UTF-16, else as Windows-1252. */
import type { ListEncoding } from '../ports/list-reader.ts'
import { startsWith, UTF8_MARK } from './list-reader-kind.ts'

/** The text and its encoding, line ends made alike; null when the bytes are no text (NUL or a crowd of control characters). */
export function decodeText(bytes: Uint8Array): { text: string; encoding: ListEncoding } | null {
  const encoding = encodingOf(bytes)
  if (!encoding) return null
  // TextDecoder itself leaves out the mark at the beginning.
  const text = new TextDecoder(encoding).decode(bytes).replace(/\r\n?/g, '\n')
  return isText(text) ? { text, encoding } : null
}

function encodingOf(bytes: Uint8Array): ListEncoding | null {
  if (startsWith(bytes, UTF8_MARK)) return 'utf-8'
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be'
  if (bytes.includes(0)) return wideEncodingOf(bytes)
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

/** Plain letters in UTF-16 have a NUL as every second byte: the odd ones in little endian, the even ones in big endian. */
function wideEncodingOf(bytes: Uint8Array): ListEncoding | null {
  const sample = bytes.subarray(0, 20_000)
  let even = 0
  let odd = 0
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue
    if (index % 2 === 0) even += 1
    else odd += 1
  }
  const share = (count: number) => (count < 4 ? 0 : count / (sample.length / 2))
  // A fifth is enough for scripts whose letters have no NUL but whose separators and digits have.
  if (share(odd) > 0.2 && share(even) < 0.02) return 'utf-16le'
  if (share(even) > 0.2 && share(odd) < 0.02) return 'utf-16be'
  return null
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** A stray control character is a fault of one row and told there; one in a hundred is a file of another kind. */
function isText(text: string): boolean {
  const sample = text.slice(0, 20_000)
  const controls = sample.match(/(?![\s\u0080-\u009f])\p{Cc}/gu)?.length ?? 0
  return !text.includes('\0') && controls <= sample.length / 100
}
