/** The seeded catalogues in a real PostgreSQL: brought once, brought anew when the seed changes, and gentle with what people changed. */
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { freshDatabase } from '../tests/support/postgres.ts'
import { seedCatalogues } from './seed/catalogues.ts'
import { loadStandards } from './seed/standards.ts'
import { loadTaxonomy } from './seed/taxonomy.ts'

let drop: () => Promise<void>
let pool: pg.Pool
beforeAll(async () => {
  const database = await freshDatabase(inject('postgres'))
  drop = database.drop
  pool = new pg.Pool({ connectionString: database.urls.owner, max: 1 })
})
afterAll(async () => {
  await pool.end()
  await drop()
})

const seed = (change: Partial<ReturnType<typeof loaded>> = {}) =>
  seedCatalogues(drizzle(pool, { casing: 'snake_case' }), { ...loaded(), ...change })
const loaded = () => ({ concepts: loadTaxonomy(), standards: loadStandards() })
const ask = async (text: string) => (await pool.query(text)).rows
/** How many rows the statements of this work wrote, as PostgreSQL counts them. */
async function rowsWritten(work: () => Promise<void>): Promise<number> {
  const count = async () => {
    await ask('select pg_stat_force_next_flush()')
    return Number(
      (await ask("select sum(n_tup_ins + n_tup_upd + n_tup_del) as n from pg_stat_user_tables where schemaname = 'public'"))[0].n,
    )
  }
  const before = await count()
  await work()
  return (await count()) - before
}

describe('the seeded catalogues', () => {
  it('stand whole in a new database', async () => {
    const { concepts, standards } = loaded()
    expect(await ask('select count(*)::int as n from concepts where not retired')).toEqual([{ n: concepts.length }])
    expect(await ask('select count(*)::int as n from standards')).toEqual([{ n: standards.standards.length }])
    expect(await ask('select count(*)::int as n from standard_editions')).toEqual([{ n: standards.editions.length }])
    expect(await ask('select count(*)::int as n from standard_implications')).toEqual([{ n: standards.implications.length }])
    expect(await ask("select sectors, months_min from standards where code = 'iatf-16949'")).toEqual([
      { sectors: ['automotive'], months_min: 12 },
    ])
    expect(await ask("select months_max from standard_implications where holds = 'iso-9001' and satisfies = 'iatf-16949'")).toEqual([
      { months_max: 12 },
    ])
  })

  it('cost no write at a later start', async () => {
    expect(await rowsWritten(() => seed())).toBe(0)
    expect(await ask("select * from changes where kind = 'catalogue'")).toEqual([])
  })

  it('follow a newer seed: words change, a lost concept is retired, a lost rule goes, the index is told', async () => {
    const { concepts, standards } = loaded()
    const [lost, ...kept] = concepts
    const renamed = kept.map((one) => (one.code === 'laser-cutting' ? { ...one, labels: { ...one.labels, en: 'Cutting by laser' } } : one))
    const [gone, ...rules] = standards.implications
    expect(await rowsWritten(() => seed({ concepts: renamed, standards: { ...standards, implications: rules } }))).toBeGreaterThan(0)
    expect(await ask("select labels->>'en' as en from concepts where code = 'laser-cutting'")).toEqual([{ en: 'Cutting by laser' }])
    expect(await ask('select code from concepts where retired')).toEqual([{ code: lost?.code }])
    expect(await ask(`select * from standard_implications where holds = '${gone?.holds}' and satisfies = '${gone?.satisfies}'`)).toEqual([])
    expect((await ask("select * from changes where kind = 'catalogue'")).length).toBeGreaterThan(0)
    await seed()
    expect(await ask('select code from concepts where retired')).toEqual([])
  })

  it('leave alone what a person changed here: a row, a day of an edition, a rule, a standard of a lead firm', async () => {
    await ask("update standards set months_max = 9, version = 2 where code = 'iso-9001'")
    await ask("update standard_editions set accepted_from = '2026-10-01' where standard = 'iso-9001' and edition = '2026'")
    await ask("insert into standard_implications (holds, satisfies, verdict, conditions) values ('wrap', 'iso-9001', 'no', '{active}')")
    await ask(`insert into standards (code, name, kind, issuer_organization_id, created_at, updated_at)
               values ('own-abc', 'Own', 'audit', '018f0000-0000-7000-8000-000000000000', '2026-11-23', '2026-11-23')`)
    const { standards } = loaded()
    const changed = standards.standards.map((one) => ({ ...one, name: `${one.name} (new)` }))
    await seed({ standards: { ...standards, standards: changed } })
    expect(await ask("select name, months_max from standards where code in ('iso-9001', 'iso-14001') order by code")).toEqual([
      { name: 'ISO 14001 (new)', months_max: expect.any(Number) },
      { name: 'ISO 9001', months_max: 9 },
    ])
    expect(await ask("select accepted_from::text as day from standard_editions where standard = 'iso-9001' and edition = '2026'")).toEqual([
      { day: '2026-10-01' },
    ])
    expect(await ask("select verdict from standard_implications where holds = 'wrap' and satisfies = 'iso-9001'")).toEqual([
      { verdict: 'no' },
    ])
    expect(await ask("select name from standards where code = 'own-abc'")).toEqual([{ name: 'Own' }])
  })
})
