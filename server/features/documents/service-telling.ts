/** Tells the other parties of a linkage that there is a document, those alone to whom it is open. */
import type { Transaction } from '../../../db/client.ts'
import { type Actor, VISITOR } from '../../../domain/actor.ts'
import type { NoticeTopic } from '../../../domain/notices.ts'
import { type Other, type Seat, seatAt, sees } from './service-access.ts'
import type { DocumentNeeds } from './service-finding.ts'
import type { LoadedDocument } from './store.ts'

export async function tellOfDocument(needs: DocumentNeeds, tx: Transaction, loaded: LoadedDocument, seat: Seat): Promise<void> {
  const { row, file } = loaded
  const key = `document-shared/${row.id}/${file.number}`
  for (const other of seat.others) {
    const reader = memberOf(other)
    const theirs = await seatAt(needs, tx, reader, seat)
    if (!theirs || !sees(theirs, loaded, reader, needs.clock.now())) continue
    await tellOne(needs, tx, other, { seat, topic: 'document-shared', subject: { kind: 'document', id: row.id }, key })
  }
}

interface Told {
  seat: Pick<Seat, 'linkageId' | 'needTitle'>
  topic: NoticeTopic
  subject: { kind: 'document' | 'linkage'; id: string }
  key: string
}

/** The title of the need is open to both sides; nothing else is said. */
export async function tellOne(needs: Pick<DocumentNeeds, 'tell'>, tx: Transaction, { organizationId }: Other, told: Told): Promise<void> {
  const { seat, topic, subject, key } = told
  const path = `/linkages/${seat.linkageId}/documents`
  await needs.tell(tx, { organizationId, topic, subject, path, params: { need: seat.needTitle }, key: `${key}/${organizationId}` })
}

/** Anybody of that organization: what he reads depends on it alone. */
function memberOf({ organizationId, kind }: Other): Actor {
  return { ...VISITOR, organizationId, kind }
}
