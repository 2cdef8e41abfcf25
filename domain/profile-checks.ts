/** What must hold of a saved section beyond its shape; each fault names its field as a JSON pointer, `/items/0/parameters/2/value`. */

import { checkParameter, parametersOf } from './parameters.ts'
import { checkCertificate, type FieldFault, type KnownStandard } from './profile-certificates.ts'
import type { CapacityFact, CertificateFact, CommercialFact, ParameterFact, ProcessFact, ProductFact, ReferenceFact } from './profiles.ts'
import { SECTORS } from './taxonomy.ts'

/** What the rules need to know of the thesaurus. */
export interface KnownConcepts {
  has(code: string): boolean
  /** The process family, or null for a product. */
  familyOf(code: string): string | null
}

export interface CheckContext {
  concepts: KnownConcepts
  /** The firm's own sites. */
  siteIds: ReadonlySet<string>
  /** Standards by code, as far as this firm may name them. */
  standards: ReadonlyMap<string, KnownStandard>
  year: number
}

/** Ids must be those of the section's own items, each once; an item without one is new. */
export function checkIds(items: readonly { id?: string | undefined }[], known: ReadonlySet<string>): FieldFault[] {
  const seen = new Set<string>()
  return items.flatMap(({ id }, at) => {
    if (id === undefined) return []
    const fault = seen.has(id) ? 'duplicate' : known.has(id) ? null : 'not-found'
    seen.add(id)
    return fault ? [{ field: `/items/${at}/id`, code: fault }] : []
  })
}

export function checkIdentity(
  { sector, foundedYear }: { sector: string; foundedYear: number | null },
  { year }: CheckContext,
): FieldFault[] {
  return [...(sector === '' ? [] : unknownSector('/sector', sector)), ...yearToCome('/foundedYear', foundedYear, year)]
}

export function checkProducts(items: readonly Pick<ProductFact, 'product'>[], { concepts }: CheckContext): FieldFault[] {
  return items.flatMap(({ product }, at) => {
    const isProduct = product === null || (concepts.has(product) && concepts.familyOf(product) === null)
    return isProduct ? [] : [{ field: `/items/${at}/product`, code: 'not-found' }]
  })
}

export function checkProcesses(
  items: readonly Pick<ProcessFact, 'process' | 'siteId' | 'parameters'>[],
  context: CheckContext,
): FieldFault[] {
  return items.flatMap(({ process, siteId, parameters }, at) => {
    const family = context.concepts.has(process) ? context.concepts.familyOf(process) : null
    return [
      ...(family === null ? [{ field: `/items/${at}/process`, code: 'not-found' }] : []),
      ...unknownSite(`/items/${at}/siteId`, siteId, context),
      ...(family === null ? [] : checkParameters(`/items/${at}/parameters`, parameters, family)),
    ]
  })
}

/** Each parameter once, asked of this family, and with a value that its definition allows. */
function checkParameters(field: string, parameters: readonly ParameterFact[], family: string): FieldFault[] {
  const definitions = parametersOf(family)
  return parameters.flatMap(({ parameter, value }, at) => {
    if (parameters.findIndex((one) => one.parameter === parameter) < at) return [{ field: `${field}/${at}/parameter`, code: 'duplicate' }]
    const definition = definitions.find(({ code }) => code === parameter)
    if (!definition) return [{ field: `${field}/${at}/parameter`, code: 'not-found' }]
    const refusal = checkParameter(definition, value)
    return refusal ? [{ field: `${field}/${at}/value`, code: refusal.code, ...(refusal.params && { params: refusal.params }) }] : []
  })
}

export function checkCertificates(items: readonly Omit<CertificateFact, 'id' | 'provenance'>[], context: CheckContext): FieldFault[] {
  return items.flatMap((item, at) => [
    ...checkCertificate(item, context.standards.get(item.standard)).map((fault) => ({ ...fault, field: `/items/${at}${fault.field}` })),
    ...item.siteIds.flatMap((siteId, n) => unknownSite(`/items/${at}/siteIds/${n}`, siteId, context)),
    ...item.scope.flatMap((code, n) => unknownConcept(`/items/${at}/scope/${n}`, code, context)),
  ])
}

export function checkCapacities(items: readonly Pick<CapacityFact, 'concept' | 'siteId'>[], context: CheckContext): FieldFault[] {
  return items.flatMap(({ concept, siteId }, at) => [
    ...unknownConcept(`/items/${at}/concept`, concept, context),
    ...unknownSite(`/items/${at}/siteId`, siteId, context),
  ])
}

export function checkReferences(
  items: readonly Pick<ReferenceFact, 'sector' | 'concept' | 'sinceYear'>[],
  context: CheckContext,
): FieldFault[] {
  return items.flatMap(({ sector, concept, sinceYear }, at) => [
    ...(sector === null ? [] : unknownSector(`/items/${at}/sector`, sector)),
    ...unknownConcept(`/items/${at}/concept`, concept, context),
    ...yearToCome(`/items/${at}/sinceYear`, sinceYear, context.year),
  ])
}

/** A minimum order needs its unit; the sectors refused are ours; nobody exports from a year to come. */
export function checkCommercial(terms: Omit<CommercialFact, 'provenance'>, { year }: CheckContext): FieldFault[] {
  return [
    ...(terms.minimumOrder !== null && terms.minimumOrderUnit === null ? [{ field: '/minimumOrderUnit', code: 'required' }] : []),
    ...terms.industriesRefused.flatMap((sector, at) => unknownSector(`/industriesRefused/${at}`, sector)),
    ...yearToCome('/exportSinceYear', terms.exportSinceYear, year),
  ]
}

function unknownSite(field: string, siteId: string | null, { siteIds }: CheckContext): FieldFault[] {
  return siteId === null || siteIds.has(siteId) ? [] : [{ field, code: 'not-found' }]
}

function unknownConcept(field: string, code: string | null, { concepts }: CheckContext): FieldFault[] {
  return code === null || concepts.has(code) ? [] : [{ field, code: 'not-found' }]
}

function unknownSector(field: string, sector: string): FieldFault[] {
  return SECTORS.some((one) => one === sector) ? [] : [{ field, code: 'not-allowed-value' }]
}

function yearToCome(field: string, given: number | null, year: number): FieldFault[] {
  return given === null || given <= year ? [] : [{ field, code: 'too-large', params: { limit: year } }]
}

/** Sites that a list leaves out although a process, a capacity or a certificate still names them. */
export function sitesStillNamed(
  kept: ReadonlySet<string>,
  named: {
    sites: readonly { id: string; name: string }[]
    processes: readonly { siteId: string | null }[]
    capacities: readonly { siteId: string | null }[]
    certificates: readonly { siteIds: readonly string[] }[]
  },
): { id: string; name: string }[] {
  const inUse = new Set([
    ...[...named.processes, ...named.capacities].map(({ siteId }) => siteId),
    ...named.certificates.flatMap(({ siteIds }) => siteIds),
  ])
  return named.sites.filter(({ id }) => !kept.has(id) && inUse.has(id))
}
