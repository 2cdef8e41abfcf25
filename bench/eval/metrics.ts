/** How good a ranking is: the measures of the evaluation sets' README, with 95 % bootstrap intervals over the queries. */
import type { EvalSet } from './sets.ts'

/** Of each query, the candidates' ids, best first. */
export type Rankings = ReadonlyMap<string, readonly string[]>

export const MEASURES = ['ndcg10', 'recall50', 'mrr', 'hit10', 'classP10'] as const
export type Measure = (typeof MEASURES)[number]

/** The mean over the queries, and between what it lies in 95 of 100 draws of as many queries. */
export interface Estimate {
  mean: number
  low: number
  high: number
  queries: number
}

export type Scores = Partial<Record<Measure, Estimate>>

/** A candidate is relevant from this grade on; where none of a query's reaches it, from the best grade there is. */
const RELEVANT = 2
const DRAWS = 1_000

/** Values of each measure, query by query; classP10 only where the query has a class. */
export function measureQueries(set: EvalSet, rankings: Rankings): Record<Measure, Map<string, number>> {
  const values = Object.fromEntries(MEASURES.map((measure) => [measure, new Map<string, number>()])) as Record<Measure, Map<string, number>>
  for (const query of set.queries) {
    const ranked = rankings.get(query.id) ?? []
    const grades = set.grades.get(query.id) ?? new Map<string, number>()
    values.ndcg10.set(query.id, ndcg(ranked, grades))
    const least = Math.min(RELEVANT, Math.max(1, ...grades.values()))
    const relevant = [...grades].flatMap(([id, grade]) => (grade >= least ? [id] : []))
    if (relevant.length > 0) {
      const at = ranked.slice(0, 100).findIndex((id) => relevant.includes(id))
      values.recall50.set(query.id, relevant.filter((id) => ranked.indexOf(id) >= 0 && ranked.indexOf(id) < 50).length / relevant.length)
      values.mrr.set(query.id, at < 0 ? 0 : 1 / (at + 1))
      values.hit10.set(query.id, at >= 0 && at < 10 ? 1 : 0)
    }
    if (set.futureClasses && query.class) {
      const wins = (id: string) => set.futureClasses?.get(id)?.has(query.class ?? '') ?? false
      values.classP10.set(query.id, ranked.slice(0, 10).filter(wins).length / 10)
    }
  }
  return values
}

export function scoresOf(set: EvalSet, rankings: Rankings): Scores {
  return estimates(measureQueries(set, rankings))
}

/** The same for the queries of one language only. */
export function scoresByLanguage(set: EvalSet, rankings: Rankings): Record<string, Scores> {
  const values = measureQueries(set, rankings)
  const languages = [...new Set(set.queries.map(({ lang }) => lang))].sort()
  return Object.fromEntries(
    languages.map((lang) => [lang, estimates(only(values, new Set(set.queries.filter((one) => one.lang === lang).map(({ id }) => id))))]),
  )
}

export function estimate(values: readonly number[]): Estimate {
  const draw = drawing()
  const means = Array.from({ length: DRAWS }, () => mean(values.map(() => values[draw(values.length)] ?? 0))).sort((a, b) => a - b)
  return {
    mean: mean(values),
    low: means[Math.floor(DRAWS * 0.025)] ?? 0,
    high: means[Math.ceil(DRAWS * 0.975) - 1] ?? 0,
    queries: values.length,
  }
}

/** Gain 2^grade - 1, discount 1/log2(rank + 1), against the best order of all judged candidates. */
function ndcg(ranked: readonly string[], grades: ReadonlyMap<string, number>): number {
  const gains = (list: number[]) => list.slice(0, 10).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0)
  const ideal = gains([...grades.values()].sort((a, b) => b - a))
  return ideal === 0 ? 0 : gains(ranked.map((id) => grades.get(id) ?? 0)) / ideal
}

function estimates(values: Record<Measure, Map<string, number>>): Scores {
  return Object.fromEntries(
    MEASURES.flatMap((measure) => (values[measure].size > 0 ? [[measure, estimate([...values[measure].values()])]] : [])),
  )
}

function only(values: Record<Measure, Map<string, number>>, ids: ReadonlySet<string>): Record<Measure, Map<string, number>> {
  return Object.fromEntries(MEASURES.map((measure) => [measure, new Map([...values[measure]].filter(([id]) => ids.has(id)))])) as Record<
    Measure,
    Map<string, number>
  >
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Always the same draws, so that two runs print the same intervals. */
function drawing(): (below: number) => number {
  let state = 0x2545f491
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}
