/** Profiles on their way into the embedded index: encoded once, where they arrive, in arrays that another thread can take over. */
import { type NumberedFeatures, numbersBehind } from '../../domain/feature-numbers.ts'
import type { FeatureKey, HeldCertificate, ProfileFeatures } from '../../domain/match-query.ts'
import { NUMBER_COLUMNS } from '../../domain/match-query.ts'
import { COMPLETABLE_SECTIONS } from '../../domain/profiles.ts'
import { tokens } from '../../domain/text.ts'
import { remembering } from '../../domain/text-runs.ts'
import { lengthClass } from '../../domain/topic.ts'
import {
  COUNTRY,
  type Dictionary,
  featureFor,
  highOf,
  IN_PART,
  knownFeatures,
  NAME,
  newDictionary,
  TERM,
  TRADE,
  tagFeature,
} from './embedded-dictionary.ts'

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
  /** How many features earlier batches of the same dictionary have named; 0 where it begins. */
  first: number
  /** Every feature that is new with these profiles: the two numbers of its name, and what its values mean. */
  hashes: Uint32Array
  kinds: Uint8Array
  /** By posting: the feature's number in the dictionary, and the value. */
  features: Uint32Array
  values: Uint8Array
  certificates: { doc: number[]; standard: number[]; from: number[]; until: number[] }
  numbers: { doc: number[]; column: number[]; value: number[] }
  /** Each once. */
  nameWords: string[]
  facets: FeatureKey[]
  standards: string[]
}

/** Takes profiles in and hands them out as batches; those of one dictionary belong into one segment. */
export interface Encoder {
  add(profile: ProfileFeatures): void
  count(): number
  take(): Batch
}

/** Postings that a batch has room for at first. */
const FIRST_ROOM = 1024
/** Profiles of one dictionary: enough for a segment to be worth it, few enough to lie in memory as batches. */
const MOST_IN_ONE = 65_536

export function createEncoder(): Encoder {
  let dictionary = newDictionary()
  let draft = newDraft(dictionary, FIRST_ROOM)
  let inOne = 0
  return {
    add: (profile) => addProfile(draft, profile),
    count: () => draft.batch.ids.length,
    take() {
      const batch = finished(draft)
      inOne += batch.ids.length
      if (inOne >= MOST_IN_ONE) {
        dictionary = newDictionary()
        inOne = 0
      }
      // The next ones are likely as many.
      draft = newDraft(dictionary, Math.max(FIRST_ROOM, Math.ceil(1.1 * batch.values.length)))
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
  dictionary: Dictionary
  postings: number
  standards: Map<string, number>
}

function newDraft(dictionary: Dictionary, room: number): Draft {
  const batch: Batch = {
    ids: [],
    names: [],
    nameLengths: [],
    lengths: [],
    words: 0,
    flags: [],
    clusters: [],
    starts: [0],
    first: dictionary.rows.count,
    hashes: new Uint32Array(0),
    kinds: new Uint8Array(0),
    features: new Uint32Array(room),
    values: new Uint8Array(room),
    certificates: { doc: [], standard: [], from: [], until: [] },
    numbers: { doc: [], column: [], value: [] },
    nameWords: [],
    facets: [],
    standards: [],
  }
  return { batch, dictionary, postings: 0, standards: new Map() }
}

function finished({ batch, dictionary, standards, postings }: Draft): Batch {
  const { rows } = dictionary
  batch.standards = [...standards.keys()]
  batch.hashes = rows.hashes.slice(2 * batch.first, 2 * rows.count)
  batch.kinds = rows.kinds.slice(batch.first, rows.count)
  batch.features = batch.features.slice(0, postings)
  batch.values = batch.values.slice(0, postings)
  batch.facets = dictionary.facets
  dictionary.facets = []
  return batch
}

function addProfile(draft: Draft, profile: ProfileFeatures): void {
  const { batch } = draft
  const doc = batch.ids.length
  batch.ids.push(profile.profileId)
  batch.names.push(profile.names[0])
  batch.lengths.push(lengthClass(profile.length))
  batch.words += profile.length
  batch.flags.push(flagsOf(profile))
  addFeatures(draft, profile)
  batch.clusters.push(clusterOf(draft, batch.starts[doc] as number, profile.tags.length))
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

/** Tags come first. Where numbers stand behind the texts, most features are found without looking at a text. */
function addFeatures(draft: Draft, profile: ProfileFeatures): void {
  const { dictionary } = draft
  const numbered = numbersBehind(profile)
  const distinct = new Set(profile.names.flatMap(tokens))
  makeRoom(draft, profile.tags.length + profile.graded.length + profile.terms.length + distinct.size)
  if (numbered) addNumberedTags(draft, numbered)
  else for (const tag of profile.tags) post(draft, tagFeature(dictionary, tag), 0)
  for (const [key, impact] of profile.graded) post(draft, featureFor(dictionary, IN_PART, key), impact)
  if (numbered) addNumberedWords(draft, numbered)
  else for (const [word, count] of profile.terms) post(draft, featureFor(dictionary, TERM, word), Math.min(count, 255))
  for (const word of distinct) {
    const before = dictionary.rows.count
    post(draft, featureFor(dictionary, NAME, word), 0)
    if (dictionary.rows.count > before) draft.batch.nameWords.push(word)
  }
  draft.batch.nameLengths.push(Math.min(255, distinct.size))
}

function addNumberedTags(draft: Draft, { tags, tagNumbers }: NumberedFeatures): void {
  const known = knownFeatures(draft.dictionary.tags, tagNumbers)
  for (let at = 0; at < tags.length; at++) {
    const number = tags[at] as number
    if (known[number] === 0) known[number] = 1 + tagFeature(draft.dictionary, tagNumbers.text(number))
    post(draft, (known[number] as number) - 1, 0)
  }
}

function addNumberedWords(draft: Draft, { words, wordNumbers }: NumberedFeatures): void {
  const known = knownFeatures(draft.dictionary.words, wordNumbers)
  for (let at = 0; at < words.length; at++) {
    const counted = words[at] as number
    const number = counted >>> 8
    if (known[number] === 0) known[number] = 1 + featureFor(draft.dictionary, TERM, wordNumbers.text(number))
    post(draft, (known[number] as number) - 1, counted & 255)
  }
}

/** Room for that many postings more. */
function makeRoom({ batch, postings }: Draft, more: number): void {
  while (batch.values.length < postings + more) {
    batch.features = twice(batch.features)
    batch.values = twice(batch.values)
  }
}

function post(draft: Draft, feature: number, value: number): void {
  const at = draft.postings++
  draft.batch.features[at] = feature
  draft.batch.values[at] = value
}

function twice<T extends Uint8Array | Uint32Array>(array: T): T {
  const larger = new (array.constructor as new (length: number) => T)(2 * array.length)
  larger.set(array)
  return larger
}

function flagsOf({ claimed, complete }: ProfileFeatures): number {
  let flags = claimed ? 1 : 0
  for (const section of complete) flags |= 2 << COMPLETABLE_SECTIONS.indexOf(section)
  return flags
}

/** Firms of one trade and one country stand side by side, so that a need's windows are few: trade, branch, country. */
function clusterOf({ batch, dictionary }: Draft, start: number, tags: number): number {
  let [trade, branch, country] = [-1, -1, -1]
  for (let at = start; at < start + tags; at++) {
    const feature = batch.features[at] as number
    const role = dictionary.roles[feature]
    if (role === COUNTRY && country < 0) country = feature
    if (role === TRADE && trade < 0) trade = feature
    else if (role === TRADE && branch < 0) branch = feature
  }
  const part = (feature: number, bits: number) => (feature < 0 ? 0 : highOf(dictionary, feature) >>> (32 - bits))
  return ((part(trade, 12) << 20) | (part(branch, 12) << 8) | part(country, 8)) >>> 0
}

/** Days as sixteen bits since 1970; nothing limits at the ends. */
export const FIRST_DAY = 0
export const LAST_DAY = 65_535

/** The day's number, held within what sixteen bits can say. */
export function dayNumber(day: string | null, otherwise: number): number {
  if (day === null) return otherwise
  return numberOfDay(day)
}

const MOST_DAYS = 20_000
const numberOfDay = remembering(
  (day) => Math.max(FIRST_DAY, Math.min(LAST_DAY, Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000))),
  MOST_DAYS,
)

/** One in progress begins on the last day of all. */
function addCertificate({ batch, standards }: Draft, doc: number, { standard, from, until, pending }: HeldCertificate): void {
  const known = standards.get(standard) ?? standards.size
  standards.set(standard, known)
  batch.certificates.doc.push(doc)
  batch.certificates.standard.push(known)
  batch.certificates.from.push(pending ? LAST_DAY : dayNumber(from, FIRST_DAY))
  batch.certificates.until.push(dayNumber(until, LAST_DAY))
}
