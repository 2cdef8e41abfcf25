/** Who may do what with sourcing needs: the lead firm's buyers write, its approvers publish, everybody reads the open ones (trust reference 4). */
import type { Ask, Rows, Whose } from '../support/matrix.ts'
import { draftNeed, NEED, type NeedRef, openNeed, stepNeed, versionHeader } from '../support/needs.ts'
import type { Stage } from '../support/principals.ts'

//               V U Sm Sa Lm Lb La Am Aa P
const everybody = '+ + + + + + + + + +'
const leadFirms = '? x x x + + + x x x'
const buyers = '? x x x x + + x x x'
// Publishing, closing and reopening is the approver's (domain reference 4.4: a buyer posts, an approver publishes).
const approvers = '? x x x x x + x x x'

const ownerOf = (stage: Stage, whose: Whose) => (whose === 'other' ? stage.other : stage.own)['lead-firm']

type Make = (leadFirm: Stage['own']['lead-firm']) => Promise<NeedRef>
const need =
  (make: Make, body?: unknown): Ask =>
  async (stage, whose) => {
    const made = await make(ownerOf(stage, whose))
    return { params: { needId: made.id }, headers: versionHeader(made), ...(body !== undefined && { body }) }
  }
const closed: Make = async (leadFirm) => stepNeed(leadFirm, await openNeed(leadFirm), 'close')

export const sourcing: Rows = {
  listNeeds: { may: leadFirms },
  createNeed: { may: buyers, ask: () => ({ body: NEED }) },
  getNeed: { may: leadFirms, foreign: 'hidden', ask: need(draftNeed) },
  editNeed: { may: buyers, foreign: 'hidden', ask: need(draftNeed, { ...NEED, volumePerMonth: 6_000 }) },
  publishNeed: { may: approvers, foreign: 'hidden', ask: need(draftNeed) },
  closeNeed: { may: approvers, foreign: 'hidden', ask: need(openNeed, { reason: 'no-fit' }) },
  reopenNeed: { may: approvers, foreign: 'hidden', ask: need(closed) },
  listOpenNeeds: { may: everybody },
  getOpenNeed: {
    may: everybody,
    foreign: everybody,
    ask: need(openNeed),
    also: {
      'a draft': { may: '. . . . . . . . . .', ask: need(draftNeed) },
      "another's draft": { may: '. . . . . . . . . .', ask: (stage, _, ...rest) => need(draftNeed)(stage, 'other', ...rest) },
    },
  },
}
