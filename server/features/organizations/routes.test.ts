/** Organizations and their members through HTTP on a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, member, type Person, person } from '../../../tests/support/world.ts'
import type { OrganizationView } from './contract.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

const BODY = { name: 'Tamhini Pressworks', country: 'IN', region: 'Maharashtra', city: 'Chakan', timeZone: 'Asia/Kolkata' }
const edit = (one: Person, version: number, body: object) =>
  one.send<OrganizationView>('PUT', '/organization', { ...BODY, ...body }, { 'if-match': `"${version}"` })

describe('an organization', () => {
  it('is founded by its first admin, who reads and edits it on the version he read', async () => {
    const admin = await founder(api, 'sme')
    const own = await admin.get<OrganizationView>('/organization')
    expect(own.body).toMatchObject({ kind: 'sme', version: 1 })
    expect((await edit(admin, 1, { website: 'https://tamhini.example' })).body).toMatchObject({
      website: 'https://tamhini.example',
      version: 2,
    })
    expect(await edit(admin, 1, {})).toMatchObject({ status: 412, body: { code: 'stale-version' } })
  })

  it.each([
    [{ name: '' }, '/name'],
    [{ country: 'India' }, '/country'],
    [{ timeZone: 'Mars/Olympus' }, '/timeZone'],
    [{ website: 'javascript:alert(1)' }, '/website'],
    [{ kind: 'agency' }, '/kind'],
    [{ name: `Nul ${String.fromCharCode(0)} byte` }, '/name'],
  ])('refuses %j beside its field', async (body, field) => {
    const admin = await founder(api, 'sme')
    const answer = await edit(admin, 1, body)
    expect([400, 422]).toContain(answer.status)
    expect((answer.body as unknown as { errors: { field: string }[] }).errors.map((one) => one.field)).toContain(field)
  })

  it('that moves or changes its name moves in the directory and in matching with it', async () => {
    const sme = await published(api)
    const { version } = (await sme.get<OrganizationView>('/organization')).body
    expect((await edit(sme, version, { name: 'Kasarsai Metalform', city: 'Nashik', region: 'Nashik Division' })).status).toBe(200)
    const found = await api.visitor().get<{ items: { organizationId: string; city: string }[] }>('/suppliers?text=Kasarsai')
    expect(found.body.items).toEqual([expect.objectContaining({ organizationId: sme.organizationId, region: 'Nashik Division', city: '' })])
    expect((await api.services.profiles.reconcileFacts(100)).differences).toEqual([])
  })
})

describe('a member', () => {
  it('joins by a link that works once', async () => {
    const admin = await founder(api, 'agency')
    const sent = await admin.send<{ link: string }>('POST', '/organization/invitations', {
      email: 'new@example.org',
      role: 'member',
      duties: ['officer'],
    })
    const token = new URL(sent.body.link).searchParams.get('token')
    const newcomer = await person(api)
    expect((await newcomer.send('POST', '/invitations/read', { token })).body).toMatchObject({ kind: 'agency', role: 'member' })
    expect((await newcomer.send('POST', '/invitations/accept', { token })).body).toEqual({ organizationId: admin.organizationId })
    const late = await person(api)
    expect(await late.send('POST', '/invitations/accept', { token })).toMatchObject({ status: 410, body: { code: 'link-over' } })
  })

  it('gets only duties that this kind of organization has', async () => {
    const admin = await founder(api, 'sme')
    const answer = await admin.send('POST', '/organization/invitations', { email: 'a@example.org', role: 'member', duties: ['officer'] })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: '/duties/0', code: 'not-allowed-value' }] } })
  })

  it('who is the last admin can neither leave nor become a plain member', async () => {
    const admin = await founder(api, 'lead-firm')
    await member(api, admin)
    const { body } = await admin.get<{ items: { userId: string; role: string; version: number }[] }>('/organization/members')
    const self = body.items.find((one) => one.role === 'admin')!
    const step = { role: 'member', duties: [] }
    expect(await admin.send('PUT', `/organization/members/${self.userId}`, step, { 'if-match': `"${self.version}"` })).toMatchObject({
      status: 409,
      body: { code: 'last-admin' },
    })
    expect(await admin.send('POST', '/organization/leave')).toMatchObject({ status: 409, body: { code: 'last-admin' } })
  })

  it('who is removed acts for the organization no more, at once', async () => {
    const admin = await founder(api, 'lead-firm')
    const one = await member(api, admin)
    const { body } = await admin.get<{ items: { userId: string; email: string }[] }>('/organization/members')
    const { userId } = body.items.find((each) => each.email === one.email)!
    expect((await one.get('/organization')).status).toBe(200)
    expect((await admin.send('DELETE', `/organization/members/${userId}`)).status).toBe(204)
    expect((await one.get('/organization')).status).toBe(403)
  })

  it('reads the audit log only as admin, with every write in it', async () => {
    const admin = await founder(api, 'lead-firm')
    const one = await member(api, admin)
    await edit(admin, 1, {})
    const log = await admin.get<{ items: { action: string }[] }>('/organization/audit')
    expect(log.body.items.map((each) => each.action)).toEqual(
      expect.arrayContaining(['organization.create', 'organization.edit', 'invitation.send', 'invitation.accept']),
    )
    expect((await one.get('/organization/audit')).status).toBe(403)
  })
})
