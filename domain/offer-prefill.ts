/** The first draft of an offer: what the SME's own profile already answers, requirement by requirement, for it to correct. */
import type { Meets, OfferAnswer, OfferContent } from './offer-content.ts'
import { BLANK_OFFER } from './offer-content.ts'
import { type CapacityFact, type CertificateFact, freePerMonth, type ProfileFacts } from './profiles.ts'
import { askedIn, requirementKey } from './requirement-keys.ts'
import type { Requirement, RequirementKind, SourcingNeed } from './sourcing.ts'
import type { VerdictCode } from './verdict.ts'

/** The matcher's word on one requirement, on all facts of the firm itself. */
export interface KnownVerdict {
  requirementId: string
  verdict: VerdictCode
}

const MEETS_BY: Record<VerdictCode, Meets | null> = {
  met: 'yes',
  'met-by-implication': 'yes',
  expiring: 'yes',
  near: 'partly',
  'not-met': 'no',
  unknown: null,
}

/** Answers for what the profile knows, the lead times it states, and nothing about money. */
export function prefillOffer(
  need: Pick<SourcingNeed, 'criteria'>,
  facts: ProfileFacts,
  verdicts: readonly KnownVerdict[],
  nameOf: (standard: string) => string,
): OfferContent {
  const byId = new Map(verdicts.map((one) => [one.requirementId, one.verdict]))
  const answers = new Map<string, OfferAnswer>()
  for (const { requirement } of askedIn(need.criteria)) {
    const meets = MEETS_BY[byId.get(requirement.id) ?? 'unknown']
    if (meets) answers.set(requirementKey(requirement), answerTo(requirement, facts, meets, nameOf))
  }
  const { sampleLeadDays = null, seriesLeadDays = null } = facts.commercial ?? {}
  return {
    ...BLANK_OFFER,
    answers: [...answers.values()],
    times: { ...BLANK_OFFER.times, sampleDays: sampleLeadDays, seriesDays: seriesLeadDays },
  }
}

function answerTo(requirement: Requirement, facts: ProfileFacts, meets: Meets, nameOf: (standard: string) => string): OfferAnswer {
  const value = FIGURES[requirement.kind]?.(facts, requirement) ?? null
  const certificate = requirement.kind === 'certificate' && meets !== 'no' ? certificateFor(facts, requirement.code) : undefined
  const evidence = certificate
    ? ({ kind: 'certificate', label: labelOf(certificate, nameOf) } as const)
    : ({ kind: meets === 'no' ? 'none' : 'fact', label: '' } as const)
  return { key: requirementKey(requirement), meets, value, statement: '', evidence }
}

/** The very standard, else nothing: which other one implies it is for the firm to say. */
function certificateFor({ certificates }: ProfileFacts, standard: string): CertificateFact | undefined {
  return certificates.find((one) => one.standard === standard && one.status === 'active')
}

function labelOf({ standard, edition, number, validUntil }: CertificateFact, nameOf: (standard: string) => string): string {
  return [[nameOf(standard), edition].filter(Boolean).join(' '), number, validUntil ?? ''].filter(Boolean).join(' · ').slice(0, 200)
}

const FIGURES: Partial<Record<RequirementKind, (facts: ProfileFacts, requirement: Requirement) => number | null>> = {
  capacity: ({ capacities }, { unit }) => widest(capacities.filter((one) => unit.startsWith(one.unit))),
  'sample-lead-time': ({ commercial }) => commercial?.sampleLeadDays ?? null,
  'series-lead-time': ({ commercial }) => commercial?.seriesLeadDays ?? null,
  references: ({ references }, { code }) => references.filter((one) => code === '' || one.sector === code || one.concept === code).length,
  exports: ({ commercial }) => commercial?.exportShare ?? null,
  employees: ({ employees }) => employees,
}

function widest(list: readonly CapacityFact[]): number | null {
  return list.length === 0 ? null : Math.max(...list.map(freePerMonth))
}
