/** What an officer looks through before a run: totals, faulty cells, duplicates and the words of the fields, in SQL. */
import { and, asc, count, desc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { importRows, importValues } from '../../../db/schema/imports.ts'
import type { DuplicateGround } from '../../../domain/import-duplicates.ts'
import type { RowError } from '../../../domain/import-rows.ts'
import type { AssignedField } from '../../../domain/import-values.ts'
import type { DistinctValue } from '../../../domain/imports.ts'
import type { ListRowStored } from './store.ts'

type ValueRow = typeof importValues.$inferSelect

export interface Totals {
  rows: number
  good: number
  failed: number
  /** Good rows that may be a firm already there. */
  duplicates: number
  /** Good rows left out as duplicates. */
  skipped: number
}

const BATCH = 1_000

export const reviewStore = {
  async totals(tx: Transaction, importId: string): Promise<Totals> {
    const { good, ground, skip } = importRows
    const counted = (condition: ReturnType<typeof sql>) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number)
    const [row] = await tx
      .select({
        rows: count(),
        good: counted(sql`${good}`),
        failed: counted(sql`not ${good}`),
        duplicates: counted(sql`${good} and ${ground} is not null`),
        skipped: counted(sql`${good} and ${skip}`),
      })
      .from(importRows)
      .where(eq(importRows.importId, importId))
    return row ?? { rows: 0, good: 0, failed: 0, duplicates: 0, skipped: 0 }
  },
  /** How often each code stands against a row, most frequent first. */
  async codes(tx: Transaction, importId: string): Promise<{ code: RowError['code']; severity: RowError['severity']; count: number }[]> {
    const { rows } = await tx.execute<{ code: RowError['code']; severity: RowError['severity']; count: string }>(sql`
      select e->>'code' as code, e->>'severity' as severity, count(*) as count
      from import_rows, jsonb_array_elements(errors) e where import_id = ${importId}
      group by 1, 2 order by 3 desc, 1 limit 100`)
    return rows.map((row) => ({ ...row, count: Number(row.count) }))
  },
  /** One entry per faulty cell, in the file's order. */
  async errors(
    tx: Transaction,
    importId: string,
    page: { after: readonly string[] | null; severity: RowError['severity'] | null; limit: number },
  ): Promise<(RowError & { position: number })[]> {
    const [line = '0', position = '0'] = page.after ?? []
    const severity = page.severity ? sql`and e.value->>'severity' = ${page.severity}` : sql``
    const { rows } = await tx.execute<{ line: number; position: string; error: Omit<RowError, 'line'> }>(sql`
      select line, e.ordinality as position, e.value as error
      from import_rows, jsonb_array_elements(errors) with ordinality e
      where import_id = ${importId} and (line, e.ordinality) > (${Number(line)}::int, ${Number(position)}::bigint) ${severity}
      order by line, e.ordinality limit ${page.limit}`)
    return rows.map((row) => ({ ...row.error, line: row.line, position: Number(row.position) }))
  },
  async duplicates(
    tx: Transaction,
    importId: string,
    page: { after: readonly string[] | null; ground: DuplicateGround | null; limit: number },
  ): Promise<ListRowStored[]> {
    const [line = '0'] = page.after ?? []
    const found = page.ground ? eq(importRows.ground, page.ground) : sql`${importRows.ground} is not null`
    return tx
      .select()
      .from(importRows)
      .where(and(eq(importRows.importId, importId), found, gt(importRows.line, Number(line))))
      .orderBy(asc(importRows.line))
      .limit(page.limit)
  },
  async failedRows(tx: Transaction, importId: string): Promise<ListRowStored[]> {
    return tx
      .select()
      .from(importRows)
      .where(and(eq(importRows.importId, importId), eq(importRows.good, false)))
      .orderBy(asc(importRows.line))
      .limit(20_000)
  },
  /** The words of a field anew; codes confirmed before stay with their word. */
  async replaceValues(
    tx: Transaction,
    importId: string,
    field: AssignedField,
    words: readonly (DistinctValue & { key: string })[],
  ): Promise<void> {
    const mine = and(eq(importValues.importId, importId), eq(importValues.field, field))
    const confirmed = await tx.select().from(importValues).where(and(mine, sql`codes is not null`)).limit(5_000)
    const codesOf = new Map(confirmed.map((row) => [row.key, row.codes]))
    await tx.delete(importValues).where(mine)
    for (let at = 0; at < words.length; at += BATCH) {
      const part = words.slice(at, at + BATCH)
      await tx.insert(importValues).values(part.map((word) => ({ ...word, importId, field, codes: codesOf.get(word.key) ?? null })))
    }
  },
  /** The words of a field, most frequent first. */
  async values(
    tx: Transaction,
    importId: string,
    page: { field: AssignedField; after: readonly string[] | null; open: boolean; limit: number },
  ): Promise<ValueRow[]> {
    const [n = '', id = ''] = page.after ?? []
    const later = page.after
      ? or(lt(importValues.count, Number(n)), and(eq(importValues.count, Number(n)), gt(importValues.id, id)))
      : undefined
    return tx
      .select()
      .from(importValues)
      .where(
        and(
          eq(importValues.importId, importId),
          eq(importValues.field, page.field),
          page.open ? isNull(importValues.codes) : undefined,
          later,
        ),
      )
      .orderBy(desc(importValues.count), asc(importValues.id))
      .limit(page.limit)
  },
  async countValues(tx: Transaction, importId: string): Promise<{ field: AssignedField; values: number; confirmed: number }[]> {
    return tx
      .select({ field: importValues.field, values: count(), confirmed: count(importValues.codes) })
      .from(importValues)
      .where(eq(importValues.importId, importId))
      .groupBy(importValues.field)
      .limit(10)
  },
  async confirmed(tx: Transaction, importId: string): Promise<Pick<ValueRow, 'field' | 'key' | 'codes'>[]> {
    const { field, key, codes } = importValues
    return tx
      .select({ field, key, codes })
      .from(importValues)
      .where(and(eq(importValues.importId, importId), sql`${codes} is not null`))
      .limit(20_000)
  },
  /** The keys among these that the list has. */
  async knownKeys(tx: Transaction, importId: string, field: AssignedField, keys: readonly string[]): Promise<Set<string>> {
    const named = and(eq(importValues.importId, importId), eq(importValues.field, field), inArray(importValues.key, [...keys]))
    const rows = keys.length === 0 ? [] : await tx.select({ key: importValues.key }).from(importValues).where(named).limit(keys.length)
    return new Set(rows.map((row) => row.key))
  },
  async confirm(
    tx: Transaction,
    importId: string,
    field: AssignedField,
    items: readonly { key: string; codes: readonly string[] }[],
  ): Promise<void> {
    for (let at = 0; at < items.length; at += BATCH) {
      const part = JSON.stringify(items.slice(at, at + BATCH))
      await tx.execute(sql`
        update import_values v set codes = array(select jsonb_array_elements_text(f.codes))
        from jsonb_to_recordset(${part}::jsonb) as f(key text, codes jsonb)
        where v.import_id = ${importId} and v.field = ${field} and v.key = f.key`)
    }
  },
}
