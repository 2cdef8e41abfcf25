/** Each year's deliveries and payments of a contract: entered by one side, confirmed by the other. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { answerFlow, type ContractFirm, flowFault } from '../../../domain/contracts.ts'
import { dayOf } from '../../../domain/day.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { ContractView, FlowAnswerBody, FlowBody } from './contract.ts'
import { type ContractAsked, type ContractNeeds, found, held, refuseBothSides, viewNow } from './service-subject.ts'
import { contractStore as store } from './store.ts'

export async function enterFlow(
  needs: ContractNeeds,
  tx: Transaction,
  actor: Actor,
  { contractId, body }: { contractId: string; body: FlowBody },
): Promise<ContractView> {
  requireMay(actor, 'contract.record')
  const subject = await held(needs, tx, actor, contractId)
  requireMay(actor, 'contract.record', subject.access)
  await refuseBothSides(tx, actor, subject.access)
  const at = needs.clock.now()
  const { timeZone } = await store.namesFor(tx, subject.access.needId, actingFor(actor).organizationId)
  const fault = flowFault(subject.row, body.year, dayOf(at, timeZone))
  if (fault) throw new RefusedError(fault)
  const enteredBy = subject.access.party as ContractFirm
  const flow = await store.insertFlow(tx, { ...body, contractId, enteredBy, state: 'entered', createdAt: at, updatedAt: at })
  if (!flow) throw new RefusedError({ code: 'flow-there-already', message: 'This year stands already.', params: { year: body.year } })
  await record(tx, actor, { action: 'contract.enter-flow', subjectKind: 'contract', subjectId: contractId, at })
  return viewNow(tx, actor, subject)
}

export async function answerFlowOf(
  needs: ContractNeeds,
  tx: Transaction,
  actor: Actor,
  { contractId, flowId, version, body }: ContractAsked<FlowAnswerBody> & { flowId: string },
): Promise<ContractView> {
  requireMay(actor, 'contract.record')
  const subject = await found(needs, tx, actor, contractId)
  requireMay(actor, 'contract.record', subject.access)
  const flow = await store.lockFlow(tx, contractId, flowId)
  if (!flow) throw new NotFoundError()
  requireVersion(flow, version)
  await refuseBothSides(tx, actor, subject.access)
  const decision = answerFlow(flow, body, subject.access.party)
  if (!decision.ok) throw new RefusedError(decision.refusal)
  const at = needs.clock.now()
  await store.updateFlow(tx, flow.id, { state: decision.value, reason: body.confirm ? '' : (body.reason?.trim() ?? ''), updatedAt: at })
  await record(tx, actor, {
    action: `contract.${body.confirm ? 'confirm' : 'dispute'}-flow`,
    subjectKind: 'contract',
    subjectId: contractId,
    at,
  })
  return viewNow(tx, actor, subject)
}
