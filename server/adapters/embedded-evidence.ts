/** Evidence of the candidates found: each list of a window is read once for all of them that stand there. */
import type { Seen } from './embedded-best.ts'
import { type Asked, impactAt, type Scan } from './embedded-scan.ts'
import { denseSet, WINDOW } from './embedded-segment.ts'
import { isIn } from './embedded-sets.ts'

/** Evidence of candidate n stands between `starts[n]` and `starts[n + 1]` of the other two, in the question's order. */
export interface Evidence {
  starts: Uint32Array
  features: Uint16Array
  impacts: Uint8Array
}

/** What was found so far, in the order of windows. */
interface Gathered {
  size: number
  winners: Uint32Array
  features: Uint16Array
  impacts: Uint8Array
}

/** By offset in a window, the winner there plus one; noughts between two windows. */
const winnerAt = new Uint16Array(WINDOW)

export function evidenceOf(scans: readonly Scan[], seen: Seen, winners: readonly number[]): Evidence {
  const found: Gathered = { size: 0, winners: new Uint32Array(4096), features: new Uint16Array(4096), impacts: new Uint8Array(4096) }
  const asked = scans.map(({ lanes }) => lanes.flatMap((lane) => lane.asked).sort((a, b) => a.feature - b.feature))
  const windows = Map.groupBy(winners.keys(), (winner) => windowOf(seen, winners[winner] as number))
  for (const [window, here] of windows) {
    const place = Math.floor(window / 4096)
    for (const winner of here) winnerAt[(seen.docs[winners[winner] as number] as number) & (WINDOW - 1)] = winner + 1
    const docs = here.map((winner) => seen.docs[winners[winner] as number] as number)
    for (const each of asked[place] ?? []) gather(found, scans[place] as Scan, each, docs)
    for (const doc of docs) winnerAt[doc & (WINDOW - 1)] = 0
  }
  return byWinner(found, winners.length)
}

/** A segment has at most 4096 windows. */
function windowOf({ places, docs }: Seen, number: number): number {
  return (places[number] as number) * 4096 + ((docs[number] as number) >>> 12)
}

/** Reads the window's list through where that is shorter than searching it for every winner. */
const WORTH_SEARCHING = 16

function gather(found: Gathered, scan: Scan, asked: Asked, docs: readonly number[]): void {
  const { windowed, rareFrom, rareStarts, rareDocs } = scan.segment
  if (asked.row < windowed) gatherWindowed(found, scan, asked, docs)
  else if (asked.row < rareFrom) {
    const set = denseSet(scan.segment, asked.row)
    for (const doc of docs) look(found, scan, asked, [isIn(set, doc) ? 0 : -1, doc])
  } else {
    const [from, end] = [rareStarts[asked.row - rareFrom] as number, rareStarts[asked.row - rareFrom + 1] as number]
    for (const doc of docs) look(found, scan, asked, [search(rareDocs, from, end, doc), doc])
  }
}

function gatherWindowed(found: Gathered, scan: Scan, asked: Asked, docs: readonly number[]): void {
  const { windows, windowStarts, offsets } = scan.segment
  const window = (docs[0] as number) >>> 12
  const from = windowStarts[asked.row * windows + window] as number
  const end = windowStarts[asked.row * windows + window + 1] as number
  if (end - from > docs.length * WORTH_SEARCHING) {
    for (const doc of docs) look(found, scan, asked, [search(offsets, from, end, doc & (WINDOW - 1)), doc])
    return
  }
  for (let posting = from; posting < end; posting++) {
    const offset = offsets[posting] as number
    if (winnerAt[offset] !== 0) look(found, scan, asked, [posting, window * WINDOW + offset])
  }
}

/** Notes what the document of a posting has; posting -1 is nothing. */
function look(found: Gathered, scan: Scan, asked: Asked, [posting, doc]: [posting: number, doc: number]): void {
  if (posting >= 0) note(found, winnerAt[doc & (WINDOW - 1)] as number, asked.feature, impactAt(scan, asked, posting, doc))
}

/** The place of a value in a rising run, or -1. */
function search(values: Uint16Array | Uint32Array, from: number, end: number, wanted: number): number {
  let low = from
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] as number) < wanted) low = middle + 1
    else high = middle
  }
  return low < end && values[low] === wanted ? low : -1
}

/** `winner` is his place plus one. */
function note(found: Gathered, winner: number, feature: number, impact: number): void {
  if (impact === 0) return
  if (found.size === found.winners.length) grow(found)
  found.winners[found.size] = winner - 1
  found.features[found.size] = feature
  found.impacts[found.size++] = impact
}

function grow(found: Gathered): void {
  const { winners, features, impacts } = found
  found.winners = new Uint32Array(2 * winners.length)
  found.winners.set(winners)
  found.features = new Uint16Array(2 * winners.length)
  found.features.set(features)
  found.impacts = new Uint8Array(2 * winners.length)
  found.impacts.set(impacts)
}

/** Sorts by winner; within one the order stays, which is the question's. */
function byWinner({ size, winners, features, impacts }: Gathered, count: number): Evidence {
  const starts = new Uint32Array(count + 1)
  for (let at = 0; at < size; at++) {
    const next = (winners[at] as number) + 1
    starts[next] = (starts[next] as number) + 1
  }
  for (let winner = 0; winner < count; winner++) starts[winner + 1] = (starts[winner + 1] as number) + (starts[winner] as number)
  const next = starts.slice()
  const sorted = { starts, features: new Uint16Array(size), impacts: new Uint8Array(size) }
  for (let at = 0; at < size; at++) {
    const winner = winners[at] as number
    const place = next[winner] as number
    next[winner] = place + 1
    sorted.features[place] = features[at] as number
    sorted.impacts[place] = impacts[at] as number
  }
  return sorted
}
