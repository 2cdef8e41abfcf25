/** What an SME is told, why, when a certificate is worth a warning, and how long news stays news. */
import { bandRank } from './bands.ts'
import type { PairCause, PairMove } from './pairs.ts'

export const ALERT_REASONS = ['new-need', 'now-fits', 'no-longer-fits', 'certificate-expiring', 'need-changed', 'need-closed'] as const
export type AlertReason = (typeof ALERT_REASONS)[number]

/** Days before its end on which a certificate is spoken of (rulings, "Milestones"). */
export const WARNING_DAYS = [90, 60, 30, 7] as const
export type WarningDays = (typeof WARNING_DAYS)[number]

/** News older than this is taken off the list, read or not; what it told stands on the pages themselves. A proposal of ours. */
export const ALERT_LIFE_DAYS = 90

/** Where the need stands when its pair moves. */
export interface NeedNow {
  state: 'open' | 'over'
  takesAnswers: boolean
}

/**
 * The reason under which a move of a pair is told, or null when nobody would act on it.
 *
 * A need that takes no answers any more brings no news but its end. What moves because the need changed is news of the
 * need; what moves because the firm, a certificate, the catalogue or the day changed is news of the firm.
 * @example a pair that enters because a need was posted is `new-need`; because a certificate was added, `now-fits`.
 */
export function reasonOf(move: Pick<PairMove, 'before' | 'after'>, cause: PairCause, need: NeedNow): AlertReason | null {
  if (need.state === 'over') return move.before === null ? null : 'need-closed'
  if (!need.takesAnswers) return null
  if (cause === 'need') return move.before === null ? 'new-need' : 'need-changed'
  return isBetter(move) ? 'now-fits' : 'no-longer-fits'
}

function isBetter({ before, after }: Pick<PairMove, 'before' | 'after'>): boolean {
  if (after === null) return false
  return before === null || bandRank(after) < bandRank(before)
}

/** Reasons that may come true again for the same need: the same alert is raised anew, without a second mail. */
export const RAISED_AGAIN: ReadonlySet<AlertReason> = new Set(['now-fits', 'no-longer-fits', 'need-changed'])

/**
 * The warning that is due for a certificate with so many days left, or null: the nearest one not yet past.
 * @example 45 days left is the warning of 60 days; 91 days and a certificate that has ended give none.
 */
export function warningDue(daysLeft: number): WarningDays | null {
  if (daysLeft < 0) return null
  return WARNING_DAYS.findLast((days) => daysLeft <= days) ?? null
}
