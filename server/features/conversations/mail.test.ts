/** Mail about messages through a real SMTP server, and the replies to it: what goes out, what lands, and what does not. */
import type { AddressInfo } from 'node:net'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REPLIES, startApi, type TestApi } from '../../../tests/support/api.ts'
import { mailsSince } from '../../../tests/support/mails.ts'
import { founder } from '../../../tests/support/world.ts'
import { createSmtpMailer } from '../../adapters/smtp-mailer.ts'
import { take } from '../linkages/linkages.fixtures.ts'
import { interested, messages, receive, type Talk, write } from './conversations.fixtures.ts'

let api: TestApi
let talk: Talk
let server: SMTPServer
const got: ParsedMail[] = []
beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        got.push(mail)
        done()
      }, done)
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  api = await startApi({ through: { mailer: createSmtpMailer(url, 'Highroad <no-reply@localhost>') } })
  talk = await interested(api, { alias: true })
  await talk.sme.send('PATCH', '/account', { locale: 'fr' })
}, 60_000)
afterAll(async () => {
  await api.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})

async function arrived(): Promise<ParsedMail[]> {
  await mailsSince(api)
  return got.splice(0)
}

const addressOf = (mail: ParsedMail | undefined) => (mail?.replyTo as AddressObject | undefined)?.value[0]?.address ?? ''

/** What the SME is mailed about a message of the lead firm. */
async function mailed(text = 'Can you make 5,000?'): Promise<ParsedMail> {
  await arrived()
  expect((await write(talk.leadFirm, talk, text)).status).toBe(201)
  const mails = await arrived()
  expect(mails).toHaveLength(1)
  return mails[0]!
}

const texts = async () => (await messages(talk.leadFirm, talk)).map((one) => one.text)

describe('mail about a message', () => {
  it('says in the recipient’s language that there is one, holds nothing of it, and can be answered', async () => {
    const mail = await mailed('The drawing is number 4711.')
    expect((mail.to as AddressObject).text).toBe(talk.sme.email)
    expect(mail.subject).toMatch(/^Un nouveau message/)
    expect(mail.text).toContain(`/linkages/${talk.id}/messages`)
    expect(mail.text).toContain('Pour répondre, répondez à ce courriel.')
    expect(addressOf(mail)).toMatch(/^reply\+[a-z2-7]{45}@replies\.example$/)
    expect(addressOf(mail).split('@')[0]!.length).toBeLessThanOrEqual(64)
    const whole = JSON.stringify([...mail.headers, mail.text, mail.html])
    for (const secret of ['4711', talk.leadFirm.email, talk.leadFirm.organizationId, 'Aldervane']) expect(whole).not.toContain(secret)
  })

  it('of two at once, as a digest, has no address to answer to', async () => {
    await talk.leadFirm.send('PUT', '/notice-settings/groups', { groups: [{ group: 'messages', mail: 'daily', text: false }] })
    await arrived()
    for (const text of ['One', 'Two']) await write(talk.sme, talk, text)
    expect(await arrived()).toEqual([])
    api.clock.advance(17 * 3_600_000)
    await api.services.notices.tellDue()
    const [mail] = await arrived()
    expect([mail?.replyTo, mail?.subject]).toEqual([undefined, '2 notices for you'])
    await talk.leadFirm.send('PUT', '/notice-settings/groups', { groups: [{ group: 'messages', mail: 'instant', text: false }] })
  })
})

describe('a reply', () => {
  it('lands once in the thread, without what it quotes', async () => {
    const mail = await mailed()
    const reply = {
      to: `Highroad <${addressOf(mail).toUpperCase()}>`,
      from: `"Rao, Asha" <${talk.sme.email.toUpperCase()}>`,
      text: `Oui, dès mars.\r\n\r\nLe lun. 23 nov. 2026 à 14:30, Highroad <no-reply@localhost> a\r\nécrit :\r\n\r\n> ${mail.text?.replaceAll('\n', '\r\n> ')}`,
      messageId: '<reply-1@mail.example>',
    }
    expect((await receive(api, reply)).body).toEqual({ outcome: 'accepted' })
    expect((await receive(api, reply)).body).toEqual({ outcome: 'accepted' })
    const [landed, ...others] = await messages(talk.leadFirm, talk)
    expect(landed).toMatchObject({ text: 'Oui, dès mars.', party: 'sme', way: 'mail', language: 'fr' })
    expect(others.filter((one) => one.text === 'Oui, dès mars.')).toEqual([])
    expect((await arrived()).map((one) => (one.to as AddressObject).text)).toEqual([talk.leadFirm.email])
  })

  it('from somebody else, with a token that was touched, or after ninety days does not land, and all look alike', async () => {
    const address = addressOf(await mailed())
    const stranger = await founder(api, 'sme')
    const before = await texts()
    const own = { to: address, from: talk.sme.email, text: 'Hello' }
    const touched = address.replace(/\+(.)/, (_all, first: string) => `+${first === 'a' ? 'b' : 'a'}`)
    const answers = [
      await receive(api, { ...own, from: talk.leadFirm.email }),
      await receive(api, { ...own, from: stranger.email }),
      await receive(api, { ...own, from: 'nobody@nowhere.example' }),
      await receive(api, { ...own, to: touched }),
      await receive(api, { ...own, to: address.replace('replies.example', 'replies.example.org') }),
      await receive(api, { ...own, to: 'somebody@replies.example' }),
    ]
    expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [200, { outcome: 'rejected' }]))
    const sent = api.clock.now()
    api.clock.advance(91 * 86_400_000)
    expect((await receive(api, own)).body).toEqual({ outcome: 'rejected' })
    api.clock.set(sent.toISOString())
    expect(await texts()).toEqual(before)
    expect(await arrived()).toEqual([])
  })

  it('is handed on only by whom the token was given to, and nowhere where nobody was', async () => {
    expect((await receive(api, {}, 'another token')).status).toBe(401)
    expect((await api.visitor().send('POST', '/inbound-mail', { to: '', from: '', subject: '', text: '', messageId: 'x' })).status).toBe(
      401,
    )
  })

  it('of nothing, or with files, is told to its sender in his language; the words land', async () => {
    const address = addressOf(await mailed())
    const from = talk.sme.email
    expect((await receive(api, { to: address, from, text: '> Good day,' })).body).toEqual({ outcome: 'rejected' })
    expect((await arrived()).map((one) => one.subject)).toEqual(['Votre réponse était vide'])
    expect((await receive(api, { to: address, from, text: 'Voici le plan.', attachments: 2 })).body).toEqual({ outcome: 'accepted' })
    expect((await arrived()).map((one) => one.subject)).toContain('Vos fichiers n’ont pas été repris')
    expect((await texts())[0]).toBe('Voici le plan.')
  })

  it('of a lead firm that would name itself by its signature does not land, and it is told the word', async () => {
    await arrived()
    await write(talk.sme, talk, 'Which steel?')
    const mail = (await arrived()).find((one) => (one.to as AddressObject).text === talk.leadFirm.email)
    const { body: own } = await talk.leadFirm.get<{ name: string }>('/organization')
    const reply = { to: addressOf(mail), from: talk.leadFirm.email, text: `S355.\n\nBest regards\n${own.name}` }
    expect((await receive(api, reply)).body).toEqual({ outcome: 'rejected' })
    const [told] = await arrived()
    expect(told?.text).toContain(own.name)
    expect(await texts()).not.toContain('S355.')
  })

  it('to a thread that is over does not land', async () => {
    const address = addressOf(await mailed())
    await take(talk.leadFirm, talk, { step: 'decline', reason: 'price' })
    await arrived()
    expect((await receive(api, { to: address, from: talk.sme.email, text: 'Why?' })).body).toEqual({ outcome: 'rejected' })
    expect((await arrived()).map((one) => one.subject)).toEqual(['Votre réponse n’a pas été envoyée'])
  })
})

describe('without a domain for replies', () => {
  it('mail cannot be answered, and nothing is received', async () => {
    const plain = await startApi({ replies: null })
    try {
      const on = await interested(plain)
      await mailsSince(plain)
      await write(on.sme, on, 'Hello')
      const [mail] = await mailsSince(plain)
      expect(mail).toMatchObject({ to: on.leadFirm.email })
      expect(mail).not.toHaveProperty('replyTo')
      expect((await receive(plain, {}, REPLIES.token)).status).toBe(404)
    } finally {
      await plain.close()
    }
  }, 60_000)
})
