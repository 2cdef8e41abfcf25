/** What Meilisearch keeps of a profile and of an open need, and how they are read back. */
import type { FeatureKey, HeldCertificate, MatchQuery, ProfileFeatures, TopicGroup } from '../../domain/match-query.ts'
import { TOPIC_GROUPS } from '../../domain/match-query.ts'
import { tokens } from '../../domain/text.ts'
import { ALWAYS, dayNumber } from './meili-filters.ts'

/** Everything of {@link ProfileFeatures} is in it, so that candidates are scored from the answer of the index alone. */
export interface ProfileDocument {
  id: string
  /** The number of the change it stands at. */
  seq: number
  names: ProfileFeatures['names']
  claimed: boolean
  tags: FeatureKey[]
  parts: FeatureKey[]
  partImpacts: number[]
  terms: string[]
  counts: number[]
  length: number
  held: HeldCertificate[]
  cert: Record<string, CertificateSpan>
  certAny: string[]
  certPending: string[]
  number: ProfileFeatures['numbers']
  complete: ProfileFeatures['complete']
}

/** Days as numbers: from when until when certificates of one standard count, and when the last of them begins. */
interface CertificateSpan {
  from?: number
  until?: number
  begins?: number
}

export interface SuggestDocument {
  id: string
  seq: number
  shown: string
  /** Words of all names, folded as a query's are. */
  name: string
  /** Words that every reader may see, analysed. */
  open: string
  /** Sorts by name, equal names by id. */
  order: string
  country: string[]
  sector: string[]
  process: string[]
  state: 'claimed' | 'unclaimed'
  cert: Record<string, CertificateSpan>
  certAny: string[]
}

export interface NeedDocument {
  id: string
  seq: number
  query: MatchQuery
  /** By least topic: features of which a profile must have one to reach it. */
  near: Record<string, FeatureKey[]>
}

/** Fields of a profile document that are not asked back: they are made of the others. */
export const PROFILE_FIELDS = [
  'id',
  'seq',
  'names',
  'claimed',
  'tags',
  'parts',
  'partImpacts',
  'terms',
  'counts',
  'length',
  'held',
  'number',
  'complete',
] as const satisfies (keyof ProfileDocument)[]

export function profileDocument(profile: ProfileFeatures, seq: bigint): ProfileDocument {
  return {
    id: profile.profileId,
    seq: Number(seq),
    names: profile.names,
    claimed: profile.claimed,
    tags: profile.tags,
    parts: profile.graded.map(([key]) => key),
    partImpacts: profile.graded.map(([, impact]) => impact),
    terms: profile.terms.map(([word]) => word),
    counts: profile.terms.map(([, count]) => count),
    length: profile.length,
    held: profile.certificates,
    ...certificateAttributes(profile.certificates),
    certPending: [...new Set(profile.certificates.filter((each) => each.pending).map((each) => each.standard))],
    number: profile.numbers,
    complete: profile.complete,
  }
}

export function featuresFrom(document: Pick<ProfileDocument, (typeof PROFILE_FIELDS)[number]>): ProfileFeatures {
  return {
    profileId: document.id,
    names: document.names,
    claimed: document.claimed,
    tags: document.tags,
    graded: document.parts.map((key, at) => [key, document.partImpacts[at] ?? 0]),
    terms: document.terms.map((word, at) => [word, document.counts[at] ?? 0]),
    length: document.length,
    certificates: document.held,
    numbers: document.number,
    complete: document.complete,
  }
}

/** Longer names are told apart by their id: a value that is compared may have 468 bytes. */
const ORDER_LETTERS = 80

export function suggestDocument(profile: ProfileFeatures, seq: bigint): SuggestDocument {
  const [shown] = profile.names
  const codesOf = (kind: string) => profile.tags.filter((tag) => tag.startsWith(`${kind}:`)).map((tag) => tag.slice(kind.length + 1))
  return {
    id: profile.profileId,
    seq: Number(seq),
    shown,
    name: profile.names.map((name) => tokens(name).join(' ')).join(' . '),
    open: codesOf('open').join(' '),
    order: `${tokens(shown).join(' ').slice(0, ORDER_LETTERS)} ${profile.profileId}`,
    country: codesOf('country').filter((code) => code !== 'unknown'),
    sector: codesOf('sector'),
    process: codesOf('process'),
    state: profile.claimed ? 'claimed' : 'unclaimed',
    ...certificateAttributes(profile.certificates),
  }
}

function certificateAttributes(held: readonly HeldCertificate[]): Pick<ProfileDocument, 'cert' | 'certAny'> {
  const cert: Record<string, CertificateSpan> = {}
  for (const { standard, from, until, pending } of held) {
    const span = cert[standard] ?? {}
    cert[standard] = span
    const begins = from === null ? -ALWAYS : dayNumber(from)
    if (from !== null) span.begins = Math.max(span.begins ?? -ALWAYS, begins)
    if (pending) continue
    span.from = Math.min(span.from ?? ALWAYS, begins)
    span.until = Math.max(span.until ?? -ALWAYS, until === null ? ALWAYS : dayNumber(until))
  }
  return { cert, certAny: Object.keys(cert) }
}

/** Least topics that a need is prepared for; a lower one asks with the lowest, and none with all features. */
const LEASTS = [0.05, 0.1, 0.15, 0.2, 0.3] as const

export function needDocument(id: string, query: MatchQuery, seq: bigint): NeedDocument {
  const near = Object.fromEntries([0, ...LEASTS].map((least) => [nameOf(least), tellingOf(query, least)]))
  return { id, seq: Number(seq), query, near }
}

/** The attribute that finds every need whose topic may reach this much. */
export function nearAttribute(least: number): string {
  return `near.${nameOf(Math.max(0, ...LEASTS.filter((each) => each <= least)))}`
}

function nameOf(least: number): string {
  return `t${Math.round(least * 1_000)}`
}

/**
 * Features without any of which the topic stays below `least`: the lightest are left out as long as all left out, each group up
 * to its cap, do not reach it. A place alone brings nobody.
 */
function tellingOf({ features, caps }: MatchQuery, least: number): FeatureKey[] {
  const left: Record<TopicGroup, number> = { text: 0, codes: 0, process: 0, place: 0 }
  for (const { group, weight } of features) if (group === 'place') left.place += weight
  const others = features.filter(({ group }) => group !== 'place').sort((a, b) => a.weight - b.weight)
  const telling = others.filter(({ group, weight }) => {
    const before = left[group]
    left[group] += weight
    const reach = TOPIC_GROUPS.reduce((sum, each) => sum + Math.min(left[each], caps[each]), 0)
    if (reach < least * 1_000_000) return false
    left[group] = before
    return true
  })
  return telling.map(({ key }) => key)
}
