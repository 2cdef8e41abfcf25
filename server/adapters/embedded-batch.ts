/** Profiles on their way into the embedded index: encoded once, where they arrive, in arrays that another thread can take over. */
import type { FeatureKey, HeldCertificate, ProfileFeatures } from '../../domain/match-query.ts'
import { NUMBER_COLUMNS } from '../../domain/match-query.ts'
import { COMPLETABLE_SECTIONS } from '../../domain/profiles.ts'
import { tokens } from '../../domain/text.ts'
import { lengthClass } from '../../domain/topic.ts'
import { finish, hashKey, type Mark, markOf, mixHigh, mixLow } from './embedded-hash.ts'
import { newTable, type RowTable, rowFor } from './embedded-rows.ts'

/** What a feature's values mean: nothing (the profile has it in full), a word's count, a graded impact. */
export const PLAIN = 0
export const COUNTED = 1
export const GRADED = 2

/** Features whose values the directory lists. */
export const FACET_KINDS = ['country', 'sector', 'process'] as const

/** Profiles as columns; everything of profile n stands between `starts[n]` and `starts[n + 1]`, or names n itself. */
export interface Batch {
  ids: string[]
  names: string[]
  /** How many different words the names have. */
  nameLengths: number[]
  lengths: number[]
  /** Words together, for the average. */
  words: number
  /** Bit 0: claimed; then one bit for each complete section. */
  flags: number[]
  clusters: number[]
  starts: number[]
  /** Every feature of these profiles once: the two numbers of its name, and what its values mean. */
  hashes: Uint32Array
  kinds: Uint8Array
  /** By posting: the feature's place among them, and the value. */
  features: Uint32Array
  values: Uint8Array
  certificates: { doc: number[]; standard: number[]; from: number[]; until: number[] }
  numbers: { doc: number[]; column: number[]; value: number[] }
  /** Each once. */
  nameWords: string[]
  facets: FeatureKey[]
  standards: string[]
}

/** Takes profiles in and hands them out as one batch. */
export interface Encoder {
  add(profile: ProfileFeatures): void
  count(): number
  take(): Batch
}

/** A graded key is another feature than the same key in full: no must asks for it. */
export const GRADED_PREFIX = 'graded:'

/** What stands before a text in its feature's name, and what its values mean. */
interface Sort {
  mark: Mark
  kind: number
}

const TAG: Sort = { mark: markOf(''), kind: PLAIN }
const IN_PART: Sort = { mark: markOf(GRADED_PREFIX), kind: GRADED }
const TERM: Sort = { mark: markOf('term:'), kind: COUNTED }
const NAME: Sort = { mark: markOf('name:'), kind: PLAIN }

export function createEncoder(): Encoder {
  let draft = newDraft()
  return {
    add: (profile) => addProfile(draft, profile),
    count: () => draft.batch.ids.length,
    take() {
      const { batch, rows, postings } = draft
      batch.standards = [...draft.standards.keys()]
      batch.hashes = rows.hashes.slice(0, 2 * rows.count)
      batch.kinds = rows.kinds.slice(0, rows.count)
      batch.features = batch.features.slice(0, postings)
      batch.values = batch.values.slice(0, postings)
      draft = newDraft()
      return batch
    },
  }
}

/** A batch of these profiles. */
export function batchOf(profiles: readonly ProfileFeatures[]): Batch {
  const encoder = createEncoder()
  for (const profile of profiles) encoder.add(profile)
  return encoder.take()
}

interface Draft {
  batch: Batch
  /** The features so far; most stand in many profiles, and are then found in a table that is small enough to be at hand. */
  rows: RowTable
  postings: number
  standards: Map<string, number>
}

function newDraft(): Draft {
  const batch: Batch = {
    ids: [],
    names: [],
    nameLengths: [],
    lengths: [],
    words: 0,
    flags: [],
    clusters: [],
    starts: [0],
    hashes: new Uint32Array(0),
    kinds: new Uint8Array(0),
    features: new Uint32Array(1024),
    values: new Uint8Array(1024),
    certificates: { doc: [], standard: [], from: [], until: [] },
    numbers: { doc: [], column: [], value: [] },
    nameWords: [],
    facets: [],
    standards: [],
  }
  return { batch, rows: newTable(), postings: 0, standards: new Map() }
}

function addProfile(draft: Draft, profile: ProfileFeatures): void {
  const { batch } = draft
  const doc = batch.ids.length
  batch.ids.push(profile.profileId)
  batch.names.push(profile.names[0])
  batch.lengths.push(lengthClass(profile.length))
  batch.words += profile.length
  batch.flags.push(flagsOf(profile))
  batch.clusters.push(clusterOf(profile.tags))
  addFeatures(draft, profile)
  for (const certificate of profile.certificates) addCertificate(draft, doc, certificate)
  for (const [column, name] of NUMBER_COLUMNS.entries()) {
    const value = profile.numbers[name]
    if (value === undefined) continue
    batch.numbers.doc.push(doc)
    batch.numbers.column.push(column)
    batch.numbers.value.push(value)
  }
  batch.starts.push(draft.postings)
}

function addFeatures(draft: Draft, { tags, graded, terms, names }: ProfileFeatures): void {
  const { facets, nameWords, nameLengths } = draft.batch
  for (const tag of tags) if (post(draft, TAG, tag, 0) && isFacet(tag)) facets.push(tag)
  for (const [key, impact] of graded) post(draft, IN_PART, key, impact)
  for (const [word, count] of terms) post(draft, TERM, word, Math.min(count, 255))
  const distinct = new Set(names.length === 1 ? tokens(names[0]) : names.flatMap(tokens))
  for (const word of distinct) if (post(draft, NAME, word, 0)) nameWords.push(word)
  nameLengths.push(Math.min(255, distinct.size))
}

/** True when none of the profiles before had the feature. */
function post(draft: Draft, { mark, kind }: Sort, text: string, value: number): boolean {
  const { batch, rows } = draft
  const before = rows.count
  const at = draft.postings++
  if (at === batch.values.length) {
    batch.features = twice(batch.features)
    batch.values = twice(batch.values)
  }
  batch.features[at] = rowFor(rows, finish(mixHigh(mark.high, text)), finish(mixLow(mark.low, text)), kind)
  batch.values[at] = value
  return rows.count > before
}

function twice<T extends Uint8Array | Uint32Array>(array: T): T {
  const larger = new (array.constructor as new (length: number) => T)(2 * array.length)
  larger.set(array)
  return larger
}

function flagsOf({ claimed, complete }: ProfileFeatures): number {
  let flags = claimed ? 1 : 0
  for (const [at, section] of COMPLETABLE_SECTIONS.entries()) if (complete.includes(section)) flags |= 2 << at
  return flags
}

function isFacet(tag: FeatureKey): boolean {
  return tag.startsWith('process:') || tag.startsWith('country:') || tag.startsWith('sector:')
}

/** Firms of one trade and one country stand side by side, so that a need's windows are few: trade, branch, country. */
function clusterOf(tags: readonly FeatureKey[]): number {
  const trade = tags.filter((tag) => tag.startsWith('product:') || tag.startsWith('process:'))
  const country = tags.find((tag) => tag.startsWith('country:'))
  const part = (key: string | undefined, bits: number) => (key === undefined ? 0 : hashKey(key).high >>> (32 - bits))
  return ((part(trade[0], 12) << 20) | (part(trade[1], 12) << 8) | part(country, 8)) >>> 0
}

/** Days as sixteen bits since 1970; nothing limits at the ends. */
export const FIRST_DAY = 0
export const LAST_DAY = 65_535

/** The day's number, held within what sixteen bits can say. */
export function dayNumber(day: string | null, otherwise: number): number {
  if (day === null) return otherwise
  return Math.max(FIRST_DAY, Math.min(LAST_DAY, Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)))
}

/** One in progress begins on the last day of all. */
function addCertificate({ batch, standards }: Draft, doc: number, { standard, from, until, pending }: HeldCertificate): void {
  const known = standards.get(standard) ?? standards.size
  standards.set(standard, known)
  batch.certificates.doc.push(doc)
  batch.certificates.standard.push(known)
  batch.certificates.from.push(pending ? LAST_DAY : dayNumber(from, FIRST_DAY))
  batch.certificates.until.push(dayNumber(until, LAST_DAY))
}
