/** Who may try things on a need's proposals and take them away, learn what opens doors, and enter usual costs (trust reference 4). */
import type { Ask, Rows, Whose } from '../support/matrix.ts'
import { openNeed } from '../support/needs.ts'
import type { Stage } from '../support/principals.ts'
import type { Person } from '../support/world.ts'
import { publishedSmes } from './matching.ts'

//               V U Sm Sa Lm Lb La Am Aa P
const everybody = '+ + + + + + + + + +'
const leadFirms = '? x x x + + + x x x'
const smes = '? x + + x x x x x x'
// Officers and managers enter costs; a plain member only reads them. The platform's administrator may too.
const enterers = '? x x x x x x x + +'
// An administrator has entries of his own: those of an agency are none of them.
const ofAnAgency = '? x x x x x x x + .'

const ofNeed =
  (more: Omit<Awaited<ReturnType<Ask>>, 'params'>, sme = false): Ask =>
  async (stage, whose) => {
    await publishedSmes(stage)
    const { id } = await openNeed((whose === 'other' ? stage.other : stage.own)['lead-firm'])
    return { params: { needId: id }, ...more, ...(sme && { query: { sme: stage.own.sme.organizationId } }) }
  }

/** A thing is entered once by an agency: what is entered is one kind, what is edited and removed another. */
const ENTERED = [
  'press-force',
  'tolerance',
  'clamp-force',
  'axes',
  'bed-size',
  'box-compression',
  'clean-room',
  'laser-power',
  'melt-rate',
  'cycle-time',
]
const STANDARDS = ['iso-9001', 'iso-14001', 'iatf-16949', 'iso-45001', 'iso-13485', 'haccp', 'iso-22000', 'sa8000']

const body = (kind: string, code: string) => ({
  kind,
  code,
  minor: 100_000,
  currency: 'INR',
  source: 'A survey of ours',
  statedOn: '2026-10-01',
})

let made = 0

interface Entry {
  id: string
  version: number
  kind: string
  code: string
}
const entriesOf = async (agency: Person) =>
  (await agency.get<{ items: Entry[] }>('/usual-costs?own=true&kind=standard&limit=100')).body.items

/** An entry of the agency, made anew once somebody took the last one away. */
async function costOf(stage: Stage, whose: Whose): Promise<Entry> {
  const { agency } = whose === 'other' ? stage.other : stage.own
  const [first] = await entriesOf(agency)
  if (first) return first
  const answer = await agency.send<Entry>('POST', '/usual-costs', body('standard', STANDARDS[made++ % STANDARDS.length] ?? ''))
  if (answer.status !== 201) throw new Error(`cost: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export const trials: Rows = {
  tryChanges: { may: leadFirms, foreign: 'hidden', reads: true, ask: ofNeed({ body: { changes: [] } }) },
  compareProposals: { may: leadFirms, foreign: 'hidden', ask: ofNeed({}, true) },
  lookUpSupplier: { may: leadFirms, foreign: 'hidden', ask: ofNeed({ query: { text: 'works' } }) },
  exportProposals: { may: leadFirms, foreign: 'hidden', ask: ofNeed({ query: { format: 'csv' } }) },
  listUnlocks: {
    may: smes,
    ask: async (stage) => {
      await publishedSmes(stage)
      return {}
    },
  },
  listCosts: { may: everybody },
  enterCost: {
    may: enterers,
    ask: (_stage, _whose, principal) => {
      const entered = body('parameter', ENTERED[made++ % ENTERED.length] ?? '')
      return { body: principal === 'platform admin' ? { ...entered, country: 'KE' } : entered }
    },
  },
  editCost: {
    may: ofAnAgency,
    foreign: 'hidden',
    async ask(stage, whose) {
      const { id, version, kind, code } = await costOf(stage, whose)
      return { params: { costId: id }, headers: { 'if-match': `"${version}"` }, body: { ...body(kind, code), minor: 200_000 } }
    },
  },
  removeCost: {
    may: ofAnAgency,
    foreign: 'hidden',
    ask: async (stage, whose) => ({ params: { costId: (await costOf(stage, whose)).id } }),
  },
}
