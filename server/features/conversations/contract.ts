/** What the API hears and says about the thread of a linkage: messages, read marks, the agency in it, and mail that comes in. */
import { type Static, Type } from 'typebox'
import { MESSAGE_MOST, MESSAGE_WAYS, THREAD_STATES } from '../../../domain/conversations.ts'
import { DOCUMENT_TIERS } from '../../../domain/documents.ts'
import { FILE_KINDS } from '../../../domain/files.ts'
import { LINKAGE_PARTIES } from '../../../domain/linkages.ts'
import { Closed, Count, Id, Instant, Nullable, OneOf, PageQuery, refusals, Text } from '../../shapes.ts'

const tags = ['conversations']
const linkageParams = Closed({ linkageId: Id })
const reads = { permission: 'message.read' } as const
const Parties = Type.Array(OneOf(LINKAGE_PARTIES))

export const MessageView = Closed({
  id: Id,
  linkageId: Id,
  party: OneOf(LINKAGE_PARTIES),
  /** Null while the reader may not know it: behind an alias both, a person before the tier `matched`. */
  author: Closed({ organization: Nullable(Type.String()), person: Nullable(Type.String()) }),
  /** Written by the reader's own organization. */
  own: Type.Boolean(),
  /** Empty once it was taken back. */
  text: Type.String(),
  language: Type.String(),
  way: OneOf(MESSAGE_WAYS),
  at: Instant,
  takenBackAt: Nullable(Instant),
  /** By the reader, now. */
  mayTakeBack: Type.Boolean(),
  unread: Type.Boolean(),
  /** The other parties of which somebody has read as far as this. */
  readBy: Parties,
  /** The files that hang on it and are open to the reader; each is read as any document. */
  documents: Type.Array(
    Closed({
      id: Id,
      title: Type.String(),
      name: Type.String(),
      kind: OneOf(FILE_KINDS),
      bytes: Type.Integer(),
      tier: OneOf(DOCUMENT_TIERS),
    }),
  ),
})
export type MessageView = Static<typeof MessageView>

export const ThreadView = Closed({
  linkageId: Id,
  need: Type.String(),
  party: OneOf(LINKAGE_PARTIES),
  state: OneOf(THREAD_STATES),
  /** False for an agency that not both firms have invited; it reads and writes nothing. */
  takesPart: Type.Boolean(),
  /** The reader knows the lead firm and the SME may not yet: what would name it is refused. */
  behindAlias: Type.Boolean(),
  unread: Type.Integer(),
  /** The agency that brokers, whether or not it is in the thread. */
  agency: Nullable(Closed({ id: Id, name: Type.String() })),
  /** The firms that want it in the thread; both, and it reads what is written from then on. */
  invitedBy: Type.Array(OneOf(['lead-firm', 'sme'] as const)),
  agencySince: Nullable(Instant),
  /** Who reads what is written now. */
  readers: Parties,
  /** Mail about a message can be answered. */
  answersByMail: Type.Boolean(),
})
export type ThreadView = Static<typeof ThreadView>

const Unread = Closed({ unread: Type.Integer() })

export const getThread = {
  config: reads,
  schema: { operationId: 'getThread', tags, params: linkageParams, response: { 200: ThreadView, ...refusals } },
} as const
/** The newest first. */
export const listMessages = {
  config: reads,
  schema: {
    operationId: 'listMessages',
    tags,
    params: linkageParams,
    querystring: Closed(PageQuery),
    response: { 200: Closed({ items: Type.Array(MessageView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const WriteBody = Closed({
  text: Text(MESSAGE_MOST, 1),
  /** Files that were uploaded before, each with who may read it. */
  attachments: Type.Optional(Type.Array(Closed({ uploadId: Id, tier: OneOf(DOCUMENT_TIERS) }), { maxItems: 5 })),
})
export type WriteBody = Static<typeof WriteBody>

export const writeMessage = {
  config: { permission: 'message.write' },
  schema: {
    operationId: 'writeMessage',
    tags,
    params: linkageParams,
    body: WriteBody,
    response: { 201: MessageView, ...refusals },
  },
} as const
export const takeMessageBack = {
  config: { permission: 'message.write' },
  schema: { operationId: 'takeMessageBack', tags, params: Closed({ messageId: Id }), response: { 200: MessageView, ...refusals } },
} as const
export const readMessages = {
  config: reads,
  schema: {
    operationId: 'readMessages',
    tags,
    params: linkageParams,
    /** Up to this message; without it all. A mark never goes back. */
    body: Closed({ messageId: Type.Optional(Id) }),
    response: { 200: Unread, ...refusals },
  },
} as const
export const inviteAgencyToThread = {
  config: { permission: 'message.invite' },
  schema: {
    operationId: 'inviteAgencyToThread',
    tags,
    params: linkageParams,
    /** What the acting firm wants of the agency that brokers. */
    body: Closed({ invited: Type.Boolean() }),
    response: { 200: ThreadView, ...refusals },
  },
} as const
/** For the two firms; an agency sees what is unread on each thread. */
export const countUnreadMessages = {
  config: reads,
  schema: {
    operationId: 'countUnreadMessages',
    tags,
    response: { 200: Closed({ items: Type.Array(Closed({ linkageId: Id, unread: Type.Integer() })) }), ...refusals },
  },
} as const

/** Longer mails are cut by the gateway or refused; what was quoted is cut here. */
export const InboundMail = Closed({
  /** The header as it came; the address of the thread may stand among others. */
  to: Type.String({ maxLength: 4_000 }),
  from: Type.String({ maxLength: 1_000 }),
  subject: Type.String({ maxLength: 1_000 }),
  /** The part `text/plain`, quoted history and all. */
  text: Type.String({ maxLength: 200_000 }),
  messageId: Type.String({ minLength: 1, maxLength: 1_000 }),
  /** How many files hung on it. None is taken; the sender is told where to upload them. */
  attachments: Type.Optional(Count),
})
export type InboundMail = Static<typeof InboundMail>

export const receiveMail = {
  config: { permission: 'message.receive' },
  schema: {
    operationId: 'receiveMail',
    tags,
    description:
      'Called by whatever receives mail for REPLY_DOMAIN, with INBOUND_MAIL_TOKEN as bearer token; 404 where that is not set up. A reply to the address `reply+…@REPLY_DOMAIN` of a mail about a message becomes a message of the same thread, without what it quotes: once for each Message-ID, only within 90 days, and only from the mail address of the very member to whom the mail went. Hand on only mail whose sender is proved (DMARC), and no automatic answers. `rejected` says no more on purpose; a sender whom we know is told the reason by mail.',
    headers: Type.Object({ authorization: Type.Optional(Type.String({ maxLength: 400 })) }),
    body: InboundMail,
    response: { 200: Closed({ outcome: OneOf(['accepted', 'rejected'] as const) }), ...refusals },
  },
} as const
