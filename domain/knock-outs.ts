/** The musts of a need as far as an index can tell them: knock-outs that remove only firms known to fail (rulings, "Verdicts"). */
import { pathOf } from './concept-paths.ts'
import type { Day } from './day.ts'
import { EVIDENCE_FACTOR } from './evidence.ts'
import type { Condition, FeatureKey, KnockOut, NumberColumn, ProfileFeatures } from './match-query.ts'
import { featureKey, WHOLE_TOPIC } from './match-query.ts'
import { freePerMonth, type ProfileFacts } from './profiles.ts'
import type { Requirement, RequirementKind, SourcingNeed } from './sourcing.ts'
import type { Catalogue } from './standards.ts'
import type { ConceptIndex } from './taxonomy.ts'
import { convert, rateUnit } from './units.ts'
import { sharesOf, type WeightsInForce } from './weights.ts'

export interface MustContext {
  /** The day on which certificates are looked at. */
  today: Day
  standards: Pick<Catalogue, 'readAs' | 'routesTo'>
  concepts: ConceptIndex
  /** What the categories count; the defaults unless said otherwise. */
  weights?: WeightsInForce
}

/** Base unit of each capacity column; figures in other units are converted. */
const CAPACITY_UNITS: Partial<Record<NumberColumn, string>> = {
  'capacity-pcs': 'pcs/mo',
  'capacity-kg': 'kg/mo',
  'capacity-m': 'm/mo',
  'capacity-m2': 'm2/mo',
  'capacity-l': 'l/mo',
  'capacity-h': 'h/mo',
}

/** Wider than any *near* of the verdicts (60 % of a capacity, 25 % of a lead time): beyond these a figure fails for sure. */
const NEAR_LEAST = 0.5
const NEAR_MOST = 2

/** The country feature; a profile without one has `country:unknown`, which no list of countries knocks out. */
export function tagOfCountry(country: string): FeatureKey {
  return featureKey('country', country === '' ? 'unknown' : country)
}

/**
 * The knock-outs of a need: countries accepted, the sector an SME may refuse, and each must criterion that an index can tell.
 *
 * Within a group, what no index can tell is left out; a group of which nothing is left could always be met, so its criterion knocks nobody out.
 */
export function planKnockOuts(need: SourcingNeed, context: MustContext): KnockOut[] {
  const knockOuts: KnockOut[] = []
  const shares = sharesOf(need.criteria, context.weights?.weights)
  if (need.countriesAccepted.length > 0)
    knockOuts.push({ criterion: 'countries', developable: false, weight: 0, groups: [[inCountries(need.countriesAccepted)]] })
  if (need.sector !== '') {
    knockOuts.push({
      criterion: 'sector',
      developable: false,
      weight: 0,
      groups: [[{ kind: 'without', feature: featureKey('refuses', need.sector) }]],
    })
  }
  for (const criterion of need.criteria) {
    if (criterion.class !== 'must' && criterion.class !== 'developable-must') continue
    const groups = criterion.groups.map((group) => group.requirements.flatMap((each) => CONDITIONS[each.kind]?.(each, need, context) ?? []))
    if (groups.length === 0 || groups.some((group) => group.length === 0)) continue
    knockOuts.push({
      criterion: criterion.id,
      developable: criterion.class === 'developable-must',
      weight: weightOf(shares.get(criterion) ?? 0),
      groups,
    })
  }
  return knockOuts
}

/**
 * The share of fit that meeting a criterion by the firm's own word brings, in millionths. An estimate for ordering; the exact
 * fit is the evaluation's.
 */
function weightOf(share: number): number {
  return Math.round(WHOLE_TOPIC * EVIDENCE_FACTOR['self-declared'] * share)
}

/** The figures an index keeps of a profile. Free capacities are summed: the most the firm could mean. */
export function numbersOf(facts: ProfileFacts): ProfileFeatures['numbers'] {
  const numbers: ProfileFeatures['numbers'] = {}
  const keep = (column: NumberColumn, value: number | null | undefined) => {
    if (value !== null && value !== undefined) numbers[column] = value
  }
  keep('employees', facts.employees)
  keep('sample-lead-days', facts.commercial?.sampleLeadDays)
  keep('series-lead-days', facts.commercial?.seriesLeadDays)
  keep('export-share', facts.commercial?.exportShare)
  for (const capacity of facts.capacities) {
    const measured = inBaseUnit(freePerMonth(capacity), capacity.unit)
    if (measured) numbers[measured.column] = (numbers[measured.column] ?? 0) + measured.value
  }
  return numbers
}

/** What each kind of requirement asks of an index; kinds that are not here are left to the exact evaluation. */
const CONDITIONS: Partial<Record<RequirementKind, (asked: Requirement, need: SourcingNeed, context: MustContext) => Condition[]>> = {
  process: (asked, _, context) => hasConcept(asked.code, context),
  product: (asked, _, context) => hasConcept(asked.code, context),
  certificate: (asked, _, context) => [certified(asked, context)],
  country: (asked) => (asked.values.length > 0 ? [inCountries(asked.values)] : []),
  capacity: capacityAtLeast,
  'sample-lead-time': (asked) => daysAtMost('sample-lead-days', asked),
  'series-lead-time': (asked) => daysAtMost('series-lead-days', asked),
  employees: (asked) => atLeast('employees', asked),
  exports: (asked) => atLeast('export-share', asked),
}

function inCountries(countries: readonly string[]): Condition {
  return { kind: 'feature', anyOf: countries.map(tagOfCountry), near: [], unsaid: [tagOfCountry('')], section: null }
}

/**
 * The concept or one below it; for a process, one beside it is near. Whoever is anywhere else in the same tree may have named
 * only the family, which the index cannot tell from a distant relative, so that nothing is known of it.
 */
function hasConcept(code: string, { concepts }: MustContext): Condition[] {
  const concept = concepts.byCode.get(code)
  if (!concept) return []
  const { kind, parent } = concept
  const [root = code] = pathOf(code, concepts)
  return [
    {
      kind: 'feature',
      anyOf: [featureKey(kind, code)],
      near: kind === 'process' && parent !== null ? [featureKey(kind, parent)] : [],
      unsaid: [featureKey(kind, root)],
      section: kind === 'process' ? 'processes' : 'products',
    },
  ]
}

function certified(asked: Requirement, { today, standards }: MustContext): Condition {
  const standard = standards.readAs(asked.code, today)
  const anyOf = new Set([standard])
  const near = new Set<string>()
  for (const [holds, route] of standards.routesTo(standard)) {
    if (route.verdict === 'full' || (route.verdict === 'if-accepted' && asked.acceptEquivalent)) anyOf.add(holds)
    else near.add(holds)
  }
  return { kind: 'certificate', anyOf: [...anyOf], near: [...near], validOn: today }
}

/** A capacity may be of another product than the need's, so that a shortfall is known only once the section is complete. */
function capacityAtLeast(asked: Requirement, need: SourcingNeed): Condition[] {
  const value = asked.value ?? need.volumePerMonth
  const measured = value === null ? null : inBaseUnit(value, asked.value === null || asked.unit === '' ? need.volumeUnit : asked.unit)
  if (!measured) return []
  return [limited(asked, { column: measured.column, min: measured.value, max: null, sure: 'capacity' })]
}

function inBaseUnit(value: number, unit: string): { column: NumberColumn; value: number } | null {
  for (const [column, base] of Object.entries(CAPACITY_UNITS)) {
    const converted = convert(value, rateUnit(unit), base)
    if (converted !== null) return { column: column as NumberColumn, value: converted }
  }
  return null
}

function daysAtMost(column: NumberColumn, asked: Requirement): Condition[] {
  const days = asked.value === null ? null : convert(asked.value, asked.unit === '' ? 'd' : asked.unit, 'd')
  if (days === null || !['at-most', 'has'].includes(asked.operator)) return []
  return [limited(asked, { column, min: null, max: days, sure: 'always' })]
}

function atLeast(column: NumberColumn, asked: Requirement): Condition[] {
  if (asked.value === null || !['at-least', 'has'].includes(asked.operator)) return []
  return [limited(asked, { column, min: asked.value, max: null, sure: 'always' })]
}

type NumberCondition = Extract<Condition, { kind: 'number' }>

/** Where the requirement limits a fact's age, an old figure is in doubt, and an index knows no ages: nothing fails for sure. */
function limited(asked: Requirement, limits: Pick<NumberCondition, 'column' | 'min' | 'max' | 'sure'>): NumberCondition {
  return {
    kind: 'number',
    ...limits,
    sure: asked.maxAgeMonths === null ? limits.sure : 'never',
    nearMin: limits.min === null ? null : limits.min * NEAR_LEAST,
    nearMax: limits.max === null ? null : limits.max * NEAR_MOST,
  }
}
