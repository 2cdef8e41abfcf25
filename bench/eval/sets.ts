/** The evaluation sets: needs, candidates and judgements that nobody here made, read from the shared data folder. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

export interface EvalQuery {
  id: string
  text: string
  lang: string
  /** The item asked for, where the text is the whole tender. */
  item?: string
  descr?: string
  country?: string
  region?: string
  /** The lead firm's own category. */
  class?: string
}

/** A firm (or, in product search, a product) as its set tells it. */
export interface EvalCandidate {
  id: string
  name?: string
  country?: string
  region?: string
  nuts?: string
  langs?: string[]
  /** Class -> earlier awards. */
  classes?: Record<string, number>
  awards?: number
  texts?: string[]
  title?: string
  description?: string
  supplier?: string
  attributes?: Record<string, string>
  products?: string[]
}

export interface EvalSet {
  name: string
  queries: EvalQuery[]
  candidates: EvalCandidate[]
  /** Query -> candidate -> grade; what is not listed counts as nought. */
  grades: Map<string, Map<string, number>>
  /** Candidate -> classes in which it later won something. */
  futureClasses: Map<string, Set<string>> | null
  /** Queries that nothing among the candidates answers. */
  noRelevant: EvalQuery[]
}

export const RANKING_SETS = ['chorus-products', 'chorus-suppliers', 'peru-2020', 'kosovo', 'english-local', 'ted-class'] as const

/** The folder of the sets, or null: SHARED_DATA names the one above it. */
export function setsFolder(): string | null {
  const shared = process.env.SHARED_DATA
  const folder = shared ? join(shared, 'eval-dev') : null
  return folder && existsSync(folder) ? folder : null
}

/** The sets of a folder that rank candidates: those with queries, candidates and grades. */
export function rankingSetsOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isDirectory() &&
        ['queries.jsonl.gz', 'candidates.jsonl.gz', 'qrels.tsv.gz'].every((file) => existsSync(join(folder, entry.name, file))),
    )
    .map((entry) => entry.name)
    .filter((name) => lines(join(folder, name, 'candidates.jsonl.gz')).length > 0)
}

export function readSet(folder: string, name: string): EvalSet {
  const file = (leaf: string) => join(folder, name, leaf)
  const grades: EvalSet['grades'] = new Map()
  for (const [query = '', candidate = '', grade = ''] of rowsOf(file('qrels.tsv.gz'))) {
    const of = grades.get(query) ?? new Map<string, number>()
    grades.set(query, of.set(candidate, Number(grade)))
  }
  return {
    name,
    queries: records<EvalQuery>(file('queries.jsonl.gz')),
    candidates: records<EvalCandidate>(file('candidates.jsonl.gz')),
    grades,
    futureClasses: existsSync(file('future_classes.tsv.gz')) ? groups(rowsOf(file('future_classes.tsv.gz'))) : null,
    noRelevant: existsSync(file('no_relevant.jsonl.gz')) ? records<EvalQuery>(file('no_relevant.jsonl.gz')) : [],
  }
}

/** All that a need says in words. */
export function queryText({ text, item = '', descr = '' }: EvalQuery): string {
  return [item, text, descr].filter((part, at, all) => part !== '' && all.indexOf(part) === at).join(' ')
}

/** All that a candidate says in words, without its name. */
export function candidateText({ title = '', description = '', texts = [], products = [], attributes = {} }: EvalCandidate): string {
  const said = Object.entries(attributes).map(([name, value]) => `${name} ${value}`)
  return [title, description, ...texts, ...products, ...said].filter((part) => part !== '').join('\n')
}

export function candidateName({ id, name, supplier }: EvalCandidate): string {
  return name || supplier || id
}

function records<T>(path: string): T[] {
  return lines(path).map((line) => JSON.parse(line) as T)
}

/** The rows of a table after its heading. */
function rowsOf(path: string): string[][] {
  return lines(path)
    .slice(1)
    .map((line) => line.split('\t'))
}

function groups(rows: string[][]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const [key = '', value = ''] of rows) found.set(key, (found.get(key) ?? new Set()).add(value))
  return found
}

function lines(path: string): string[] {
  return gunzipSync(readFileSync(path))
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
}
