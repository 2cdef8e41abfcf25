/** An import as its agency sees it, and the load that every use case begins with. */
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { guessMapping } from '../../../domain/import-mapping.ts'
import { type ImportStep, openImportSteps, type RowDuplicate, undoUntil } from '../../../domain/import-steps.ts'
import { requireMay, requireVersion } from '../../access.ts'
import { type Cursors, pageOf } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { ImportCard, ImportView } from './contract.ts'
import { type ImportRow, importStore as store } from './store.ts'
import { reviewStore } from './store-review.ts'

export interface Page {
  limit: number
  cursor: string | undefined
}

/** The agency's own import, for reading. */
export async function ownImport(tx: Transaction, actor: Actor, importId: string): Promise<ImportRow> {
  const row = await store.find(tx, importId)
  requireMay(actor, 'import.use', row)
  return row
}

/** The agency's own import, held until the transaction ends, with this step open. */
export async function lockForStep(
  tx: Transaction,
  actor: Actor,
  importId: string,
  { step, version, at }: { step: ImportStep; version?: number | null; at: Date },
): Promise<ImportRow> {
  const row = await store.lock(tx, importId)
  requireMay(actor, 'import.use', row)
  if (!row) throw new NotFoundError()
  if (version !== undefined) requireVersion(row, version)
  if (!openImportSteps(row, at).includes(step)) {
    throw new RefusedError({
      code: 'import-wrong-state',
      message: 'The import does not stand where this can be done.',
      params: { state: row.state },
    })
  }
  return row
}

export function importCard(row: ImportRow, at: Date): ImportCard {
  const { id, fileName, listName, state, rowCount, done, imported, failed, skipped, problem, createdAt, finishedAt, version } = row
  return {
    id,
    fileName,
    listName,
    state,
    rowCount,
    progress: { done, total: rowCount },
    counts: { imported, failed, skipped },
    problem,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    undoUntil: state === 'done' && finishedAt ? undoUntil(finishedAt).toISOString() : null,
    openSteps: openImportSteps(row, at),
    version,
  }
}

export async function importView(tx: Transaction, row: ImportRow, at: Date): Promise<ImportView> {
  const { format, encoding, delimiter, header, mapping } = row
  const first = await store.firstRows(tx, row.id, GUESSED_FROM)
  const guesses = guessMapping(
    header,
    first.map(({ cells }) => cells),
  )
  return {
    ...importCard(row, at),
    format,
    encoding,
    delimiter,
    header,
    mapping: { columns: mapping.columns, constants: { ...mapping.constants } as Record<string, string> },
    guesses,
    sample: first.slice(0, SHOWN_ROWS).map(({ line, cells }) => ({ line, cells: cells.map((cell) => cell.slice(0, LONGEST_CELL)) })),
    totals: row.state === 'uploaded' ? null : await reviewStore.totals(tx, row.id),
    values: await reviewStore.countValues(tx, row.id),
  }
}

export function duplicateView({ of, name, place, ground, score }: RowDuplicate) {
  return { line: of.kind === 'row' ? of.line : null, organizationId: of.kind === 'firm' ? of.id : null, name, place, ground, score }
}

/** Cursors of one list are no marks of another: the list's name goes along. */
export function pagesOf(cursors: Cursors, list: string) {
  return {
    after(cursor: string | undefined): string[] | null {
      const keys = cursors.read(cursor)
      if (!keys) return null
      const [name, ...rest] = keys
      if (name !== list) throw new RefusedError({ code: 'bad-cursor', message: 'This page mark is not one of ours.' }, 400)
      return rest
    },
    page: <T>(rows: readonly T[], limit: number, keysOf: (row: T) => readonly string[]) =>
      pageOf(rows, limit, cursors, (row) => [list, ...keysOf(row)]),
  }
}

/** Rows out of which columns are guessed. */
export const GUESSED_FROM = 50
const SHOWN_ROWS = 10
const LONGEST_CELL = 200
