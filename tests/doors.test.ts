/** The doors: what the database's roles may do, in which order changes are numbered, and what HTTP lets in at all. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Change, changesAfter, noteChange } from '../db/changes.ts'
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

const ROLES = ['app', 'system']
const rows = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows

describe('the roles of the product', () => {
  it('are no superusers, bypass no row security and make neither roles nor databases', async () => {
    const found = await rows(
      'select rolname from pg_roles where rolname = any($1) and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)',
      [ROLES],
    )
    expect(found.map((one) => one.rolname).sort()).toEqual(ROLES)
  })

  it('own nothing and belong to no other role', async () => {
    const owned = await rows(
      `select relname as name from pg_class where relowner::regrole::text = any($1)
       union all select proname from pg_proc where proowner::regrole::text = any($1)
       union all select nspname from pg_namespace where nspowner::regrole::text = any($1)
       union all select datname from pg_database where datdba::regrole::text = any($1)
       union all select roleid::regrole::text from pg_auth_members where member::regrole::text = any($1)`,
      [ROLES],
    )
    expect(owned).toEqual([])
  })

  it.each(['users', 'sessions', 'one_time_tokens', 'sign_in_failures'])('let only `system` touch %s', async (table) => {
    const [may] = await rows(
      `select has_table_privilege('app', $1, 'select, insert, update, delete, truncate') as whole,
              has_any_column_privilege('app', $1, 'select, insert, update') as part,
              has_table_privilege('system', $1, 'select') as system`,
      [table],
    )
    expect(may).toEqual({ whole: false, part: false, system: true })
  })

  it.each(['audit_log', 'linkage_entries'])('may add to %s and read it, but never change or delete a row', async (table) => {
    for (const role of ROLES) {
      const [may] = await rows(
        `select has_table_privilege($1, $2, 'insert') as add, has_table_privilege($1, $2, 'select') as read,
                has_table_privilege($1, $2, 'update, delete, truncate') as change, has_any_column_privilege($1, $2, 'update') as part`,
        [role, table],
      )
      expect({ role, ...may }).toEqual({ role, add: true, read: true, change: false, part: false })
    }
    await expect(api.db.asSystem('test', (tx) => tx.execute(`delete from ${table}`))).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('may make no table and no function in the public schema', async () => {
    for (const role of ROLES) {
      const [may] = await rows(`select has_schema_privilege($1, 'public', 'create') as make`, [role])
      expect(may).toEqual({ make: false })
    }
  })
})

describe('the tables', () => {
  it('have an index for every foreign key, so that a deletion scans nothing', async () => {
    const without = await rows(
      `select conrelid::regclass::text as table, conname from pg_constraint c
       where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
         select from pg_index i where i.indrelid = c.conrelid and i.indpred is null
         and (i.indkey::int2[])[0:array_length(c.conkey, 1) - 1] @> c.conkey)`,
    )
    expect(without).toEqual([])
  })

  it('are reached by no function that runs with its owner’s rights and by no view that does', async () => {
    const found = await rows(
      `select proname as name from pg_proc where prosecdef and pronamespace = 'public'::regnamespace
       union all select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace
         and not coalesce(reloptions::text like '%security_invoker=true%', false)`,
    )
    expect(found).toEqual([])
  })
})

describe('the changes that indexes follow', () => {
  const change = (version: number): Change => ({ kind: 'need', subjectId: '00000000-0000-7000-8000-000000000001', version })
  const write = (version: number, before = Promise.resolve()) =>
    api.db.asSystem('test', async (tx) => {
      noteChange(tx, change(version))
      await before
    })
  const read = (after: bigint) => api.db.asSystem('test', (tx) => changesAfter(tx, after))

  it('are numbered when they commit: a transaction held open gets its number after those that commit meanwhile', async () => {
    const start = (await read(0n)).at(-1)?.seq ?? 0n
    let letGo = () => {}
    const held = write(1, new Promise((resolve) => (letGo = resolve)))
    for (const version of [2, 3, 4]) await write(version)
    expect((await read(start)).map((one) => one.version)).toEqual([2, 3, 4])
    letGo()
    await held
    expect((await read(start)).map((one) => one.version)).toEqual([2, 3, 4, 1])
  })

  it('wait for one that has its number but has not committed', async () => {
    const start = (await read(0n)).at(-1)?.seq ?? 0n
    await owner.query('begin')
    await owner.query('select pg_advisory_xact_lock(7041)')
    await owner.query(`insert into changes (kind, subject_id, version) values ('need', $1, 1)`, [change(1).subjectId])
    const others = [2, 3, 4].map((version) => write(version))
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(await read(start)).toEqual([])
    await owner.query('commit')
    await Promise.all(others)
    const versions = (await read(start)).map((one) => one.version)
    expect(versions[0]).toBe(1)
    expect(versions.sort()).toEqual([1, 2, 3, 4])
  })

  it('reach a follower that reads while sixty transactions commit, each once and none twice', async () => {
    let at = (await read(0n)).at(-1)?.seq ?? 0n
    const seen: number[] = []
    const follow = async () => {
      const found = await read(at)
      seen.push(...found.map((one) => one.version))
      at = found.at(-1)?.seq ?? at
    }
    const pause = (n: number) => new Promise<void>((resolve) => setTimeout(resolve, (n * 7) % 23))
    const writers = Array.from({ length: 60 }, (_, n) => write(100 + n, pause(n)))
    let writing = true
    const all = Promise.all(writers).finally(() => (writing = false))
    while (writing) await follow()
    await all
    await follow()
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => 100 + n))
  })
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

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON', 'application/json\t', ' application/json', 'application/json;'])(
    'of the type %j is read only through its schema',
    async (type) => {
      const answer = await post({ 'content-type': type }, JSON.stringify({ email: 'nobody@example.org', password: PASSWORD, surprise: 1 }))
      expect([400, 415], answer.body).toContain(answer.statusCode)
    },
  )

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
    api.app.inject({ method: 'PATCH', url: '/api/v1/account', headers: { cookie: somebody.cookie(), ...headers }, payload: { name: 'Moved' } })

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
    const app = await createApp({ sessions: {} as Sessions, publicOrigin: 'https://highroad.example', logLevel: 'silent', requestsPerMinute: 9 })
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
    const stored = (await rows('select id from sessions')).map((one) => one.id as string)
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
})
