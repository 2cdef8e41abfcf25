/** How well the product suggests the official code of a need from its title and description: the set `ted-cpv` through the suggestion API. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Estimate, estimate } from './metrics.ts'
import type { Caller } from './product.ts'
import type { EvalQuery } from './sets.ts'

export interface CodeScores {
  /** The main code is the first suggested, or among the first five. */
  hit1: Estimate
  hit5: Estimate
  /** One of the first five has the main code's first four digits. */
  class5: Estimate
  /** The first suggested has its first two. */
  division1: Estimate
}

const MAIN = 3
const LONGEST_TITLE = 500
const LONGEST_DESCRIPTION = 1_500

export async function judgeCodes(folder: string, caller: Caller): Promise<CodeScores> {
  const read = (leaf: string) =>
    gunzipSync(readFileSync(join(folder, 'ted-cpv', leaf)))
      .toString('utf8')
      .trim()
      .split('\n')
  const grades = read('qrels.tsv.gz')
    .slice(1)
    .map((line) => line.split('\t'))
  const mains = new Map(grades.flatMap(([query = '', code = '', grade]) => (Number(grade) === MAIN ? [[query, code] as const] : [])))
  const hits: Record<keyof CodeScores, number[]> = { hit1: [], hit5: [], class5: [], division1: [] }
  for (const line of read('queries.jsonl.gz')) {
    const query = JSON.parse(line) as EvalQuery
    const main = mains.get(query.id) ?? ''
    const codes = await suggested(caller, query)
    hits.hit1.push(Number(codes[0] === main))
    hits.hit5.push(Number(codes.includes(main)))
    hits.class5.push(Number(codes.some((code) => code.startsWith(main.slice(0, 4)))))
    hits.division1.push(Number(codes[0]?.startsWith(main.slice(0, 2)) ?? false))
  }
  return { hit1: estimate(hits.hit1), hit5: estimate(hits.hit5), class5: estimate(hits.class5), division1: estimate(hits.division1) }
}

async function suggested(caller: Caller, { text, descr = '', lang }: EvalQuery): Promise<string[]> {
  const asked = new URLSearchParams({
    title: plain(text).slice(0, LONGEST_TITLE),
    description: plain(descr).slice(0, LONGEST_DESCRIPTION),
    language: lang,
    limit: '5',
  })
  const { items } = await caller.get<{ items: { code: string }[] }>(`/classifications/cpv/suggestions?${asked}`)
  return items.map(({ code }) => code)
}

/** One line, as the API takes it. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
}
