/** The linkage: the brokered relationship between a lead firm and an SME over one need; its stages, its reasons, and what each stage opens. */

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

export const LINKAGE_STEPS = [
  'shortlist',
  'offer',
  'invite',
  'show-interest',
  'decline-interest',
  'accept',
  'decline',
  'introduce',
  'sign-nda',
  'meet',
  'visit',
  'ask-quote',
  'quote',
  'start-trial',
  'approve',
  'record-contract',
  'repeat',
  'hold',
  'resume',
  'lose',
  'lapse',
  'reopen',
] as const
export type LinkageStep = (typeof LINKAGE_STEPS)[number]

export const LINKAGE_PARTIES = ['lead-firm', 'sme', 'agency'] as const
export type LinkageParty = (typeof LINKAGE_PARTIES)[number]

/** Who may stand behind an entry of the log: a party, or the product itself when a deadline passed or a document was signed. */
export const LINKAGE_ACTORS = [...LINKAGE_PARTIES, 'system'] as const
export type LinkageActor = (typeof LINKAGE_ACTORS)[number]

/** What a linkage remembers beside its stage: it decides what stays open on hold and after the end. */
export interface Standing {
  stage: LinkageStage
  /** Where it stood when it was held, lost or lapsed; null otherwise. */
  leftStage: LinkageStage | null
  /** When the two firms were introduced, and when they first had a contract. Neither can be undone. */
  introducedAt: Date | null
  contractedAt: Date | null
}

/** Tiers of a profile and of documents that a stage opens to the other side, from the shallowest. `nda-signed` opens by signatures. */
export const LINKAGE_TIERS = ['registered', 'matched', 'introduced', 'deal'] as const
export type LinkageTier = (typeof LINKAGE_TIERS)[number]

/** True at the stages that lie behind the introduction. */
export function isIntroduced(stage: LinkageStage): boolean {
  return FROM_INTRODUCTION.includes(stage)
}

/** True once a contract stands. */
export function isContracted(stage: LinkageStage): boolean {
  return stage === 'contracted' || stage === 'repeat-order'
}

/**
 * A lead firm under an alias is named from the introduction on (rulings, Tenancy), and stays named to that SME whatever follows:
 * knowing cannot be undone. What is lost or lapses before the introduction names nobody.
 */
export function revealsLeadFirm({ introducedAt }: Pick<Standing, 'introducedAt'>): boolean {
  return introducedAt !== null
}

/**
 * What the other side reads of the profile and the documents (rulings, Tenancy): `matched` from the lead firm's acceptance,
 * `introduced` from the introduction, `deal` from the contract. On hold keeps what was open; an end closes it, but for what a contract keeps.
 */
export function tierOfLinkage({ stage, leftStage, contractedAt }: Standing): LinkageTier {
  const open = stage === 'on-hold' ? (leftStage ?? stage) : stage
  if (contractedAt !== null || isContracted(open)) return 'deal'
  if (isIntroduced(open)) return 'introduced'
  return open === 'lead-firm-accepted' ? 'matched' : 'registered'
}

/** Whether the lead firm reads the SME's profile in the tier `matched` through this linkage. */
export function opensMatchedTier(standing: Standing): boolean {
  return tierOfLinkage(standing) !== 'registered'
}

const FROM_INTRODUCTION: readonly LinkageStage[] = [
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
