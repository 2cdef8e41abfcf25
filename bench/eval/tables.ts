/** The evaluation's figures as tables: what the run prints, and what bench/README.md shows. */
import type { CodeScores } from './codes.ts'
import { type Estimate, MEASURES, type Measure, type Scores } from './metrics.ts'

export interface SetReport {
  name: string
  queries: number
  candidates: number
  /** Contender -> its scores, needs asking for firms. */
  forward: Record<string, Scores>
  byLanguage: Record<string, Scores>
  /** The same, SMEs asking for open needs. */
  reverse: Record<string, Scores> | null
  nothing: { falseNothing: number; unanswerable: number; saidSo: number }
  seconds: number
}

export interface EvalReport {
  at: string
  machine: object
  sets: SetReport[]
  codes: CodeScores | null
}

const SAID: Record<Measure, string> = { ndcg10: 'nDCG@10', recall50: 'recall@50', mrr: 'MRR', hit10: 'hit@10', classP10: 'classP@10' }

export function table({ name, queries, candidates, forward, reverse, nothing, seconds }: SetReport): string {
  return [
    `${name}: ${queries} needs, ${candidates} candidates, ${seconds} s`,
    ...contenders(forward),
    `against the best minisearch variant: ${against(forward)}`,
    `"nothing fits": ${nothing.falseNothing} of ${queries} answerable needs, ${nothing.saidSo} of ${nothing.unanswerable} unanswerable ones`,
    ...(reverse
      ? ['', `${name}, SMEs asking for open needs`, ...contenders(reverse), `against the best minisearch variant: ${against(reverse)}`]
      : []),
  ].join('\n')
}

export function codeTable({ hit1, hit5, class5, division1 }: CodeScores): string {
  return `ted-cpv: hit@1 ${figure(hit1)}  hit@5 ${figure(hit5)}  class@5 ${figure(class5)}  division@1 ${figure(division1)}`
}

function contenders(scores: Record<string, Scores>): string[] {
  const measures = MEASURES.filter((measure) => Object.values(scores).some((one) => one[measure]))
  const head = `| contender | ${measures.map((measure) => SAID[measure]).join(' | ')} |`
  const rows = Object.entries(scores).map(
    ([who, of]) => `| ${who} | ${measures.map((measure) => (of[measure] ? figure(of[measure]) : '')).join(' | ')} |`,
  )
  return [head, `|---|${measures.map(() => '---|').join('')}`, ...rows]
}

function figure({ mean, low, high }: Estimate): string {
  return `${mean.toFixed(3)} (${low.toFixed(2)}-${high.toFixed(2)})`
}

/** How much more or less than the best of minisearch's variants, each measure by itself. */
function against(scores: Record<string, Scores>): string {
  const of = (measure: Measure) => {
    const ours = scores.highroad?.[measure]?.mean ?? 0
    const best = Math.max(
      ...Object.entries(scores).flatMap(([who, one]) => (who.startsWith('minisearch') ? [one[measure]?.mean ?? 0] : [])),
    )
    return `${SAID[measure]} ${best > 0 ? `${ours >= best ? '+' : ''}${((100 * (ours - best)) / best).toFixed(1)} %` : 'n/a'}`
  }
  return `${of('ndcg10')}, ${of('recall50')}`
}
