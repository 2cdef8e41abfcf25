/** Small firms and needs for tests: sound by default, each field overridable. */
import type { Provenance } from './evidence.ts'
import { conceptTree } from './kinship.ts'
import type {
  CapacityFact,
  CertificateFact,
  CommercialFact,
  ProcessFact,
  ProductFact,
  ProfileFacts,
  ReferenceFact,
  Site,
} from './profiles.ts'
import type { Criterion, Requirement, SourcingNeed } from './sourcing.ts'
import { buildCatalogue } from './standards.ts'
import { PROCESS_FAMILIES } from './taxonomy.ts'
import type { ConceptTree, VerdictContext } from './verdict.ts'

export const TODAY = '2026-06-01'

/** Each family with a child; machining with three, one of them a grandchild; two products of one group. */
export const CONCEPTS: ConceptTree = conceptTree([
  ...PROCESS_FAMILIES.map((family) => ({ code: family, kind: 'process' as const, group: family, parent: null })),
  ...PROCESS_FAMILIES.map((family) => ({ code: `${family}-special`, kind: 'process' as const, group: family, parent: family })),
  { code: 'turning', kind: 'process', group: 'machining', parent: 'machining' },
  { code: 'cnc-turning', kind: 'process', group: 'machining', parent: 'turning' },
  { code: 'milling', kind: 'process', group: 'machining', parent: 'machining' },
  { code: 'calibration-service', kind: 'process', group: 'services', parent: 'services' },
  { code: 'brake-parts', kind: 'product', group: 'automotive', parent: null },
  { code: 'brake-discs', kind: 'product', group: 'automotive', parent: 'brake-parts' },
  { code: 'brake-pads', kind: 'product', group: 'automotive', parent: 'brake-parts' },
])

export function provenance(over: Partial<Provenance> = {}): Provenance {
  return {
    source: 'firm',
    sourceNote: '',
    level: 'verified-on-site',
    statedOn: '2026-05-01',
    checkedBy: null,
    checkedOn: '2026-05-10',
    ...over,
  }
}

export function site(over: Partial<Site> = {}): Site {
  const place = { address: '', city: 'Pune', region: 'MH', country: 'IN' }
  return {
    id: 'plant-1',
    name: 'Pune 1',
    ...place,
    employees: null,
    shiftsPerDay: null,
    floorAreaM2: null,
    provenance: provenance(),
    ...over,
  }
}

export function process(over: Partial<ProcessFact> = {}): ProcessFact {
  const base = { id: 'process-1', process: 'cnc-turning', siteId: null, mode: 'own' as const, yearsOfExperience: 8 }
  return { ...base, materials: [], parameters: [], provenance: provenance(), ...over }
}

export function product(over: Partial<ProductFact> = {}): ProductFact {
  return { id: 'product-1', product: 'brake-discs', name: 'Brake discs', functions: {}, provenance: provenance(), ...over }
}

export function certificate(over: Partial<CertificateFact> = {}): CertificateFact {
  const base = { id: 'certificate-1', standard: 'iso-9001', edition: '2015', number: 'Q-1', body: 'A body', siteIds: [], scope: [] }
  const days = { validFrom: '2025-01-01', validUntil: '2028-01-01', targetOn: null }
  return { ...base, status: 'active', ...days, provenance: provenance(), ...over }
}

export function capacity(over: Partial<CapacityFact> = {}): CapacityFact {
  const base = { id: 'capacity-1', concept: null, siteId: null, installedPerMonth: 50_000, unit: 'pcs' as const, utilisation: 80 }
  return { ...base, freeFrom: null, rampWeeks: 6, provenance: provenance(), ...over }
}

export function commercial(over: Partial<CommercialFact> = {}): CommercialFact {
  const orders = { minimumOrder: null, minimumOrderUnit: null, sampleLeadDays: 20, seriesLeadDays: 40, paymentDaysMax: null }
  const trade = {
    industriesRefused: [],
    incoterms: [],
    countriesRefused: [],
    languages: ['en'],
    exportShare: 20,
    exportCountries: ['DE'],
    exportSinceYear: 2019,
  }
  return { ...orders, ...trade, provenance: provenance(), ...over }
}

export function reference(over: Partial<ReferenceFact> = {}): ReferenceFact {
  const base = { id: 'reference-1', name: 'A maker of axles', sector: 'automotive', concept: null, sinceYear: 2020 }
  return { ...base, shareOfTurnover: null, provenance: provenance(), ...over }
}

export function firm(over: Partial<ProfileFacts> = {}): ProfileFacts {
  const identity = { profileId: 'profile-1', organizationId: 'sme-1', country: 'IN', region: 'MH', city: 'Pune', employees: 80 }
  const sections = { sites: [], products: [], processes: [], certificates: [], capacities: [], commercial: null, references: [] }
  return { ...identity, foundedYear: 1998, claimed: true, ...sections, complete: {}, ...over }
}

export function requirement(over: Partial<Requirement> = {}): Requirement {
  const what = {
    kind: 'process' as const,
    code: '',
    within: '',
    operator: 'has' as const,
    value: null,
    valueTo: null,
    values: [],
    unit: '',
  }
  const proof = { minEvidence: null, maxAgeMonths: null, monthsToClose: null, heldBy: null, acceptEquivalent: false }
  return { id: 'requirement-1', ...what, ...proof, ...over }
}

/** One criterion with one group of these requirements. */
export function criterion(over: Partial<Criterion> = {}, ...requirements: Requirement[]): Criterion {
  const id = over.id ?? 'criterion-1'
  const groups = [{ id: `${id}-group`, requirements: requirements.map((one, at) => ({ ...one, id: `${id}-${at}` })) }]
  return { id, title: '', category: 'technical', class: 'must', weight: null, groups, ...over }
}

export function need(over: Partial<SourcingNeed> = {}): SourcingNeed {
  const words = { title: 'Brake discs', description: '', language: 'en', state: 'open' as const }
  const what = { products: [], processes: [], sector: '', volumePerMonth: null, volumeUnit: 'pcs' as const }
  const when = { startOn: '2027-01-01', horizonMonths: 12, answerBy: null }
  const where = {
    deliveryCountry: '',
    deliveryPlace: '',
    countriesAccepted: [],
    paymentDays: null,
    incoterm: null,
    alias: false,
    sealed: false,
  }
  return { id: 'need-1', organizationId: 'lead-firm-1', ...words, ...what, ...when, ...where, criteria: [], ...over }
}

export function context(over: Partial<VerdictContext> = {}): VerdictContext {
  const catalogue = buildCatalogue([], [], [])
  return { today: TODAY, needStart: '2027-01-01', horizonMonths: 12, catalogue, concepts: CONCEPTS, need: need(), ...over }
}
