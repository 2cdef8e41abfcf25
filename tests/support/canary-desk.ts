/** What officers write at their desks, with a word in every field: to whom they turned, and what they said of a need handed on. */
import type { Mint } from './canary-marks.ts'
import { openNeed, versionHeader } from './needs.ts'
import type { Person } from './world.ts'

/** The agency reminds the supplier of what it offered, and hands a need on to another agency, which declines. */
export async function markedDesk(
  mint: Mint,
  { leadFirm, agency, otherAgency, supplier }: Record<'leadFirm' | 'agency' | 'otherAgency' | 'supplier', Person>,
) {
  const { id: needId } = await openNeed(leadFirm)
  const word = (field: string, ...sides: Person[]) =>
    mint.word(
      field,
      'parties',
      '',
      sides.map((one) => one.organizationId),
    )
  const offered = await agency.send<{ done: number; results: { linkageId: string | null }[] }>('POST', '/desk/shortlists', {
    step: 'offer',
    pairs: [{ needId, organizationId: supplier.organizationId }],
  })
  const linkageId = offered.body.results[0]?.linkageId
  if (!linkageId) throw new Error(`desk: ${JSON.stringify(offered.body)}`)
  const reminded = await agency.send('POST', `/desk/linkages/${linkageId}/reminders`, { note: word('desk_entries.note', agency) })
  if (reminded.status !== 200) throw new Error(`reminder: ${JSON.stringify(reminded.body)}`)
  const body = { needId, agencyId: otherAgency.organizationId, message: word('handovers.message', agency, otherAgency) }
  const handed = await agency.send<{ id: string; version: number }>('POST', '/desk/handovers', body)
  if (handed.status !== 201) throw new Error(`handover: ${JSON.stringify(handed.body)}`)
  const answer = { step: 'decline', note: word('handovers.note', agency, otherAgency) }
  const declined = await otherAgency.send('POST', `/desk/handovers/${handed.body.id}/steps`, answer, versionHeader(handed.body))
  if (declined.status !== 200) throw new Error(`handover: ${JSON.stringify(declined.body)}`)
  return { needId, linkageId, handoverId: handed.body.id }
}
