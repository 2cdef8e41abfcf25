/** Supplier lists that agencies bring: taken in, mapped, looked through, made into firms that nobody has claimed yet, and taken back within a day. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { type KeptReason, keptReason } from '../../../domain/import-steps.ts'
import { ASSIGNED_FIELDS, type CodeSource, fieldWords, wordKey } from '../../../domain/import-values.ts'
import { type ListField, type ListMapping, mappingProblems } from '../../../domain/imports.ts'
import { actingFor, requireMay } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import { InvalidError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ListReader } from '../../ports/list-reader.ts'
import type { OrganizationService } from '../organizations/service.ts'
import type { ProfileService } from '../profiles/service.ts'
import type { ImportCard, ImportView, MappingBody, UndoView } from './contract.ts'
import { checkList } from './service-check.ts'
import { createReviewUseCases, csvOf, type ReviewUseCases } from './service-review.ts'
import { createUpload, type UploadedFile } from './service-upload.ts'
import { createValueUseCases, type ValueUseCases } from './service-values.ts'
import { importCard, importView, lockForStep, ownImport, type Page, pagesOf } from './service-views.ts'
import { type ImportRow, importStore as store } from './store.ts'
import { reviewStore } from './store-review.ts'

export interface ImportService extends ReviewUseCases, ValueUseCases {
  /** Reads the file within bounds and keeps its rows as they stand; nothing is made of them yet. */
  upload(actor: Actor, file: UploadedFile): Promise<ImportView>
  list(actor: Actor, page: Page): Promise<{ items: ImportCard[]; next: string | null }>
  get(actor: Actor, importId: string): Promise<ImportView>
  /** Throws an unfinished list away with its rows. */
  discard(actor: Actor, importId: string): Promise<void>
  /** Says what the columns mean; all rows are checked by it at once. */
  saveMapping(actor: Actor, importId: string, version: number | null, body: MappingBody): Promise<ImportView>
  /** Sends the job that makes the firms. */
  run(actor: Actor, importId: string, version: number | null): Promise<ImportView>
  /** Takes the firms back that are still as the import left them, and names those that stay. */
  undo(actor: Actor, importId: string): Promise<UndoView>
  /** A file with nothing but headings that are recognised without help. */
  template(actor: Actor): string
}

export interface ImportNeeds {
  db: Database
  clock: Clock
  cursors: Cursors
  jobs: Pick<Jobs, 'send'>
  reader: ListReader
  /** The thesaurus and the public standards. */
  codes(): Promise<CodeSource>
  organizations: Pick<OrganizationService, 'addListed' | 'removeListed'>
  profiles: Pick<ProfileService, 'createImported' | 'removeImported'>
}

export function createImportService(needs: ImportNeeds): ImportService {
  const { db, clock } = needs
  const pages = pagesOf(needs.cursors, 'imports')
  return {
    ...createReviewUseCases(needs),
    ...createValueUseCases(needs),
    upload: createUpload(needs),
    list: (actor, { limit, cursor }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'import.use')
        const rows = await store.ofAgency(tx, actingFor(actor).organizationId, pages.after(cursor), limit + 1)
        const { items, next } = pages.page(rows, limit, (row) => [row.createdAt.toISOString(), row.id])
        return { items: items.map((row) => importCard(row, clock.now())), next }
      }),
    get: (actor, importId) => db.as(actor, async (tx) => importView(tx, await ownImport(tx, actor, importId), clock.now())),
    discard: (actor, importId) =>
      db.as(actor, async (tx) => {
        const at = clock.now()
        await lockForStep(tx, actor, importId, { step: 'discard', at })
        await store.remove(tx, importId)
        await record(tx, actor, { action: 'import.discard', subjectKind: 'import', subjectId: importId, at })
      }),
    saveMapping: (actor, importId, version, body) => db.as(actor, (tx) => saveMapping(needs, tx, actor, { importId, version, body })),
    run: (actor, importId, version) =>
      db.as(actor, async (tx) => {
        const at = clock.now()
        await lockForStep(tx, actor, importId, { step: 'run', version, at })
        const row = await store.update(tx, importId, { state: 'running', done: 0, problem: null, updatedAt: at })
        await needs.jobs.send(tx, 'import', { importId, ...actingFor(actor) })
        await record(tx, actor, { action: 'import.run', subjectKind: 'import', subjectId: importId, at })
        return importView(tx, row, at)
      }),
    // The system's door: the agency is no member of the firms it takes back.
    undo: (actor, importId) => db.asSystem('import-undo', (tx) => undo(needs, tx, actor, importId)),
    template(actor) {
      requireMay(actor, 'import.use')
      return csvOf([Object.values(TEMPLATE)])
    },
  }
}

async function saveMapping(
  { clock }: ImportNeeds,
  tx: Transaction,
  actor: Actor,
  { importId, version, body }: { importId: string; version: number | null; body: MappingBody },
): Promise<ImportView> {
  const at = clock.now()
  const list = await lockForStep(tx, actor, importId, { step: 'map', version, at })
  const mapping: ListMapping = { columns: body.columns, constants: filled(body.constants) }
  requireMapping(list, mapping)
  const { records } = await checkList(tx, list, mapping, at.getUTCFullYear())
  for (const field of ASSIGNED_FIELDS) {
    const words = fieldWords(records, field).map((word) => ({ ...word, key: wordKey(word.value) }))
    await reviewStore.replaceValues(tx, importId, field, words)
  }
  const row = await store.update(tx, importId, { mapping, state: 'mapped', problem: null, updatedAt: at })
  await record(tx, actor, { action: 'import.map', subjectKind: 'import', subjectId: importId, at })
  return importView(tx, row, at)
}

/** A constant left empty says nothing. */
function filled(constants: MappingBody['constants']): ListMapping['constants'] {
  return Object.fromEntries(Object.entries(constants).filter(([, value]) => value !== '')) as Partial<Record<ListField, string>>
}

function requireMapping(list: ImportRow, mapping: ListMapping): void {
  const limit = list.header.length
  if (mapping.columns.length !== limit) throw new InvalidError([{ field: '/columns', code: 'wrong-length', params: { limit } }])
  const problems = mappingProblems(mapping)
  if (problems.length === 0) return
  throw new InvalidError(
    problems.map(({ code, field }) => ({
      field: code === 'mapping-constant-malformed' ? `/constants/${field}` : '/columns',
      code,
      params: { field },
    })),
  )
}

async function undo({ clock, organizations, profiles }: ImportNeeds, tx: Transaction, actor: Actor, importId: string): Promise<UndoView> {
  const at = clock.now()
  await lockForStep(tx, actor, importId, { step: 'undo', at })
  const firms = await store.standing(tx, importId)
  const kept = firms.flatMap((firm): { organizationId: string; name: string; reason: KeptReason }[] => {
    const reason = keptReason(firm)
    return reason ? [{ organizationId: firm.id, name: firm.name, reason }] : []
  })
  const staying = new Set(kept.map((firm) => firm.organizationId))
  const leaving = firms.flatMap((firm) => (staying.has(firm.id) ? [] : [firm.id]))
  await profiles.removeImported(tx, leaving)
  await organizations.removeListed(tx, leaving)
  const row = await store.update(tx, importId, { state: 'undone', updatedAt: at })
  const detail = { removed: leaving.length, kept: kept.length }
  await record(tx, actor, { action: 'import.undo', subjectKind: 'import', subjectId: importId, detail, at })
  return { removed: leaving.length, keptCount: kept.length, kept: kept.slice(0, MOST_SHOWN), version: row.version }
}

const MOST_SHOWN = 100

const TEMPLATE: Record<ListField, string> = {
  name: 'Company name',
  'native-name': 'Name in local language',
  'registration-number': 'Registration number',
  country: 'Country',
  region: 'Region',
  city: 'City',
  address: 'Address',
  email: 'E-mail',
  phone: 'Phone',
  website: 'Website',
  products: 'Products',
  processes: 'Processes',
  sector: 'Sector',
  employees: 'Number of employees',
  'year-founded': 'Founded in',
  certificates: 'Certificates',
  description: 'Description',
  'text-language': 'Text language',
  categories: 'Award categories',
  'earlier-awards': 'Number of awards',
  languages: 'Languages',
  'external-ref': 'Reference number',
}
