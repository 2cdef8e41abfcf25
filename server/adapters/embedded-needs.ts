/** Open needs beside the index, found from the profile's side: whom a new or changed profile may concern. */
import type { FeatureKey, MatchQuery, ProfileFeatures } from '../../domain/match-query.ts'
import { featureKey } from '../../domain/match-query.ts'
import { standingOf } from '../../domain/topic.ts'
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

/** Needs that share a word, a code or a process with the profile (a place alone is no reason) and that it is not known to fail. */
export function needsFor(needs: OpenNeeds, profile: ProfileFeatures): string[] {
  const shared = new Set<string>()
  const keys = [...profile.tags, ...profile.terms.map(([word]) => featureKey('term', word))]
  for (const key of keys) for (const id of needs.byFeature.get(key) ?? []) shared.add(id)
  return [...shared].filter((id) => standingOf(needs.queries.get(id)?.knockOuts ?? [], profile) !== 'fails').sort()
}
