/** Pairs of need and SME that are worth telling: which they are, and what changes when one is matched again. */
import { type Band, bandRank } from './bands.ts'
import type { Day } from './day.ts'
import type { Evaluation } from './matching.ts'
import { TOPIC_THRESHOLD } from './nothing-fits.ts'
import type { ProfileFacts } from './profiles.ts'

/** Why a pair was matched again. */
export const PAIR_CAUSES = ['need', 'profile', 'certificate', 'catalogue', 'day'] as const
export type PairCause = (typeof PAIR_CAUSES)[number]

/** Bands of which an SME is told; `not` is no pair. */
export const PAIR_BANDS = ['ready', 'developable', 'incomplete'] as const satisfies readonly Band[]
export type PairBand = (typeof PAIR_BANDS)[number]

/** What is kept of a pair: where it stands, and on which versions that was reckoned. */
export interface PairState {
  needId: string
  smeId: string
  band: PairBand
  score: number
  fit: number | null
  topic: number
  needVersion: number
}

/** Why a pair is none any more, or stands lower: the first thing that keeps it out, as code and figures. */
export interface Because {
  kind: 'why' | 'obstacle'
  code: string
  params: Record<string, string | number | null>
}

/** A pair matched again; `band` is null when it is not worth telling. */
export type PairNow = Omit<PairState, 'band'> & { band: PairBand | null; because: Because | null }

/** One pair that entered, left or changed its band. */
export interface PairMove {
  needId: string
  smeId: string
  before: PairBand | null
  after: PairBand | null
  because: Because | null
}

/**
 * The band in which an SME is told of a need, or null: near enough by topic, and ready, developable, or incomplete with a
 * question that the SME can answer.
 *
 * Unclaimed firms and unpublished profiles are never told; that is asked before.
 * @example topic .1 and band `ready` is null: it shares a word with the need, not its matter.
 */
export function tellingBand({ topic, band, questions }: Pick<Evaluation, 'topic' | 'band' | 'questions'>): PairBand | null {
  if (topic < TOPIC_THRESHOLD || band === 'not') return null
  return band === 'incomplete' && !questions.some((one) => one.blocking) ? null : band
}

/** What keeps the firm out or down: an obstacle of either side, else the first verdict of the worst criterion that is not met. */
export function becauseOf({ obstacles, criteria, topic }: Pick<Evaluation, 'obstacles' | 'criteria' | 'topic'>): Because | null {
  const [obstacle] = obstacles
  if (obstacle) return { kind: 'obstacle', code: obstacle.code, params: obstacle.params }
  if (topic < TOPIC_THRESHOLD) return null
  const worst = [...criteria].sort((one, other) => bandRank(other.band) - bandRank(one.band))[0]
  const verdict = worst?.verdicts.find((one) => ['not-met', 'near', 'unknown'].includes(one.verdict))
  if (!verdict || worst?.band === 'ready') return null
  return { kind: 'why', code: verdict.reason.code, params: verdict.reason.params }
}

/**
 * What to write and what to tell when pairs were matched again: `before` are the stored pairs that the change touched,
 * `after` the same and new ones as they stand now. A stored pair that is not in `after` has ended.
 */
export function comparePairs(
  before: readonly PairState[],
  after: readonly PairNow[],
): { put: PairState[]; drop: Pick<PairState, 'needId' | 'smeId'>[]; moves: PairMove[] } {
  const stored = new Map(before.map((one) => [keyOf(one), one]))
  const now = new Map(after.map((one) => [keyOf(one), one]))
  const put = [...now.values()].flatMap((one) =>
    one.band !== null && differs(stored.get(keyOf(one)), one) ? [stateOf(one, one.band)] : [],
  )
  const drop = before.filter((one) => (now.get(keyOf(one))?.band ?? null) === null).map(({ needId, smeId }) => ({ needId, smeId }))
  const moves = [...new Set([...stored.keys(), ...now.keys()])].flatMap((key) => moveOf(stored.get(key), now.get(key)))
  return { put, drop, moves }
}

export function keyOf({ needId, smeId }: Pick<PairState, 'needId' | 'smeId'>): string {
  return `${needId}/${smeId}`
}

function differs(before: PairState | undefined, now: PairNow): boolean {
  if (!before) return true
  return (['band', 'score', 'fit', 'topic', 'needVersion'] as const).some((name) => before[name] !== now[name])
}

function stateOf({ needId, smeId, score, fit, topic, needVersion }: PairNow, band: PairBand): PairState {
  return { needId, smeId, band, score, fit, topic, needVersion }
}

function moveOf(before: PairState | undefined, now: PairNow | undefined): PairMove[] {
  const { needId, smeId } = now ?? before ?? { needId: '', smeId: '' }
  const from = before?.band ?? null
  const to = now?.band ?? null
  return from === to ? [] : [{ needId, smeId, before: from, after: to, because: now?.because ?? null }]
}

/** The firm as it will stand when this certificate has run out: what a reminder reckons with. */
export function withoutCertificate(facts: ProfileFacts, certificateId: string, today: Day): ProfileFacts {
  const certificates = facts.certificates.filter((one) => one.id !== certificateId || (one.validUntil !== null && one.validUntil < today))
  return { ...facts, certificates }
}
