/** Supplier lists: a lead firm keeps them, an SME reads its own entries. */

import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { exitFault, isSupplying, movesByYear, SUPPLIER_STATUSES, USUAL_NOTICE_MONTHS } from '../../../domain/supplier-lists.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { pageOf } from '../../cursor.ts'
import { RefusedError } from '../../errors.ts'
import type { AddBody, EditBody, EntryView, ExitBody, ListBody, ListView } from './contract.ts'
import { addEntry, editEntry, giveNotice, type SupplierNeeds } from './service-entries.ts'
import { type ListRow, type LoadedEntry, supplierStore as store } from './store.ts'

interface PageAsked {
  limit: number
  cursor: string | undefined
}
type Listed<V> = Promise<{ items: V[]; next: string | null }>

export interface SupplierListService {
  lists(actor: Actor, page: PageAsked): Listed<ListView>
  list(actor: Actor, listId: string): Promise<ListView>
  create(actor: Actor, body: ListBody): Promise<ListView>
  edit(actor: Actor, listId: string, version: number | null, body: ListBody): Promise<ListView>
  entries(actor: Actor, listId: string, page: PageAsked): Listed<EntryView>
  entry(actor: Actor, entryId: string): Promise<EntryView>
  add(actor: Actor, listId: string, body: AddBody): Promise<EntryView>
  editEntry(actor: Actor, entryId: string, version: number | null, body: EditBody): Promise<EntryView>
  /** A supply ends: with notice, a reason, and what is offered instead. */
  exit(actor: Actor, entryId: string, version: number | null, body: ExitBody): Promise<EntryView>
  suppliedTo(actor: Actor, page: PageAsked): Listed<EntryView>
}

export function createSupplierListService(needs: SupplierNeeds): SupplierListService {
  const { db, cursors } = needs
  return {
    lists: (actor, { limit, cursor }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'supplier-list.read')
        const marks = cursors.of('lists')
        const rows = await store.lists(tx, actingFor(actor).organizationId, { after: marks.read(cursor), limit: limit + 1 })
        const page = pageOf(rows, limit, marks, (row) => [row.name, row.id])
        return { items: await listViews(tx, page.items), next: page.next }
      }),
    list: (actor, listId) =>
      db.as(actor, async (tx) => {
        const row = await ownList(tx, actor, listId)
        return (await listViews(tx, [row]))[0] as ListView
      }),
    create: (actor, body) => db.as(actor, (tx) => create(needs, tx, actor, body)),
    edit: (actor, listId, version, body) => db.as(actor, (tx) => edit(needs, tx, actor, { listId, version, body })),
    entries: (actor, listId, { limit, cursor }) =>
      db.as(actor, async (tx) => {
        await ownList(tx, actor, listId)
        const rows = await store.entries(tx, { listId }, { after: cursors.read(cursor), limit: limit + 1 })
        const page = pageOf(rows, limit, cursors, ({ row }) => [row.updatedAt.toISOString(), row.id])
        return { items: page.items.map((one) => entryView(one, actor)), next: page.next }
      }),
    entry: (actor, entryId) => db.as(actor, (tx) => entryNow(tx, actor, entryId)),
    add: (actor, listId, body) => db.as(actor, async (tx) => entryNow(tx, actor, await addEntry(needs, tx, actor, { listId, body }))),
    editEntry: (actor, entryId, version, body) =>
      db.as(actor, async (tx) => {
        await editEntry(needs, tx, actor, { entryId, version, body })
        return entryNow(tx, actor, entryId)
      }),
    exit: (actor, entryId, version, body) =>
      db.as(actor, async (tx) => {
        await giveNotice(needs, tx, actor, { entryId, version, body })
        return entryNow(tx, actor, entryId)
      }),
    suppliedTo: (actor, { limit, cursor }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'supplied-to.read')
        const marks = cursors.of('supplied-to')
        const asked = { after: marks.read(cursor), limit: limit + 1 }
        const rows = await store.entries(tx, { smeId: actingFor(actor).organizationId }, asked)
        const page = pageOf(rows, limit, marks, ({ row }) => [row.updatedAt.toISOString(), row.id])
        return { items: page.items.map((one) => entryView(one, actor)), next: page.next }
      }),
  }
}

async function ownList(tx: Transaction, actor: Actor, listId: string): Promise<ListRow> {
  requireMay(actor, 'supplier-list.read')
  const row = await store.list(tx, listId)
  requireMay(actor, 'supplier-list.read', row && { organizationId: row.leadFirmId })
  return row as ListRow
}

async function create({ clock }: SupplierNeeds, tx: Transaction, actor: Actor, body: ListBody): Promise<ListView> {
  requireMay(actor, 'supplier-list.edit')
  const at = clock.now()
  const { organizationId: leadFirmId } = actingFor(actor)
  const row = await store.insertList(tx, { ...valuesOf(body), leadFirmId, createdAt: at, updatedAt: at })
  if (!row) throw named()
  await record(tx, actor, { action: 'supplier-list.create', subjectKind: 'supplier-list', subjectId: row.id, at })
  return (await listViews(tx, [row]))[0] as ListView
}

async function edit(
  { clock }: SupplierNeeds,
  tx: Transaction,
  actor: Actor,
  { listId, version, body }: { listId: string; version: number | null; body: ListBody },
): Promise<ListView> {
  requireMay(actor, 'supplier-list.edit')
  const row = await store.lockList(tx, listId)
  requireMay(actor, 'supplier-list.edit', row && { organizationId: row.leadFirmId })
  requireVersion(row as ListRow, version)
  const values = valuesOf(body)
  const other = await store.isNamed(tx, actingFor(actor).organizationId, values.name)
  if (other && other.id !== listId) throw named()
  const at = clock.now()
  await store.updateList(tx, listId, { ...values, updatedAt: at })
  await record(tx, actor, { action: 'supplier-list.edit', subjectKind: 'supplier-list', subjectId: listId, at })
  return (await listViews(tx, [(await store.list(tx, listId)) as ListRow]))[0] as ListView
}

function valuesOf({ name, noticeMonths, target }: ListBody) {
  return { name: name.trim(), noticeMonths: noticeMonths ?? USUAL_NOTICE_MONTHS, target: target ?? null }
}

function named(): RefusedError {
  return new RefusedError({ code: 'supplier-list-named', message: 'A list goes by that name already.' })
}

async function listViews(tx: Transaction, rows: readonly ListRow[]): Promise<ListView[]> {
  const ids = rows.map((row) => row.id)
  const statuses = await store.statuses(tx, ids)
  const moves = await store.moves(tx, ids)
  return rows.map(({ id, name, noticeMonths, target, version }) => {
    const own = new Map((statuses.get(id) ?? []).map((one) => [one.status, one.n]))
    const known = SUPPLIER_STATUSES.flatMap((status) => (own.has(status) ? [{ status, n: own.get(status) ?? 0 }] : []))
    const supplying = known.reduce((sum, one) => sum + (isSupplying(one.status) ? one.n : 0), 0)
    return { id, name, noticeMonths, target, version, supplying, statuses: known, years: movesByYear(moves.get(id) ?? []) }
  })
}

async function entryNow(tx: Transaction, actor: Actor, entryId: string): Promise<EntryView> {
  requireMay(actor, 'supplier-entry.read')
  const found = await store.entry(tx, entryId)
  requireMay(actor, 'supplier-entry.read', found && { parties: [found.row.leadFirmId, found.row.smeId] })
  return entryView(found as LoadedEntry, actor)
}

function entryView({ row, list, leadFirm, sme }: LoadedEntry, actor: Actor): EntryView {
  const isOwner = actor.organizationId === row.leadFirmId
  const said = { months: list.noticeMonths, reason: '-', alternative: 'none' as const, note: '-' }
  return {
    id: row.id,
    list,
    leadFirm: { id: leadFirm.id, name: leadFirm.name },
    sme,
    linkageId: row.linkageId,
    status: row.status,
    expiresOn: row.expiresOn,
    note: isOwner ? row.note : '',
    exit: exitOf(row, isOwner),
    mayExit: isOwner && exitFault(row.status, said, list.noticeMonths) === null,
    version: row.version,
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** Which needs fit is told to the SME alone: they are judged on all its own facts. */
function exitOf(row: LoadedEntry['row'], isOwner: boolean): EntryView['exit'] {
  const { noticeOn, noticeMonths, endsOn, alternative } = row
  if (noticeOn === null || noticeMonths === null || endsOn === null || alternative === null) return null
  const needs = row.fittingNeeds ?? []
  const told = { noticeOn, months: noticeMonths, endsOn, reason: row.exitReason, alternative, note: row.alternativeNote }
  return { ...told, fitting: needs.length, needs: isOwner ? [] : needs }
}
