/** How far a fact can be trusted: who said it, who looked, and when. Catena-X trust levels, widened (domain reference 2). */
import type { Day } from './day.ts'

/** From a bare claim to a public register; the order is the rank. */
export const EVIDENCE_LEVELS = [
  'none',
  'self-declared',
  'documented',
  'verified-remote',
  'verified-on-site',
  'third-party-registry',
] as const
export type EvidenceLevel = (typeof EVIDENCE_LEVELS)[number]

/** Where a fact came from: the firm itself, an agency's list, an officer on the firm's behalf, a certification body, a register. */
export const FACT_SOURCES = ['firm', 'list', 'agency', 'certification-body', 'registry'] as const
export type FactSource = (typeof FACT_SOURCES)[number]

/** Stands on every recorded fact. `statedOn` is the day it was last said; `checkedOn` the day somebody else looked. */
export interface Provenance {
  source: FactSource
  /** Which list, register or body, in words; empty for the firm itself. */
  sourceNote: string
  level: EvidenceLevel
  statedOn: Day
  checkedBy: string | null
  checkedOn: Day | null
}

/** The share of a fact's value that its evidence lets count (rulings: none 0, self .6, documented .8, remote .9, on site and registry 1). */
export const EVIDENCE_FACTOR: Record<EvidenceLevel, number> = {
  none: 0,
  'self-declared': 0.6,
  documented: 0.8,
  'verified-remote': 0.9,
  'verified-on-site': 1,
  'third-party-registry': 1,
}

export function isAtLeast(level: EvidenceLevel, asked: EvidenceLevel): boolean {
  return EVIDENCE_LEVELS.indexOf(level) >= EVIDENCE_LEVELS.indexOf(asked)
}
