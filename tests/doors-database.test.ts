/** The doors to the database: what its roles may do, and in which order changes are numbered. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Change, changesAfter, noteChange } from '../db/changes.ts'
import { startApi, type TestApi } from './support/api.ts'

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

  it.each(['users', 'sessions', 'one_time_tokens', 'sign_in_failures', 'channel_addresses', 'text_sends', 'stopped_phones'])(
    'let only `system` touch %s',
    async (table) => {
      const [may] = await rows(
        `select has_table_privilege('app', $1, 'select, insert, update, delete, truncate') as whole,
              has_any_column_privilege('app', $1, 'select, insert, update') as part,
              has_table_privilege('system', $1, 'select') as system`,
        [table],
      )
      expect(may).toEqual({ whole: false, part: false, system: true })
    },
  )

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

  it('let `app` send jobs, which may carry links that open accounts, but not read what they say', async () => {
    const readable = await rows(
      `select attrelid::regclass::text as table, attname from pg_attribute join pg_class on pg_class.oid = attrelid
       where relnamespace = 'jobs'::regnamespace and relkind in ('r', 'p', 'v') and attname in ('data', 'output')
       and has_column_privilege('app', attrelid, attnum, 'select')`,
    )
    expect(readable).toEqual([])
    const [may] = await rows(`select has_table_privilege('app', 'jobs.job', 'update, delete, truncate') as change`)
    expect(may).toEqual({ change: false })
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
