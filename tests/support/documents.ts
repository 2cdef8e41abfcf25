/** Builders of documents: files brought and attached through the API, links followed, and linkages moved on as the other features would. */
import type pg from 'pg'
import type { DocumentView, UploadView } from '../../server/features/documents/contract.ts'
import type { NdaView } from '../../server/features/documents/contract-ndas.ts'
import type { Answer } from './api.ts'
import { TYPES } from './files.ts'
import { versionHeader } from './needs.ts'
import type { Person } from './world.ts'

export async function upload(who: Person, name: string, bytes: Uint8Array, type?: string): Promise<Answer<UploadView>> {
  const ending = name.split('.').at(-1) as keyof typeof TYPES
  const header = { 'content-type': type ?? TYPES[ending] ?? 'application/pdf' }
  return who.send('POST', `/uploads?${new URLSearchParams({ name })}`, Buffer.from(bytes), header)
}

export interface About {
  name?: string
  bytes?: Uint8Array
  tier?: DocumentView['tier']
  title?: string
}

/** Where a document hangs: `linkages/…` or `sourcing-needs/…`. */
export async function attachTo(who: Person, place: string, about: About = {}): Promise<Answer<DocumentView>> {
  const { name = 'plan.txt', bytes = Buffer.from('A plan.'), tier = 'registered', title } = about
  const brought = await upload(who, name, bytes)
  if (brought.status !== 201) throw new Error(`upload: ${JSON.stringify(brought.body)}`)
  return who.send('POST', `/${place}/documents`, { uploadId: brought.body.id, tier, ...(title && { title }) })
}

export async function attached(who: Person, place: string, about: About = {}): Promise<DocumentView> {
  const answer = await attachTo(who, place, about)
  if (answer.status !== 201) throw new Error(`attach: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export async function linkTo(who: Person, document: { id: string }, number?: number): Promise<string> {
  const made = await who.send<{ url: string }>('POST', `/documents/${document.id}/links`, number === undefined ? {} : { number })
  if (made.status !== 200) throw new Error(`link: ${JSON.stringify(made.body)}`)
  return made.body.url
}

/** Moves a linkage to a stage as its own feature would, and writes it down in its log. */
export async function moveTo(owner: pg.Client, linkageId: string, ...stages: string[]): Promise<void> {
  for (const stage of stages) {
    await owner.query(
      `update linkages set stage = $2, version = version + 1, released_at = coalesce(released_at, updated_at),
         left_stage = case when $2 in ('on-hold', 'lost', 'lapsed') then stage end,
         introduced_at = case when $2 = 'introduced' then coalesce(introduced_at, updated_at) else introduced_at end,
         contracted_at = case when $2 = 'contracted' then coalesce(contracted_at, updated_at) else contracted_at end
       where id = $1`,
      [linkageId, stage],
    )
    await owner.query(
      `insert into linkage_entries (linkage_id, stage, by_user_id, by_organization_id, by_party, at)
       select id, $2, gen_random_uuid(), lead_firm_id, 'lead-firm', updated_at from linkages where id = $1`,
      [linkageId, stage],
    )
  }
}

export async function offeredNda(who: Person, linkageId: string): Promise<NonNullable<NdaView['nda']>> {
  const made = await who.send<NdaView>('POST', `/linkages/${linkageId}/nda`, { form: 'mutual', language: 'en', months: 36 })
  if (!made.body.nda) throw new Error(`nda: ${JSON.stringify(made.body)}`)
  return made.body.nda
}

export async function signNda(who: Person, linkageId: string, name = 'Signer'): Promise<Answer<NdaView>> {
  const { body } = await who.get<NdaView>(`/linkages/${linkageId}/nda`)
  return who.send('POST', `/linkages/${linkageId}/nda/signatures`, { name }, versionHeader({ version: body.nda?.version ?? 0 }))
}

/** Offered by the lead firm and signed by both. */
export async function bothSigned(leadFirm: Person, sme: Person, linkageId: string): Promise<void> {
  await offeredNda(leadFirm, linkageId)
  await signNda(leadFirm, linkageId)
  const done = await signNda(sme, linkageId)
  if (!done.body.nda?.completedAt) throw new Error(`nda: ${JSON.stringify(done.body)}`)
}
