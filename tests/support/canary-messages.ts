/** Messages with a word in each: among the two firms, under an alias, and with the agency that both firms let in. */
import type { TestApi } from './api.ts'
import type { Mint } from './canary-marks.ts'
import type { Person } from './world.ts'

interface World {
  api: TestApi
  mint: Mint
  leadFirm: Person
  hidden: Person
  supplier: Person
  competitor: Person
  otherAgency: Person
  /** Accepted without an alias; interested under it, brokered by the other agency; accepted under it. */
  linkages: readonly string[]
}

export async function markedMessages(world: World): Promise<void> {
  const { api, mint, leadFirm, hidden, supplier, competitor, otherAgency } = world
  const [open = '', waiting = '', alias = ''] = world.linkages
  const write = async (who: Person, linkageId: string, ...readers: Person[]) => {
    const ids = readers.map((one) => one.organizationId)
    const text = `${mint.word('messages.text', 'parties', '', [who.organizationId, ...ids])} is what we say.`
    const sent = await who.send('POST', `/linkages/${linkageId}/messages`, { text })
    if (sent.status !== 201) throw new Error(`message: ${JSON.stringify(sent.body)}`)
  }
  const invite = (who: Person, linkageId: string) => who.send('PUT', `/linkages/${linkageId}/thread/agency`, { invited: true })
  // One invitation lets nobody in.
  await invite(leadFirm, open)
  await invite(hidden, alias)
  await write(supplier, open, leadFirm)
  await write(leadFirm, open, supplier)
  await write(supplier, alias, hidden)
  await write(hidden, alias, supplier)
  await write(competitor, waiting, hidden)
  api.clock.advance(1_000)
  for (const who of [competitor, hidden]) {
    const invited = await invite(who, waiting)
    if (!invited.body.agencySince && who === hidden) throw new Error(`invitation: ${JSON.stringify(invited.body)}`)
  }
  api.clock.advance(1_000)
  await write(competitor, waiting, hidden, otherAgency)
  await write(hidden, waiting, competitor, otherAgency)
  // From the acceptance on each side knows who of the other writes, but not behind an alias.
  named(mint, supplier, leadFirm, hidden)
  named(mint, leadFirm, supplier)
}

function named(mint: Mint, who: Person, ...readers: Person[]): void {
  for (const mark of mint.marks)
    if (mark.field === 'users.name' && mark.parties[0] === who.organizationId)
      mark.parties = [...mark.parties, ...readers.map((one) => one.organizationId)]
}
