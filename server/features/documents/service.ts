/** Documents of needs and within linkages: their owner brings, changes, replaces and removes them and sees who read them; others read what is open. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { checkTier, DOCUMENT_PARTIES } from '../../../domain/documents.ts'
import { actingFor, requireMay } from '../../access.ts'
import { pageOf } from '../../cursor.ts'
import { RefusedError } from '../../errors.ts'
import type { ChangeBody, DocumentDetail, DocumentList, DocumentView, ReadView } from './contract.ts'
import { placeOf, type Seat, seatAt } from './service-access.ts'
import { requireQuietTitle } from './service-alias.ts'
import { type Attachment, attach, ownRow, replace } from './service-attach.ts'
import { type DocumentNeeds, find, list, type Messages, ofMessages, placeAt, type SubjectIn, viewOf } from './service-finding.ts'
import { detailView, documentView } from './service-views.ts'
import { type Subject, documentStore as store } from './store.ts'

export type { Attachment, SubjectIn }

export interface DocumentService {
  ofLinkage(actor: Actor, linkageId: string): Promise<DocumentList>
  /** Of an open need, or of one of the reader's own. */
  ofNeed(actor: Actor, needId: string): Promise<DocumentList>
  bring(actor: Actor, attachment: Attachment): Promise<DocumentView>
  get(actor: Actor, documentId: string): Promise<DocumentDetail>
  change(actor: Actor, documentId: string, version: number | null, body: ChangeBody): Promise<DocumentView>
  replace(actor: Actor, documentId: string, version: number | null, uploadId: string): Promise<DocumentView>
  remove(actor: Actor, documentId: string): Promise<void>
  reads(actor: Actor, documentId: string, page: ReadsPage): Promise<{ items: ReadView[]; next: string | null }>
  /** For features that hold documents: attaches an upload inside their transaction. */
  attach(tx: Transaction, actor: Actor, attachment: Attachment): Promise<DocumentView>
  /** What this reader sees of a subject's documents. */
  of(tx: Transaction, actor: Actor, subject: SubjectIn): Promise<DocumentView[]>
  /** The same of many messages of one linkage. */
  ofMessages(tx: Transaction, actor: Actor, messages: Messages): Promise<DocumentView[]>
  /** Opens what the actor's organization attached to a draft or a sealed subject, from an instant on; null closes it again. */
  openFrom(tx: Transaction, actor: Actor, subject: Subject, at: Date | null): Promise<void>
}

interface ReadsPage {
  limit: number
  cursor: string | undefined
}

export function createDocumentService(needs: DocumentNeeds): DocumentService {
  const { db } = needs
  return {
    ofLinkage: (actor, id) => db.as(actor, (tx) => list(needs, tx, actor, placeAt({ kind: 'linkage', id }))),
    ofNeed: (actor, id) => db.as(actor, (tx) => list(needs, tx, actor, placeAt({ kind: 'need', id }))),
    bring: (actor, attachment) => db.as(actor, (tx) => attach(needs, tx, actor, attachment)),
    get: (actor, documentId) => db.as(actor, (tx) => detail(needs, tx, actor, documentId)),
    change: (actor, documentId, version, body) => db.as(actor, (tx) => change(needs, tx, actor, { documentId, version, body })),
    replace: (actor, documentId, version, uploadId) => db.as(actor, (tx) => replace(needs, tx, actor, { documentId, version, uploadId })),
    remove: (actor, documentId) =>
      db.as(actor, async (tx) => {
        const row = await ownRow(tx, actor, documentId)
        await store.remove(tx, [row.id])
        await record(tx, actor, { action: 'document.remove', subjectKind: 'document', subjectId: row.id, at: needs.clock.now() })
      }),
    reads: (actor, documentId, page) => db.as(actor, (tx) => readsOf(needs, tx, actor, { documentId, page })),
    attach: (tx, actor, attachment) => attach(needs, tx, actor, attachment),
    of: async (tx, actor, subject) => (await list(needs, tx, actor, placeAt(subject))).items,
    ofMessages: (tx, actor, messages) => ofMessages(needs, tx, actor, messages),
    openFrom: (tx, actor, { kind, id }, at) => store.openFrom(tx, { kind, id }, actingFor(actor).organizationId, at),
  }
}

async function detail(needs: DocumentNeeds, tx: Transaction, actor: Actor, documentId: string): Promise<DocumentDetail> {
  const { loaded, seat, nth } = await find(needs, tx, actor, documentId)
  const view = documentView(loaded, nth, { actor, seat, at: needs.clock.now() })
  // Whoever else reads it learns of the version that counts, not of how often it was drawn.
  const versions = view.own ? await store.versions(tx, documentId) : [{ ...loaded.file, name: view.name }]
  return detailView(view, versions, view.own ? seat.tiers : [])
}

interface Changing {
  documentId: string
  version: number | null
  body: ChangeBody
}

async function change(needs: DocumentNeeds, tx: Transaction, actor: Actor, { documentId, version, body }: Changing): Promise<DocumentView> {
  const row = await ownRow(tx, actor, documentId, version)
  const seat = await seatAt(needs, tx, actor, placeOf(row))
  requireMay(actor, 'document.own', seat && { parties: seat.parties })
  const tier = checkTier(body.tier, row.subjectKind, row.party)
  if (!tier.ok) throw new RefusedError(tier.refusal, 422)
  if (row.party === 'lead-firm' && seat?.underAlias) await requireQuietTitle(needs, tx, row.organizationId, body.title)
  const at = needs.clock.now()
  await store.change(tx, row.id, { ...body, updatedAt: at })
  const fields = Object.keys(body).filter((name) => body[name as keyof ChangeBody] !== row[name as keyof ChangeBody])
  await record(tx, actor, { action: 'document.change', subjectKind: 'document', subjectId: row.id, detail: { fields }, at })
  return viewOf(needs, tx, actor, row.id)
}

async function readsOf(
  needs: DocumentNeeds,
  tx: Transaction,
  actor: Actor,
  { documentId, page: { limit, cursor } }: { documentId: string; page: ReadsPage },
): Promise<{ items: ReadView[]; next: string | null }> {
  const row = (await store.byId(tx, documentId))?.row
  requireMay(actor, 'document.own', row)
  const seat = await seatAt(needs, tx, actor, placeOf(row))
  requireMay(actor, 'document.own', seat && { parties: seat.parties })
  const marks = needs.cursors.of(documentId)
  const rows = await store.reads(tx, documentId, { after: marks.read(cursor), limit: limit + 1 })
  const page = pageOf(rows, limit, marks, ({ read }) => [read.at.toISOString(), read.id])
  return { items: page.items.map((one) => readView(one, seat as Seat)), next: page.next }
}

type Reading = Awaited<ReturnType<typeof store.reads>>[number]

function readView({ read, firm, kind }: Reading, seat: Seat): ReadView {
  const isLeadFirm = read.organizationId === seat.leadFirmId
  const isParty = isLeadFirm || seat.others.some((one) => one.organizationId === read.organizationId)
  return {
    number: read.number,
    by: isParty ? partyOf(kind) : read.userId ? 'other' : 'visitor',
    firm: namedTo(seat, { isLeadFirm, isParty, kind }) ? firm : null,
    at: read.at.toISOString(),
  }
}

/** A lead firm that looks in from elsewhere may stand under an alias there; suppliers and agencies are known by name. */
function namedTo(seat: Seat, { isLeadFirm, isParty, kind }: { isLeadFirm: boolean; isParty: boolean; kind: Reading['kind'] }): boolean {
  if (isLeadFirm) return !seat.leadFirmHidden
  return isParty || kind !== 'lead-firm'
}

function partyOf(kind: Reading['kind']): ReadView['by'] {
  return DOCUMENT_PARTIES.find((one) => one === kind) ?? 'other'
}
