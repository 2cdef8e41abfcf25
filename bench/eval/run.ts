/** npm run eval: how good the matcher's answers are on real needs, beside its peers; `--sets=peru-2020,kosovo`, `--no-reverse`, `--no-keep`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { machine } from '../figures.ts'
import { importCandidates, postNeeds, readOpportunities, readProposals } from './ask.ts'
import { type CodeScores, judgeCodes } from './codes.ts'
import { type Rankings, type Scores, scoresByLanguage, scoresOf } from './metrics.ts'
import { PEERS, rankByPeer } from './peers.ts'
import { startProduct } from './product.ts'
import { candidateName, candidateText, type EvalSet, queryText, rankingSetsOf, readSet, setsFolder } from './sets.ts'
import { codeTable, type EvalReport, type SetReport, table } from './tables.ts'

const RESULTS = new URL('../results/', import.meta.url)
/** Each claim is a sign-up, a claim and a grant: so many SMEs suffice for an interval. */
const MOST_SMES = 120
const LONGEST_PEER_TEXT = 40_000

async function run(args: readonly string[]): Promise<void> {
  const folder = setsFolder()
  if (!folder) {
    console.log(
      'There are no evaluation sets: the variable SHARED_DATA names the folder that holds eval-dev/, and it is not set or holds none.',
    )
    return
  }
  const asked = args
    .find((arg) => arg.startsWith('--sets='))
    ?.slice(7)
    .split(',')
  const report: EvalReport = { at: new Date().toISOString(), machine: machine(), sets: [], codes: null }
  for (const name of rankingSetsOf(folder).filter((one) => !asked || asked.includes(one))) {
    const judged = await judgeSet(readSet(folder, name), { reverse: !args.includes('--no-reverse') })
    report.sets.push(judged)
    console.log(`\n${table(judged)}`)
  }
  if (!asked || asked.includes('ted-cpv')) {
    report.codes = await judgeSuggestions(folder)
    console.log(`\n${codeTable(report.codes)}`)
  }
  if (args.includes('--no-keep')) return
  keep(report)
}

/** One file a day; a run over some sets replaces those and leaves the others of that day. */
function keep(report: EvalReport): void {
  mkdirSync(RESULTS, { recursive: true })
  const file = new URL(`eval-${report.at.slice(0, 10)}.json`, RESULTS)
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as EvalReport) : null
  const others = (before?.sets ?? []).filter(({ name }) => report.sets.every((one) => one.name !== name))
  const sets = [...others, ...report.sets].sort((a, b) => (a.name < b.name ? -1 : 1))
  writeFileSync(file, `${JSON.stringify({ ...report, sets, codes: report.codes ?? before?.codes ?? null }, null, 1)}\n`)
}

async function judgeSet(set: EvalSet, { reverse }: { reverse: boolean }): Promise<SetReport> {
  const start = performance.now()
  const product = await startProduct(officialList())
  try {
    const agency = await product.join('agency')
    const leadFirm = await product.join('lead-firm')
    const firms = await importCandidates(product, agency, set)
    await product.restart()
    const needs = await postNeeds(leadFirm, set.queries)
    const { rankings, nothing } = await readProposals(leadFirm, needs, firms)
    const unanswerable = await readProposals(
      leadFirm,
      await postNeeds(
        leadFirm,
        set.noRelevant.map((one) => ({ ...one, lang: one.lang ?? 'en' })),
      ),
      firms,
    )
    const forward: Record<string, Scores> = { highroad: scoresOf(set, rankings), ...(await peersOf(set)) }
    const turned = reverse ? turn(set) : null
    const backward =
      turned && turned.queries.length > 0
        ? await readOpportunities(
            product,
            agency,
            turned.queries.map(({ id }) => id),
            { firms, needs },
          )
        : null
    return {
      name: set.name,
      queries: set.queries.length,
      candidates: set.candidates.length,
      forward,
      byLanguage: scoresByLanguage(set, rankings),
      reverse: turned && backward ? { highroad: scoresOf(turned, backward), ...(await peersOf(turned)) } : null,
      nothing: { falseNothing: nothing.length, unanswerable: set.noRelevant.length, saidSo: unanswerable.nothing.length },
      seconds: Math.round((performance.now() - start) / 1000),
    }
  } finally {
    await product.stop()
  }
}

async function judgeSuggestions(folder: string): Promise<CodeScores> {
  const product = await startProduct(officialList())
  try {
    return await judgeCodes(folder, await product.join('lead-firm'))
  } finally {
    await product.stop()
  }
}

async function peersOf(set: EvalSet): Promise<Record<string, Scores>> {
  const scores: Record<string, Scores> = {}
  for (const peer of PEERS) scores[peer] = scoresOf(set, await rankByPeer(peer, set))
  return scores
}

/** The other way round: SMEs that some need was meant for ask for open needs; a need is as relevant to them as they were to it. */
function turn(set: EvalSet): EvalSet {
  const grades = new Map<string, Map<string, number>>()
  for (const [query, of] of set.grades) {
    for (const [candidate, grade] of of) grades.set(candidate, (grades.get(candidate) ?? new Map<string, number>()).set(query, grade))
  }
  const language = set.queries[0]?.lang ?? 'en'
  const meant = set.candidates.filter(({ id }) => [...(grades.get(id)?.values() ?? [])].some((grade) => grade >= 2))
  const every = Math.max(1, Math.ceil(meant.length / MOST_SMES))
  return {
    name: set.name,
    queries: meant
      .filter((_, at) => at % every === 0)
      .map((one) => ({
        id: one.id,
        text: `${candidateName(one)} ${candidateText(one)}`.slice(0, LONGEST_PEER_TEXT),
        lang: one.langs?.[0] ?? language,
      })),
    candidates: set.queries.map((query) => ({ id: query.id, name: '', texts: [queryText(query)] })),
    grades,
    futureClasses: null,
    noRelevant: [],
  }
}

function officialList(): { scheme: 'cpv'; bytes: Uint8Array } {
  const file = join(process.env.SHARED_DATA ?? '', 'classifications', 'cpv-2008-24-languages.tsv.gz')
  return { scheme: 'cpv', bytes: readFileSync(file) }
}

export type { Rankings }

await run(process.argv.slice(2))
