/** The embedded index: which profile has which feature, in posting lists of document numbers, with a column for each figure. */
import type { FeatureKey, FeatureKind, NumberColumn, ProfileFeatures } from '../../domain/match-query.ts'
import { FULL_IMPACT, NUMBER_COLUMNS } from '../../domain/match-query.ts'
import { COMPLETABLE_SECTIONS, type CompletableSection } from '../../domain/profiles.ts'
import { fold, tokens } from '../../domain/text.ts'
import { type Bits, dropBit, noBits, putBit } from './embedded-bits.ts'
import { addNameWord, type NameWords, noNameWords } from './embedded-names.ts'
import { countedPostings, entry, type Postings, plainPostings, post } from './embedded-postings.ts'

/** Certificates of one standard; days since 1970, without limit at the ends of the range. One in progress begins on the last day of all. */
export interface CertificateList {
  docs: number[]
  from: number[]
  until: number[]
}

/** A figure per document and, beside it, for which documents it is known. */
export interface Column {
  values: Float64Array
  known: Bits
}

/** A document number is given once; a changed profile gets a new one and its old one dies, until the index is compacted. */
export interface EmbeddedIndex {
  /** Profile id by document number. */
  ids: string[]
  docOf: Map<string, number>
  alive: Bits
  claimed: Bits
  lengths: number[]
  names: string[]
  /** Folded shown name: the directory's order. */
  sortNames: string[]
  /** How many words each document's names have. */
  nameLengths: number[]
  tags: Map<FeatureKind, Map<string, Postings>>
  terms: Map<string, Postings>
  nameWords: NameWords
  certificates: Map<string, CertificateList>
  columns: Record<NumberColumn, Column>
  complete: Record<CompletableSection, Bits>
}

export function emptyIndex(): EmbeddedIndex {
  return {
    ids: [],
    docOf: new Map(),
    alive: noBits(),
    claimed: noBits(),
    lengths: [],
    names: [],
    sortNames: [],
    nameLengths: [],
    tags: new Map(),
    terms: new Map(),
    nameWords: noNameWords(),
    certificates: new Map(),
    columns: recordOf(NUMBER_COLUMNS, () => ({ values: new Float64Array(0), known: noBits() })),
    complete: recordOf(COMPLETABLE_SECTIONS, noBits),
  }
}

/** Takes a profile in; a profile of the same id is replaced. */
export function addProfile(index: EmbeddedIndex, profile: ProfileFeatures): void {
  removeProfile(index, profile.profileId)
  const doc = index.ids.length
  index.ids.push(profile.profileId)
  index.docOf.set(profile.profileId, doc)
  index.lengths.push(profile.length)
  index.names.push(profile.names[0])
  index.sortNames.push(fold(profile.names[0]))
  putBit(index.alive, doc)
  if (profile.claimed) putBit(index.claimed, doc)
  for (const tag of profile.tags) post(tagPostings(index, tag), doc, FULL_IMPACT)
  for (const [key, impact] of profile.graded) post(tagPostings(index, key), doc, impact)
  for (const [word, count] of profile.terms) post(entry(index.terms, word, countedPostings), doc, Math.min(count, 255))
  const nameWords = new Set(profile.names.flatMap(tokens))
  for (const word of nameWords) post(addNameWord(index.nameWords, word, plainPostings), doc, null)
  index.nameLengths.push(nameWords.size)
  for (const certificate of profile.certificates) {
    const list = entry(index.certificates, certificate.standard, (): CertificateList => ({ docs: [], from: [], until: [] }))
    list.docs.push(doc)
    list.from.push(certificate.pending ? LAST_DAY : dayNumber(certificate.from, FIRST_DAY))
    list.until.push(dayNumber(certificate.until, LAST_DAY))
  }
  for (const column of NUMBER_COLUMNS) setNumber(index.columns[column], doc, profile.numbers[column])
  for (const section of profile.complete) putBit(index.complete[section], doc)
}

/** Lets a profile die; its postings stay until the index is compacted. */
export function removeProfile(index: EmbeddedIndex, profileId: string): void {
  const doc = index.docOf.get(profileId)
  if (doc === undefined) return
  index.docOf.delete(profileId)
  dropBit(index.alive, doc)
}

export function postingsOf(index: EmbeddedIndex, key: FeatureKey): Postings | undefined {
  const at = key.indexOf(':')
  const kind = key.slice(0, at) as FeatureKind
  const code = key.slice(at + 1)
  return kind === 'term' ? index.terms.get(code) : index.tags.get(kind)?.get(code)
}

const FIRST_DAY = -(2 ** 31)
const LAST_DAY = 2 ** 31 - 1

/** Days since 1970-01-01, or the limit where nothing is said. */
export function dayNumber(day: string | null, otherwise: number): number {
  return day === null ? otherwise : Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
}

export function setNumber(column: Column, doc: number, value: number | undefined): void {
  if (value === undefined) return
  if (doc >= column.values.length) {
    const values = new Float64Array(Math.max(64, doc + 1, column.values.length * 2))
    values.set(column.values)
    column.values = values
  }
  column.values[doc] = value
  putBit(column.known, doc)
}

function tagPostings(index: EmbeddedIndex, tag: FeatureKey): Postings {
  const at = tag.indexOf(':')
  const kind = entry(index.tags, tag.slice(0, at) as FeatureKind, () => new Map<string, Postings>())
  return entry(kind, tag.slice(at + 1), countedPostings)
}

function recordOf<Key extends string, Value>(keys: readonly Key[], make: () => Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, make()])) as Record<Key, Value>
}
