/** The evaluation's figures as tables: what the run prints set by set, and what the kept page is made of. */
import type { CodeScores } from './codes.ts'
import { type Estimate, MEASURES, type Measure, type Scores } from './metrics.ts'
import { AIMS, type Direction, reasonFor } from './reasons.ts'

/** Contender -> its scores. */
export type Contenders = Record<string, Scores>

export interface SetReport {
  name: string
  queries: number
  candidates: number
  /** Needs asking for firms. */
  forward: Contenders
  /** The same for the needs of one language; empty where a set has one language only. */
  byLanguage: Record<string, Contenders>
  /** SMEs asking for open needs. */
  reverse: Contenders | null
  nothing: { falseNothing: number; unanswerable: number; saidSo: number }
  seconds: number
}

export interface EvalReport {
  at: string
  machine: object
  sets: SetReport[]
  codes: CodeScores | null
}

export const OURS = 'highroad'
export const SAID: Record<Measure, string> = {
  ndcg10: 'nDCG@10',
  recall50: 'recall@50',
  mrr: 'MRR',
  hit10: 'hit@10',
  classP10: 'classP@10',
}
const BOTH = ['ndcg10', 'recall50'] as const

/** Everything about one set: both directions beside the peers, how far ahead, and why where that is less than aimed at. */
export function table(report: SetReport): string {
  const { name, queries, candidates, nothing, seconds } = report
  return [
    `### ${name}: ${queries} needs, ${candidates} candidates`,
    '',
    ...directionsOf(report).flatMap(([direction, contenders]) => [
      direction === 'forward' ? 'Needs asking for firms:' : 'SMEs asking for open needs:',
      '',
      ...contendersTable(contenders),
      '',
      `Against the best minisearch variant: ${BOTH.map((measure) => `${SAID[measure]} ${percent(aheadOf(contenders, measure))}`).join(', ')}.`,
      ...whyOf(name, direction, contenders),
      '',
    ]),
    `"Nothing fits": ${nothing.falseNothing} of ${queries} answerable needs, ${nothing.saidSo} of ${nothing.unanswerable} unanswerable ones. ${seconds} s.`,
    ...languagesOf(report),
  ].join('\n')
}

export function directionsOf({ forward, reverse }: SetReport): [Direction, Contenders][] {
  return [['forward', forward], ...(reverse ? [['reverse', reverse] as [Direction, Contenders]] : [])]
}

export function codeTable({ hit1, hit5, class5, division1 }: CodeScores): string {
  return [
    '| | hit@1 | hit@5 | class@5 | division@1 |',
    '|---|---|---|---|---|',
    `| ${OURS} | ${[hit1, hit5, class5, division1].map(figure).join(' | ')} |`,
    // Of the sets' README: title and description, words cut to six letters.
    '| BM25 over the labels | .066 | .140 | .230 | .296 |',
  ].join('\n')
}

/** The best of minisearch's variants by one measure, and how much more than it we have; null where there is nothing to compare. */
export function bestOf(contenders: Contenders, measure: Measure): { who: string; mean: number } | null {
  const peers = Object.entries(contenders).flatMap(([who, scores]) =>
    who.startsWith('minisearch') && scores[measure] ? [{ who, mean: scores[measure].mean }] : [],
  )
  return peers.sort((a, b) => b.mean - a.mean)[0] ?? null
}

export function aheadOf(contenders: Contenders, measure: Measure): number | null {
  const ours = contenders[OURS]?.[measure]?.mean
  const best = bestOf(contenders, measure)
  return ours === undefined || !best || best.mean === 0 ? null : ours / best.mean - 1
}

/** Rounding makes nobody worse. */
export function isBelowFloor(contenders: Contenders, measure: Measure): boolean {
  return (aheadOf(contenders, measure) ?? 0) < -0.0005
}

export function percent(share: number | null): string {
  return share === null ? 'n/a' : `${share >= 0 ? '+' : ''}${(100 * share).toFixed(1)} %`
}

function whyOf(name: string, direction: Direction, contenders: Contenders): string[] {
  const missed = BOTH.filter((measure) => (aheadOf(contenders, measure) ?? 0) < AIMS[measure])
  return missed.length === 0
    ? []
    : [`Below the aim in ${missed.map((measure) => SAID[measure]).join(' and ')}: ${reasonFor(name, direction)}`]
}

function contendersTable(contenders: Contenders): string[] {
  const measures = MEASURES.filter((measure) => Object.values(contenders).some((one) => one[measure]))
  const rows = Object.entries(contenders).map(
    ([who, of]) => `| ${who} | ${measures.map((measure) => (of[measure] ? figure(of[measure]) : '')).join(' | ')} |`,
  )
  return [`| | ${measures.map((measure) => SAID[measure]).join(' | ')} |`, `|---|${measures.map(() => '---|').join('')}`, ...rows]
}

/** Folded: ours beside the best minisearch variant and orama, a line for each language. */
function languagesOf({ byLanguage }: SetReport): string[] {
  const rows = Object.entries(byLanguage).map(([language, contenders]) => {
    const cells = BOTH.flatMap((measure) => [
      contenders[OURS]?.[measure] ? figure(contenders[OURS][measure]) : '',
      bestOf(contenders, measure)?.mean.toFixed(3) ?? '',
      contenders.orama?.[measure]?.mean.toFixed(3) ?? '',
    ])
    return `| ${language} | ${contenders[OURS]?.ndcg10?.queries ?? 0} | ${cells.join(' | ')} |`
  })
  if (rows.length === 0) return []
  const head = BOTH.map((measure) => `${SAID[measure]} | best minisearch | orama`).join(' | ')
  return ['', '<details><summary>By language</summary>', '', `| | needs | ${head} |`, `|---|${'---|'.repeat(7)}`, ...rows, '', '</details>']
}

function figure({ mean, low, high }: Estimate): string {
  return `${mean.toFixed(3)} (${low.toFixed(2)}-${high.toFixed(2)})`
}
