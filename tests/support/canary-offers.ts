/** Interest, offers and feedback with a word in every field: offers that the lead firm may read, and sealed ones that it may not. */
import type { TestApi } from './api.ts'
import type { Mint } from './canary-marks.ts'
import { openNeed, showInterest, versionHeader } from './needs.ts'
import { answerTokenOf, type OfferRef, PRICE, savedOffer, submittedOffer, TIMES, TOOLING } from './offers.ts'
import type { Person } from './world.ts'

interface Sides {
  api: TestApi
  mint: Mint
  leadFirm: Person
  hidden: Person
  supplier: Person
  competitor: Person
  /** They broker for the lead firm, for the one under an alias and for the supplier, and read what was said at interest and after. */
  agency: Person
  otherAgency: Person
  broker: Person
  /** Accepted by the lead firm, which opens the contact. */
  accepted: string
  /** Of the competitor with the firm under an alias; it waits. */
  waiting: string
}

export async function markedOffers(sides: Sides): Promise<{ needs: string[]; linkages: string[]; token: string }> {
  const { api, leadFirm, supplier, competitor, mint } = sides
  await markedInterests(sides)
  // What an offer says is for the two firms; an agency that brokers for one of them reads no word of it.
  const readable = shared(mint, supplier, leadFirm)
  const offer = await submittedOffer(
    supplier,
    { id: sides.accepted },
    contentOf(() => readable('offer_versions.content')),
  )
  await markedDraft(mint, supplier, offer)
  const sealed = await openNeed(leadFirm, { title: 'Sealed brackets', sealed: true })
  const linkages: string[] = []
  for (const sme of [supplier, competitor]) {
    const linkage = await showInterest(sme, sealed)
    await submittedOffer(
      sme,
      linkage,
      contentOf(() => mint.word('offer_versions.content', 'own', sme.organizationId)),
    )
    linkages.push(linkage.id)
  }
  const lost = await markedFeedback(sides)
  return { needs: [sealed.id, lost.needId], linkages: [...linkages, lost.linkageId], token: await answerTokenOf(api, supplier, sealed.id) }
}

/** A word that these sides may read. */
function shared(mint: Mint, ...sides: Person[]) {
  return (field: string) =>
    mint.word(
      field,
      'parties',
      '',
      sides.map((one) => one.organizationId),
    )
}

function contentOf(word: () => string) {
  return { price: { ...PRICE, place: word() }, tooling: TOOLING, times: { ...TIMES, reference: word(), note: word() } }
}

/** What is being written is the SME's own, and its prices are those of its admins. */
async function markedDraft(mint: Mint, supplier: Person, offer: OfferRef): Promise<void> {
  const own = (tier: 'own' | 'admins') => mint.word('offers.draft', tier, supplier.organizationId)
  const { body } = await supplier.get<{ requirements: { id: string }[] }>(`/linkages/${offer.linkageId}/offer`)
  const answers = body.requirements.map(({ id: requirementId }) => ({
    requirementId,
    answer: { meets: 'partly', value: null, statement: own('own'), evidence: { kind: 'document', label: own('own') } },
  }))
  const times = { ...TIMES, reference: own('own'), note: own('own') }
  await savedOffer(supplier, offer, { answers, times, price: { ...PRICE, place: own('admins') } })
}

async function markedInterests(sides: Sides): Promise<void> {
  const { mint, leadFirm, hidden, supplier, competitor, agency, otherAgency, broker, accepted, waiting } = sides
  const keep = async (sme: Person, linkageId: string, word: (field: string) => string, contact: string) => {
    const body = { cooperation: 'supply', unclear: word('interests.unclear'), about: word('interests.about'), contact }
    const kept = await sme.send('PUT', `/linkages/${linkageId}/interest`, body, { 'if-match': '"0"' })
    if (kept.status !== 200) throw new Error(`interest: ${JSON.stringify(kept.body)}`)
  }
  const open = shared(mint, supplier, leadFirm, agency, broker)
  await keep(supplier, accepted, open, open('interests.contact'))
  // Before it is accepted the contact is the SME's own.
  await keep(
    competitor,
    waiting,
    shared(mint, competitor, hidden, otherAgency),
    mint.word('interests.contact', 'own', competitor.organizationId),
  )
}

async function markedFeedback({ mint, leadFirm, supplier, agency, broker }: Sides): Promise<{ needId: string; linkageId: string }> {
  const need = await openNeed(leadFirm, { title: 'Lost brackets' })
  const linkage = await showInterest(supplier, need)
  await leadFirm.send('POST', `/linkages/${linkage.id}/decision`, { step: 'decline', reason: 'price' }, versionHeader(linkage))
  const sentence = `${shared(mint, supplier, leadFirm, agency, broker)('feedbacks.sentence')} was the difference.`
  const given = await leadFirm.send('POST', `/linkages/${linkage.id}/feedback`, { reason: 'price', sentence })
  if (given.status !== 200) throw new Error(`feedback: ${JSON.stringify(given.body)}`)
  return { needId: need.id, linkageId: linkage.id }
}
