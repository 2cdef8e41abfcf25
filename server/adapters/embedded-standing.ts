/** Knock-outs over all documents at once: who is known to meet the musts, and who is not known to fail them. */
import type { Condition, FeatureKey, KnockOut } from '../../domain/match-query.ts'
import { isWithin } from '../../domain/topic.ts'
import { addAll, allBits, type Bits, copyOf, hasBit, keepCommon, listBits, noBits, putBit, takeAway } from './embedded-bits.ts'
import { type CertificateList, dayNumber, type EmbeddedIndex, postingsOf } from './embedded-index.ts'
import type { Postings } from './embedded-postings.ts'

/** What is known of all documents: `met` keeps a condition for sure, `near` at least nearly, `possible` is not known to fail it. */
interface KnownBits {
  met: Bits
  near: Bits
  possible: Bits
}

/** How all living documents stand to a need's musts; the same rule as `standingOf`, and checked against it. */
export interface Standings {
  /** All musts known met, developable ones too. */
  met: Bits
  /** All plain musts known met or near. */
  near: Bits
  /** Not known to fail a plain must. */
  possible: Bits
  /** For each knock-out, who is known to meet it. */
  metEach: Bits[]
}

export function standingsOf(index: EmbeddedIndex, knockOuts: readonly KnockOut[]): Standings {
  const count = index.ids.length
  const standings = { met: copyOf(index.alive, count), near: copyOf(index.alive, count), possible: copyOf(index.alive, count) }
  const metEach = knockOuts.map((knockOut) => {
    const groups = knockOut.groups.map((group) =>
      allOf(
        group.map((condition) => knownBits(index, condition)),
        count,
      ),
    )
    const known = anyOf(groups, count)
    keepCommon(standings.met, known.met)
    if (!knockOut.developable) {
      keepCommon(standings.near, known.near)
      keepCommon(standings.possible, known.possible)
    }
    return known.met
  })
  return { ...standings, metEach }
}

/** The documents with a posting. */
export function bitsOf(postings: Postings | undefined): Bits {
  const bits = noBits()
  if (!postings) return bits
  for (const doc of postings.docs.subarray(0, postings.size)) putBit(bits, doc)
  return bits
}

/** The documents that hold a standard on a day; with `toCome` also those that will. */
export function holdersOf(list: CertificateList | undefined, day: string, toCome: boolean): Bits {
  const bits = noBits()
  if (!list) return bits
  const on = dayNumber(day, 0)
  for (const [at, doc] of list.docs.entries()) {
    const begun = (list.from[at] ?? 0) <= on
    if (begun ? (list.until[at] ?? 0) >= on : toCome) putBit(bits, doc)
  }
  return bits
}

function knownBits(index: EmbeddedIndex, condition: Condition): KnownBits {
  switch (condition.kind) {
    case 'feature':
      return featureBits(index, condition)
    case 'without':
      return withoutBits(index, condition)
    case 'certificate':
      return certificateBits(index, condition)
    case 'number':
      return numberBits(index, condition)
  }
}

function featureBits(index: EmbeddedIndex, condition: Extract<Condition, { kind: 'feature' }>): KnownBits {
  const count = index.ids.length
  const bitsFor = (keys: readonly FeatureKey[]) => keys.map((key) => bitsOf(postingsOf(index, key)))
  const met = union(bitsFor(condition.anyOf), count)
  const near = union([met, ...bitsFor(condition.near)], count)
  const possible = union([near, ...bitsFor(condition.unsaid)], count)
  return { met, near, possible: withUnmarked(index, possible, condition.section) }
}

function withoutBits(index: EmbeddedIndex, condition: Extract<Condition, { kind: 'without' }>): KnownBits {
  const met = allBits(index.ids.length)
  takeAway(met, bitsOf(postingsOf(index, condition.feature)))
  return { met, near: met, possible: met }
}

function certificateBits(index: EmbeddedIndex, condition: Extract<Condition, { kind: 'certificate' }>): KnownBits {
  const count = index.ids.length
  const held = (toCome: boolean) =>
    condition.anyOf.map((standard) => holdersOf(index.certificates.get(standard), condition.validOn, toCome))
  const leading = condition.near.map((standard) => everHeld(index.certificates.get(standard)))
  const near = union([...held(true), ...leading], count)
  return { met: union(held(false), count), near, possible: withUnmarked(index, near, 'certificates') }
}

function everHeld(list: CertificateList | undefined): Bits {
  const bits = noBits()
  for (const doc of list?.docs ?? []) putBit(bits, doc)
  return bits
}

function numberBits(index: EmbeddedIndex, condition: Extract<Condition, { kind: 'number' }>): KnownBits {
  const count = index.ids.length
  const column = index.columns[condition.column]
  const met = copyOf(noBits(), count)
  const near = copyOf(noBits(), count)
  for (const doc of listBits(copyOf(column.known, count))) {
    const value = column.values[doc] ?? 0
    if (isWithin(value, condition.min, condition.max)) putBit(met, doc)
    if (hasBit(met, doc) || isWithin(value, condition.nearMin, condition.nearMax)) putBit(near, doc)
  }
  if (condition.sure === 'never') return { met, near, possible: allBits(count) }
  const possible = withUnmarked(index, near, condition.sure === 'always' ? null : condition.sure)
  const unknown = allBits(count)
  takeAway(unknown, column.known)
  addAll(possible, unknown)
  return { met, near, possible }
}

/** The same and, until a firm has marked the section complete, that firm too: what is absent there is unknown. */
function withUnmarked(index: EmbeddedIndex, bits: Bits, section: keyof EmbeddedIndex['complete'] | null): Bits {
  const wider = copyOf(bits, index.ids.length)
  if (section === null) return wider
  const unmarked = allBits(index.ids.length)
  takeAway(unmarked, index.complete[section])
  addAll(wider, unmarked)
  return wider
}

function allOf(known: KnownBits[], count: number): KnownBits {
  const all = { met: allBits(count), near: allBits(count), possible: allBits(count) }
  for (const each of known) for (const part of KNOWN_PARTS) keepCommon(all[part], each[part])
  return all
}

function anyOf(known: KnownBits[], count: number): KnownBits {
  const any = { met: copyOf(noBits(), count), near: copyOf(noBits(), count), possible: copyOf(noBits(), count) }
  for (const each of known) for (const part of KNOWN_PARTS) addAll(any[part], each[part])
  return any
}

const KNOWN_PARTS = ['met', 'near', 'possible'] as const

function union(list: Bits[], count: number): Bits {
  const all = copyOf(noBits(), count)
  for (const bits of list) addAll(all, bits)
  return all
}
