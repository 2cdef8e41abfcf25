/** Builders for the tests of linkages: mandates, steps of every party, and what was told to whom. */
import pg from 'pg'
import type { TestApi } from '../../../tests/support/api.ts'
import { openNeed, versionHeader } from '../../../tests/support/needs.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import type { MandateView } from '../mandates/contract.ts'
import type { LinkageView } from './contract.ts'

/** Three parties over one open need. */
export interface Trio {
  leadFirm: Person
  sme: Person
  agency: Person
  need: { id: string; version: number }
}

export async function trio(api: TestApi, need: object = {}): Promise<Trio> {
  const leadFirm = await founder(api, 'lead-firm')
  const sme = await published(api)
  const agency = await founder(api, 'agency')
  return { leadFirm, sme, agency, need: await openNeed(leadFirm, need) }
}

export async function giveMandate(giver: Person, agency: Person, body: object = {}): Promise<MandateView> {
  const given = await giver.send<MandateView>('POST', '/mandates', { agencyId: agency.organizationId, ...body })
  if (given.status !== 201) throw new Error(`mandate: ${JSON.stringify(given.body)}`)
  return given.body
}

export function withdraw(giver: Person, mandate: MandateView) {
  return giver.send<MandateView>('POST', `/mandates/${mandate.id}/withdrawal`, {}, versionHeader(mandate))
}

export function broker({ agency, sme, need }: Trio, step: 'shortlist' | 'offer', by: Person = agency) {
  return by.send<LinkageView>('POST', `/open-needs/${need.id}/proposals`, { organizationId: sme.organizationId, step })
}

export function invite({ leadFirm, sme, need }: Trio, body: object = {}) {
  return leadFirm.send<LinkageView>('POST', `/sourcing-needs/${need.id}/invitations`, { organizationId: sme.organizationId, ...body })
}

export function answer({ sme, need }: Trio, body: object) {
  return sme.send<LinkageView>('POST', `/open-needs/${need.id}/answer`, body)
}

export function read(who: Person, linkage: { id: string }) {
  return who.get<LinkageView>(`/linkages/${linkage.id}`)
}

/** One step on the version that stands. */
export async function take(who: Person, linkage: { id: string }, body: object) {
  const { body: now } = await read(who, linkage)
  return who.send<LinkageView>('POST', `/linkages/${linkage.id}/steps`, body, versionHeader(now.version ? now : { version: 1 }))
}

/** As far as the lead firm's acceptance, with nobody between the two. */
export async function accepted(on: Trio): Promise<LinkageView> {
  const { body } = await answer(on, { step: 'show-interest' })
  return (await take(on.leadFirm, body, { step: 'accept' })).body
}

interface Told {
  organizationId: string
  topic: string
  params: Record<string, string>
  key: string
  path: string
}

/** Notices that were sent about a subject, oldest first; the queue keeps what it has worked. */
export async function told(api: TestApi, subjectId: string): Promise<Told[]> {
  const client = new pg.Client(api.ownerUrl)
  await client.connect()
  const { rows } = await client.query(
    "select data from jobs.job where name = 'notify' and data->'subject'->>'id' = $1 order by created_on, id",
    [subjectId],
  )
  await client.end()
  return rows.map((row) => row.data as Told)
}
