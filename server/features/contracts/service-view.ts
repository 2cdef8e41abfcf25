/** A contract as one of its parties reads it: amounts for the two firms, bands for everybody else. */
import type { Transaction } from '../../../db/client.ts'
import { type Actor, may } from '../../../domain/actor.ts'
import { differs, mayAnswerFlow, openContractSteps } from '../../../domain/contracts.ts'
import type { LinkageParty } from '../../../domain/linkages.ts'
import { bandOfMoney } from '../../../domain/money.ts'
import type { ContractView, FlowView } from './contract.ts'
import { type ContractEntryRow, type ContractRow, type FlowRow, contractStore as store } from './store.ts'

interface Reader {
  party: LinkageParty
  seesAmounts: boolean
  mayRecord: boolean
  mayCheck: boolean
}

export function readerOf(actor: Actor, party: LinkageParty): Reader {
  return {
    party,
    seesAmounts: may(actor, 'contract.amounts') === null,
    mayRecord: may(actor, 'contract.record') === null,
    mayCheck: may(actor, 'contract.check') === null,
  }
}

export async function viewsOf(tx: Transaction, rows: readonly ContractRow[], reader: Reader): Promise<ContractView[]> {
  const ids = rows.map((row) => row.id)
  const entries = await store.entriesOf(tx, ids)
  const flows = await store.flowsOf(tx, ids)
  return rows.map((row) => view(row, { entries: entries.get(row.id) ?? [], flows: flows.get(row.id) ?? [] }, reader))
}

function view(row: ContractRow, of: { entries: ContractEntryRow[]; flows: FlowRow[] }, reader: Reader): ContractView {
  const amount = amountIn(row.currency, reader)
  return {
    ...saidOf(row),
    party: reader.party,
    seesAmounts: reader.seesAmounts,
    value: amount(row.valueMinor),
    investment: known(row.investmentMinor, amount),
    exports: known(row.exportsMinor, amount),
    importSubstituted: importOf(row, amount),
    attribution: {
      leadFirm: row.attributionLeadFirm,
      sme: row.attributionSme,
      differs: differs(row.attributionLeadFirm, row.attributionSme),
    },
    openSteps: reader.mayRecord || reader.mayCheck ? openContractSteps(row, reader.party) : [],
    mayEnterFlows: reader.mayRecord && (row.state === 'confirmed' || row.state === 'checked'),
    entries: of.entries.map((one) => entryView(one, reader)),
    flows: of.flows.map((one) => flowView(one, amount, reader)),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** What every party reads. */
function saidOf(row: ContractRow) {
  const { id, linkageId, recordedBy, state, round, part, category, kind, firstOfKind, currency, startOn, endOn } = row
  const { jobsNew, jobsKept, jobsWomen, jobsYouth, technology, localContent, version } = row
  const what = { id, linkageId, recordedBy, state, round, part, category, kind, firstOfKind, currency, startOn, endOn, version }
  return { ...what, jobsNew, jobsKept, jobsWomen, jobsYouth, technology, localContent }
}

type Amount = ContractView['value']
type Telling = (minor: number) => Amount

function amountIn(currency: string, { seesAmounts }: Reader): Telling {
  return (minor) => ({ minor: seesAmounts ? minor : null, band: bandOfMoney({ minor, currency }) })
}

function known(minor: number | null, amount: Telling): Amount | null {
  return minor === null ? null : amount(minor)
}

function importOf({ importHs6, importOrigin, importMinor }: ContractRow, amount: Telling): ContractView['importSubstituted'] {
  return importHs6 === null ? null : { hs6: importHs6, origin: importOrigin, value: known(importMinor, amount) }
}

/** A reason may name an amount: an agency reads its own. */
function entryView({ step, round, byParty, reason, terms, at }: ContractEntryRow, reader: Reader): ContractView['entries'][number] {
  const shown = reader.seesAmounts || byParty === 'agency' ? reason : ''
  const value = terms ? amountIn(terms.currency, reader)(terms.valueMinor) : null
  return { step, round, by: byParty, reason: shown, value, at: at.toISOString() }
}

function flowView(row: FlowRow, amount: Telling, reader: Reader): FlowView {
  const { id, kind, year, onTime, enteredBy, state, version } = row
  const reason = reader.seesAmounts ? row.reason : ''
  const mayAnswer = reader.mayRecord && mayAnswerFlow(row, reader.party)
  return { id, kind, year, amount: amount(row.minor), onTime, enteredBy, state, reason, mayAnswer, version }
}
