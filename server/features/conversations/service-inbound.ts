/** Mail that comes in: a reply from the very member to whom a message was mailed lands in its thread, as if he had written it there. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { record } from '../../../db/audit.ts'
import type { Database } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import { type Actor, VISITOR } from '../../../domain/actor.ts'
import { MESSAGE_MOST } from '../../../domain/conversations.ts'
import { addressIn, replyOf } from '../../../domain/mail-replies.ts'
import { dutiesHeld } from '../../../domain/organizations.ts'
import { requireMay } from '../../access.ts'
import { DeniedError, NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { InboundMail } from './contract.ts'
import type { ConversationService } from './service.ts'
import type { ReplyAddresses } from './service-tokens.ts'
import { type Sender, inboundStore as store } from './store-inbound.ts'

export interface InboundService {
  receive(actor: Actor, token: string | null, mail: InboundMail): Promise<{ outcome: 'accepted' | 'rejected' }>
}

export interface InboundNeeds {
  db: Database
  clock: Clock
  jobs: Pick<Jobs, 'send'>
  publicOrigin: string
  threads: Pick<ConversationService, 'writeByMail'>
  /** Null where no mail is received. */
  replies: { addresses: ReplyAddresses; token: string } | null
}

interface Proved {
  sender: Sender
  actor: Actor
  linkageId: string
}

export function createInboundService(needs: InboundNeeds): InboundService {
  return {
    async receive(actor, token, mail) {
      requireMay(actor, 'message.receive')
      const { replies } = needs
      if (!replies) throw new NotFoundError()
      if (!token || !isSame(replies.token, token)) throw new DeniedError('not-signed-in')
      const proved = await prove(needs, replies.addresses, mail)
      const outcome = proved && (await land(needs, proved, mail)) ? 'accepted' : 'rejected'
      await note(needs, proved, { outcome, messageId: mail.messageId })
      return { outcome }
    },
  }
}

/** Every mail is in the book, also one that did not land: whoever looks for a lost reply finds it there. */
async function note(
  { db, clock }: InboundNeeds,
  proved: Proved | null,
  { outcome, messageId }: { outcome: 'accepted' | 'rejected'; messageId: string },
): Promise<void> {
  const subjectId = createHash('sha256').update(messageId.trim()).digest('hex').slice(0, 32)
  const { userId, organizationId } = proved?.actor ?? VISITOR
  const entry = { action: 'message.receive', subjectKind: 'mail', subjectId, detail: { outcome }, at: clock.now() }
  await db.asSystem('inbound-mail', (tx) => record(tx, { userId, organizationId }, entry))
}

/** Whoever cannot be proved is told nothing: an unknown address, one of somebody else, and one that is too old look alike. */
async function prove({ db, clock }: InboundNeeds, addresses: ReplyAddresses, mail: InboundMail): Promise<Proved | null> {
  const token = addresses.read(mail.to)
  if (!token) return null
  return db.asSystem('inbound-mail', async (tx) => {
    const sender = await store.sender(tx, addressIn(mail.from).toWellFormed().replaceAll('\0', ''))
    if (!sender) return null
    const { userId } = sender
    const organizations = await store.organizationIds(tx, userId)
    const organizationId = organizations.find((id) => addresses.proves(token, { userId, organizationId: id }, clock.now()))
    if (!organizationId) return null
    const members = await store.members(tx, organizationId)
    const member = members.find((one) => one.userId === userId)
    if (!member) return null
    const duties = dutiesHeld(member, members, member.kind)
    const actor: Actor = { ...VISITOR, userId, organizationId, kind: member.kind, role: member.role, duties }
    return { sender, actor, linkageId: token.linkageId }
  })
}

/** What cannot land is told to its sender, whom we know by now. */
async function land(needs: InboundNeeds, proved: Proved, mail: InboundMail): Promise<boolean> {
  const text = replyOf(mail.text)
  if (text.length > MESSAGE_MOST) return refuse(needs, proved, { template: 'reply-too-long', params: { most: String(MESSAGE_MOST) } })
  const hash = createHash('sha256')
    .update(JSON.stringify([proved.actor.userId, proved.linkageId, mail.messageId.trim()]))
    .digest('hex')
  try {
    const isNew = await needs.threads.writeByMail(proved.actor, proved.linkageId, { text, hash })
    if (isNew && (mail.attachments ?? 0) > 0) await answer(needs, proved, { template: 'reply-attachments', params: {} })
    return true
  } catch (error) {
    if (error instanceof RefusedError) return refuse(needs, proved, reasonOf(error))
    if (error instanceof NotFoundError || error instanceof DeniedError) return false
    throw error
  }
}

interface Reason {
  template: string
  params: Record<string, string>
}

function reasonOf({ refusal: { code, params } }: RefusedError): Reason {
  if (code === 'message-names-you') return { template: 'reply-names-you', params: { word: String(params?.word ?? '') } }
  return { template: code === 'message-empty' ? 'reply-empty' : 'reply-closed', params: {} }
}

async function refuse(needs: InboundNeeds, proved: Proved, reason: Reason): Promise<false> {
  await answer(needs, proved, reason)
  return false
}

async function answer(
  { db, jobs, publicOrigin }: InboundNeeds,
  { sender, linkageId }: Proved,
  { template, params }: Reason,
): Promise<void> {
  const link = `${publicOrigin}/linkages/${linkageId}/messages`
  const mail = { to: sender.email, template, locale: sender.locale ?? 'en', params: { ...params, link } }
  await db.asSystem('inbound-mail', (tx) => jobs.send(tx, 'mail', mail))
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest()]
  return timingSafeEqual(a, b)
}
