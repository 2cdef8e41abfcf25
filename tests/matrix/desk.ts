/** Who may do what at the desk: an agency's officers and managers alone, each for what it brokers; times are read by every side of itself (trust reference 4). */
import { mandateOf } from '../support/mandates.ts'
import { ANYWHERE, type Ask, type Rows, type Whose } from '../support/matrix.ts'
import { openNeed, versionHeader } from '../support/needs.ts'
import type { Stage } from '../support/principals.ts'
import { founder } from '../support/world.ts'
import { publishedSmes } from './matching.ts'

//               V U Sm Sa Lm Lb La Am Aa P
const officers = '? x x x x x x x + x'
const everybody = '? x + + + + + x + x'

/** The lead firm has mandated the agency beside it, which has offered its need to its SME. */
async function offered(stage: Stage, whose: Whose): Promise<{ id: string }> {
  await publishedSmes(stage)
  const side = whose === 'other' ? stage.other : stage.own
  await mandateOf(side['lead-firm'], side.agency)
  const need = await openNeed(side['lead-firm'])
  const body = { organizationId: side.sme.organizationId, step: 'offer' }
  const made = await side.agency.send<{ id: string }>('POST', `/open-needs/${need.id}/proposals`, body)
  if (made.status !== 200) throw new Error(`offer: ${JSON.stringify(made.body)}`)
  return made.body
}

async function handover(stage: Stage, whose: Whose): Promise<{ id: string; version: number }> {
  const side = whose === 'other' ? stage.other : stage.own
  const from = await founder(stage.api, 'agency')
  const leadFirm = await founder(stage.api, 'lead-firm')
  await mandateOf(leadFirm, from)
  const need = await openNeed(leadFirm)
  const body = { needId: need.id, agencyId: side.agency.organizationId, message: 'Yours?' }
  const made = await from.send<{ id: string; version: number }>('POST', '/desk/handovers', body)
  if (made.status !== 201) throw new Error(`handover: ${JSON.stringify(made.body)}`)
  return made.body
}

const ofLinkage =
  (body: (stage: Stage) => unknown): Ask =>
  async (stage, whose) => ({ params: { linkageId: (await offered(stage, whose)).id }, body: body(stage) })

export const desk: Rows = {
  getDeskBoard: { may: officers },
  listDeskLinkages: { may: officers },
  getDeskChoices: { may: officers },
  getDeskWorkload: { may: officers },
  getDeskQueue: { may: officers },
  setDeskOfficer: { may: officers, foreign: 'hidden', ask: ofLinkage(({ own }) => ({ userId: own.agency.userId })) },
  remindSilentParty: { may: officers, foreign: 'hidden', ask: ofLinkage(() => ({})) },
  escalateSilentParty: {
    may: officers,
    foreign: 'hidden',
    ask: async (stage, whose) => {
      const { id } = await offered(stage, whose)
      await stage.owner.query("update linkages set due_on = '2026-01-05', due_at = '2026-01-05T23:59:59Z' where id = $1", [id])
      return { params: { linkageId: id }, body: {} }
    },
  },
  shortlistMany: {
    may: officers,
    ask: async (stage) => {
      await publishedSmes(stage)
      const { id } = await openNeed(stage.own['lead-firm'])
      return { body: { step: 'shortlist', pairs: [{ needId: id, organizationId: stage.own.sme.organizationId }] } }
    },
  },
  listHandovers: { may: officers },
  proposeHandover: {
    may: officers,
    foreign: 'hidden',
    ask: async (stage, whose) => {
      const side = whose === 'other' ? stage.other : stage.own
      await mandateOf(side['lead-firm'], side.agency)
      const { id } = await openNeed(side['lead-firm'])
      const { organizationId } = await founder(stage.api, 'agency')
      return { body: { needId: whose === 'missing' ? ANYWHERE : id, agencyId: organizationId, message: 'Yours?' } }
    },
  },
  stepHandover: {
    may: officers,
    foreign: 'hidden',
    ask: async (stage, whose) => {
      const made = await handover(stage, whose)
      return { params: { handoverId: made.id }, headers: versionHeader(made), body: { step: 'accept' } }
    },
  },
  getTimes: { may: everybody },
}
