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
const SATURATION = 0.6
const LENGTH_DISCOUNT = 0.5

/**
 * How much of a word a profile has, in 255ths (BM25's term-frequency part).
 *
 * Once in a profile of average length is 159, which is .63; ever more often comes near 255.
 */
export function textImpact(count: number, length: number, averageLength: number): number {
  const relative = averageLength > 0 ? lengthOf(lengthClass(length)) / averageLength : 1
  return Math.round((FULL_IMPACT * count) / (count + SATURATION * (1 - LENGTH_DISCOUNT + LENGTH_DISCOUNT * relative)))
}

/** Lengths are kept in one byte, sixteen steps to each doubling, so that an index holds no more of a profile's length than that. */
const STEPS_PER_DOUBLING = 16
const LONGEST_CLASS = 255

/** The byte that stands for a length in words: 0 for none, 16 for one word, 112 for 127. */
export function lengthClass(length: number): number {
  return Math.min(LONGEST_CLASS, Math.round(STEPS_PER_DOUBLING * Math.log2(1 + Math.max(0, length))))
}

/** The length in words behind a class, to within 2 %. */
export function lengthOf(byte: number): number {
  return 2 ** (byte / STEPS_PER_DOUBLING) - 1
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
  const sums = cappedSums(query, profile)
  const groups = {
    text: topicFrom(sums.text),
    codes: topicFrom(sums.codes),
    process: topicFrom(sums.process),
    place: topicFrom(sums.place),
  }
  return { topic: topicFrom(wholeOf(sums)), groups }
}

/**
 * What candidates are ordered by: topic, and the fit that the musts known met will bring, in the same 0 to 1 each.
 *
 * A score is half fit, half topic, so that ordering by topic alone would leave out firms that meet more of what is asked.
 */
export function promiseOf(query: MatchQuery, profile: ProfileFeatures): number {
  const met = query.knockOuts.filter((knockOut) => knownOf(knockOut, profile) === 'met')
  const fit = met.reduce((sum, { weight }) => sum + weight * FULL_IMPACT, 0)
  return topicFrom(wholeOf(cappedSums(query, profile)) + fit)
}

/** Whole sums of weight times impact by group, each up to its cap. */
function cappedSums(query: MatchQuery, profile: ProfileFeatures): Record<TopicGroup, number> {
  const structured = new Map<FeatureKey, number>([...profile.tags.map((tag) => [tag, FULL_IMPACT] as const), ...profile.graded])
  const terms = new Map(profile.terms)
  const sums: Record<TopicGroup, number> = { text: 0, codes: 0, process: 0, place: 0 }
  for (const { key, weight, group } of query.features) {
    const count = key.startsWith('term:') ? (terms.get(key.slice(5)) ?? 0) : 0
    if (count > 0) sums[group] += weight * textImpact(count, profile.length, query.averageLength)
    else sums[group] += weight * (structured.get(key) ?? 0)
  }
  for (const group of TOPIC_GROUPS) sums[group] = Math.min(sums[group], query.caps[group] * FULL_IMPACT)
  return sums
}

function wholeOf(sums: Record<TopicGroup, number>): number {
  return TOPIC_GROUPS.reduce((whole, group) => whole + sums[group], 0)
}

/** What is known of one condition, best first: kept, nearly kept, not recorded, missed for sure. */
export const KNOWLEDGE = ['met', 'near', 'open', 'failed'] as const
export type Knowledge = (typeof KNOWLEDGE)[number]

/**
 * How a profile stands to the musts as far as an index can tell (rulings, "Verdicts").
 *
 * Only a firm *known* to miss a plain must `fails`; one that nearly meets it, or misses a developable must, is `developable`.
 */
export function standingOf(knockOuts: readonly KnockOut[], profile: ProfileFeatures): Standing {
  let standing: Standing = 'met'
  for (const knockOut of knockOuts) {
    const known = knownOf(knockOut, profile)
    if (known === 'met') continue
    if (!knockOut.developable && known === 'failed') return 'fails'
    if (!knockOut.developable && known === 'open') standing = 'open'
    else if (standing === 'met') standing = 'developable'
  }
  return standing
}

/** All conditions of a group, the best of the groups. */
function knownOf(knockOut: KnockOut, profile: ProfileFeatures): Knowledge {
  const groups = knockOut.groups.map((group) =>
    Math.max(0, ...group.map((condition) => KNOWLEDGE.indexOf(knowledgeOf(condition, profile)))),
  )
  return KNOWLEDGE[Math.min(...groups)] ?? 'open'
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

/** Knock-outs look at what a firm has in full. */
function featureKnowledge(condition: Extract<Condition, { kind: 'feature' }>, { tags, complete }: ProfileFeatures): Knowledge {
  const has = (keys: FeatureKey[]) => keys.some((key) => tags.includes(key))
  if (has(condition.anyOf)) return 'met'
  if (has(condition.near)) return 'near'
  if (has(condition.unsaid)) return 'open'
  return condition.section === null || complete.includes(condition.section) ? 'failed' : 'open'
}

function certificateKnowledge(
  condition: Extract<Condition, { kind: 'certificate' }>,
  { certificates, complete }: ProfileFeatures,
): Knowledge {
  const held = certificates.filter((each) => condition.anyOf.includes(each.standard))
  if (held.some((each) => isHeldOn(each, condition.validOn))) return 'met'
  const near = held.some((each) => isToCome(each, condition.validOn)) || certificates.some((each) => condition.near.includes(each.standard))
  if (near) return 'near'
  return complete.includes('certificates') ? 'failed' : 'open'
}

function numberKnowledge(condition: Extract<Condition, { kind: 'number' }>, { numbers, complete }: ProfileFeatures): Knowledge {
  const value = numbers[condition.column]
  if (value === undefined) return 'open'
  if (isWithin(value, condition.min, condition.max)) return 'met'
  if (isWithin(value, condition.nearMin, condition.nearMax)) return 'near'
  if (condition.sure === 'never') return 'open'
  return condition.sure === 'always' || complete.includes(condition.sure) ? 'failed' : 'open'
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
  const counting = startStatistics()
  for (const profile of profiles) counting.add(profile)
  return counting.done()
}

/** The same, profile by profile, for whoever does not hold them all at once. */
export function startStatistics(): { add(profile: ProfileFeatures): void; done(): TopicStatistics } {
  const frequencies = new Map<string, number>()
  let documents = 0
  let length = 0
  return {
    add(profile) {
      documents++
      length += profile.length
      for (const key of countedOf(profile)) frequencies.set(key, (frequencies.get(key) ?? 0) + 1)
    },
    done: () => ({ documents, averageLength: documents > 0 ? length / documents : 0, frequencies }),
  }
}

function countedOf({ terms, tags, graded }: ProfileFeatures): string[] {
  return [...terms.map(([word]) => word), ...tags.filter((tag) => tag.startsWith('language:')), ...graded.map(([key]) => key)]
}
