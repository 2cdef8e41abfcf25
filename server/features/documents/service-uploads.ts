/** Takes a file in: opened by its guard, looked at for viruses, weighed, sealed; it waits then for the document that holds it. */
import { createHash } from 'node:crypto'
import { record } from '../../../db/audit.ts'
import type { Database } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { DOCUMENT_LIMITS } from '../../../domain/documents.ts'
import { type FileKind, kindByName } from '../../../domain/files.ts'
import { actingFor, requireMay } from '../../access.ts'
import { RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { FileInspector, FileRefused } from '../../ports/file-inspector.ts'
import type { FileStore } from '../../ports/file-store.ts'
import { ScannerAwayError, type VirusScanner } from '../../ports/virus-scanner.ts'
import { createTurns, type Turns } from '../../turns.ts'
import type { UploadView } from './contract.ts'
import { uploadView } from './service-views.ts'
import { uploadStore as store } from './store-uploads.ts'

export interface UploadNeeds {
  db: Database
  clock: Clock
  files: FileStore
  inspector: FileInspector
  scanner: VirusScanner
}

export interface SentFile {
  name: string
  mediaType: string
  bytes: Uint8Array
}

/** Images and archives are unpacked in memory. */
const OPENING = { working: 2, waiting: 8 } as const

export function createUploads(needs: UploadNeeds): (actor: Actor, file: SentFile) => Promise<UploadView> {
  const inTurn = createTurns(OPENING)
  return async (actor, file) => {
    requireMay(actor, 'document.own')
    const named = kindByName(file.name)
    if (!named.ok) throw new RefusedError(named.refusal, 422)
    const bytes = await opened(needs, inTurn, file, named.value)
    const scan = await scanned(needs, actor, file.bytes)
    return keep(needs, actor, { name: file.name, kind: named.value, bytes, scan })
  }
}

async function opened({ inspector }: UploadNeeds, inTurn: Turns, { bytes, mediaType }: SentFile, kind: FileKind): Promise<Uint8Array> {
  const inspected = await inTurn(() => inspector.inspect({ kind, mediaType, bytes }))
  if (!inspected.ok) throw refusalOf(inspected)
  return inspected.bytes
}

export function refusalOf({ code, params }: FileRefused): RefusedError {
  return new RefusedError({ code, message: 'This file is not taken.', ...(params && { params }) }, 422)
}

/** What is infected is written down, refused and kept nowhere. */
async function scanned({ db, clock, scanner }: UploadNeeds, actor: Actor, bytes: Uint8Array): Promise<'clean' | 'not-looked'> {
  const verdict = await scanner.scan(bytes).catch((error: unknown) => {
    if (error instanceof ScannerAwayError)
      throw new RefusedError({ code: 'scanner-away', message: 'Files are not taken while the virus scanner does not answer.' }, 503)
    throw error
  })
  if (verdict.found !== 'virus') return verdict.found === 'nothing' ? 'clean' : 'not-looked'
  const { organizationId } = actingFor(actor)
  const { once: _, ...somebody } = actor
  // A transaction of its own: the request is refused, and what is said of it must stand all the same.
  await db.as(somebody, (tx) =>
    record(tx, actor, {
      action: 'document.infected',
      subjectKind: 'organization',
      subjectId: organizationId,
      detail: { virus: verdict.name },
      at: clock.now(),
    }),
  )
  throw new RefusedError({ code: 'document-infected', message: 'The virus scanner found something in this file.' }, 422)
}

interface OpenedFile {
  name: string
  kind: FileKind
  bytes: Uint8Array
  scan: 'clean' | 'not-looked'
}

async function keep({ db, clock, files }: UploadNeeds, actor: Actor, { name, kind, bytes, scan }: OpenedFile): Promise<UploadView> {
  const { organizationId, userId } = actingFor(actor)
  const put: string[] = []
  try {
    return await db.as(actor, async (tx) => {
      const limit = DOCUMENT_LIMITS.organizationBytes
      if ((await store.bytesOf(tx, organizationId)) + bytes.length > limit)
        throw new RefusedError({
          code: 'documents-full',
          message: 'Your organization keeps as much as it can.',
          params: { limit: limit / 1024 / 1024 },
        })
      const object = await files.put(bytes)
      put.push(object)
      const at = clock.now()
      const row = await store.insert(tx, {
        organizationId,
        userId,
        object,
        name,
        kind,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        scan,
        createdAt: at,
      })
      if (!row) throw new Error('The upload was not kept.')
      await record(tx, actor, { action: 'document.upload', subjectKind: 'upload', subjectId: row.id, at })
      return uploadView(row)
    })
  } catch (error) {
    // What no row holds would be swept tomorrow; it goes now.
    for (const object of put) await files.remove(object).catch(() => {})
    throw error
  }
}
