/** Why one firm is or is not among the proposals of a need: its place, or what keeps it out (rulings: nothing is hidden silently). */
import type { Evaluation } from './matching.ts'
import { TOPIC_THRESHOLD } from './nothing-fits.ts'

/**
 * `in`: it is proposed. `terms`: one side's own terms rule the pair out. `requirement`: it is known to fail a must.
 * `topic`: what it makes and does is too far from the need. `read`: others were nearer, so that it was not read.
 */
export const STANDINGS_OF_FIRM = ['in', 'terms', 'requirement', 'topic', 'read'] as const
export type FirmStanding = (typeof STANDINGS_OF_FIRM)[number]

export interface Looked {
  standing: FirmStanding
  /** The criteria whose requirements keep it out, in the need's own order; none where something else does. */
  criterionIds: string[]
}

/**
 * Says what decides about this firm; `place` is its place among the proposals, null when it is not among them.
 * Terms come before requirements, and both before the topic: what the firm or the lead firm could change is named first.
 */
export function lookedUp(evaluation: Pick<Evaluation, 'band' | 'criteria' | 'obstacles' | 'topic'>, place: number | null): Looked {
  const { band, criteria, obstacles, topic } = evaluation
  const failing = criteria.filter((one) => one.band === 'not').map(({ criterionId }) => criterionId)
  if (place !== null && band !== 'not') return { standing: 'in', criterionIds: [] }
  if (obstacles.length > 0) return { standing: 'terms', criterionIds: failing }
  if (failing.length > 0) return { standing: 'requirement', criterionIds: failing }
  return { standing: topic < TOPIC_THRESHOLD ? 'topic' : 'read', criterionIds: [] }
}
