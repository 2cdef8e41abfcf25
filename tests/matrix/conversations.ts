/** Who reads and writes the thread of a linkage: its two firms, an agency that both invited, and mail by the token of its receiver (trust reference 4). */
import type { MessageView } from '../../server/features/conversations/contract.ts'
import { REPLIES } from '../support/api.ts'
import { mandateOf } from '../support/mandates.ts'
import type { Ask, Rows, Whose } from '../support/matrix.ts'
import { openNeed, showInterest } from '../support/needs.ts'
import { kindOf, type Stage } from '../support/principals.ts'
import type { Person } from '../support/world.ts'
import { publishedSmes } from './matching.ts'

//                V U Sm Sa Lm Lb La Am Aa P
const everybody = '+ + + + + + + + + +'
const nobody = '? ? ? ? ? ? ? ? ? ?'
// The agency beside them is let in by both firms; its plain members broker nothing. Uninvited it is refused (routes.test.ts).
const parties = '? x + + + + + x + x'
const inviters = '? x + + x + + x x x'
// What others write is not an agency's to take back.
const writers = '? x + + + + + x . x'
const readers = '? x + + + + + x + x'

/** A linkage with a message that all parties read: both firms have let in the agency that the SME mandated. */
async function linkage(stage: Stage, whose: Whose): Promise<string> {
  await publishedSmes(stage)
  const side = whose === 'other' ? stage.other : stage.own
  await mandateOf(side.sme, side.agency)
  const { id } = await showInterest(side.sme, await openNeed(side['lead-firm']))
  for (const firm of [side.sme, side['lead-firm']]) await firm.send('PUT', `/linkages/${id}/thread/agency`, { invited: true })
  stage.api.clock.advance(1)
  await written(side.sme, id)
  return id
}

const ofLinkage =
  (body?: unknown): Ask =>
  async (stage, whose) => ({ params: { linkageId: await linkage(stage, whose) }, ...(body !== undefined && { body }) })

async function written(who: Person, linkageId: string): Promise<string> {
  const sent = await who.send<MessageView>('POST', `/linkages/${linkageId}/messages`, { text: 'Good day.' })
  if (sent.status !== 201) throw new Error(`message: ${JSON.stringify(sent.body)}`)
  return sent.body.id
}

/** A message of the caller's own firm; an agency is given one that it does not know of. */
const ofMessage: Ask = async (stage, whose, principal, who) => {
  const kind = kindOf(principal, 'lead-firm')
  const where = kind === 'agency' ? 'other' : whose
  const linkageId = await linkage(stage, where)
  const firm = (where === 'other' ? stage.other : stage.own)[kind === 'agency' ? 'sme' : kind]
  const writes = whose !== 'other' && who.organizationId !== '' && kind !== 'agency'
  return { params: { messageId: await written(writes ? who : firm, linkageId) } }
}

const handed =
  (token: string): Ask =>
  () => ({
    body: { to: 'reply+nobody@replies.example', from: 'somebody@example.org', subject: 'Re', text: 'Hello', messageId: '<1@mail.example>' },
    headers: { authorization: `Bearer ${token}` },
  })

export const conversations: Rows = {
  getThread: { may: parties, foreign: 'hidden', ask: ofLinkage() },
  listMessages: { may: parties, foreign: 'hidden', ask: ofLinkage() },
  writeMessage: { may: parties, foreign: 'hidden', ask: ofLinkage({ text: 'Good day.' }) },
  takeMessageBack: { may: writers, foreign: 'hidden', ask: ofMessage },
  readMessages: { may: parties, foreign: 'hidden', ask: ofLinkage({}) },
  inviteAgencyToThread: { may: inviters, foreign: 'hidden', ask: ofLinkage({ invited: false }) },
  countUnreadMessages: { may: readers },
  receiveMail: {
    may: everybody,
    ask: handed(REPLIES.token),
    also: { 'another token': { may: nobody, ask: handed('not the token of the receiver') } },
  },
}
