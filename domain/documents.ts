/** Documents: which tiers there are, which of them a linkage's stage opens to the other side, and how much anybody may bring. */
import { accept, type Decision, refuse } from './decision.ts'
import type { LinkageStage } from './linkages.ts'

/** From what everybody reads to what only a contract opens; the order is the depth. */
export const DOCUMENT_TIERS = ['public-teaser', 'registered', 'matched', 'introduced', 'nda-signed', 'deal'] as const
export type DocumentTier = (typeof DOCUMENT_TIERS)[number]

/** What a document may belong to. All but a need stand within one linkage. */
export const DOCUMENT_SUBJECTS = ['need', 'linkage', 'offer', 'message', 'visit', 'contract'] as const
export type DocumentSubjectKind = (typeof DOCUMENT_SUBJECTS)[number]

export const DOCUMENT_PARTIES = ['lead-firm', 'sme', 'agency'] as const
export type DocumentParty = (typeof DOCUMENT_PARTIES)[number]

export const DOCUMENT_LIMITS = {
  /** Of one owner on one subject: counted together, a refusal would tell how many the other side has. */
  perSubject: 20,
  organizationBytes: 200 * 1024 * 1024,
  /** An upload that no document has taken by then is removed. */
  uploadHours: 24,
  linkSeconds: 300,
} as const

/** How far a linkage has come, by its log. */
export interface Standing {
  stage: LinkageStage
  /** Every stage of the log, the oldest first. */
  reached: readonly LinkageStage[]
  /** Both sides have signed a non-disclosure agreement. */
  ndaSigned: boolean
}

/** From the stage at which both sides agree to talk to the last one. */
const PATH: readonly LinkageStage[] = [
  'lead-firm-accepted',
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
const ENDED: readonly LinkageStage[] = ['sme-declined', 'lead-firm-declined', 'lost', 'lapsed']
const CONTRACT: readonly LinkageStage[] = ['contracted', 'repeat-order']

/**
 * Whether a tier is open between the two sides of a linkage (rulings, "Tier by stage").
 *
 * On hold keeps what the stage before it had opened. An end closes what had opened, except where a contract was
 * concluded: what was handed over for it stays readable to those who are bound by it. A contract opens no drawings by
 * itself: the tier `nda-signed` opens by two signatures and by nothing else.
 */
export function opensTier(tier: DocumentTier, { stage, reached, ndaSigned }: Standing): boolean {
  if (tier === 'public-teaser' || tier === 'registered') return true
  const rank = PATH.indexOf(stageThatCounts(stage, reached))
  const isIntroduced = rank >= PATH.indexOf('introduced')
  if (tier === 'matched') return rank >= 0
  if (tier === 'introduced') return isIntroduced
  return tier === 'nda-signed' ? isIntroduced && ndaSigned : rank >= PATH.indexOf('contracted')
}

function stageThatCounts(stage: LinkageStage, reached: readonly LinkageStage[]): LinkageStage {
  const held = stage === 'on-hold' ? (reached.findLast((one) => one !== 'on-hold') ?? 'proposed') : stage
  const isKept = ENDED.includes(held) && reached.some((one) => CONTRACT.includes(one))
  return isKept ? 'contracted' : held
}

/** The tiers open at a standing, from the shallowest on. */
export function openTiers(standing: Standing): DocumentTier[] {
  return DOCUMENT_TIERS.filter((tier) => opensTier(tier, standing))
}

/** A non-disclosure agreement is offered and signed between firms that know each other and still talk. */
export function takesNda({ stage, reached }: Pick<Standing, 'stage' | 'reached'>): boolean {
  return PATH.indexOf(stageThatCounts(stage, reached)) >= PATH.indexOf('introduced') && !ENDED.includes(stage) && stage !== 'on-hold'
}

/** As what somebody reads: its owner, a party of a linkage, somebody signed in, or anybody. */
export type DocumentReader = { is: 'owner' | 'signed-in' | 'visitor' } | { is: 'party'; party: DocumentParty; standing: Standing }

/** An agency brokers, but is bound by no agreement between the firms and reads no prices. */
const NOT_FOR_AGENCIES: readonly DocumentTier[] = ['nda-signed', 'deal']

export function mayReadTier(tier: DocumentTier, reader: DocumentReader): boolean {
  if (reader.is === 'owner') return true
  if (reader.is === 'party') return opensTier(tier, reader.standing) && !(reader.party === 'agency' && NOT_FOR_AGENCIES.includes(tier))
  return tier === 'public-teaser' || (tier === 'registered' && reader.is === 'signed-in')
}

/** Tiers that this party may choose for a document of this kind of subject. */
export function tiersFor(kind: DocumentSubjectKind, party: DocumentParty): DocumentTier[] {
  return DOCUMENT_TIERS.filter((tier) => {
    // A linkage is nobody's business but its parties'.
    if (kind !== 'need' && tier === 'public-teaser') return false
    return party !== 'agency' || !NOT_FOR_AGENCIES.includes(tier)
  })
}

export function checkTier(tier: DocumentTier, kind: DocumentSubjectKind, party: DocumentParty): Decision<DocumentTier> {
  return tiersFor(kind, party).includes(tier)
    ? accept(tier)
    : refuse('document-tier-wrong', 'A document here cannot be shown to these readers.', { tier })
}
