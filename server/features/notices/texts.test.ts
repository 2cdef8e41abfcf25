/** Texts to telephones: proved by a code, rationed by the day, ended by STOP, and never a word of whom or what. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NOTICE_TOPICS } from '../../../domain/notices.ts'
import { GATEWAY_TOKEN, startApi, type TestApi } from '../../../tests/support/api.ts'
import { mailsSince } from '../../../tests/support/mails.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import { LOCALES } from '../../../words/locales.ts'
import { writeText } from '../../texts.ts'
import { told } from './notices.fixtures.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

let last = 9_812_300_000
const number = () => `+91${++last}`
let day = 0
beforeEach(() => api.clock.set(new Date(Date.UTC(2026, 11, 1 + day++, 9)).toISOString()))

const PHONE = '/notice-settings/phone'
const sent = async () => {
  await mailsSince(api)
  return api.texts.splice(0)
}
const ask = (who: Person, phone: string) => who.send('PUT', PHONE, { phone })
const say = (who: Person, code: string) => who.send('POST', `${PHONE}/confirmation`, { code })
const hand = (from: string, text: string, token = GATEWAY_TOKEN) =>
  api.visitor().send('POST', '/texts/received', { from, text }, { authorization: `Bearer ${token}` })
async function codeTo(who: Person, phone: string): Promise<string> {
  await sent()
  const asked = await ask(who, phone)
  if (asked.status !== 202) throw new Error(JSON.stringify(asked.body))
  return /\d{6}/.exec((await sent()).at(-1)?.text ?? '')?.[0] ?? ''
}
/** Somebody whose telephone is confirmed, and who wants texts of messages. */
async function texted(): Promise<Person & { phone: string }> {
  const one = await founder(api, 'sme')
  const phone = number()
  await say(one, await codeTo(one, phone))
  await one.send('PUT', '/notice-settings/groups', { groups: [{ group: 'messages', mail: 'never', text: true }] })
  return { ...one, phone }
}
const message = (who: Person, need = 'Brackets') =>
  told(api, { organizationId: who.organizationId, topic: 'message', params: { need, firm: 'Verrano' } })

describe('a telephone', () => {
  it('gets texts only after its code was said', async () => {
    const one = await founder(api, 'sme')
    const phone = number()
    const code = await codeTo(one, phone)
    await one.send('PUT', '/notice-settings/groups', { groups: [{ group: 'messages', mail: 'never', text: true }] })
    await message(one)
    expect(await sent()).toEqual([])
    expect((await say(one, code)).body).toMatchObject({ phone, confirmed: true })
    await message(one)
    expect((await sent()).map((text) => text.to)).toEqual([phone])
    expect((await say(one, code)).status).toBe(409)
  })

  it('is not proved by a wrong code, nor by the right one after five wrong ones or half an hour', async () => {
    const one = await founder(api, 'sme')
    const code = await codeTo(one, number())
    const wrong = code === '000000' ? '000001' : '000000'
    for (let n = 0; n < 5; n++) expect((await say(one, wrong)).body).toMatchObject({ code: 'phone-code-wrong' })
    expect((await say(one, code)).status).toBe(409)
    const late = await codeTo(one, number())
    api.clock.advance(31 * 60_000)
    expect((await say(one, late)).status).toBe(409)
  })

  it('is not proved by somebody else’s code', async () => {
    const [one, other] = [await founder(api, 'sme'), await founder(api, 'sme')]
    await codeTo(one, number())
    expect((await say(one, await codeTo(other, number()))).status).toBe(409)
  })

  it('is sent three codes a day, whoever asks', async () => {
    const phone = number()
    for (let n = 0; n < 3; n++) expect((await ask(await founder(api, 'sme'), phone)).status).toBe(202)
    expect((await ask(await founder(api, 'sme'), phone)).body).toMatchObject({ code: 'too-many-codes' })
    const one = await founder(api, 'sme')
    for (let n = 0; n < 3; n++) expect((await ask(one, number())).status).toBe(202)
    expect((await ask(one, number())).body).toMatchObject({ code: 'too-many-codes' })
  })

  it('of which another number is given starts again', async () => {
    const one = await texted()
    await ask(one, number())
    await sent()
    await message(one)
    expect(await sent()).toEqual([])
  })

  it('is forgotten when its owner wishes', async () => {
    const one = await texted()
    expect((await one.send('DELETE', PHONE)).body).toMatchObject({ phone: null, confirmed: false })
    await message(one)
    expect(await sent()).toEqual([])
  })
})

describe('a text', () => {
  it('says what kind of thing has happened, with a short link, and neither whom nor what', async () => {
    const one = await texted()
    await message(one, 'Secret brackets')
    const [text] = await sent()
    expect(text?.text).toMatch(/^Highroad: You have a new message\. http:\/\/localhost:3000\/n\/[\w-]{22}$/)
    const id = Buffer.from(text?.text.split('/n/')[1] ?? '', 'base64url').toString('hex')
    const { items } = (await one.get<{ items: { id: string }[] }>('/notices')).body
    expect(items[0]?.id.replaceAll('-', '')).toBe(id)
  })

  it('of no topic and in no language has room for a name', () => {
    for (const locale of LOCALES) {
      for (const topic of NOTICE_TOPICS) {
        const { text } = writeText({ id: 'x', to: '+911', locale, says: { topic, link: 'https://h.example/n/abcdefghijklmnopqrstuv' } })
        expect(text).not.toMatch(/[{}]/)
        expect(text.length).toBeLessThanOrEqual(160)
      }
    }
  })

  it('comes five times a day at most; the rest stands in the list', async () => {
    const one = await texted()
    for (let n = 0; n < 8; n++) await message(one)
    expect(await sent()).toHaveLength(5)
    expect((await one.get<{ unread: number }>('/notices/unread')).body.unread).toBe(8)
    await api.services.notices.tellDue()
    expect(await sent()).toEqual([])
  })

  it('waits for the end of quiet hours, one for all', async () => {
    const one = await texted()
    await one.send('PUT', '/notice-settings/quiet-hours', { from: '13:00', until: '16:00', zone: 'Asia/Kolkata' })
    await message(one)
    await message(one)
    expect(await sent()).toEqual([])
    api.clock.advance(90 * 60_000)
    await api.services.notices.tellDue()
    expect((await sent()).map((text) => text.text)).toEqual(['Highroad: 2 notices for you. http://localhost:3000/notices'])
  })

  it('that was read in the list before is not sent', async () => {
    const one = await texted()
    await one.send('PUT', '/notice-settings/quiet-hours', { from: '13:00', until: '16:00', zone: 'Asia/Kolkata' })
    await message(one)
    await one.send('POST', '/notices/read', {})
    api.clock.advance(90 * 60_000)
    await api.services.notices.tellDue()
    expect(await sent()).toEqual([])
  })
})

describe('STOP', () => {
  it('ends all texts to that telephone, and START lets them come again', async () => {
    const one = await texted()
    expect((await hand(one.phone, 'Stop')).status).toBe(204)
    await message(one)
    expect(await sent()).toEqual([])
    expect((await one.get(PHONE)).body).toMatchObject({ stopped: true })
    // Not even a code, for whoever asks.
    expect((await ask(await founder(api, 'sme'), one.phone)).body).toMatchObject({ code: 'phone-stopped' })
    await hand(one.phone, 'START')
    await message(one)
    expect(await sent()).toHaveLength(1)
  })

  it('is taken from the gateway alone', async () => {
    const one = await texted()
    expect((await hand(one.phone, 'STOP', 'another token altogether')).status).toBe(401)
    expect((await api.visitor().send('POST', '/texts/received', { from: one.phone, text: 'STOP' })).status).toBe(401)
    await message(one)
    expect(await sent()).toHaveLength(1)
  })

  it('that comes while a text waits to be sent still ends it', async () => {
    const one = await texted()
    await api.db.asSystem('test', async (tx) => {
      await api.jobs.send(tx, 'text', { id: 'waits', to: one.phone, locale: 'en', says: { code: '123456' } })
      await tx.execute(`insert into stopped_phones (phone, at) values ('${one.phone}', '2026-12-01')`)
    })
    expect(await sent()).toEqual([])
  })
})
