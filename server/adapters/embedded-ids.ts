/** Profile ids in cells of 32 bits: a UUID in four, any other text in as many as it needs; cells compare as the texts do. */

/** Cells hold UUIDs, or plain ASCII texts filled up with noughts. */
export type IdMode = 'uuid' | 'text'

export interface IdCells {
  mode: IdMode
  width: number
  cells: Uint32Array
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Encodes ids, all in the one way that fits them. */
export function encodeIds(ids: readonly string[]): IdCells {
  const mode = ids.every((id) => UUID.test(id)) ? 'uuid' : 'text'
  const width = mode === 'uuid' ? 4 : ids.reduce((widest, id) => Math.max(widest, Math.ceil(id.length / 4)), 1)
  const cells = new Uint32Array(ids.length * width)
  for (const [at, id] of ids.entries()) writeId(id, mode, cells.subarray(at * width, (at + 1) * width))
  return { mode, width, cells }
}

function writeId(id: string, mode: IdMode, into: Uint32Array): void {
  if (mode === 'uuid') {
    const digits = id.replaceAll('-', '')
    for (let cell = 0; cell < 4; cell++) into[cell] = Number.parseInt(digits.slice(cell * 8, cell * 8 + 8), 16)
    return
  }
  for (let at = 0; at < id.length; at++) {
    const cell = at >> 2
    into[cell] = ((into[cell] as number) | ((id.charCodeAt(at) & 255) << (24 - 8 * (at & 3)))) >>> 0
  }
}

const HEX = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, '0'))

/** The id at a place, as text. */
export function decodeId({ mode, width, cells }: IdCells, at: number): string {
  const from = at * width
  if (mode === 'uuid') {
    const half = (cell: number, low: boolean) => {
      const value = cells[from + cell] as number
      return HEX[low ? value & 65_535 : value >>> 16] as string
    }
    const [a, b, c, d] = [half(0, false) + half(0, true), half(1, false), half(1, true), half(2, false)]
    return `${a}-${b}-${c}-${d}-${half(2, true)}${half(3, false)}${half(3, true)}`
  }
  let text = ''
  for (let place = 0; place < width * 4; place++) {
    const letter = ((cells[from + (place >> 2)] as number) >>> (24 - 8 * (place & 3))) & 255
    if (letter === 0) break
    text += String.fromCharCode(letter)
  }
  return text
}

/** One id as cells, without those that are noughts at the end; null where the mode cannot say it. */
export function encodeId(id: string, mode: IdMode): Uint32Array | null {
  if (mode === 'uuid' && !UUID.test(id)) return null
  const cells = new Uint32Array(mode === 'uuid' ? 4 : Math.max(1, Math.ceil(id.length / 4)))
  writeId(id, mode, cells)
  return cells
}

/** One number of an id's cells, for tables; noughts at the end do not count. */
export function hashCells(cells: Uint32Array, from: number, width: number): number {
  let mixed = 0x81_1c_9d_c5 | 0
  let end = from + width
  while (end > from && cells[end - 1] === 0) end--
  for (let at = from; at < end; at++) {
    mixed = Math.imul(mixed ^ (cells[at] as number), 0x85_eb_ca_6b)
    mixed ^= mixed >>> 15
  }
  mixed = Math.imul(mixed, 0xc2_b2_ae_35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
