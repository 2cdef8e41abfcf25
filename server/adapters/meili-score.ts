/** The exact score of what Meilisearch found: whole sums over the need's features, as the shared rules add them up (domain/topic.ts). */
import {
  type FeatureKey,
  FULL_IMPACT,
  type KnockOut,
  type MatchQuery,
  type ProfileFeatures,
  type Standing,
  TOPIC_GROUPS,
} from '../../domain/match-query.ts'
import { standingOf, textImpact, topicFrom } from '../../domain/topic.ts'
import type { Candidate, FeatureEvidence } from '../ports/match-engine.ts'

/** A profile with its features laid out for looking up; made once for each version read. */
export interface Scorable {
  profile: ProfileFeatures
  impacts: ReadonlyMap<FeatureKey, number>
  counts: ReadonlyMap<FeatureKey, number>
}

export function scorable(profile: ProfileFeatures): Scorable {
  return {
    profile,
    impacts: new Map<FeatureKey, number>([...profile.tags.map((tag) => [tag, FULL_IMPACT] as const), ...profile.graded]),
    counts: new Map(profile.terms.map(([word, count]) => [`term:${word}` as const, count])),
  }
}

interface Scored {
  candidate: Candidate
  promise: number
}

const RECALLS: readonly (readonly Standing[])[] = [['met'], ['met', 'developable'], ['met', 'developable', 'open']]

/** The union of the first k of each recall, best promise first. */
export function firstOfEach(query: MatchQuery, found: readonly Scorable[], k: number): Candidate[] {
  const scored = found.flatMap((one) => scoreOf(query, one)).sort(byPromise)
  const chosen = new Set<Scored>()
  for (const standings of RECALLS) {
    for (const one of scored.filter(({ candidate }) => standings.includes(candidate.standing)).slice(0, k)) chosen.add(one)
  }
  return scored.flatMap((one) => (chosen.has(one) ? one.candidate : []))
}

function byPromise(a: Scored, b: Scored): number {
  return b.promise - a.promise || (a.candidate.profileId < b.candidate.profileId ? -1 : 1)
}

function scoreOf(query: MatchQuery, one: Scorable): Scored[] {
  const standing = standingOf(query.knockOuts, one.profile)
  if (standing === 'fails') return []
  const evidence = evidenceOf(query, one)
  const sum = sumOf(query, evidence)
  if (sum === 0) return []
  const fit = standing === 'met' ? query.knockOuts : query.knockOuts.filter((knockOut) => isMet(knockOut, one.profile))
  const promise = topicFrom(sum + fit.reduce((whole, { weight }) => whole + weight * FULL_IMPACT, 0))
  return [{ candidate: { profileId: one.profile.profileId, standing, topic: topicFrom(sum), evidence }, promise }]
}

function isMet(knockOut: KnockOut, profile: ProfileFeatures): boolean {
  return standingOf([{ ...knockOut, developable: false }], profile) === 'met'
}

function evidenceOf({ features, averageLength }: MatchQuery, { profile, impacts, counts }: Scorable): FeatureEvidence[] {
  const evidence: FeatureEvidence[] = []
  for (const [feature, { key }] of features.entries()) {
    const count = counts.get(key)
    const impact = count === undefined ? (impacts.get(key) ?? 0) : textImpact(count, profile.length, averageLength)
    if (impact > 0) evidence.push({ feature, impact })
  }
  return evidence
}

/** Each group up to its cap. */
function sumOf({ features, caps }: MatchQuery, evidence: readonly FeatureEvidence[]): number {
  const sums = { text: 0, codes: 0, process: 0, place: 0 }
  for (const { feature, impact } of evidence) {
    const asked = features[feature]
    if (asked) sums[asked.group] += asked.weight * impact
  }
  return TOPIC_GROUPS.reduce((whole, group) => whole + Math.min(sums[group], caps[group] * FULL_IMPACT), 0)
}
