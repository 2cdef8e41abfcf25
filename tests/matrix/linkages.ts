/** Who may do what with linkages: their parties read them and step, an agency only with a mandate in force of either firm (trust reference 4). */
import { mandateOf } from '../support/mandates.ts'
import type { Ask, Rows, Whose } from '../support/matrix.ts'
import { draftNeed, openNeed, showInterest, versionHeader } from '../support/needs.ts'
import type { Stage } from '../support/principals.ts'
import { published } from '../support/profiles.ts'
import { publishedSmes } from './matching.ts'

//             V U Sm Sa Lm Lb La Am Aa P
const parties = '? x + + + + + x + x'
/** An SME that nobody speaks for, and the lead firm of one's own side. */
const unbrokered = '? x . . + + + x . x'
const steppers = '? x + + x + + x + x'
const officers = '? x x x x x x x + x'
const smes = '? x + + x x x x x x'
const buyers = '? x x x x + + x x x'

/** A linkage between the lead firm and the SME of one side, which has mandated the agency beside it. */
async function linkage(stage: Stage, whose: Whose): Promise<{ id: string; version: number }> {
  await publishedSmes(stage)
  const side = whose === 'other' ? stage.other : stage.own
  await mandateOf(side.sme, side.agency)
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
  getLinkage: {
    may: parties,
    foreign: 'hidden',
    ask: ofLinkage(),
    also: {
      'one without a mandate': {
        may: unbrokered,
        ask: async ({ api, own }) => {
          const made = await showInterest(await published(api), await openNeed(own['lead-firm']))
          return { params: { linkageId: made.id } }
        },
      },
    },
  },
  stepLinkage: {
    may: steppers,
    foreign: 'hidden',
    ask: ofLinkage({ step: 'hold', reason: 'capacity', dueOn: '2027-01-20' }),
  },
  brokerSupplier: {
    may: officers,
    // With the SME's mandate an agency offers it every open need.
    foreign: officers,
    ask: async (stage, whose) => {
      await publishedSmes(stage)
      await mandateOf(stage.own.sme, stage.own.agency)
      const { id } = await openNeed((whose === 'other' ? stage.other : stage.own)['lead-firm'])
      return { params: { needId: id }, body: { organizationId: stage.own.sme.organizationId, step: 'offer' } }
    },
    also: {
      'a draft': {
        may: '? x x x x x x x . x',
        ask: needOf(({ own }) => ({ organizationId: own.sme.organizationId, step: 'offer' }), draftNeed),
      },
    },
  },
  getLinkageTerms: { may: '? x + + + + + + + +' },
  setLinkageTerms: {
    may: '? x x x x x x x + +',
    ask: async (_stage, _whose, _principal, who) => {
      const { body } = await who.get<{ version?: number }>('/linkage-terms')
      return { headers: versionHeader({ version: body.version ?? 1 }), body: { stages: [{ stage: 'rfq', days: 7 }] } }
    },
  },
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
