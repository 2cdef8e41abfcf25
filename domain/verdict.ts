/** The verdict: what one requirement finds in one firm's facts, with the fact, its age, its evidence and the gap. */
import type { Day } from './day.ts'
import type { EvidenceLevel, FactSource } from './evidence.ts'
import type { RequirementClass, SourcingNeed } from './sourcing.ts'
import type { Catalogue } from './standards.ts'
import type { ReasonCode } from './verdict-reasons.ts'

/** From best to worst; `met-by-implication` and `expiring` count as met. */
export const VERDICTS = ['met', 'met-by-implication', 'expiring', 'near', 'unknown', 'not-met'] as const
export type VerdictCode = (typeof VERDICTS)[number]

/** What a sentence is made of: a code that words know, and what fills its gaps. */
export interface Reason {
  code: ReasonCode
  params: Record<string, string | number | null>
}

/** The fact a verdict rests on. */
export interface UsedFact {
  kind: FactKind
  id: string
  statedOn: Day
  checkedOn: Day | null
  source: FactSource
  /** Which list, register or body, in words. */
  sourceNote: string
  level: EvidenceLevel
}

export interface Verdict {
  requirementId: string
  verdict: VerdictCode
  /** How far the requirement is fulfilled, 0 to 1 (domain reference 3.3). */
  value: number
  evidence: EvidenceLevel | null
  /** What the evidence and its age let count of the value, 0 to 1. */
  factor: number
  reason: Reason
  fact: UsedFact | null
  /** What is missing, in the requirement's own unit. */
  gap: { amount: number; unit: string } | null
  /** The upper end of the usual time; null where nothing is to close or nobody can say. */
  monthsToClose: number | null
}

/** What the rules need to know of the thesaurus. */
export interface ConceptTree {
  /** Nearest first, without the code itself; empty for a root or an unknown code. */
  ancestorsOf(code: string): readonly string[]
  /** The process family, or null for a product. */
  familyOf(code: string): string | null
}

/** An answer that a firm gave at interest: true when the ground applies to it. */
export interface ExclusionAnswer {
  applies: boolean
  statedOn: Day
}

export interface VerdictContext {
  today: Day
  /** The start of supply; null when the need does not say. */
  needStart: Day | null
  horizonMonths: number
  catalogue: Catalogue
  concepts: ConceptTree
  need: Pick<SourcingNeed, 'products' | 'processes' | 'sector' | 'volumePerMonth' | 'volumeUnit'>
  /** A plain must unless said otherwise; it decides what an old or poorly proven fact is worth. */
  requirementClass?: RequirementClass
  exclusionAnswers?: Readonly<Record<string, ExclusionAnswer>>
}

export const FACT_KINDS = ['process', 'product', 'certificate', 'capacity', 'commercial', 'reference', 'site', 'profile', 'answer'] as const
export type FactKind = (typeof FACT_KINDS)[number]
