/** Writes and publishes an SME's capability profile, section by section, as the firm itself would. */
import { PLACES } from '../../db/seed/demo/places.ts'
import type { DemoCertificate, DemoSupplier } from '../../db/seed/demo/shape.ts'
import type { Actor } from '../../domain/actor.ts'
import { addMonths, type Day } from '../../domain/day.ts'
import type { CompletableSection } from '../../domain/profiles.ts'
import type { Services } from '../compose.ts'
import { NotFoundError } from '../errors.ts'
import type { ProfileView } from '../features/profiles/contract.ts'
import { hashOf } from './people.ts'

type Profiles = Services['profiles']

/** Saves all eight sections and publishes; a profile that is published already is left as it is. */
export async function writeProfile(profiles: Profiles, actor: Actor, supplier: DemoSupplier, today: Day): Promise<void> {
  const before = await ownOrNew(profiles, actor)
  if (before.state === 'published') return
  let { version } = await profiles.saveIdentity(actor, before.version, identityOf(supplier))
  if (before.sites.length === 0) ({ version } = await profiles.saveList(actor, version, 'sites', { items: [siteOf(supplier)] }))
  const siteId = (await profiles.own(actor)).sites[0]?.id ?? null
  const complete = (section: CompletableSection) => !supplier.open.includes(section)
  const products = supplier.products.map(([product, name, functions = {}]) => ({ product, name, functions }))
  ;({ version } = await profiles.saveList(actor, version, 'products', { items: products, complete: complete('products') }))
  ;({ version } = await profiles.saveList(actor, version, 'processes', {
    items: processesOf(supplier, siteId),
    complete: complete('processes'),
  }))
  ;({ version } = await profiles.saveList(actor, version, 'certificates', {
    items: supplier.certificates.map((one) => certificateOf(one, supplier, { siteId, today })),
    complete: complete('certificates'),
  }))
  ;({ version } = await profiles.saveList(actor, version, 'capacities', {
    items: capacitiesOf(supplier, siteId, today),
    complete: complete('capacity'),
  }))
  ;({ version } = await profiles.saveCommercial(actor, version, { ...termsOf(supplier), complete: complete('commercial') }))
  const references = supplier.references.map(([name, sector, concept, sinceYear, shareOfTurnover]) => ({
    name,
    sector,
    concept,
    sinceYear,
    shareOfTurnover,
  }))
  ;({ version } = await profiles.saveList(actor, version, 'references', { items: references, complete: complete('references') }))
  await profiles.step(actor, version, 'publish')
}

async function ownOrNew(profiles: Profiles, actor: Actor): Promise<ProfileView> {
  try {
    return await profiles.own(actor)
  } catch (error) {
    if (error instanceof NotFoundError) return profiles.create(actor)
    throw error
  }
}

function identityOf({ headline, description, language, sector, people, founded }: DemoSupplier) {
  return { headline, description, language, sector, employees: people, foundedYear: founded }
}

function siteOf({ name, place, address, people, floorM2 }: DemoSupplier) {
  const { city, region, country } = PLACES[place]
  return {
    name: `${name}, ${city}`,
    address,
    city,
    region,
    country,
    employees: people,
    shiftsPerDay: people > 100 ? 3 : 2,
    floorAreaM2: floorM2,
  }
}

function processesOf({ processes }: DemoSupplier, siteId: string | null) {
  return processes.map(({ process, mode, years, materials, parameters }) => ({
    process,
    siteId,
    mode,
    yearsOfExperience: years,
    materials,
    parameters: Object.entries(parameters).map(([parameter, value]) => ({ parameter, value })),
  }))
}

function certificateOf(
  { standard, status, from, until, target, scope }: DemoCertificate,
  { key, place }: DemoSupplier,
  { siteId, today }: { siteId: string | null; today: Day },
) {
  const on = (months: number | null) => (months === null ? null : addMonths(today, months))
  return {
    standard,
    edition: EDITIONS[standard] ?? '',
    number: status === 'in-progress' ? '' : String(100_000 + (hashOf(`${key}/${standard}`) % 900_000)),
    body: BODIES[PLACES[place].country] ?? 'Quorinth Certification',
    siteIds: siteId === null ? [] : [siteId],
    scope,
    status,
    validFrom: on(from),
    validUntil: on(until),
    targetOn: on(target),
  }
}

function capacitiesOf({ capacities }: DemoSupplier, siteId: string | null, today: Day) {
  return capacities.map(([concept, installedPerMonth, unit, utilisation, rampWeeks, freeIn]) => ({
    concept,
    siteId,
    installedPerMonth,
    unit,
    utilisation,
    freeFrom: freeIn === undefined ? null : addMonths(today, freeIn),
    rampWeeks,
  }))
}

function termsOf({ terms }: DemoSupplier) {
  return {
    minimumOrder: terms.order,
    minimumOrderUnit: terms.unit,
    sampleLeadDays: terms.sampleDays,
    seriesLeadDays: terms.seriesDays,
    paymentDaysMax: terms.payDays,
    industriesRefused: terms.refuses ?? [],
    incoterms: terms.incoterms ?? [],
    countriesRefused: terms.refusesCountries ?? [],
    languages: terms.languages,
    exportShare: terms.exports.share,
    exportCountries: terms.exports.to,
    exportSinceYear: terms.exports.share > 0 ? terms.exports.since : null,
  }
}

/** The edition a certificate of today names, where the catalogue tells editions apart. */
const EDITIONS: Readonly<Record<string, string>> = {
  'iso-9001': '2015',
  'iso-14001': '2015',
  'iatf-16949': '2016',
  'iso-ts-16949': '2009',
  as9100: 'D',
  as9110: 'C',
  as9120: 'B',
  'tl-9000': 'R6.3',
  'iso-22163': '2023',
  'iso-13485': '2016',
  'iso-45001': '2018',
  'ohsas-18001': '2007',
  'iso-22000': '2018',
  'iso-27001': '2022',
  'iso-17025': '2017',
  'fssc-22000': '6',
  'brcgs-food': '9',
  'ifs-food': '8',
  sqf: '9',
  sa8000: '2014',
  gots: '7.0',
  'globalgap-ifa': '6',
}

/** Invented certification bodies, by country. */
const BODIES: Readonly<Record<string, string>> = {
  IN: 'Sahyantara Registrars',
  MX: 'Certificadora Tessaluna',
  CO: 'Certificadora Tessaluna',
  BR: 'Organismo Pedrazul',
  MA: 'Bureau Orvalise',
  TN: 'Bureau Orvalise',
}
