/** What an offer says: an answer to each requirement with its evidence, prices by quantity, tooling, times; and what is missing before it is submitted. */
import type { Day } from './day.ts'
import type { Incoterm } from './profiles.ts'

/** Whether the SME meets what is asked, in its own word. */
export const MEETS = ['yes', 'partly', 'no'] as const
export type Meets = (typeof MEETS)[number]

export const EVIDENCE_KINDS = ['certificate', 'fact', 'document', 'none'] as const
export type OfferEvidenceKind = (typeof EVIDENCE_KINDS)[number]

export interface OfferAnswer {
  /** What was asked; see requirement-keys. */
  key: string
  meets: Meets
  value: number | null
  statement: string
  evidence: { kind: OfferEvidenceKind; label: string }
}

/** From this quantity on, one price unit costs this much. */
export interface PriceTier {
  fromQuantity: number
  unitMinor: number
}

/** A price may be told for one piece, for a hundred or for a thousand: small parts cost less than a cent. */
export const PRICE_UNITS = [1, 100, 1_000] as const
export type PriceUnit = (typeof PRICE_UNITS)[number]

export interface OfferPrice {
  currency: string
  incoterm: Incoterm
  /** The place of the delivery term. */
  place: string
  per: PriceUnit
  tiers: PriceTier[]
}

/** `amortised`: paid by the lead firm with the pieces. */
export const TOOLING_PAYERS = ['lead-firm', 'amortised', 'sme'] as const
export type ToolingPayer = (typeof TOOLING_PAYERS)[number]

export interface OfferTooling {
  /** In the currency of the prices. */
  costMinor: number
  payer: ToolingPayer
  leadWeeks: number | null
}

export interface OfferTimes {
  sampleDays: number | null
  seriesDays: number | null
  validUntil: Day | null
  /** The SME's own number for it. */
  reference: string
  note: string
}

export interface OfferContent {
  answers: OfferAnswer[]
  price: OfferPrice | null
  /** Null: no tooling is needed. */
  tooling: OfferTooling | null
  times: OfferTimes
}

export const BLANK_OFFER: OfferContent = {
  answers: [],
  price: null,
  tooling: null,
  times: { sampleDays: null, seriesDays: null, validUntil: null, reference: '', note: '' },
}

export interface ContentFault {
  field: string
  code: string
}

/** Faults that even a draft may not have: quantities that do not rise. */
export function tierFaults(tiers: readonly PriceTier[]): ContentFault[] {
  return tiers.flatMap((tier, at) => {
    const before = tiers[at - 1]
    return before && tier.fromQuantity <= before.fromQuantity ? [{ field: `/price/tiers/${at}/fromQuantity`, code: 'order' }] : []
  })
}

/** What still stands in the way of submitting. Requirements without an answer do not: they are listed, for both sides. */
export function missingToSubmit({ price, times }: OfferContent, today: Day): ContentFault[] {
  const missing: ContentFault[] = []
  if (!price || price.tiers.length === 0) missing.push({ field: '/price/tiers/0/unitMinor', code: 'required' })
  if (times.seriesDays === null) missing.push({ field: '/times/seriesDays', code: 'required' })
  if (times.validUntil === null) missing.push({ field: '/times/validUntil', code: 'required' })
  else if (times.validUntil < today) missing.push({ field: '/times/validUntil', code: 'must-be-future' })
  return missing
}

/** Keys that no answer belongs to. */
export function unanswered(keys: readonly string[], answers: readonly OfferAnswer[]): string[] {
  const given = new Set(answers.map((one) => one.key))
  return keys.filter((key) => !given.has(key))
}

/** The answers saved before, with these in the place of those to the same questions; `null` takes one back. */
export function mergeAnswers(before: readonly OfferAnswer[], said: ReadonlyMap<string, OfferAnswer | null>): OfferAnswer[] {
  const kept = before.filter((one) => !said.has(one.key))
  return [...kept, ...[...said.values()].flatMap((one) => (one ? [one] : []))]
}

/** The content without its amounts, for members of the SME who may not read them. */
export function withoutAmounts(content: OfferContent): OfferContent {
  return { ...content, price: null, tooling: null }
}
