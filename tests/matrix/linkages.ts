/** Who may do what with linkages: their two parties read them, the SME answers, the lead firm's buyers invite and decide (trust reference 4). */
import type { Ask, Rows, Whose } from '../support/matrix.ts'
import { draftNeed, openNeed, showInterest, versionHeader } from '../support/needs.ts'
import type { Stage } from '../support/principals.ts'
import { publishedSmes } from './matching.ts'

//             V U Sm Sa Lm Lb La Am Aa P
const parties = '? x + + + + + x x x'
const smes = '? x + + x x x x x x'
const buyers = '? x x x x + + x x x'

/** A linkage between the lead firm and the SME of one side. */
async function linkage(stage: Stage, whose: Whose): Promise<{ id: string; version: number }> {
  await publishedSmes(stage)
  const side = whose === 'other' ? stage.other : stage.own
  return showInterest(side.sme, await openNeed(side['lead-firm']))
}

const ofLinkage =
  (body?: unknown): Ask =>
  async (stage, whose) => {
    const made = await linkage(stage, whose)
    return { params: { linkageId: made.id }, headers: versionHeader(made), ...(body !== undefined && { body }) }
  }
const needOf =
  (body: (stage: Stage) => unknown, make = openNeed): Ask =>
  async (stage, whose) => {
    await publishedSmes(stage)
    const { id } = await make((whose === 'other' ? stage.other : stage.own)['lead-firm'])
    return { params: { needId: id }, body: body(stage) }
  }
const interest = () => ({ step: 'show-interest' })

export const linkages: Rows = {
  listLinkages: { may: parties },
  getLinkage: { may: parties, foreign: 'hidden', ask: ofLinkage() },
  answerNeed: {
    may: smes,
    // Every SME may answer every open need.
    foreign: smes,
    ask: needOf(interest),
    also: { 'a draft': { may: '? x . . x x x x x x', ask: needOf(interest, draftNeed) } },
  },
  inviteSupplier: { may: buyers, foreign: 'hidden', ask: needOf(({ own }) => ({ organizationId: own.sme.organizationId })) },
  decideInterest: { may: buyers, foreign: 'hidden', ask: ofLinkage({ step: 'accept' }) },
}
