/** A JPEG without what programs write beside the picture: camera, place, author, thumbnails, comments. */

const START = 0xd8
const SCAN = 0xda
const END = 0xd9
const COMMENT = 0xfe
/** APP0 holds the density, APP2 the colour profile, APP14 says how the colours are packed: without the last a picture turns green. */
const KEPT = new Set([0xe0, 0xee])

/** The same picture; bytes that are none of a JPEG come back as they are. */
export function withoutMarkers(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== START) return bytes
  const kept = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? END
    if (marker === SCAN) break
    const next = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0)
    if (next > bytes.length || next < at + 4) return bytes
    const tells = marker === COMMENT || (marker >= 0xe0 && marker <= 0xef && !KEPT.has(marker))
    if (!tells) kept.push(bytes.subarray(at, next))
    at = next
  }
  return Buffer.concat([...kept, untilTheEnd(bytes.subarray(at))])
}

/** Cameras append a second picture or a film after the end of the first. */
function untilTheEnd(scan: Uint8Array): Uint8Array {
  const end = Buffer.from(scan.buffer, scan.byteOffset, scan.byteLength).lastIndexOf(Buffer.from([0xff, END]))
  return end < 0 ? scan : scan.subarray(0, end + 2)
}

/** A JPEG 2000 without its boxes of XML and of programs' own data (ISO 15444-1, annex I). */
export function withoutBoxes(bytes: Uint8Array): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Buffer[] = []
  let at = 0
  while (at + 8 <= view.length) {
    const length = view.readUInt32BE(at)
    const type = view.toString('latin1', at + 4, at + 8)
    // A bare code stream has no boxes; the last box may run to the end.
    const next = length === 0 || (at === 0 && view.readUInt16BE(0) === 0xff4f) ? view.length : at + length
    if (next > view.length || next < at + 8) throw new Error('boxes that do not add up')
    if (!TELLING_BOXES.has(type)) kept.push(view.subarray(at, next))
    at = next
  }
  return Buffer.concat(kept)
}

const TELLING_BOXES = new Set(['xml ', 'uuid', 'uinf'])
