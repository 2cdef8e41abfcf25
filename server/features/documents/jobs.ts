/** Every night: files that no document took, documents past their keeping, objects that nothing holds, and keys under an older master key. */
import { recordMany } from '../../../db/audit.ts'
import type { Database } from '../../../db/client.ts'
import { dayOf } from '../../../domain/day.ts'
import { DOCUMENT_LIMITS } from '../../../domain/documents.ts'
import type { Clock } from '../../ports/clock.ts'
import type { FileStore } from '../../ports/file-store.ts'
import { documentStore } from './store.ts'
import { uploadStore } from './store-uploads.ts'

export interface SweepNeeds {
  db: Database
  clock: Clock
  files: FileStore
}

export interface Swept {
  uploads: number
  documents: number
  objects: number
  rewrapped: number
}

const AT_ONCE = 500

export async function sweepFiles({ db, clock, files }: SweepNeeds): Promise<Swept> {
  const at = clock.now()
  const before = new Date(at.getTime() - DOCUMENT_LIMITS.uploadHours * 3_600_000)
  const uploads = await db.asSystem('sweep-files', (tx) => uploadStore.forget(tx, before))
  const documents = await forgetDocuments({ db, clock, files }, at)
  const objects = await forgetObjects({ db, clock, files }, before)
  return { uploads, documents, objects, rewrapped: await files.rewrap() }
}

async function forgetDocuments({ db }: SweepNeeds, at: Date): Promise<number> {
  let count = 0
  for (let found = AT_ONCE; found === AT_ONCE; count += found) {
    found = await db.asSystem('sweep-files', async (tx) => {
      const over = await documentStore.pastKeeping(tx, dayOf(at), AT_ONCE)
      await documentStore.remove(
        tx,
        over.map((one) => one.id),
      )
      for (const [organizationId, list] of Map.groupBy(over, (one) => one.organizationId)) {
        const entries = list.map(({ id }) => ({ action: 'document.expire', subjectKind: 'document', subjectId: id, at }))
        await recordMany(tx, { userId: null, organizationId }, entries)
      }
      return over.length
    })
  }
  return count
}

/** What a stopped process, a refused request or a removed document left behind; what came today may still find its row. */
async function forgetObjects({ db, files }: SweepNeeds, before: Date): Promise<number> {
  let count = 0
  for await (const batch of files.list()) {
    const old = batch.filter((one) => one.at < before).map((one) => one.name)
    const held = await db.asSystem('sweep-files', (tx) => uploadStore.held(tx, old))
    for (const name of old.filter((one) => !held.has(one))) {
      await files.remove(name)
      count += 1
    }
  }
  return count
}
