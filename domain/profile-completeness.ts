/**
 * How complete a capability profile is, and what to fill in next (domain reference 2.4; a default of ours).
 *
 * Weights: identity 10, products 5, processes 25, sites and machines 15, certificates 15, capacity 10, commercial 10,
 * references 10. Within a part the points below are earned one by one; a section marked complete without entries
 * ("we have no certificate") has told all there is to tell and earns its part.
 */
import type { CommercialFact, ProfileFacts } from './profiles.ts'

export const COMPLETENESS_PARTS = [
  'identity',
  'products',
  'processes',
  'sites',
  'certificates',
  'capacity',
  'commercial',
  'references',
] as const
export type CompletenessPart = (typeof COMPLETENESS_PARTS)[number]

/** The single things that earn points; each has its sentence for "the next best item". */
export const COMPLETENESS_ITEMS = [
  'headline',
  'description',
  'sector',
  'size',
  'product',
  'product-known',
  'process',
  'process-materials',
  'process-parameters',
  'site',
  'site-people',
  'machines',
  'certificates',
  'certificate-details',
  'capacity',
  'capacity-ramp',
  'lead-times',
  'minimum-order',
  'languages',
  'exports',
  'reference',
  'second-reference',
] as const
export type CompletenessItem = (typeof COMPLETENESS_ITEMS)[number]

export type CompletenessSubject = Pick<
  ProfileFacts,
  | 'employees'
  | 'foundedYear'
  | 'sites'
  | 'products'
  | 'processes'
  | 'certificates'
  | 'capacities'
  | 'commercial'
  | 'references'
  | 'complete'
> & { headline: string; description: string; sector: string }

export interface Completeness {
  /** 0 to 100, rounded down: 100 means that nothing is left. */
  percent: number
  parts: { part: CompletenessPart; weight: number; earned: number }[]
  next: CompletenessItem | null
}

/** Points earned by part, their sum, and the next best item. */
export function completenessOf(profile: CompletenessSubject): Completeness {
  const parts = COMPLETENESS_PARTS.map((part) => {
    const items = ITEMS.filter((item) => item.part === part)
    return { part, weight: sum(items), earned: sum(items.filter((item) => item.isDone(profile))) }
  })
  return { percent: parts.reduce((all, { earned }) => all + earned, 0), parts, next: nextBestItem(profile) }
}

/** The open item that earns most; of equal ones the one that the form asks first. Null when all is said. */
export function nextBestItem(profile: CompletenessSubject): CompletenessItem | null {
  const open = ITEMS.filter((item) => !item.isDone(profile))
  return open.toSorted((one, other) => other.points - one.points)[0]?.code ?? null
}

interface Item {
  code: CompletenessItem
  part: CompletenessPart
  points: number
  isDone: (profile: CompletenessSubject) => boolean
}

function sum(items: readonly Item[]): number {
  return items.reduce((all, { points }) => all + points, 0)
}

/** So many parameters say what a process can do; fewer leave most questions open. */
const TELLING_PARAMETERS = 3

function says(profile: CompletenessSubject, ...fields: (keyof CommercialFact)[]): boolean {
  const { commercial, complete } = profile
  if (complete.commercial !== undefined) return true
  return commercial !== null && fields.some((field) => hasAnswer(commercial[field]))
}

function hasAnswer(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null
}

const ITEMS: readonly Item[] = [
  { code: 'headline', part: 'identity', points: 3, isDone: ({ headline }) => headline !== '' },
  { code: 'description', part: 'identity', points: 3, isDone: ({ description }) => description !== '' },
  { code: 'sector', part: 'identity', points: 2, isDone: ({ sector }) => sector !== '' },
  { code: 'size', part: 'identity', points: 2, isDone: ({ employees, foundedYear }) => employees !== null && foundedYear !== null },
  {
    code: 'product',
    part: 'products',
    points: 3,
    isDone: ({ products, complete }) => products.length > 0 || complete.products !== undefined,
  },
  {
    code: 'product-known',
    part: 'products',
    points: 2,
    isDone: ({ products, complete }) =>
      products.length > 0 ? products.every(({ product }) => product !== null) : complete.products !== undefined,
  },
  {
    code: 'process',
    part: 'processes',
    points: 10,
    isDone: ({ processes, complete }) => processes.length > 0 || complete.processes !== undefined,
  },
  {
    code: 'process-parameters',
    part: 'processes',
    points: 10,
    isDone: ({ processes, complete }) =>
      processes.length > 0 ? processes.every(({ parameters }) => parameters.length > 0) : complete.processes !== undefined,
  },
  {
    code: 'process-materials',
    part: 'processes',
    points: 5,
    isDone: ({ processes, complete }) =>
      processes.length > 0 ? processes.every(({ materials }) => materials.length > 0) : complete.processes !== undefined,
  },
  { code: 'site', part: 'sites', points: 6, isDone: ({ sites }) => sites.length > 0 },
  {
    code: 'site-people',
    part: 'sites',
    points: 3,
    isDone: ({ sites }) => sites.length > 0 && sites.every(({ employees, shiftsPerDay }) => employees !== null && shiftsPerDay !== null),
  },
  {
    code: 'machines',
    part: 'sites',
    points: 6,
    isDone: ({ processes }) => processes.some(({ siteId, parameters }) => siteId !== null && parameters.length >= TELLING_PARAMETERS),
  },
  {
    code: 'certificates',
    part: 'certificates',
    points: 9,
    isDone: ({ certificates, complete }) => certificates.length > 0 || complete.certificates !== undefined,
  },
  {
    code: 'certificate-details',
    part: 'certificates',
    points: 6,
    isDone: ({ certificates, complete }) =>
      certificates.length > 0
        ? certificates.every((one) => one.status !== 'active' || (one.number !== '' && one.body !== '' && one.validUntil !== null))
        : complete.certificates !== undefined,
  },
  {
    code: 'capacity',
    part: 'capacity',
    points: 7,
    isDone: ({ capacities, complete }) => capacities.length > 0 || complete.capacity !== undefined,
  },
  {
    code: 'capacity-ramp',
    part: 'capacity',
    points: 3,
    isDone: ({ capacities, complete }) =>
      capacities.length > 0 ? capacities.some(({ rampWeeks }) => rampWeeks !== null) : complete.capacity !== undefined,
  },
  { code: 'lead-times', part: 'commercial', points: 4, isDone: (profile) => says(profile, 'sampleLeadDays', 'seriesLeadDays') },
  { code: 'minimum-order', part: 'commercial', points: 2, isDone: (profile) => says(profile, 'minimumOrder') },
  { code: 'languages', part: 'commercial', points: 2, isDone: (profile) => says(profile, 'languages') },
  {
    code: 'exports',
    part: 'commercial',
    points: 2,
    isDone: (profile) => says(profile, 'exportShare', 'exportCountries', 'exportSinceYear'),
  },
  {
    code: 'reference',
    part: 'references',
    points: 6,
    isDone: ({ references, complete }) => references.length > 0 || complete.references !== undefined,
  },
  {
    code: 'second-reference',
    part: 'references',
    points: 4,
    isDone: ({ references, complete }) => references.length > 1 || complete.references !== undefined,
  },
]
