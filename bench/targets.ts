/** The targets of matching.md, section 3, held against one run: what was asked, what came out, whether it holds. */
import type { BuildFigures } from './build.ts'
import { ratio, rounded, type Timed } from './figures.ts'
import type { FirstFifty } from './first-fifty.ts'
import type { Independence } from './independence.ts'
import type { SearchFigures } from './search.ts'
import type { ThroughputFigures } from './throughput.ts'
import type { WholeFigures } from './whole.ts'

/** Everything measured at one size; what was left out is null. */
export interface SizeFigures {
  profiles: number
  embedded: BuildFigures
  minisearch: BuildFigures | null
  search: SearchFigures
  throughput: ThroughputFigures
  independence: Independence | null
  fifty: FirstFifty | null
  whole: WholeFigures | null
}

export interface Row {
  id: string
  what: string
  measured: number
  unit: string
  /** Null where this size has no target of its own. */
  target: number | null
  /** Below or above it a run with `--floor` fails; null where nothing is failed for. */
  floor: number | null
  /** Which side of target and floor is good. */
  good: 'at-most' | 'at-least'
  /** The peer's own figure, in words. */
  beside: string
}

const MILLION = 1_000_000
const LARGE = 100_000

export function holds({ measured, good }: Row, limit: number | null): boolean | null {
  if (limit === null) return null
  return good === 'at-most' ? measured <= limit : measured >= limit
}

export function rowsOf(figures: SizeFigures): Row[] {
  return [
    ...recallRows(figures),
    ...peerRows(figures),
    ...indexRows(figures),
    ...exactRows(figures),
    ...meiliRows(figures),
    ...sideRows(figures),
    ...loadRows(figures),
    ...wholeRows(figures),
  ]
}

type Limits = Partial<Pick<Row, 'target' | 'floor' | 'beside'>>

function most(id: string, what: string, [measured, unit]: [number, string], limits: Limits = {}): Row {
  return { id, what, measured, unit, target: null, floor: null, beside: '', good: 'at-most', ...limits }
}

function least(id: string, what: string, [measured, unit]: [number, string], limits: Limits = {}): Row {
  return { ...most(id, what, [measured, unit], limits), good: 'at-least' }
}

function recallRows({ profiles, search }: SizeFigures): Row[] {
  const { match, 'match-400': many } = search.times
  if (!match || !many) return []
  const isMillion = profiles >= MILLION
  const p95 = isMillion ? 5 : profiles >= LARGE ? 1 : profiles <= 10_000 ? 0.3 : null
  const beside = `cpu p50 ${match.cpu.p50}, p95 ${match.cpu.p95}; first call p95 ${match.first.p95}`
  return [
    most(isMillion ? 'T1' : 'T2', 'exact top 50 with evidence, p95', [match.best.p95, 'ms'], { target: p95, floor: 5, beside }),
    most(isMillion ? 'T1' : 'T2', 'the same, p50', [match.best.p50, 'ms'], { target: isMillion ? 2 : null }),
    most('', 'the same with k = 400, p95', [many.best.p95, 'ms'], { beside: `p50 ${many.best.p50}` }),
    most('', 'plan of a need, p95', [search.plan.p95, 'ms'], { beside: `p50 ${search.plan.p50}` }),
  ]
}

function peerRows({ profiles, search: { times } }: SizeFigures): Row[] {
  const { match, words, rare, broad } = times
  const row = (id: string, what: string, pair: [Timed | undefined, Timed | undefined], limits: Limits & { at: 'p50' | 'p95' }) => {
    const [slow, fast] = pair
    const factor = ratio(slow, fast)
    const { at, ...rest } = limits
    const beside = slow && fast ? `${slow.best[at]} ms beside ${fast.best[at]} ms` : ''
    return factor ? [least(id, what, [factor[at], 'x'], { beside, ...rest })] : []
  }
  const large = profiles >= LARGE ? 30 : null
  const [few, wide] = profiles >= MILLION ? [100, 300] : [null, null]
  return [
    ...row('T3', 'faster than minisearch, same words, p50', [times['words minisearch'], words], { at: 'p50', target: large, floor: 10 }),
    ...row('T3', 'faster than orama, same words, p50', [times['words orama'], words], { at: 'p50', target: large, floor: 10 }),
    ...row('', 'whole match beside minisearch, p50', [times['words minisearch'], match], { at: 'p50' }),
    ...row('', 'whole match beside orama, p50', [times['words orama'], match], { at: 'p50' }),
    ...row('T4', 'faster than tsvector, 24 words, p95', [times['rare tsvector'], rare], { at: 'p95', target: few, floor: 10 }),
    ...row('T4', 'faster than tsvector, broad words, p95', [times['broad tsvector'], broad], { at: 'p95', target: wide, floor: 10 }),
    ...row('', 'whole match beside tsvector, p95', [times['rare tsvector'], match], { at: 'p95' }),
  ]
}

function indexRows({ profiles, embedded, minisearch }: SizeFigures): Row[] {
  const bytes = embedded.bytesPerProfile
  return [
    least('T5', 'profiles indexed from raw text', [embedded.perCpuSecond, '/cpu-s'], {
      target: 30_000,
      beside: `${embedded.cpuSeconds} cpu-s`,
    }),
    ...(minisearch
      ? [
          least('T5', 'less processor time than minisearch', [rounded(minisearch.cpuSeconds / embedded.cpuSeconds, 1), 'x'], {
            target: 12,
            floor: 6,
            beside: `minisearch ${minisearch.perCpuSecond}/cpu-s`,
          }),
        ]
      : []),
    most('T6', 'memory a profile, all threads', [bytes, 'B'], {
      target: profiles >= MILLION ? 600 : null,
      beside: `on disk ${embedded.diskPerProfile} B; resident ${embedded.residentPerProfile} B; ${embedded.threads} threads`,
    }),
    ...(minisearch
      ? [
          least('T6', 'less memory than minisearch', [rounded(minisearch.bytesPerProfile / bytes, 1), 'x'], {
            target: profiles >= LARGE ? 6 : null,
            floor: 4,
            beside: `minisearch ${minisearch.bytesPerProfile} B`,
          }),
        ]
      : []),
  ]
}

function exactRows({ search: { exactness, sameFilter }, independence, fifty }: SizeFigures): Row[] {
  const zero = { target: 0, floor: 0 }
  return [
    most('T7', 'queries unlike scoring every profile', [exactness.differences, ''], { ...zero, beside: `of ${exactness.queries}` }),
    most('T7', 'evidence that does not add up', [exactness.unexplained, ''], zero),
    ...(independence
      ? [
          most('T7', 'other answers in another order or by pieces', [independence.differences, ''], {
            ...zero,
            beside: `of ${independence.queries}`,
          }),
        ]
      : []),
    ...(sameFilter ? [least('', 'same firms knocked out in SQL', [sameFilter.same / sameFilter.asked, ''], { target: 1, floor: 1 })] : []),
    ...(fifty
      ? [
          most('(a)', `needs unlike scoring all ${fifty.profiles}`, [fifty.exactness.differences, ''], {
            ...zero,
            beside: `of ${fifty.needs}`,
          }),
          least('(b)', `first 50 of evaluating all ${fifty.profiles} found`, [fifty.found, ''], {
            target: 0.99,
            floor: 0.99,
            beside: `${fifty.incomplete} of ${fifty.needs} needs miss one`,
          }),
        ]
      : []),
  ]
}

function meiliRows({ search: { meilisearch, times } }: SizeFigures): Row[] {
  const { 'match meilisearch': theirs, 'match-400': ours } = times
  if (!meilisearch || !theirs) return []
  return [
    least('', `Meilisearch ${meilisearch.version}: recall of the first 50`, [meilisearch.recallAt50, ''], {
      target: 0.95,
      beside: `built in ${meilisearch.build} s`,
    }),
    most('', 'Meilisearch: candidates with k = 400, p95', [theirs.best.p95, 'ms'], {
      beside: `p50 ${theirs.best.p50}; ours p50 ${ours?.best.p50}, p95 ${ours?.best.p95}`,
    }),
  ]
}

function sideRows({ profiles, search: { sides } }: SizeFigures): Row[] {
  if (!sides) return []
  const { reverse, names, namesPgTrgm, namesFound } = sides
  const isMillion = profiles >= MILLION
  const factor = ratio(namesPgTrgm ?? undefined, names)
  return [
    most('T9', `reverse at ${sides.openNeeds} open needs, p95`, [reverse.best.p95, 'ms'], {
      target: 0.1,
      floor: 1,
      beside: `p50 ${reverse.best.p50}; ${sides.reverseHits} needs found`,
    }),
    most('T12', 'names with one typo, p95', [names.best.p95, 'ms'], {
      target: isMillion ? 7 : null,
      beside: `p50 ${names.best.p50}; found ${namesFound.engine}`,
    }),
    ...(factor && namesPgTrgm
      ? [
          least('T12', 'faster than pg_trgm, p95', [factor.p95, 'x'], {
            target: isMillion ? 50 : null,
            beside: `${namesPgTrgm.best.p95} ms; found ${namesFound.pgTrgm}`,
          }),
        ]
      : []),
    most('', 'directory page with facets, p95', [sides.directory.best.p95, 'ms'], { beside: `p50 ${sides.directory.best.p50}` }),
    most('', 'one changed profile taken in, p95', [sides.change.best.p95, 'ms'], { beside: `p50 ${sides.change.best.p50}` }),
  ]
}

function loadRows({ throughput: { one, two } }: SizeFigures): Row[] {
  const late = Math.max(one.loopDelay.p99, two?.loopDelay.p99 ?? 0)
  return [
    ...(two
      ? [
          least('T8', 'two workers beside one', [rounded(two.perSecond / one.perSecond, 2), 'x'], {
            target: 1.9,
            floor: 1.5,
            beside: `${two.perSecond}/s beside ${one.perSecond}/s`,
          }),
        ]
      : []),
    most('T13', 'event loop late while matching, p99', [late, 'ms'], { target: 20, floor: 50, beside: `max ${one.loopDelay.max}` }),
  ]
}

function wholeRows({ profiles, whole }: SizeFigures): Row[] {
  if (!whole) return []
  const { oneClient, twentyClients, changeShown, restart, loopDelay } = whole
  const p95 = profiles >= MILLION ? 40 : profiles >= LARGE ? 25 : null
  return [
    most('T10', 'whole answer over HTTP, one client, p95', [oneClient.latency.p95, 'ms'], {
      target: p95,
      floor: 150,
      beside: `p50 ${oneClient.latency.p50}; cpu ${whole.cpuPerAnswer}; ${oneClient.kilobytes} kB`,
    }),
    least('T10', 'whole answers with twenty clients', [twentyClients.perSecond, '/s'], {
      target: 100,
      // A wall time: a fifth of the target.
      floor: 20,
      beside: `p50 ${twentyClients.latency.p50} ms, p95 ${twentyClients.latency.p95} ms`,
    }),
    most('T10', 'answers refused', [oneClient.refused + twentyClients.refused, ''], { target: 0, floor: 0 }),
    most('T11', 'a change shown after commit, p95', [changeShown.p95, 'ms'], {
      target: 300,
      floor: 2_000,
      beside: `p50 ${changeShown.p50}`,
    }),
    most('T11', 'restart to exact answers', [restart.seconds, 's'], {
      target: profiles >= MILLION ? 2 : null,
      floor: profiles < LARGE ? 10 : null,
      beside: restart.same ? 'the same answers' : 'OTHER ANSWERS',
    }),
    most('T11', 'restarts with other answers', [restart.same ? 0 : 1, ''], { target: 0, floor: 0 }),
    most('T13', 'event loop late while serving twenty, p99', [loopDelay.p99, 'ms'], {
      target: 20,
      floor: 50,
      beside: `max ${loopDelay.max}`,
    }),
  ]
}
