/** The linkage: the brokered relationship between a lead firm and an SME over one need; where it stands and who may step it. */
import { accept, type Decision, refuse } from './decision.ts'

export const LINKAGE_STAGES = [
  'proposed',
  'broker-shortlisted',
  'offered-to-sme',
  'sme-interested',
  'sme-declined',
  'lead-firm-accepted',
  'lead-firm-declined',
  'introduced',
  'nda',
  'meeting',
  'site-visit',
  'rfq',
  'quoted',
  'sample-trial',
  'approved',
  'contracted',
  'repeat-order',
  'on-hold',
  'lost',
  'lapsed',
] as const
export type LinkageStage = (typeof LINKAGE_STAGES)[number]

/** Why a linkage ended (domain reference 2.9). `other` needs a text. */
export const LOSS_REASONS = [
  'price',
  'capacity',
  'quality-system',
  'process-tolerance',
  'track-record',
  'performance',
  'management',
  'lead-time',
  'payment-terms',
  'finance',
  'location',
  'ip-nda',
  'global-frame-contract',
  'lead-firm-cancelled',
  'lead-firm-silent',
  'sme-silent',
  'sme-not-interested',
  'compliance',
  'other',
] as const
export type LossReason = (typeof LOSS_REASONS)[number]

/** Why a lead firm accepted, if it says so: one for each category of criteria, and the price. `other` needs a text. */
export const ACCEPT_REASONS = [
  'technical-fit',
  'free-capacity',
  'quality-assured',
  'proven-record',
  'good-performance',
  'near-and-fast',
  'well-managed',
  'responsible',
  'good-price',
  'other',
] as const
export type AcceptReason = (typeof ACCEPT_REASONS)[number]

/** Every reason that a step may give. */
export const LINKAGE_REASONS = [...LOSS_REASONS, ...ACCEPT_REASONS.filter((one) => one !== 'other')] as const
export type LinkageReason = LossReason | AcceptReason

export const LINKAGE_STEPS = ['show-interest', 'decline-interest', 'invite', 'accept', 'decline'] as const
export type LinkageStep = (typeof LINKAGE_STEPS)[number]
export type LinkageParty = 'sme' | 'lead-firm'

interface StepRule {
  /** `null` stands for no linkage yet: the step that bears it. */
  from: readonly (LinkageStage | null)[]
  by: LinkageParty
  to: LinkageStage
  needsReason: boolean
}

export interface StepAnswer {
  step: LinkageStep
  reason?: LinkageReason
  note?: string
}

/**
 * Decides one step: interest of the SME or an invitation of the lead firm bears a linkage; the other side answers it.
 * An SME that declined may change its mind while the need is open; a lead firm's decline is final for this need.
 */
export function stepLinkage(stage: LinkageStage | null, answer: StepAnswer, by: LinkageParty): Decision<LinkageStage> {
  const rule = STEPS[answer.step]
  if (rule.by !== by) return refuse('linkage-wrong-party', 'The other side takes this step.', { step: answer.step })
  if (!rule.from.includes(stage))
    return refuse('linkage-wrong-stage', 'The linkage is past this step.', { step: answer.step, stage: stage ?? 'none' })
  return checkReason(answer, rule) ?? accept(rule.to)
}

/** What is wrong with the reason given; null where nothing is. */
function checkReason({ step, reason, note }: StepAnswer, rule: StepRule): Decision<never> | null {
  if (reason && !reasonsOf(step).includes(reason))
    return refuse('linkage-reason-wrong', 'This reason does not go with this step.', { step, reason })
  if (rule.needsReason && !reason) return refuse('linkage-reason-missing', 'Say why, with one of the reasons.')
  if (reason === 'other' && !note?.trim()) return refuse('linkage-note-missing', 'Write the other reason.')
  return null
}

/** The reasons a step may give: why it was accepted, or why it ended. */
export function reasonsOf(step: LinkageStep): readonly LinkageReason[] {
  return step === 'accept' ? ACCEPT_REASONS : LOSS_REASONS
}

/** The steps this party could take now: what a page offers. */
export function openSteps(stage: LinkageStage | null, by: LinkageParty): LinkageStep[] {
  return LINKAGE_STEPS.filter((step) => STEPS[step].by === by && STEPS[step].from.includes(stage))
}

const STEPS: Record<LinkageStep, StepRule> = {
  'show-interest': { from: [null, 'offered-to-sme', 'sme-declined'], by: 'sme', to: 'sme-interested', needsReason: false },
  'decline-interest': { from: [null, 'offered-to-sme', 'sme-interested'], by: 'sme', to: 'sme-declined', needsReason: true },
  invite: { from: [null, 'sme-declined'], by: 'lead-firm', to: 'offered-to-sme', needsReason: false },
  accept: { from: ['sme-interested'], by: 'lead-firm', to: 'lead-firm-accepted', needsReason: false },
  decline: { from: ['sme-interested', 'offered-to-sme'], by: 'lead-firm', to: 'lead-firm-declined', needsReason: true },
}

/** A lead firm under an alias is named from the introduction on (rulings, Tenancy). */
export function revealsLeadFirm(stage: LinkageStage): boolean {
  return REVEALING.includes(stage)
}

const REVEALING: readonly LinkageStage[] = [
  'introduced',
  'nda',
  'meeting',
  'site-visit',
  'rfq',
  'quoted',
  'sample-trial',
  'approved',
  'contracted',
  'repeat-order',
]

/** Acceptance by the lead firm opens the tier `matched` of the SME's profile to it. */
export function opensMatchedTier(stage: LinkageStage): boolean {
  return stage === 'lead-firm-accepted' || revealsLeadFirm(stage)
}
