/** Notices through the real SMTP adapter to a real SMTP server: what arrives there, and what a server that dawdles does to the API. */
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { mailsSince } from '../../../tests/support/mails.ts'
import { openNeed, showInterest } from '../../../tests/support/needs.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import { createSmtpMailer } from '../../adapters/smtp-mailer.ts'
import { writeMail } from '../../mails.ts'
import { notify, quarter, told } from './notices.fixtures.ts'

const FROM = 'Highroad <no-reply@localhost>'

interface MailServer {
  url: string
  got: ParsedMail[]
  /** While held, it takes a mail and says nothing. */
  hold(): () => void
  close(): Promise<void>
}

async function mailServer(): Promise<MailServer> {
  const got: ParsedMail[] = []
  let held = Promise.resolve()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      simpleParser(stream).then(async (mail) => {
        await held
        got.push(mail)
        done()
      }, done)
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  const hold = () => {
    let letGo = () => {}
    held = new Promise<void>((resolve) => (letGo = resolve))
    return () => letGo()
  }
  return { url, got, hold, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

let server: MailServer
let api: TestApi
let sme: Person
beforeAll(async () => {
  server = await mailServer()
  api = await startApi({ through: { mailer: createSmtpMailer(server.url, FROM) } })
  sme = await founder(api, 'sme')
  await sme.send('PATCH', '/account', { locale: 'fr' })
})
afterAll(async () => {
  await api.close()
  await server.close()
})

const arrived = () => server.got.splice(0)

describe('what arrives', () => {
  it('is the sentence in the recipient’s language, as text and as HTML, with the headers that end it in one click', async () => {
    await told(api, { organizationId: sme.organizationId, topic: 'message', path: '/linkages/x', params: { need: 'Équerres <b>' } })
    const [mail, ...others] = arrived()
    expect(others).toEqual([])
    expect(mail?.subject).toBe('Un nouveau message : Équerres <b>')
    expect(mail?.text).toContain('http://localhost:3000/linkages/x')
    expect(mail?.html).toContain('lang="fr"')
    expect(mail?.html).toContain('&#60;b&#62;')
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    const list = mail?.headers.get('list') as { unsubscribe: { url: string }; 'unsubscribe-post': { name: string } }
    expect(list.unsubscribe.url).toMatch(/^http:\/\/localhost:3000\/api\/v1\/mutes\//)
    expect(list['unsubscribe-post'].name).toBe('List-Unsubscribe=One-Click')
    expect(mail?.messageId).toMatch(/^<[0-9a-f]{32}@highroad>$/)
  })

  it('has the same Message-ID when the same job is worked twice, and another for another notice', async () => {
    const notice = { id: 'one', says: { topic: 'message' as const }, params: { need: 'Brackets' }, link: 'http://localhost:3000/x' }
    const job = { to: sme.email, template: 'notices', locale: 'en', params: { n: '1', more: '0' }, notices: [notice] }
    expect(writeMail(job).messageId).toBe(writeMail({ ...job }).messageId)
    expect(writeMail({ ...job, notices: [{ ...notice, id: 'two' }] }).messageId).not.toBe(writeMail(job).messageId)
  })

  it('as a digest is one mail for many, in the same language', async () => {
    await sme.send('PUT', '/notice-settings/groups', { groups: [{ group: 'messages', mail: 'daily', text: false }] })
    for (const need of ['Équerres', 'Charnières'])
      await notify(api, { organizationId: sme.organizationId, topic: 'message', params: { need } })
    await mailsSince(api)
    expect(arrived()).toEqual([])
    await quarter(api, '2026-11-24T01:30:00Z')
    const mails = arrived()
    expect(mails.map((mail) => mail.subject)).toEqual(['2 avis pour vous'])
    for (const need of ['Équerres', 'Charnières']) expect(mails[0]?.text).toContain(`Un nouveau message\u00a0: ${need}`)
    expect(mails[0]?.headers.get('list')).toMatchObject({ unsubscribe: { url: expect.stringContaining('/api/v1/mutes/') } })
  })
})

describe('a server that dawdles', () => {
  it('does not slow a write of the API: the queue holds the mail, and it arrives in the end', async () => {
    api.clock.set('2026-11-24T09:00:00Z')
    const leadFirm = await founder(api, 'lead-firm')
    const supplier = await published(api)
    const need = await openNeed(leadFirm)
    await mailsSince(api)
    arrived()
    const letGo = server.hold()
    const started = performance.now()
    await showInterest(supplier, need)
    const took = performance.now() - started
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(arrived()).toEqual([])
    expect((await leadFirm.get('/notices/unread')).status).toBe(200)
    letGo()
    await mailsSince(api)
    expect(arrived().map((mail) => [mail.to, mail.subject])).toMatchObject([
      [{ text: leadFirm.email }, expect.stringContaining('is interested')],
    ])
    // Far less than the server dawdled.
    expect(took).toBeLessThan(1_400)
  }, 30_000)
})
