/** Builders of sourcing needs and linkages, made through the API as a lead firm and an SME would. */
import type { Person } from './world.ts'

export const NEED = {
  title: 'Stamped seat brackets',
  description: 'Two-stage brackets, 2 mm steel.',
  products: ['p-stamped-brackets'],
  processes: ['stamping'],
  volumePerMonth: 5_000,
  startOn: '2027-06-01',
  answerOn: '2027-01-31',
  deliveryCountry: 'IN',
  deliveryPlace: 'Pune',
  criteria: [
    {
      title: 'Quality system',
      category: 'quality',
      class: 'developable-must',
      groups: [{ requirements: [{ kind: 'certificate', code: 'iso-9001', operator: 'has' }] }],
    },
  ],
}

export interface NeedRef {
  id: string
  version: number
  state: string
}

/** A draft. */
export async function draftNeed(leadFirm: Person, changes: object = {}): Promise<NeedRef> {
  const made = await leadFirm.send<NeedRef>('POST', '/sourcing-needs', { ...NEED, ...changes })
  if (made.status !== 201) throw new Error(`need: ${JSON.stringify(made.body)}`)
  return made.body
}

/** A need that everybody may read. */
export async function openNeed(leadFirm: Person, changes: object = {}): Promise<NeedRef> {
  return stepNeed(leadFirm, await draftNeed(leadFirm, changes), 'publish')
}

export async function stepNeed(leadFirm: Person, need: NeedRef, step: 'publish' | 'close' | 'reopen'): Promise<NeedRef> {
  const body = step === 'close' ? { reason: 'no-fit' } : undefined
  const done = await leadFirm.send<NeedRef>('POST', `/sourcing-needs/${need.id}/${step}`, body, versionHeader(need))
  if (done.status !== 200) throw new Error(`${step}: ${JSON.stringify(done.body)}`)
  return done.body
}

/** The SME's interest in a need: it bears a linkage. The profile must be published. */
export async function showInterest(sme: Person, need: { id: string }, note = ''): Promise<{ id: string; version: number }> {
  const body = { step: 'show-interest', ...(note && { note }) }
  const answer = await sme.send<{ id: string; version: number }>('POST', `/open-needs/${need.id}/answer`, body)
  if (answer.status !== 200) throw new Error(`interest: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export async function acceptInterest(leadFirm: Person, linkage: { id: string; version: number }): Promise<void> {
  const done = await leadFirm.send('POST', `/linkages/${linkage.id}/decision`, { step: 'accept' }, versionHeader(linkage))
  if (done.status !== 200) throw new Error(`accept: ${JSON.stringify(done.body)}`)
}

export function versionHeader({ version }: { version: number }): { 'if-match': string } {
  return { 'if-match': `"${version}"` }
}
