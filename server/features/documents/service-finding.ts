/** Finds documents for a reader: what is not open to him is not there, and leaves no gap in what he counts. */
import type { Database, Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import type { Notice } from '../../../domain/notices.ts'
import { requireMay } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import { NotFoundError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { FileInspector } from '../../ports/file-inspector.ts'
import type { FileStore } from '../../ports/file-store.ts'
import type { DocumentList, DocumentView } from './contract.ts'
import { type AccessNeeds, type Place, placeOf, type Seat, seatAt, sees } from './service-access.ts'
import { documentView } from './service-views.ts'
import { type LoadedDocument, type Subject, documentStore as store } from './store.ts'

export interface DocumentNeeds extends AccessNeeds {
  db: Database
  clock: Clock
  cursors: Cursors
  files: FileStore
  inspector: FileInspector
  firmOf(tx: Transaction, organizationId: string): Promise<{ name: string; nativeName: string; website: string } | undefined>
  tell(tx: Transaction, notice: Notice): Promise<void>
}

export interface Found {
  loaded: LoadedDocument
  seat: Seat
  /** Which one it is of those that the reader sees. */
  nth: number
}

/** A subject and, where it stands within a linkage, that. */
export type SubjectIn = Subject & { linkageId?: string }

export function placeAt({ kind, id, linkageId }: SubjectIn): Place {
  if (kind === 'need') return { subject: { kind, id }, linkageId: null, needId: id }
  return { subject: { kind, id }, linkageId: kind === 'linkage' ? id : (linkageId ?? null), needId: null }
}

export async function list(needs: DocumentNeeds, tx: Transaction, actor: Actor, place: Place): Promise<DocumentList> {
  requireMay(actor, 'document.read')
  const seat = await seatAt(needs, tx, actor, place)
  if (!seat) throw new NotFoundError()
  const seen = await seenAt(needs, tx, actor, seat)
  const looking = { actor, seat, at: needs.clock.now() }
  return {
    items: seen.map((one, at) => documentView(one, at + 1, looking)),
    tiers: seat.tiers,
    underAlias: seat.party === 'lead-firm' && seat.underAlias,
  }
}

/** Those that are open to whoever sits there, in the order in which they came. */
async function seenAt({ clock }: Pick<DocumentNeeds, 'clock'>, tx: Transaction, actor: Actor, seat: Seat): Promise<LoadedDocument[]> {
  const at = clock.now()
  return (await store.ofSubject(tx, seat.subject)).filter((one) => sees(seat, one, actor, at))
}

/** A document that the reader may read; one that he may not is not there. */
export async function find(needs: DocumentNeeds, tx: Transaction, actor: Actor, documentId: string): Promise<Found> {
  requireMay(actor, 'document.read')
  const row = (await store.byId(tx, documentId))?.row
  const seat = row && (await seatAt(needs, tx, actor, placeOf(row)))
  const seen = seat ? await seenAt(needs, tx, actor, seat) : []
  const at = seen.findIndex((one) => one.row.id === documentId)
  const loaded = seen[at]
  if (!seat || !loaded) throw new NotFoundError()
  return { loaded, seat, nth: at + 1 }
}

export async function viewOf(needs: DocumentNeeds, tx: Transaction, actor: Actor, documentId: string): Promise<DocumentView> {
  const { loaded, seat, nth } = await find(needs, tx, actor, documentId)
  return documentView(loaded, nth, { actor, seat, at: needs.clock.now() })
}

export interface Messages {
  linkageId: string
  ids: readonly string[]
}

/** What the reader sees of the documents of many messages of one linkage, in the order in which they came. */
export async function ofMessages(
  needs: DocumentNeeds,
  tx: Transaction,
  actor: Actor,
  { linkageId, ids }: Messages,
): Promise<DocumentView[]> {
  const [id] = ids
  if (id === undefined) return []
  const seat = await seatAt(needs, tx, actor, placeAt({ kind: 'message', id, linkageId }))
  if (!seat) throw new NotFoundError()
  const at = needs.clock.now()
  const seen = (await store.ofSubjects(tx, 'message', ids)).filter((one) => sees(seat, one, actor, at))
  const byMessage = Map.groupBy(seen, (one) => one.row.subjectId)
  return [...byMessage.values()].flatMap((list) => list.map((one, nth) => documentView(one, nth + 1, { actor, seat, at })))
}
