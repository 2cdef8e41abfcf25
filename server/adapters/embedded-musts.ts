/** Knock-outs over a segment: sets of documents for what sets can say, figures looked up for the few documents that come so far. */
import type { Condition, FeatureKey, KnockOut } from '../../domain/match-query.ts'
import { NUMBER_COLUMNS } from '../../domain/match-query.ts'
import { isWithin } from '../../domain/topic.ts'
import type { Column } from './embedded-segment.ts'
import { bitsIn, type DocSet, emptySet, fullSet, narrow, widen, without } from './embedded-sets.ts'
import { completeIn, holdersOf, holdersOfKey, keptSet, type SegmentView } from './embedded-view.ts'

/** Who keeps a condition for sure, at least nearly, or is not known to miss it; each set holds the one before. */
export interface KnownSets {
  met: DocSet
  near: DocSet
  possible: DocSet
}

type NumberCondition = Extract<Condition, { kind: 'number' }>

/** A figure's condition, looked up by document. */
interface Figure {
  asked: NumberCondition
  column: Column | null
  /** Who fails for sure when outside; null for nobody. */
  sure: DocSet | null
}

/** One must over one segment; `sets` where sets say it all, else its groups are looked through. */
export interface Must {
  developable: boolean
  weight: number
  sets: KnownSets | null
  groups: { sets: KnownSets[]; figures: Figure[] }[]
}

export interface Musts {
  view: SegmentView
  list: Must[]
  /** All weights together, and the least: what who misses a must can have at most is their difference. */
  whole: number
  least: number
  /** Fit of the document last looked at by {@link standingIn}, in millionths. */
  fit: number
}

export function mustsOf(view: SegmentView, knockOuts: readonly KnockOut[]): Musts {
  // The weightiest first: who misses it is given up soonest.
  const list = knockOuts.map((knockOut) => mustOf(view, knockOut)).sort((a, b) => b.weight - a.weight)
  const weights = list.map(({ weight }) => weight)
  return { view, list, whole: weights.reduce((sum, weight) => sum + weight, 0), least: Math.min(...weights, 2 ** 30), fit: 0 }
}

function mustOf(view: SegmentView, { developable, weight, groups }: KnockOut): Must {
  const split = groups.map((group) => ({
    sets: group.flatMap((condition) => (condition.kind === 'number' ? [] : [knownSets(view, condition)])),
    figures: group.flatMap((condition) => (condition.kind === 'number' ? [figureOf(view, condition)] : [])),
  }))
  const sets = split.some(({ figures }) => figures.length > 0) ? null : joined(view, split)
  return { developable, weight, sets, groups: split }
}

/** All of a group, the best of the groups; without any group nothing is known. */
function joined({ segment }: SegmentView, groups: { sets: KnownSets[] }[]): KnownSets {
  const [first, ...others] = groups.map(({ sets }) => common(sets, segment.docs))
  if (!first) return { met: emptySet(segment.docs), near: emptySet(segment.docs), possible: fullSet(segment.docs) }
  if (others.length === 0) return first
  const any = { met: first.met.slice(), near: first.near.slice(), possible: first.possible.slice() }
  for (const each of others) for (const part of PARTS) widen(any[part], each[part])
  return any
}

function common(sets: KnownSets[], docs: number): KnownSets {
  const [first, ...others] = sets
  if (!first) return { met: fullSet(docs), near: fullSet(docs), possible: fullSet(docs) }
  if (others.length === 0) return first
  const all = { met: first.met.slice(), near: first.near.slice(), possible: first.possible.slice() }
  for (const each of others) for (const part of PARTS) narrow(all[part], each[part])
  return all
}

const PARTS = ['met', 'near', 'possible'] as const

function knownSets(view: SegmentView, condition: Exclude<Condition, NumberCondition>): KnownSets {
  const name = JSON.stringify(condition)
  switch (condition.kind) {
    case 'feature':
      return featureSets(view, condition, name)
    case 'without': {
      const met = keptSet(view, name, () => {
        const rest = fullSet(view.segment.docs)
        without(rest, holdersOfKey(view, condition.feature))
        return rest
      })
      return { met, near: met, possible: met }
    }
    case 'certificate':
      return certificateSets(view, condition, name)
  }
}

function featureSets(view: SegmentView, condition: Extract<Condition, { kind: 'feature' }>, name: string): KnownSets {
  const holders = (keys: readonly FeatureKey[]) => keys.map((key) => holdersOfKey(view, key))
  const { anyOf, near, unsaid, section } = condition
  return {
    met: keptSet(view, `met ${name}`, () => union(view, holders(anyOf))),
    near: keptSet(view, `near ${name}`, () => union(view, holders([...anyOf, ...near]))),
    possible: keptSet(view, `possible ${name}`, () => withUnmarked(view, union(view, holders([...anyOf, ...near, ...unsaid])), section)),
  }
}

function certificateSets(view: SegmentView, condition: Extract<Condition, { kind: 'certificate' }>, name: string): KnownSets {
  const { anyOf, near, validOn } = condition
  const widely = () => [
    ...anyOf.map((standard) => holdersOf(view, standard, validOn, 'near')),
    ...near.map((standard) => holdersOf(view, standard, validOn, 'ever')),
  ]
  return {
    met: keptSet(view, `met ${name}`, () =>
      union(
        view,
        anyOf.map((standard) => holdersOf(view, standard, validOn, 'held')),
      ),
    ),
    near: keptSet(view, `near ${name}`, () => union(view, widely())),
    possible: keptSet(view, `possible ${name}`, () => withUnmarked(view, union(view, widely()), 'certificates')),
  }
}

/** Always a set of its own, since {@link withUnmarked} widens it. */
function union({ segment }: SegmentView, sets: DocSet[]): DocSet {
  const all = emptySet(segment.docs)
  for (const set of sets) widen(all, set)
  return all
}

/** Until a firm has marked the section complete, what is absent there is unknown. */
function withUnmarked({ segment }: SegmentView, set: DocSet, section: Parameters<typeof completeIn>[1] | null): DocSet {
  if (section === null) return set
  const unmarked = fullSet(segment.docs)
  without(unmarked, completeIn(segment, section))
  widen(set, unmarked)
  return set
}

function figureOf(view: SegmentView, asked: NumberCondition): Figure {
  const { segment } = view
  const column = segment.columns[NUMBER_COLUMNS.indexOf(asked.column)] ?? null
  if (asked.sure === 'never') return { asked, column, sure: null }
  const sure = asked.sure === 'always' ? keptSet(view, 'all', () => fullSet(segment.docs)) : completeIn(segment, asked.sure)
  return { asked, column, sure }
}

/** 0 met, 1 near, 2 open, 3 failed: the places of KNOWLEDGE. */
function figureLevel({ asked, column, sure }: Figure, doc: number): number {
  if (!column) return 2
  const word = column.known[doc >>> 5] as number
  const bit = 1 << (doc & 31)
  if ((word & bit) === 0) return 2
  const value = column.values[(column.ranks[doc >>> 5] as number) + bitsIn(word & (bit - 1))] as number
  if (isWithin(value, asked.min, asked.max)) return 0
  if (isWithin(value, asked.nearMin, asked.nearMax)) return 1
  return sure !== null && ((sure[doc >>> 5] as number) & bit) !== 0 ? 3 : 2
}

function setsLevel({ met, near, possible }: KnownSets, doc: number): number {
  const word = doc >>> 5
  const bit = 1 << (doc & 31)
  if (((met[word] as number) & bit) !== 0) return 0
  if (((near[word] as number) & bit) !== 0) return 1
  return ((possible[word] as number) & bit) !== 0 ? 2 : 3
}

function mustLevel(must: Must, doc: number): number {
  if (must.sets) return setsLevel(must.sets, doc)
  let best = 3
  for (const { sets, figures } of must.groups) {
    let worst = 0
    for (const each of sets) worst = Math.max(worst, setsLevel(each, doc))
    for (const each of figures) worst = Math.max(worst, figureLevel(each, doc))
    best = Math.min(best, worst)
  }
  return best
}

/** The places of STANDINGS. */
export const MET = 0
export const DEVELOPABLE = 1
export const OPEN = 2
export const FAILS = 3

/**
 * How a document stands to all musts, the rule of `standingOf`; leaves the fit of those it meets in `musts.fit`.
 * One that misses a must and whose fit can no longer come to `least` is given up, as if it failed.
 */
export function standingIn(musts: Musts, doc: number, least: number): number {
  let standing = MET
  let rest = musts.whole
  for (const must of musts.list) {
    const level = mustLevel(must, doc)
    if (level === 0) continue
    rest -= must.weight
    if (rest < least || (!must.developable && level === 3)) return FAILS
    if (!must.developable && level === 2) standing = OPEN
    else if (standing === MET) standing = DEVELOPABLE
  }
  musts.fit = rest
  return standing
}

/** Who of a run of words may stand so, figures left open: met, at least near, not known to fail. */
export interface Masks {
  met: Int32Array
  near: Int32Array
  possible: Int32Array
}

/** Fills the masks for the words from `first` on; says in bits 1, 2 and 4 which of them have anybody. */
export function maskWords({ view, list }: Musts, first: number, masks: Masks): number {
  const { met, near, possible } = masks
  const words = Math.min(possible.length, view.alive.length - first)
  possible.fill(0)
  possible.set(view.alive.subarray(first, first + words))
  const plain = list.filter(({ developable }) => !developable)
  for (const { sets } of plain) if (sets) narrowFrom(possible, sets.possible, first, words)
  near.set(possible)
  for (const { sets } of plain) if (sets) narrowFrom(near, sets.near, first, words)
  met.set(near)
  for (const { sets } of list) if (sets) narrowFrom(met, sets.met, first, words)
  return anyOf(met) + 2 * anyOf(near) + 4 * anyOf(possible)
}

function narrowFrom(into: Int32Array, from: DocSet, first: number, words: number): void {
  for (let at = 0; at < words; at++) into[at] = (into[at] as number) & (from[first + at] as number)
}

function anyOf(words: Int32Array): 0 | 1 {
  let any = 0
  for (let at = 0; at < words.length; at++) any |= words[at] as number
  return any === 0 ? 0 : 1
}
