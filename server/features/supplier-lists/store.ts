/** Supplier lists, their entries and moves, in SQL. */
import { and, asc, count, desc, eq, gt, inArray, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Transaction } from '../../../db/client.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { supplierEntries, supplierLists, supplierMoves } from '../../../db/schema/supplier-lists.ts'
import type { SupplierStatus } from '../../../domain/supplier-lists.ts'

export type ListRow = typeof supplierLists.$inferSelect
export type NewList = typeof supplierLists.$inferInsert
export type EntryRow = typeof supplierEntries.$inferSelect
export type NewEntry = typeof supplierEntries.$inferInsert

export interface LoadedEntry {
  row: EntryRow
  list: { id: string; name: string; noticeMonths: number }
  leadFirm: { id: string; name: string; timeZone: string }
  sme: { id: string; name: string }
}
export interface Page {
  after: readonly string[] | null
  limit: number
}

const leadFirm = alias(organizations, 'lead_firm')
const sme = alias(organizations, 'sme')
const NOBODY = '00000000-0000-0000-0000-000000000000'

function loaded(tx: Transaction) {
  const { id, name, noticeMonths } = supplierLists
  return tx
    .select({
      row: supplierEntries,
      list: { id, name, noticeMonths },
      leadFirm: { id: leadFirm.id, name: leadFirm.name, timeZone: leadFirm.timeZone },
      sme: { id: sme.id, name: sme.name },
    })
    .from(supplierEntries)
    .innerJoin(supplierLists, eq(supplierLists.id, supplierEntries.listId))
    .innerJoin(leadFirm, eq(leadFirm.id, supplierEntries.leadFirmId))
    .innerJoin(sme, eq(sme.id, supplierEntries.smeId))
}

export const supplierStore = {
  /** Undefined where a list goes by that name already. */
  async insertList(tx: Transaction, values: NewList): Promise<ListRow | undefined> {
    return (await tx.insert(supplierLists).values(values).onConflictDoNothing().returning())[0]
  },
  async list(tx: Transaction, id: string): Promise<ListRow | undefined> {
    return (await tx.select().from(supplierLists).where(eq(supplierLists.id, id)))[0]
  },
  async lockList(tx: Transaction, id: string): Promise<ListRow | undefined> {
    return (await tx.select().from(supplierLists).where(eq(supplierLists.id, id)).for('update'))[0]
  },
  async isNamed(tx: Transaction, leadFirmId: string, name: string): Promise<ListRow | undefined> {
    const one = and(eq(supplierLists.leadFirmId, leadFirmId), eq(supplierLists.name, name))
    return (await tx.select().from(supplierLists).where(one).limit(1))[0]
  },
  async updateList(tx: Transaction, id: string, change: Partial<NewList>): Promise<void> {
    await tx
      .update(supplierLists)
      .set({ ...change, version: sql`${supplierLists.version} + 1` })
      .where(eq(supplierLists.id, id))
  },
  /** By name. */
  async lists(tx: Transaction, leadFirmId: string, page: Page): Promise<ListRow[]> {
    const [name = '', id = NOBODY] = page.after ?? []
    const later = page.after ? or(gt(supplierLists.name, name), and(eq(supplierLists.name, name), gt(supplierLists.id, id))) : undefined
    return tx
      .select()
      .from(supplierLists)
      .where(and(eq(supplierLists.leadFirmId, leadFirmId), later))
      .orderBy(asc(supplierLists.name), asc(supplierLists.id))
      .limit(page.limit)
  },
  async statuses(tx: Transaction, listIds: readonly string[]) {
    if (listIds.length === 0) return new Map<string, { status: SupplierStatus; n: number }[]>()
    const { listId, status } = supplierEntries
    const rows = await tx
      .select({ listId, status, n: count() })
      .from(supplierEntries)
      .where(inArray(listId, [...listIds]))
      .groupBy(listId, status)
      .limit(1_000)
    return Map.groupBy(rows, (one) => one.listId)
  },
  async moves(tx: Transaction, listIds: readonly string[]) {
    if (listIds.length === 0) return new Map<string, { year: number; from: SupplierStatus | null; to: SupplierStatus }[]>()
    const { listId, from, to, at } = supplierMoves
    const rows = await tx
      .select({ listId, from, to, at })
      .from(supplierMoves)
      .where(inArray(listId, [...listIds]))
      .orderBy(desc(at))
      .limit(20_000)
    return Map.groupBy(
      rows.map((one) => ({ ...one, year: one.at.getUTCFullYear() })),
      (one) => one.listId,
    )
  },
  async insertEntry(tx: Transaction, values: NewEntry): Promise<EntryRow | undefined> {
    return (await tx.insert(supplierEntries).values(values).onConflictDoNothing().returning())[0]
  },
  async entry(tx: Transaction, id: string): Promise<LoadedEntry | undefined> {
    return (await loaded(tx).where(eq(supplierEntries.id, id)))[0]
  },
  async lockEntry(tx: Transaction, id: string): Promise<EntryRow | undefined> {
    return (await tx.select().from(supplierEntries).where(eq(supplierEntries.id, id)).for('update'))[0]
  },
  async updateEntry(tx: Transaction, id: string, change: Partial<NewEntry>): Promise<void> {
    await tx
      .update(supplierEntries)
      .set({ ...change, version: sql`${supplierEntries.version} + 1` })
      .where(eq(supplierEntries.id, id))
  },
  /** Of a list, or of an SME over all lead firms; last changed first. */
  async entries(tx: Transaction, of: { listId: string } | { smeId: string }, page: Page): Promise<LoadedEntry[]> {
    const [at = '', id = NOBODY] = page.after ?? []
    const { updatedAt } = supplierEntries
    const own = 'listId' in of ? eq(supplierEntries.listId, of.listId) : eq(supplierEntries.smeId, of.smeId)
    const older = page.after ? sql`(${updatedAt}, ${supplierEntries.id}) < (${at}::timestamptz, ${id}::uuid)` : undefined
    return loaded(tx).where(and(own, older)).orderBy(desc(updatedAt), desc(supplierEntries.id)).limit(page.limit)
  },
  async addMove(tx: Transaction, values: typeof supplierMoves.$inferInsert): Promise<void> {
    await tx.insert(supplierMoves).values(values)
  },
}
