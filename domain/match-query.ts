/** The language of recall: what a sourcing need asks of a search engine, and what an engine keeps of a profile. */
import type { Day } from './day.ts'
import type { CompletableSection } from './profiles.ts'

/** The four parts of *topic*; each adds up to its own cap and no further. */
export const TOPIC_GROUPS = ['text', 'codes', 'process', 'place'] as const
export type TopicGroup = (typeof TOPIC_GROUPS)[number]

/**
 * What a feature is made of: a word, a thesaurus concept (product or process), a classification code, a sector, a place; the language
 * of the firm's own text; and, in part only, a lead firm's free category, a code that a text is likely about, and the record of earlier awards.
 */
export const FEATURE_KINDS = [
  'term',
  'product',
  'process',
  'code',
  'sector',
  'country',
  'region',
  'refuses',
  'open',
  'language',
  'category',
  'likely',
  'record',
] as const
export type FeatureKind = (typeof FEATURE_KINDS)[number]

/** A feature's one name in every index: `process:cnc-turning`, `code:hs:8708`, `term:brack`. */
export type FeatureKey = `${FeatureKind}:${string}`

export function featureKey(kind: FeatureKind, code: string): FeatureKey {
  return `${kind}:${code}`
}

/** Weights are whole millionths of topic 1.0, so that a sum is the same in every order and every engine. */
export const WHOLE_TOPIC = 1_000_000

/** Impacts are whole 255ths: how much of a feature a profile has; codes, processes and places count in full. */
export const FULL_IMPACT = 255

export interface QueryFeature {
  key: FeatureKey
  group: TopicGroup
  /** Millionths of topic 1.0. */
  weight: number
}

/** Numbers an engine keeps a column of; a missing one is unknown, never nought. Capacities are free ones per month in the base unit. */
export const NUMBER_COLUMNS = [
  'employees',
  'sample-lead-days',
  'series-lead-days',
  'export-share',
  'capacity-pcs',
  'capacity-kg',
  'capacity-m',
  'capacity-m2',
  'capacity-l',
  'capacity-h',
] as const
export type NumberColumn = (typeof NUMBER_COLUMNS)[number]

/**
 * One thing a must asks that an index can tell. `near` widens it: who reaches only that is not known to fail.
 *
 * A firm without the fact is known to fail only once it has marked the section complete (rulings, "unknown and no").
 */
export type Condition =
  | {
      kind: 'feature'
      anyOf: FeatureKey[]
      near: FeatureKey[]
      /** Whoever has one of these has not said: `country:unknown`. */
      unsaid: FeatureKey[]
      section: CompletableSection | null
    }
  | { kind: 'without'; feature: FeatureKey }
  | { kind: 'certificate'; anyOf: string[]; near: string[]; validOn: Day }
  | {
      kind: 'number'
      column: NumberColumn
      min: number | null
      max: number | null
      nearMin: number | null
      nearMax: number | null
      /** When a figure outside is a failure for sure: always, once this section is complete, or never (its age may put it in doubt). */
      sure: CompletableSection | 'always' | 'never'
    }

/** A must as recall sees it: all conditions of one group suffice. A group that no index can tell is left out with its whole must. */
export interface KnockOut {
  /** The criterion's id, or `countries` and `sector` for what the need itself says. */
  criterion: string
  developable: boolean
  /** Millionths of *fit* that a firm known to meet it will have of it; orders candidates, and is no part of topic. */
  weight: number
  groups: Condition[][]
}

export interface MatchQuery {
  features: QueryFeature[]
  /** Millionths; together one WHOLE_TOPIC. */
  caps: Record<TopicGroup, number>
  knockOuts: KnockOut[]
  /** Frozen once a day together with the document frequencies behind the weights; in words. */
  averageLength: number
}

/** A certificate as an index keeps it; `pending` is one in progress or not valid yet. Days are null where nothing limits. */
export interface HeldCertificate {
  standard: string
  from: Day | null
  until: Day | null
  pending: boolean
}

/** What an engine keeps of one published profile: derived from its facts, never shown, always rebuildable. */
export interface ProfileFeatures {
  profileId: string
  /** In every language the firm gives; the first is the one shown. */
  names: [string, ...string[]]
  claimed: boolean
  /** What the firm has in full; ancestors included, each once. Terms are not among them. */
  tags: FeatureKey[]
  /** What it has in part, in 255ths from 1 to 255: a share of its business, a track record. No key stands in `tags` too, and no knock-out asks for one. */
  graded: [key: FeatureKey, impact: number][]
  /** Analysed words and how often, at most 255. */
  terms: [word: string, count: number][]
  /** All counted words together; what the average length is the mean of. Discounting knows it by its `lengthClass` only. */
  length: number
  certificates: HeldCertificate[]
  numbers: Partial<Record<NumberColumn, number>>
  complete: CompletableSection[]
}

/** The one key of the record of earlier awards: every need asks for it a little. */
export const RECORD_KEY = 'record:awards' satisfies FeatureKey

/** Document frequencies and average length over all published profiles, frozen once a day. */
export interface TopicStatistics {
  documents: number
  averageLength: number
  /** In how many profiles a word stands; and, under its key, each language and each feature that profiles have in part. */
  frequencies: ReadonlyMap<string, number>
}

/** How a profile stands to the musts: all known met; plain ones met or near, developable ones anyhow; some plain must unknown; known to fail. */
export const STANDINGS = ['met', 'developable', 'open', 'fails'] as const
export type Standing = (typeof STANDINGS)[number]

/**
 * The features that draw a need's field: its products, processes and codes, or its words where it names none.
 * Counts of how the firms of a field stand to the musts are taken over whoever has one of them.
 */
export function fieldOf({ features }: Pick<MatchQuery, 'features'>): FeatureKey[] {
  const named = features.filter(({ key, group }) => (group === 'codes' && !isInPart(key)) || group === 'process')
  return (named.length > 0 ? named : features.filter(({ group }) => group === 'text')).map(({ key }) => key)
}

/**
 * Tells whether a candidate shares more with a need than the place of delivery and a record of awards. Where an engine tells no evidence,
 * only who has more than place can give is sure to.
 */
export function beyondPlace({ features, caps }: Pick<MatchQuery, 'features' | 'caps'>): (candidate: Shared) => boolean {
  const counts = features.map(({ group, key }) => group !== 'place' && key !== RECORD_KEY)
  return (candidate) => {
    const shared = candidate.shared ?? candidate.evidence?.map(({ feature }) => feature)
    if (!shared) return candidate.topic > caps.place / WHOLE_TOPIC
    for (let at = 0; at < shared.length; at++) if (counts[shared[at] as number]) return true
    return false
  }
}

/** What a candidate shares, as places in `features`: bare, or read from its evidence. */
interface Shared {
  topic: number
  shared?: ArrayLike<number>
  evidence: readonly { feature: number }[] | null
}

/** Likely codes, categories and the record say how near a firm is, not which field a need belongs to. */
function isInPart(key: FeatureKey): boolean {
  return key.startsWith('likely:') || key.startsWith('category:') || key === RECORD_KEY
}
