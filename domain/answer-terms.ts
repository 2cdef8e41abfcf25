/** How long each side may take to answer, and how much interest a firm may show in a month: defaults that lead firms and agencies edit. */
import type { OrganizationKind } from './organizations.ts'

export interface AnswerTerms {
  /** Working days in which an SME answers an invitation. */
  smeDays: number
  /** Working days in which the lead firm answers an interest or an offer. */
  leadFirmDays: number
  /** Working days in which those not chosen hear why. */
  feedbackDays: number
  /** Open interests that an SME may show in a calendar month. */
  interestsPerMonth: number
}

/** Defaults of ours (the issue, line 4). */
export const DEFAULT_TERMS: AnswerTerms = { smeDays: 5, leadFirmDays: 10, feedbackDays: 15, interestsPerMonth: 20 }

export const LONGEST_TERM_DAYS = 60
export const MOST_INTERESTS = 200

/** A lead firm sets the times for its own needs; how much interest an SME may show is the agency's affair that brokers for it. */
export function mayRation(kind: OrganizationKind | null): boolean {
  return kind === 'agency'
}

/** What holds for a lead firm's needs: its own word, else the agency's that brokers for it, else the default. */
export function termsInForce(own: AnswerTerms | null, agency: AnswerTerms | null): AnswerTerms {
  return own ?? agency ?? DEFAULT_TERMS
}

/** The widest ration among the agencies that broker for an SME; without one, what the platform allows. */
export function rationOf(agencies: readonly Pick<AnswerTerms, 'interestsPerMonth'>[], otherwise: number): number {
  return agencies.length === 0 ? otherwise : Math.max(...agencies.map((one) => one.interestsPerMonth))
}
