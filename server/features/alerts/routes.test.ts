/** News for SMEs through HTTP on a real PostgreSQL: who is told what, why, once, and by which way. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { mailsSince } from '../../../tests/support/mails.ts'
import { NEED, type NeedRef, openNeed, stepNeed, versionHeader } from '../../../tests/support/needs.ts'
import { CERTIFICATE, listedFirms, published, save } from '../../../tests/support/profiles.ts'
import { founder, member, type Person } from '../../../tests/support/world.ts'
import type { AlertView, MuteView } from './contract.ts'

let api: TestApi
let leadFirm: Person
let sme: Person
beforeAll(async () => {
  api = await startApi()
  leadFirm = await founder(api, 'lead-firm', { name: 'Verrano Mobility' })
  sme = await published(api)
  await follow()
})
afterAll(() => api.close())

const follow = () => api.services.news.pairs.catchUp()
const newsOf = async (who: Person) => (await who.get<{ items: AlertView[] }>('/alerts?limit=100')).body.items
const about = async (who: Person, need: NeedRef) => (await newsOf(who)).filter((one) => one.need?.id === need.id)
const reasons = async (who: Person, need: NeedRef) => (await about(who, need)).map((one) => one.reason)
const unread = async (who: Person) => (await who.get<{ unread: number }>('/alerts/unread')).body.unread
const QUALITY = NEED.criteria[0]!
const HUGE = { ...QUALITY, class: 'must', groups: [{ requirements: [{ kind: 'employees', operator: 'at-least', value: 5_000 }] }] }
const mails = () => mailsSince(api)

async function posted(changes: object = {}): Promise<NeedRef> {
  const need = await openNeed(leadFirm, changes)
  await follow()
  return need
}

describe('a posted need', () => {
  it('is told at once to the SME that it fits, in the list and by mail, and once', async () => {
    await mails()
    const need = await posted()
    expect(await about(sme, need)).toMatchObject([
      { reason: 'new-need', before: null, after: 'ready', cause: 'need', read: false, need: { title: NEED.title, isOpen: true } },
    ])
    await follow()
    await follow()
    expect(await reasons(sme, need)).toEqual(['new-need'])
    const sent = await mails()
    expect(sent.map((mail) => [mail.to, mail.subject])).toEqual([[sme.email, `A new need fits you: ${NEED.title}`]])
    expect(sent[0]?.text).toContain(`/opportunities/${need.id}`)
    await api.services.news.tellAlerts()
    expect(await mails()).toEqual([])
  })

  it('under an alias is told without the lead firm’s name', async () => {
    await mails()
    const need = await posted({ alias: true })
    expect(JSON.stringify([await about(sme, need), await mails()])).not.toContain('Verrano')
  })

  it('is told neither to a firm on a list, nor to a draft, nor to one whom it does not concern', async () => {
    const agency = await founder(api, 'agency')
    await listedFirms(api, agency, 3)
    const draft = await founder(api, 'sme')
    await mails()
    const need = await posted({ title: 'Cotton shirts', products: ['p-t-shirts'], processes: [], description: '', criteria: [] })
    expect(await about(sme, need)).toEqual([])
    const fitting = await posted()
    expect(await about(draft, fitting)).toEqual([])
    expect((await mails()).map((mail) => mail.to)).toEqual([sme.email])
    const { rows } = await pairsOf(fitting)
    expect(rows.map((row) => row.sme_id)).toEqual([sme.organizationId])
  })

  it('of which a must is known to fail is told to nobody', async () => {
    expect(await about(sme, await posted({ criteria: [HUGE] }))).toEqual([])
  })

  it('whose answer waits for a word of the SME is told as incomplete', async () => {
    const asks = {
      ...QUALITY,
      class: 'must',
      groups: [{ requirements: [{ kind: 'capacity', operator: 'at-least', value: 1, unit: 'kg' }] }],
    }
    const [told] = await about(sme, await posted({ criteria: [asks] }))
    expect(told).toMatchObject({ reason: 'new-need', after: 'incomplete' })
  })
})

async function pairsOf(need: NeedRef) {
  const { Client } = (await import('pg')).default
  const owner = new Client(api.ownerUrl)
  await owner.connect()
  const found = await owner.query('select need_id, sme_id, band, need_version from match_pairs where need_id = $1', [need.id])
  await owner.end()
  return found
}

describe('a changed profile', () => {
  it('makes news of the needs that it now fits, and of those it no longer fits, with the reason', async () => {
    const need = await posted()
    const other = await published(api)
    await follow()
    expect(await about(other, need)).toMatchObject([{ reason: 'now-fits', before: null, after: 'ready', cause: 'profile' }])
    await save(other, 'certificates', { items: [], complete: true })
    await follow()
    const [lower] = (await about(other, need)).filter((one) => one.reason === 'no-longer-fits')
    expect(lower).toMatchObject({ before: 'ready', after: 'developable', cause: 'profile', because: { code: 'certificate-absent' } })
    await save(other, 'certificates', { items: [CERTIFICATE], complete: true })
    await follow()
    const again = (await about(other, need)).filter((one) => one.reason === 'now-fits')
    expect(again).toMatchObject([{ before: 'developable', after: 'ready', read: false }])
  })

  it('is told once by mail, however often the firm goes back and forth', async () => {
    await posted()
    const other = await published(api)
    await follow()
    await mails()
    for (const items of [[], [CERTIFICATE], [], [CERTIFICATE]]) {
      await save(other, 'certificates', { items, complete: true })
      await follow()
    }
    const sent = await mails()
    expect(sent.filter((mail) => mail.to === other.email).map((mail) => mail.subject.replace(/\d+/, 'n'))).toEqual([
      'You stand lower with n needs',
    ])
  })

  it('taken back by the firm itself makes no news', async () => {
    const need = await posted()
    const other = await published(api)
    await follow()
    await save(other, 'withdraw', undefined, 'POST')
    await follow()
    expect(await reasons(other, need)).toEqual(['now-fits'])
    expect((await pairsOf(need)).rows.map((row) => row.sme_id)).not.toContain(other.organizationId)
  })
})

describe('a changed or closed need', () => {
  it('is told to those whose band it moves', async () => {
    const need = await posted()
    const edited = await leadFirm.send<NeedRef>('PUT', `/sourcing-needs/${need.id}`, { ...NEED, criteria: [HUGE] }, versionHeader(need))
    expect(edited.status).toBe(200)
    await follow()
    const changed = (await about(sme, need)).filter((one) => one.reason === 'need-changed')
    expect(changed).toMatchObject([{ before: 'ready', after: null, because: { code: 'employees-missed' } }])
  })

  it('is told as closed to its own pairs, which end', async () => {
    const need = await posted()
    await stepNeed(leadFirm, need, 'close')
    await follow()
    expect(await reasons(sme, need)).toEqual(['need-closed', 'new-need'])
    expect((await pairsOf(need)).rows).toEqual([])
  })
})

describe('news', () => {
  it('is read by each member for himself', async () => {
    const colleague = await member(api, sme)
    await posted()
    expect(await unread(colleague)).toBeGreaterThan(0)
    const [first] = await newsOf(sme)
    const before = await unread(sme)
    expect((await sme.send<{ unread: number }>('POST', '/alerts/read', { ids: [first!.id] })).body.unread).toBe(before - 1)
    expect((await sme.send<{ unread: number }>('POST', '/alerts/read', {})).body.unread).toBe(0)
    expect((await sme.get<{ items: AlertView[] }>('/alerts?unread=true')).body.items).toEqual([])
    expect(await unread(colleague)).toBeGreaterThan(0)
  })

  it('of a muted reason stands in no list and comes by no mail, for that member alone', async () => {
    const other = await published(api)
    const colleague = await member(api, other)
    await follow()
    await mails()
    await other.send('PUT', '/alerts/mutes', { reasons: ['new-need'] })
    const need = await posted()
    expect(await reasons(other, need)).toEqual([])
    expect(await reasons(colleague, need)).toEqual(['new-need'])
    const told = (await mails()).map((mail) => mail.to)
    expect(told).toContain(colleague.email)
    expect(told).not.toContain(other.email)
  })

  it('comes by mail with a way out: looking changes nothing, a post ends it, as mail programs post it', async () => {
    const other = await published(api)
    await follow()
    await mails()
    await posted()
    const mail = (await mails()).find((one) => one.to === other.email && one.subject.startsWith('A new need'))!
    expect(mail.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
    const address = new URL(/<(.+)>/.exec(mail.headers!['List-Unsubscribe']!)![1]!).pathname
    expect(mail.text).toContain(`/mute?token=${address.split('/').at(-1)}`)
    const visitor = api.visitor()
    expect((await visitor.get<MuteView>(address)).body).toEqual({ kind: 'reason', reason: 'new-need', name: '', groups: [], muted: false })
    expect((await other.get('/alerts/mutes')).body).toEqual({ reasons: [] })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const ended = await api.app.inject({ method: 'POST', url: address, headers, payload: 'List-Unsubscribe=One-Click' })
    expect(ended.statusCode).toBe(200)
    expect((await other.get('/alerts/mutes')).body).toEqual({ reasons: ['new-need'] })
    expect((await visitor.send('POST', `${address.slice(0, -1)}x`, {})).status).toBe(404)
    const page = await api.app.inject({ method: 'GET', url: address, headers: { accept: 'text/html' } })
    expect([page.statusCode, page.headers.location]).toEqual([303, `/mute?token=${address.split('/').at(-1)}`])
  })

  it('of a need that was deleted or of another firm is not there', async () => {
    const need = await posted()
    const stranger = await founder(api, 'sme')
    const [mine] = await about(sme, need)
    await stranger.send('POST', '/alerts/read', { ids: [mine!.id] })
    expect((await about(sme, need))[0]?.read).toBe(false)
    expect(await newsOf(stranger)).toEqual([])
  })
})
