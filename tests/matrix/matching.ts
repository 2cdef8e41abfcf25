/** Who may read proposals and opportunities: the lead firm for its own need, the SME for itself (trust reference 4). */
import type { Ask, Rows } from '../support/matrix.ts'
import { draftNeed, openNeed } from '../support/needs.ts'
import type { Stage } from '../support/principals.ts'
import { fillProfile, publishProfile } from '../support/suppliers.ts'

//               V U Sm Sa Lm Lb La Am Aa P
const leadFirms = '? x x x + + + x x x'
const smes = '? x + + x x x x x x'

const published = new WeakMap<Stage, Promise<void>>()
/** Both tenants' SMEs with a published profile. */
export function publishedSmes(stage: Stage): Promise<void> {
  const done = published.get(stage) ?? publishBoth(stage)
  published.set(stage, done)
  return done
}

async function publishBoth({ own, other }: Stage): Promise<void> {
  for (const sme of [own.sme, other.sme]) {
    await fillProfile(sme)
    await publishProfile(sme)
  }
}

const proposals: Ask = async (stage, whose) => {
  await publishedSmes(stage)
  const { id } = await openNeed((whose === 'other' ? stage.other : stage.own)['lead-firm'])
  return { params: { needId: id } }
}
const proposal: Ask = async (...asked) => {
  const [stage] = asked
  const { params } = await proposals(...asked)
  return { params: { ...params!, organizationId: stage.own.sme.organizationId } }
}

export const matching: Rows = {
  listProposals: { may: leadFirms, foreign: 'hidden', ask: proposals },
  listBundles: { may: leadFirms, foreign: 'hidden', ask: proposals },
  getProposal: {
    may: leadFirms,
    foreign: 'hidden',
    ask: proposal,
    also: {
      'a firm without a published profile': {
        may: '? x x x . . . x x x',
        ask: async (...asked) => {
          const [stage] = asked
          const { params } = await proposals(...asked)
          return { params: { ...params!, organizationId: stage.own.agency.organizationId } }
        },
      },
    },
  },
  listOpportunities: {
    may: smes,
    ask: async (stage) => {
      await publishedSmes(stage)
      return {}
    },
  },
  getOpportunity: {
    may: smes,
    foreign: smes,
    ask: proposals,
    also: {
      'a draft': {
        may: '? x . . x x x x x x',
        ask: async (stage) => ({ params: { needId: (await draftNeed(stage.own['lead-firm'])).id } }),
      },
    },
  },
}
