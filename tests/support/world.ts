/** Builders of the tests' world, the "Pune cluster": people and organizations made through the API itself. */
import type { Caller, TestApi } from './api.ts'

/** All that a builder needs: somebody new who speaks HTTP. */
export type Visited = Pick<TestApi, 'visitor'>

export const PASSWORD = 'three plain words 42'

export interface Person extends Caller {
  email: string
  userId: string
  organizationId: string
}

let people = 0

/** Signs up somebody new; no organization yet. */
export async function person(api: Visited, name = 'Workshop owner'): Promise<Person> {
  const caller = api.visitor()
  const email = `person${++people}@example.org`
  const answer = await caller.send<{ user: { id: string } }>('POST', '/sign-up', { name, email, password: PASSWORD })
  if (answer.status !== 201) throw new Error(`sign-up: ${JSON.stringify(answer.body)}`)
  return { ...caller, email, userId: answer.body.user.id, organizationId: '' }
}

/** Somebody who founds an organization and acts for it as its admin. */
export async function founder(
  api: Visited,
  kind: 'lead-firm' | 'sme' | 'agency',
  overrides: Record<string, unknown> = {},
): Promise<Person> {
  const one = await person(api, `Admin of a ${kind}`)
  const body = {
    kind,
    name: `${NAMES[kind]} ${people}`,
    country: 'IN',
    region: 'Maharashtra',
    city: 'Pune',
    timeZone: 'Asia/Kolkata',
    ...overrides,
  }
  const made = await one.send<{ id: string }>('POST', '/organizations', body)
  if (made.status !== 201) throw new Error(`organization: ${JSON.stringify(made.body)}`)
  const acting = await one.send('POST', '/account/acting-organization', { organizationId: made.body.id })
  if (acting.status !== 200) throw new Error(`acting: ${JSON.stringify(acting.body)}`)
  return { ...one, organizationId: made.body.id }
}

/** A member of the founder's organization, invited by link, with the duties given; a plain one unless said otherwise. */
export async function member(api: Visited, of: Person, duties: string[] = [], role: 'member' | 'admin' = 'member'): Promise<Person> {
  const one = await person(api, 'Member')
  const sent = await of.send<{ link: string }>('POST', '/organization/invitations', { email: one.email, role, duties })
  if (sent.status !== 201) throw new Error(`invitation: ${JSON.stringify(sent.body)}`)
  const token = new URL(sent.body.link).searchParams.get('token')
  await one.send('POST', '/invitations/accept', { token })
  await one.send('POST', '/account/acting-organization', { organizationId: of.organizationId })
  return { ...one, organizationId: of.organizationId }
}

const NAMES = { 'lead-firm': 'Aldervane Seating', sme: 'Tamhini Pressworks', agency: 'Bhima Linkage Agency' }

/** What the newest mail to an address says in the place of these words, once the worker has sent it. */
export async function mailTo(api: TestApi, address: string, words: RegExp): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    await api.jobs.drain()
    const found = api.mails.filter((one) => one.to === address && words.test(one.text)).at(-1)
    const text = found && words.exec(found.text)
    if (text) return text[1] ?? text[0]
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  throw new Error(`no mail came to ${address}`)
}
