/** *Topic*, the half of the score that says how near a profile is to what a need is about, and what of its musts an index can tell. */
import type {
  Condition,
  FeatureKey,
  HeldCertificate,
  KnockOut,
  MatchQuery,
  ProfileFeatures,
  Standing,
  TopicGroup,
  TopicStatistics,
} from './match-query.ts'
import { FULL_IMPACT, TOPIC_GROUPS, WHOLE_TOPIC } from './match-query.ts'

/** BM25: how soon a repeated word stops counting, and how far a long profile is discounted. Tuned on the development queries. */
const SATURATION = 0.9
const LENGTH_DISCOUNT = 0.5

/**
 * How much of a word a profile has, in 255ths (BM25's term-frequency part).
 *
 * Once in a profile of average length is 134, which is .53; ever more often comes near 255.
 */
export function textImpact(count: number, length: number, averageLength: number): number {
  const relative = averageLength > 0 ? length / averageLength : 1
  return Math.round((FULL_IMPACT * count) / (count + SATURATION * (1 - LENGTH_DISCOUNT + LENGTH_DISCOUNT * relative)))
}

/** The share 0 to 1 behind a whole sum of weight times impact. */
export function topicFrom(sum: number): number {
  return sum / (WHOLE_TOPIC * FULL_IMPACT)
}

/**
 * The capped additive score of one profile, by group and in all, from 0 to 1: what every engine must find (rulings, "Score").
 *
 * Each feature adds weight times impact; a group adds up to its cap and no further.
 */
export function topicOf(query: MatchQuery, profile: ProfileFeatures): { topic: number; groups: Record<TopicGroup, number> } {
  const tags = new Set<FeatureKey>(profile.tags)
  const terms = new Map(profile.terms)
  const sums: Record<TopicGroup, number> = { text: 0, codes: 0, process: 0, place: 0 }
  for (const { key, weight, group } of query.features) {
    const count = key.startsWith('term:') ? (terms.get(key.slice(5)) ?? 0) : 0
    if (count > 0) sums[group] += weight * textImpact(count, profile.length, query.averageLength)
    else if (tags.has(key)) sums[group] += weight * FULL_IMPACT
  }
  let whole = 0
  const groups: Record<TopicGroup, number> = { text: 0, codes: 0, process: 0, place: 0 }
  for (const group of TOPIC_GROUPS) {
    const capped = Math.min(sums[group], query.caps[group] * FULL_IMPACT)
    groups[group] = topicFrom(capped)
    whole += capped
  }
  return { topic: topicFrom(whole), groups }
}

/** What is known of one condition: kept, missed for sure, or neither (not recorded, or near). */
export type Knowledge = 'met' | 'open' | 'failed'

/**
 * How a profile stands to the musts as far as an index can tell (rulings, "Verdicts").
 *
 * Only a firm *known* to miss a plain must `fails`; one that misses a developable must is `developable`.
 */
export function standingOf(knockOuts: readonly KnockOut[], profile: ProfileFeatures): Standing {
  let standing: Standing = 'met'
  for (const knockOut of knockOuts) {
    const known = bestOf(knockOut.groups.map((group) => worstOf(group.map((condition) => knowledgeOf(condition, profile)))))
    if (known === 'met') continue
    if (knockOut.developable) standing = standing === 'met' ? 'developable' : standing
    else if (known === 'failed') return 'fails'
    else standing = 'open'
  }
  return standing
}

/** What a profile's features tell of one condition. */
export function knowledgeOf(condition: Condition, profile: ProfileFeatures): Knowledge {
  switch (condition.kind) {
    case 'feature':
      return featureKnowledge(condition, profile)
    case 'without':
      return profile.tags.includes(condition.feature) ? 'failed' : 'met'
    case 'certificate':
      return certificateKnowledge(condition, profile)
    case 'number':
      return numberKnowledge(condition, profile)
  }
}

function featureKnowledge(condition: Extract<Condition, { kind: 'feature' }>, { tags, complete }: ProfileFeatures): Knowledge {
  const has = (keys: FeatureKey[]) => keys.some((key) => tags.includes(key))
  if (has(condition.anyOf)) return 'met'
  const known = condition.section === null || complete.includes(condition.section)
  return known && !has(condition.near) ? 'failed' : 'open'
}

function certificateKnowledge(
  condition: Extract<Condition, { kind: 'certificate' }>,
  { certificates, complete }: ProfileFeatures,
): Knowledge {
  const held = certificates.filter((each) => condition.anyOf.includes(each.standard))
  if (held.some((each) => isHeldOn(each, condition.validOn))) return 'met'
  const near = held.some((each) => isToCome(each, condition.validOn)) || certificates.some((each) => condition.near.includes(each.standard))
  return complete.includes('certificates') && !near ? 'failed' : 'open'
}

function numberKnowledge(condition: Extract<Condition, { kind: 'number' }>, { numbers, complete }: ProfileFeatures): Knowledge {
  const value = numbers[condition.column]
  if (value === undefined) return 'open'
  if (isWithin(value, condition.min, condition.max)) return 'met'
  const sure = condition.section === null || complete.includes(condition.section)
  return sure && !isWithin(value, condition.nearMin, condition.nearMax) ? 'failed' : 'open'
}

/** Whether a certificate counts on a day: not pending, begun and not ended; the last day still counts. */
export function isHeldOn(certificate: HeldCertificate, day: string): boolean {
  if (certificate.pending) return false
  return (certificate.from === null || certificate.from <= day) && (certificate.until === null || certificate.until >= day)
}

/** In progress, or valid from a later day on: near, so never a known failure. */
export function isToCome(certificate: HeldCertificate, day: string): boolean {
  return certificate.pending || (certificate.from !== null && certificate.from > day)
}

/** Bounds included; null does not limit. */
export function isWithin(value: number, min: number | null, max: number | null): boolean {
  return (min === null || value >= min) && (max === null || value <= max)
}

/** Counts document frequencies and the average length over all published profiles; frozen for a day by whoever calls. */
export function countStatistics(profiles: Iterable<ProfileFeatures>): TopicStatistics {
  const frequencies = new Map<string, number>()
  let documents = 0
  let length = 0
  for (const profile of profiles) {
    documents++
    length += profile.length
    for (const [word] of profile.terms) frequencies.set(word, (frequencies.get(word) ?? 0) + 1)
  }
  return { documents, averageLength: documents > 0 ? length / documents : 0, frequencies }
}

function worstOf(known: Knowledge[]): Knowledge {
  if (known.includes('failed')) return 'failed'
  return known.includes('open') ? 'open' : 'met'
}

function bestOf(known: Knowledge[]): Knowledge {
  if (known.includes('met')) return 'met'
  return known.includes('open') || known.length === 0 ? 'open' : 'failed'
}
