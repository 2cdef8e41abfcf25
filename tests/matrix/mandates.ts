/** Who may do what with mandates: a firm's admins give and withdraw, an agency's officers ask, both sides read (trust reference 4). */

import { type MandateRef, mandateOf } from '../support/mandates.ts'
import type { Ask, Rows, Whose } from '../support/matrix.ts'
import { versionHeader } from '../support/needs.ts'
import { kindOf, type Principal, type Stage } from '../support/principals.ts'
import { founder } from '../support/world.ts'

//               V U Sm Sa Lm Lb La Am Aa P
const sides = '? x + + + + + x + x'
const givers = '? x x + x x + x x x'
const officers = '? x x x x x x x + x'
const members = '? x + + + + + + + x'

/** The SME has mandated the agency beside it; the lead firm another one, so that no agency stands on both sides. */
async function given(stage: Stage, whose: Whose, principal: Principal): Promise<MandateRef> {
  const side = whose === 'other' ? stage.other : stage.own
  if (kindOf(principal, 'lead-firm') !== 'lead-firm') return mandateOf(side.sme, side.agency)
  return mandateOf(side['lead-firm'], await founder(stage.api, 'agency'))
}

/** A question that is still open: of a new agency to the firm, or of the agency to a new firm. */
async function askedOf(stage: Stage, whose: Whose, principal: Principal): Promise<MandateRef> {
  const side = whose === 'other' ? stage.other : stage.own
  const kind = kindOf(principal, 'agency')
  const [agency, firm] =
    kind === 'agency' ? [side.agency, await founder(stage.api, 'sme')] : [await founder(stage.api, 'agency'), side[kind]]
  const body = { organizationId: firm.organizationId, message: 'May we?' }
  const asked = await agency.send<MandateRef>('POST', '/mandates/requests', body)
  if (asked.status !== 201) throw new Error(`ask: ${JSON.stringify(asked.body)}`)
  return asked.body
}

const of =
  (make: typeof given, body?: unknown): Ask =>
  async (stage, whose, principal) => {
    const mandate = await make(stage, whose, principal)
    return { params: { mandateId: mandate.id }, headers: versionHeader(mandate), ...(body !== undefined && { body }) }
  }

export const mandates: Rows = {
  listMandates: { may: sides },
  getMandate: { may: sides, foreign: 'hidden', ask: of(given) },
  askForMandate: {
    may: officers,
    ask: async ({ api }) => ({ body: { organizationId: (await founder(api, 'sme')).organizationId, message: 'May we?' } }),
  },
  giveMandate: { may: givers, ask: async ({ api }) => ({ body: { agencyId: (await founder(api, 'agency')).organizationId } }) },
  answerMandate: { may: givers, foreign: 'hidden', ask: of(askedOf, { grant: true }) },
  withdrawMandate: { may: givers, foreign: 'hidden', ask: of(given, {}) },
  takeMandateBack: { may: officers, foreign: 'hidden', ask: of(askedOf) },
  listAgencies: { may: members },
}
