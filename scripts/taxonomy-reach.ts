/** Prints how much of real procurement the thesaurus reaches: the share of the ted-cpv needs whose main CPV code has a concept at or near it. */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { loadTaxonomy } from '../db/seed/taxonomy.ts'

/** Levels of CPV 2008 by the digits that must agree. */
const LEVELS: readonly (readonly [string, number])[] = [
  ['exact code', 8],
  ['same category (5 digits)', 5],
  ['same class (4 digits)', 4],
  ['same group (3 digits)', 3],
  ['same division (2 digits)', 2],
]

const shared = process.env.SHARED_DATA
const judgements = shared ? `${shared}/eval-dev/ted-cpv/qrels.tsv.gz` : ''
if (shared && existsSync(judgements)) print(mainCodes(judgements))
else console.log(shared ? `skipped: no file ${judgements}` : 'skipped: SHARED_DATA is not set')

function mainCodes(path: string): string[] {
  const [, ...lines] = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n')
  return lines.map((line) => line.split('\t')).flatMap(([, code, grade]) => (code && grade === '3' ? [code] : []))
}

function print(needed: readonly string[]): void {
  const concepts = loadTaxonomy()
  const held = new Set(concepts.flatMap(({ cpv }) => cpv))
  console.log(`${concepts.length} concepts, ${held.size} CPV codes, ${needed.length} needs`)
  let left = [...needed]
  for (const [level, digits] of LEVELS) {
    const starts = new Set([...held].filter((code) => isAsDeep(code, digits)).map((code) => code.slice(0, digits)))
    left = left.filter((code) => !starts.has(code.slice(0, digits)))
    console.log(`${level.padEnd(26)} ${((100 * (needed.length - left.length)) / needed.length).toFixed(1)} %`)
  }
}

/** Whether these many digits of a code say anything: a whole division (`45000000`) reaches no group beneath it. */
function isAsDeep(code: string, digits: number): boolean {
  return digits === 8 || digits === 2 || code[digits - 1] !== '0'
}
