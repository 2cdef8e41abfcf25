/** What a list tells of a firm's earlier awards, as features that it has in part: its share of a category, and the record as a whole. */
import { type FeatureKey, FULL_IMPACT, featureKey, RECORD_KEY } from './match-query.ts'
import type { CategoryFact, ProfileFacts } from './profiles.ts'
import { fold } from './text.ts'

/** From this many awards on a record counts in full; a logarithm, so that the tenth award adds little. */
const FULL_RECORD = 50

/** The key of a free category, whatever its case, accents and blanks: `Goods and Services` is `category:goods and services`. */
export function categoryKey(name: string): FeatureKey {
  return featureKey('category', fold(name).replace(/\s+/g, ' ').trim())
}

/**
 * Categories by the share of the firm's awards in them, a single award counting three quarters; the record by its logarithm.
 *
 * Example: 9 of 10 awards in *Works* give `category:works` .9 x 9.5/10 = .86 of 255; 10 awards in all give the record .59.
 */
export function recordFeatures({
  categories = [],
  earlierAwards,
}: Pick<ProfileFacts, 'categories' | 'earlierAwards'>): [FeatureKey, number][] {
  const counts = new Map<FeatureKey, number>()
  for (const category of categories) {
    const key = categoryKey(category.name)
    if (key !== 'category:') counts.set(key, (counts.get(key) ?? 0) + countOf(category))
  }
  const whole = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const shares = [...counts].map(([key, count]): [FeatureKey, number] => [key, impactOf((count / whole) * ((count + 0.5) / (count + 1)))])
  const record = impactOf(Math.min(1, Math.log(Math.max(1, earlierAwards ?? 0)) / Math.log(FULL_RECORD)))
  return [...shares, ...(record > 0 ? [[RECORD_KEY, record] as [FeatureKey, number]] : [])].filter(([, impact]) => impact > 0)
}

/** A category without a count is business as usual: as good as one award. */
function countOf({ awards }: CategoryFact): number {
  return Math.max(0, awards ?? 1)
}

function impactOf(share: number): number {
  return Math.round(FULL_IMPACT * (Number.isFinite(share) ? share : 0))
}
