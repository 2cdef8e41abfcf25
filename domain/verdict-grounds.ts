/** What every kind of verdict shares: the fact's evidence and age, absence, doubt, and the best of several facts. */
import { bandOf, bandRank } from './bands.ts'
import { addMonths, type Day } from './day.ts'
import { EVIDENCE_FACTOR, isAtLeast, type Provenance } from './evidence.ts'
import type { Measure } from './measures.ts'
import type { CompletableSection, ProfileFacts } from './profiles.ts'
import type { Requirement } from './sourcing.ts'
import { type FactKind, type Reason, type UsedFact, VERDICTS, type Verdict, type VerdictContext } from './verdict.ts'
import type { ReasonCode } from './verdict-reasons.ts'

/** One requirement before one firm: what each rule is handed. */
export interface Case {
  requirement: Requirement
  facts: ProfileFacts
  context: VerdictContext
}

/** A recorded fact and how far it is proven; identity facts carry no provenance and count as the firm's own word. */
export interface Ground {
  kind: FactKind
  id: string
  provenance: Provenance
}

/** What a rule found before evidence and age are weighed. */
export interface Finding {
  verdict: Verdict['verdict']
  value: number
  reason: Reason
  gap?: Verdict['gap']
  monthsToClose?: number | null
}

/** The value that a categorical near counts where no rule names another one (a default of ours). */
export const NEAR_VALUE = 0.5

export function reason(code: ReasonCode, params: Reason['params'] = {}): Reason {
  return { code, params }
}

/** Figures in reasons are rounded to thousandths; rules compare the unrounded ones. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** The day on which somebody last stated or checked the fact. */
export function freshnessOf({ statedOn, checkedOn }: Pick<Provenance, 'statedOn' | 'checkedOn'>): Day {
  return checkedOn !== null && checkedOn > statedOn ? checkedOn : statedOn
}

/** Calendar months from one day to a later one, rounded up: 1 June to 2 July are two; nought for the past. */
export function monthsUntil(today: Day, day: Day): number {
  const whole = wholeMonths(today, day)
  return addMonths(today, whole) < day ? whole + 1 : whole
}

/** Calendar months that fit between two days: 1 June to 1 March of the next year are nine; nought for the past. */
function wholeMonths(from: Day, to: Day): number {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number)
  const most = (toYear - fromYear) * 12 + toMonth - fromMonth
  return Math.max(0, addMonths(from, most) <= to ? most : most - 1)
}

/** The months a gap may take: the need's horizon; for what must be held at the start, until then; at the award, none. */
export function allowedMonths({ requirement, context }: Case): number {
  const { horizonMonths, needStart, today } = context
  if (requirement.heldBy === 'award') return 0
  if (requirement.heldBy !== 'start' || needStart === null) return horizonMonths
  return Math.min(horizonMonths, wholeMonths(today, needStart))
}

/** The usual months to close the whole gap: the requirement's own figure, else the upper end of the catalogue's. */
export function monthsFromNothing({ requirement, context }: Case): number | null {
  if (requirement.monthsToClose !== null) return requirement.monthsToClose
  if (requirement.kind !== 'certificate') return null
  const code = context.catalogue.readAs(requirement.code, context.today)
  return context.catalogue.standard(code)?.monthsMax ?? null
}

/**
 * The verdict where no fact is recorded: `not-met` once the firm has marked the section complete, `unknown` before (rulings).
 */
export function absence(asked: Case, section: CompletableSection | null, because: Reason): Verdict {
  const known = section !== null && asked.facts.complete[section] !== undefined
  return {
    requirementId: asked.requirement.id,
    verdict: known ? 'not-met' : 'unknown',
    value: 0,
    evidence: null,
    factor: 0,
    reason: because,
    fact: null,
    gap: null,
    monthsToClose: known ? monthsFromNothing(asked) : null,
  }
}

/** Weighs a finding by its fact's evidence and age: self-declared .6 to on site 1, half when older than the requirement allows. */
export function weigh(asked: Case, finding: Finding, ground: Ground): Verdict {
  const { requirement } = asked
  const { provenance } = ground
  const open = finding.verdict === 'near' || finding.verdict === 'not-met'
  const verdict: Verdict = {
    requirementId: requirement.id,
    verdict: finding.verdict,
    value: finding.value,
    evidence: provenance.level,
    factor: EVIDENCE_FACTOR[provenance.level],
    reason: finding.reason,
    fact: usedFact(ground),
    gap: finding.gap ?? null,
    monthsToClose: open ? (finding.monthsToClose ?? requirement.monthsToClose) : null,
  }
  const proven = weighAge(asked, verdict)
  if (requirement.minEvidence === null || isAtLeast(provenance.level, requirement.minEvidence)) return proven
  if (finding.verdict === 'not-met') return { ...proven, factor: 0 }
  const params = { asked: requirement.minEvidence, level: provenance.level, ...namesOf(finding.reason) }
  return { ...doubtful(asked, proven), factor: 0, reason: reason('evidence-too-low', params) }
}

interface Told {
  reasons: Record<Measure['outcome'], ReasonCode>
  params: Reason['params']
  gap: Verdict['gap']
}

/** The finding of a measured figure: its verdict, its sentence, and the gap unless it is reached. */
export function measured({ outcome, value }: Measure, { reasons, params, gap }: Told): Finding {
  return { verdict: VERDICT_OF[outcome], value, reason: reason(reasons[outcome], params), gap: outcome === 'reached' ? null : gap }
}

/** Weighs what the firm says of itself, its people or its country: its own word, on the day its newest fact was stated. */
export function weighOwnWord(asked: Case, finding: Finding): Verdict {
  const { facts, context } = asked
  const newest = newestDay(facts)
  const provenance: Provenance = { ...OWN_WORD, source: facts.claimed ? 'firm' : 'list', statedOn: newest ?? context.today }
  const verdict = weigh(asked, finding, { kind: 'profile', id: facts.profileId, provenance })
  return newest === null ? { ...verdict, fact: null } : verdict
}

export const OWN_WORD: Omit<Provenance, 'statedOn'> = {
  source: 'firm',
  sourceNote: '',
  level: 'self-declared',
  checkedBy: null,
  checkedOn: null,
}

function newestDay({ sites, products, processes, certificates, capacities, commercial, references }: ProfileFacts): Day | null {
  const recorded = [...sites, ...products, ...processes, ...certificates, ...capacities, ...references, ...(commercial ? [commercial] : [])]
  return recorded.reduce<Day | null>(
    (newest, { provenance }) => (newest === null || provenance.statedOn > newest ? provenance.statedOn : newest),
    null,
  )
}

/**
 * The best of several verdicts on one requirement: first by the band it leaves open, then by verdict, then by what counts.
 * What counts is the most that any of them counts, so that a further fact never takes anything away.
 */
export function best(asked: Case, verdicts: readonly Verdict[]): Verdict {
  const [first, ...others] = verdicts
  if (!first) throw new Error('A requirement is answered by at least one verdict, absence included.')
  const allowed = allowedMonths(asked)
  const requirementClass = asked.context.requirementClass ?? 'must'
  const rank = (one: Verdict) =>
    bandRank(bandOf(requirementClass, one.verdict, one.monthsToClose, allowed)) * 10 + VERDICTS.indexOf(one.verdict)
  const chosen = others.reduce((top, one) => ((rank(one) - rank(top) || proofOrder(one, top)) < 0 ? one : top), first)
  const most = others.reduce((top, one) => (countOf(one) > countOf(top) ? one : top), first)
  return countOf(most) > countOf(chosen) ? { ...chosen, value: most.value, factor: most.factor } : chosen
}

/** What a verdict counts in the fit. */
export function countOf({ value, factor }: Pick<Verdict, 'value' | 'factor'>): number {
  return value * factor
}

/** All must hold: the worst verdict, with the least value (materials, languages asked together). */
export function worst(verdicts: readonly [Verdict, ...Verdict[]]): Verdict {
  const [first, ...others] = verdicts
  return others.reduce((low, one) => {
    const lower = VERDICTS.indexOf(one.verdict) > VERDICTS.indexOf(low.verdict) ? one : low
    const least = countOf(one) < countOf(low) ? one : low
    return { ...lower, value: least.value, factor: least.factor }
  }, first)
}

/** A fact older than the requirement allows counts half, and on a must it is in doubt; an old no stays a no. */
function weighAge(asked: Case, verdict: Verdict): Verdict {
  const { requirement, context } = asked
  if (requirement.maxAgeMonths === null || verdict.fact === null) return verdict
  const stated = freshnessOf(verdict.fact)
  if (addMonths(stated, requirement.maxAgeMonths) >= context.today) return verdict
  const halved = { ...verdict, factor: verdict.factor / 2 }
  if (context.requirementClass === 'scored' || verdict.verdict === 'not-met') return halved
  const params = { months: requirement.maxAgeMonths, stated, ...namesOf(verdict.reason) }
  return { ...doubtful(asked, halved), reason: reason('fact-too-old', params) }
}

/** A doubtful fact is unknown; on a developable must whose whole gap could be closed in time it is near, so that doubt is never worse than a no. */
function doubtful(asked: Case, verdict: Verdict): Verdict {
  const months = monthsFromNothing(asked)
  const closable = asked.context.requirementClass === 'developable-must' && months !== null && months <= allowedMonths(asked)
  return { ...verdict, verdict: closable ? 'near' : 'unknown', monthsToClose: closable ? months : null }
}

/** Negative where the first is the better one: counts more, closes sooner, names a fact, is fresher. */
function proofOrder(one: Verdict, than: Verdict): number {
  const sooner = (one.monthsToClose ?? 0) - (than.monthsToClose ?? 0)
  return countOf(than) - countOf(one) || sooner || freshnessOrder(one.fact, than.fact)
}

function freshnessOrder(one: UsedFact | null, than: UsedFact | null): number {
  if (!one || !than) return one ? -1 : 0
  return freshnessOf(one) > freshnessOf(than) ? -1 : 0
}

function usedFact({ kind, id, provenance }: Ground): UsedFact {
  const { statedOn, checkedOn, source, sourceNote, level } = provenance
  return { kind, id, statedOn, checkedOn, source, sourceNote, level }
}

/** What the requirement is about, kept when evidence or age becomes the reason. */
function namesOf({ code, params }: Reason): Reason['params'] {
  return { ...params, of: code }
}

const VERDICT_OF: Record<Measure['outcome'], 'met' | 'near' | 'not-met'> = { reached: 'met', near: 'near', missed: 'not-met' }
