/** Who reads notices and says how he hears: each member his own, for the organization he acts for; the gateway of texts by its token (trust reference 4). */
import { randomUUID } from 'node:crypto'
import { GATEWAY_TOKEN } from '../support/api.ts'
import type { Ask, Rows } from '../support/matrix.ts'
import { codeSentTo, noticeOf } from '../support/notices.ts'
import { kindOf } from '../support/principals.ts'

//               V U Sm Sa Lm Lb La Am Aa P
const everybody = '+ + + + + + + + + +'
const members = '? x + + + + + + + x'
const hidden = '? x . . . . . . . x'
const nobody = '? ? ? ? ? ? ? ? ? ?'

/** The caller's own notice; whoever has none is shown a lead firm's. */
const ofNotice: Ask = async ({ api, own, other }, whose, principal, who) => {
  const kind = kindOf(principal, 'lead-firm')
  const reader = whose === 'other' ? other[kind] : who.organizationId ? who : own[kind]
  return { params: { noticeId: await noticeOf(api, reader) } }
}
/** A colleague's notice is as hidden as a stranger's. */
const colleagues: Ask = async ({ api, own }, _whose, principal) => ({
  params: { noticeId: await noticeOf(api, own[kindOf(principal, 'lead-firm')]) },
})
const GROUPS = { groups: [{ group: 'messages', mail: 'daily', text: false }] }
const HOURS = { from: '22:00', until: '06:00', zone: 'Asia/Kolkata' }
let last = 8_000_000_000
const phone: Ask = () => ({ body: { phone: `+91${++last}` } })
/** Whoever acts for nobody gets no code, and says one all the same. */
const code: Ask = async ({ api }, _whose, _principal, who) => ({
  body: { code: who.organizationId ? await codeSentTo(api, who, `+91${++last}`) : '000000' },
})
const handed =
  (token: string): Ask =>
  () => ({
    body: { from: '+919000000000', text: 'STOP' },
    headers: { authorization: `Bearer ${token}` },
  })

export const notices: Rows = {
  listNotices: { may: members },
  countUnreadNotices: { may: members },
  getNotice: {
    may: members,
    foreign: 'hidden',
    personal: true,
    ask: ofNotice,
    also: { 'a colleague’s': { may: hidden, ask: colleagues } },
  },
  readNotices: { may: members, ask: () => ({ body: { ids: [randomUUID()] } }) },
  getNoticeSettings: { may: members },
  setNoticeGroups: { may: members, ask: () => ({ body: GROUPS }) },
  setQuietHours: { may: members, ask: () => ({ body: HOURS }) },
  getPhone: { may: members },
  askPhoneCode: { may: members, fresh: true, ask: phone },
  confirmPhone: { may: members, fresh: true, ask: code },
  removePhone: { may: members },
  receiveText: {
    may: everybody,
    ask: handed(GATEWAY_TOKEN),
    also: { 'another token': { may: nobody, ask: handed('not the token of the gateway') } },
  },
}
