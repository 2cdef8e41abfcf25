/** Who may do what with contracts: the two firms record and confirm, of an SME its admins and finance; an agency with a mandate reads and checks. */
import { approvedLinkage, type ContractRef, confirmed, entered, recorded, type Sides, TERMS } from '../support/contracts.ts'
import type { Ask, Rows, Whose } from '../support/matrix.ts'
import { versionHeader } from '../support/needs.ts'
import { kindOf, type Principal, type Stage } from '../support/principals.ts'
import { publishedSmes } from './matching.ts'

//             V U Sm Sa Lm Lb La Am Aa P
const readers = '? x + + + + + x + x'
const writers = '? x x + x + + x x x'
const officers = '? x x x x x x x + x'

async function sidesOf(stage: Stage, whose: Whose): Promise<Sides> {
  await publishedSmes(stage)
  const side = whose === 'other' ? stage.other : stage.own
  return { leadFirm: side['lead-firm'], sme: side.sme, agency: side.agency }
}

/** The firm of the principal, and the other one. */
function firmsOf({ leadFirm, sme }: Sides, principal: Principal) {
  return kindOf(principal, 'lead-firm') === 'sme' ? { mine: sme, theirs: leadFirm } : { mine: leadFirm, theirs: sme }
}

type Make = (sides: Sides, principal: Principal) => Promise<ContractRef>
const byMine: Make = async (sides, principal) => recorded(firmsOf(sides, principal).mine, await approvedLinkage(sides))
const byTheirs: Make = async (sides, principal) => recorded(firmsOf(sides, principal).theirs, await approvedLinkage(sides))
const standing: Make = async (sides, principal) => confirmed(firmsOf(sides, principal).mine, await byTheirs(sides, principal))

const ofContract =
  (make: Make, body?: unknown): Ask =>
  async (stage, whose, principal) => {
    const contract = await make(await sidesOf(stage, whose), principal)
    return { params: { contractId: contract.id }, headers: versionHeader(contract), ...(body !== undefined && { body }) }
  }
const ofLinkage =
  (body?: unknown): Ask =>
  async (stage, whose) => {
    const { id } = await approvedLinkage(await sidesOf(stage, whose))
    return { params: { linkageId: id }, ...(body !== undefined && { body }) }
  }

export const contracts: Rows = {
  listContracts: { may: readers, foreign: 'hidden', ask: ofLinkage() },
  recordContract: { may: writers, foreign: 'hidden', ask: ofLinkage(TERMS) },
  getContract: { may: readers, foreign: 'hidden', ask: ofContract(byMine) },
  reviseContract: { may: writers, foreign: 'hidden', ask: ofContract(byMine, TERMS) },
  answerContract: { may: writers, foreign: 'hidden', ask: ofContract(byTheirs, { confirm: true, attribution: 'assisted' }) },
  checkContract: { may: officers, foreign: 'hidden', ask: ofContract(standing, { isRight: true }) },
  enterContractFlow: {
    may: writers,
    foreign: 'hidden',
    ask: ofContract(standing, { kind: 'delivery', year: 2026, minor: 31_200_000, onTime: 96 }),
  },
  answerContractFlow: {
    may: writers,
    foreign: 'hidden',
    ask: async (stage, whose, principal) => {
      const sides = await sidesOf(stage, whose)
      const contract = await entered(firmsOf(sides, principal).theirs, await standing(sides, principal))
      const [flow] = contract.flows
      const params = { contractId: contract.id, flowId: flow?.id ?? '' }
      return { params, headers: versionHeader(flow ?? { version: 1 }), body: { confirm: true } }
    },
  },
}
