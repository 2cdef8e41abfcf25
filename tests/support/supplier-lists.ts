/** Builders of supplier lists, made through the API as a lead firm would. */
import { versionHeader } from './needs.ts'
import type { Person } from './world.ts'

export interface Ref {
  id: string
  version: number
}

let made = 0

export async function supplierList(leadFirm: Person, body: object = {}): Promise<Ref> {
  const answer = await leadFirm.send<Ref>('POST', '/supplier-lists', { name: `Stampings ${++made}`, ...body })
  if (answer.status !== 201) throw new Error(`list: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** The SME's profile must be published. */
export async function listed(leadFirm: Person, sme: Person, list: { id: string }, body: object = {}): Promise<Ref> {
  const said = { organizationId: sme.organizationId, status: 'regular', ...body }
  const answer = await leadFirm.send<Ref>('POST', `/supplier-lists/${list.id}/entries`, said)
  if (answer.status !== 201) throw new Error(`entry: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export const EXIT = { months: 3, reason: 'The model ends.', alternative: 'plan', note: 'Brackets for the next model.' }

export function giveExit(leadFirm: Person, entry: Ref, body: object = {}) {
  return leadFirm.send<Ref & Record<string, unknown>>(
    'POST',
    `/supplier-entries/${entry.id}/exit`,
    { ...EXIT, ...body },
    versionHeader(entry),
  )
}
