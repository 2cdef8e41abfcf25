/** The shape of the demonstration's invented world: who is in it, what each firm says, what is asked, and what came of it. */

import type { StepAnswer } from '../../../domain/linkage-steps.ts'
import type { Duty, OrganizationKind } from '../../../domain/organizations.ts'
import type { CheckableFact, CheckLevel } from '../../../domain/profile-provenance.ts'
import type {
  CertificateStatus,
  CompletableSection,
  FirmFunction,
  FunctionMode,
  Incoterm,
  ParameterFact,
  QuantityUnit,
} from '../../../domain/profiles.ts'
import type { CriterionCategory, Requirement, RequirementClass } from '../../../domain/sourcing.ts'
import type { PlaceCode } from './places.ts'

export type DemoLanguage = 'en' | 'es' | 'pt' | 'fr'

/** A user is named by the role, never like a person. The first one of an organization founds it. */
export interface DemoUser {
  role: string
  mailbox: string
  duties: Duty[]
}

export interface DemoOrganization {
  /** Also the domain of its addresses: `bhorvan` gives owner@bhorvan.example. */
  key: string
  kind: OrganizationKind
  name: string
  place: PlaceCode
  users: DemoUser[]
}

/** Months from today; negative for the past. */
type Months = number

export interface DemoCertificate {
  standard: string
  status: CertificateStatus
  from: Months | null
  until: Months | null
  target: Months | null
  scope: string[]
}

export interface DemoProcess {
  process: string
  mode: 'own' | 'subcontracted'
  years: number
  materials: string[]
  parameters: Record<string, ParameterFact['value']>
}

export type DemoProduct = [product: string, name: string, functions?: Partial<Record<FirmFunction, FunctionMode>>]
/** `weeks` to ramp up; `freeIn` months, at once unless said otherwise. */
export type DemoCapacity = [concept: string, installed: number, unit: QuantityUnit, utilisation: number, weeks: number, freeIn?: Months]
export type DemoReference = [name: string, sector: string, concept: string, since: number, share: number]

export interface DemoTerms {
  order: number
  unit: QuantityUnit
  sampleDays: number
  seriesDays: number
  payDays: number
  refuses?: string[]
  /** Delivery terms it sells under; any, unless said. */
  incoterms?: Incoterm[]
  /** Countries it does not deliver to. */
  refusesCountries?: string[]
  languages: string[]
  /** Share of turnover in percent, where to, and since which year. */
  exports: { share: number; to: string[]; since: number }
}

export interface DemoSupplier {
  key: string
  name: string
  place: PlaceCode
  address: string
  language: DemoLanguage
  sector: string
  headline: string
  description: string
  people: number
  founded: number
  floorM2: number
  products: DemoProduct[]
  processes: DemoProcess[]
  certificates: DemoCertificate[]
  capacities: DemoCapacity[]
  terms: DemoTerms
  references: DemoReference[]
  /** Sections the firm has not marked complete: what is missing there is unknown. */
  open: CompletableSection[]
  /** A second user who may read the amounts. */
  finance?: boolean
}

export type DemoRequirement = Pick<Requirement, 'kind' | 'operator'> & Partial<Omit<Requirement, 'id'>>

export interface DemoCriterion {
  title: string
  category: CriterionCategory
  class: RequirementClass
  /** One of these groups suffices. */
  groups: DemoRequirement[][]
}

export interface DemoNeed {
  key: string
  /** Key of the lead firm. */
  by: string
  title: string
  description: string
  language: DemoLanguage
  products: string[]
  processes: string[]
  sector: string
  volume: number
  unit: QuantityUnit
  startIn: Months
  horizon: number
  answerInDays: number
  to: PlaceCode
  countries?: string[]
  paymentDays: number
  incoterm?: Incoterm
  alias?: boolean
  criteria: DemoCriterion[]
}

/** An officer looked at one fact; `of` is its standard, process or concept, and empty for the firm's identity or terms. */
export interface DemoCheck {
  agency: string
  supplier: string
  fact: CheckableFact
  of: string
  level: CheckLevel
  note: string
}

export interface DemoStep extends StepAnswer {
  by: 'sme' | 'lead-firm'
}

export interface DemoLinkage {
  need: string
  supplier: string
  steps: DemoStep[]
}

export interface DemoOwnStandard {
  by: string
  /** How needs name it before it has a code. */
  alias: string
  name: string
  edition: string
  checklist: string[]
  acceptsInstead: string[]
  monthsMin: number
  monthsMax: number
  approved: { supplier: string; number: string; from: Months; until: Months }[]
}
