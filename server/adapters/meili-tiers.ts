/** A need's additive score as Meilisearch can ask for it: steps of each group, put together, best first; every step is a filter. */
import { type MatchQuery, type QueryFeature, TOPIC_GROUPS, type TopicGroup } from '../../domain/match-query.ts'
import { all, type Filter, hasFeature } from './meili-filters.ts'

/** Whoever passes the filter has about this share of what the best could have. */
export interface Tier {
  filter: Filter
  /** Above 0, at most 1. */
  weight: number
}

/**
 * Into how many parts a group's features are dealt for each step; a profile is on the step when it has one of each part. Meilisearch
 * ranks by words in order, never by a sum of weights: many steps of "one of each" come near such a sum.
 */
const STEPS: Record<TopicGroup, readonly number[]> = { codes: [1, 3, 6, 12], process: [1, 2, 3], text: [1, 2, 4], place: [1] }
/** A need that names neither product nor process lives on its words. */
const WORDS_ALONE: readonly number[] = [1, 2, 3, 4, 6, 8]

/** How much of a word a profile that has it mostly has. */
const USUAL_IMPACT = 0.55

/** Queries in one federated search. */
const MOST_TIERS = 48
/** A group that can add less than this says too little to be told apart. */
const LEAST_CAP = 50_000
/** The heaviest words tell firms apart; each costs the server a look-up in each tier. */
const WORDS_TOLD = 12
const LEAST_WEIGHT = 1e-7

/** The tiers of a recall, heaviest first, the last one for whoever shares any feature. */
export function tiersOf(query: MatchQuery): Tier[] {
  let steps: Step[] = [{ value: 0, filters: [] }]
  for (const group of TOPIC_GROUPS) steps = combine(steps, stepsOf(query, group))
  const ranked = steps.filter(({ filters }) => filters.length > 0).sort((a, b) => b.value - a.value)
  const whole = Math.max(1, ranked[0]?.value ?? 1)
  const tiers = spread(ranked, MOST_TIERS).map(({ value, filters }): Tier => ({ filter: all(filters), weight: Math.max(value, 1) / whole }))
  return [...tiers, { filter: anything(query), weight: LEAST_WEIGHT }]
}

/** Whoever shares any feature that counts. */
export function anything(query: MatchQuery): Filter {
  return hasFeature(askingFeatures(query).map(({ key }) => key))
}

interface Step {
  value: number
  filters: Filter[]
}

function combine(before: readonly Step[], steps: readonly Step[]): Step[] {
  return [
    ...before,
    ...before.flatMap((one) => steps.map((step) => ({ value: one.value + step.value, filters: [...step.filters, ...one.filters] }))),
  ]
}

/** Evenly over the whole list, its first and last among them. */
function spread<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list]
  return Array.from({ length: most }, (_, at) => list[Math.round((at * (list.length - 1)) / (most - 1))]).filter((one) => one !== undefined)
}

function askingFeatures({ features, caps }: MatchQuery): QueryFeature[] {
  return features.filter(({ weight, group }) => weight > 0 && caps[group] > 0)
}

function stepsOf(query: MatchQuery, group: TopicGroup): Step[] {
  const features = askingFeatures(query)
    .filter((feature) => feature.group === group)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, group === 'text' ? WORDS_TOLD : undefined)
  if (query.caps[group] < LEAST_CAP) return []
  const onWordsAlone = group === 'text' && query.caps.codes + query.caps.process === 0
  return (onWordsAlone ? WORDS_ALONE : STEPS[group])
    .filter((parts) => parts <= features.length)
    .map((parts) => {
      const dealt = Array.from({ length: parts }, (_, part) => features.filter((_feature, at) => at % parts === part))
      const value = dealt.reduce((sum, part) => sum + usualWeight(part), 0) * (group === 'text' ? USUAL_IMPACT : 1)
      return { value: Math.min(query.caps[group], value), filters: dealt.map((part) => hasFeature(part.map(({ key }) => key))) }
    })
}

/** Who has one of them has more likely a heavy one. */
function usualWeight(features: readonly QueryFeature[]): number {
  const sum = features.reduce((whole, { weight }) => whole + weight, 0)
  return sum === 0 ? 0 : features.reduce((whole, { weight }) => whole + weight * weight, 0) / sum
}
