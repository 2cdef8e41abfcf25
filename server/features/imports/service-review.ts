/** What an officer looks through before a run: the first rows as firms, what is odd about which cell, who may stand twice, and the bad rows as a file. */
import { stringify } from 'csv-stringify/sync'
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import type { DuplicateGround } from '../../../domain/import-duplicates.ts'
import { firmOf } from '../../../domain/import-firms.ts'
import { checkRow, type RowError } from '../../../domain/import-rows.ts'
import { type AssignedField, wordKey } from '../../../domain/import-values.ts'
import type { Locale } from '../../../words/locales.ts'
import { sayCode } from '../../../words/say.ts'
import type { Cursors } from '../../cursor.ts'
import { RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DecisionBody, DuplicateView, ImportView, PreviewView, RecordView, RowErrorView } from './contract.ts'
import { placeOf } from './service-check.ts'
import { duplicateView, importView, lockForStep, ownImport, type Page, pagesOf } from './service-views.ts'
import { type ImportRow, type ListRowStored, importStore as store } from './store.ts'
import { reviewStore } from './store-review.ts'

interface Needs {
  db: Database
  clock: Clock
  cursors: Cursors
}

interface Paged<T> {
  items: T[]
  next: string | null
}

export interface ReviewUseCases {
  preview(actor: Actor, importId: string): Promise<PreviewView>
  rowErrors(actor: Actor, importId: string, page: Page & { severity: RowError['severity'] | null }): Promise<Paged<RowErrorView>>
  duplicates(actor: Actor, importId: string, page: Page & { ground: DuplicateGround | null }): Promise<Paged<DuplicateView>>
  decide(actor: Actor, importId: string, version: number | null, body: DecisionBody): Promise<ImportView>
  /** The rows that make no firm, with their own cells, to be repaired and brought again. */
  failedRows(actor: Actor, importId: string, locale: Locale): Promise<string>
}

const PREVIEWED = 50

export function createReviewUseCases({ db, clock, cursors }: Needs): ReviewUseCases {
  return {
    preview: (actor, importId) =>
      db.as(actor, async (tx) => {
        const list = await checkedImport(tx, actor, importId)
        const codesOf = await confirmedCodes(tx, importId)
        const rows = (await store.firstRows(tx, importId, PREVIEWED)).map((row) => {
          const made = recordOf(list, row, clock.now())
          const decision = row.ground === null ? null : decisionOf(row)
          const record = made && recordView(firmOf(made, codesOf))
          return { line: row.line, record, errors: row.errors, duplicates: row.duplicates.map(duplicateView), decision }
        })
        return { rows, totals: await reviewStore.totals(tx, importId), codes: await reviewStore.codes(tx, importId) }
      }),
    rowErrors: (actor, importId, { severity, limit, cursor }) =>
      db.as(actor, async (tx) => {
        await checkedImport(tx, actor, importId)
        const pages = pagesOf(cursors, 'row-errors')
        const found = await reviewStore.errors(tx, importId, { after: pages.after(cursor), severity, limit: limit + 1 })
        const { items, next } = pages.page(found, limit, (one) => [String(one.line), String(one.position)])
        return { items: items.map(({ position: _position, ...said }) => said), next }
      }),
    duplicates: (actor, importId, { ground, limit, cursor }) =>
      db.as(actor, async (tx) => {
        const list = await checkedImport(tx, actor, importId)
        const pages = pagesOf(cursors, 'duplicates')
        const found = await reviewStore.duplicates(tx, importId, { after: pages.after(cursor), ground, limit: limit + 1 })
        const { items, next } = pages.page(found, limit, (row) => [String(row.line)])
        return { items: items.flatMap((row) => pairView(list, row, clock.now())), next }
      }),
    decide: (actor, importId, version, { decision, ground, lines }) =>
      db.as(actor, async (tx) => {
        const at = clock.now()
        await lockForStep(tx, actor, importId, { step: 'map', version, at })
        const rows = await store.decide(tx, importId, { ...(ground && { ground }), ...(lines && { lines }) }, decision)
        const row = await store.update(tx, importId, { updatedAt: at })
        const detail = { decision: decision ?? 'by-rule', rows }
        await record(tx, actor, { action: 'import.decide-duplicates', subjectKind: 'import', subjectId: importId, detail, at })
        return importView(tx, row, at)
      }),
    async failedRows(actor, importId, locale) {
      const { list, rows } = await db.as(actor, async (tx) => ({
        list: await checkedImport(tx, actor, importId),
        rows: await reviewStore.failedRows(tx, importId),
      }))
      return failedCsv(list.header, rows, locale)
    },
  }
}

/** The codes that the officer confirmed for a word; none for a word that still waits. */
export async function confirmedCodes(
  tx: Transaction,
  importId: string,
): Promise<(field: AssignedField, word: string) => readonly string[]> {
  const codes = new Map((await reviewStore.confirmed(tx, importId)).map((row) => [`${row.field}/${row.key}`, row.codes ?? []]))
  return (field, word) => codes.get(`${field}/${wordKey(word)}`) ?? []
}

async function checkedImport(tx: Transaction, actor: Actor, importId: string): Promise<ImportRow> {
  const list = await ownImport(tx, actor, importId)
  if (list.state === 'uploaded') throw new RefusedError({ code: 'import-not-mapped', message: 'Say first what the columns mean.' })
  return list
}

function recordOf({ header, mapping }: ImportRow, row: ListRowStored, at: Date) {
  return checkRow(row.cells, mapping, { line: row.line, header, ragged: row.ragged, year: at.getUTCFullYear() }).record
}

function decisionOf(row: ListRowStored) {
  return row.skip ? ('skip' as const) : ('import' as const)
}

function pairView(list: ImportRow, row: ListRowStored, at: Date): DuplicateView[] {
  const record = recordOf(list, row, at)
  if (!record || row.ground === null) return []
  const { line, duplicates, ground } = row
  return [
    {
      line,
      name: record.name,
      place: placeOf(record),
      duplicates: duplicates.map(duplicateView),
      ground,
      decision: decisionOf(row),
      decided: row.decision !== null,
    },
  ]
}

function recordView({ organization, profile }: ReturnType<typeof firmOf>): RecordView {
  const { nameKey: _name, placeKey: _place, contactEmail: email, contactPhone: phone, ...shown } = organization
  const { description = '', sector = '', employees = null, foundedYear = null } = profile
  return {
    ...shown,
    email,
    phone,
    description,
    sector,
    employees,
    foundedYear,
    products: (profile.products ?? []).map(({ name, product }) => ({ name, product })),
    processes: (profile.processes ?? []).map(({ process }) => process),
    certificates: (profile.certificates ?? []).map(({ standard }) => standard),
    languages: [...(profile.languages ?? [])],
  }
}

/** The original columns first, so that the repaired file can be brought as it is; cells that a spreadsheet would run as a formula are made text. */
function failedCsv(header: readonly string[], rows: readonly ListRowStored[], locale: Locale): string {
  const width = Math.max(header.length, ...rows.map((row) => row.cells.length))
  const padded = (cells: readonly string[]) => Array.from({ length: width }, (_, at) => cells[at] ?? '')
  const lines = rows.map(({ cells, line, errors }) => [...padded(cells), String(line), problemsOf(errors, locale)])
  return csvOf([[...padded(header), 'row', 'problem'], ...lines])
}

export function csvOf(lines: readonly (readonly string[])[]): string {
  return stringify(lines as string[][], { bom: true, quoted: true, escape_formulas: true, record_delimiter: 'windows' })
}

function problemsOf(errors: ListRowStored['errors'], locale: Locale): string {
  return errors
    .filter(({ severity }) => severity === 'error')
    .map(({ column, code, params }) => `${column ? `${column}: ` : ''}${sayCode(locale, 'row-error', code, params)}`)
    .join('; ')
}
