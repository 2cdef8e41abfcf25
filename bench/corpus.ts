/** The corpus of one benchmark run: analysed firms, planned needs, and what planning cost. */
import { loadTaxonomy } from '../db/seed/taxonomy.ts'
import type { MatchQuery, ProfileFeatures } from '../domain/match-query.ts'
import { type PlanContext, planNeed } from '../domain/plan.ts'
import { featuresOf } from '../domain/profile-features.ts'
import type { SourcingNeed } from '../domain/sourcing.ts'
import type { Catalogue } from '../domain/standards.ts'
import { buildConceptIndex } from '../domain/taxonomy.ts'
import { countStatistics } from '../domain/topic.ts'
import { type Percentiles, percentiles } from './figures.ts'
import { type Firm, generateFirm, generateNeed, TODAY } from './generate.ts'
import { lexicon } from './lexicon.ts'
import { chance } from './random.ts'

export interface Corpus {
  firms: Firm[]
  needs: SourcingNeed[]
  context: PlanContext
  catalogue: Catalogue
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
  const made = Array.from({ length: firms }, (_, number) => generateFirm(random, words, number))
  const start = performance.now()
  const profiles = made.map(({ facts, texts }) => featuresOf(facts, texts, { concepts }))
  const analysis = performance.now() - start
  const context: PlanContext = { today: TODAY, standards: words.catalogue, concepts, statistics: countStatistics(profiles) }
  const asked = Array.from({ length: needs }, (_, number) => generateNeed(random, words, number))
  const times: number[] = []
  const queries = asked.map((need) => {
    const begin = performance.now()
    const query = planNeed(need, context)
    times.push(performance.now() - begin)
    return query
  })
  const perProfile = Math.round((1000 * analysis) / firms) / 1000
  return {
    firms: made,
    needs: asked,
    context,
    catalogue: words.catalogue,
    profiles,
    queries,
    plan: percentiles(times),
    analysis: perProfile,
  }
}
