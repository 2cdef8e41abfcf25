/** Where each profile is: its segment and document number by its id, four to eight bytes a profile. */
import { tableSize } from './embedded-hash.ts'
import { encodeId, hashCells } from './embedded-ids.ts'
import type { Segment } from './embedded-segment.ts'
import { type DocSet, drop, isIn } from './embedded-sets.ts'

/** Segments at a time: a location is the segment's place times 2^24 plus the document. */
export const MOST_SEGMENTS = 255
const EMPTY = 0xff_ff_ff_ff

/** A segment and who of it lives; a place may be free. */
export interface Held {
  segment: Segment
  alive: DocSet
}

export interface Locations {
  places: (Held | null)[]
  slots: Uint32Array
  used: number
}

export function noLocations(): Locations {
  return { places: [], slots: new Uint32Array(16).fill(EMPTY), used: 0 }
}

/** Takes a segment in; a profile that is in another already dies there. Says who died, by segment. */
export function addSegment(locations: Locations, held: Held): Map<number, number[]> {
  const died = new Map<number, number[]>()
  const place = freePlace(locations)
  locations.places[place] = held
  makeRoom(locations, held.segment.docs)
  const { segment, alive } = held
  for (let doc = 0; doc < segment.docs; doc++) if (isIn(alive, doc)) insert(locations, place, doc, died)
  return died
}

export function dropSegment({ places }: Locations, id: number): void {
  const place = places.findIndex((held) => held?.segment.id === id)
  if (place >= 0) places[place] = null
}

/** Lets a profile die; says where it was. */
export function kill(locations: Locations, id: string): { segment: number; doc: number } | null {
  for (const mode of ['uuid', 'text'] as const) {
    const cells = encodeId(id, mode)
    if (!cells || !locations.places.some((held) => held?.segment.meta.idMode === mode)) continue
    const slot = slotOf(locations, { mode, cells, from: 0, width: cells.length })
    const location = locations.slots[slot] as number
    if (location === EMPTY) continue
    const held = locations.places[location >>> 24] as Held
    drop(held.alive, location & 0xff_ff_ff)
    return { segment: held.segment.id, doc: location & 0xff_ff_ff }
  }
  return null
}

function freePlace({ places }: Locations): number {
  const free = places.indexOf(null)
  const place = free < 0 ? places.length : free
  if (place >= MOST_SEGMENTS) throw new RangeError('The embedded index has too many segments.')
  return place
}

/** Stale entries are left out when the table is written anew. */
function makeRoom(locations: Locations, more: number): void {
  if ((locations.used + more) * 1.4 <= locations.slots.length) return
  const living = locations.places.reduce((sum, held) => sum + (held?.segment.docs ?? 0), 0)
  const old = locations.slots
  locations.slots = new Uint32Array(tableSize(Math.max(living, more) * 0.75)).fill(EMPTY)
  locations.used = 0
  const unheard = new Map<number, number[]>()
  for (const location of old) {
    const doc = location & 0xff_ff_ff
    const held = location === EMPTY ? null : locations.places[location >>> 24]
    if (held && doc < held.segment.docs && isIn(held.alive, doc)) insert(locations, location >>> 24, doc, unheard)
  }
}

interface Sought {
  mode: 'uuid' | 'text'
  cells: Uint32Array
  from: number
  width: number
}

function insert(locations: Locations, place: number, doc: number, died: Map<number, number[]>): void {
  const { segment } = locations.places[place] as Held
  const { idMode: mode, idWidth: width } = segment.meta
  const slot = slotOf(locations, { mode, cells: segment.ids, from: doc * width, width })
  const before = locations.slots[slot] as number
  const location = place * 2 ** 24 + doc
  locations.slots[slot] = location
  if (before === EMPTY) locations.used++
  if (before === EMPTY || before === location) return
  const other = locations.places[before >>> 24] as Held
  drop(other.alive, before & 0xff_ff_ff)
  const list = died.get(other.segment.id)
  if (list) list.push(before & 0xff_ff_ff)
  else died.set(other.segment.id, [before & 0xff_ff_ff])
}

/** The slot of a living profile with this id, or the empty one where it would go. */
function slotOf({ slots, places }: Locations, sought: Sought): number {
  const mask = slots.length - 1
  for (let slot = hashCells(sought.cells, sought.from, sought.width) & mask; ; slot = (slot + 1) & mask) {
    const location = slots[slot] as number
    if (location === EMPTY) return slot
    const held = places[location >>> 24]
    const doc = location & 0xff_ff_ff
    if (held && doc < held.segment.docs && isIn(held.alive, doc) && isSame(held.segment, doc, sought)) return slot
  }
}

function isSame({ ids, meta }: Segment, doc: number, { mode, cells, from, width }: Sought): boolean {
  if (meta.idMode !== mode) return false
  for (let cell = 0; cell < Math.max(meta.idWidth, width); cell++) {
    const own = cell < meta.idWidth ? ids[doc * meta.idWidth + cell] : 0
    if (own !== (cell < width ? cells[from + cell] : 0)) return false
  }
  return true
}
