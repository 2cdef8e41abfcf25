/** Profiles of the tests' world: what a press shop near Pune says of itself, and the saves that put it there. */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { organizations } from '../../db/schema/organizations.ts'
import type { ProfileView, SupplierView } from '../../server/features/profiles/contract.ts'
import type { Answer, Caller, TestApi } from './api.ts'
import { founder, type Person, type Visited } from './world.ts'

export const IDENTITY = {
  headline: 'Stamped seat parts',
  description: 'Two shifts.',
  language: 'en',
  sector: 'automotive',
  employees: 85,
  foundedYear: 1998,
}
export const SITE = {
  name: 'Works',
  address: '7 Canary Lane',
  city: 'Chakan',
  region: 'Maharashtra',
  country: 'IN',
  employees: 80,
  shiftsPerDay: 2,
  floorAreaM2: 4000,
}
export const PROCESS = {
  process: 'progressive-die-stamping',
  mode: 'own',
  yearsOfExperience: 20,
  materials: ['steel', 'stainless-steel'],
  parameters: [
    { parameter: 'press-force', value: 200 },
    { parameter: 'bed-size', value: [1500, 900] },
    { parameter: 'tool-room', value: true },
    { parameter: 'die-types', value: ['progressive'] },
  ],
}
export const CERTIFICATE = {
  standard: 'iso-9001',
  edition: '2015',
  number: 'C-77',
  body: 'A body',
  status: 'active',
  validFrom: '2025-02-01',
  validUntil: '2028-01-31',
}
export const CAPACITY = {
  concept: 'stamping',
  installedPerMonth: 50_000,
  unit: 'pcs',
  utilisation: 80,
  freeFrom: '2027-01-01',
  rampWeeks: 6,
}
export const TERMS = {
  minimumOrder: 500,
  minimumOrderUnit: 'pcs',
  sampleLeadDays: 21,
  seriesLeadDays: 30,
  paymentDaysMax: 61,
  industriesRefused: ['apparel-footwear-leather'],
  incoterms: ['exw', 'fob'],
  countriesRefused: ['AR'],
  languages: ['en', 'hi'],
  exportShare: 12.5,
  exportCountries: ['DE'],
  exportSinceYear: 2011,
}
export const REFERENCE = {
  name: 'Canary Motors',
  sector: 'automotive',
  concept: 'p-stamped-brackets',
  sinceYear: 2015,
  shareOfTurnover: 35,
}

/** Saves on the version that stands and hands back the answer. */
export async function save<T = ProfileView>(sme: Person, path: string, body: unknown, method: 'PUT' | 'POST' = 'PUT'): Promise<Answer<T>> {
  const { version } = (await sme.get<ProfileView>('/profile')).body
  return sme.send<T>(method, `/profile/${path}`, body, { 'if-match': `"${version}"` })
}

/** An SME with an empty draft. */
export async function profiled(api: Visited, overrides: Record<string, unknown> = {}): Promise<Person> {
  const sme = await founder(api, 'sme', { address: '7 Canary Lane', website: 'https://canary.example', ...overrides })
  expect((await sme.send('POST', '/profile')).status).toBe(201)
  return sme
}

/** A published profile with something in every section. */
export async function published(api: Visited, overrides: Record<string, unknown> = {}): Promise<Person> {
  const sme = await profiled(api, overrides)
  const sections: [string, unknown][] = [
    ['identity', IDENTITY],
    ['sites', { items: [SITE] }],
    ['products', { items: [{ product: 'p-stamped-brackets', name: 'Seat brackets', functions: { design: 'own' } }], complete: true }],
    ['processes', { items: [PROCESS], complete: true }],
    ['certificates', { items: [CERTIFICATE, { standard: 'iatf-16949', status: 'in-progress', targetOn: '2027-06-01' }], complete: true }],
    ['capacity', { items: [CAPACITY], complete: false }],
    ['commercial', { ...TERMS, complete: true }],
    ['references', { items: [REFERENCE], complete: false }],
  ]
  for (const [path, body] of sections) expect(await save(sme, path, body)).toMatchObject({ status: 200 })
  expect(await save(sme, 'publish', undefined, 'POST')).toMatchObject({ status: 200 })
  return sme
}

export async function read(caller: Pick<Caller, 'get'>, sme: { organizationId: string }): Promise<SupplierView> {
  return (await caller.get<SupplierView>(`/suppliers/${sme.organizationId}`)).body
}

/** Unclaimed firms on an agency's list, as an import leaves them. */
export async function listedFirms(
  api: TestApi,
  agency: Person,
  count: number,
  listName = 'State list 2026',
): Promise<{ organizationId: string }[]> {
  const at = new Date('2026-11-23T09:00:00Z')
  const rows = Array.from({ length: count }, (_, n) => ({
    id: randomUUID(),
    kind: 'sme' as const,
    name: `Listed works ${n}`,
    nameKey: `listed works ${n}`,
    country: 'IN',
    region: 'Gujarat',
    city: 'Rajkot',
    address: '9 Canary Road',
    website: 'https://canary.example',
    contactEmail: 'canary@example.org',
    claimed: false,
    listName,
    listedBy: agency.organizationId,
    createdAt: at,
    updatedAt: at,
  }))
  const imported = rows.map(({ id }) => ({
    organizationId: id,
    description: 'Canary words',
    employees: 40,
    products: [
      { product: 'p-stamped-brackets', name: 'brackets' },
      { product: null, name: 'odd things' },
    ],
    processes: [{ process: 'stamping' }],
    certificates: [{ standard: 'iso-9001' }],
    languages: ['gu'],
  }))
  await api.db.asSystem('test', async (tx) => {
    for (let from = 0; from < rows.length; from += 1_000) await tx.insert(organizations).values(rows.slice(from, from + 1_000))
    await api.services.profiles.createImported(tx, listName, imported)
  })
  return rows.map(({ id }) => ({ organizationId: id }))
}
