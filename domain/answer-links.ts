/** The link of a mail by which a member answers a need without a password: how long it holds, what it may say, and when it asks again. */
import { type Day, dayOf } from './day.ts'
import { accept, type Decision, refuse } from './decision.ts'
import type { LossReason } from './linkages.ts'
import { addWorkingDays } from './working-days.ts'

export const LINK_ANSWERS = ['interested', 'not-interested', 'ask-later'] as const
export type LinkAnswer = (typeof LINK_ANSWERS)[number]

export const LINK_DAYS = 14
/** Working days after which "ask me later" asks again. */
export const ASK_AGAIN_DAYS = 3

export interface LinkState {
  expiresAt: Date
  /** Null until it was used. */
  answer: LinkAnswer | null
}

/** Fourteen days, or the need's deadline where that comes first. */
export function linkExpiry(at: Date, answerBy: Date | null): Date {
  const end = new Date(at.getTime() + LINK_DAYS * 86_400_000)
  return answerBy && answerBy < end ? answerBy : end
}

/** A link is over when its time is: it then leads nowhere, used or not. */
export function isOver({ expiresAt }: Pick<LinkState, 'expiresAt'>, at: Date): boolean {
  return expiresAt < at
}

/** One use: whoever has answered changes his mind as a member who signs in. */
export function useLink(link: LinkState, said: { answer: LinkAnswer; reason?: LossReason | undefined }): Decision<LinkAnswer> {
  if (link.answer !== null) return refuse('answer-link-used', 'This link was used; sign in to change the answer.', { answer: link.answer })
  if (said.answer === 'not-interested' && !said.reason) return refuse('linkage-reason-missing', 'Say why, with one of the reasons.')
  return accept(said.answer)
}

/** The day on which it asks again; null where the need's deadline has passed by then. */
export function askAgainOn(at: Date, answerBy: Date | null, timeZone = 'UTC'): Day | null {
  const day = addWorkingDays(dayOf(at, timeZone), ASK_AGAIN_DAYS)
  return answerBy && dayOf(answerBy, timeZone) < day ? null : day
}
