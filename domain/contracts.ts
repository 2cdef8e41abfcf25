/** The contract at the end of a linkage: recorded by one firm, confirmed by the other, checked by the agency that brokers (domain reference 2.10). */
import type { Day } from './day.ts'
import { accept, type Decision, type Refusal, refuse } from './decision.ts'
import type { LinkageParty, LinkageStage } from './linkages.ts'

export const CONTRACT_KINDS = ['trial', 'series', 'frame'] as const
export type ContractKind = (typeof CONTRACT_KINDS)[number]

export const CONTRACT_STATES = ['recorded', 'confirmed', 'disputed', 'checked'] as const
export type ContractState = (typeof CONTRACT_STATES)[number]

/** `record` bears it; a dispute is answered by `revise`. */
export const CONTRACT_STEPS = ['record', 'revise', 'confirm', 'dispute', 'check'] as const
export type ContractStep = (typeof CONTRACT_STEPS)[number]

/** How the two firms came together, as each of them says for itself. */
export const ATTRIBUTIONS = ['found-on-platform', 'assisted', 'independent'] as const
export type Attribution = (typeof ATTRIBUTIONS)[number]

/** The two firms; an agency checks and never records. */
export const CONTRACT_FIRMS = ['lead-firm', 'sme'] as const
export type ContractFirm = (typeof CONTRACT_FIRMS)[number]

/** What both sides write down for a year, each confirmed by the other. */
export const FLOW_KINDS = ['delivery', 'payment'] as const
export type FlowKind = (typeof FLOW_KINDS)[number]

export const FLOW_STATES = ['entered', 'confirmed', 'disputed'] as const
export type FlowState = (typeof FLOW_STATES)[number]

/** What is written down of a contract; amounts in minor units of its one currency. */
export interface ContractTerms {
  part: string
  category: string
  kind: ContractKind
  firstOfKind: boolean
  currency: string
  valueMinor: number
  startOn: Day
  endOn: Day | null
  jobsNew: number | null
  jobsKept: number | null
  /** Of the jobs new and kept. */
  jobsWomen: number | null
  jobsYouth: number | null
  investmentMinor: number | null
  exportsMinor: number | null
  /** What was bought abroad before: its HS heading of six digits, from where, for how much. */
  importHs6: string | null
  importOrigin: string | null
  importMinor: number | null
  technology: string
  /** Per cent of the value made in the country. */
  localContent: number | null
}

/** As what somebody stands to a contract: the firm that recorded it, the other one, or an agency. */
export type ContractRole = 'recorder' | 'other' | 'agency'

interface ContractRule {
  step: ContractStep
  from: readonly ContractState[]
  by: ContractRole
  to: ContractState
}

/** Nobody confirms or checks what his own organization recorded: the table has no such line. */
const RULES: readonly ContractRule[] = [
  { step: 'revise', from: ['recorded', 'disputed'], by: 'recorder', to: 'recorded' },
  { step: 'confirm', from: ['recorded'], by: 'other', to: 'confirmed' },
  { step: 'dispute', from: ['recorded'], by: 'other', to: 'disputed' },
  { step: 'check', from: ['confirmed'], by: 'agency', to: 'checked' },
  { step: 'dispute', from: ['confirmed'], by: 'agency', to: 'disputed' },
]

export function roleIn(recordedBy: ContractFirm, party: LinkageParty): ContractRole {
  if (party === 'agency') return 'agency'
  return party === recordedBy ? 'recorder' : 'other'
}

/** Decides one step; a dispute says why. */
export function stepContract(
  contract: { state: ContractState; recordedBy: ContractFirm },
  { step, reason }: { step: ContractStep; reason?: string | undefined },
  party: LinkageParty,
): Decision<ContractState> {
  const role = roleIn(contract.recordedBy, party)
  const mine = RULES.filter((rule) => rule.step === step && rule.by === role)
  if (mine.length === 0) return refuse('contract-wrong-party', 'Another party takes this step.', { step })
  const rule = mine.find(({ from }) => from.includes(contract.state))
  if (!rule) return refuse('contract-wrong-state', 'The contract is past this step, or not there yet.', { step, state: contract.state })
  if (step === 'dispute' && !reason?.trim()) return refuse('contract-reason-missing', 'Say what is wrong.')
  return accept(rule.to)
}

export function openContractSteps(contract: { state: ContractState; recordedBy: ContractFirm }, party: LinkageParty): ContractStep[] {
  const role = roleIn(contract.recordedBy, party)
  return CONTRACT_STEPS.filter((step) => RULES.some((rule) => rule.step === step && rule.by === role && rule.from.includes(contract.state)))
}

/**
 * Whether a contract can be recorded where the linkage stands. Before the approval only the lead firm can, and says that it is agreed:
 * its word is the approval.
 */
export function recordFault(stage: LinkageStage, party: LinkageParty, agreed: boolean): Refusal | null {
  if (party === 'agency') return { code: 'contract-wrong-party', message: 'One of the two firms records it.', params: { step: 'record' } }
  if (READY.includes(stage)) return null
  if (!NEARLY.includes(stage)) return { code: 'contract-too-early', message: 'The linkage is not at a contract.', params: { stage } }
  return party === 'lead-firm' && agreed ? null : { code: 'contract-not-agreed', message: 'The lead firm says first that it is agreed.' }
}

/** What moves the linkage when a contract is confirmed for the first time; null where it stands there already. */
export function linkageStepOf(stage: LinkageStage, confirmedBefore: number): 'record-contract' | 'repeat' | null {
  if (confirmedBefore > 0) return 'repeat'
  return stage === 'contracted' || stage === 'repeat-order' ? null : 'record-contract'
}

/** Answers that do not go together, by field. */
export function termsFaults(terms: ContractTerms): { field: string; code: string }[] {
  return FAULTS.filter(({ isFault }) => isFault(terms)).map(({ field, code }) => ({ field, code }))
}

const FAULTS: readonly { field: string; code: string; isFault(terms: ContractTerms): boolean }[] = [
  { field: '/endOn', code: 'order', isFault: ({ startOn, endOn }) => endOn !== null && endOn < startOn },
  { field: '/jobsWomen', code: 'more-than-jobs', isFault: (terms) => (terms.jobsWomen ?? 0) > jobsOf(terms) },
  { field: '/jobsYouth', code: 'more-than-jobs', isFault: (terms) => (terms.jobsYouth ?? 0) > jobsOf(terms) },
  {
    field: '/importHs6',
    code: 'required',
    isFault: ({ importHs6, importOrigin, importMinor }) => importHs6 === null && (importOrigin !== null || importMinor !== null),
  },
]

function jobsOf({ jobsNew, jobsKept }: ContractTerms): number {
  return (jobsNew ?? 0) + (jobsKept ?? 0)
}

/** Both have said how they came together, and not the same. */
export function differs(leadFirm: Attribution | null, sme: Attribution | null): boolean {
  return leadFirm !== null && sme !== null && leadFirm !== sme
}

/** Whether a year's delivery or payment can be entered: of a contract that stands, from its first year to this one. */
export function flowFault({ state, startOn }: { state: ContractState; startOn: Day }, year: number, today: Day): Refusal | null {
  if (state !== 'confirmed' && state !== 'checked')
    return { code: 'contract-not-confirmed', message: 'Both sides confirm the contract first.' }
  const [first, last] = [Number(startOn.slice(0, 4)), Number(today.slice(0, 4))]
  if (year >= first && year <= last) return null
  return { code: 'flow-year-wrong', message: 'The year lies outside the contract.', params: { first, last } }
}

/** The other side answers what one side entered; what was answered stays so, and a disputed one is entered anew. */
export function answerFlow(
  flow: { state: FlowState; enteredBy: ContractFirm },
  { confirm, reason }: { confirm: boolean; reason?: string | undefined },
  party: LinkageParty,
): Decision<FlowState> {
  if (!mayAnswerFlow(flow, party)) {
    const isMine = party === 'agency' || party === flow.enteredBy
    return isMine
      ? refuse('contract-wrong-party', 'The other side answers what one side entered.', { step: 'confirm' })
      : refuse('contract-wrong-state', 'It was answered before.', { step: 'confirm', state: flow.state })
  }
  if (!confirm && !reason?.trim()) return refuse('contract-reason-missing', 'Say what is wrong.')
  return accept(confirm ? 'confirmed' : 'disputed')
}

export function mayAnswerFlow({ state, enteredBy }: { state: FlowState; enteredBy: ContractFirm }, party: LinkageParty): boolean {
  return state === 'entered' && party !== 'agency' && party !== enteredBy
}

/** An approval, or a contract, stands. */
const READY: readonly LinkageStage[] = ['approved', 'contracted', 'repeat-order']
const NEARLY: readonly LinkageStage[] = ['quoted', 'sample-trial']
