/** The demonstration's users: each signs up, founds or joins an organization, and acts for it; an earlier fill is taken up where it stopped. */
import type { DemoLanguage } from '../../db/seed/demo/shape.ts'
import { type Actor, VISITOR } from '../../domain/actor.ts'
import type { Duty } from '../../domain/organizations.ts'
import type { Services } from '../compose.ts'
import { RefusedError } from '../errors.ts'
import type { NewOrganizationBody } from '../features/organizations/contract.ts'

export interface DemoPerson {
  /** The role and the firm: "Buyer, Aldervane Seating". */
  name: string
  email: string
  locale: DemoLanguage
}

export interface Seat {
  token: string
  sessionId: string
  actor: Actor
}

/** The same address has the same password at every fill: printed at each start, of use for this folder only. */
export function passwordOf(email: string): string {
  const word = (turn: number) => WORDS[hashOf(`${turn}/${email}`) % WORDS.length]
  return `${word(1)}-${word(2)}-${word(3)}-${10 + (hashOf(email) % 90)}`
}

/** Signs up, or in again where an earlier fill got so far. */
export async function enter(services: Services, { name, email, locale }: DemoPerson): Promise<Seat> {
  const password = passwordOf(email)
  try {
    const { token } = await services.accounts.signUp(VISITOR, { name, email, password, locale })
    return seat(services, token)
  } catch (error) {
    if (!(error instanceof RefusedError) || error.refusal.code !== 'address-not-usable') throw error
  }
  const { token } = await services.accounts.signIn(VISITOR, { email, password }, 'demo')
  return seat(services, token)
}

/** Founds the organization as its admin. */
export async function found(services: Services, person: DemoPerson, body: NewOrganizationBody): Promise<Seat> {
  const one = await enter(services, person)
  if (one.actor.organizationId) return one
  const { id } = await services.organizations.create(one.actor, body)
  return actFor(services, one, id)
}

/** Joins by an invitation of the admin. */
export async function join(services: Services, admin: Actor, person: DemoPerson, duties: Duty[]): Promise<Seat> {
  const one = await enter(services, person)
  if (one.actor.organizationId) return one
  const { link } = await services.invitations.invite(admin, { email: person.email, role: 'member', duties })
  const { organizationId } = await services.invitations.accept(one.actor, new URL(link).searchParams.get('token') ?? '')
  return actFor(services, one, organizationId)
}

/** Gives the founder duties of his own, which he needs as soon as anybody else has one. */
export async function takeDuties(services: Services, admin: Seat, duties: Duty[]): Promise<Seat> {
  const { userId } = admin.actor
  const self = (await services.organizations.members(admin.actor)).find((one) => one.userId === userId)
  if (self && duties.some((duty) => !self.duties.includes(duty)))
    await services.organizations.editMember(admin.actor, self.userId, { version: self.version, role: 'admin', duties })
  return seat(services, admin.token)
}

async function actFor(services: Services, one: Seat, organizationId: string): Promise<Seat> {
  const { token } = await services.accounts.actFor(one.actor, organizationId, one.sessionId)
  return seat(services, token)
}

async function seat(services: Services, token: string): Promise<Seat> {
  const { actor, sessionId } = await services.sessions.read(token)
  return { token, sessionId: sessionId ?? '', actor }
}

/** FNV-1a: the same number for the same text on every machine. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

const WORDS = [
  'amber',
  'anvil',
  'basil',
  'beech',
  'brook',
  'cedar',
  'cobalt',
  'copper',
  'cumin',
  'damson',
  'ember',
  'fennel',
  'flint',
  'garnet',
  'hazel',
  'indigo',
  'juniper',
  'lathe',
  'lemon',
  'linen',
  'maple',
  'millet',
  'nutmeg',
  'olive',
  'pepper',
  'quartz',
  'reed',
  'saffron',
  'sesame',
  'spindle',
  'tamarind',
  'walnut',
] as const
