/** The lists of facts that a profile is made of, and what each field holds before anybody has answered. */
import type { CapacityFact, CertificateFact, CommercialFact, ProcessFact, ProductFact, ReferenceFact, Site } from './profiles.ts'

export const FACT_LISTS = ['sites', 'products', 'processes', 'certificates', 'capacities', 'references'] as const
export type FactList = (typeof FACT_LISTS)[number]

export interface FactOf {
  sites: Site
  products: ProductFact
  processes: ProcessFact
  certificates: CertificateFact
  capacities: CapacityFact
  references: ReferenceFact
}

/** What a firm says in one item, without whose word it is. */
export type SaidIn<L extends FactList> = Omit<FactOf[L], 'id' | 'provenance'>

export const BLANK_FACTS: { [L in FactList]: SaidIn<L> } & { commercial: Omit<CommercialFact, 'provenance'> } = {
  sites: { name: '', address: '', city: '', region: '', country: '', employees: null, shiftsPerDay: null, floorAreaM2: null },
  products: { product: null, name: '', functions: {} },
  processes: { process: '', siteId: null, mode: 'own', yearsOfExperience: null, materials: [], parameters: [] },
  certificates: {
    standard: '',
    edition: '',
    number: '',
    body: '',
    siteIds: [],
    scope: [],
    status: 'active',
    validFrom: null,
    validUntil: null,
    targetOn: null,
  },
  capacities: { concept: null, siteId: null, installedPerMonth: 0, unit: 'pcs', utilisation: 0, freeFrom: null, rampWeeks: null },
  references: { name: '', sector: null, concept: null, sinceYear: null, shareOfTurnover: null },
  commercial: {
    minimumOrder: null,
    minimumOrderUnit: null,
    sampleLeadDays: null,
    seriesLeadDays: null,
    paymentDaysMax: null,
    industriesRefused: [],
    incoterms: [],
    countriesRefused: [],
    languages: [],
    exportShare: null,
    exportCountries: [],
    exportSinceYear: null,
  },
}
