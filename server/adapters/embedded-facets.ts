/** Facets of the directory over a segment: who has a value, and how many of a set have each. */
import { type FeatureKey, featureKey } from '../../domain/match-query.ts'
import type { DirectoryFilter, DirectoryQuery } from '../ports/match-engine.ts'
import { hashKey } from './embedded-hash.ts'
import { denseSet, rowOf, type Segment, sizeOf, WINDOW } from './embedded-segment.ts'
import { countCommon, countOf, type DocSet, emptySet, fullSet, isIn, widen, without } from './embedded-sets.ts'
import { claimedIn, holdersOf, holdersOfKey, type SegmentView } from './embedded-view.ts'

export const FACETS = ['country', 'sector', 'process', 'standard', 'state'] as const satisfies (keyof DirectoryFilter)[]

/** The documents that a facet's chosen values leave; null when none is chosen. */
export function chosenIn(view: SegmentView, { filter, on }: DirectoryQuery, facet: keyof DirectoryFilter): DocSet | null {
  const chosen = filter[facet] ?? []
  if (chosen.length === 0) return null
  const all = emptySet(view.segment.docs)
  for (const value of chosen) widen(all, valueSet(view, facet, value, on))
  return all
}

function valueSet(view: SegmentView, facet: keyof DirectoryFilter, value: string, on: string): DocSet {
  if (facet === 'standard') return holdersOf(view, value, on, 'held')
  if (facet !== 'state') return holdersOfKey(view, featureKey(facet, value))
  if (value === 'claimed') return claimedIn(view.segment)
  const unclaimed = fullSet(view.segment.docs)
  without(unclaimed, claimedIn(view.segment))
  return unclaimed
}

/** How many of a set have each value of a facet, added to what other segments counted. */
export function countFacet(
  view: SegmentView,
  facet: keyof DirectoryFilter,
  { among, on }: { among: DocSet; on: string },
  counts: Map<string, number>,
): void {
  const add = (code: string, count: number) => {
    if (count > 0) counts.set(code, (counts.get(code) ?? 0) + count)
  }
  const { segment } = view
  if (facet === 'standard') {
    for (const code of segment.meta.standards) add(code, countCommon(holdersOf(view, code, on, 'held'), among))
  } else if (facet === 'state') {
    const claimed = countCommon(claimedIn(segment), among)
    add('claimed', claimed)
    add('unclaimed', countOf(among) - claimed)
  } else {
    const inSet = counterOf(segment, among)
    const start = `${facet}:`
    for (const key of segment.meta.facets) {
      if (key.startsWith(start) && key !== `${start}unknown`) add(key.slice(start.length), inSet(key))
    }
  }
}

/** Counts a feature's holders in a set: one by one the few that are in it, or the few that are not. */
function counterOf(segment: Segment, among: DocSet): (key: FeatureKey) => number {
  const isMost = countOf(among) > segment.docs / 2
  const few = isMost ? fullSet(segment.docs) : among
  if (isMost) without(few, among)
  const windows = new Uint8Array(segment.windows)
  for (let word = 0; word < few.length; word++) if (few[word] !== 0) windows[(word * 32) >>> 12] = 1
  return (key) => {
    const { high, low } = hashKey(key)
    const row = rowOf(segment, high, low)
    if (row < 0) return 0
    const count = countRow(segment, row, few, windows)
    return isMost ? sizeOf(segment, row) - count : count
  }
}

function countRow(segment: Segment, row: number, few: DocSet, inWindow: Uint8Array): number {
  const { windowed, rareFrom, windows, windowStarts, offsets, rareStarts, rareDocs } = segment
  let count = 0
  if (row >= rareFrom) {
    const end = rareStarts[row - rareFrom + 1] as number
    for (let at = rareStarts[row - rareFrom] as number; at < end; at++) if (isIn(few, rareDocs[at] as number)) count++
    return count
  }
  if (row >= windowed) return countCommon(denseSet(segment, row), few)
  for (let window = 0; window < windows; window++) {
    if (inWindow[window] === 0) continue
    const end = windowStarts[row * windows + window + 1] as number
    for (let at = windowStarts[row * windows + window] as number; at < end; at++) {
      const doc = window * WINDOW + (offsets[at] as number)
      count += ((few[doc >>> 5] as number) >>> (doc & 31)) & 1
    }
  }
  return count
}
