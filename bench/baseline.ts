/** The plain PostgreSQL way as a yardstick: a tsvector ranked by ts_rank, the same firms knocked out in SQL, names by pg_trgm. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startCluster } from '../db/embedded.ts'
import type { KnockOut, ProfileFeatures } from '../domain/match-query.ts'
import { NUMBER_COLUMNS } from '../domain/match-query.ts'
import { failing, numberTags, quoted, type TagNumbers } from './baseline-filter.ts'
import { numberOf } from './corpus.ts'
import { cpuOf } from './figures.ts'
import { STANDARDS } from './lexicon.ts'

export interface Baseline {
  version: string
  add(profiles: readonly ProfileFeatures[]): Promise<void>
  /** Indexes and statistics; before that nothing can be asked. */
  finish(): Promise<void>
  /** The best `k` of who has any of the words and is not known to fail a must. */
  ranked(words: readonly string[], knockOuts: readonly KnockOut[], k: number): Promise<number[]>
  /** How many firms are not known to fail; the proof that the filter is the engine's own. */
  allowed(knockOuts: readonly KnockOut[]): Promise<number>
  names(text: string, k: number): Promise<number[]>
  /** Milliseconds of processor time of the one backend. */
  cpu(): number
  stop(): Promise<void>
}

const COLUMNS = NUMBER_COLUMNS.map((name) => `"${name}" float8`)
const UNTIL = STANDARDS.map((standard) => `"until ${standard}" date`)

const TABLE = `create table firm (id int primary key, name text not null, words tsvector not null, tags int[] not null,
  complete text[] not null, ${[...COLUMNS, ...UNTIL].join(', ')})`

/** A throw-away cluster with the settings that the product uses. */
export async function openBaseline(): Promise<Baseline> {
  const tags = numberTags()
  const folder = mkdtempSync(join(tmpdir(), 'highroad-baseline-'))
  const password = randomBytes(12).toString('hex')
  const cluster = await startCluster({ directory: join(folder, 'postgres'), ownerPassword: password, durable: false })
  const client = new pg.Client({ connectionString: `postgres://owner:${password}@127.0.0.1:${cluster.port}/postgres` })
  await client.connect()
  await client.query('create extension pg_trgm')
  await client.query(TABLE)
  await client.query(
    'set pg_trgm.similarity_threshold = 0.4; set jit = off; set max_parallel_workers_per_gather = 0; set random_page_cost = 1.1',
  )
  const { rows } = await client.query<{ pid: number; version: string }>(
    `select pg_backend_pid() pid, current_setting('server_version') version`,
  )
  const { pid = 0, version = '' } = rows[0] ?? {}
  const ids = async (text: string, values: unknown[]) => (await client.query<{ id: number }>(text, values)).rows.map((row) => row.id)
  return {
    version,
    add: (profiles) => insert(client, profiles, tags),
    async finish() {
      await client.query('create index on firm using gin (words)')
      await client.query('create index on firm using gin (name gin_trgm_ops)')
      await client.query('vacuum analyze firm')
    },
    ranked: (words, knockOuts, k) =>
      ids(
        `select id from firm where words @@ $1::tsquery and not ${failing(knockOuts, tags)} order by ts_rank(words, $1::tsquery) desc limit ${k}`,
        [words.map(quoted).join(' | ')],
      ),
    async allowed(knockOuts) {
      const { rows: counted } = await client.query<{ count: string }>(`select count(*) from firm where not ${failing(knockOuts, tags)}`)
      return Number(counted[0]?.count)
    },
    names: (text, k) => ids(`select id from firm where name % $1 order by similarity(name, $1) desc limit ${k}`, [text]),
    cpu: () => cpuOf(pid) ?? 0,
    async stop() {
      await client.end()
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function insert(client: pg.Client, profiles: readonly ProfileFeatures[], tags: TagNumbers): Promise<void> {
  const rows = profiles.map((profile) => rowOf(profile, tags))
  await client.query('insert into firm select * from json_populate_recordset(null::firm, $1)', [JSON.stringify(rows)])
}

function rowOf(profile: ProfileFeatures, tags: TagNumbers): Record<string, unknown> {
  const until: Record<string, string> = {}
  for (const { standard, pending, until: last } of profile.certificates) {
    const name = `until ${standard}`
    const day = pending || last === null ? 'infinity' : last
    // Text compares as the days do, and 'infinity' comes after any digit.
    if (!(until[name] && until[name] > day)) until[name] = day
  }
  return {
    id: numberOf(profile.profileId),
    name: profile.names[0],
    words: vectorOf(profile),
    // Words that no must asks for would only make the arrays longer.
    tags: profile.tags.filter((tag) => !tag.startsWith('open:')).map(tags),
    complete: profile.complete,
    ...profile.numbers,
    ...until,
  }
}

/** The very words and counts that our engine gets, at made-up places one after another. */
function vectorOf({ terms }: ProfileFeatures): string {
  let place = 0
  return terms
    .map(([word, count]) => `${quoted(word)}:${Array.from({ length: count }, () => Math.min(++place, 16_383)).join(',')}`)
    .join(' ')
}
