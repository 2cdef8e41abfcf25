/** What the API hears and says about events of agencies: their plan, who takes part, and the automatic schedule. */
import { type Static, Type } from 'typebox'
import {
  EVENT_KINDS,
  EVENT_STATES,
  LONGEST_SLOT,
  MOST_SESSIONS,
  MOST_SLOTS,
  MOST_TABLES,
  PARTICIPANT_STATES,
  SHORTEST_SLOT,
} from '../../../domain/events.ts'
import {
  Closed,
  Count,
  DayText,
  Id,
  IfMatch,
  Instant,
  Line,
  NoContent,
  Nullable,
  OneOf,
  PageQuery,
  refusals,
  Text,
  Version,
} from '../../shapes.ts'

const tags = ['events']
const ClockTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
const Sessions = Type.Array(Closed({ from: ClockTime, to: ClockTime }), { minItems: 1, maxItems: MOST_SESSIONS })
const Slots = Type.Array(Type.Integer({ minimum: 0, maximum: MOST_SLOTS - 1 }), { maxItems: MOST_SLOTS, uniqueItems: true })

export const EventBody = Closed({
  kind: OneOf(EVENT_KINDS),
  title: Line(120, 1),
  description: Type.Optional(Text(4_000)),
  place: Type.Optional(Line(200)),
  on: DayText,
  timeZone: Type.String({ maxLength: 60, pattern: '^[A-Za-z0-9_+/-]+$' }),
  sessions: Sessions,
  slotMinutes: Type.Integer({ minimum: SHORTEST_SLOT, maximum: LONGEST_SLOT }),
  tables: Type.Integer({ minimum: 1, maximum: MOST_TABLES }),
  capacity: Type.Integer({ minimum: 2, maximum: 500 }),
  most: Type.Integer({ minimum: 1, maximum: MOST_SLOTS }),
  registerUntilOn: DayText,
})
export type EventBody = Static<typeof EventBody>

const card = {
  id: Id,
  kind: OneOf(EVENT_KINDS),
  title: Type.String(),
  place: Type.String(),
  agency: Type.String(),
  on: Type.String(),
  timeZone: Type.String(),
  startsAt: Instant,
  endsAt: Instant,
  registerUntil: Instant,
  state: OneOf(EVENT_STATES),
  /** The reader's agency holds it. */
  own: Type.Boolean(),
  /** How the reader's firm stands to it. */
  participation: Nullable(OneOf(PARTICIPANT_STATES)),
}
export const EventCard = Closed(card)
export type EventCard = Static<typeof EventCard>

/** What the organiser alone reads is null to everybody else: no firm learns how many others there are. */
export const EventView = Closed({
  ...card,
  description: Type.String(),
  sessions: Sessions,
  slotMinutes: Type.Integer(),
  slots: Type.Array(Closed({ startsAt: Instant, endsAt: Instant })),
  tables: Type.Integer(),
  most: Type.Integer(),
  mayRegister: Type.Boolean(),
  mine: Nullable(Closed({ participantId: Id, alias: Nullable(Type.String()), away: Slots })),
  announcedAt: Nullable(Instant),
  organiser: Nullable(
    Closed({
      capacity: Count,
      registered: Count,
      schedule: Nullable(Closed({ met: Count, bound: Count, at: Instant })),
      /** Places that the firms have not been told yet. */
      untold: Count,
    }),
  ),
  version: Version,
})
export type EventView = Static<typeof EventView>

/** An alias shows its letters and nothing else. */
export const ParticipantView = Closed({
  id: Id,
  kind: OneOf(['lead-firm', 'sme'] as const),
  name: Nullable(Type.String()),
  alias: Nullable(Type.String()),
  organizationId: Nullable(Id),
  place: Type.String(),
  state: OneOf(PARTICIPANT_STATES),
})
export type ParticipantView = Static<typeof ParticipantView>

const params = Closed({ eventId: Id })
const reads = { permission: 'event.read' } as const
const edits = { permission: 'event.edit' } as const
const takesPart = { permission: 'event.take-part' } as const
const oneOf = { 200: EventView, ...refusals }

export const listEvents = {
  config: reads,
  schema: {
    operationId: 'listEvents',
    tags,
    querystring: Closed({ ...PageQuery, when: Type.Optional(OneOf(['upcoming', 'past'] as const)) }),
    response: { 200: Closed({ items: Type.Array(EventCard), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const createEvent = {
  config: edits,
  schema: { operationId: 'createEvent', tags, body: EventBody, response: { 201: EventView, ...refusals } },
} as const
export const getEvent = { config: reads, schema: { operationId: 'getEvent', tags, params, response: oneOf } } as const
export const changeEvent = {
  config: edits,
  schema: { operationId: 'changeEvent', tags, params, headers: IfMatch, body: EventBody, response: oneOf },
} as const
export const publishEvent = {
  config: edits,
  schema: { operationId: 'publishEvent', tags, params, headers: IfMatch, response: oneOf },
} as const
export const cancelEvent = {
  config: edits,
  schema: { operationId: 'cancelEvent', tags, params, headers: IfMatch, response: oneOf },
} as const
export const inviteToEvent = {
  config: edits,
  schema: {
    operationId: 'inviteToEvent',
    tags,
    params,
    body: Closed({ organizationIds: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }) }),
    response: { 200: Closed({ invited: Count }), ...refusals },
  },
} as const
export const takePart = {
  config: takesPart,
  schema: {
    operationId: 'takePart',
    tags,
    params,
    body: Closed({ underAlias: Type.Boolean(), away: Slots }),
    response: oneOf,
  },
} as const
export const withdrawFromEvent = {
  config: takesPart,
  schema: { operationId: 'withdrawFromEvent', tags, params, response: { 204: NoContent, ...refusals } },
} as const
export const listParticipants = {
  config: reads,
  schema: {
    operationId: 'listParticipants',
    tags,
    params,
    querystring: Closed(PageQuery),
    response: { 200: Closed({ items: Type.Array(ParticipantView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const scheduleEvent = {
  config: edits,
  schema: {
    operationId: 'scheduleEvent',
    tags,
    params,
    headers: IfMatch,
    /** Where `useProposals` is set, pairs that the matcher proposes fill what accepted requests leave free. */
    body: Closed({ useProposals: Type.Boolean() }),
    response: { 200: Closed({ met: Count, bound: Count, placed: Count, left: Count }), ...refusals },
  },
} as const
/** Tells the firms where they sit, and sends it into their calendars. */
export const announceEvent = {
  config: edits,
  schema: { operationId: 'announceEvent', tags, params, headers: IfMatch, response: { 204: NoContent, ...refusals } },
} as const
