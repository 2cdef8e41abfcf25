/** npm run eval: how good the matcher's answers are on real needs, beside its peers; `--sets=peru-2020,kosovo`, `--no-reverse`, `--no-keep` (only a whole run is kept). */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { machine } from '../figures.ts'
import { importCandidates, postNeeds, readOpportunities, readProposals } from './ask.ts'
import { type CodeScores, judgeCodes } from './codes.ts'
import { type Rankings, scoresByLanguage, scoresOf } from './metrics.ts'
import { page } from './page.ts'
import { PEERS, rankByPeer } from './peers.ts'
import { startProduct } from './product.ts'
import { candidateName, candidateText, type EvalSet, queryText, rankingSetsOf, readSet, setsFolder } from './sets.ts'
import { type Contenders, codeTable, type EvalReport, OURS, type SetReport, table } from './tables.ts'

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
  if (asked || args.includes('--no-reverse') || args.includes('--no-keep')) console.log('\nNot kept: only a whole run is.')
  else keep(report)
}

/** One file of figures and one page, of one run over all sets: which version they belong to, the commit says. */
function keep(report: EvalReport): void {
  mkdirSync(RESULTS, { recursive: true })
  const short = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(4)) : value)
  writeFileSync(new URL('eval.json', RESULTS), `${JSON.stringify(report, short).replaceAll('},"', '},\n"')}\n`)
  writeFileSync(new URL('eval.md', RESULTS), page(report))
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
    const ranked = { [OURS]: rankings, ...(await rankedByPeers(set)) }
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
      forward: scored(set, ranked),
      byLanguage: languagesOf(set, ranked),
      reverse: turned && backward ? scored(turned, { [OURS]: backward, ...(await rankedByPeers(turned)) }) : null,
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

async function rankedByPeers(set: EvalSet): Promise<Record<string, Rankings>> {
  const ranked: Record<string, Rankings> = {}
  for (const peer of PEERS) ranked[peer] = await rankByPeer(peer, set)
  return ranked
}

function scored(set: EvalSet, ranked: Record<string, Rankings>): Contenders {
  return Object.fromEntries(Object.entries(ranked).map(([who, rankings]) => [who, scoresOf(set, rankings)]))
}

/** The two measures that are compared, language by language, where a set has several. */
function languagesOf(set: EvalSet, ranked: Record<string, Rankings>): Record<string, Contenders> {
  const found: Record<string, Contenders> = {}
  for (const [who, rankings] of Object.entries(ranked)) {
    const scores = Object.entries(scoresByLanguage(set, rankings))
    if (scores.length < 2) return {}
    for (const [language, { ndcg10, recall50 }] of scores) {
      found[language] = { ...found[language], [who]: { ...(ndcg10 && { ndcg10 }), ...(recall50 && { recall50 }) } }
    }
  }
  return found
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

await run(process.argv.slice(2))
