/** What the API hears and says about news for SMEs: what moved and why, what was read, what nobody wants to hear of; and about matching runs. */
import { type Static, Type } from 'typebox'
import { ALERT_REASONS } from '../../../domain/alerts.ts'
import { NOTICE_GROUPS } from '../../../domain/notices.ts'
import { PAIR_BANDS, PAIR_CAUSES } from '../../../domain/pairs.ts'
import { Closed, Id, Instant, Nullable, OneOf, PageQuery, refusals } from '../../shapes.ts'

const tags = ['alerts']
const Params = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()]))
const Reasons = Type.Array(OneOf(ALERT_REASONS), { maxItems: ALERT_REASONS.length, uniqueItems: true })

/** One piece of news; of the need it names nothing but the title. */
export const AlertView = Closed({
  id: Id,
  reason: OneOf(ALERT_REASONS),
  need: Nullable(Closed({ id: Id, title: Type.String(), isOpen: Type.Boolean() })),
  before: Nullable(OneOf(PAIR_BANDS)),
  after: Nullable(OneOf(PAIR_BANDS)),
  /** What made the pair move. */
  cause: Nullable(OneOf(PAIR_CAUSES)),
  /** What keeps the firm out or down now, as code and figures. */
  because: Nullable(Closed({ kind: OneOf(['why', 'obstacle'] as const), code: Type.String(), params: Params })),
  certificate: Nullable(Closed({ standard: Type.String(), until: Type.String(), days: Type.Integer(), needs: Type.Integer() })),
  raisedAt: Instant,
  read: Type.Boolean(),
})
export type AlertView = Static<typeof AlertView>
const Mutes = Closed({ reasons: Reasons })
export type MutesView = Static<typeof Mutes>

/** What the link of a mail would end, and whether it has ended. */
export const MuteView = Closed({
  kind: OneOf(['reason', 'search', 'notices'] as const),
  reason: Nullable(OneOf(ALERT_REASONS)),
  /** Of the saved search. */
  name: Type.String(),
  /** Of the notices. */
  groups: Type.Array(OneOf(NOTICE_GROUPS)),
  muted: Type.Boolean(),
})
export type MuteView = Static<typeof MuteView>

/** A run that matches every SME again. */
export const MatchRunView = Closed({
  id: Id,
  cause: OneOf(PAIR_CAUSES),
  /** True: nobody is told of what moves. */
  quiet: Type.Boolean(),
  state: OneOf(['waiting', 'running', 'done'] as const),
  done: Type.Integer(),
  total: Type.Integer(),
  moved: Type.Integer(),
  createdAt: Instant,
  startedAt: Nullable(Instant),
  finishedAt: Nullable(Instant),
})
export type MatchRunView = Static<typeof MatchRunView>

const own = { permission: 'alert.own' } as const
const byLink = { permission: 'mute.answer' } as const
const tokenParams = Closed({ token: Type.String({ maxLength: 400, pattern: '^[\\w-]+\\.[\\w-]+$' }) })

export const listAlerts = {
  config: own,
  schema: {
    operationId: 'listAlerts',
    tags,
    querystring: Closed({ ...PageQuery, unread: Type.Optional(Type.Boolean()) }),
    response: { 200: Closed({ items: Type.Array(AlertView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const countUnread = {
  config: own,
  schema: { operationId: 'countUnread', tags, response: { 200: Closed({ unread: Type.Integer() }), ...refusals } },
} as const
export const readAlerts = {
  config: own,
  schema: {
    operationId: 'readAlerts',
    tags,
    /** Without ids: all. */
    body: Closed({ ids: Type.Optional(Type.Array(Id, { maxItems: 100 })) }),
    response: { 200: Closed({ unread: Type.Integer() }), ...refusals },
  },
} as const
export const getMutes = {
  config: own,
  schema: { operationId: 'getMutes', tags, response: { 200: Mutes, ...refusals } },
} as const
export const setMutes = {
  config: own,
  schema: { operationId: 'setMutes', tags, body: Mutes, response: { 200: Mutes, ...refusals } },
} as const
export const showMute = {
  config: byLink,
  schema: { operationId: 'showMute', tags, params: tokenParams, response: { 200: MuteView, ...refusals } },
} as const
export const mute = {
  config: { ...byLink, costly: true },
  schema: { operationId: 'mute', tags, params: tokenParams, response: { 200: MuteView, ...refusals } },
} as const
export const listMatchRuns = {
  config: { permission: 'match-run.read' },
  schema: {
    operationId: 'listMatchRuns',
    tags,
    querystring: Closed(PageQuery),
    response: { 200: Closed({ items: Type.Array(MatchRunView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
