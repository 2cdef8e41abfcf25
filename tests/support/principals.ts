/** The ten kinds of people of the permission model, each with a seat in a tenant, and the other tenants they must never reach. */
import pg from 'pg'
import { startApi, type TestApi } from './api.ts'
import { founder, member, type Person, person } from './world.ts'

/** In the order of the columns of every table in tests/matrix. */
export const PRINCIPALS = [
  'visitor',
  'user without organization',
  'SME member',
  'SME admin',
  'lead-firm member',
  'lead-firm buyer',
  'lead-firm admin',
  'agency member',
  'agency admin',
  'platform admin',
] as const
export type Principal = (typeof PRINCIPALS)[number]

type TenantKind = 'sme' | 'lead-firm' | 'agency'

/** One tenant of each kind, each told by its admin. */
export type Tenants = Record<TenantKind, Person>

export interface Stage {
  api: TestApi
  owner: pg.Client
  own: Tenants
  other: Tenants
  people: Record<Principal, Person>
  /** Somebody new in the same seat: for operations that change or end who calls them. */
  fresh(principal: Principal): Promise<Person>
  close(): Promise<void>
}

/** Builds two tenants of each kind and everybody in them. */
export async function setStage(): Promise<Stage> {
  const api = await startApi()
  const owner = new pg.Client(api.ownerUrl)
  await owner.connect()
  const own = await tenants(api, 'A')
  const other = await tenants(api, 'B')
  const fresh = (principal: Principal) => SEATS[principal]({ api, owner, own })
  const people = {} as Record<Principal, Person>
  for (const principal of PRINCIPALS) people[principal] = await fresh(principal)
  const close = async () => {
    await owner.end()
    await api.close()
  }
  return { api, owner, own, other, people, fresh, close }
}

/** The kind of tenant in which somebody sits; who sits in none looks at a lead firm from outside. */
export function kindOf(principal: Principal, otherwise: TenantKind): TenantKind {
  if (principal.startsWith('SME')) return 'sme'
  if (principal.startsWith('lead-firm')) return 'lead-firm'
  return principal.startsWith('agency') ? 'agency' : otherwise
}

const ALL_DUTIES = ['buyer', 'quality', 'approver']

type Seat = (on: { api: TestApi; owner: pg.Client; own: Tenants }) => Promise<Person>
const SEATS: Record<Principal, Seat> = {
  visitor: async ({ api }) => ({ ...api.visitor(), email: '', userId: '', organizationId: '' }),
  'user without organization': ({ api }) => person(api),
  'SME member': ({ api, own }) => member(api, own.sme),
  'SME admin': ({ api, own }) => member(api, own.sme, [], 'admin'),
  'lead-firm member': ({ api, own }) => member(api, own['lead-firm']),
  'lead-firm buyer': ({ api, own }) => member(api, own['lead-firm'], ['buyer']),
  'lead-firm admin': ({ api, own }) => member(api, own['lead-firm'], ALL_DUTIES, 'admin'),
  'agency member': ({ api, own }) => member(api, own.agency),
  'agency admin': ({ api, own }) => member(api, own.agency, [], 'admin'),
  'platform admin': ({ api, owner }) => platformAdmin(api, owner),
}

/** The setup link makes only the first platform administrator; further ones are made as the database's owner would. */
export async function platformAdmin(api: TestApi, owner: pg.Client): Promise<Person> {
  const one = await person(api, 'Operator')
  await owner.query('update users set platform_admin = true where id = $1', [one.userId])
  return one
}

/** Lead firms give duties, so that a buyer can exist; agencies give none, so that their admins hold all. */
async function tenants(api: TestApi, mark: string): Promise<Tenants> {
  const leadFirm = await founder(api, 'lead-firm', { name: `Aldervane Seating ${mark}` })
  await holdDuties(leadFirm, ALL_DUTIES)
  return {
    'lead-firm': leadFirm,
    sme: await founder(api, 'sme', { name: `Tamhini Pressworks ${mark}` }),
    agency: await founder(api, 'agency', { name: `Bhima Linkage Agency ${mark}` }),
  }
}

/** An admin writes down the duties he holds himself. */
export async function holdDuties(admin: Person, duties: readonly string[]): Promise<void> {
  const { body } = await admin.get<{ items: { userId: string; version: number }[] }>('/organization/members')
  const version = body.items.find((one) => one.userId === admin.userId)?.version
  const path = `/organization/members/${admin.userId}`
  const saved = await admin.send('PUT', path, { role: 'admin', duties }, { 'if-match': `"${version}"` })
  if (saved.status !== 200) throw new Error(`duties: ${JSON.stringify(saved.body)}`)
}
