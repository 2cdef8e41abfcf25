/** News of opportunities by mail when a member wants it: once a day, after quiet hours, or not at all. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { mailsSince } from '../../../tests/support/mails.ts'
import { openNeed } from '../../../tests/support/needs.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, type Person } from '../../../tests/support/world.ts'

let api: TestApi
let leadFirm: Person
beforeAll(async () => {
  api = await startApi()
  leadFirm = await founder(api, 'lead-firm')
})
afterAll(() => api.close())

async function sme(mail: string): Promise<Person> {
  const one = await published(api)
  await api.services.news.pairs.catchUp()
  // What stood open before is told at once, by the choice of everybody.
  await mailsSince(api)
  const groups = [{ group: 'opportunities', mail, text: false }]
  const saved = await one.send('PUT', '/notice-settings/groups', { groups })
  if (saved.status !== 200) throw new Error(JSON.stringify(saved.body))
  await mailsSince(api)
  return one
}
async function posted(title: string): Promise<void> {
  await openNeed(leadFirm, { title })
  await api.services.news.pairs.catchUp()
}
const mailsTo = async (who: Person) => (await mailsSince(api)).filter((mail) => mail.to === who.email)
async function at(instant: string, who: Person) {
  api.clock.set(instant)
  await api.services.news.tellLater()
  return mailsTo(who)
}

describe('news of opportunities', () => {
  it('once a day is one mail for all, at seven by the member’s clock, and once', async () => {
    const one = await sme('daily')
    await posted('Brackets')
    await posted('Hinges')
    expect(await mailsTo(one)).toEqual([])
    const unread = (await one.get<{ unread: number }>('/alerts/unread')).body.unread
    expect(unread).toBeGreaterThanOrEqual(2)
    expect(await at('2026-11-24T01:15:00Z', one)).toEqual([])
    const mails = await at('2026-11-24T01:30:00Z', one)
    expect(mails.map((mail) => mail.subject)).toEqual(['2 notices for you'])
    expect(mails[0]?.text).toContain('A new need fits you: Brackets')
    expect(mails[0]?.text).toContain('A new need fits you: Hinges')
    expect(mails[0]?.headers?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    expect(await at('2026-11-24T01:45:00Z', one)).toEqual([])
    expect(await at('2026-11-25T01:30:00Z', one)).toEqual([])
  })

  it('that is one alone says what it would say at once', async () => {
    api.clock.set('2026-11-23T09:00:00Z')
    const one = await sme('daily')
    await posted('A single one')
    expect((await at('2026-11-24T01:30:00Z', one)).map((mail) => mail.subject)).toEqual(['A new need fits you: A single one'])
  })

  it('waits for the end of quiet hours', async () => {
    api.clock.set('2026-11-23T09:00:00Z')
    const one = await sme('instant')
    await one.send('PUT', '/notice-settings/quiet-hours', { from: '13:00', until: '16:00', zone: 'Asia/Kolkata' })
    await posted('In the afternoon')
    expect(await mailsTo(one)).toEqual([])
    expect((await at('2026-11-23T10:30:00Z', one)).map((mail) => mail.subject)).toEqual(['A new need fits you: In the afternoon'])
  })

  it('that is not wanted by mail stands in the list alone, also when that was chosen while it waited', async () => {
    api.clock.set('2026-11-23T09:00:00Z')
    const [never, changes] = [await sme('never'), await sme('daily')]
    await posted('Nobody writes')
    expect(await mailsTo(never)).toEqual([])
    await changes.send('PUT', '/notice-settings/groups', { groups: [{ group: 'opportunities', mail: 'never', text: false }] })
    expect(await at('2026-11-24T01:30:00Z', changes)).toEqual([])
    api.clock.set('2026-11-23T09:00:00Z')
    expect((await never.get<{ unread: number }>('/alerts/unread')).body.unread).toBeGreaterThan(0)
  })
})
