/** Open needs from the profile's side: Meilisearch finds those that may be near enough, the shared rules say which are. */
import type { FeatureKey, MatchQuery, ProfileFeatures } from '../../domain/match-query.ts'
import { featureKey } from '../../domain/match-query.ts'
import { standingOf, topicOf } from '../../domain/topic.ts'
import type { NeedHit, ReverseQuestion } from '../ports/match-engine.ts'
import type { MeiliClient } from './meili-client.ts'
import { nearAttribute } from './meili-documents.ts'
import type { Kept, Version } from './meili-features.ts'
import { oneOf } from './meili-filters.ts'

const MOST = 20_000

export async function needsFor(
  { client, index, needs }: { client: MeiliClient; index: string; needs: Kept<MatchQuery> },
  profile: ProfileFeatures,
  { least, failing, most }: ReverseQuestion,
  signal: AbortSignal,
): Promise<NeedHit[]> {
  const keys: FeatureKey[] = [
    ...profile.tags.filter((tag) => !tag.startsWith('open:')),
    ...profile.graded.map(([key]) => key),
    ...profile.terms.map(([word]) => featureKey('term', word)),
  ]
  const filter = oneOf(nearAttribute(least), keys)
  if (typeof filter !== 'string') return []
  const params = { q: '', filter, limit: MOST, attributesToRetrieve: ['id', 'seq'] }
  const { hits } = await client.search((search) => search.index<Version>(index).search(null, params, { signal }))
  const queries = await needs.of(hits, signal)
  const found = [...queries].flatMap(([needId, query]): NeedHit[] => {
    const { topic } = topicOf(query, profile)
    if (topic < least) return []
    return [{ needId, topic, standing: standingOf(query.knockOuts, profile) }]
  })
  const ordered = found.sort((a, b) => b.topic - a.topic || (a.needId < b.needId ? -1 : 1))
  const [possible, failed] = [
    ordered.filter((hit) => !isFailed(hit)).slice(0, most),
    failing ? ordered.filter(isFailed).slice(0, most) : [],
  ]
  const chosen = new Set([...possible, ...failed])
  return ordered.filter((hit) => chosen.has(hit))
}

function isFailed({ standing }: NeedHit): boolean {
  return standing === 'fails'
}
