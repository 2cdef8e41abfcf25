/** `--demo`: fills a new data folder with an invented world through the product's own use cases, so that every rule and the audit log apply. */
import { DESK_AGENCY, DESK_WALKS, SILENT, SILENT_DAYS } from '../db/seed/demo/desk.ts'
import { LINKAGES } from '../db/seed/demo/linkages.ts'
import { LIST } from '../db/seed/demo/list.ts'
import { AGENCIES, CHECKS, LEAD_FIRMS, OWN_STANDARD } from '../db/seed/demo/organizations.ts'
import { PLACES, type PlaceCode } from '../db/seed/demo/places.ts'
import type { DemoOrganization, DemoSupplier, DeskWalk } from '../db/seed/demo/shape.ts'
import { NEEDS, SUPPLIERS } from '../db/seed/demo/world.ts'
import { type Actor, VISITOR } from '../domain/actor.ts'
import { type Day, dayOf } from '../domain/day.ts'
import type { Services } from './compose.ts'
import { giveMandates, walkDesk } from './demo/desk.ts'
import { bringList } from './demo/list.ts'
import { approveSuppliers, bodyOf, openNeed, ownStandard } from './demo/needs.ts'
import { type DemoPerson, found, join, passwordOf, takeDuties } from './demo/people.ts'
import { checkFact, walk } from './demo/steps.ts'
import { writeProfile } from './demo/suppliers.ts'
import type { Clock } from './ports/clock.ts'

interface Needs {
  services: Services
  clock: Clock
  say(line: string): void
  /** Lets some days pass between what is filled; without it everything happens today. */
  setBack?(days: number): void
}

/** Who can sign in to the filled world. */
export interface DemoSignIn {
  role: string
  email: string
  password: string
}

/** Suppliers that are filled in side by side; more would only wait for each other. */
const LANES = 4

/**
 * Fills the world, or the rest of it after a fill that was cut short; answers everybody who can sign in.
 * The platform administrator comes last: where there is one, the world is whole.
 */
export async function fillDemo(needs: Needs): Promise<DemoSignIn[]> {
  const { services, say } = needs
  const token = await services.accounts.setUpToken()
  if (token === null) say('The demonstration is already filled.')
  else {
    await fillWorld(needs)
    const { name, email } = ADMINISTRATOR
    await services.accounts.setUp(VISITOR, { token, name, email, password: passwordOf(email) })
  }
  const everybody = signIns()
  for (const line of tableOf(everybody)) say(line)
  return everybody
}

async function fillWorld({ services, clock, say, setBack = () => undefined }: Needs): Promise<void> {
  const today = dayOf(clock.now())
  say('Filling the demonstration: lead firms and agencies ...')
  const seats = new Map<string, Actor>()
  for (const organization of [...LEAD_FIRMS, ...AGENCIES]) await seatAll(services, organization, seats)
  const smes = await fillSuppliers(services, today, say)
  setBack(SILENT_DAYS)
  const needIds = await fillNeeds(services, { seats, smes, today })
  await giveMandates(services, { agency: of(seats, `officer@${DESK_AGENCY}`), approverOf: (firm) => of(seats, `approver@${firm}`) })
  await fillDesk(services, SILENT, { seats, smes, needIds })
  setBack(0)
  say(`Filling the demonstration: ${NEEDS.length} needs are open; checks, a list and linkages ...`)
  for (const check of CHECKS) await checkFact(services, of(seats, `officer@${check.agency}`), organizationOf(smes, check.supplier), check)
  await bringList(services, of(seats, `officer@${LIST.agency}`))
  for (const linkage of LINKAGES) {
    const need = NEEDS.find((one) => one.key === linkage.need)
    const sides = { sme: of(smes, linkage.supplier), leadFirm: of(seats, `buyer@${need?.by}`), needId: needIds.get(linkage.need) ?? '' }
    await walk(services, linkage, sides)
  }
  await fillDesk(services, DESK_WALKS, { seats, smes, needIds })
}

interface World {
  seats: ReadonlyMap<string, Actor>
  smes: ReadonlyMap<string, Actor>
  needIds: ReadonlyMap<string, string>
}

async function fillDesk(services: Services, walks: readonly DeskWalk[], { seats, smes, needIds }: World): Promise<void> {
  for (const one of walks) {
    const need = NEEDS.find(({ key }) => key === one.need)
    const own = LINKAGES.find(({ need: key, supplier }) => key === one.need && supplier === one.supplier)
    await walkDesk(services, one, {
      agency: of(seats, `officer@${DESK_AGENCY}`),
      leadFirm: of(seats, `buyer@${need?.by}`),
      sme: of(smes, one.supplier),
      needId: needIds.get(one.need) ?? '',
      before: own?.steps.length ?? 0,
    })
  }
}

/** The first user founds and keeps a duty of his own; the others join by invitation. Seats are kept as `buyer@aldervane`. */
async function seatAll(services: Services, organization: DemoOrganization, seats: Map<string, Actor>): Promise<void> {
  const { key, kind, name, place, users } = organization
  const [first, ...others] = users
  if (!first) return
  const founded = await found(services, personOf(organization, first), { kind, name, ...whereIs(key, place) })
  for (const user of others) {
    const { actor } = await join(services, founded.actor, personOf(organization, user), user.duties)
    seats.set(`${user.mailbox}@${key}`, actor)
  }
  const { actor } = await takeDuties(services, founded, first.duties)
  seats.set(`${first.mailbox}@${key}`, actor)
}

/** Some side by side; where one fails, the others end what they are at, and nobody begins anew. */
async function fillSuppliers(services: Services, today: Day, say: Needs['say']): Promise<Map<string, Actor>> {
  const smes = new Map<string, Actor>()
  const waiting = [...SUPPLIERS]
  const lane = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      smes.set(one.key, await fillSupplier(services, one, today))
      if (smes.size % 14 === 0) say(`Filling the demonstration: ${smes.size} of ${SUPPLIERS.length} suppliers ...`)
    }
  }
  const stopping = (error: unknown) => {
    waiting.length = 0
    throw error
  }
  const ended = await Promise.allSettled(Array.from({ length: LANES }, () => lane().catch(stopping)))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
  return smes
}

async function fillSupplier(services: Services, supplier: DemoSupplier, today: Day): Promise<Actor> {
  const { key, name, place, address, finance } = supplier
  const { actor, token } = await found(services, ownerOf(supplier), { kind: 'sme', name, address, ...whereIs(key, place) })
  if (finance) await join(services, actor, financeOf(supplier), ['finance'])
  await writeProfile(services.profiles, actor, supplier, today)
  return (await services.sessions.read(token)).actor
}

async function fillNeeds(
  services: Services,
  { seats, smes, today }: { seats: ReadonlyMap<string, Actor>; smes: ReadonlyMap<string, Actor>; today: Day },
): Promise<Map<string, string>> {
  const quality = of(seats, `quality@${OWN_STANDARD.by}`)
  const code = await ownStandard(services, quality, OWN_STANDARD)
  const approved = OWN_STANDARD.approved.map((one) => ({ ...one, organizationId: organizationOf(smes, one.supplier) }))
  await approveSuppliers(services, quality, { code, approved, today })
  const ids = new Map<string, string>()
  for (const need of NEEDS) {
    const parties = { buyer: of(seats, `buyer@${need.by}`), approver: of(seats, `approver@${need.by}`) }
    ids.set(need.key, await openNeed(services, parties, bodyOf(need, new Map([[OWN_STANDARD.alias, code]]), today)))
  }
  return ids
}

function of(actors: ReadonlyMap<string, Actor>, key: string): Actor {
  const actor = actors.get(key)
  if (!actor) throw new Error(`The demonstration names ${key}, who is not in it.`)
  return actor
}

function organizationOf(actors: ReadonlyMap<string, Actor>, key: string): string {
  return of(actors, key).organizationId ?? ''
}

function whereIs(key: string, place: PlaceCode) {
  return { ...PLACES[place], website: `https://${key}.example` }
}

const ADMINISTRATOR: DemoPerson = { name: 'Platform administrator', email: 'admin@platform.example', locale: 'en' }

function personOf({ key, name }: DemoOrganization, { role, mailbox }: { role: string; mailbox: string }): DemoPerson {
  return { name: `${role}, ${name}`, email: `${mailbox}@${key}.example`, locale: 'en' }
}

function ownerOf({ key, name, language }: DemoSupplier): DemoPerson {
  return { name: `Owner, ${name}`, email: `owner@${key}.example`, locale: language }
}

function financeOf({ key, name, language }: DemoSupplier): DemoPerson {
  return { name: `Finance, ${name}`, email: `finance@${key}.example`, locale: language }
}

function signIns(): DemoSignIn[] {
  const people = [
    ADMINISTRATOR,
    ...[...LEAD_FIRMS, ...AGENCIES].flatMap((one) => one.users.map((user) => personOf(one, user))),
    ...SUPPLIERS.flatMap((one) => (one.finance ? [ownerOf(one), financeOf(one)] : [ownerOf(one)])),
  ]
  return people.map(({ name, email }) => ({ role: name, email, password: passwordOf(email) }))
}

function tableOf(rows: readonly DemoSignIn[]): string[] {
  const head: DemoSignIn = { role: 'Who', email: 'Address', password: 'Password' }
  const wide = (field: 'role' | 'email') => Math.max(...rows.map((row) => row[field].length))
  const [role, email] = [wide('role'), wide('email')]
  return [head, ...rows].map((row) => `${row.role.padEnd(role)}  ${row.email.padEnd(email)}  ${row.password}`)
}
