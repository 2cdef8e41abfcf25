/** A JPEG without what programs write beside the picture: camera, place, author, thumbnails, comments. */

const START = 0xd8
const SCAN = 0xda
const END = 0xd9
const COMMENT = 0xfe
/** APP0 holds the density, APP14 says how the colours are packed: without the last a picture turns green. */
const KEPT = new Set([0xe0, 0xee])

/** The same picture; bytes that are none of a JPEG come back as they are. */
export function withoutMarkers(bytes: Uint8Array): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < 4 || view.readUInt16BE(0) !== 0xff00 + START) return bytes
  const kept = [view.subarray(0, 2)]
  let at = 2
  for (let next = segmentEnd(view, at); next > at; next = segmentEnd(view, at)) {
    if (!tells(view.readUInt8(at + 1))) kept.push(view.subarray(at, next))
    at = next
  }
  // What cannot be read to the picture itself cannot be cleaned.
  if (view[at] !== 0xff || view[at + 1] !== SCAN) throw new Error('segments that do not add up')
  return Buffer.concat([...kept, untilTheEnd(view.subarray(at))])
}

/** Where the segment that begins here ends; the place itself where the picture begins, or where there is no segment. */
function segmentEnd(view: Buffer, at: number): number {
  if (at + 4 > view.length || view[at] !== 0xff || view[at + 1] === SCAN) return at
  const next = at + 2 + view.readUInt16BE(at + 2)
  return next > view.length ? at : next
}

function tells(marker: number): boolean {
  return marker === COMMENT || (marker >= 0xe0 && marker <= 0xef && !KEPT.has(marker))
}

/** Cameras append a second picture or a film after the end of the first. */
function untilTheEnd(scan: Buffer): Buffer {
  const end = scan.lastIndexOf(Buffer.from([0xff, END]))
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
