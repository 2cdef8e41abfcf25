/** Adds up topic over one window of a segment at a time: lists are scanned, and dense sets looked up only for who can still get in. */
import { FULL_IMPACT, TOPIC_GROUPS } from '../../domain/match-query.ts'
import { COUNTED, GRADED, PLAIN } from './embedded-dictionary.ts'
import { impactTable } from './embedded-impacts.ts'
import { addSet, type Probe, probesOf } from './embedded-probes.ts'
import type { Question } from './embedded-question.ts'
import { denseSet, rowOf, type Segment, WINDOW } from './embedded-segment.ts'

/** A feature of the question that the segment has. */
export interface Asked {
  /** Its place in the question. */
  feature: number
  row: number
  kind: number
  weight: number
}

/**
 * Features that are added up together. A group whose weights pass its cap has a lane of its own, held to the cap;
 * all others share the last one, which needs no holding.
 */
export interface Lane {
  /** Weight times impact; infinite for the last. */
  cap: number
  asked: Asked[]
  /** The most that a document of each window can have here. */
  bounds: Float64Array
  rare: RareLane
}

/** What rare features add, sorted by window: between `starts[w]` and `starts[w + 1]`. */
interface RareLane {
  starts: Uint32Array
  offsets: Uint16Array
  sums: Int32Array
}

export interface Scan {
  segment: Segment
  lanes: Lane[]
  /** The most of topic that a document of each window can have, times 255. */
  bounds: Float64Array
  /** Dense features of the last lane, weightiest first; they are not in `sums` until {@link addProbes}. */
  probes: Probe[]
  /** Those of them that the window last scanned has. */
  live: Probe[]
  /** Sums of the window last scanned. */
  sums: Int32Array
  own: Int32Array
  table: Uint8Array
}

/** Weights added between two holdings to a cap, so that sums stay below 2^31. */
const MOST_WEIGHT = 7_000_000

/** Buffers that all scans of a thread share: one question is worked at a time. */
const sums = new Int32Array(WINDOW)
const own = new Int32Array(WINDOW)

export function scanOf(segment: Segment, question: Question): Scan {
  const table = impactTable(question.averageLength)
  const lanes = lanesOf(segment, question).map(({ cap, asked }): Lane => {
    const bounds = new Float64Array(segment.windows)
    const isSure = question.averageLength <= segment.meta.reference
    for (const each of asked) {
      if (each.row < segment.windowed) addBounds(segment, each, isSure, bounds)
      else if (each.row < segment.rareFrom) addDenseBounds(segment, each, bounds)
    }
    return { cap, asked, bounds, rare: rareOf(segment, asked, table, bounds) }
  })
  const bounds = new Float64Array(segment.windows)
  for (const lane of lanes) {
    for (let window = 0; window < bounds.length; window++) {
      bounds[window] = (bounds[window] as number) + Math.min(lane.cap, lane.bounds[window] as number)
    }
  }
  return { segment, lanes, bounds, probes: probesOf(segment, lanes.at(-1)?.asked ?? []), live: [], sums, own, table }
}

/** Rows of the features, in the question's order, by lane. */
function lanesOf(segment: Segment, { hashes, weights, groups, caps }: Question): { cap: number; asked: Asked[] }[] {
  const whole = TOPIC_GROUPS.map(() => 0)
  for (let feature = 0; feature < weights.length; feature++) {
    const group = groups[feature] as number
    whole[group] = (whole[group] as number) + (weights[feature] as number)
  }
  const lanes = TOPIC_GROUPS.map((_, group) => ({ cap: (caps[group] as number) * FULL_IMPACT, asked: [] as Asked[] }))
  const free = { cap: Number.POSITIVE_INFINITY, asked: [] as Asked[] }
  for (let feature = 0; feature < weights.length; feature++) {
    const group = groups[feature] as number
    const lane = (whole[group] as number) > (caps[group] as number) ? lanes[group] : free
    for (const half of [0, 2]) {
      const row = rowOf(segment, hashes[4 * feature + half] as number, hashes[4 * feature + half + 1] as number)
      if (row >= 0) lane?.asked.push({ feature, row, kind: segment.kinds[row] as number, weight: weights[feature] as number })
    }
  }
  return [...lanes.filter(({ cap, asked }) => cap > 0 && asked.length > 0), free]
}

function addBounds(segment: Segment, { row, weight, kind }: Asked, isSure: boolean, bounds: Float64Array): void {
  const { windows, windowStarts, peaks } = segment
  for (let window = 0; window < windows; window++) {
    const at = row * windows + window
    if (windowStarts[at] === windowStarts[at + 1]) continue
    const peak = kind === PLAIN || (kind === COUNTED && !isSure) ? FULL_IMPACT : (peaks[at] as number)
    bounds[window] = (bounds[window] as number) + weight * peak
  }
}

function addDenseBounds({ windowed, windows, denseIn }: Segment, { row, weight }: Asked, bounds: Float64Array): void {
  for (let window = 0; window < windows; window++) {
    if (denseIn[(row - windowed) * windows + window] === 1) bounds[window] = (bounds[window] as number) + weight * FULL_IMPACT
  }
}

/** Reads the rare lists once and sorts what they add by window; raises the windows' bounds by each list's most there. */
function rareOf(segment: Segment, asked: readonly Asked[], table: Uint8Array, bounds: Float64Array): RareLane {
  const { rareFrom, rareStarts, rareDocs, windows } = segment
  const rare = asked.filter(({ row }) => row >= rareFrom)
  const starts = new Uint32Array(windows + 1)
  for (const { row } of rare) {
    const end = rareStarts[row - rareFrom + 1] as number
    for (let at = rareStarts[row - rareFrom] as number; at < end; at++) {
      const next = ((rareDocs[at] as number) >>> 12) + 1
      starts[next] = (starts[next] as number) + 1
    }
  }
  for (let window = 0; window < windows; window++) starts[window + 1] = (starts[window + 1] as number) + (starts[window] as number)
  const total = starts[windows] as number
  const lane = { starts, offsets: new Uint16Array(total), sums: new Int32Array(total) }
  const next = starts.slice()
  for (const each of rare) sortRare({ segment, table, lane, next, bounds }, each)
  return lane
}

interface RareSorting {
  segment: Segment
  table: Uint8Array
  lane: RareLane
  next: Uint32Array
  bounds: Float64Array
}

function sortRare({ segment, table, lane, next, bounds }: RareSorting, { row, kind, weight }: Asked): void {
  const { rareFrom, rareStarts, rareDocs, rareValues, lengths } = segment
  const end = rareStarts[row - rareFrom + 1] as number
  let before = -1
  let most = 0
  for (let at = rareStarts[row - rareFrom] as number; at < end; at++) {
    const doc = rareDocs[at] as number
    const impact = impactOf(kind, kind === PLAIN ? 0 : (rareValues[at] as number), lengths[doc] as number, table)
    const window = doc >>> 12
    const place = next[window] as number
    next[window] = place + 1
    lane.offsets[place] = doc & (WINDOW - 1)
    lane.sums[place] = Math.imul(weight, impact)
    if (window !== before) most = 0
    before = window
    if (impact <= most) continue
    bounds[window] = (bounds[window] as number) + weight * (impact - most)
    most = impact
  }
}

// biome-ignore format: four numbers in, one out
function impactOf(kind: number, value: number, length: number, table: Uint8Array): number {
  if (kind === COUNTED) return table[(value << 8) | length] as number
  return kind === GRADED ? value : FULL_IMPACT
}

/** Leaves in `scan.sums` what each document of the window has of topic, times 255, without the probes; says what these come to at most. */
export function sumWindow(scan: Scan, window: number): number {
  scan.sums.fill(0)
  scan.live = scan.probes.filter(({ inWindow }) => inWindow[window] === 1)
  for (const [at, lane] of scan.lanes.entries()) {
    const isFree = lane.cap === Number.POSITIVE_INFINITY
    if (lane.bounds[window] === 0) continue
    if (isFree || at === 0) addLane(scan, lane, window, scan.sums)
    else {
      scan.own.fill(0)
      addLane(scan, lane, window, scan.own)
      for (let offset = 0; offset < WINDOW; offset++) scan.sums[offset] = (scan.sums[offset] as number) + (scan.own[offset] as number)
    }
  }
  return scan.live.reduce((most, { sum }) => most + sum, 0)
}

function addLane(scan: Scan, lane: Lane, window: number, into: Int32Array): void {
  const { segment } = scan
  const isHeld = lane.cap !== Number.POSITIVE_INFINITY
  let added = 0
  for (let at = 0; at < lane.asked.length; at++) {
    const asked = lane.asked[at] as Asked
    // The last lane's dense features are probed.
    if (asked.row >= (isHeld ? segment.rareFrom : segment.windowed)) continue
    added += asked.weight
    if (added > MOST_WEIGHT && isHeld) {
      hold(into, lane.cap)
      added = asked.weight
    }
    addFeature(scan, asked, window, into)
  }
  addRare(lane, window, into)
  if ((lane.bounds[window] as number) > lane.cap) hold(into, lane.cap)
}

function addFeature(scan: Scan, { row, kind, weight }: Asked, window: number, into: Int32Array): void {
  const { segment } = scan
  if (row >= segment.windowed) {
    addSet(denseSet(segment, row), window, weight * FULL_IMPACT, into)
    return
  }
  const from = segment.windowStarts[row * segment.windows + window] as number
  const end = segment.windowStarts[row * segment.windows + window + 1] as number
  if (from === end) return
  if (kind === PLAIN) addPlain(segment.offsets, from, end, { into, sum: weight * FULL_IMPACT })
  else if (kind === COUNTED) addCounted(scan, weight, { from, end, into, first: window * WINDOW })
  else addGraded(segment, weight, { from, end, into })
}

function addPlain(offsets: Uint16Array, from: number, end: number, { into, sum }: { into: Int32Array; sum: number }): void {
  for (let at = from; at < end; at++) {
    const offset = offsets[at] as number
    into[offset] = ((into[offset] as number) + sum) | 0
  }
}

interface Run {
  from: number
  end: number
  into: Int32Array
}

function addCounted({ segment, table }: Scan, weight: number, { from, end, into, first }: Run & { first: number }): void {
  const { offsets, values, lengths } = segment
  for (let at = from; at < end; at++) {
    const offset = offsets[at] as number
    const impact = table[((values[at] as number) << 8) | (lengths[first + offset] as number)] as number
    into[offset] = ((into[offset] as number) + Math.imul(weight, impact)) | 0
  }
}

function addGraded({ offsets, values }: Segment, weight: number, { from, end, into }: Run): void {
  for (let at = from; at < end; at++) {
    const offset = offsets[at] as number
    into[offset] = ((into[offset] as number) + Math.imul(weight, values[at] as number)) | 0
  }
}

function addRare({ rare, cap }: Lane, window: number, into: Int32Array): void {
  const { starts, offsets, sums: added } = rare
  const end = starts[window + 1] as number
  for (let at = starts[window] as number; at < end; at++) {
    const offset = offsets[at] as number
    into[offset] = Math.min(cap, (into[offset] as number) + (added[at] as number))
  }
}

function hold(into: Int32Array, cap: number): void {
  for (let offset = 0; offset < WINDOW; offset++) if ((into[offset] as number) > cap) into[offset] = cap
}

/** What the document of a posting has of the feature, in 255ths. */
// biome-ignore format: four numbers in, one out
export function impactAt({ segment, table }: Scan, { row, kind }: Asked, posting: number, doc: number): number {
  const value = kind === PLAIN ? 0 : ((row < segment.windowed ? segment.values[posting] : segment.rareValues[posting]) as number)
  return impactOf(kind, value, segment.lengths[doc] as number, table)
}
