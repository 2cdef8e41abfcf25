/** Checks all rows of a list against its mapping and compares them with each other and with the firms already there. */
import { setImmediate } from 'node:timers/promises'
import type { Transaction } from '../../../db/client.ts'
import { type Duplicate, findDuplicates } from '../../../domain/import-duplicates.ts'
import { checkRow, type ImportRecord } from '../../../domain/import-rows.ts'
import { isSkipped, type RowDuplicate } from '../../../domain/import-steps.ts'
import type { ListMapping } from '../../../domain/imports.ts'
import { type ImportRow, type KnownFirm, type ListRowStored, type RowFinding, importStore as store } from './store.ts'

export interface CheckedList {
  /** The good rows, in the file's order. */
  records: ImportRecord[]
  /** Lines of good rows that are left out as duplicates. */
  skipped: ReadonlySet<number>
}

/** Checks, compares and writes down what was found; the decisions that stand are kept. Done again before a run, since other lists may have come in between. */
export async function checkList(tx: Transaction, list: ImportRow, mapping: ListMapping, year: number): Promise<CheckedList> {
  const rows = await store.rows(tx, list.id)
  const { records, errors } = await checkRows(rows, { header: list.header, mapping, year })
  const known = await store.knownFirms(tx, list.organizationId, records)
  const duplicates = await compare(records, known)
  const good = new Set(records.map((record) => record.line))
  const findings: RowFinding[] = []
  const skipped = new Set<number>()
  for (const { line, decision } of rows) {
    const found = duplicates.get(line) ?? []
    const ground = found[0]?.ground ?? null
    const skip = isSkipped(ground, decision)
    if (skip) skipped.add(line)
    const said = errors.get(line) ?? []
    if (said.length > 0 || found.length > 0) findings.push({ line, good: good.has(line), errors: said, duplicates: found, ground, skip })
  }
  await store.saveFindings(tx, list.id, findings)
  return { records, skipped }
}

/** Reads rows by the mapping; every few hundred, others get their turn. */
async function checkRows(rows: readonly ListRowStored[], context: { header: string[]; mapping: ListMapping; year: number }) {
  const records: ImportRecord[] = []
  const errors = new Map<number, RowFinding['errors']>()
  for (const [at, row] of rows.entries()) {
    const checked = checkRow(row.cells, context.mapping, { ...context, line: row.line, ragged: row.ragged })
    if (checked.record) records.push(checked.record)
    if (checked.errors.length > 0)
      errors.set(
        row.line,
        checked.errors.map(({ line: _line, ...said }) => said),
      )
    if (at % 500 === 499) await setImmediate()
  }
  return { records, errors }
}

/** Duplicates by line, country after country: firms of different countries are never the same. */
async function compare(records: readonly ImportRecord[], known: readonly KnownFirm[]): Promise<Map<number, RowDuplicate[]>> {
  const firms = new Map(known.map((firm) => [firm.id, firm]))
  const knownIn = Map.groupBy(known, (firm) => firm.country)
  const found = new Map<number, RowDuplicate[]>()
  for (const [country, group] of Map.groupBy(records, (record) => record.country)) {
    for (const hit of findDuplicates(group, knownIn.get(country) ?? [])) {
      const line = group[hit.record]?.line ?? 0
      found.set(line, [...(found.get(line) ?? []), described(hit, group, firms)])
    }
    await setImmediate()
  }
  return found
}

function described({ of, ground, score }: Duplicate, group: readonly ImportRecord[], firms: ReadonlyMap<string, KnownFirm>): RowDuplicate {
  if (of.kind === 'firm') {
    const { name, place } = firms.get(of.id) ?? NOBODY
    return { of, name, place, ground, score }
  }
  const { line, name, ...where } = group[of.record] ?? NOBODY
  return { of: { kind: 'row', line }, name, place: placeOf(where), ground, score }
}

const NOBODY = { line: 0, name: '', place: '', city: null, region: null, country: '' }

export function placeOf({ city, region, country }: { city: string | null; region: string | null; country: string }): string {
  return [city, region, country].filter((part) => part !== null && part !== '').join(', ')
}
