/** The sourcing need: what a lead firm asks for, as criteria, groups and requirements (the ProZorro/OCDS shape; domain reference 2.2, 2.3). */
import type { Day } from './day.ts'
import type { EvidenceLevel } from './evidence.ts'
import type { Incoterm, QuantityUnit } from './profiles.ts'

export const NEED_STATES = ['draft', 'review', 'open', 'shortlisting', 'rfq', 'awarded', 'closed', 'cancelled', 'lapsed'] as const
export type NeedState = (typeof NEED_STATES)[number]

export const REQUIREMENT_CLASSES = ['exclusion', 'must', 'developable-must', 'scored'] as const
export type RequirementClass = (typeof REQUIREMENT_CLASSES)[number]

/** What a requirement asks about. `code` and `within` of a requirement name the thing itself. */
export const REQUIREMENT_KINDS = [
  'process', // code = process concept
  'parameter', // code = parameter, within = process concept
  'material', // values = material families, within = process concept or empty
  'product', // code = product concept
  'function', // code = firm function, within = product concept or empty
  'certificate', // code = standard
  'capacity', // value per month in unit
  'sample-lead-time', // value in days
  'series-lead-time', // value in days
  'references', // value = how many in the same sector or concept (code)
  'exports', // value = share of turnover in percent, or none: exports at all
  'language', // values = ISO 639-1 codes
  'employees', // value = people
  'country', // values = ISO 3166 alpha-2
  'exclusion-ground', // code = one of EXCLUSION_GROUNDS; asked of the firm at interest
] as const
export type RequirementKind = (typeof REQUIREMENT_KINDS)[number]

export const OPERATORS = ['has', 'at-least', 'at-most', 'between', 'equals', 'one-of', 'all-of'] as const
export type Operator = (typeof OPERATORS)[number]

/** eForms exclusion codes, shortened to those an SME can answer. */
export const EXCLUSION_GROUNDS = [
  'corruption',
  'fraud',
  'money-laundering',
  'child-labour',
  'labour-law-breach',
  'environment-law-breach',
  'taxes-unpaid',
  'social-security-unpaid',
  'insolvency',
  'conflict-of-interest',
  'misrepresentation',
] as const

/** By when a certificate must be held. */
export const HELD_BY = ['award', 'start', 'horizon'] as const
export type HeldBy = (typeof HELD_BY)[number]

/** Weight categories and their default weights (domain reference 3.3; a default of ours). */
export const CRITERION_CATEGORIES = {
  technical: 35,
  capacity: 15,
  quality: 15,
  'track-record': 10,
  kpi: 10,
  logistics: 5,
  management: 5,
  esg: 5,
} as const
export type CriterionCategory = keyof typeof CRITERION_CATEGORIES

export interface Requirement {
  id: string
  kind: RequirementKind
  code: string
  within: string
  operator: Operator
  /** The limit, in `unit`; the lower one of `between`. */
  value: number | null
  valueTo: number | null
  values: string[]
  /** UCUM-like unit as the lead firm wrote it (`[in_i]`, `mm`, `t`, `kN`, `pcs/mo`, `pcs/a`); converted before it is compared. */
  unit: string
  minEvidence: EvidenceLevel | null
  maxAgeMonths: number | null
  /** Months to close; null takes the catalogue's default. */
  monthsToClose: number | null
  heldBy: HeldBy | null
  /** The lead firm ticks "accept equivalent": BRCGS for IFS, BSCI for SA8000 ... */
  acceptEquivalent: boolean
}

/** All requirements of a group must hold; one group of a criterion suffices. */
export interface RequirementGroup {
  id: string
  requirements: Requirement[]
}

export interface Criterion {
  id: string
  title: string
  category: CriterionCategory
  class: RequirementClass
  /** 0 to 100; null takes its category's default weight. */
  weight: number | null
  groups: RequirementGroup[]
}

export interface SourcingNeed {
  id: string
  organizationId: string
  title: string
  description: string
  /** BCP 47 language of title and description. */
  language: string
  state: NeedState
  products: string[]
  processes: string[]
  /** Sector code, or empty. */
  sector: string
  /** The lead firm's own category, in its words; empty for none. */
  category?: string
  volumePerMonth: number | null
  volumeUnit: QuantityUnit
  startOn: Day | null
  horizonMonths: number
  /** Instant; end of that day in the lead firm's time zone. */
  answerBy: Date | null
  deliveryCountry: string
  deliveryPlace: string
  /** Countries suppliers may sit in; empty means all. */
  countriesAccepted: string[]
  paymentDays: number | null
  /** Where the SME's delivery ends, by Incoterms 2020; null where the lead firm leaves it open. */
  incoterm: Incoterm | null
  alias: boolean
  /** Offers stay closed until the deadline. */
  sealed: boolean
  /** An agency that looks at proposals first; SMEs hear of the need only when it offers it to them. */
  reviewAgencyId?: string | null
  criteria: Criterion[]
}
