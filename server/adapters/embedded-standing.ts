/** Knock-outs over all documents at once: who is known to meet the musts, and who is not known to fail them. */
import type { Condition, KnockOut } from '../../domain/match-query.ts'
import { isWithin } from '../../domain/topic.ts'
import { addAll, allBits, type Bits, copyOf, hasBit, keepCommon, noBits, putBit, takeAway } from './embedded-bits.ts'
import { type CertificateList, dayNumber, type EmbeddedIndex, postingsOf } from './embedded-index.ts'
import type { Postings } from './embedded-postings.ts'

/** What is known of all documents: `met` keeps a condition for sure, `possible` is not known to fail it. */
export interface KnownBits {
  met: Bits
  possible: Bits
}

/** How all living documents stand to a need's musts; the same rule as `standingOf`, and checked against it. */
export interface Standings {
  /** All musts known met, developable ones too. */
  met: Bits
  /** All plain musts known met. */
  plainMet: Bits
  /** Not known to fail a plain must. */
  possible: Bits
}

export function standingsOf(index: EmbeddedIndex, knockOuts: readonly KnockOut[]): Standings {
  const count = index.ids.length
  const plainMet = copyOf(index.alive, count)
  const possible = copyOf(index.alive, count)
  const developableMet = allBits(count)
  for (const knockOut of knockOuts) {
    const known = anyOf(
      knockOut.groups.map((group) =>
        allOf(
          group.map((condition) => knownBits(index, condition)),
          count,
        ),
      ),
      count,
    )
    if (knockOut.developable) keepCommon(developableMet, known.met)
    else {
      keepCommon(plainMet, known.met)
      keepCommon(possible, known.possible)
    }
  }
  const met = copyOf(plainMet, count)
  keepCommon(met, developableMet)
  return { met, plainMet, possible }
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
  const met = union(
    condition.anyOf.map((key) => bitsOf(postingsOf(index, key))),
    count,
  )
  const near = condition.near.map((key) => bitsOf(postingsOf(index, key)))
  const possible = union([met, ...near], count)
  if (condition.section !== null) addAll(possible, unmarked(index, condition.section))
  return { met, possible }
}

function withoutBits(index: EmbeddedIndex, condition: Extract<Condition, { kind: 'without' }>): KnownBits {
  const met = allBits(index.ids.length)
  takeAway(met, bitsOf(postingsOf(index, condition.feature)))
  return { met, possible: met }
}

function certificateBits(index: EmbeddedIndex, condition: Extract<Condition, { kind: 'certificate' }>): KnownBits {
  const count = index.ids.length
  const held = (toCome: boolean) =>
    condition.anyOf.map((standard) => holdersOf(index.certificates.get(standard), condition.validOn, toCome))
  const near = condition.near.map((standard) => everHeld(index.certificates.get(standard)))
  const possible = union([...held(true), ...near], count)
  addAll(possible, unmarked(index, 'certificates'))
  return { met: union(held(false), count), possible }
}

function everHeld(list: CertificateList | undefined): Bits {
  const bits = noBits()
  for (const doc of list?.docs ?? []) putBit(bits, doc)
  return bits
}

function numberBits(index: EmbeddedIndex, condition: Extract<Condition, { kind: 'number' }>): KnownBits {
  const column = index.columns[condition.column]
  const known = { met: noBits(), possible: noBits() }
  for (let doc = 0; doc < index.ids.length; doc++) {
    const value = hasBit(column.known, doc) ? (column.values[doc] ?? 0) : null
    const met = value !== null && isWithin(value, condition.min, condition.max)
    if (met) putBit(known.met, doc)
    if (met || value === null || isWithin(value, condition.nearMin, condition.nearMax)) putBit(known.possible, doc)
  }
  known.possible = copyOf(known.possible, index.ids.length)
  if (condition.section !== null) addAll(known.possible, unmarked(index, condition.section))
  return known
}

/** Documents whose firm has not marked the section complete: what is absent there is unknown. */
function unmarked(index: EmbeddedIndex, section: keyof EmbeddedIndex['complete']): Bits {
  const bits = allBits(index.ids.length)
  takeAway(bits, index.complete[section])
  return bits
}

function allOf(known: KnownBits[], count: number): KnownBits {
  const all = { met: allBits(count), possible: allBits(count) }
  for (const each of known) {
    keepCommon(all.met, each.met)
    keepCommon(all.possible, each.possible)
  }
  return all
}

function anyOf(known: KnownBits[], count: number): KnownBits {
  return {
    met: union(
      known.map((each) => each.met),
      count,
    ),
    possible: union(
      known.map((each) => each.possible),
      count,
    ),
  }
}

function union(list: Bits[], count: number): Bits {
  const all = copyOf(noBits(), count)
  for (const bits of list) addAll(all, bits)
  return all
}
