/** What the API hears and says about how a member hears: of which groups by which way, when not, and on which telephone. */
import { type Static, Type } from 'typebox'
import { CADENCES } from '../../../domain/notice-times.ts'
import { NOTICE_GROUPS } from '../../../domain/notices.ts'
import { Closed, Line, NoContent, Nullable, OneOf, refusals } from '../../shapes.ts'

const tags = ['notices']
const own = { permission: 'notice.own' } as const

const Groups = Type.Array(Closed({ group: OneOf(NOTICE_GROUPS), mail: OneOf(CADENCES), text: Type.Boolean() }), {
  maxItems: NOTICE_GROUPS.length,
})
/** On a clock of 24 hours. */
const ClockTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
const Zone = Line(60, 1)

export const QuietBody = Closed({
  /** Both, or neither for no quiet hours. */
  from: Nullable(ClockTime),
  until: Nullable(ClockTime),
  /** IANA name; digests come at seven in the morning there. */
  zone: Zone,
})
export type QuietBody = Static<typeof QuietBody>

export const SettingsView = Closed({ groups: Groups, from: Nullable(ClockTime), until: Nullable(ClockTime), zone: Zone })
export type SettingsView = Static<typeof SettingsView>

export const PhoneView = Closed({
  /** E.164; null where there is none. */
  phone: Nullable(Type.String()),
  confirmed: Type.Boolean(),
  /** It answered STOP. */
  stopped: Type.Boolean(),
  /** False where no gateway for texts is set up. */
  offered: Type.Boolean(),
  /** Texts that reach a member on one day, at most. */
  mostADay: Type.Integer(),
})
export type PhoneView = Static<typeof PhoneView>

export const getNoticeSettings = {
  config: own,
  schema: { operationId: 'getNoticeSettings', tags, response: { 200: SettingsView, ...refusals } },
} as const
export const setNoticeGroups = {
  config: own,
  schema: { operationId: 'setNoticeGroups', tags, body: Closed({ groups: Groups }), response: { 200: SettingsView, ...refusals } },
} as const
export const setQuietHours = {
  config: own,
  schema: { operationId: 'setQuietHours', tags, body: QuietBody, response: { 200: SettingsView, ...refusals } },
} as const
export const getPhone = {
  config: own,
  schema: { operationId: 'getPhone', tags, response: { 200: PhoneView, ...refusals } },
} as const
export const askPhoneCode = {
  config: { ...own, costly: true },
  schema: {
    operationId: 'askPhoneCode',
    tags,
    /** E.164: a plus sign and the country code first. */
    body: Closed({ phone: Type.String({ maxLength: 16, pattern: '^\\+[1-9]\\d{6,14}$' }) }),
    response: { 202: PhoneView, ...refusals },
  },
} as const
export const confirmPhone = {
  config: own,
  schema: {
    operationId: 'confirmPhone',
    tags,
    body: Closed({ code: Type.String({ pattern: '^\\d{6}$', maxLength: 6 }) }),
    response: { 200: PhoneView, ...refusals },
  },
} as const
export const removePhone = {
  config: own,
  schema: { operationId: 'removePhone', tags, response: { 200: PhoneView, ...refusals } },
} as const
export const receiveText = {
  config: { permission: 'text.receive' },
  schema: {
    operationId: 'receiveText',
    tags,
    description:
      'Called by the gateway of texts with what a telephone answered, with TEXT_CHANNEL_TOKEN as bearer token. STOP (or ALTO, PARAR, ARRET and the like) ends all texts to it, START lets them come again; anything else is ignored.',
    headers: Type.Object({ authorization: Type.Optional(Type.String({ maxLength: 400 })) }),
    body: Closed({ from: Type.String({ maxLength: 20 }), text: Type.String({ maxLength: 2_000 }) }),
    response: { 204: NoContent, ...refusals },
  },
} as const
