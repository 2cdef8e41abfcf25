/** What a firm could bring to open a need: a certificate, a process, a figure, an answer, easier terms; and the pair as it would stand with it. */
import { countsAsMet } from './bands.ts'
import type { Day } from './day.ts'
import type { Provenance } from './evidence.ts'
import type { CriterionResult, Evaluation, Obstacle } from './matching.ts'
import { BLANK_FACTS } from './profile-lists.ts'
import type { Incoterm, ProfileFacts, QuantityUnit } from './profiles.ts'
import type { Requirement, RequirementKind, SourcingNeed } from './sourcing.ts'
import { convert, rateUnit } from './units.ts'
import type { Reason, Verdict } from './verdict.ts'

/** What is asked of the firm, without whose need asks it. */
export type Asked = Pick<Requirement, 'kind' | 'code' | 'within' | 'operator' | 'value' | 'valueTo' | 'values' | 'unit'>

/** `missing`: the firm is known to lack it. `unknown`: it has not said. `unproven`: it says so, and the proof or its age does not do. */
export const ITEM_STATES = ['missing', 'unknown', 'unproven'] as const
export type ItemState = (typeof ITEM_STATES)[number]

interface Common {
  /** The same key is the same thing to bring, whichever need asks it. */
  key: string
  state: ItemState
  /** Why it is missing, in the first need that asks it. */
  reason: Reason | Omit<Obstacle, 'side'>
  /** The usual months to close; null where nobody can say or nothing is to close. */
  months: number | null
}
export type UnlockItem = Common & ({ asked: Asked; term: null } | { asked: null; term: Obstacle })

/** A need under an alias, with the lead firm's own standards that must keep no name. */
export interface Openable {
  need: SourcingNeed
  topic: number
  hidden: ReadonlySet<string>
}

/** What nobody brings: a firm does not move to another country, and grounds for exclusion are asked at interest. */
const NOT_BROUGHT: readonly RequirementKind[] = ['country', 'exclusion-ground']

/** Reasons that speak of the proof, not of the thing. */
const UNPROVEN: readonly string[] = ['evidence-too-low', 'fact-too-old']

/** Everything that stands between this pair and *ready*, each once; empty where something cannot be brought at all. */
export function itemsOf({ need, hidden }: Openable, evaluation: Pick<Evaluation, 'criteria' | 'obstacles'>): UnlockItem[] {
  // A ground for exclusion that is known to apply is nothing to be brought.
  if (evaluation.criteria.some((one) => one.class === 'exclusion' && one.band === 'not')) return []
  const requirements = new Map(need.criteria.flatMap(({ groups }) => groups.flatMap((one) => one.requirements)).map((one) => [one.id, one]))
  const gaps = evaluation.criteria.filter(isOpen).flatMap(({ verdicts }) => verdicts.filter(({ verdict }) => !countsAsMet(verdict)))
  const items = gaps.map((verdict) => itemOf(need, hidden, verdict, requirements.get(verdict.requirementId)))
  const terms = evaluation.obstacles.map((obstacle) => termOf(obstacle))
  const all = [...items, ...terms]
  return all.some((one) => one === null) ? [] : [...new Map(all.flatMap((one) => (one ? [[one.key, one]] : []))).values()]
}

function isOpen({ class: own, band }: CriterionResult): boolean {
  return (own === 'must' || own === 'developable-must') && band !== 'ready'
}

function itemOf(
  need: SourcingNeed,
  hidden: ReadonlySet<string>,
  verdict: Verdict,
  requirement: Requirement | undefined,
): UnlockItem | null {
  if (!requirement || NOT_BROUGHT.includes(requirement.kind)) return null
  const asked = readAs(askedOf(need, requirement), verdict)
  const { reason, monthsToClose: months } = verdict
  const state: ItemState = UNPROVEN.includes(reason.code) ? 'unproven' : verdict.verdict === 'unknown' ? 'unknown' : 'missing'
  // Under an alias the same standard of another need would tell whose need this is.
  const key = hidden.has(asked.code) ? maskedKey(need) : keyOf(asked)
  return { key, state, reason, months, asked, term: null }
}

/** A withdrawn standard is read as the one that took its place. */
function readAs(asked: Asked, { reason }: Verdict): Asked {
  return asked.kind === 'certificate' && reason.params.standard ? { ...asked, code: String(reason.params.standard) } : asked
}

/** A capacity without a figure of its own is the need's volume. */
function askedOf(need: SourcingNeed, { kind, code, within, operator, value, valueTo, values, unit }: Requirement): Asked {
  if (kind !== 'capacity') return { kind, code, within, operator, value, valueTo, values, unit }
  const rate = rateUnit(unit === '' ? need.volumeUnit : unit)
  const wanted = value ?? need.volumePerMonth
  return {
    kind,
    code,
    within,
    operator: 'at-least',
    value: wanted,
    valueTo: null,
    values,
    unit: value === null ? rateUnit(need.volumeUnit) : rate,
  }
}

function maskedKey({ id }: SourcingNeed): string {
  return `certificate own-standard ${id}`
}

function keyOf(asked: Asked): string {
  if (asked.kind === 'certificate') return `certificate ${asked.code}`
  const { operator, value, valueTo, values, unit } = asked
  return [familyOf(asked), operator, value ?? '', valueTo ?? '', values.join('+'), unit].join(' ')
}

/** Things of one family differ in how much is asked alone. */
export function familyOf({ kind, code, within }: Asked): string {
  return `${kind} ${code} ${within}`
}

function termOf(obstacle: Obstacle): UnlockItem | null {
  if (obstacle.side !== 'sme') return null
  const { code, params } = obstacle
  const key = ['term', code, ...Object.values(TERM_LEVELS[code]?.(params) ?? {})].join(' ')
  return { key, state: 'missing', reason: { code, params }, months: null, asked: null, term: obstacle }
}

const TERM_LEVELS: Partial<Record<Obstacle['code'], (params: Obstacle['params']) => Obstacle['params']>> = {
  'minimum-order-above-volume': ({ volume = null, unit = null }) => ({ volume, unit }),
  'payment-too-late': ({ days = null }) => ({ days }),
  'industry-refused': ({ sector = null }) => ({ sector }),
  'incoterm-not-offered': ({ incoterm = null }) => ({ incoterm }),
  'delivery-country-refused': ({ country = null }) => ({ country }),
}

/** True when whoever brings the first has brought the second too: 400 t covers 250 t, net 90 covers net 60. */
export function covers(one: UnlockItem, other: UnlockItem): boolean {
  if (one.asked?.kind === 'certificate' || !one.asked || !other.asked) return one.key === other.key
  return familyOf(one.asked) === familyOf(other.asked) && reaches(one.asked, other.asked)
}

const LESS_IS_MORE: readonly RequirementKind[] = ['sample-lead-time', 'series-lead-time']

function reaches(held: Asked, wanted: Asked): boolean {
  if (!isFigure(held) || !isFigure(wanted) || held.operator !== wanted.operator) return keyOf(held) === keyOf(wanted)
  const same = held.unit === wanted.unit ? held.value : convert(held.value, held.unit, wanted.unit)
  if (same === null) return false
  return wanted.operator === 'at-most' || LESS_IS_MORE.includes(wanted.kind) ? same <= wanted.value : same >= wanted.value
}

/** A figure that more or less of covers; a range and a list are only themselves. */
function isFigure(asked: Asked): asked is Asked & { value: number } {
  return asked.value !== null && asked.values.length === 0 && asked.operator !== 'between' && asked.operator !== 'equals'
}

/**
 * The pair as if the firm had these: certificates and processes become facts, so that what they imply counts too; easier terms
 * become its terms; of everything else the requirements that are covered are asked no more.
 */
export function withItems(
  { need, hidden }: Pick<Openable, 'need' | 'hidden'>,
  facts: ProfileFacts,
  { items, today }: { items: readonly UnlockItem[]; today: Day },
): { need: SourcingNeed; facts: ProfileFacts } {
  // What is asked under an alias is told of that need alone.
  const known = items.filter(({ key, asked }) => asked?.kind !== 'certificate' || (key === maskedKey(need)) === hidden.has(asked.code))
  const changed = known.reduce((so, item) => withFact(so, item, { need, today }), facts)
  const figures = items.filter(({ asked }) => asked && !(asked.kind === 'certificate' || asked.kind === 'process'))
  if (figures.length === 0) return { need, facts: changed }
  const isCovered = (requirement: Requirement) =>
    figures.some(({ asked }) => {
      const wanted = askedOf(need, requirement)
      return asked !== null && familyOf(asked) === familyOf(wanted) && reaches(asked, wanted)
    })
  return { need: { ...need, criteria: need.criteria.flatMap((one) => uncovered(one, isCovered)) }, facts: changed }
}

/** A criterion one of whose groups is wholly covered is met. */
function uncovered(criterion: SourcingNeed['criteria'][number], isCovered: (one: Requirement) => boolean): SourcingNeed['criteria'] {
  const touched = criterion.groups.some(({ requirements }) => requirements.some(isCovered))
  if (criterion.class === 'exclusion' || !touched) return [criterion]
  const groups = criterion.groups.map((group) => ({ ...group, requirements: group.requirements.filter((one) => !isCovered(one)) }))
  const met = groups.some(({ requirements }, at) => requirements.length === 0 && (criterion.groups[at]?.requirements.length ?? 0) > 0)
  return met ? [] : [{ ...criterion, groups }]
}

/** Kinds of requirements whose verdicts may change once the firm has this; figures are asked no more instead. */
export function affects({ asked }: UnlockItem): readonly RequirementKind[] {
  if (asked?.kind === 'certificate') return ['certificate']
  return asked?.kind === 'process' ? ['process', 'parameter', 'material', 'certificate'] : []
}

function withFact(
  facts: ProfileFacts,
  { key, asked, term }: UnlockItem,
  { need, today }: { need: SourcingNeed; today: Day },
): ProfileFacts {
  const fact = { id: `assumed ${key}`, provenance: { ...PROVEN, statedOn: today } }
  if (asked?.kind === 'certificate') {
    const scope = [...new Set([asked.within, ...need.products, ...need.processes].filter((code) => code !== ''))]
    return { ...facts, certificates: [...facts.certificates, { ...BLANK_FACTS.certificates, ...fact, standard: asked.code, scope }] }
  }
  if (asked?.kind === 'process')
    return { ...facts, processes: [...facts.processes, { ...BLANK_FACTS.processes, ...fact, process: asked.code }] }
  return term && facts.commercial ? { ...facts, commercial: { ...facts.commercial, ...easier(facts.commercial, term) } } : facts
}

function easier(
  terms: NonNullable<ProfileFacts['commercial']>,
  { code, params }: Obstacle,
): Partial<NonNullable<ProfileFacts['commercial']>> {
  if (code === 'minimum-order-above-volume') return { minimumOrder: Number(params.volume), minimumOrderUnit: params.unit as QuantityUnit }
  if (code === 'payment-too-late') return { paymentDaysMax: Math.max(terms.paymentDaysMax ?? 0, Number(params.days)) }
  if (code === 'incoterm-not-offered') return { incoterms: [...terms.incoterms, params.incoterm as Incoterm] }
  if (code === 'delivery-country-refused')
    return { countriesRefused: terms.countriesRefused.filter((country) => country !== params.country) }
  return { industriesRefused: terms.industriesRefused.filter((sector) => sector !== params.sector) }
}

/** Once it is there it can be proven. */
const PROVEN: Omit<Provenance, 'statedOn'> = {
  source: 'firm',
  sourceNote: '',
  level: 'third-party-registry',
  checkedBy: null,
  checkedOn: null,
}
