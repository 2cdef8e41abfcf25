/** Threads through HTTP on a real PostgreSQL: who reads and writes, under which name, read marks, what is taken back, the agency let in, files. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { upload } from '../../../tests/support/documents.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, member } from '../../../tests/support/world.ts'
import { giveMandate, take, withdraw } from '../linkages/linkages.fixtures.ts'
import type { MessageView } from './contract.ts'
import { interested, inviteAgency, messages, type Talk, thread, write } from './conversations.fixtures.ts'

let api: TestApi
let talk: Talk
beforeAll(async () => {
  api = await startApi()
  talk = await interested(api)
})
afterAll(() => api.close())

const tick = () => api.clock.advance(60_000)

describe('a thread', () => {
  it('takes messages of both firms, the newest first, and of nobody else', async () => {
    const { leadFirm, sme } = talk
    expect((await write(sme, talk, 'Which steel?')).status).toBe(201)
    tick()
    expect((await write(leadFirm, talk, '  S355, 2 mm.\nIn coils.  ')).body).toMatchObject({ text: 'S355, 2 mm.\nIn coils.', own: true })
    expect((await messages(sme, talk)).map((one) => [one.party, one.own, one.text])).toEqual([
      ['lead-firm', false, 'S355, 2 mm.\nIn coils.'],
      ['sme', true, 'Which steel?'],
    ])
    for (const stranger of [await founder(api, 'lead-firm'), await published(api), await founder(api, 'agency')]) {
      expect((await write(stranger, talk, 'Hello')).status).toBe(404)
      expect((await thread(stranger, talk)).status).toBe(404)
      expect((await stranger.get(`/linkages/${talk.id}/messages`)).status).toBe(404)
    }
  })

  it('is read page by page', async () => {
    const { sme } = talk
    const first = await sme.get<{ items: MessageView[]; next: string }>(`/linkages/${talk.id}/messages?limit=1`)
    const second = await sme.get<{ items: MessageView[]; next: null }>(`/linkages/${talk.id}/messages?limit=1&cursor=${first.body.next}`)
    expect([...first.body.items, ...second.body.items].map((one) => one.text)).toEqual(['S355, 2 mm.\nIn coils.', 'Which steel?'])
    expect(second.body.next).toBeNull()
  })

  it('opens with the interest, and after the end is only read', async () => {
    const { leadFirm, sme } = await interested(api)
    const other = await interested(api)
    expect((await thread(other.sme, other)).body).toMatchObject({ state: 'open', readers: ['lead-firm', 'sme'], answersByMail: true })
    await write(other.sme, other, 'We could start in May.')
    await take(other.leadFirm, other, { step: 'decline', reason: 'price' })
    expect((await thread(other.sme, other)).body.state).toBe('over')
    expect(await write(other.sme, other, 'And in April?')).toMatchObject({ status: 409, body: { code: 'thread-over' } })
    expect(await messages(other.leadFirm, other)).toHaveLength(1)
    const invited = await leadFirm.send<{ id: string }>('POST', `/sourcing-needs/${other.need.id}/invitations`, {
      organizationId: sme.organizationId,
    })
    expect(invited.status).toBe(404)
  })

  it('of an invitation that nobody answered is not open', async () => {
    const { leadFirm } = talk
    const supplier = await published(api)
    const { body } = await leadFirm.send<{ id: string }>('POST', `/sourcing-needs/${talk.need.id}/invitations`, {
      organizationId: supplier.organizationId,
    })
    expect(await write(leadFirm, body, 'Will you?')).toMatchObject({ status: 409, body: { code: 'thread-not-open' } })
    await take(leadFirm, body, { step: 'hold', dueOn: '2026-12-20', reason: 'capacity' })
    expect((await thread(supplier, body)).body.state).toBe('not-open')
  })

  it('takes neither nothing nor too much, and one message however often it is sent', async () => {
    const { sme } = talk
    expect(await write(sme, talk, ' \n ')).toMatchObject({ status: 422, body: { code: 'message-empty' } })
    expect((await write(sme, talk, 'x'.repeat(5_001))).status).toBe(400)
    const key = { 'idempotency-key': 'the-same-click' }
    const send = () => sme.send<MessageView>('POST', `/linkages/${talk.id}/messages`, { text: 'Only once' }, key)
    const [one, two] = await Promise.all([send(), send()])
    expect(one.body.id).toBe(two.body.id)
    expect((await messages(sme, talk)).filter((message) => message.text === 'Only once')).toHaveLength(1)
  })
})

describe('names', () => {
  it('of persons are shown from the acceptance on', async () => {
    const on = await interested(api)
    await write(on.sme, on, 'Good day.')
    const [before] = await messages(on.leadFirm, on)
    expect(before?.author).toEqual({ organization: expect.stringContaining('Tamhini'), person: null })
    expect((await messages(on.sme, on))[0]?.author.person).toBe('Admin of a sme')
    await take(on.leadFirm, on, { step: 'accept' })
    const [after] = await messages(on.leadFirm, on)
    expect(after?.author.person).toBe('Admin of a sme')
  })

  it('of a lead firm behind an alias are neither shown nor let through, until the introduction', async () => {
    const on = await interested(api, { alias: true })
    const { leadFirm, sme } = on
    const { body: own } = await leadFirm.get<{ name: string; website: string; version: number }>('/organization')
    expect((await thread(leadFirm, on)).body.behindAlias).toBe(true)
    expect((await thread(sme, on)).body.behindAlias).toBe(false)
    const named = await write(leadFirm, on, `Kind regards, ${own.name.toUpperCase()}`)
    expect(named).toMatchObject({ status: 409, body: { code: 'message-names-you', params: { word: own.name } } })
    expect(await write(leadFirm, on, `Mail ${leadFirm.email}`)).toMatchObject({ body: { code: 'message-names-you' } })
    expect(await write(leadFirm, on, 'Look at www.example.org')).toMatchObject({ body: { params: { word: 'example.org' } } })
    // Whoever does not know the name must not find it by trying.
    expect((await write(sme, on, `Are you ${own.name}?`)).status).toBe(201)
    tick()
    expect((await write(leadFirm, on, 'We buy brackets.')).status).toBe(201)
    const seen = await sme.get<{ items: MessageView[] }>(`/linkages/${on.id}/messages`)
    expect(seen.body.items[0]?.author).toEqual({ organization: null, person: null })
    const all = JSON.stringify([seen, await thread(sme, on), await sme.get(`/linkages/${on.id}`)])
    for (const secret of ['Admin of a lead-firm', leadFirm.email, leadFirm.organizationId, leadFirm.userId])
      expect(all).not.toContain(secret)
    await take(leadFirm, on, { step: 'accept' })
    expect((await messages(sme, on))[0]?.author).toEqual({ organization: null, person: null })
    await take(leadFirm, on, { step: 'introduce' })
    expect((await messages(sme, on))[0]?.author).toEqual({ organization: own.name, person: 'Admin of a lead-firm' })
    expect((await write(leadFirm, on, `We are ${own.name}.`)).status).toBe(201)
  })
})

describe('a read mark', () => {
  it('is each member’s own, moves on and never back, and is told to the author by party', async () => {
    const on = await interested(api)
    const colleague = await member(api, on.leadFirm, ['buyer'])
    const first = (await write(on.sme, on, 'One')).body
    tick()
    await write(on.sme, on, 'Two')
    expect((await thread(on.leadFirm, on)).body.unread).toBe(2)
    const count = async () => (await colleague.get<{ items: object[] }>('/messages/unread')).body.items
    expect(await count()).toEqual([{ linkageId: on.id, unread: 2 }])
    const mark = (body: object) => on.leadFirm.send('POST', `/linkages/${on.id}/messages/read`, body)
    expect((await mark({ messageId: first.id })).body).toEqual({ unread: 1 })
    expect((await messages(on.sme, on)).map((one) => one.readBy)).toEqual([[], ['lead-firm']])
    expect((await mark({})).body).toEqual({ unread: 0 })
    expect((await mark({ messageId: first.id })).body).toEqual({ unread: 0 })
    expect((await messages(on.leadFirm, on)).map((one) => one.unread)).toEqual([false, false])
    expect((await messages(colleague, on)).map((one) => one.unread)).toEqual([true, true])
    expect((await thread(on.sme, on)).body.unread).toBe(0)
    const foreign = (await write(talk.sme, talk, 'Elsewhere')).body
    expect((await mark({ messageId: foreign.id })).status).toBe(404)
  })

  it('is set by answering', async () => {
    const on = await interested(api)
    await write(on.sme, on, 'One')
    tick()
    await write(on.leadFirm, on, 'Two')
    expect((await thread(on.leadFirm, on)).body.unread).toBe(0)
  })
})

describe('a message', () => {
  const takeBack = (who: Talk['sme'], { id }: { id: string }) => who.send<MessageView>('POST', `/messages/${id}/take-back`)

  it('is taken back by its author within a quarter of an hour, and leaves a mark', async () => {
    const on = await interested(api)
    const { body } = await write(on.sme, on, 'Our price is 40.')
    expect(body.mayTakeBack).toBe(true)
    const colleague = await member(api, on.sme)
    expect(await takeBack(colleague, body)).toMatchObject({ status: 409, body: { code: 'message-not-yours' } })
    expect(await takeBack(on.leadFirm, body)).toMatchObject({ status: 409, body: { code: 'message-not-yours' } })
    expect((await takeBack(talk.sme, body)).status).toBe(404)
    api.clock.advance(15 * 60_000)
    expect((await takeBack(on.sme, body)).body).toMatchObject({ text: '', takenBackAt: expect.any(String), mayTakeBack: false })
    const [seen] = await messages(on.leadFirm, on)
    expect(seen).toMatchObject({ id: body.id, text: '', takenBackAt: expect.any(String), unread: false })
    expect((await takeBack(on.sme, body)).status).toBe(200)
    const { body: late } = await write(on.sme, on, 'Later')
    api.clock.advance(15 * 60_000 + 1_000)
    expect(await takeBack(on.sme, late)).toMatchObject({ status: 409, body: { code: 'message-too-old' } })
  })

  it('carries files, each read by those to whom its tier is open', async () => {
    const on = await interested(api)
    const file = async (name: string) => (await upload(on.sme, name, Buffer.from('Two millimetres.'))).body.id
    const attachments = [
      { uploadId: await file('open.txt'), tier: 'registered' },
      { uploadId: await file('price.txt'), tier: 'matched' },
    ]
    const sent = await write(on.sme, on, 'As asked.', { attachments })
    expect(sent.status, JSON.stringify(sent.body)).toBe(201)
    expect(sent.body.documents.map((one) => one.tier)).toEqual(['registered', 'matched'])
    const seen = async () => (await messages(on.leadFirm, on))[0]?.documents.map((one) => one.name)
    expect(await seen()).toEqual(['open.txt'])
    await take(on.leadFirm, on, { step: 'accept' })
    expect(await seen()).toEqual(['open.txt', 'price.txt'])
    const [document] = sent.body.documents
    expect((await on.leadFirm.get(`/documents/${document?.id}`)).status).toBe(200)
    await takeBack(on.sme, sent.body)
    expect(await seen()).toEqual([])
    expect((await on.leadFirm.get(`/documents/${document?.id}`)).status).toBe(404)
    const gone = await write(on.sme, on, 'Again.', { attachments })
    expect(gone).toMatchObject({ status: 422, body: { code: 'upload-gone' } })
    expect((await messages(on.sme, on)).map((one) => one.text)).not.toContain('Again.')
  })
})

describe('an agency', () => {
  it('reads and writes once both firms want it, what comes from then on, and no longer than both want it', async () => {
    const on = await interested(api)
    expect(await inviteAgency(on.sme, on)).toMatchObject({ status: 409, body: { code: 'message-no-agency' } })
    const mandate = await giveMandate(on.leadFirm, on.agency)
    await write(on.sme, on, 'Among us.')
    tick()
    expect((await thread(on.agency, on)).body).toMatchObject({ takesPart: false, unread: 0, readers: ['lead-firm', 'sme'] })
    expect((await inviteAgency(on.leadFirm, on)).body).toMatchObject({ invitedBy: ['lead-firm'], agencySince: null })
    expect(await messages(on.agency, on)).toEqual([])
    expect(await write(on.agency, on, 'Hello')).toMatchObject({ status: 409, body: { code: 'thread-not-invited' } })
    expect((await inviteAgency(on.agency, on)).status).toBe(403)
    expect((await inviteAgency(on.sme, on)).body).toMatchObject({
      agencySince: expect.any(String),
      readers: ['lead-firm', 'sme', 'agency'],
    })
    tick()
    await write(on.sme, on, 'With the agency.')
    tick()
    expect((await messages(on.agency, on)).map((one) => one.text)).toEqual(['With the agency.'])
    expect((await write(on.agency, on, 'Shall we meet?')).body.author.person).toBe('Admin of a agency')
    const [old] = (await messages(on.sme, on)).filter((one) => one.text === 'Among us.')
    expect((await on.agency.send('POST', `/linkages/${on.id}/messages/read`, { messageId: old?.id })).status).toBe(404)
    await inviteAgency(on.sme, on, false)
    expect(await messages(on.agency, on)).toEqual([])
    await inviteAgency(on.sme, on)
    expect(await messages(on.agency, on)).toEqual([])
    await withdraw(on.leadFirm, mandate)
    expect((await thread(on.agency, on)).status).toBe(404)
    expect((await thread(on.sme, on)).body.readers).toEqual(['lead-firm', 'sme'])
  })
})
