/** Feedback to those who were not chosen: who is owed a reason and a sentence, and by when (the issue, line 4; domain reference 6). */
import { accept, type Decision, refuse } from './decision.ts'
import { LINKAGE_STAGES, type LinkageStage, LOSS_REASONS, type LossReason } from './linkages.ts'
import type { NeedState } from './sourcing.ts'
import { dueAfter } from './working-days.ts'

/** Reasons that a lead firm may tell; an SME's own silence or lack of interest is none. */
export const FEEDBACK_REASONS = LOSS_REASONS.filter((one) => one !== 'sme-silent' && one !== 'sme-not-interested')
export type FeedbackReason = LossReason

const LOST: readonly LinkageStage[] = ['lead-firm-declined', 'lost']
const WON: readonly LinkageStage[] = ['contracted', 'repeat-order']
/** Nothing is owed to whom the SME's own answer ended, or who never answered. */
const SILENT: readonly LinkageStage[] = ['proposed', 'broker-shortlisted', 'offered-to-sme', 'sme-declined', 'lapsed']

export interface Ended {
  stage: LinkageStage
  /** The SME showed interest at some time. */
  answered: boolean
  needState: NeedState
}

/** Owed to every SME that answered and was not chosen: declined, lost, or left where it stood when the need ended. */
export function owesFeedback({ stage, answered, needState }: Ended): boolean {
  if (!answered || WON.includes(stage) || SILENT.includes(stage)) return false
  return LOST.includes(stage) || ENDED_NEEDS.includes(needState)
}

export const ENDED_NEEDS: readonly NeedState[] = ['awarded', 'closed', 'cancelled', 'lapsed']
export const LOST_STAGES = LOST
/** Stages that owe feedback once their need has ended. */
export const WAITING_STAGES = LINKAGE_STAGES.filter((stage) => !LOST.includes(stage) && !WON.includes(stage) && !SILENT.includes(stage))

/** By when it is to be given, in the lead firm's time zone. */
export function feedbackDue(endedAt: Date, days: number, timeZone: string): Date {
  return dueAfter(endedAt, days, timeZone)
}

export function giveFeedback(given: boolean, owed: boolean): Decision<null> {
  if (given) return refuse('feedback-given', 'The feedback was given already.')
  return owed ? accept(null) : refuse('feedback-not-owed', 'This SME is still in the running, or never answered.')
}
