/** Sealed offers: nothing of their content is read before the deadline, and the lead firm cannot move what the SMEs rely on (trust, promise 7). */
import type { Refusal } from './decision.ts'
import type { SourcingNeed } from './sourcing.ts'

export interface Seal {
  sealed: boolean
  answerBy: Date | null
}

/** True while not a byte of an offer's content may be read by the lead firm: up to the deadline itself, whatever became of the need. */
export function isSealed({ sealed, answerBy }: Seal, at: Date): boolean {
  return sealed && (answerBy === null || at <= answerBy)
}

/** Offers are written while the need is alive and its deadline has not passed. */
export function takesOffers({ state, answerBy }: Pick<SourcingNeed, 'state' | 'answerBy'>, at: Date): boolean {
  return ['open', 'shortlisting', 'rfq'].includes(state) && (!answerBy || answerBy >= at)
}

/**
 * What stands against an edit of a need for which offers came: the seal stays as it was, the deadline of a sealed need
 * never comes earlier, and once the seal was opened nobody is given a second try.
 */
export function checkSeal(before: Seal, after: Seal, offers: number, at: Date): Refusal | null {
  if (offers === 0) return null
  if (before.sealed !== after.sealed)
    return { code: 'need-seal-fixed', message: 'Offers came already: whether they are sealed is not changed any more.' }
  if (!before.sealed || sameInstant(before.answerBy, after.answerBy)) return null
  if (!isSealed(before, at)) return { code: 'need-seal-opened', message: 'The sealed offers are open: the deadline is not moved any more.' }
  return isEarlier(after.answerBy, before.answerBy)
    ? { code: 'need-deadline-earlier', message: 'Sealed offers came already: the deadline can only be moved to a later day.' }
    : null
}

function sameInstant(one: Date | null, other: Date | null): boolean {
  return one?.getTime() === other?.getTime()
}

/** No deadline at all would never open, and is refused as an earlier one is. */
function isEarlier(after: Date | null, before: Date | null): boolean {
  return after === null || (before !== null && after < before)
}
