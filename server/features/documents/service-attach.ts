/** Lays a file before others: as a document of its own, or as the next version of one. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { checkTier, DOCUMENT_LIMITS, type DocumentParty, type DocumentTier } from '../../../domain/documents.ts'
import { titleOf } from '../../../domain/files.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { RefusedError } from '../../errors.ts'
import type { DocumentView } from './contract.ts'
import { placeOf, type Seat, seatAt } from './service-access.ts'
import { anonymousFile, requireQuietTitle } from './service-alias.ts'
import { type DocumentNeeds, find, placeAt, type SubjectIn, viewOf } from './service-finding.ts'
import { tellOfDocument } from './service-telling.ts'
import { type DocumentRow, documentStore as store } from './store.ts'
import { type UploadRow, uploadStore } from './store-uploads.ts'

export interface Attachment {
  /** Of all but a need and a linkage: with the linkage that it stands in. */
  subject: SubjectIn
  uploadId: string
  tier: DocumentTier
  title?: string
  language?: string
  keepUntilOn?: string | null
  /** From when the others may read it: absent at once, null not yet (see `openFrom`). */
  openAt?: Date | null
}

export async function attach(needs: DocumentNeeds, tx: Transaction, actor: Actor, asked: Attachment): Promise<DocumentView> {
  const seat = await seatAt(needs, tx, actor, placeAt(asked.subject))
  requireSeat(actor, seat)
  const { party } = seat
  const tier = checkTier(asked.tier, seat.subject.kind, party)
  if (!tier.ok) throw new RefusedError(tier.refusal, 422)
  const { organizationId, userId } = actingFor(actor)
  await requireRoom(tx, seat, organizationId)
  const upload = await taken(tx, asked.uploadId, organizationId)
  const title = asked.title ?? titleOf(upload.name)
  const hides = party === 'lead-firm' && seat.underAlias
  if (hides) await requireQuietTitle(needs, tx, organizationId, title)
  const at = needs.clock.now()
  const { language = 'en', keepUntilOn = null, openAt = at } = asked
  const id = await store.insert(tx, {
    ...scopeOf(seat),
    organizationId,
    party,
    tier: tier.value,
    title,
    language,
    keepUntilOn,
    openAt,
    createdBy: userId,
    createdAt: at,
    updatedAt: at,
  })
  await store.addVersion(tx, { documentId: id, number: 1, ...(await fileOf(needs, upload, hides)), byUserId: userId, at })
  await record(tx, actor, { action: 'document.attach', subjectKind: 'document', subjectId: id, detail: { tier: tier.value }, at })
  const found = await find(needs, tx, actor, id)
  await tellOfDocument(needs, tx, found.loaded, found.seat)
  return viewOf(needs, tx, actor, id)
}

/** Only who sits at the table may lay something on it. */
function requireSeat(actor: Actor, seat: Seat | undefined): asserts seat is SeatOfParty {
  requireMay(actor, 'document.own', seat && { parties: seat.parties })
}

type SeatOfParty = Seat & { party: DocumentParty }

function scopeOf({ subject, linkageId, needId }: Seat) {
  return { subjectKind: subject.kind, subjectId: subject.id, linkageId, needId }
}

async function requireRoom(tx: Transaction, { subject }: Seat, organizationId: string): Promise<void> {
  const { perSubject } = DOCUMENT_LIMITS
  if ((await store.countOf(tx, subject, organizationId)) < perSubject) return
  const refusal = {
    code: 'too-many-documents',
    message: 'There are as many documents of yours here as can be.',
    params: { limit: perSubject },
  }
  throw new RefusedError(refusal)
}

async function taken(tx: Transaction, uploadId: string, organizationId: string): Promise<UploadRow> {
  const upload = await uploadStore.take(tx, uploadId, organizationId)
  if (!upload) throw new RefusedError({ code: 'upload-gone', message: 'This file is not there any more; send it again.' }, 422)
  return upload
}

/** The upload as a version's file; under an alias one that does not tell whose it is. */
async function fileOf(needs: DocumentNeeds, upload: UploadRow, anonymous: boolean) {
  const { object, name, kind, bytes, sha256, scan } = upload
  return { object, name, kind, bytes, sha256, scan, ...(anonymous && (await anonymousFile(needs, upload))), anonymous }
}

export interface Replacing {
  documentId: string
  version: number | null
  uploadId: string
}

/** The older versions stay with their owner. */
export async function replace(needs: DocumentNeeds, tx: Transaction, actor: Actor, asked: Replacing): Promise<DocumentView> {
  const row = await ownRow(tx, actor, asked.documentId, asked.version)
  const seat = await seatAt(needs, tx, actor, placeOf(row))
  requireSeat(actor, seat)
  const { organizationId, userId } = actingFor(actor)
  const upload = await taken(tx, asked.uploadId, organizationId)
  const hides = row.party === 'lead-firm' && seat.underAlias
  if (hides) await requireQuietTitle(needs, tx, organizationId, row.title)
  const at = needs.clock.now()
  const number = row.current + 1
  await store.addVersion(tx, { documentId: row.id, number, ...(await fileOf(needs, upload, hides)), byUserId: userId, at })
  await store.change(tx, row.id, { current: number, updatedAt: at })
  await record(tx, actor, { action: 'document.replace', subjectKind: 'document', subjectId: row.id, detail: { number }, at })
  const found = await find(needs, tx, actor, row.id)
  await tellOfDocument(needs, tx, found.loaded, found.seat)
  return viewOf(needs, tx, actor, row.id)
}

/** A document of one's own organization, held; another's is not there, whoever may read it. */
export async function ownRow(tx: Transaction, actor: Actor, documentId: string, version?: number | null): Promise<DocumentRow> {
  const row = await store.lock(tx, documentId)
  requireMay(actor, 'document.own', row)
  if (version !== undefined) requireVersion(row, version)
  return row
}
