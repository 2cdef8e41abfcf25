/** The corpus of one benchmark run: analysed firms, planned needs, and what planning cost. */
import { loadTaxonomy } from '../db/seed/taxonomy.ts'
import type { MatchQuery, ProfileFeatures } from '../domain/match-query.ts'
import { planNeed } from '../domain/plan.ts'
import { featuresOf } from '../domain/profile-features.ts'
import { buildConceptIndex } from '../domain/taxonomy.ts'
import { countStatistics } from '../domain/topic.ts'
import { type Percentiles, percentiles } from './figures.ts'
import { generateFirm, generateNeed, TODAY } from './generate.ts'
import { lexicon } from './lexicon.ts'
import { chance } from './random.ts'

export interface Corpus {
  profiles: ProfileFeatures[]
  queries: MatchQuery[]
  /** Milliseconds a need. */
  plan: Percentiles
  /** Milliseconds a profile, from raw text and facts. */
  analysis: number
}

export function makeCorpus(firms: number, needs: number, seed = 11): Corpus {
  const random = chance(seed)
  const words = lexicon(random, loadTaxonomy())
  const concepts = buildConceptIndex(words.concepts)
  let analysis = 0
  const profiles = Array.from({ length: firms }, (_, number) => {
    const { facts, texts } = generateFirm(random, words, number)
    const start = performance.now()
    const features = featuresOf(facts, texts, { concepts })
    analysis += performance.now() - start
    return features
  })
  const context = { today: TODAY, standards: words.catalogue, concepts, statistics: countStatistics(profiles) }
  const times: number[] = []
  const queries = Array.from({ length: needs }, (_, number) => {
    const need = generateNeed(random, words, number)
    const start = performance.now()
    const query = planNeed(need, context)
    times.push(performance.now() - start)
    return query
  })
  return { profiles, queries, plan: percentiles(times), analysis: Math.round((1000 * analysis) / firms) / 1000 }
}
