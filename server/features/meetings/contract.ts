/** What the API hears and says about meetings and site visits: asking, answering, moving, calling off, who comes, and how it went. */
import { type Static, Type } from 'typebox'
import {
  LONGEST_MINUTES,
  MEETING_KINDS,
  MEETING_PARTIES,
  MEETING_RESULTS,
  MEETING_STATES,
  MOST_PROPOSALS,
  NEXT_STEPS,
  SHORTEST_MINUTES,
} from '../../../domain/meetings.ts'
import { Closed, DayText, Id, IfMatch, Instant, Line, Nullable, OneOf, PageQuery, refusals, Text, Version } from '../../shapes.ts'
import { VisitReportView } from './contract-visits.ts'

const tags = ['meetings']
export const ClockTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
export const TimeZone = Type.String({ maxLength: 60, pattern: '^[A-Za-z0-9_+/-]+$' })
const TypedTime = Closed({ on: DayText, time: ClockTime })
const Party = OneOf(MEETING_PARTIES)
const STEP_NAMES = ['accept', 'decline', 'move', 'cancel'] as const

const times = {
  minutes: Type.Integer({ minimum: SHORTEST_MINUTES, maximum: LONGEST_MINUTES }),
  timeZone: TimeZone,
  proposals: Type.Array(TypedTime, { minItems: 1, maxItems: MOST_PROPOSALS }),
  place: Type.Optional(Line(200)),
  /** Of a video room; https alone. */
  link: Type.Optional(Type.String({ maxLength: 300, pattern: '^(https://[^\\s\\u0000-\\u001f]+)?$' })),
  agenda: Type.Optional(Text(2_000)),
}
export const AskBody = Closed({ kind: OneOf(MEETING_KINDS), ...times })
export type AskBody = Static<typeof AskBody>
export const MoveBody = Closed(times)
export type MoveBody = Static<typeof MoveBody>

const outcome = {
  result: OneOf(MEETING_RESULTS),
  absent: Nullable(Party),
  rating: Nullable(Type.Integer({ minimum: 1, maximum: 5 })),
  nextStep: OneOf(NEXT_STEPS),
  nextOn: DayText,
}
export const OutcomeBody = Closed({ ...outcome, comment: Type.Optional(Text(1_000)), nextNote: Type.Optional(Line(200)) })
export type OutcomeBody = Static<typeof OutcomeBody>
/** How it was, the other side never reads: rating and comment are null there. */
export const OutcomeView = Closed({
  party: Party,
  ...outcome,
  nextOn: Type.String(),
  comment: Nullable(Type.String()),
  nextNote: Type.String(),
  at: Instant,
})

/** A firm is null while an alias hides it. */
export const MeetingView = Closed({
  id: Id,
  linkageId: Id,
  need: Type.String(),
  leadFirm: Nullable(Closed({ id: Id, name: Type.String() })),
  sme: Closed({ id: Id, name: Type.String() }),
  agency: Nullable(Type.String()),
  party: Party,
  kind: OneOf(MEETING_KINDS),
  state: OneOf(MEETING_STATES),
  askedBy: Party,
  waitingFor: Type.Array(Party),
  proposals: Type.Array(Closed({ startsAt: Instant, endsAt: Instant })),
  picked: Nullable(Type.Integer()),
  minutes: Type.Integer(),
  startsAt: Instant,
  endsAt: Instant,
  expiresAt: Instant,
  timeZone: Type.String(),
  place: Type.String(),
  link: Type.String(),
  agenda: Type.String(),
  note: Type.String(),
  /** Of one's own side, and of the others from the introduction on. */
  attendees: Type.Array(Closed({ userId: Id, name: Type.String(), own: Type.Boolean() })),
  openSteps: Type.Array(OneOf(STEP_NAMES)),
  mayReport: Type.Boolean(),
  mayWriteVisitReport: Type.Boolean(),
  lacksNextStep: Type.Boolean(),
  hasCalendar: Type.Boolean(),
  outcomes: Type.Array(OutcomeView),
  report: Nullable(VisitReportView),
  version: Version,
})
export type MeetingView = Static<typeof MeetingView>

const params = Closed({ meetingId: Id })
const linkageParams = Closed({ linkageId: Id })
const own = { permission: 'meeting.own' } as const
const oneOf = { 200: MeetingView, ...refusals }

export const LinkageMeetingsView = Closed({
  items: Type.Array(MeetingView),
  next: Nullable(Type.String()),
  /** The linkage takes meetings now. */
  mayAsk: Type.Boolean(),
  /** A meeting is over and one's own side has not said what comes next. */
  lacksNextStep: Type.Boolean(),
  timeZone: Type.String(),
  /** Whom one's own side may send. */
  colleagues: Type.Array(Closed({ userId: Id, name: Type.String() })),
})
export type LinkageMeetingsView = Static<typeof LinkageMeetingsView>

export const listLinkageMeetings = {
  config: own,
  schema: {
    operationId: 'listLinkageMeetings',
    tags,
    params: linkageParams,
    querystring: Closed(PageQuery),
    response: { 200: LinkageMeetingsView, ...refusals },
  },
} as const
export const askMeeting = {
  config: own,
  schema: { operationId: 'askMeeting', tags, params: linkageParams, body: AskBody, response: { 201: MeetingView, ...refusals } },
} as const
export const listMeetings = {
  config: own,
  schema: {
    operationId: 'listMeetings',
    tags,
    querystring: Closed({ ...PageQuery, when: Type.Optional(OneOf(['upcoming', 'past'] as const)) }),
    response: { 200: Closed({ items: Type.Array(MeetingView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const getMeeting = {
  config: own,
  schema: { operationId: 'getMeeting', tags, params, response: oneOf },
} as const
export const answerMeeting = {
  config: own,
  schema: {
    operationId: 'answerMeeting',
    tags,
    params,
    headers: IfMatch,
    body: Closed({
      step: OneOf(['accept', 'decline'] as const),
      pick: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_PROPOSALS - 1 })),
      note: Type.Optional(Text(500)),
    }),
    response: oneOf,
  },
} as const
export const moveMeeting = {
  config: own,
  schema: { operationId: 'moveMeeting', tags, params, headers: IfMatch, body: MoveBody, response: oneOf },
} as const
export const cancelMeeting = {
  config: own,
  schema: {
    operationId: 'cancelMeeting',
    tags,
    params,
    headers: IfMatch,
    body: Closed({ note: Type.Optional(Text(500)) }),
    response: oneOf,
  },
} as const
export const setAttendees = {
  config: own,
  schema: {
    operationId: 'setAttendees',
    tags,
    params,
    headers: IfMatch,
    body: Closed({ userIds: Type.Array(Id, { maxItems: 20, uniqueItems: true }) }),
    response: oneOf,
  },
} as const
export const reportMeeting = {
  config: own,
  schema: { operationId: 'reportMeeting', tags, params, headers: IfMatch, body: OutcomeBody, response: oneOf },
} as const
/** The meeting as a calendar file, in the reader's language. */
export const downloadMeeting = {
  config: own,
  schema: {
    operationId: 'downloadMeeting',
    tags,
    params,
    querystring: Closed({ lang: Type.Optional(OneOf(['en', 'es', 'pt', 'fr'] as const)) }),
    response: { 200: { content: { 'text/calendar': { schema: Type.String() } } }, ...refusals },
  },
} as const
