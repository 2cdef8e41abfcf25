/** What the API hears and says about meetings at an event: requests, where each sits, and how it went. */
import { type Static, Type } from 'typebox'
import { MOST_SLOTS, MOST_TABLES, REQUEST_STATES } from '../../../domain/events.ts'
import { MEETING_PARTIES, MEETING_RESULTS, NEXT_STEPS } from '../../../domain/meetings.ts'
import { Closed, DayText, Id, IfMatch, Instant, Line, Nullable, OneOf, PageQuery, refusals, Text, Version } from '../../shapes.ts'

const tags = ['events']
const Side = Closed({ participantId: Id, name: Nullable(Type.String()), alias: Nullable(Type.String()) })
const outcome = {
  result: OneOf(MEETING_RESULTS),
  absent: Nullable(OneOf(MEETING_PARTIES)),
  rating: Nullable(Type.Integer({ minimum: 1, maximum: 5 })),
  nextStep: OneOf(NEXT_STEPS),
  nextOn: DayText,
}
export const EventOutcomeBody = Closed({ ...outcome, comment: Type.Optional(Text(1_000)), nextNote: Type.Optional(Line(200)) })
export type EventOutcomeBody = Static<typeof EventOutcomeBody>
const Slot = Type.Integer({ minimum: 0, maximum: MOST_SLOTS - 1 })
const Table = Type.Integer({ minimum: 0, maximum: MOST_TABLES - 1 })

export const EventMeetingView = Closed({
  id: Id,
  eventId: Id,
  leadFirm: Side,
  sme: Side,
  /** Null where the organiser put them together. */
  askedBy: Nullable(OneOf(['lead-firm', 'sme'] as const)),
  reason: Type.String(),
  state: OneOf(REQUEST_STATES),
  slot: Nullable(Slot),
  table: Nullable(Table),
  startsAt: Nullable(Instant),
  endsAt: Nullable(Instant),
  /** The organiser's own; false to everybody else. */
  pinned: Type.Boolean(),
  openSteps: Type.Array(OneOf(['accept', 'decline', 'cancel'] as const)),
  mayReport: Type.Boolean(),
  lacksNextStep: Type.Boolean(),
  outcomes: Type.Array(
    Closed({
      party: OneOf(MEETING_PARTIES),
      ...outcome,
      nextOn: Type.String(),
      comment: Nullable(Type.String()),
      nextNote: Type.String(),
      at: Instant,
    }),
  ),
  version: Version,
})
export type EventMeetingView = Static<typeof EventMeetingView>

const eventParams = Closed({ eventId: Id })
const params = Closed({ eventMeetingId: Id })
const edits = { permission: 'event.edit' } as const
const takesPart = { permission: 'event.take-part' } as const
const oneOf = { 200: EventMeetingView, ...refusals }

export const listEventMeetings = {
  config: { permission: 'event.read' },
  schema: {
    operationId: 'listEventMeetings',
    tags,
    params: eventParams,
    querystring: Closed(PageQuery),
    response: { 200: Closed({ items: Type.Array(EventMeetingView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const requestEventMeeting = {
  config: takesPart,
  schema: {
    operationId: 'requestEventMeeting',
    tags,
    params: eventParams,
    body: Closed({ participantId: Id, reason: Line(300) }),
    response: { 201: EventMeetingView, ...refusals },
  },
} as const
/** The organiser puts two firms together. */
export const pairAtEvent = {
  config: edits,
  schema: {
    operationId: 'pairAtEvent',
    tags,
    params: eventParams,
    body: Closed({ leadFirmId: Id, smeId: Id }),
    response: { 201: EventMeetingView, ...refusals },
  },
} as const
export const stepEventMeeting = {
  config: takesPart,
  schema: {
    operationId: 'stepEventMeeting',
    tags,
    params,
    headers: IfMatch,
    body: Closed({ step: OneOf(['accept', 'decline', 'cancel'] as const) }),
    response: oneOf,
  },
} as const
/** Puts a meeting somewhere and keeps it there, or takes it out; the next schedule goes round it. */
export const placeEventMeeting = {
  config: edits,
  schema: {
    operationId: 'placeEventMeeting',
    tags,
    params,
    headers: IfMatch,
    body: Closed({ place: Nullable(Closed({ slot: Slot, table: Table })) }),
    response: oneOf,
  },
} as const
export const reportEventMeeting = {
  config: takesPart,
  schema: { operationId: 'reportEventMeeting', tags, params, headers: IfMatch, body: EventOutcomeBody, response: oneOf },
} as const
