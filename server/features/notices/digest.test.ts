/** Digests and quiet hours with the clock turned: one mail for many, in the recipient's language, never twice and never at night. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { mailsSince } from '../../../tests/support/mails.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import { quarter, signInAgain, told } from './notices.fixtures.ts'

let api: TestApi
let owner: pg.Client
beforeAll(async () => {
  api = await startApi()
  owner = new pg.Client(api.ownerUrl)
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await api.close()
})

/** An SME in India, where it is half past two in the afternoon; one for each test. */
async function sme(choices: { mail?: string; from?: string; until?: string } = {}): Promise<Person> {
  api.clock.set('2026-12-01T09:00:00Z')
  const one = await founder(api, 'sme')
  if (choices.mail) await choose(one, 'messages', choices.mail)
  if (choices.from) await one.send('PUT', '/notice-settings/quiet-hours', { zone: 'Asia/Kolkata', ...choices, mail: undefined })
  return one
}
async function choose(who: Person, group: string, mail: string): Promise<void> {
  const saved = await who.send('PUT', '/notice-settings/groups', { groups: [{ group, mail, text: false }] })
  if (saved.status !== 200) throw new Error(JSON.stringify(saved.body))
}
const message = (who: Person, need = 'Brackets') => ({ organizationId: who.organizationId, topic: 'message' as const, params: { need } })
const waiting = async (who: Person) =>
  Number((await owner.query('select count(*) as n from notices where user_id = $1 and mail_at is not null', [who.userId])).rows[0].n)

describe('a daily digest', () => {
  it('is one mail at seven by the member’s clock, and comes once', async () => {
    const one = await sme({ mail: 'daily' })
    expect([...(await told(api, message(one, 'Brackets'))), ...(await told(api, message(one, 'Hinges')))]).toEqual([])
    expect(await quarter(api, '2026-12-02T01:15:00Z')).toEqual([])
    const mails = await quarter(api, '2026-12-02T01:30:00Z')
    expect(mails.map((mail) => [mail.to, mail.subject])).toEqual([[one.email, '2 notices for you']])
    expect(mails[0]?.text).toMatch(/A new message: Brackets\n\n.*linkages.*\n\nA new message: Hinges/)
    expect(await quarter(api, '2026-12-02T01:45:00Z')).toEqual([])
    expect(await quarter(api, '2026-12-03T01:30:00Z')).toEqual([])
  })

  it('speaks the recipient’s language, and names all its groups in the link that ends it', async () => {
    const one = await sme({ mail: 'daily' })
    await choose(one, 'offers', 'daily')
    await one.send('PATCH', '/account', { locale: 'es' })
    await told(api, message(one, 'Soportes'))
    await told(api, { organizationId: one.organizationId, topic: 'feedback-given', params: { need: 'Soportes' } })
    const [mail] = await quarter(api, '2026-12-02T01:30:00Z')
    expect(mail?.subject).toBe('2 avisos para usted')
    expect(mail?.text).toContain('Un mensaje nuevo: Soportes')
    const token = /mute\?token=(\S+)/.exec(mail?.text ?? '')?.[1]
    const shown = await api.visitor().get<{ groups: string[]; muted: boolean }>(`/mutes/${token}`)
    expect(shown.body).toMatchObject({ kind: 'notices', groups: ['offers', 'messages'], muted: false })
  })

  it('leaves out what was read in the list meanwhile', async () => {
    const one = await sme({ mail: 'daily' })
    await told(api, message(one, 'Read already'))
    await one.send('POST', '/notices/read', {})
    await told(api, message(one, 'Not read'))
    const [mail] = await quarter(api, '2026-12-02T01:30:00Z')
    expect(mail?.subject).toBe('A new message: Not read')
  })

  it('of more than thirty tells thirty and says how many more there are', async () => {
    const one = await sme({ mail: 'daily' })
    for (let n = 0; n < 32; n++) await api.services.notices.tell({ ...whole(one), key: `many ${n}` })
    const [mail] = await quarter(api, '2026-12-02T01:30:00Z')
    expect(mail?.subject).toBe('32 notices for you')
    expect(mail?.text).toContain('2 more stand in your list:')
  })
})

function whole(who: Person) {
  const id = '00000000-0000-7000-8000-000000000001'
  return { ...message(who), subject: { kind: 'message' as const, id }, path: '/linkages', key: id }
}

describe('a weekly digest', () => {
  it('comes on Monday', async () => {
    const one = await sme({ mail: 'weekly' })
    await told(api, message(one))
    for (const day of ['02', '03', '04', '05', '06']) expect(await quarter(api, `2026-12-${day}T01:30:00Z`)).toEqual([])
    expect((await quarter(api, '2026-12-07T01:30:00Z')).map((mail) => mail.to)).toEqual([one.email])
  })
})

describe('quiet hours', () => {
  it('hold mail back until their end, and together', async () => {
    const one = await sme({ from: '22:00', until: '06:00' })
    api.clock.set('2026-12-01T18:00:00Z')
    expect([...(await told(api, message(one, 'One'))), ...(await told(api, message(one, 'Two')))]).toEqual([])
    expect(await quarter(api, '2026-12-02T00:15:00Z')).toEqual([])
    expect((await quarter(api, '2026-12-02T00:30:00Z')).map((mail) => mail.subject)).toEqual(['2 notices for you'])
  })

  it('do not hold back what cannot wait', async () => {
    const one = await sme({ from: '22:00', until: '06:00' })
    api.clock.set('2026-12-01T18:00:00Z')
    const mails = await told(api, { organizationId: one.organizationId, topic: 'meeting-cancelled', params: { need: 'Brackets' } })
    expect(mails.map((mail) => mail.subject)).toEqual(['A meeting is cancelled: Brackets'])
  })

  it('that have begun before the worker came hold back what was due before them', async () => {
    const one = await sme({ mail: 'daily' })
    await told(api, message(one))
    // From eight until nine in the morning: the worker was away at seven and comes at half past eight.
    await one.send('PUT', '/notice-settings/quiet-hours', { from: '08:00', until: '09:00', zone: 'Asia/Kolkata' })
    expect(await quarter(api, '2026-12-02T03:00:00Z')).toEqual([])
    expect((await quarter(api, '2026-12-02T03:30:00Z')).map((mail) => mail.to)).toEqual([one.email])
  })

  it('are both or none, and in a zone that exists', async () => {
    const one = await sme()
    for (const wrong of [{ from: '22:00', until: null }, { from: '22:00', until: '22:00' }, { zone: 'Mars/Olympus' }]) {
      const answer = await one.send('PUT', '/notice-settings/quiet-hours', { from: '22:00', until: '06:00', zone: 'UTC', ...wrong })
      expect(answer.status).toBe(422)
    }
  })
})

describe('another wish', () => {
  it('moves what waits: from the week to the day, and to no mail at all', async () => {
    const one = await sme({ mail: 'weekly' })
    await told(api, message(one))
    await choose(one, 'messages', 'daily')
    expect((await quarter(api, '2026-12-02T01:30:00Z')).map((mail) => mail.to)).toEqual([one.email])
    await signInAgain(one)
    await told(api, message(one))
    await choose(one, 'messages', 'never')
    expect(await waiting(one)).toBe(0)
    expect((await one.get<{ unread: number }>('/notices/unread')).body.unread).toBe(2)
    expect(await quarter(api, '2026-12-04T01:30:00Z')).toEqual([])
  })

  it('of a group that this organization is never told of is refused', async () => {
    const leadFirm = await founder(api, 'lead-firm')
    const groups = [{ group: 'opportunities', mail: 'never', text: false }]
    expect((await leadFirm.send('PUT', '/notice-settings/groups', { groups })).status).toBe(422)
  })
})

describe('the link of a mail', () => {
  it('ends mail of its groups with one click and no session, not the list, and nobody else’s mail', async () => {
    const [one, other] = [await sme(), await sme()]
    const [mail] = await told(api, message(one))
    const address = /<(.*)>/.exec(mail?.headers?.['List-Unsubscribe'] ?? '')?.[1] ?? ''
    expect(mail?.headers?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    const answer = await api.app.inject({
      method: 'POST',
      url: new URL(address).pathname,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    })
    expect(answer.statusCode).toBe(200)
    expect(await told(api, message(one))).toEqual([])
    expect(await told(api, { organizationId: one.organizationId, topic: 'nda-to-sign' })).toHaveLength(1)
    expect(await told(api, message(other))).toHaveLength(1)
    expect((await one.get<{ unread: number }>('/notices/unread')).body.unread).toBe(3)
  })
})

describe('a member who left', () => {
  it('gets no digest of what waited for him', async () => {
    const one = await sme({ mail: 'daily' })
    await told(api, message(one))
    await owner.query('delete from memberships where user_id = $1', [one.userId])
    expect(await quarter(api, '2026-12-02T01:30:00Z')).toEqual([])
    expect(await waiting(one)).toBe(0)
  })
})

describe('two workers', () => {
  it('at the same time send a digest once', async () => {
    const one = await sme({ mail: 'daily' })
    for (let n = 0; n < 5; n++) await told(api, message(one, `Need ${n}`))
    api.clock.set('2026-12-02T01:30:00Z')
    await Promise.all([1, 2, 3].map(() => api.services.notices.tellDue()))
    const mails = (await mailsSince(api)).filter((mail) => mail.to === one.email)
    const lines = mails.flatMap((mail) => mail.text.match(/A new message: Need \d/g) ?? [])
    expect(lines.sort()).toEqual([0, 1, 2, 3, 4].map((n) => `A new message: Need ${n}`))
  })
})
