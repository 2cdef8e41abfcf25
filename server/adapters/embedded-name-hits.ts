/** Name suggestions: the firms whose names come closest to what was typed. */
import { tokens } from '../../domain/text.ts'
import type { NameHit } from '../ports/match-engine.ts'
import { type Alike, alikeIn } from './embedded-alike.ts'
import { decodeId } from './embedded-ids.ts'
import { denseSet, type Segment, WINDOW } from './embedded-segment.ts'
import { isIn, visit } from './embedded-sets.ts'
import { idsOf, nameOf, sortName } from './embedded-texts.ts'
import { ranksIn, type SegmentView } from './embedded-view.ts'

/** More words than a name has say nothing new. */
const MOST_WORDS = 12

/** How much of the closeness the words count that the name has besides. */
const REST_OF_NAME = 0.1

interface Near {
  view: SegmentView
  doc: number
  closeness: number
}

const sums = new Float64Array(WINDOW)
/** For each offset, the word last counted there: a word's closest spelling comes first and alone counts. */
const counted = new Uint32Array(WINDOW)
let turn = 0

/** Names closest to a text; words may be left out, misspelt, or (the last one) begun. */
export function nameHitsIn(views: readonly SegmentView[], text: string, k: number): NameHit[] {
  const asked = [...new Set(tokens(text))].slice(0, MOST_WORDS)
  const kept: Near[] = []
  if (asked.length === 0 || k <= 0) return []
  for (const view of views) {
    const words = asked.map((word, at) => alikeIn(view.segment, word, at === asked.length - 1))
    const bounds = boundsOf(view.segment, words)
    const order = Array.from(bounds.keys()).sort((a, b) => (bounds[b] as number) - (bounds[a] as number))
    for (const window of order) {
      const bound = (bounds[window] as number) / asked.length
      if (bound === 0 || (kept.length === k && bound < leastOf(kept))) break
      addWindow(view.segment, words, window)
      lookThrough(view, window, { kept, k, asked: asked.length })
    }
  }
  return kept.map(({ view, doc, closeness }) => ({
    profileId: decodeId(idsOf(view.segment), doc),
    name: nameOf(view.segment, doc),
    closeness,
  }))
}

function leastOf(kept: readonly Near[]): number {
  return kept.at(-1)?.closeness ?? 0
}

/** The most that any name of each window can have: for every asked word its closest spelling there. */
function boundsOf(segment: Segment, words: readonly Alike[][]): Float64Array {
  const bounds = new Float64Array(segment.windows)
  for (const spellings of words) {
    const best = new Float64Array(segment.windows)
    for (const { row, closeness } of spellings)
      eachWindow(segment, row, (window) => {
        if (closeness > (best[window] as number)) best[window] = closeness
      })
    for (let window = 0; window < best.length; window++) bounds[window] = (bounds[window] as number) + (best[window] as number)
  }
  return bounds
}

function eachWindow(segment: Segment, row: number, see: (window: number) => void): void {
  const { windowed, rareFrom, windows, windowStarts, rareStarts, rareDocs, denseIn } = segment
  if (row < windowed) {
    for (let window = 0; window < windows; window++) {
      if (windowStarts[row * windows + window] !== windowStarts[row * windows + window + 1]) see(window)
    }
    return
  }
  if (row < rareFrom) {
    for (let window = 0; window < windows; window++) if (denseIn[(row - windowed) * windows + window] === 1) see(window)
    return
  }
  const end = rareStarts[row - rareFrom + 1] as number
  for (let at = rareStarts[row - rareFrom] as number; at < end; at++) see((rareDocs[at] as number) >>> 12)
}

function addWindow(segment: Segment, words: readonly Alike[][], window: number): void {
  sums.fill(0)
  for (const spellings of words) {
    turn = (turn + 1) >>> 0
    for (const { row, closeness } of spellings) addSpelling(segment, row, closeness, window)
  }
}

function addSpelling(segment: Segment, row: number, closeness: number, window: number): void {
  const { windowed, rareFrom, windows, windowStarts, offsets, rareStarts, rareDocs } = segment
  if (row < windowed) {
    const end = windowStarts[row * windows + window + 1] as number
    for (let at = windowStarts[row * windows + window] as number; at < end; at++) count(offsets[at] as number, closeness)
    return
  }
  if (row < rareFrom) {
    const words = denseSet(segment, row).subarray(window * (WINDOW / 32), (window + 1) * (WINDOW / 32))
    visit(words, (offset) => count(offset, closeness))
    return
  }
  const end = rareStarts[row - rareFrom + 1] as number
  for (let at = rareStarts[row - rareFrom] as number; at < end; at++) {
    const doc = rareDocs[at] as number
    if (doc >>> 12 === window) count(doc & (WINDOW - 1), closeness)
  }
}

function count(offset: number, closeness: number): void {
  if (counted[offset] === turn) return
  counted[offset] = turn
  sums[offset] = (sums[offset] as number) + closeness
}

function lookThrough(view: SegmentView, window: number, { kept, k, asked }: { kept: Near[]; k: number; asked: number }): void {
  const { alive, segment } = view
  for (let offset = 0; offset < WINDOW; offset++) {
    const sum = sums[offset] as number
    if (sum === 0) continue
    if (kept.length === k && sum / asked < leastOf(kept)) continue
    const doc = window * WINDOW + offset
    if (!isIn(alive, doc)) continue
    const share = asked / Math.max(asked, segment.nameLengths[doc] as number)
    keep(kept, k, { view, doc, closeness: (sum / asked) * (1 - REST_OF_NAME + REST_OF_NAME * share) })
  }
}

function keep(kept: Near[], k: number, near: Near): void {
  const last = kept.at(-1)
  if (kept.length === k && last && !isBefore(near, last)) return
  let [low, high] = [0, kept.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(kept[middle] as Near, near)) low = middle + 1
    else high = middle
  }
  kept.splice(low, 0, near)
  if (kept.length > k) kept.pop()
}

/** Closer first, equal ones by folded name, then by id. */
function isBefore(a: Near, b: Near): boolean {
  if (a.closeness !== b.closeness) return a.closeness > b.closeness
  if (a.view === b.view) return (ranksIn(a.view)[a.doc] as number) < (ranksIn(a.view)[b.doc] as number)
  const [nameA, nameB] = [sortName(nameOf(a.view.segment, a.doc)), sortName(nameOf(b.view.segment, b.doc))]
  return nameA === nameB ? decodeId(idsOf(a.view.segment), a.doc) < decodeId(idsOf(b.view.segment), b.doc) : nameA < nameB
}
