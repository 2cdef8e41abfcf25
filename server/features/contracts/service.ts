/** Contracts: recorded by one firm of a linkage, confirmed by the other, checked by the agency that brokers. */
import type { Actor } from '../../../domain/actor.ts'
import { requireMay } from '../../access.ts'
import { pageOf } from '../../cursor.ts'
import type { AnswerBody, CheckBody, ContractView, FlowAnswerBody, FlowBody, RecordBody, ReviseBody } from './contract.ts'
import { answerFlowOf, enterFlow } from './service-flows.ts'
import { answerContract, checkContract, recordContract, reviseContract } from './service-steps.ts'
import type { ContractAsked, ContractNeeds } from './service-subject.ts'
import { found } from './service-subject.ts'
import { readerOf, viewsOf } from './service-view.ts'
import { contractStore as store } from './store.ts'

export interface ContractService {
  list(
    actor: Actor,
    linkageId: string,
    page: { limit: number; cursor: string | undefined },
  ): Promise<{ items: ContractView[]; next: string | null }>
  get(actor: Actor, contractId: string): Promise<ContractView>
  record(actor: Actor, linkageId: string, body: RecordBody): Promise<ContractView>
  /** New terms, in answer to a dispute or to a mistake of one's own. */
  revise(actor: Actor, asked: ContractAsked<ReviseBody>): Promise<ContractView>
  /** The other side confirms or disputes. */
  answer(actor: Actor, asked: ContractAsked<AnswerBody>): Promise<ContractView>
  /** The agency that brokers has looked: it is right, or it is not. */
  check(actor: Actor, asked: ContractAsked<CheckBody>): Promise<ContractView>
  /** One year's deliveries or payments. */
  enter(actor: Actor, contractId: string, body: FlowBody): Promise<ContractView>
  answerFlow(actor: Actor, asked: ContractAsked<FlowAnswerBody> & { flowId: string }): Promise<ContractView>
}

export function createContractService(needs: ContractNeeds): ContractService {
  const { db, cursors } = needs
  return {
    list: (actor, linkageId, { limit, cursor }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'contract.read')
        const access = await needs.linkages.accessOf(tx, actor, linkageId)
        requireMay(actor, 'contract.read', access)
        const rows = await store.ofLinkage(tx, linkageId, { after: cursors.read(cursor), limit: limit + 1 })
        const page = pageOf(rows, limit, cursors, (row) => [row.createdAt.toISOString(), row.id])
        return { items: await viewsOf(tx, page.items, readerOf(actor, access.party)), next: page.next }
      }),
    get: (actor, contractId) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'contract.read')
        const { row, access } = await found(needs, tx, actor, contractId)
        requireMay(actor, 'contract.read', access)
        return (await viewsOf(tx, [row], readerOf(actor, access.party)))[0] as ContractView
      }),
    record: (actor, linkageId, body) => db.as(actor, (tx) => recordContract(needs, tx, actor, { linkageId, body })),
    revise: (actor, asked) => db.as(actor, (tx) => reviseContract(needs, tx, actor, asked)),
    answer: (actor, asked) => db.as(actor, (tx) => answerContract(needs, tx, actor, asked)),
    check: (actor, asked) => db.as(actor, (tx) => checkContract(needs, tx, actor, asked)),
    enter: (actor, contractId, body) => db.as(actor, (tx) => enterFlow(needs, tx, actor, { contractId, body })),
    answerFlow: (actor, asked) => db.as(actor, (tx) => answerFlowOf(needs, tx, actor, asked)),
  }
}
