/** The life of an offer: who may take which step when, and what becomes of it when the need or its deadline moves. */
import type { Actor } from './actor.ts'
import { accept, type Decision, refuse } from './decision.ts'
import type { LinkageStage } from './linkages.ts'

/** `revising`: one version stands submitted while a newer one is being written. */
export const OFFER_STATES = ['draft', 'submitted', 'revising', 'withdrawn'] as const
export type OfferState = (typeof OFFER_STATES)[number]

export const OFFER_STEPS = ['save', 'submit', 'confirm', 'discard', 'withdraw'] as const
export type OfferStep = (typeof OFFER_STEPS)[number]

/** From a state by a step to a state; what does not stand here is refused. */
const STEPS: Record<OfferStep, Partial<Record<OfferState, OfferState>>> = {
  save: { draft: 'draft', submitted: 'revising', revising: 'revising', withdrawn: 'draft' },
  submit: { draft: 'submitted', revising: 'submitted' },
  // The same content once more, for a need that has a newer version.
  confirm: { submitted: 'submitted' },
  discard: { revising: 'submitted' },
  withdraw: { submitted: 'withdrawn', revising: 'withdrawn' },
}

/** Stages in which an SME is in the pipeline of the need and may offer. */
const OFFERING: readonly LinkageStage[] = [
  'sme-interested',
  'lead-firm-accepted',
  'introduced',
  'nda',
  'meeting',
  'site-visit',
  'rfq',
  'quoted',
]

export interface OfferCase {
  state: OfferState
  stage: LinkageStage
  /** The need is alive and its deadline has not passed. */
  takesOffers: boolean
  /** The need has a newer version than the one that was answered. */
  stale: boolean
}

/** Decides one step; every one of them ends with the deadline. */
export function stepOffer({ state, stage, takesOffers, stale }: OfferCase, step: OfferStep): Decision<OfferState> {
  if (!takesOffers) return refuse('offer-deadline-passed', 'The deadline has passed, or the need is closed: offers stand as they are.')
  if (step !== 'withdraw' && !mayOffer(stage))
    return refuse('offer-wrong-stage', 'At this stage of the linkage no offer is made.', { stage })
  const next = STEPS[step][state]
  if (!next) return refuse('offer-wrong-state', 'The offer is past this step.', { step, state })
  if (step === 'confirm' && !stale)
    return refuse('offer-not-stale', 'The offer answers the need as it stands; there is nothing to confirm.')
  return accept(next)
}

export function mayOffer(stage: LinkageStage): boolean {
  return OFFERING.includes(stage)
}

/** The steps that a page offers now. */
export function openOfferSteps(asked: OfferCase): OfferStep[] {
  return OFFER_STEPS.filter((step) => stepOffer(asked, step).ok)
}

/** True while a submitted version counts. */
export function stands(state: OfferState): boolean {
  return state === 'submitted' || state === 'revising'
}

/** Amounts of an SME are read by its admins and by members with the duty finance (rulings, Tenancy). */
export function seesAmounts({ kind, role, duties }: Pick<Actor, 'kind' | 'role' | 'duties'>): boolean {
  return kind === 'lead-firm' || (kind === 'sme' && (role === 'admin' || duties.includes('finance')))
}

/**
 * Which submitted versions the lead firm may read: none under the seal, nor while the offer is withdrawn. Of a sealed need
 * only the last: what was replaced under the seal was never opened.
 */
export function versionsShown(numbers: readonly number[], of: { state: OfferState; sealed: boolean; wasSealed: boolean }): number[] {
  if (of.sealed || !stands(of.state)) return []
  return of.wasSealed ? numbers.filter((one) => one === Math.max(...numbers)) : [...numbers]
}
