/** The thread of a linkage: its parties write to each other, take back what was wrong, mark what they have read, and let their agency in. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { mayTakeBack } from '../../../domain/conversations.ts'
import { ownNameIn } from '../../../domain/own-names.ts'
import { actingFor, requireMay } from '../../access.ts'
import { type Cursors, pageOf } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DocumentService } from '../documents/service.ts'
import type { MessageView, ThreadView, WriteBody } from './contract.ts'
import { type Part, type PartNeeds, partOf, readersOf, requireTakesPart, requireVisible, requireWritable } from './service-part.ts'
import { messageViews, threadView, type ViewNeeds } from './service-view.ts'
import { type InvitationRow, type MessageRow, conversationStore as store } from './store.ts'

export interface ConversationService {
  get(actor: Actor, linkageId: string): Promise<ThreadView>
  list(
    actor: Actor,
    linkageId: string,
    page: { limit: number; cursor: string | undefined },
  ): Promise<{ items: MessageView[]; next: string | null }>
  /** With the hash of a mail it lands once; the second time nothing is handed back. */
  write(actor: Actor, linkageId: string, body: WriteBody): Promise<MessageView>
  writeByMail(actor: Actor, linkageId: string, mail: { text: string; hash: string }): Promise<boolean>
  takeBack(actor: Actor, messageId: string): Promise<MessageView>
  /** Moves the reader's mark up to this message, or to the last one. */
  read(actor: Actor, linkageId: string, messageId: string | null): Promise<{ unread: number }>
  /** What the acting firm wants of the agency that brokers. */
  invite(actor: Actor, linkageId: string, invited: boolean): Promise<ThreadView>
  unread(actor: Actor): Promise<{ items: { linkageId: string; unread: number }[] }>
}

export interface ConversationNeeds extends PartNeeds, ViewNeeds {
  db: Database
  clock: Clock
  cursors: Cursors
  jobs: Pick<Jobs, 'sendMany'>
  documents: Pick<DocumentService, 'attach' | 'ofMessages' | 'openFrom'>
  /** The mail addresses of an organization's members. */
  addressesOf(organizationId: string): Promise<string[]>
}

export function createConversationService(needs: ConversationNeeds): ConversationService {
  const { db, clock, cursors } = needs
  return {
    get: (actor, linkageId) =>
      db.as(actor, async (tx) => {
        const part = await reach(needs, tx, actor, { linkageId, to: 'message.read' })
        return threadView(needs, tx, part)
      }),
    list: (actor, linkageId, { limit, cursor }) =>
      db.as(actor, async (tx) => {
        const part = await reach(needs, tx, actor, { linkageId, to: 'message.read' })
        if (!part.takesPart) return { items: [], next: null }
        const rows = await store.list(tx, part.reader, { after: cursors.read(cursor), limit: limit + 1 })
        const page = pageOf(rows, limit, cursors, (row) => [row.at.toISOString(), row.id])
        return { items: await messageViews(needs, tx, actor, { part, rows: page.items, at: clock.now() }), next: page.next }
      }),
    write: (actor, linkageId, { text, attachments = [] }) =>
      db.as(actor, async (tx) => {
        const part = await reach(needs, tx, actor, { linkageId, to: 'message.write', held: true })
        const row = (await add(needs, tx, actor, { part, text, hash: null })) as MessageRow
        // One after the other: each takes room from the next.
        for (const one of attachments) await attach(needs, tx, actor, { row, ...one })
        return viewOf(needs, tx, actor, { part, row })
      }),
    writeByMail: (actor, linkageId, { text, hash }) =>
      db.as(actor, async (tx) => {
        const part = await reach(needs, tx, actor, { linkageId, to: 'message.write', held: true })
        return (await add(needs, tx, actor, { part, text, hash })) !== undefined
      }),
    takeBack: (actor, messageId) => db.as(actor, (tx) => takeBack(needs, tx, actor, messageId)),
    read: (actor, linkageId, messageId) => db.as(actor, (tx) => read(needs, tx, actor, { linkageId, messageId })),
    invite: (actor, linkageId, invited) => db.as(actor, (tx) => invite(needs, tx, actor, { linkageId, invited })),
    unread: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'message.read')
        return { items: await store.unreadThreads(tx, actingFor(actor)) }
      }),
  }
}

interface Reached {
  linkageId: string
  to: 'message.read' | 'message.write' | 'message.invite'
  /** Before something is written that others must not overtake. */
  held?: boolean
}

async function reach(needs: ConversationNeeds, tx: Transaction, actor: Actor, { linkageId, to, held }: Reached): Promise<Part> {
  requireMay(actor, to)
  if (held) await store.hold(tx, linkageId)
  const part = await partOf(needs, tx, actor, linkageId)
  requireMay(actor, to, part?.access)
  return part as Part
}

interface Written {
  part: Part
  text: string
  hash: string | null
}

/** Undefined where the same mail has landed before. */
async function add(
  needs: ConversationNeeds,
  tx: Transaction,
  actor: Actor,
  { part, text, hash }: Written,
): Promise<MessageRow | undefined> {
  requireWritable(part)
  if (text.trim() === '') throw new RefusedError({ code: 'message-empty', message: 'The message holds nothing.' }, 422)
  await requireNoName(needs, part, text)
  const { linkageId, userId, organizationId } = part.reader
  const [author] = await needs.peopleOf([userId])
  const at = needs.clock.now()
  const row = await store.insert(tx, {
    linkageId,
    party: part.access.party,
    organizationId,
    userId,
    text: text.trim(),
    language: author?.locale ?? 'en',
    way: hash ? 'mail' : 'page',
    mailHash: hash,
    at,
  })
  if (!row) return
  // Who answers has read what stands above.
  await store.moveMark(tx, part.reader, row, at)
  await tell(needs, tx, part, row)
  await record(tx, actor, { action: 'message.write', subjectKind: 'linkage', subjectId: linkageId, at })
  return row
}

async function attach(
  { documents }: ConversationNeeds,
  tx: Transaction,
  actor: Actor,
  { row, ...file }: NonNullable<WriteBody['attachments']>[number] & { row: MessageRow },
): Promise<void> {
  const subject = { kind: 'message' as const, id: row.id, linkageId: row.linkageId }
  await documents.attach(tx, actor, { subject, language: row.language, ...file })
}

/** The alias holds: whoever knows the lead firm does not name it by mistake. Nobody else is told that he hit upon its name. */
async function requireNoName({ addressesOf }: ConversationNeeds, { behindAlias, access, head }: Part, text: string): Promise<void> {
  if (!behindAlias) return
  const { name, nativeName, website, contactEmail } = head.leadFirm
  const emails = [contactEmail, ...(await addressesOf(access.leadFirmId))]
  const word = ownNameIn(text, { names: [name, nativeName], websites: [website], emails })
  if (word !== null)
    throw new RefusedError({ code: 'message-names-you', message: 'This would give the name behind the alias away.', params: { word } })
}

/** The title of the need alone: who wrote may be hidden, and what was written stays here. */
async function tell({ jobs }: ConversationNeeds, tx: Transaction, part: Part, { id }: MessageRow): Promise<void> {
  const { linkageId, organizationId: author } = part.reader
  const others = readersOf(part).filter((one) => one !== author)
  await jobs.sendMany(
    tx,
    'notify',
    others.map((organizationId) => ({
      organizationId,
      topic: 'message' as const,
      subject: { kind: 'linkage' as const, id: linkageId },
      path: `/linkages/${linkageId}/messages`,
      params: { need: part.head.need },
      key: `message/${id}`,
    })),
  )
}

async function takeBack(needs: ConversationNeeds, tx: Transaction, actor: Actor, messageId: string): Promise<MessageView> {
  requireMay(actor, 'message.write')
  const found = await store.byId(tx, messageId)
  if (!found) throw new NotFoundError()
  const part = await reach(needs, tx, actor, { linkageId: found.linkageId, to: 'message.write', held: true })
  requireVisible(part, found.at)
  // Anew, since two may ask at once.
  const row = (await store.byId(tx, messageId)) as MessageRow
  if (row.userId !== part.reader.userId || row.organizationId !== part.reader.organizationId)
    throw new RefusedError({ code: 'message-not-yours', message: 'Only its author takes a message back.' })
  if (row.takenBackAt) return viewOf(needs, tx, actor, { part, row })
  const at = needs.clock.now()
  if (!mayTakeBack(row, at)) throw new RefusedError({ code: 'message-too-old', message: 'A message is taken back within 15 minutes.' })
  await store.takeBack(tx, messageId, at)
  // What hung on it is its owner's alone again.
  await needs.documents.openFrom(tx, actor, { kind: 'message', id: messageId }, null)
  await record(tx, actor, { action: 'message.take-back', subjectKind: 'linkage', subjectId: row.linkageId, at })
  return viewOf(needs, tx, actor, { part, row: { ...row, takenBackAt: at } })
}

async function read(
  needs: ConversationNeeds,
  tx: Transaction,
  actor: Actor,
  { linkageId, messageId }: { linkageId: string; messageId: string | null },
): Promise<{ unread: number }> {
  const part = await reach(needs, tx, actor, { linkageId, to: 'message.read' })
  requireTakesPart(part)
  const upTo = messageId ? await store.byId(tx, messageId) : (await store.list(tx, part.reader, { after: null, limit: 1 }))[0]
  if (messageId && upTo?.linkageId !== linkageId) throw new NotFoundError()
  if (upTo) {
    requireVisible(part, upTo.at)
    const at = needs.clock.now()
    await store.moveMark(tx, part.reader, upTo, at)
    await record(tx, actor, { action: 'message.read', subjectKind: 'linkage', subjectId: linkageId, at })
  }
  return { unread: await store.countUnread(tx, part.reader, await store.mark(tx, part.reader)) }
}

async function invite(
  needs: ConversationNeeds,
  tx: Transaction,
  actor: Actor,
  { linkageId, invited }: { linkageId: string; invited: boolean },
): Promise<ThreadView> {
  const part = await reach(needs, tx, actor, { linkageId, to: 'message.invite', held: true })
  const { agencyId, party } = part.access
  if (!agencyId) throw new RefusedError({ code: 'message-no-agency', message: 'No agency brokers this linkage.' })
  const at = needs.clock.now()
  const side: InvitationRow['side'] = party === 'sme' ? 'sme' : 'lead-firm'
  const { userId } = part.reader
  await (invited ? store.invite(tx, { linkageId, agencyId, side, userId, at }) : store.uninvite(tx, { linkageId, agencyId, side }))
  const action = invited ? 'message.invite-agency' : 'message.uninvite-agency'
  await record(tx, actor, { action, subjectKind: 'linkage', subjectId: linkageId, at })
  return threadView(needs, tx, { ...part, invitations: await store.invitations(tx, linkageId) })
}

async function viewOf(
  needs: ConversationNeeds,
  tx: Transaction,
  actor: Actor,
  { part, row }: { part: Part; row: MessageRow },
): Promise<MessageView> {
  const [view] = await messageViews(needs, tx, actor, { part, rows: [row], at: needs.clock.now() })
  return view as MessageView
}
