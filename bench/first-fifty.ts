/** Measures (a) and (b) of the rulings: recall against scoring every profile, and the first fifty against evaluating every profile. */

import type { ProfileFeatures } from '../domain/match-query.ts'
import { evaluateNeed, rank } from '../domain/matching.ts'
import type { SourcingNeed } from '../domain/sourcing.ts'
import { ancestorsOf } from '../domain/taxonomy.ts'
import { topicOf } from '../domain/topic.ts'
import { calm } from '../server/adapters/match-engine.contract-cluster.ts'
import { askNeeds, makeSource, type Source } from './corpus.ts'
import { feed, openEngine } from './engine.ts'
import { rounded } from './figures.ts'
import { type Firm, TODAY } from './generate.ts'
import { best, compareWithOracle, type Exactness, score } from './oracle.ts'

export interface FirstFifty {
  profiles: number
  needs: number
  exactness: Exactness
  /** Share of the first fifty over all profiles that is among the candidates of recall. */
  found: number
  /** Needs of which at least one of the first fifty was missed. */
  incomplete: number
}

const K = 400

export async function measureFirstFifty({ size, needs: count }: { size: number; needs: number }): Promise<FirstFifty> {
  const source = makeSource(size)
  const engine = openEngine()
  const profiles: ProfileFeatures[] = []
  const { statistics } = await feed(engine, source, (profile) => profiles.push(profile))
  const { needs, queries } = askNeeds(source, statistics, count)
  const firms = profiles.map((_, number) => source.firm(number))
  const evaluate = evaluator(source, firms)
  const seen = { differences: 0, unexplained: 0, wanted: 0, found: 0, incomplete: 0, recall: 0 }
  for (const [at, query] of queries.entries()) {
    const need = needs[at]
    if (!need) continue
    const topics = profiles.map((profile) => topicOf(query, profile).topic)
    const scored = profiles.flatMap((profile, number) => score(query, profile, topics[number]) ?? [])
    const exact = await compareWithOracle(engine, { answer: (_, k) => best(scored, k) }, [query])
    const recalled = new Set((await engine.candidates(query, K, calm())).items.map((item) => item.profileId))
    const first = evaluate(need, topics)
    const hits = first.filter((profileId) => recalled.has(profileId)).length
    seen.differences += exact.differences
    seen.unexplained += exact.unexplained
    seen.recall += exact.recallAt50
    seen.wanted += first.length
    seen.found += hits
    seen.incomplete += hits < first.length ? 1 : 0
  }
  await engine.close()
  return {
    profiles: size,
    needs: needs.length,
    exactness: {
      queries: needs.length,
      differences: seen.differences,
      unexplained: seen.unexplained,
      recallAt50: rounded(seen.recall / needs.length, 4),
    },
    found: seen.wanted === 0 ? 1 : rounded(seen.found / seen.wanted, 5),
    incomplete: seen.incomplete,
  }
}

/** Evaluates every firm that shares anything with the need and gives the first fifty of the final order. */
function evaluator({ words, concepts }: Source, firms: readonly Firm[]) {
  const familyOf = (code: string) => {
    const concept = concepts.byCode.get(code)
    return concept?.kind === 'process' ? concept.group : null
  }
  const tree = { ancestorsOf: (code: string) => ancestorsOf(code, concepts), familyOf }
  const rules = { today: TODAY, catalogue: words.catalogue, concepts: tree }
  return (need: SourcingNeed, topics: readonly number[]): string[] => {
    const evaluations = firms.flatMap(({ facts }, number) => {
      const topic = topics[number] ?? 0
      return topic > 0 ? [evaluateNeed(need, facts, { ...rules, topic })] : []
    })
    const shown = evaluations.filter(({ band }) => band !== 'not')
    return rank(shown, TODAY)
      .slice(0, 50)
      .map(({ profileId }) => profileId)
  }
}
