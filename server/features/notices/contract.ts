/** What the API says about notices: a member's own list, what is unread, and what he has read. */
import { type Static, Type } from 'typebox'
import { NOTICE_GROUPS, NOTICE_SUBJECTS, NOTICE_TOPICS } from '../../../domain/notices.ts'
import { Closed, Id, Instant, Nullable, OneOf, PageQuery, refusals } from '../../shapes.ts'

const tags = ['notices']
const own = { permission: 'notice.own' } as const

export const NoticeView = Closed({
  id: Id,
  topic: OneOf(NOTICE_TOPICS),
  group: OneOf(NOTICE_GROUPS),
  subject: Closed({ kind: OneOf(NOTICE_SUBJECTS), id: Id }),
  /** Local path of the page that it leads to. */
  path: Type.String(),
  /** Names that the topic's sentence is filled with. */
  params: Type.Record(Type.String(), Type.String()),
  raisedAt: Instant,
  read: Type.Boolean(),
})
export type NoticeView = Static<typeof NoticeView>

const Unread = Closed({ unread: Type.Integer() })

export const listNotices = {
  config: own,
  schema: {
    operationId: 'listNotices',
    tags,
    querystring: Closed({ ...PageQuery, unread: Type.Optional(Type.Boolean()), group: Type.Optional(OneOf(NOTICE_GROUPS)) }),
    response: { 200: Closed({ items: Type.Array(NoticeView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const countUnreadNotices = {
  config: own,
  schema: { operationId: 'countUnreadNotices', tags, response: { 200: Unread, ...refusals } },
} as const
export const getNotice = {
  config: own,
  schema: { operationId: 'getNotice', tags, params: Closed({ noticeId: Id }), response: { 200: NoticeView, ...refusals } },
} as const
export const readNotices = {
  config: own,
  schema: {
    operationId: 'readNotices',
    tags,
    /** Without ids all, without a group of every group. */
    body: Closed({ ids: Type.Optional(Type.Array(Id, { maxItems: 100 })), group: Type.Optional(OneOf(NOTICE_GROUPS)) }),
    response: { 200: Unread, ...refusals },
  },
} as const
