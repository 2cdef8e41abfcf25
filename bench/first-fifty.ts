/** Does recall find what evaluating every profile would show? The first fifty proposals, both ways. */
import { evaluateNeed, rank } from '../domain/matching.ts'
import { ancestorsOf } from '../domain/taxonomy.ts'
import { topicOf } from '../domain/topic.ts'
import { calm } from '../server/adapters/match-engine.contract-cluster.ts'
import type { MatchEngine } from '../server/ports/match-engine.ts'
import type { Corpus } from './corpus.ts'
import { TODAY } from './generate.ts'

/** Share of the first fifty over all profiles that is among the candidates of recall (rulings: at least .99 at 10,000). */
export async function shareOfFirstFifty(engine: MatchEngine, corpus: Corpus, needs: number, k: number): Promise<number> {
  const { firms, profiles, queries, catalogue, context } = corpus
  const familyOf = (code: string) => {
    const concept = context.concepts.byCode.get(code)
    return concept?.kind === 'process' ? concept.group : null
  }
  const rules = { today: TODAY, catalogue, concepts: { ancestorsOf: (code: string) => ancestorsOf(code, context.concepts), familyOf } }
  let wanted = 0
  let found = 0
  for (const [at, need] of corpus.needs.slice(0, needs).entries()) {
    const query = queries[at]
    if (!query) continue
    const evaluations = firms.flatMap(({ facts }, place) => {
      const profile = profiles[place]
      const topic = profile ? topicOf(query, profile).topic : 0
      return topic > 0 ? [evaluateNeed(need, facts, { ...rules, topic })] : []
    })
    const first = rank(
      evaluations.filter(({ band }) => band !== 'not'),
      TODAY,
    ).slice(0, 50)
    const recalled = new Set((await engine.candidates(query, k, calm())).items.map((item) => item.profileId))
    wanted += first.length
    found += first.filter(({ profileId }) => recalled.has(profileId)).length
  }
  return wanted === 0 ? 1 : Math.round((10_000 * found) / wanted) / 10_000
}
