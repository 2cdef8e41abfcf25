/** What every step of a contract begins and ends with: who reaches it, that nobody sits on both sides, and whom it is told. */
import type { Database, Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import type { NoticeTopic } from '../../../domain/notices.ts'
import { actingFor } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { LinkageAccess, LinkageService } from '../linkages/service.ts'
import type { ContractView } from './contract.ts'
import { readerOf, viewsOf } from './service-view.ts'
import { type ContractRow, contractStore as store } from './store.ts'

export interface ContractNeeds {
  db: Database
  clock: Clock
  cursors: Cursors
  jobs: Pick<Jobs, 'send'>
  linkages: Pick<LinkageService, 'accessOf' | 'drive'>
}

export interface Subject {
  row: ContractRow
  access: LinkageAccess
}

/** One contract, on the version that its reader saw. */
export interface ContractAsked<B> {
  contractId: string
  version: number | null
  body: B
}

/** Whoever reaches the linkage reaches its contracts; for everybody else there are none. */
export async function found(needs: ContractNeeds, tx: Transaction, actor: Actor, contractId: string): Promise<Subject> {
  return reached(needs, tx, actor, await store.byId(tx, contractId))
}

/** The same, held until the end. */
export async function held(needs: ContractNeeds, tx: Transaction, actor: Actor, contractId: string): Promise<Subject> {
  return reached(needs, tx, actor, await store.lock(tx, contractId))
}

async function reached(needs: ContractNeeds, tx: Transaction, actor: Actor, row: ContractRow | undefined): Promise<Subject> {
  const access = row && (await needs.linkages.accessOf(tx, actor, row.linkageId))
  if (!row || !access) throw new NotFoundError()
  return { row, access }
}

/** Who sits in two parties of a linkage speaks for neither (trust reference, R9). */
export async function refuseBothSides(tx: Transaction, actor: Actor, access: LinkageAccess): Promise<void> {
  const { userId, organizationId } = actingFor(actor)
  const others = access.parties.filter((id) => id !== organizationId)
  if (await store.sitsIn(tx, userId, others))
    throw new RefusedError({ code: 'linkage-both-sides', message: 'You belong to another party of this linkage; a colleague does this.' })
}

/** Tells the other firm, and the agency where it has something to do. */
export async function tell(
  needs: ContractNeeds,
  tx: Transaction,
  { row, access }: Subject,
  told: { topic: NoticeTopic; to: readonly (string | null)[]; mark: string },
): Promise<void> {
  for (const organizationId of new Set(told.to)) {
    if (organizationId === null) continue
    const other = organizationId === row.smeId ? row.leadFirmId : row.smeId
    const { need, firm } = await store.namesFor(tx, access.needId, other)
    await needs.jobs.send(tx, 'notify', {
      organizationId,
      topic: told.topic,
      subject: { kind: 'contract', id: row.id },
      path: `/linkages/${row.linkageId}/contracts`,
      params: { need, firm },
      key: `contract/${row.id}/${told.mark}`,
    })
  }
}

export async function viewNow(tx: Transaction, actor: Actor, { row, access }: Subject): Promise<ContractView> {
  const now = await store.byId(tx, row.id)
  const [view] = now ? await viewsOf(tx, [now], readerOf(actor, access.party)) : []
  if (!view) throw new NotFoundError()
  return view
}

/** The firm on the other side of whoever acts. */
export function otherFirm({ leadFirmId, smeId }: Pick<ContractRow, 'leadFirmId' | 'smeId'>, organizationId: string): string {
  return organizationId === smeId ? leadFirmId : smeId
}
