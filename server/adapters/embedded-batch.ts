/** Profiles on their way into the embedded index: encoded once, where they arrive, in arrays that another thread can take over. */
import type { FeatureKey, HeldCertificate, ProfileFeatures } from '../../domain/match-query.ts'
import { NUMBER_COLUMNS } from '../../domain/match-query.ts'
import { COMPLETABLE_SECTIONS } from '../../domain/profiles.ts'
import { tokens } from '../../domain/text.ts'
import { lengthClass } from '../../domain/topic.ts'
import { finish, hashKey, type Mark, markOf, mixHigh, mixLow } from './embedded-hash.ts'

/** What a posting's value means: nothing (the profile has it in full), a word's count, a graded impact. */
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
  hashes: Uint32Array
  /** Value and, above eight bits, its meaning. */
  values: Uint16Array
  size: number
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

const TERM = markOf('term:')
const NAME = markOf('name:')
const WHOLE = markOf('')
/** A graded key is another feature than the same key in full: no must asks for it. */
export const GRADED_PREFIX = 'graded:'
const GRADED_MARK = markOf(GRADED_PREFIX)

export function createEncoder(): Encoder {
  let draft = newDraft()
  return {
    add: (profile) => addProfile(draft, profile),
    count: () => draft.batch.ids.length,
    take() {
      const { batch } = draft
      batch.nameWords = [...draft.nameWords]
      batch.facets = [...draft.facets]
      batch.standards = [...draft.standards.keys()]
      batch.hashes = batch.hashes.slice(0, 2 * batch.size)
      batch.values = batch.values.slice(0, batch.size)
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
  nameWords: Set<string>
  facets: Set<FeatureKey>
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
    hashes: new Uint32Array(1024),
    values: new Uint16Array(512),
    size: 0,
    certificates: { doc: [], standard: [], from: [], until: [] },
    numbers: { doc: [], column: [], value: [] },
    nameWords: [],
    facets: [],
    standards: [],
  }
  return { batch, nameWords: new Set(), facets: new Set(), standards: new Map() }
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
  for (const tag of profile.tags) {
    post(batch, WHOLE, tag, PLAIN << 8)
    if (isFacet(tag)) draft.facets.add(tag)
  }
  for (const [key, impact] of profile.graded) post(batch, GRADED_MARK, key, (GRADED << 8) | impact)
  for (const [word, count] of profile.terms) post(batch, TERM, word, (COUNTED << 8) | Math.min(count, 255))
  const nameWords = new Set(profile.names.length === 1 ? tokens(profile.names[0]) : profile.names.flatMap(tokens))
  for (const word of nameWords) {
    post(batch, NAME, word, PLAIN << 8)
    draft.nameWords.add(word)
  }
  batch.nameLengths.push(Math.min(255, nameWords.size))
  for (const certificate of profile.certificates) addCertificate(draft, doc, certificate)
  for (const [column, name] of NUMBER_COLUMNS.entries()) {
    const value = profile.numbers[name]
    if (value === undefined) continue
    batch.numbers.doc.push(doc)
    batch.numbers.column.push(column)
    batch.numbers.value.push(value)
  }
  batch.starts.push(batch.size)
}

function post(batch: Batch, mark: Mark, text: string, value: number): void {
  const at = batch.size
  if (at === batch.values.length) grow(batch)
  batch.hashes[2 * at] = finish(mixHigh(mark.high, text))
  batch.hashes[2 * at + 1] = finish(mixLow(mark.low, text))
  batch.values[at] = value
  batch.size = at + 1
}

function grow(batch: Batch): void {
  const hashes = new Uint32Array(batch.hashes.length * 2)
  hashes.set(batch.hashes)
  batch.hashes = hashes
  const values = new Uint16Array(batch.values.length * 2)
  values.set(batch.values)
  batch.values = values
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
