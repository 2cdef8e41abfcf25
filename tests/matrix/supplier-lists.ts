/** Who may do what with supplier lists: a lead firm reads and its buyers keep them; an SME reads its own entries; nobody else knows of them. */
import type { Ask, Rows, Whose } from '../support/matrix.ts'
import { versionHeader } from '../support/needs.ts'
import type { Stage } from '../support/principals.ts'
import { published } from '../support/profiles.ts'
import { EXIT, listed, supplierList } from '../support/supplier-lists.ts'
import { publishedSmes } from './matching.ts'

//               V U Sm Sa Lm Lb La Am Aa P
const leadFirms = '? x x x + + + x x x'
const buyers = '? x x x x + + x x x'
const both = '? x + + + + + x x x'
const smes = '? x + + x x x x x x'

const sideOf = (stage: Stage, whose: Whose) => (whose === 'other' ? stage.other : stage.own)

const ofList =
  (body?: (stage: Stage) => Promise<unknown> | unknown): Ask =>
  async (stage, whose) => {
    const list = await supplierList(sideOf(stage, whose)['lead-firm'])
    return { params: { listId: list.id }, headers: versionHeader(list), ...(body && { body: await body(stage) }) }
  }
const ofEntry =
  (body?: unknown): Ask =>
  async (stage, whose) => {
    await publishedSmes(stage)
    const side = sideOf(stage, whose)
    const entry = await listed(side['lead-firm'], side.sme, await supplierList(side['lead-firm']))
    return { params: { entryId: entry.id }, headers: versionHeader(entry), ...(body !== undefined && { body }) }
  }
let named = 0

export const supplierLists: Rows = {
  listSupplierLists: { may: leadFirms },
  createSupplierList: { may: buyers, ask: () => ({ body: { name: `Castings ${++named}` } }) },
  getSupplierList: { may: leadFirms, foreign: 'hidden', ask: ofList() },
  editSupplierList: { may: buyers, foreign: 'hidden', ask: ofList(() => ({ name: `Forgings ${++named}`, target: 4 })) },
  listSupplierEntries: { may: leadFirms, foreign: 'hidden', ask: ofList() },
  addSupplierEntry: {
    may: buyers,
    foreign: 'hidden',
    ask: ofList(async ({ api }) => ({ organizationId: (await published(api)).organizationId, status: 'potential' })),
  },
  getSupplierEntry: { may: both, foreign: 'hidden', ask: ofEntry() },
  editSupplierEntry: { may: buyers, foreign: 'hidden', ask: ofEntry({ status: 'preferred' }) },
  giveExitNotice: { may: buyers, foreign: 'hidden', ask: ofEntry(EXIT) },
  listSuppliedTo: { may: smes },
}
