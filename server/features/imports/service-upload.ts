/** Takes a list in: read within bounds by few threads at a time, stored row by row as it stands. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { guessMapping, mappingOf } from '../../../domain/import-mapping.ts'
import { actingFor, requireMay } from '../../access.ts'
import { RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ListContent, ListReader } from '../../ports/list-reader.ts'
import { createTurns } from '../../turns.ts'
import type { ImportView } from './contract.ts'
import { GUESSED_FROM, importView } from './service-views.ts'
import { type ImportRow, importStore as store } from './store.ts'

export interface UploadedFile {
  fileName: string
  listName: string
  bytes: Uint8Array
}

interface Needs {
  db: Database
  clock: Clock
  reader: ListReader
}

/** Unfinished lists of one agency: each keeps all its rows. */
const MOST_UNFINISHED = 20
const READING = { working: 2, waiting: 8 } as const

export function createUpload(needs: Needs) {
  const inTurn = createTurns(READING)
  return async (actor: Actor, file: UploadedFile): Promise<ImportView> => {
    requireMay(actor, 'import.use')
    const list = await inTurn(() => needs.reader.read({ name: file.fileName, bytes: file.bytes }))
    if (!list.ok) throw new RefusedError({ code: list.code, message: 'This file cannot be taken as a list.', params: list.params }, 422)
    return needs.db.as(actor, async (tx) => importView(tx, await storeList(needs, tx, actor, { file, list }), needs.clock.now()))
  }
}

async function storeList(
  { clock }: Needs,
  tx: Transaction,
  actor: Actor,
  { file, list }: { file: UploadedFile; list: ListContent },
): Promise<ImportRow> {
  const { organizationId, userId } = actingFor(actor)
  if ((await store.countOpen(tx, organizationId)) >= MOST_UNFINISHED) {
    throw new RefusedError({
      code: 'too-many-imports',
      message: 'Many lists wait unfinished already; run or discard some.',
      params: { limit: MOST_UNFINISHED },
    })
  }
  const at = clock.now()
  const rows = list.rows.map((row) => ({ ...row, cells: row.cells.map(storable) }))
  const header = list.header.map(storable)
  const guesses = guessMapping(
    header,
    rows.slice(0, GUESSED_FROM).map((row) => row.cells),
  )
  const stored = await store.insert(tx, {
    organizationId,
    fileName: file.fileName,
    listName: file.listName,
    format: list.format,
    encoding: list.encoding,
    delimiter: list.delimiter,
    header,
    rowCount: rows.length,
    mapping: mappingOf(guesses),
    createdBy: userId,
    createdAt: at,
    updatedAt: at,
  })
  await store.insertRows(tx, stored.id, rows)
  await record(tx, actor, { action: 'import.upload', subjectKind: 'import', subjectId: stored.id, at })
  return stored
}

/** PostgreSQL keeps neither NUL nor half characters; another control character stands in, which the check of the row still finds. */
function storable(cell: string): string {
  return cell.toWellFormed().replaceAll('\0', '\u0001')
}
