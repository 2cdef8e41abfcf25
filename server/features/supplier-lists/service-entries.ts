/** Who stands on a supplier list and how: added, moved, and ended with notice, a reason and an alternative. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { type Day, dayOf } from '../../../domain/day.ts'
import type { NoticeTopic } from '../../../domain/notices.ts'
import { endOfNotice, exitFault, type SupplierStatus, statusFault } from '../../../domain/supplier-lists.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import { InvalidError, NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { LinkageService } from '../linkages/service.ts'
import type { AddBody, EditBody, ExitBody } from './contract.ts'
import { type EntryRow, type LoadedEntry, type NewEntry, supplierStore as store } from './store.ts'

export interface SupplierNeeds {
  db: Database
  clock: Clock
  cursors: Cursors
  jobs: Pick<Jobs, 'send'>
  linkages: Pick<LinkageService, 'accessOf'>
  /** True for an SME whose profile is published. */
  isSupplier(tx: Transaction, organizationId: string): Promise<boolean>
  /** Open needs of other lead firms that fit the SME: a proposal run, made now. */
  fitting(smeId: string, exceptLeadFirmId: string): Promise<{ needId: string; title: string; band: string }[]>
}

export async function addEntry(
  needs: SupplierNeeds,
  tx: Transaction,
  actor: Actor,
  { listId, body }: { listId: string; body: AddBody },
): Promise<string> {
  requireMay(actor, 'supplier-list.edit')
  const list = await store.list(tx, listId)
  requireMay(actor, 'supplier-list.edit', list && { organizationId: list.leadFirmId })
  const { organizationId: smeId, linkageId, status } = body
  if (!(await needs.isSupplier(tx, smeId))) throw new InvalidError([{ field: '/organizationId', code: 'not-a-choice' }])
  if (linkageId && (await needs.linkages.accessOf(tx, actor, linkageId))?.smeId !== smeId)
    throw new InvalidError([{ field: '/linkageId', code: 'not-a-choice' }])
  if (status === 'phase-out' || status === 'exited') throw new InvalidError([{ field: '/status', code: 'not-a-choice' }])
  const at = needs.clock.now()
  const pair = { listId, leadFirmId: actingFor(actor).organizationId, smeId, linkageId: linkageId ?? null }
  const row = await store.insertEntry(tx, { ...pair, ...saidIn(body), createdAt: at, updatedAt: at })
  if (!row) throw new RefusedError({ code: 'supplier-there-already', message: 'This SME stands on the list already.' })
  await moved(needs, tx, actor, { row, from: null, topic: 'status-changed', action: 'supplier-list.add' })
  return row.id
}

interface Asked<B> {
  entryId: string
  version: number | null
  body: B
}

export async function editEntry(needs: SupplierNeeds, tx: Transaction, actor: Actor, asked: Asked<EditBody>): Promise<void> {
  const { row, today } = await held(needs, tx, actor, asked)
  const { status } = asked.body
  const fault = statusFault(row, status, today)
  if (fault) throw new RefusedError(fault)
  // A supply that goes on leaves its notice behind.
  const isRecalled = row.status === 'phase-out' && status !== 'phase-out' && status !== 'exited'
  await store.updateEntry(tx, row.id, { ...saidIn(asked.body), ...(isRecalled && NO_EXIT), updatedAt: needs.clock.now() })
  await moved(needs, tx, actor, { row: { ...row, status }, from: row.status, topic: 'status-changed', action: 'supplier-list.edit' })
}

export async function giveNotice(needs: SupplierNeeds, tx: Transaction, actor: Actor, asked: Asked<ExitBody>): Promise<void> {
  const { row, list, today } = await held(needs, tx, actor, asked)
  const { months, reason, alternative = null, note = '' } = asked.body
  const fault = exitFault(row.status, { months, reason, alternative, note }, list.noticeMonths)
  if (fault) throw new RefusedError(fault)
  const fittingNeeds = alternative === 'other-lead-firm' ? await needs.fitting(row.smeId, row.leadFirmId) : null
  if (fittingNeeds?.length === 0 && note.trim() === '')
    throw new RefusedError({ code: 'exit-nothing-fits', message: 'No open need of another lead firm fits today; offer something else.' })
  const told = { exitReason: reason.trim(), alternative, alternativeNote: note.trim(), fittingNeeds }
  const run = { noticeOn: today, noticeMonths: months, endsOn: endOfNotice(today, months) }
  await store.updateEntry(tx, row.id, { ...told, ...run, status: 'phase-out', updatedAt: needs.clock.now() })
  await moved(needs, tx, actor, {
    row: { ...row, status: 'phase-out' },
    from: row.status,
    topic: 'exit-notice',
    action: 'supplier-list.exit',
  })
}

const NO_EXIT = {
  noticeOn: null,
  noticeMonths: null,
  endsOn: null,
  exitReason: '',
  alternative: null,
  alternativeNote: '',
  fittingNeeds: null,
} satisfies Partial<NewEntry>

async function held(
  { clock }: SupplierNeeds,
  tx: Transaction,
  actor: Actor,
  { entryId, version }: Asked<unknown>,
): Promise<LoadedEntry & { today: Day }> {
  requireMay(actor, 'supplier-list.edit')
  const row = await store.lockEntry(tx, entryId)
  requireMay(actor, 'supplier-list.edit', row && { organizationId: row.leadFirmId })
  requireVersion(row as EntryRow, version)
  const found = await store.entry(tx, entryId)
  if (!found) throw new NotFoundError()
  return { ...found, today: dayOf(clock.now(), found.leadFirm.timeZone) }
}

function saidIn({ status, expiresOn, note }: EditBody) {
  return { status, expiresOn: expiresOn ?? null, note: note?.trim() ?? '' }
}

interface Moved {
  row: EntryRow
  from: SupplierStatus | null
  topic: NoticeTopic
  action: 'supplier-list.add' | 'supplier-list.edit' | 'supplier-list.exit'
}

/** Writes the move down, where there was one, and tells the SME. */
async function moved(needs: SupplierNeeds, tx: Transaction, actor: Actor, { row, from, topic, action }: Moved): Promise<void> {
  const at = needs.clock.now()
  await record(tx, actor, { action, subjectKind: 'supplier-entry', subjectId: row.id, at })
  if (row.status === from) return
  await store.addMove(tx, { entryId: row.id, listId: row.listId, from, to: row.status, byUserId: actingFor(actor).userId, at })
  await needs.jobs.send(tx, 'notify', {
    organizationId: row.smeId,
    topic,
    subject: { kind: 'supplier-list', id: row.id },
    path: '/supplied-to',
    params: {},
    key: `supplier-entry/${row.id}/${row.status}/${at.getTime()}`,
  })
}
