/** Standards as data: their editions, which covers which, on what conditions, and the catalogue that answers from them (domain reference 3.4). */
import type { Day } from './day.ts'
import type { Refusal } from './decision.ts'

/** `class` is a word that several standards satisfy and that nobody certifies: GFSI-recognised, social audit. */
export const STANDARD_KINDS = ['management-system', 'product', 'audit', 'process-accreditation', 'scale', 'declaration', 'class'] as const
export type StandardKind = (typeof STANDARD_KINDS)[number]

export interface Standard {
  code: string
  name: string
  kind: StandardKind
  /** The lead firm whose own standard it is; null for a public one. */
  issuerOrganizationId: string | null
  /** For an own standard: the public ones that its lead firm accepts instead. */
  acceptsInstead: readonly string[]
  /** Usual months from nothing to the certificate; null where nobody can say. */
  monthsMin: number | null
  monthsMax: number | null
  /** Standards of one group are levels of each other: the higher rank satisfies the lower. */
  scaleGroup: string | null
  scaleRank: number | null
  /** From this day on it satisfies nothing, not even itself. */
  withdrawnOn: Day | null
  /** Sectors in which it is a usual entry standard. */
  sectors?: readonly string[]
}

/** Both days are inclusive; null where nothing limits. */
export interface Edition {
  standard: string
  edition: string
  acceptedFrom: Day | null
  acceptedUntil: Day | null
}

/**
 * What must hold before a certificate is read as another one.
 * `scope-lists-quantity`: the scope names the very thing asked (ISO/IEC 17025); `per-part`: evidence belongs to one product (REACH, RoHS).
 */
export const IMPLICATION_CONDITIONS = [
  'active',
  'edition-valid',
  'same-site',
  'scope-covers-process',
  'manufacturing-site',
  'primary-production',
  'scope-lists-quantity',
  'per-part',
  'lead-firm-accepts',
] as const
export type ImplicationCondition = (typeof IMPLICATION_CONDITIONS)[number]

/** `full` satisfies; `if-accepted` when the lead firm ticks so; `near` opens a path; `partial` counts a share; `no` is written down so that nobody guesses. */
export const IMPLICATION_VERDICTS = ['full', 'if-accepted', 'near', 'partial', 'no'] as const
export type ImplicationVerdict = (typeof IMPLICATION_VERDICTS)[number]

/** One row of the table: who holds `holds` satisfies `satisfies`, so far and on these conditions (at least one). */
export interface Implication {
  holds: string
  satisfies: string
  verdict: ImplicationVerdict
  /** The share that `near` and `partial` count; null for the others. */
  factor: number | null
  conditions: readonly ImplicationCondition[]
  /** For `near`: usual months from the one to the other, shorter than from nothing. */
  monthsMin?: number | null
  monthsMax?: number | null
  note: string
  source: string
}

/** A way from a certificate held to the standard asked, link by link; it is as strong as its weakest link. */
export interface Route {
  holds: string
  verdict: Exclude<ImplicationVerdict, 'no'>
  factor: number
  chain: readonly Implication[]
  conditions: readonly ImplicationCondition[]
  monthsMin: number | null
  monthsMax: number | null
}

export interface Catalogue {
  standard(code: string): Standard | null
  /** What a requirement for this code is read as: OHSAS 18001 asked is ISO 45001. */
  readAs(code: string, on?: Day): string
  editionsOf(code: string): readonly Edition[]
  /** All ways to satisfy the code by holding another one, the strongest and shortest of each holder. */
  routesTo(code: string): ReadonlyMap<string, Route>
  /** The row that says no, if one was written down. */
  denial(holds: string, satisfies: string): Implication | null
  all(): readonly Standard[]
}

/** The conditions of a step down an ordered scale, and of a standard that a lead firm accepts instead of its own. */
const PLAIN_CONDITIONS: readonly ImplicationCondition[] = ['active', 'edition-valid', 'same-site', 'scope-covers-process']

/** Puts rows together into a catalogue; ways are computed once per standard asked and kept. */
export function buildCatalogue(
  standards: readonly Standard[],
  editions: readonly Edition[],
  implications: readonly Implication[],
): Catalogue {
  const byCode = new Map(standards.map((standard) => [standard.code, standard]))
  const rows = [...implications, ...scaleRows(standards), ...acceptedRows(standards)]
  const editionsByCode = Map.groupBy(editions, (edition) => edition.standard)
  const towards = Map.groupBy(rows, (row) => row.satisfies)
  const kept = new Map<string, ReadonlyMap<string, Route>>()
  return {
    standard: (code) => byCode.get(code) ?? null,
    readAs(code, on) {
      if (!isWithdrawn(byCode.get(code), on)) return code
      const heir = towards.get(code)?.find((row) => row.verdict === 'full' && !isWithdrawn(byCode.get(row.holds), on))
      return heir?.holds ?? code
    },
    editionsOf: (code) => editionsByCode.get(code) ?? [],
    routesTo(code) {
      const known = kept.get(code)
      if (known) return known
      const routes = findRoutes(code, towards)
      kept.set(code, routes)
      return routes
    },
    denial: (holds, satisfies) => towards.get(satisfies)?.find((row) => row.holds === holds && row.verdict === 'no') ?? null,
    all: () => standards,
  }
}

/**
 * Faults of the rows: a rule without condition, a code that does not exist, a share that is missing or superfluous,
 * a circle of full rows, days or months the wrong way round. An empty list means that the catalogue may be used.
 */
export function checkCatalogue(
  standards: readonly Standard[],
  editions: readonly Edition[],
  implications: readonly Implication[],
): Refusal[] {
  const codes = new Set(standards.map((standard) => standard.code))
  const circle = circleOf([...implications, ...scaleRows(standards), ...acceptedRows(standards)])
  return [
    ...implications.flatMap((row) => faultsOfRow(row, codes)),
    ...editions.filter(({ standard }) => !codes.has(standard)).map(({ standard }) => fault('edition-of-unknown-standard', { standard })),
    ...editions.filter(isReversed).map(({ standard, edition }) => fault('edition-days-reversed', { standard, edition })),
    ...standards
      .filter(({ monthsMin, monthsMax }) => (monthsMin ?? 0) > (monthsMax ?? 0))
      .map(({ code }) => fault('months-reversed', { standard: code })),
    ...(circle ? [fault('implication-circle', { circle: circle.join(' > ') })] : []),
  ]
}

/** A standard satisfies nothing from the day of its withdrawal on: OHSAS 18001, ISO/TS 16949. */
export function isWithdrawn(standard: Standard | undefined | null, on?: Day): boolean {
  return standard?.withdrawnOn != null && (on === undefined || standard.withdrawnOn <= on)
}

/**
 * The last day on which this edition is accepted; null where nothing limits.
 * An edition left open is read as the longest-lived one; an edition not in the catalogue does not narrow.
 */
export function acceptedUntil(editions: readonly Edition[], edition: string): Day | null {
  if (editions.length === 0) return null
  const named = editions.filter((row) => row.edition === edition)
  if (edition !== '' && named.length === 0) return null
  const ends = (named.length > 0 ? named : editions).map((row) => row.acceptedUntil)
  return ends.includes(null) ? null : (ends as Day[]).reduce((late, end) => (end > late ? end : late))
}

/** Walks backwards from the standard asked; a way may hold one link that is less than full. */
function findRoutes(asked: string, towards: ReadonlyMap<string, readonly Implication[]>): ReadonlyMap<string, Route> {
  const start: Route = { holds: asked, verdict: 'full', factor: 1, chain: [], conditions: [], monthsMin: null, monthsMax: null }
  const found = new Map<string, Route>([[asked, start]])
  const open = [start]
  for (let route = open.shift(); route; route = open.shift()) {
    for (const row of towards.get(route.holds) ?? []) {
      const longer = extend(row, route)
      const known = found.get(row.holds)
      if (!longer || (known && !isBetter(longer, known))) continue
      found.set(row.holds, longer)
      open.push(longer)
    }
  }
  found.delete(asked)
  for (const row of towards.get(asked) ?? []) if (row.verdict === 'no') found.delete(row.holds)
  return found
}

function extend(row: Implication, route: Route): Route | null {
  if (row.verdict === 'no' || (row.verdict !== 'full' && route.verdict !== 'full')) return null
  const longer: Route = {
    ...route,
    holds: row.holds,
    factor: Math.min(row.factor ?? 1, route.factor),
    chain: [row, ...route.chain],
    conditions: [...new Set([...row.conditions, ...route.conditions])],
  }
  return row.verdict === 'full'
    ? longer
    : { ...longer, verdict: row.verdict, monthsMin: row.monthsMin ?? null, monthsMax: row.monthsMax ?? null }
}

function isBetter(one: Route, than: Route): boolean {
  const strength = STRENGTH[one.verdict] - STRENGTH[than.verdict]
  return strength !== 0 ? strength > 0 : one.chain.length < than.chain.length
}

const STRENGTH: Record<Route['verdict'], number> = { full: 3, 'if-accepted': 2, near: 1, partial: 0 }

/** A higher level satisfies every lower one of its group: ISO 3834-2 > -3 > -4, EcoVadis gold > silver. */
function scaleRows(standards: readonly Standard[]): Implication[] {
  const levels = standards.filter((standard) => standard.scaleGroup !== null && standard.scaleRank !== null)
  return levels.flatMap((high) =>
    levels
      .filter((low) => low.scaleGroup === high.scaleGroup && (low.scaleRank ?? 0) < (high.scaleRank ?? 0))
      .map((low) => full(high.code, low.code, 'A higher level of the same scale.')),
  )
}

function acceptedRows(standards: readonly Standard[]): Implication[] {
  return standards.flatMap((own) =>
    own.acceptsInstead.map((instead) => full(instead, own.code, 'Accepted instead by the lead firm whose standard it is.')),
  )
}

function full(holds: string, satisfies: string, note: string): Implication {
  return { holds, satisfies, verdict: 'full', factor: null, conditions: PLAIN_CONDITIONS, note, source: '' }
}

function faultsOfRow({ holds, satisfies, verdict, factor, conditions }: Implication, codes: ReadonlySet<string>): Refusal[] {
  const row = { holds, satisfies }
  const needsFactor = verdict === 'near' || verdict === 'partial'
  return [
    ...(conditions.length === 0 ? [fault('implication-without-condition', row)] : []),
    ...(codes.has(holds) && codes.has(satisfies) ? [] : [fault('implication-of-unknown-standard', row)]),
    ...(needsFactor === (factor !== null) ? [] : [fault('implication-share', row)]),
    ...(verdict === 'if-accepted' && !conditions.includes('lead-firm-accepts') ? [fault('implication-not-asked', row)] : []),
  ]
}

function isReversed({ acceptedFrom, acceptedUntil: until }: Edition): boolean {
  return acceptedFrom !== null && until !== null && acceptedFrom > until
}

/** A circle of full rows, if there is one; rows that only count on acceptance may well be mutual. */
function circleOf(rows: readonly Implication[]): string[] | null {
  const next = Map.groupBy(
    rows.filter((row) => row.verdict === 'full'),
    (row) => row.holds,
  )
  const done = new Set<string>()
  const walk = (code: string, path: string[]): string[] | null => {
    if (path.includes(code)) return [...path.slice(path.indexOf(code)), code]
    if (done.has(code)) return null
    for (const row of next.get(code) ?? []) {
      const circle = walk(row.satisfies, [...path, code])
      if (circle) return circle
    }
    done.add(code)
    return null
  }
  for (const code of next.keys()) {
    const circle = walk(code, [])
    if (circle) return circle
  }
  return null
}

function fault(code: string, params: Record<string, string | number>): Refusal {
  return { code, message: FAULTS[code] ?? code, params }
}

const FAULTS: Record<string, string> = {
  'edition-of-unknown-standard': 'An edition belongs to a standard that does not exist.',
  'edition-days-reversed': 'An edition ends before it begins.',
  'months-reversed': 'The shortest time is longer than the longest one.',
  'implication-circle': 'Standards satisfy each other in a circle.',
  'implication-without-condition': 'A rule needs at least one condition.',
  'implication-of-unknown-standard': 'A rule names a standard that does not exist.',
  'implication-share': 'A share belongs to near and partial rules, and only to them.',
  'implication-not-asked': 'A rule that holds only if accepted must say so among its conditions.',
}
