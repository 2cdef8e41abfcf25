/** npm run bench: the figures of the matcher, with the machine they were taken on; `--sizes=10000,20000`, `--floor` fails below the floors. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { machine } from './figures.ts'
import { measureSearch, type SearchFigures } from './search.ts'
import { measureWhole, type WholeFigures } from './whole.ts'

/** Floors for 20,000 profiles (matching 3): counts and ratios bind, wall times only at five times their target. */
const FLOORS: readonly { says: string; holds: (figures: SearchFigures) => boolean }[] = [
  { says: 'no difference from scoring every profile', holds: ({ oracle }) => oracle.differences === 0 },
  { says: 'the first fifty found: .99', holds: ({ firstFiftyFound }) => firstFiftyFound === null || firstFiftyFound >= 0.99 },
  { says: 'recall p95 <= 5 x 50 ms', holds: ({ recall }) => recall.best.p95 <= 250 },
  { says: 'words at least as fast as minisearch at p50', holds: ({ wordsRatio }) => wordsRatio.p50 >= 1 },
]

const RESULTS = new URL('./results/', import.meta.url)

async function run(args: readonly string[]): Promise<void> {
  const sizes = (option(args, 'sizes') ?? '10000,20000').split(',').map(Number)
  const before = machine()
  console.log(
    Object.entries(before)
      .map(([name, value]) => `${name} ${value}`)
      .join('  '),
  )
  const search: SearchFigures[] = []
  for (const size of sizes) {
    const figures = await measureSearch(size)
    search.push(figures)
    console.log(`\n${table(figures)}`)
  }
  const answers: WholeFigures[] = []
  for (const size of sizes) {
    const figures = await measureWhole(size)
    answers.push(figures)
    console.log(`\n${wholeTable(figures)}`)
  }
  const after = machine()
  console.log(`\nload average at the end ${after.loadAverage}`)
  const at = new Date().toISOString()
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(
    new URL(`${at.replaceAll(':', '-').slice(0, 19)}.json`, RESULTS),
    `${JSON.stringify({ at, before, after, search, answers }, null, 2)}\n`,
  )
  if (args.includes('--floor')) failBelowFloors(search)
}

function table(figures: SearchFigures): string {
  const rows: [string, string][] = [
    ['profiles', String(figures.profiles)],
    ['plan a need', triple(figures.plan)],
    ['recall, k = 400, with evidence: best of 3', triple(figures.recall.best)],
    ['recall: first call', triple(figures.recall.first)],
    ['words only: best of 3', triple(figures.words.best)],
    ['minisearch, same words and filter: best of 3', triple(figures.minisearch.best)],
    ['minisearch / words only (p50, p95)', `${figures.wordsRatio.p50}x ${figures.wordsRatio.p95}x`],
    ['minisearch / whole recall (p50, p95)', `${figures.recallRatio.p50}x ${figures.recallRatio.p95}x`],
    ['directory page with facets', triple(figures.directory)],
    ['name with a typo', triple(figures.nameWithTypo)],
    ['reverse, 200 open needs', triple(figures.reverse)],
    ['one changed profile', triple(figures.change)],
    ['analysis a profile', `${figures.analysisPerProfile} ms`],
    ['index (minisearch)', `${figures.index} ms (${figures.minisearchIndex} ms)`],
    ['longest stall of the event loop in the rebuild', `${figures.rebuildStall} ms`],
    ['bytes a profile (minisearch)', `${figures.bytesPerProfile} (${figures.minisearchBytesPerProfile})`],
    ['differences from scoring every profile', `${figures.oracle.differences} of ${figures.oracle.queries} needs`],
    ['first fifty over all profiles found', String(figures.firstFiftyFound ?? 'not measured at this size')],
    ['candidates a need', String(figures.meanCandidates)],
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')
}

function wholeTable({ profiles, build, oneClient, twentyClients }: WholeFigures): string {
  return [
    `whole answer over HTTP at ${profiles} profiles, one client: ${triple(oneClient.latency)}`,
    `  first answer of each need: ${triple(oneClient.first)}`,
    `  twenty clients: ${triple(twentyClients.latency)}, ${twentyClients.perSecond} answers a second`,
    `  index built from PostgreSQL in ${build} s; answers refused: ${oneClient.refused + twentyClients.refused}`,
  ].join('\n')
}

function triple({ p50, p95, p99 }: { p50: number; p95: number; p99: number }): string {
  return `p50 ${p50}  p95 ${p95}  p99 ${p99} ms`
}

function failBelowFloors(search: readonly SearchFigures[]): void {
  for (const figures of search) {
    for (const { says, holds } of FLOORS) {
      if (holds(figures)) continue
      console.error(`below the floor at ${figures.profiles} profiles: ${says}`)
      process.exitCode = 1
    }
  }
}

function option(args: readonly string[], name: string): string | undefined {
  return args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
}

await run(process.argv.slice(2))
