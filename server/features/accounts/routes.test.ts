/** Accounts through HTTP on a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { founder, PASSWORD, person } from '../../../tests/support/world.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

describe('an account', () => {
  it('is signed in after signing up, and knows itself', async () => {
    const one = await person(api, 'Owner of a workshop')
    const account = await one.get<{ user: { name: string; platformAdmin: boolean } }>('/account')
    expect(account.body.user).toMatchObject({ name: 'Owner of a workshop', platformAdmin: false })
  })

  it('answers a visitor with an empty account', async () => {
    const answer = await api.visitor().get('/account')
    expect(answer).toMatchObject({ status: 200, body: { user: null, acting: null, memberships: [] } })
  })

  it.each([
    ['short', 'password-too-short'],
    ['password1234', 'password-guessable'],
    ['abcabcabcabc', 'password-guessable'],
    ['123456789012', 'password-guessable'],
  ])('refuses the password %s', async (password, code) => {
    const answer = await api.visitor().send<{ code: string; errors?: { field: string; code: string }[] }>('POST', '/sign-up', {
      name: 'A',
      email: `weak-${code}@example.org`,
      password,
    })
    expect([400, 422]).toContain(answer.status)
    expect(answer.body.errors?.[0]?.code ?? answer.body.code).toMatch(code === 'password-too-short' ? /too-short/ : code)
  })

  it('gives a wrong password and an unknown address the same answer', async () => {
    const one = await person(api)
    const wrong = await api.visitor().send('POST', '/sign-in', { email: one.email, password: 'another one 1234' })
    const unknown = await api.visitor().send('POST', '/sign-in', { email: 'nobody@example.org', password: 'another one 1234' })
    expect({ ...wrong.body, traceId: '' }).toEqual({ ...unknown.body, traceId: '' })
    expect(wrong.status).toBe(401)
  })

  it('is held after ten failures, while an open session goes on', async () => {
    const one = await person(api)
    for (let n = 0; n < 10; n++) await api.visitor().send('POST', '/sign-in', { email: one.email, password: 'not this one 99' })
    const held = await api.visitor().send('POST', '/sign-in', { email: one.email, password: PASSWORD })
    expect(held).toMatchObject({ status: 429, body: { code: 'too-many-requests' } })
    expect((await one.get<{ user: object | null }>('/account')).body.user).not.toBeNull()
    api.clock.advance(16 * 60_000)
    expect((await api.visitor().send('POST', '/sign-in', { email: one.email, password: PASSWORD })).status).toBe(200)
  })

  it('is left for good by signing out', async () => {
    const one = await person(api)
    const cookie = one.cookie()
    expect((await one.send('POST', '/sign-out')).status).toBe(204)
    const again = await api.app.inject({ url: '/api/v1/account', headers: { cookie } })
    expect(again.json()).toMatchObject({ user: null })
  })

  it('lives by our clock, wherever the machine’s stands', async () => {
    for (const day of ['2031-01-01T09:00:00Z', '2026-11-23T09:00:00Z', '2020-01-01T09:00:00Z']) {
      api.clock.set(day)
      const one = await person(api)
      expect((await one.get<{ user: object | null }>('/account')).body.user).not.toBeNull()
    }
    api.clock.set('2026-11-23T09:00:00Z')
  })

  it('ends by itself after a day without use', async () => {
    const one = await person(api)
    api.clock.advance(25 * 3_600_000)
    expect((await one.get<{ user: object | null }>('/account')).body.user).toBeNull()
  })

  it('sets a new password by a mailed link that works once, and ends every session', async () => {
    const one = await person(api)
    api.mails.length = 0
    expect((await api.visitor().send('POST', '/password-resets', { email: one.email })).status).toBe(202)
    expect((await api.visitor().send('POST', '/password-resets', { email: 'nobody@example.org' })).status).toBe(202)
    await api.jobs.drain()
    expect(api.mails).toHaveLength(1)
    const token = /token=([\w-]+)/.exec(api.mails[0]!.text)?.[1]
    const used = await api.visitor().send('POST', '/password-resets/use', { token, password: 'a new one, much better' })
    expect(used.status).toBe(200)
    expect((await one.get<{ user: object | null }>('/account')).body.user).toBeNull()
    const twice = await api.visitor().send('POST', '/password-resets/use', { token, password: 'a new one, much better' })
    expect(twice).toMatchObject({ status: 410, body: { code: 'link-over' } })
  })

  it('of the first platform administrator comes from the setup link, which works once', async () => {
    const token = await api.services.accounts.setUpToken()
    const body = { token, name: 'Operator', email: 'operator@example.org', password: PASSWORD }
    const made = await api.visitor().send<{ user: { platformAdmin: boolean } }>('POST', '/setup', body)
    expect(made.body.user.platformAdmin).toBe(true)
    expect((await api.visitor().send('POST', '/setup', { ...body, email: 'second@example.org' })).status).toBe(410)
    expect(await api.services.accounts.setUpToken()).toBeNull()
  })

  it('acts for another of its organizations under a new token', async () => {
    const one = await founder(api, 'sme')
    const before = one.cookie()
    const second = await one.send<{ id: string }>('POST', '/organizations', { kind: 'lead-firm', name: 'Second', country: 'IN' })
    const switched = await one.send<{ acting: { organizationId: string } }>('POST', '/account/acting-organization', {
      organizationId: second.body.id,
    })
    expect(switched.body.acting.organizationId).toBe(second.body.id)
    expect(one.cookie()).not.toBe(before)
    const other = await founder(api, 'sme')
    expect((await other.send('POST', '/account/acting-organization', { organizationId: second.body.id })).status).toBe(404)
  })
})
