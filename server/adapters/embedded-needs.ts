/** Open needs beside the index, found from the profile's side: whom a new or changed profile may concern. */
import type { FeatureKey, MatchQuery, ProfileFeatures } from '../../domain/match-query.ts'
import { featureKey } from '../../domain/match-query.ts'
import { standingOf, topicOf } from '../../domain/topic.ts'
import type { NeedHit } from '../ports/match-engine.ts'
import { entry } from './embedded-postings.ts'

export interface OpenNeeds {
  queries: Map<string, MatchQuery>
  byFeature: Map<FeatureKey, Set<string>>
}

export function noNeeds(): OpenNeeds {
  return { queries: new Map(), byFeature: new Map() }
}

/** Takes a need in, or out where the query is null. */
export function putNeed(needs: OpenNeeds, id: string, query: MatchQuery | null): void {
  for (const { key } of needs.queries.get(id)?.features ?? []) needs.byFeature.get(key)?.delete(id)
  needs.queries.delete(id)
  if (!query) return
  needs.queries.set(id, query)
  for (const { key, group } of query.features) if (group !== 'place') entry(needs.byFeature, key, () => new Set()).add(id)
}

/** Needs near enough by topic; a place alone brings nobody. */
export function needsFor(needs: OpenNeeds, profile: ProfileFeatures, { least, failing }: { least: number; failing: boolean }): NeedHit[] {
  const shared = new Set<string>()
  const keys = [...profile.tags, ...profile.graded.map(([key]) => key), ...profile.terms.map(([word]) => featureKey('term', word))]
  for (const key of keys) for (const id of needs.byFeature.get(key) ?? []) shared.add(id)
  const hits = [...shared].flatMap((needId): NeedHit[] => {
    const query = needs.queries.get(needId)
    if (!query) return []
    const topic = topicOf(query, profile).topic
    const standing = standingOf(query.knockOuts, profile)
    return topic >= least && (failing || standing !== 'fails') ? [{ needId, topic, standing }] : []
  })
  return hits.sort((a, b) => b.topic - a.topic || (a.needId < b.needId ? -1 : 1))
}
