/** Messages as one party reads them: nobody is named whom the reader may not know, and nothing is shown that was taken back. */
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { authorShown, mayTakeBack } from '../../../domain/conversations.ts'
import type { LinkageParty } from '../../../domain/linkages.ts'
import type { DocumentService } from '../documents/service.ts'
import type { MessageView, ThreadView } from './contract.ts'
import { agenciesIn, inSince, type Part, partyOf, readersOf } from './service-part.ts'
import { type Mark, type MessageRow, conversationStore as store } from './store.ts'

/** People as those who work with them know them; handed in, since accounts have a door of their own. */
export interface PersonKnown {
  id: string
  name: string
  email: string
  locale: string | null
}

export interface ViewNeeds {
  documents: Pick<DocumentService, 'ofMessages'>
  peopleOf(ids: readonly string[]): Promise<PersonKnown[]>
  /** Whether mail about messages can be answered here. */
  answersByMail: boolean
}

type Documents = Awaited<ReturnType<DocumentService['ofMessages']>>

interface Known {
  documents: ReadonlyMap<string, Documents>
  people: ReadonlyMap<string, string>
  organizations: ReadonlyMap<string, string>
  mine: Mark | null
  marks: ReadonlyMap<string, Mark>
}

export async function messageViews(
  needs: ViewNeeds,
  tx: Transaction,
  actor: Actor,
  { part, rows, at }: { part: Part; rows: readonly MessageRow[]; at: Date },
): Promise<MessageView[]> {
  const ids = rows.filter((row) => row.takenBackAt === null).map((row) => row.id)
  const documents = await needs.documents.ofMessages(tx, actor, { linkageId: part.access.id, ids })
  const userIds = [...new Set(rows.map((row) => row.userId))]
  const known: Known = {
    documents: Map.groupBy(documents, (one) => one.subject.id),
    people: new Map((await needs.peopleOf(userIds)).map((one) => [one.id, one.name])),
    organizations: await store.organizationNames(tx, [...new Set(rows.map((row) => row.organizationId))]),
    mine: await store.mark(tx, part.reader),
    marks: await store.marks(tx, part.reader.linkageId),
  }
  return rows.map((row) => messageView(row, part, { known, at }))
}

function messageView(row: MessageRow, part: Part, { known, at }: { known: Known; at: Date }): MessageView {
  const { reader } = part
  const own = row.organizationId === reader.organizationId
  const isMine = own && row.userId === reader.userId
  return {
    id: row.id,
    linkageId: row.linkageId,
    party: row.party,
    author: authorOf(row, part, known),
    own,
    text: row.takenBackAt ? '' : row.text,
    language: row.language,
    way: row.way,
    at: row.at.toISOString(),
    takenBackAt: row.takenBackAt?.toISOString() ?? null,
    mayTakeBack: isMine && mayTakeBack(row, at),
    unread: !own && row.takenBackAt === null && !isRead(row, known.mine),
    readBy: readBy(row, part, known),
    documents: (known.documents.get(row.id) ?? []).map(({ id, title, name, kind, bytes, tier }) => ({
      id,
      title,
      name,
      kind,
      bytes,
      tier,
    })),
  }
}

function authorOf({ organizationId, userId, party }: MessageRow, { access, reader }: Part, known: Known): MessageView['author'] {
  const shown = organizationId === reader.organizationId ? { organization: true, person: true } : authorShown(party, access)
  return {
    organization: shown.organization ? (known.organizations.get(organizationId) ?? null) : null,
    person: shown.person ? (known.people.get(userId) ?? null) : null,
  }
}

function readBy(row: MessageRow, part: Part, { marks }: Known): LinkageParty[] {
  const others = readersOf(part).filter((id) => id !== row.organizationId && isRead(row, marks.get(id) ?? null))
  return [...new Set(others.map((id) => partyOf(part.access, id)))]
}

function isRead({ at, id }: MessageRow, mark: Mark | null): boolean {
  if (!mark) return false
  return at.getTime() === mark.at.getTime() ? id <= mark.id : at < mark.at
}

export async function threadView(needs: ViewNeeds, tx: Transaction, part: Part): Promise<ThreadView> {
  const { access, head, state, reader, takesPart } = part
  const { agencyId } = access
  const name = agencyId && (await store.organizationNames(tx, [agencyId])).get(agencyId)
  const wanted = part.invitations.filter((one) => one.agencyId === agencyId)
  const readers = readersOf(part).map((id) => partyOf(access, id))
  return {
    linkageId: access.id,
    need: head.need,
    party: access.party,
    state,
    takesPart,
    behindAlias: part.behindAlias,
    unread: takesPart ? await store.countUnread(tx, reader, await store.mark(tx, reader)) : 0,
    agency: agencyId && name ? { id: agencyId, name } : null,
    invitedBy: wanted.map((one) => one.side),
    agencySince: (agencyId && agenciesIn(part).includes(agencyId) && inSince(wanted, agencyId)?.toISOString()) || null,
    readers: [...new Set(readers)],
    answersByMail: needs.answersByMail,
  }
}
