/** The thread of a linkage: when it can be read and written, whose names stand in it, and when a message may still be taken back. */
import { type LinkageParty, type LinkageStage, type Standing, tierOfLinkage } from './linkages.ts'

/** Characters of one message, at most. A proposal of ours. */
export const MESSAGE_MOST = 5_000

/** For so long its author may take a message back; afterwards the other side has built on it. A proposal of ours. */
export const TAKE_BACK_MINUTES = 15

/** A reply by mail finds its thread for so long. A proposal of ours. */
export const REPLY_DAYS = 90

export const THREAD_STATES = ['not-open', 'open', 'over'] as const
export type ThreadState = (typeof THREAD_STATES)[number]

export const MESSAGE_WAYS = ['page', 'mail'] as const
export type MessageWay = (typeof MESSAGE_WAYS)[number]

const BEFORE_INTEREST: readonly LinkageStage[] = ['proposed', 'broker-shortlisted', 'offered-to-sme']
const ENDED: readonly LinkageStage[] = ['sme-declined', 'lead-firm-declined', 'lost', 'lapsed']

/**
 * A thread opens with the SME's interest; while the linkage stands it is written in, on hold too; after the end it is only read.
 * @example on hold since `offered-to-sme` nobody has answered yet, so there is no thread.
 */
export function threadState({ stage, leftStage }: Pick<Standing, 'stage' | 'leftStage'>): ThreadState {
  if (ENDED.includes(stage)) return 'over'
  const stood = stage === 'on-hold' ? leftStage : stage
  return stood === null || BEFORE_INTEREST.includes(stood) ? 'not-open' : 'open'
}

/** Who wrote, as somebody of another organization reads it. */
export interface AuthorShown {
  organization: boolean
  person: boolean
}

/**
 * What a reader learns of an author of another organization: a lead firm behind its alias is nothing but a lead firm; persons are
 * named from the tier `matched` on, an agency's officers always.
 */
export function authorShown(
  author: LinkageParty,
  { leadFirmHidden, standing }: { leadFirmHidden: boolean; standing: Standing },
): AuthorShown {
  if (author === 'agency') return { organization: true, person: true }
  if (author === 'lead-firm' && leadFirmHidden) return { organization: false, person: false }
  return { organization: true, person: tierOfLinkage(standing) !== 'registered' }
}

/** Whether its author may still take a message back. */
export function mayTakeBack(message: { at: Date; takenBackAt: Date | null }, at: Date): boolean {
  return message.takenBackAt === null && at.getTime() - message.at.getTime() <= TAKE_BACK_MINUTES * 60_000
}

/** An agency is in once both firms want it, from the later of the two on; null while one of them does not. */
export function agencyIsInSince(invitations: readonly { side: 'lead-firm' | 'sme'; at: Date }[]): Date | null {
  const of = (side: 'lead-firm' | 'sme') => invitations.find((one) => one.side === side)?.at
  const [one, other] = [of('lead-firm'), of('sme')]
  if (!one || !other) return null
  return one > other ? one : other
}
