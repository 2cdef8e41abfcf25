/** Certificates: held, via another standard, ending too early, under way, or not counted and why (domain reference 3.4). */
import { addDays, addMonths, type Day } from './day.ts'
import { isRelated } from './kinship.ts'
import type { CertificateFact, ProfileFacts } from './profiles.ts'
import type { Requirement } from './sourcing.ts'
import { acceptedUntil, type ImplicationCondition, isWithdrawn, type Route, type Standard } from './standards.ts'
import type { Reason, Verdict, VerdictContext } from './verdict.ts'
import { absence, best, type Case, type Finding, monthsFromNothing, monthsUntil, NEAR_VALUE, reason, weigh } from './verdict-grounds.ts'
import type { ReasonCode } from './verdict-reasons.ts'

/**
 * Answers a certificate requirement from all certificates of a firm.
 *
 * A certificate counts while it is active, its edition accepted, its site and scope the ones that matter; through other
 * standards the whole chain must carry it, with the weakest link's conditions, share and dates. Expired is as good as
 * absent; suspended is `not-met` at once; a planned audit before the day it must be held is `near`.
 * @example IATF 16949 valid to 2028 satisfies ISO 9001: `met-by-implication`, reason `certificate-via`.
 */
export function certificateAnswer(requirement: Requirement, facts: ProfileFacts, context: VerdictContext): Verdict {
  const asked: Case = { requirement, facts, context }
  const standard = context.catalogue.readAs(requirement.code, context.today)
  const routes = context.catalogue.routesTo(standard)
  const certificates = facts.certificates.flatMap((certificate) => claimOf(asked, standard, certificate, routes.get(certificate.standard)))
  const nothing = absence(asked, 'certificates', reason('certificate-absent', { standard, ...usualMonths(asked, standard) }))
  const lost = certificates.find((claim) => claim.counts && LOST[claim.certificate.status] !== undefined)
  const ground = lost ? withoutIt(lost, notMet(nothing, asked), LOST[lost.certificate.status] ?? 'certificate-lost') : nothing
  return best(asked, [...certificates.map((claim) => answerTo(claim, ground)), ground])
}

/** A certificate that leads to the standard asked, directly or by a route. */
interface Claim {
  asked: Case
  /** The standard as it is read: OHSAS 18001 asked is ISO 45001. */
  standard: string
  certificate: CertificateFact
  route: Route | null
  /** True where it satisfies once everything else is in order. */
  counts: boolean
  until: Day | null
}

const LOST: Partial<Record<CertificateFact['status'], ReasonCode>> = { suspended: 'certificate-suspended', withdrawn: 'certificate-lost' }

function claimOf(asked: Case, standard: string, certificate: CertificateFact, route: Route | undefined): Claim[] {
  const direct = certificate.standard === standard
  const denied = asked.context.catalogue.denial(certificate.standard, standard) !== null
  if (!direct && !route && !denied) return []
  const counts = direct || isAccepted(route, asked.requirement)
  return [{ asked, standard, certificate, route: route ?? null, counts, until: lastDayOf(asked.context, certificate) }]
}

function isAccepted(route: Route | undefined, { acceptEquivalent }: Requirement): boolean {
  return route?.verdict === 'full' || (route?.verdict === 'if-accepted' && acceptEquivalent)
}

/** The first rule that speaks decides; what does not count is said beside the absence it leaves. */
function answerTo(claim: Claim, ground: Verdict): Verdict {
  for (const rule of RULES) {
    const answer = rule(claim, ground)
    if (answer) return answer
  }
  return held(claim)
}

type ClaimRule = (claim: Claim, ground: Verdict) => Verdict | null

const RULES: readonly ClaimRule[] = [
  (claim, ground) => (LOST[claim.certificate.status] ? ground : null),
  (claim, ground) => (claim.route === null && !claim.counts ? withoutIt(claim, ground, 'certificate-denied') : null),
  expired,
  (claim, ground) => missingCondition(claim, ground),
  (claim, ground) =>
    claim.route?.verdict === 'if-accepted' && !claim.counts ? withoutIt(claim, ground, 'certificate-not-accepted') : null,
  underWay,
  partly,
]

function expired(claim: Claim, ground: Verdict): Verdict | null {
  const { certificate, until, asked } = claim
  if (certificate.status === 'in-progress' || until === null || until >= asked.context.today) return null
  const own = certificate.validUntil !== null && certificate.validUntil < asked.context.today
  return withoutIt(claim, ground, own ? 'certificate-expired' : 'certificate-edition')
}

function missingCondition(claim: Claim, ground: Verdict): Verdict | null {
  const conditions = new Set<ImplicationCondition>(['same-site', 'scope-covers-process', ...(claim.route?.conditions ?? [])])
  if (kindOf(claim.asked.context, claim.standard) === 'declaration') conditions.add('per-part')
  for (const condition of conditions) {
    const code = CONDITIONS[condition]?.(claim)
    if (code) return withoutIt(claim, ground, code, { condition })
  }
  return null
}

/** In progress, or issued for a later day: near when it will be there in time. */
function underWay(claim: Claim, ground: Verdict): Verdict | null {
  const { certificate, asked, counts } = claim
  const { today } = asked.context
  const later = certificate.validFrom !== null && certificate.validFrom > today
  if (certificate.status !== 'in-progress' && !later) return null
  const target = certificate.status === 'in-progress' ? certificate.targetOn : certificate.validFrom
  if (!counts || target === null || target < today || target > deadlineOf(asked))
    return withoutIt(claim, ground, 'certificate-in-progress', { target })
  const months = Math.min(monthsUntil(today, target), monthsFromNothing(asked) ?? Number.POSITIVE_INFINITY)
  return found(claim, {
    verdict: 'near',
    value: NEAR_VALUE,
    reason: say(claim, 'certificate-in-progress', { target }),
    monthsToClose: months,
  })
}

/** Less than full: a path that is shorter than from nothing, or a share that counts beside the absence. */
function partly(claim: Claim, ground: Verdict): Verdict | null {
  const { route, asked } = claim
  if (route?.verdict === 'partial') {
    const { factor, evidence } = held(claim)
    return {
      ...withoutIt(claim, ground, 'certificate-partial', { share: Math.round(route.factor * 100) }),
      value: route.factor,
      factor,
      evidence,
    }
  }
  if (route?.verdict !== 'near') return null
  if (asked.requirement.heldBy === 'award')
    return withoutIt(claim, ground, 'certificate-path', { monthsMin: route.monthsMin, months: route.monthsMax })
  const fromNothing = monthsFromNothing(asked)
  const months = route.monthsMax === null ? fromNothing : Math.min(route.monthsMax, fromNothing ?? route.monthsMax)
  const because = say(claim, 'certificate-path', { monthsMin: route.monthsMin, months })
  return found(claim, { verdict: 'near', value: route.factor, reason: because, monthsToClose: months })
}

function held(claim: Claim): Verdict {
  const { needStart } = claim.asked.context
  const ending = needStart !== null && claim.until !== null && claim.until < needStart
  if (ending)
    return found(claim, {
      verdict: 'expiring',
      value: 1,
      reason: say(claim, 'certificate-expiring', { start: needStart }),
    })
  const verdict = claim.route ? 'met-by-implication' : 'met'
  return found(claim, {
    verdict,
    value: 1,
    reason: say(claim, claim.route ? 'certificate-via' : 'certificate-held'),
  })
}

/** What a condition finds missing, as the reason to give; nothing where it holds or where nobody said otherwise. */
const CONDITIONS: Partial<Record<ImplicationCondition, (claim: Claim) => ReasonCode | null>> = {
  'same-site': ({ asked, certificate }) => (coversSite(asked, certificate.siteIds) ? null : 'certificate-site'),
  'scope-covers-process': ({ asked, certificate }) => (coversScope(asked, certificate.scope) ? null : 'certificate-scope'),
  'manufacturing-site': ({ asked, certificate }) => (isManufacturing(asked, certificate.siteIds) ? null : 'certificate-condition'),
  'scope-lists-quantity': ({ asked, certificate }) => (listsQuantity(asked, certificate.scope) ? null : 'certificate-scope'),
  'per-part': ({ asked, certificate }) => (namesProduct(asked, certificate.scope) ? null : 'certificate-scope'),
}

/** A certificate limited to sites must cover one at which a process of the need is run; where no site is said, it does not narrow. */
function coversSite({ facts, context, requirement }: Case, siteIds: readonly string[]): boolean {
  if (siteIds.length === 0) return true
  const wanted = requirement.within !== '' ? [requirement.within] : context.need.processes
  const own = facts.processes.filter(
    ({ process, mode, siteId }) => mode === 'own' && siteId !== null && wanted.some((code) => isRelated(context.concepts, code, process)),
  )
  return own.length === 0 || own.some(({ siteId }) => siteId !== null && siteIds.includes(siteId))
}

/** Processes are compared with processes, products with products; a scope that names neither kind does not narrow. */
function coversScope({ context, requirement }: Case, scope: readonly string[]): boolean {
  const wanted = requirement.within !== '' ? [requirement.within] : [...context.need.processes, ...context.need.products]
  const isProcess = (code: string) => context.concepts.familyOf(code) !== null
  const comparable = scope.filter((code) => wanted.some((other) => isProcess(other) === isProcess(code)))
  return comparable.length === 0 || comparable.some((code) => wanted.some((other) => isRelated(context.concepts, other, code)))
}

function isManufacturing({ facts, context }: Case, siteIds: readonly string[]): boolean {
  const there = facts.processes.filter(({ siteId }) => siteIds.length === 0 || (siteId !== null && siteIds.includes(siteId)))
  return there.length === 0 || there.some(({ process }) => context.concepts.familyOf(process) !== 'services')
}

function listsQuantity({ requirement, context }: Case, scope: readonly string[]): boolean {
  if (requirement.within === '') return scope.length > 0
  return scope.some((code) => isRelated(context.concepts, requirement.within, code))
}

function namesProduct({ requirement, context }: Case, scope: readonly string[]): boolean {
  const wanted = requirement.within !== '' ? [requirement.within] : context.need.products
  return scope.length > 0 && (wanted.length === 0 || scope.some((code) => wanted.some((other) => isRelated(context.concepts, other, code))))
}

/** The earlier of the certificate's own end, its edition's and its standard's. */
function lastDayOf({ catalogue, today }: VerdictContext, { standard, edition, validUntil }: CertificateFact): Day | null {
  const known = catalogue.standard(standard)
  const withdrawn = known?.withdrawnOn ? addDays(known.withdrawnOn, -1) : null
  const ends = [validUntil, acceptedUntil(catalogue.editionsOf(standard), edition), isWithdrawn(known, today) ? withdrawn : null]
  return ends.reduce((early, end) => (early === null || (end !== null && end < early) ? end : early), null)
}

/** By when it must be held: today for the award, else the start of supply; the horizon's end where the start is open or later is allowed. */
function deadlineOf({ requirement, context }: Case): Day {
  const horizon = addMonths(context.today, context.horizonMonths)
  const start = context.needStart ?? horizon
  if (requirement.heldBy === 'award') return context.today
  return requirement.heldBy === 'horizon' && horizon > start ? horizon : start
}

function kindOf(context: VerdictContext, code: string): Standard['kind'] | null {
  return context.catalogue.standard(code)?.kind ?? null
}

function notMet(nothing: Verdict, asked: Case): Verdict {
  return { ...nothing, verdict: 'not-met', monthsToClose: monthsFromNothing(asked) }
}

/** The certificate is named, yet what counts is that it is missing. */
function withoutIt(claim: Claim, ground: Verdict, code: ReasonCode, params: Reason['params'] = {}): Verdict {
  const because = say(claim, code, { ...usualMonths(claim.asked, claim.standard), ...params })
  const named = found(claim, { verdict: ground.verdict, value: 0, reason: because })
  return { ...ground, reason: because, fact: named.fact }
}

function found({ asked, certificate }: Claim, finding: Finding): Verdict {
  return weigh(asked, finding, { kind: 'certificate', id: certificate.id, provenance: certificate.provenance })
}

function say({ standard, certificate, route, until, asked }: Claim, code: ReasonCode, params: Reason['params'] = {}): Reason {
  const sites = asked.facts.sites.filter(({ id }) => certificate.siteIds.includes(id)).map(({ name }) => name)
  const via = route?.chain.map((link) => link.holds).join(' > ') ?? ''
  return reason(code, {
    standard,
    holds: certificate.standard,
    via,
    number: certificate.number,
    body: certificate.body,
    site: sites.join(', '),
    until,
    ...params,
  })
}

function usualMonths({ context, requirement }: Case, code: string): Reason['params'] {
  const { monthsMin = null, monthsMax = null } = context.catalogue.standard(code) ?? {}
  return requirement.monthsToClose === null ? { monthsMin, months: monthsMax } : { monthsMin: null, months: requirement.monthsToClose }
}
