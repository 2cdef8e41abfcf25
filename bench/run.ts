/** npm run bench: all targets of matching.md in one table, each beside its peers, with the machine they were taken on; options in bench/README.md. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { machine } from './figures.ts'
import { measure } from './measure.ts'
import { belowFloor, type GrowthPoint, growthFault, growthTable, tableOf } from './report.ts'
import type { SearchOptions } from './search.ts'
import { rowsOf, type SizeFigures } from './targets.ts'

interface Plan {
  sizes: number[]
  floor: boolean
  /** Random needs of measures (a) and (b), at 10,000 profiles. */
  needs: number
  whole: boolean
  /** minisearch, orama and tsvector beyond 100,000 too. */
  peers: boolean
  tsvector: boolean
  out: URL | null
}

/** Above it minisearch and orama do not fit beside the rest, and tsvector loads for minutes. */
const PEERS_UP_TO = 100_000
/** Profiles of measures (a) and (b), and of the check of order and segmentation. */
const FIFTY_PROFILES = 10_000
const ORDER_PROFILES = 5_000
/** Scorings of the oracle, profiles times queries, that a run can afford. */
const ORACLE_WORK = { floor: 800_000, full: 2_000_000 }

async function run(plan: Plan): Promise<void> {
  const before = machine()
  console.log(line(before))
  const sizes: SizeFigures[] = []
  for (const size of plan.sizes) {
    const figures = await measureSize(plan, size, size === plan.sizes[0])
    sizes.push(figures)
    console.log(`\n${tableOf(figures)}\n`)
  }
  const growth = await measureGrowth(plan, sizes)
  console.log(growthTable(growth))
  const after = machine()
  const postgres = sizes.find(({ whole }) => whole)?.whole?.postgres ?? ''
  console.log(`\nload average at the end ${after.loadAverage}${postgres && `; PostgreSQL ${postgres}`}`)
  if (plan.out) keep(plan.out, { at: new Date().toISOString(), before, after, postgres, sizes, growth })
  if (plan.floor) failBelowFloors(sizes, growth)
}

async function measureSize(plan: Plan, size: number, isFirst: boolean): Promise<SizeFigures> {
  const libraries = size <= PEERS_UP_TO || plan.peers
  const clock = stopwatch(size)
  // Processor time and counts only: two at a time do not disturb each other.
  const [[embedded, minisearch], [fifty, independence]] = await Promise.all([
    (async () =>
      [
        await measure('build', { contender: 'embedded', size }),
        libraries ? await measure('build', { contender: 'minisearch', size }) : null,
      ] as const)(),
    (async () =>
      isFirst
        ? ([
            await measure('fifty', { size: FIFTY_PROFILES, needs: plan.needs }),
            await measure('independence', { size: ORDER_PROFILES, queries: 150 }),
          ] as const)
        : ([null, null] as const))(),
  ])
  clock('index, exactness')
  const search = await measure(
    'search',
    searchOptions(plan, size, { libraries, postgres: libraries || plan.tsvector, sides: true, meilisearch: libraries }),
  )
  clock('search and peers')
  const throughput = await measure('throughput', { size })
  clock('throughput')
  const [needs, questions, changes] = plan.floor ? [30, 120, 10] : [100, 400, 30]
  const whole = plan.whole ? await measure('whole', { size, needs, questions, changes }) : null
  clock('whole answer')
  return { profiles: size, embedded, minisearch, search, throughput, independence, fifty, whole }
}

function searchOptions(
  { floor }: Plan,
  size: number,
  beside: Pick<SearchOptions, 'libraries' | 'postgres' | 'sides' | 'meilisearch'>,
): SearchOptions {
  const work = floor ? ORACLE_WORK.floor : ORACLE_WORK.full
  const isAlone = !beside.sides
  return {
    size,
    queries: 200,
    repeats: floor ? 3 : 5,
    oracleQueries: isAlone ? 0 : Math.max(4, Math.min(200, Math.round(work / size))),
    ...beside,
  }
}

/** The sizes of the run, and 10,000 and 40,000 where they are not among them. */
async function measureGrowth(plan: Plan, sizes: readonly SizeFigures[]): Promise<GrowthPoint[]> {
  const points = sizes.flatMap(({ profiles, search }) => pointOf(profiles, search.times.match))
  for (const size of [10_000, 40_000]) {
    if (points.some((point) => point.profiles === size)) continue
    const alone = { libraries: false, postgres: false, sides: false, meilisearch: false }
    points.push(...pointOf(size, (await measure('search', searchOptions(plan, size, alone))).times.match))
  }
  return points
}

function pointOf(profiles: number, match: { best: { p50: number; p95: number } } | undefined): GrowthPoint[] {
  return match ? [{ profiles, p50: match.best.p50, p95: match.best.p95 }] : []
}

function failBelowFloors(sizes: readonly SizeFigures[], growth: readonly GrowthPoint[]): void {
  const grown = growthFault(growth)
  const faults = [...sizes.flatMap(belowFloor), ...(grown ? [grown] : [])]
  for (const fault of faults) console.error(`below the floor: ${fault}`)
  if (faults.length > 0) process.exitCode = 1
  else console.log('all floors hold')
}

interface Result {
  at: string
  before: ReturnType<typeof machine>
  after: ReturnType<typeof machine>
  postgres: string
  sizes: SizeFigures[]
  growth: GrowthPoint[]
}

/** One file a run, and one line a size in the history. */
function keep(folder: URL, result: Result): void {
  mkdirSync(folder, { recursive: true })
  // Single times are needed for ratios only, and those are kept.
  const text = JSON.stringify(result, (key, value) => (key === 'each' ? undefined : value), 2)
  writeFileSync(new URL(`${result.at.replaceAll(':', '-').slice(0, 19)}.json`, folder), `${text}\n`)
  for (const figures of result.sizes) {
    const measured = Object.fromEntries(rowsOf(figures).map(({ id, what, measured: value }) => [`${id} ${what}`.trim(), value]))
    const { commit, node, cpu, loadAverage } = result.before
    appendFileSync(
      new URL('history.jsonl', folder),
      `${JSON.stringify({ at: result.at, commit, node, cpu, loadAverage, profiles: figures.profiles, measured })}\n`,
    )
  }
}

function line(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join('  ')
}

/** Tells on the error output how long each part took. */
function stopwatch(size: number): (what: string) => void {
  let start = performance.now()
  return (what) => {
    console.error(`${size} profiles: ${what} in ${Math.round((performance.now() - start) / 1000)} s`)
    start = performance.now()
  }
}

function planOf(args: string[]): Plan {
  const { values } = parseArgs({
    args,
    options: {
      sizes: { type: 'string' },
      floor: { type: 'boolean', default: false },
      needs: { type: 'string' },
      out: { type: 'string' },
      'without-whole': { type: 'boolean', default: false },
      'all-peers': { type: 'boolean', default: false },
      tsvector: { type: 'boolean', default: false },
    },
  })
  const { floor } = values
  const kept = floor ? null : new URL('./results/', import.meta.url)
  return {
    sizes: (values.sizes ?? (floor ? '20000' : '10000,20000')).split(',').map(Number),
    floor,
    needs: Number(values.needs ?? (floor ? 20 : 1_000)),
    whole: !values['without-whole'],
    peers: values['all-peers'],
    tsvector: values.tsvector,
    // With --floor nothing is written unless told where, so that a check leaves the tree as it found it.
    out: values.out ? pathToFileURL(`${values.out}/`) : kept,
  }
}

await run(planOf(process.argv.slice(2)))
