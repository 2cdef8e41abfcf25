/** The steps of a contract: each checks who may, decides, writes itself and its entry, moves the linkage where it must, and tells the others. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import {
  type ContractFirm,
  type ContractState,
  type ContractStep,
  type ContractTerms,
  linkageStepOf,
  recordFault,
  stepContract,
  termsFaults,
} from '../../../domain/contracts.ts'
import type { LinkageParty } from '../../../domain/linkages.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { InvalidError, RefusedError } from '../../errors.ts'
import type { AnswerBody, CheckBody, ContractView, RecordBody, ReviseBody } from './contract.ts'
import { type ContractAsked, type ContractNeeds, held, otherFirm, refuseBothSides, type Subject, tell, viewNow } from './service-subject.ts'
import { type NewContract, contractStore as store } from './store.ts'

export async function recordContract(
  needs: ContractNeeds,
  tx: Transaction,
  actor: Actor,
  { linkageId, body }: { linkageId: string; body: RecordBody },
): Promise<ContractView> {
  requireMay(actor, 'contract.record')
  const access = await needs.linkages.accessOf(tx, actor, linkageId)
  requireMay(actor, 'contract.record', access)
  await refuseBothSides(tx, actor, access)
  const { agreed = false, attribution, ...said } = body
  const fault = recordFault(access.stage, access.party, agreed)
  if (fault) throw new RefusedError(fault)
  const terms = termsOf(said)
  // The lead firm's word that it is agreed is its approval.
  if (agreed && access.stage !== 'approved') await needs.linkages.drive(tx, actor, linkageId, { step: 'approve' })
  const at = needs.clock.now()
  const recordedBy = access.party as ContractFirm
  const { leadFirmId, smeId } = access
  const parties = { linkageId, leadFirmId, smeId, recordedBy }
  const values = { ...parties, ...terms, ...saidBy(recordedBy, attribution), state: 'recorded' as const, createdAt: at, updatedAt: at }
  const row = await store.insert(tx, values)
  const subject = { row, access }
  await written(needs, tx, actor, { subject, step: 'record', terms })
  await tell(needs, tx, subject, { topic: 'contract-recorded', to: [otherFirm(row, actingFor(actor).organizationId)], mark: 'recorded/1' })
  return viewNow(tx, actor, subject)
}

export async function reviseContract(
  needs: ContractNeeds,
  tx: Transaction,
  actor: Actor,
  asked: ContractAsked<ReviseBody>,
): Promise<ContractView> {
  requireMay(actor, 'contract.record')
  const { subject, state, organizationId } = await decided(needs, tx, actor, { ...asked, permission: 'contract.record', step: 'revise' })
  const { row } = subject
  const { attribution, ...said } = asked.body
  const terms = termsOf(said)
  const round = row.round + 1
  await store.update(tx, row.id, { ...terms, ...saidBy(row.recordedBy, attribution), state, round, updatedAt: needs.clock.now() })
  await written(needs, tx, actor, { subject: { ...subject, row: { ...row, round } }, step: 'revise', terms })
  await tell(needs, tx, subject, { topic: 'contract-recorded', to: [otherFirm(row, organizationId)], mark: `recorded/${round}` })
  return viewNow(tx, actor, subject)
}

export async function answerContract(
  needs: ContractNeeds,
  tx: Transaction,
  actor: Actor,
  asked: ContractAsked<AnswerBody>,
): Promise<ContractView> {
  requireMay(actor, 'contract.record')
  const { confirm, attribution, reason } = asked.body
  const step = confirm ? 'confirm' : 'dispute'
  const { subject, state, organizationId } = await decided(needs, tx, actor, { ...asked, permission: 'contract.record', step, reason })
  const { row, access } = subject
  const said = confirm ? await confirmation(needs, tx, actor, { subject, attribution }) : {}
  await store.update(tx, row.id, { ...said, state, updatedAt: needs.clock.now() })
  await written(needs, tx, actor, { subject, step, reason })
  const to = confirm ? [otherFirm(row, organizationId), access.agencyId] : [otherFirm(row, organizationId)]
  await tell(needs, tx, subject, { topic: confirm ? 'contract-confirmed' : 'contract-disputed', to, mark: `${step}/${row.round}` })
  return viewNow(tx, actor, subject)
}

/** Who confirms says how it came about; the first time, the linkage moves along. */
async function confirmation(
  needs: ContractNeeds,
  tx: Transaction,
  actor: Actor,
  { subject, attribution }: { subject: Subject; attribution: AnswerBody['attribution'] },
): Promise<Partial<NewContract>> {
  const { row, access } = subject
  if (!attribution) throw new InvalidError([{ field: '/attribution', code: 'required' }])
  if (row.confirmedAt === null) await moveLinkage(needs, tx, actor, subject)
  return { ...saidBy(access.party, attribution), confirmedAt: row.confirmedAt ?? needs.clock.now() }
}

export async function checkContract(
  needs: ContractNeeds,
  tx: Transaction,
  actor: Actor,
  asked: ContractAsked<CheckBody>,
): Promise<ContractView> {
  requireMay(actor, 'contract.check')
  const { isRight, reason } = asked.body
  const step = isRight ? 'check' : 'dispute'
  const { subject, state } = await decided(needs, tx, actor, { ...asked, permission: 'contract.check', step, reason })
  const { row } = subject
  const at = needs.clock.now()
  await store.update(tx, row.id, { state, ...(isRight && { checkedAt: at }), updatedAt: at })
  await written(needs, tx, actor, { subject, step, reason })
  if (!isRight)
    await tell(needs, tx, subject, { topic: 'contract-disputed', to: [row.leadFirmId, row.smeId], mark: `agency-dispute/${row.round}` })
  return viewNow(tx, actor, subject)
}

interface Deciding {
  contractId: string
  version: number | null
  permission: 'contract.record' | 'contract.check'
  step: ContractStep
  reason?: string | undefined
}

/** The contract, held, and the state that the step leads to. */
async function decided(
  needs: ContractNeeds,
  tx: Transaction,
  actor: Actor,
  { contractId, version, permission, step, reason }: Deciding,
): Promise<{ subject: Subject; state: ContractState; organizationId: string }> {
  const subject = await held(needs, tx, actor, contractId)
  requireMay(actor, permission, subject.access)
  requireVersion(subject.row, version)
  await refuseBothSides(tx, actor, subject.access)
  const decision = stepContract(subject.row, { step, reason }, subject.access.party)
  if (!decision.ok) throw new RefusedError(decision.refusal)
  return { subject, state: decision.value, organizationId: actingFor(actor).organizationId }
}

/** The first confirmation of the first contract makes the linkage contracted, that of a further one a repeat order. */
async function moveLinkage(needs: ContractNeeds, tx: Transaction, actor: Actor, { row, access }: Subject): Promise<void> {
  const step = linkageStepOf(access.stage, await store.confirmedOf(tx, row.linkageId))
  if (step && !(await needs.linkages.drive(tx, actor, row.linkageId, { step })))
    throw new RefusedError({ code: 'contract-linkage-moved', message: 'The linkage is on hold or over.', params: { stage: access.stage } })
}

interface Written {
  subject: Subject
  step: ContractStep
  reason?: string | undefined
  terms?: ContractTerms
}

async function written(needs: ContractNeeds, tx: Transaction, actor: Actor, { subject, step, reason, terms }: Written): Promise<void> {
  const { row, access } = subject
  const { userId, organizationId } = actingFor(actor)
  const at = needs.clock.now()
  await store.addEntry(tx, {
    contractId: row.id,
    step,
    round: row.round,
    byParty: access.party,
    byUserId: userId,
    byOrganizationId: organizationId,
    reason: reason?.trim() ?? '',
    terms: terms ?? null,
    at,
  })
  await record(tx, actor, { action: `contract.${step}`, subjectKind: 'contract', subjectId: row.id, at })
}

function termsOf(said: Omit<ReviseBody, 'attribution'>): ContractTerms {
  const terms: ContractTerms = {
    ...NOTHING_MORE,
    ...said,
    part: said.part.trim(),
    category: said.category?.trim() ?? '',
    technology: said.technology?.trim() ?? '',
  }
  const faults = termsFaults(terms)
  if (faults.length > 0) throw new InvalidError(faults)
  return terms
}

const NOTHING_MORE = {
  firstOfKind: false,
  endOn: null,
  jobsNew: null,
  jobsKept: null,
  jobsWomen: null,
  jobsYouth: null,
  investmentMinor: null,
  exportsMinor: null,
  importHs6: null,
  importOrigin: null,
  importMinor: null,
  localContent: null,
}

/** Each firm says for itself how the two came together. */
function saidBy(party: LinkageParty, attribution: RecordBody['attribution']): Partial<NewContract> {
  return party === 'sme' ? { attributionSme: attribution } : { attributionLeadFirm: attribution }
}
