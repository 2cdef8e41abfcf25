/** What the API hears and says about the calendar that a member follows behind a secret address. */
import { Type } from 'typebox'
import { Closed, Id, NoContent, refusals } from '../../shapes.ts'

const tags = ['meetings']
const own = { permission: 'meeting.own' } as const

export const getCalendar = {
  config: own,
  schema: { operationId: 'getCalendar', tags, response: { 200: Closed({ open: Type.Boolean() }), ...refusals } },
} as const
/** Opens the calendar under a new secret address; an older one leads nowhere from then on. */
export const openCalendar = {
  config: own,
  schema: { operationId: 'openCalendar', tags, response: { 201: Closed({ url: Type.String() }), ...refusals } },
} as const
export const closeCalendar = {
  config: own,
  schema: { operationId: 'closeCalendar', tags, response: { 204: NoContent, ...refusals } },
} as const
export const readCalendar = {
  config: { permission: 'calendar.read', costly: true },
  schema: {
    operationId: 'readCalendar',
    tags,
    params: Closed({ calendarId: Id, token: Type.String({ minLength: 20, maxLength: 100, pattern: '^[\\w-]+$' }) }),
    response: { 200: { content: { 'text/calendar': { schema: Type.String() } } }, ...refusals },
  },
} as const
