/** The doors of HTTP: which bodies, which sites and which routes are let in at all, and what every answer carries. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createArgon2Hasher } from '../server/adapters/argon2-hasher.ts'
import { BODY_LIMIT, createApp } from '../server/http/app.ts'
import type { Sessions } from '../server/http/session.ts'
import { ORIGIN, startApi, type TestApi } from './support/api.ts'
import { founder, PASSWORD, type Person, person } from './support/world.ts'

let api: TestApi
let owner: pg.Client
let somebody: Person
beforeAll(async () => {
  api = await startApi()
  owner = new pg.Client(api.ownerUrl)
  await owner.connect()
  somebody = await person(api)
})
afterAll(async () => {
  await owner.end()
  await api.close()
})

describe('a request body', () => {
  const post = (headers: Record<string, string>, payload: string) =>
    api.app.inject({ method: 'POST', url: '/api/v1/sign-in', headers: { origin: ORIGIN, ...headers }, payload })
  const good = JSON.stringify({ email: 'nobody@example.org', password: PASSWORD })

  it.each([
    'text/plain',
    'application/jsonx',
    'application/json\tx',
    'application/json x',
    'application/ json',
    'application/problem+json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/html;application/json',
    'application/json,text/plain',
    'application',
    '',
  ])('of the type %j is not read', async (type) => {
    const answer = await post({ 'content-type': type }, good)
    expect(answer.statusCode, answer.body).toBe(415)
    expect(answer.json()).toMatchObject({ code: 'wrong-content-type' })
  })

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/json\t',
    ' application/json',
    'application/json;',
  ])('of the type %j is read only through its schema', async (type) => {
    const answer = await post({ 'content-type': type }, JSON.stringify({ email: 'nobody@example.org', password: PASSWORD, surprise: 1 }))
    expect([400, 415], answer.body).toContain(answer.statusCode)
  })

  it.each(['{"email":', '', '{"__proto__":{"platformAdmin":true}}', '{"constructor":{"prototype":{}}}', '[]', 'null', '\u0000'])(
    '%j is refused without a fault',
    async (payload) => {
      const answer = await post({ 'content-type': 'application/json' }, payload)
      expect(answer.statusCode, answer.body).toBe(400)
      expect(answer.headers['content-type']).toContain('application/problem+json')
    },
  )

  it('above the limit is refused with 413', async () => {
    const answer = await post({ 'content-type': 'application/json' }, JSON.stringify({ email: 'a'.repeat(BODY_LIMIT), password: '' }))
    expect(answer.statusCode).toBe(413)
    expect(answer.json()).toMatchObject({ code: 'too-large-body' })
  })
})

describe('a request from another site', () => {
  const change = (headers: Record<string, string>) =>
    api.app.inject({
      method: 'PATCH',
      url: '/api/v1/account',
      headers: { cookie: somebody.cookie(), ...headers },
      payload: { name: 'Moved' },
    })

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: ORIGIN },
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { origin: `${ORIGIN}.elsewhere.example` },
    { origin: 'http://localhost:3001' },
  ])('that would change something is refused: %j', async (headers) => {
    const answer = await change(headers as Record<string, string>)
    expect(answer.statusCode).toBe(403)
  })

  it.each([{ 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, { origin: ORIGIN }, {}])(
    'is told from our own, which is let in: %j',
    async (headers) => {
      expect((await change(headers as Record<string, string>)).statusCode).toBe(200)
    },
  )

  it('may still read', async () => {
    const answer = await api.app.inject({ url: '/api/v1/account', headers: { cookie: somebody.cookie(), 'sec-fetch-site': 'cross-site' } })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })
})

describe('every answer', () => {
  it('forbids sniffing, framing by others and keeping, and tells referrers nothing', async () => {
    const { headers } = await somebody.get('/account')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['strict-transport-security']).toBeUndefined()
  })

  it('under https says so for a year', async () => {
    const app = await createApp({
      sessions: {} as Sessions,
      publicOrigin: 'https://highroad.example',
      logLevel: 'silent',
      requestsPerMinute: 9,
    })
    app.get('/x', { config: { open: true } }, async () => ({}))
    const answer = await app.inject('/x')
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    await app.close()
  })

  it('counts requests and refuses those beyond the limit with 429 and a time to wait', async () => {
    const app = await createApp({ sessions: {} as Sessions, publicOrigin: ORIGIN, logLevel: 'silent', requestsPerMinute: 2 })
    app.get('/x', { config: { open: true } }, async () => ({}))
    const answers = [await app.inject('/x'), await app.inject('/x'), await app.inject('/x')]
    expect(answers.map((one) => one.statusCode)).toEqual([200, 200, 429])
    expect(answers[2]!.json()).toMatchObject({ code: 'too-many-requests' })
    expect(Number(answers[2]!.headers['retry-after'])).toBeGreaterThan(0)
    await app.close()
  })
})

describe('a route', () => {
  it.each([{}, { config: {} }])('that declares no permission refuses to register: %j', async (options) => {
    const app = await createApp({ sessions: {} as Sessions, publicOrigin: ORIGIN, logLevel: 'silent', requestsPerMinute: 9 })
    expect(() => app.get('/forgotten', options, async () => ({}))).toThrow('GET /forgotten declares no permission.')
    await app.close()
  })
})

describe('a session', () => {
  it('is a cookie that scripts cannot read and other sites do not send', async () => {
    const answer = await api.app.inject({ method: 'POST', url: '/api/v1/sign-in', payload: { email: somebody.email, password: PASSWORD } })
    expect(String(answer.headers['set-cookie'])).toMatch(/^sid-dev=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  it('is kept as a hash that opens nothing', async () => {
    const token = somebody.cookie().split('=')[1]!
    const stored = (await owner.query('select id from sessions')).rows.map((one) => one.id as string)
    expect(stored).not.toContain(token)
    for (const id of stored) {
      const answer = await api.app.inject({ url: '/api/v1/account', headers: { cookie: `sid-dev=${id}` } })
      expect(answer.json()).toMatchObject({ user: null })
    }
  })

  it('acts for the organization it was started for, whatever the request says', async () => {
    const one = await founder(api, 'sme')
    const other = await founder(api, 'sme')
    const headers = { cookie: one.cookie(), 'x-organization-id': other.organizationId, 'app.org': other.organizationId }
    const answer = await api.app.inject({ url: `/api/v1/organization`, headers })
    expect(answer.json()).toMatchObject({ id: one.organizationId })
  })
})

describe('the password hasher', () => {
  const hasher = createArgon2Hasher()
  const time = async (work: () => Promise<unknown>) => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }

  it('knows the right password from a wrong one and salts each hash', async () => {
    const [one, two] = [await hasher.hash(PASSWORD), await hasher.hash(PASSWORD)]
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(two)
    expect([await hasher.verify(one, PASSWORD), await hasher.verify(one, `${PASSWORD}!`)]).toEqual([true, false])
  })

  it('takes as long without a hash, and says no', async () => {
    const known = await hasher.hash(PASSWORD)
    expect(await hasher.verify(null, 'nobody has this password')).toBe(false)
    const fastest = async (hash: string | null) => {
      const times: number[] = []
      for (let n = 0; n < 5; n++) times.push(await time(() => hasher.verify(hash, 'a wrong one')))
      return Math.min(...times)
    }
    const [with_, without] = [await fastest(known), await fastest(null)]
    expect(without / with_).toBeGreaterThan(0.5)
    expect(without / with_).toBeLessThan(2)
  })

  it('rations by the hour what makes accounts or mails strangers', async () => {
    const app = await createApp({
      sessions: {} as Sessions,
      publicOrigin: ORIGIN,
      logLevel: 'silent',
      requestsPerMinute: 100,
      costlyPerHour: 1,
    })
    app.post('/costly', { config: { open: true, costly: true } }, async () => ({}))
    app.post('/plain', { config: { open: true } }, async () => ({}))
    const statuses: number[] = []
    for (const url of ['/costly', '/costly', '/plain']) statuses.push((await app.inject({ method: 'POST', url })).statusCode)
    expect(statuses).toEqual([200, 429, 200])
    await app.close()
  })
})
