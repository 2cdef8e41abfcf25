/** Who may do what with standards: everybody reads the public ones, a lead firm's own are its own (trust reference 4). */
import type { Ask, Rows } from '../support/matrix.ts'
import type { Stage } from '../support/principals.ts'
import type { Person } from '../support/world.ts'
import { publishedSmes } from './matching.ts'

//               V U Sm Sa Lm Lb La Am Aa P
const everybody = '+ + + + + + + + + +'
const writers = '? x x x x + + x x x'
// Approving a supplier is for quality and approvers (domain reference 4.4), not for buyers.
const approvers = '? x x x x x + x x x'

let made = 0
async function ownStandard(leadFirm: Person): Promise<{ code: string; version: number }> {
  const body = {
    name: `Supplier quality manual ${++made}`,
    edition: '3',
    checklist: ['Is there a tool room?'],
    acceptsInstead: ['iso-9001'],
  }
  const answer = await leadFirm.send<{ code: string; ownPart: { version: number } }>('POST', '/standards', body)
  if (answer.status !== 201) throw new Error(`standard: ${JSON.stringify(answer.body)}`)
  return { code: answer.body.code, version: answer.body.ownPart.version }
}

const kept = new WeakMap<Person, Promise<{ code: string; version: number }>>()
/** One own standard per lead firm: there is a limit to how many it may have. */
function standardOf(stage: Stage, whose: 'own' | 'other' | 'missing') {
  const leadFirm = (whose === 'other' ? stage.other : stage.own)['lead-firm']
  const one = kept.get(leadFirm) ?? ownStandard(leadFirm)
  kept.set(leadFirm, one)
  return one
}

const code: Ask = async (stage, whose) => ({ params: { code: (await standardOf(stage, whose)).code } })
const approval = (stage: Stage) => ({ organizationId: stage.own.sme.organizationId, validFrom: '2026-11-01', validUntil: '2028-10-31' })

export const standards: Rows = {
  listStandards: { may: everybody },
  getStandard: {
    // An own standard is for its lead firm alone, until a supplier has met it.
    may: '. . . . + + + . . .',
    foreign: '. . . . . . . . . .',
    ask: code,
    also: { 'a public standard': { may: everybody, ask: () => ({ params: { code: 'iso-9001' } }) } },
  },
  createStandard: { may: writers, ask: () => ({ body: { name: `Line walk ${++made}` } }) },
  editStandard: {
    may: writers,
    foreign: 'hidden',
    async ask(stage, whose) {
      const one = await ownStandard((whose === 'other' ? stage.other : stage.own)['lead-firm'])
      return { params: { code: one.code }, headers: { 'if-match': `"${one.version}"` }, body: { name: `Line walk ${++made}` } }
    },
    also: {
      'a public standard': {
        may: '? x x x x . . x x x',
        ask: () => ({ params: { code: 'iso-9001' }, headers: { 'if-match': '"1"' }, body: { name: `Line walk ${++made}` } }),
      },
    },
  },
  listApprovals: { may: writers, foreign: 'hidden', ask: code },
  approveSupplier: {
    may: approvers,
    foreign: 'hidden',
    async ask(...cell) {
      const [stage] = cell
      await publishedSmes(stage)
      return { ...(await code(...cell)), body: approval(stage) }
    },
  },
  revokeApproval: {
    may: approvers,
    foreign: 'hidden',
    async ask(stage, whose) {
      await publishedSmes(stage)
      const leadFirm = (whose === 'other' ? stage.other : stage.own)['lead-firm']
      const one = await standardOf(stage, whose)
      const given = await leadFirm.send<{ id: string }>('POST', `/standards/${one.code}/approvals`, approval(stage))
      if (given.status !== 201) throw new Error(`approval: ${JSON.stringify(given.body)}`)
      return { params: { code: one.code, approvalId: given.body.id } }
    },
  },
}
