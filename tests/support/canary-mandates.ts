/** Mandates and a reviewed need with a word in every field: what an agency may read through them, and what it may not. */
import type { Mint } from './canary-marks.ts'
import { mandateOf } from './mandates.ts'
import { openNeed, versionHeader } from './needs.ts'
import type { Person } from './world.ts'

interface Sides {
  leadFirm: Person
  hidden: Person
  supplier: Person
  competitor: Person
  agency: Person
  otherAgency: Person
  broker: Person
}

/**
 * The lead firm's agency brokers for it, the supplier has one of its own, and the agency of the lead firm under an alias knows its name.
 * The competitor gave a mandate and took it back: nobody reads more of it for that.
 */
export async function markedMandates(mint: Mint, world: Sides): Promise<string[]> {
  const { leadFirm, hidden, supplier, competitor, agency, otherAgency, broker } = world
  const word = (field: string, ...sides: Person[]) =>
    mint.word(
      field,
      'parties',
      '',
      sides.map((one) => one.organizationId),
    )
  const own = await mandateOf(leadFirm, agency, { note: word('mandates.note', leadFirm, agency) })
  const secret = await mandateOf(hidden, otherAgency)
  for (const mark of mint.marks)
    if (mark.field === 'organizations.name' && mark.owner === hidden.organizationId) mark.parties = [otherAgency.organizationId]
  const message = word('mandates.message', supplier, broker)
  const asked = await broker.send<{ id: string; version: number }>('POST', '/mandates/requests', {
    organizationId: supplier.organizationId,
    message,
  })
  await supplier.send('POST', `/mandates/${asked.body.id}/answer`, { grant: true }, versionHeader(asked.body))
  const taken = await mandateOf(competitor, broker)
  const withdrawn = await competitor.send('POST', `/mandates/${taken.id}/withdrawal`, {}, versionHeader(taken))
  if (withdrawn.status !== 200) throw new Error(`withdrawal: ${JSON.stringify(withdrawn.body)}`)
  return [own.id, secret.id, asked.body.id, taken.id]
}

/** A need that an agency reviews: neither its words nor what is said of the supplier reach that supplier before the agency offers it. */
export async function markedReview(mint: Mint, { leadFirm, agency, supplier }: Record<'leadFirm' | 'agency' | 'supplier', Person>) {
  const parties = [agency.organizationId]
  const title = mint.word('sourcing_needs.title', 'own', leadFirm.organizationId, parties)
  const description = mint.word('sourcing_needs.description', 'own', leadFirm.organizationId, parties)
  const need = await openNeed(leadFirm, { title: `${title} brackets`, description, reviewAgencyId: agency.organizationId })
  const note = mint.word('linkage_entries.note', 'parties', '', [leadFirm.organizationId, ...parties])
  const body = { organizationId: supplier.organizationId, note }
  const waiting = await leadFirm.send<{ id: string; stage: string }>('POST', `/sourcing-needs/${need.id}/invitations`, body)
  if (waiting.body.stage !== 'broker-shortlisted') throw new Error(`review: ${JSON.stringify(waiting.body)}`)
  return { needId: need.id, linkageId: waiting.body.id }
}
