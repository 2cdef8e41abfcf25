/** Free capacity: derived from what is installed and in use, against the volume asked per month (domain reference 2.4, 3.3). */
import { addDays, addMonths, type Day } from './day.ts'
import { isRelated } from './kinship.ts'
import { type CapacityFact, freePerMonth } from './profiles.ts'
import { convert, rateUnit } from './units.ts'
import type { Reason, Verdict } from './verdict.ts'
import { absence, best, type Case, type Finding, type Ground, monthsUntil, reason, rounded, weigh } from './verdict-grounds.ts'

/** From this share of the volume on, a firm that can ramp up in time is near. */
const NEAR_CAPACITY = 0.6

/**
 * Free >= volume is met; from 60 % on it is near, if the ramp is done by the start or nobody has said how long it takes.
 * Sites that make the same thing add up.
 * @example 10,000 free against 8,000 asked: met; 6,500 against 10,000 with six weeks of ramp before a start in three months: near.
 */
export function capacityAnswer(asked: Case): Verdict {
  const wanted = wantedOf(asked)
  const nothing = absence(asked, 'capacity', reason('capacity-absent', { limit: wanted?.value ?? null, unit: wanted?.unit ?? '' }))
  if (!wanted) return nothing
  const related = asked.facts.capacities.filter((fact) => isAbout(asked, fact.concept) && perMonth(fact, wanted.unit) !== null)
  const answers = [...related, ...together(asked, related)].map((fact) => weigh(asked, find(asked, fact, wanted), groundOf(fact)))
  return best(asked, answers.length > 0 ? answers : [nothing])
}

interface Wanted {
  value: number
  unit: string
}

/** The requirement's own figure, else the need's volume. */
function wantedOf({ requirement, context: { need } }: Case): Wanted | null {
  if (requirement.value !== null)
    return { value: requirement.value, unit: rateUnit(requirement.unit === '' ? need.volumeUnit : requirement.unit) }
  if (need.volumePerMonth === null) return null
  return { value: need.volumePerMonth, unit: rateUnit(need.volumeUnit) }
}

function isAbout({ requirement, context }: Case, concept: string | null): boolean {
  if (concept === null) return true
  const wanted = requirement.code !== '' ? [requirement.code] : [...context.need.products, ...context.need.processes]
  return wanted.length === 0 || wanted.some((code) => isRelated(context.concepts, code, concept))
}

function perMonth(fact: CapacityFact, unit: string): number | null {
  return convert(freePerMonth(fact), rateUnit(fact.unit), unit)
}

/**
 * What sites that make the same thing can do together: sums of the best proven ones, each as well proven as its last.
 * A site that is free too late is left out; the ramp is that of the fastest site that is done in time.
 */
function together(asked: Case, facts: readonly CapacityFact[]): CapacityFact[] {
  const start = startOf(asked)
  const proof = (fact: CapacityFact) => weigh(asked, PROVEN, groundOf(fact)).factor
  const inTime = facts.filter(({ siteId, freeFrom }) => siteId !== null && (freeFrom === null || freeFrom <= start))
  const groups = Map.groupBy(inTime, (fact) => `${fact.concept ?? ''}/${fact.unit}`)
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = [...group].sort((one, other) => proof(other) - proof(one))
    if (!first) return []
    let sum = first
    return others.map((fact) => {
      sum = add(asked, sum, fact)
      return sum
    })
  })
}

const PROVEN: Finding = { verdict: 'met', value: 1, reason: reason('capacity-free') }

function groundOf({ id, provenance }: CapacityFact): Ground {
  return { kind: 'capacity', id, provenance }
}

function add(asked: Case, sum: CapacityFact, fact: CapacityFact): CapacityFact {
  const installedPerMonth = sum.installedPerMonth + fact.installedPerMonth
  const free = freePerMonth(sum) + freePerMonth(fact)
  const utilisation = installedPerMonth === 0 ? 100 : 100 * (1 - free / installedPerMonth)
  return {
    ...fact,
    siteId: null,
    freeFrom: null,
    installedPerMonth,
    utilisation,
    rampWeeks: fasterRamp(asked, sum.rampWeeks, fact.rampWeeks),
  }
}

/** The shorter ramp; nobody's word is worth more than a ramp that ends too late. */
function fasterRamp(asked: Case, one: number | null, other: number | null): number | null {
  const said = [one, other].filter((weeks) => weeks !== null)
  const inTime = said.filter((weeks) => !rampEndsLate(asked, weeks))
  if (inTime.length > 0) return Math.min(...inTime)
  return said.length < 2 ? null : Math.min(...said)
}

function find(asked: Case, fact: CapacityFact, wanted: Wanted): Finding {
  const free = perMonth(fact, wanted.unit) ?? 0
  const share = wanted.value <= 0 ? 1 : Math.min(1, free / wanted.value + 1e-9)
  const start = startOf(asked)
  const standing = standingOf(asked, fact, share, start)
  const { unit, value: limit } = wanted
  const { rampWeeks: weeks, freeFrom } = fact
  const params: Reason['params'] = { value: rounded(free), limit, unit, utilisation: rounded(fact.utilisation), weeks, freeFrom, start }
  const gap = standing === 'capacity-free' ? null : { amount: rounded(Math.max(0, limit - free)), unit }
  const monthsToClose = VERDICT_OF[standing] === 'near' ? monthsFor(asked, fact, standing === 'capacity-later') : null
  return { verdict: VERDICT_OF[standing], value: share, reason: reason(standing, params), gap, monthsToClose }
}

type Standing = 'capacity-free' | 'capacity-later' | 'capacity-ramp' | 'capacity-ramp-unsaid' | 'capacity-short'

const VERDICT_OF: Record<Standing, 'met' | 'near' | 'not-met'> = {
  'capacity-free': 'met',
  'capacity-later': 'near',
  'capacity-ramp': 'near',
  'capacity-ramp-unsaid': 'near',
  'capacity-short': 'not-met',
}

function standingOf(asked: Case, fact: CapacityFact, share: number, start: Day): Standing {
  const late = fact.freeFrom !== null && fact.freeFrom > start
  if (share >= 1) return late ? 'capacity-later' : 'capacity-free'
  if (share < NEAR_CAPACITY || rampEndsLate(asked, fact.rampWeeks)) return 'capacity-short'
  if (late) return 'capacity-later'
  return fact.rampWeeks === null ? 'capacity-ramp-unsaid' : 'capacity-ramp'
}

/** Without a start of supply, the end of the horizon. */
function startOf({ context }: Case): Day {
  return context.needStart ?? addMonths(context.today, context.horizonMonths)
}

function rampEndsLate(asked: Case, rampWeeks: number | null): boolean {
  return rampWeeks !== null && addDays(asked.context.today, rampWeeks * 7) > startOf(asked)
}

/** Until the ramp is done or the capacity is free; the requirement's own figure where that is shorter or nothing else is known. */
function monthsFor({ requirement, context }: Case, fact: CapacityFact, late: boolean): number | null {
  const ends: number[] = []
  if (fact.rampWeeks !== null) ends.push(monthsUntil(context.today, addDays(context.today, fact.rampWeeks * 7)))
  if (late && fact.freeFrom !== null) ends.push(monthsUntil(context.today, fact.freeFrom))
  if (ends.length === 0) return requirement.monthsToClose
  return Math.min(Math.max(...ends), requirement.monthsToClose ?? Number.POSITIVE_INFINITY)
}
