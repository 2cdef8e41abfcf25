/** Builders of offers and of the links in mails, made through the API as an SME and a lead firm would. */
import type { TestApi } from './api.ts'
import { acceptInterest, openNeed, showInterest, versionHeader } from './needs.ts'
import { PASSWORD, type Person } from './world.ts'

export const PRICE = {
  currency: 'EUR',
  incoterm: 'dap',
  place: 'Pune',
  per: 1,
  tiers: [
    { fromQuantity: 1_000, unitMinor: 140 },
    { fromQuantity: 10_000, unitMinor: 120 },
  ],
}
export const TOOLING = { costMinor: 600_000, payer: 'amortised', leadWeeks: 8 }
export const TIMES = {
  sampleDays: 21,
  seriesDays: 45,
  validUntil: '2027-06-30',
  reference: 'Q-2027-11',
  note: 'Packed in returnable boxes.',
}

export interface OfferRef {
  linkageId: string
  version: number
}

/** A draft with what the profile answers; the SME's profile must be published. */
export async function begunOffer(sme: Person, linkage: { id: string }): Promise<OfferRef> {
  const made = await sme.send<OfferRef>('POST', `/linkages/${linkage.id}/offer`)
  if (made.status !== 201) throw new Error(`offer: ${JSON.stringify(made.body)}`)
  return made.body
}

export async function savedOffer(sme: Person, offer: OfferRef, body: object): Promise<OfferRef> {
  const saved = await sme.send<OfferRef>('PATCH', `/linkages/${offer.linkageId}/offer`, body, versionHeader(offer))
  if (saved.status !== 200) throw new Error(`offer: ${JSON.stringify(saved.body)}`)
  return saved.body
}

/** A draft that lacks nothing. */
export async function wholeOffer(sme: Person, linkage: { id: string }, changes: object = {}): Promise<OfferRef> {
  const begun = await begunOffer(sme, linkage)
  return savedOffer(sme, begun, { price: PRICE, tooling: TOOLING, times: TIMES, ...changes })
}

export async function stepOffer(sme: Person, offer: OfferRef, step: 'submit' | 'confirm' | 'discard' | 'withdraw'): Promise<OfferRef> {
  const done = await sme.send<OfferRef>('POST', `/linkages/${offer.linkageId}/offer/${step}`, undefined, versionHeader(offer))
  if (done.status !== 200) throw new Error(`${step}: ${JSON.stringify(done.body)}`)
  return done.body
}

export async function submittedOffer(sme: Person, linkage: { id: string }, changes: object = {}): Promise<OfferRef> {
  return stepOffer(sme, await wholeOffer(sme, linkage, changes), 'submit')
}

/** A need with an SME that has shown interest in it and was accepted. */
export async function acceptedPair(
  leadFirm: Person,
  sme: Person,
  changes: object = {},
): Promise<{ need: { id: string }; linkage: { id: string } }> {
  const need = await openNeed(leadFirm, changes)
  const linkage = await showInterest(sme, need)
  await acceptInterest(leadFirm, linkage)
  return { need, linkage }
}

/** The secret part of a link by which this member answers a need, as a mail would carry it. */
export async function answerTokenOf(api: TestApi, who: Person, needId: string, answerBy: Date | null = null): Promise<string> {
  const { userId, organizationId } = who
  const made = await api.db.asSystem('test', (tx) => api.services.offering.links.make(tx, [{ userId, organizationId, needId, answerBy }]))
  return new URL([...made.values()][0] ?? '').searchParams.get('token') ?? ''
}

/** Moves the clock; sessions that ended meanwhile are begun anew. */
export async function moveTo(api: TestApi, at: string, people: readonly Person[]): Promise<void> {
  api.clock.set(at)
  for (const { send, email, organizationId } of people) {
    await send('POST', '/sign-in', { email, password: PASSWORD })
    const acting = organizationId ? await send('POST', '/account/acting-organization', { organizationId }) : { status: 200 }
    if (acting.status !== 200) throw new Error(`sign-in of ${email} at ${at}`)
  }
}
