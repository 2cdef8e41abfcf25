/** The run of an import: its good rows become firms in one transaction, or none does; how far it has come is told beside it. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { JobData } from '../../../db/jobs.ts'
import { firmOf, type ListedFirm } from '../../../domain/import-firms.ts'
import type { ImportNeeds } from './service.ts'
import { checkList } from './service-check.ts'
import { confirmedCodes } from './service-review.ts'
import { type ImportRow, importStore as store } from './store.ts'

/** Firms made between two reports of progress. */
const AT_ONCE = 250

type Needs = Pick<ImportNeeds, 'db' | 'clock' | 'organizations' | 'profiles'> & { onFault(error: unknown): void }

/**
 * Works one job. A repeated job finds the import no longer running, or held by the first one, and does nothing.
 * A run that breaks off leaves the list mapped, with the problem said, so that the officer starts it again.
 */
export function createImportRun(needs: Needs): (job: JobData['import']) => Promise<void> {
  const { db, clock } = needs
  return async (job) => {
    try {
      await db.asSystem('import', (tx) => run(needs, tx, job))
    } catch (error) {
      needs.onFault(error)
      await db.asSystem('import-failed', async (tx) => {
        const list = await store.lock(tx, job.importId)
        if (list?.state !== 'running') return
        const at = clock.now()
        await store.update(tx, list.id, { state: 'mapped', done: 0, problem: 'import-broke-off', updatedAt: at })
        await record(tx, job, { action: 'import.break-off', subjectKind: 'import', subjectId: list.id, at })
      })
    }
  }
}

async function run(needs: Needs, tx: Transaction, job: JobData['import']): Promise<void> {
  if (!(await store.holdRun(tx, job.importId))) return
  const list = await store.find(tx, job.importId)
  if (list?.state !== 'running') return
  const { records, skipped } = await checkList(tx, list, list.mapping, needs.clock.now().getUTCFullYear())
  const codesOf = await confirmedCodes(tx, list.id)
  const firms = records.filter((one) => !skipped.has(one.line)).map((one) => firmOf(one, codesOf))
  const counts = { imported: firms.length, failed: list.rowCount - records.length, skipped: skipped.size }
  const made = await makeFirms(needs, tx, list, { firms, before: counts.failed + counts.skipped })
  await store.saveOutcomes(tx, list.id, made)
  const at = needs.clock.now()
  await store.update(tx, list.id, { state: 'done', done: list.rowCount, ...counts, finishedAt: at, updatedAt: at })
  await record(tx, job, { action: 'import.finish', subjectKind: 'import', subjectId: list.id, detail: counts, at })
}

async function makeFirms(
  { db, clock, organizations, profiles }: Needs,
  tx: Transaction,
  { id: importId, listName, organizationId: listedBy }: ImportRow,
  { firms, before }: { firms: readonly ListedFirm[]; before: number },
): Promise<{ line: number; firmId: string }[]> {
  const made: { line: number; firmId: string }[] = []
  for (let at = 0; at < firms.length; at += AT_ONCE) {
    const part = firms.slice(at, at + AT_ONCE)
    const ids = await organizations.addListed(
      tx,
      { listName, listedBy, importId },
      part.map((firm) => firm.organization),
    )
    const withIds = part.map((firm, place) => ({ ...firm, organizationId: ids[place] ?? '' }))
    await profiles.createImported(
      tx,
      listName,
      withIds.map(({ profile, organizationId }) => ({ ...profile, organizationId })),
    )
    made.push(...withIds.map(({ line, organizationId }) => ({ line, firmId: organizationId })))
    // Beside the run's own transaction, which nobody can look into.
    await db.asSystem('import-progress', (beside) => store.progress(beside, importId, before + made.length, clock.now()))
  }
  return made
}
