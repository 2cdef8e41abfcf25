/** The capability profile: what an SME says it can do, fact by fact, each with its evidence (domain reference 2.4). */
import type { Day } from './day.ts'
import type { Provenance } from './evidence.ts'

export const PROFILE_STATES = ['draft', 'published', 'suspended', 'archived'] as const
export type ProfileState = (typeof PROFILE_STATES)[number]

/** The profile's steps, in the order in which a firm fills them. */
export const PROFILE_SECTIONS = [
  'identity',
  'sites',
  'products',
  'processes',
  'certificates',
  'capacity',
  'commercial',
  'references',
] as const
export type ProfileSection = (typeof PROFILE_SECTIONS)[number]

/** Sections that can be marked complete: from then on absence is `not-met`, before that it is `unknown`. */
export const COMPLETABLE_SECTIONS = ['products', 'processes', 'certificates', 'capacity', 'commercial', 'references'] as const
export type CompletableSection = (typeof COMPLETABLE_SECTIONS)[number]

/** What a firm does for a product beyond making it: the ground on which functional upgrading is told (TD/B/COM.3/69 §55). */
export const FUNCTIONS = ['design', 'tooling', 'production', 'testing', 'logistics', 'branding', 'after-sales'] as const
export type FirmFunction = (typeof FUNCTIONS)[number]
export type FunctionMode = 'own' | 'bought'

export const CERTIFICATE_STATUSES = ['active', 'suspended', 'withdrawn', 'in-progress'] as const
export type CertificateStatus = (typeof CERTIFICATE_STATUSES)[number]

/** Counted output; both are per calendar month when they state a rate. */
export const QUANTITY_UNITS = ['pcs', 'kg', 't', 'm', 'm2', 'l', 'h'] as const
export type QuantityUnit = (typeof QUANTITY_UNITS)[number]

/** Incoterms 2020, from the least that the seller does to the most; `ddp` delivers with duty paid. */
export const INCOTERMS = ['exw', 'fca', 'fas', 'fob', 'cfr', 'cif', 'cpt', 'cip', 'dap', 'dpu', 'ddp'] as const
export type Incoterm = (typeof INCOTERMS)[number]

export interface Site {
  id: string
  name: string
  address: string
  city: string
  region: string
  country: string
  employees: number | null
  shiftsPerDay: number | null
  floorAreaM2: number | null
  provenance: Provenance
}

export interface ProductFact {
  id: string
  /** Concept code of the thesaurus, or null when only the firm's own words are known. */
  product: string | null
  /** The firm's own words. */
  name: string
  functions: Partial<Record<FirmFunction, FunctionMode>>
  provenance: Provenance
}

/** One typed parameter; what code, type, unit and direction mean stands in parameters.ts. Numbers are in the definition's own unit. */
export interface ParameterFact {
  parameter: string
  value: number | boolean | string | string[] | number[]
}

export interface ProcessFact {
  id: string
  /** Concept code of the thesaurus: a family or one of its processes. */
  process: string
  siteId: string | null
  mode: 'own' | 'subcontracted'
  yearsOfExperience: number | null
  /** Material families worked, as free codes: steel, stainless-steel, aluminium, cotton ... */
  materials: string[]
  parameters: ParameterFact[]
  provenance: Provenance
}

export interface CertificateFact {
  id: string
  /** Standard code of the catalogue, public or a lead firm's own. */
  standard: string
  edition: string
  number: string
  body: string
  /** Sites covered; empty means the whole firm. */
  siteIds: string[]
  /** Process or product concepts in scope; empty means not said, which does not narrow. */
  scope: string[]
  status: CertificateStatus
  validFrom: Day | null
  validUntil: Day | null
  /** For `in-progress`: the day on which the audit is planned to be passed. */
  targetOn: Day | null
  provenance: Provenance
}

export interface CapacityFact {
  id: string
  /** A product or process concept, or null for the whole firm. */
  concept: string | null
  siteId: string | null
  installedPerMonth: number
  unit: QuantityUnit
  /** Percent of the installed capacity in use, 0 to 100; free capacity is derived, never asked alone. */
  utilisation: number
  freeFrom: Day | null
  /** Weeks to ramp up to the installed capacity; null when the firm does not say. */
  rampWeeks: number | null
  provenance: Provenance
}

export interface CommercialFact {
  minimumOrder: number | null
  minimumOrderUnit: QuantityUnit | null
  sampleLeadDays: number | null
  seriesLeadDays: number | null
  /** The latest payment, in days after invoice, that the firm accepts. */
  paymentDaysMax: number | null
  /** Sector codes the firm does not serve. */
  industriesRefused: string[]
  /** Delivery terms the firm sells under; empty means not said, which rules nothing out. */
  incoterms: Incoterm[]
  /** Countries the firm does not deliver to. */
  countriesRefused: string[]
  /** ISO 639-1 codes of the languages it does business in. */
  languages: string[]
  exportShare: number | null
  exportCountries: string[]
  exportSinceYear: number | null
  provenance: Provenance
}

export interface ReferenceFact {
  id: string
  /** The name the firm gives; shown only from the tier `matched` on. */
  name: string
  sector: string | null
  concept: string | null
  sinceYear: number | null
  shareOfTurnover: number | null
  provenance: Provenance
}

/** A category in the words of the list that the firm stands on, and how many contracts it won in it. */
export interface CategoryFact {
  name: string
  /** Null where the list does not count. */
  awards: number | null
}

/** All that a verdict may rest on: one row of match_facts. Arrays keep the firm's own order. */
export interface ProfileFacts {
  profileId: string
  organizationId: string
  country: string
  region: string
  city: string
  employees: number | null
  foundedYear: number | null
  claimed: boolean
  sites: Site[]
  products: ProductFact[]
  processes: ProcessFact[]
  certificates: CertificateFact[]
  capacities: CapacityFact[]
  commercial: CommercialFact | null
  references: ReferenceFact[]
  /** A list's own categories of its business. */
  categories?: CategoryFact[]
  /** Contracts that a list says it won before; null or left out where none says. */
  earlierAwards?: number | null
  /** Sections the firm marked complete, and when. */
  complete: Partial<Record<CompletableSection, Day>>
}

/** Free capacity = installed x (1 - utilisation), rounded down: 50,000 pcs at 80 % leave 10,000. */
export function freePerMonth(capacity: Pick<CapacityFact, 'installedPerMonth' | 'utilisation'>): number {
  return Math.floor(capacity.installedPerMonth * (1 - capacity.utilisation / 100) + 1e-9)
}
