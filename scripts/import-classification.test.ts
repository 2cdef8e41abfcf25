/** Bringing an official code list into a database by command: what is read, what is refused, and that a second time changes nothing. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { freshDatabase } from '../tests/support/postgres.ts'
import { guessScheme } from './classification-file.ts'

type Database = Awaited<ReturnType<typeof freshDatabase>>
let database: Database
let folder: string
beforeAll(async () => {
  database = await freshDatabase(inject('postgres'))
  folder = mkdtempSync(join(tmpdir(), 'highroad-codes-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await database.drop()
})

const CPV =
  'CODE;EN;ES\r\n03000000-1;Agricultural products;Productos de la agricultura\r\n03100000-2;Crops;Cultivos\r\nnot-a-code;Nothing;\r\n03110000-5;;\r\n'

/** Runs the command as an operator does. */
function run(name: string, bytes: Uint8Array | string, options: { args?: string[]; env?: Record<string, string> } = {}) {
  const file = join(folder, name)
  writeFileSync(file, bytes)
  return runOn(file, options)
}

function runOn(file: string, { args = [], env }: { args?: string[]; env?: Record<string, string> } = {}) {
  const { app, system, owner } = database.urls
  const urls = { DATABASE_URL: app, SYSTEM_DATABASE_URL: system, MIGRATION_DATABASE_URL: owner }
  const script = new URL('./import-classification.ts', import.meta.url).pathname
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, file, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', ...(env ?? urls) },
  })
  return { out: stdout.trim().split('\n'), error: stderr.trim(), status }
}

async function stored(scheme: string) {
  const client = new pg.Client(database.urls.system)
  await client.connect()
  const { rows } = await client.query('select code, parent, labels from classification_codes where scheme = $1 order by code', [scheme])
  await client.end()
  return rows
}

describe('an official code list', () => {
  it('is read with its refused rows named, and changes nothing the second time', async () => {
    const first = run('cpv-list.csv', CPV)
    expect(first).toMatchObject({ status: 0, error: '' })
    expect(first.out).toEqual([
      'row 4: "not-a-code" refused, malformed-code',
      'row 5: "03110000-5" refused, no-label',
      'cpv: 2 codes read, 2 added, 0 changed, 0 as before, 2 rows refused',
    ])
    expect(run('cpv-list.csv.gz', gzipSync(CPV)).out.at(-1)).toBe('cpv: 2 codes read, 0 added, 0 changed, 2 as before, 2 rows refused')
    expect(await stored('cpv')).toEqual([
      { code: '03000000', parent: null, labels: { en: 'Agricultural products', es: 'Productos de la agricultura' } },
      { code: '03100000', parent: '03000000', labels: { en: 'Crops', es: 'Cultivos' } },
    ])
  })

  it('adds labels of a further language to those that are there', async () => {
    expect(run('more.tsv', 'code\tfr\n03100000\tCultures\n', { args: ['--scheme', 'cpv'] }).out.at(-1)).toContain('0 added, 1 changed')
    expect((await stored('cpv'))[1]?.labels).toMatchObject({ en: 'Crops', fr: 'Cultures' })
  })

  it('may be a workbook', async () => {
    const rows = [
      ['ISIC Rev.4 code', 'Title'],
      ['C', 'Manufacturing'],
      ['25', 'Fabricated metal products'],
    ].map((row) => row.map((value) => ({ value, type: String })))
    const file = join(folder, 'activities.xlsx')
    await writeXlsxFile(rows).toFile(file)
    expect(runOn(file)).toMatchObject({ status: 0, out: ['isic: 2 codes read, 2 added, 0 changed, 0 as before, 0 rows refused'] })
    expect(await stored('isic')).toEqual([
      { code: '25', parent: 'C', labels: { en: 'Fabricated metal products' } },
      { code: 'C', parent: null, labels: { en: 'Manufacturing' } },
    ])
  })

  it.each([
    ['that does not tell what it is', 'codes.csv', 'code,en\n25101500,Vehicles\n', /does not tell which list/],
    ['of another kind', 'page.csv', '<!doctype html><p>Not found', /no CSV, TSV or XLSX but: html/],
    ['without codes', 'cpv-empty.csv', 'code,en\nx,y\n', /No cpv code/],
  ])('%s is refused in one sentence', (_what, name, content, sentence) => {
    const { status, error } = run(name, content)
    expect(status).toBe(1)
    expect(error).toMatch(sentence)
    expect(error.split('\n')).toHaveLength(1)
  })

  it('goes into the embedded database while the server is stopped, and not while it runs', () => {
    const env = { DATA_DIR: join(folder, 'data') }
    expect(run('cpv-list.csv', CPV, { env }).out.at(-1)).toContain('2 added')
    expect(run('cpv-list.csv', CPV, { env }).out.at(-1)).toContain('2 as before')
    expect(existsSync(join(folder, 'data', 'highroad.lock'))).toBe(false)
    const server = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'server/main.ts'], { stdio: 'ignore' })
    writeFileSync(join(folder, 'data', 'highroad.lock'), String(server.pid))
    const held = run('cpv-list.csv', CPV, { env })
    server.kill()
    expect(held).toMatchObject({ status: 1, error: expect.stringContaining(`in use by process ${server.pid}`) })
  }, 60_000)
})

describe('which list a file is', () => {
  it.each([
    { by: 'its heading', header: 'hscode,description', row: '0101,Horses', scheme: 'hs' },
    {
      by: 'its own four levels',
      header: 'Segment,Segment Title,Commodity,Commodity Title',
      row: '10000000,Plants,10101501,Cats',
      scheme: 'unspsc',
    },
    { by: 'its name', header: 'code,en', row: '03000000,Farming', name: 'cpv-2008.csv', scheme: 'cpv' },
    { by: 'the only scheme that reads it', header: 'code,en', row: 'A,Agriculture', scheme: 'isic' },
    { by: 'nothing', header: 'code,en', row: '25101500,Vehicles', scheme: null },
  ])('is told by $by', ({ header, row, name = 'list.csv', scheme }) => {
    expect(guessScheme({ header: header.split(','), rows: [row.split(',')] }, name)).toBe(scheme)
  })
})

const data = process.env.SHARED_DATA && join(process.env.SHARED_DATA, 'classifications')
const skipped = !data || !existsSync(data)
if (skipped) console.info('The real lists are not imported: SHARED_DATA does not name a folder with classifications.')

describe.skipIf(skipped)('the real CPV list', () => {
  it('comes in whole, and stays as it is the second time', () => {
    const file = join(data ?? '', 'cpv-2008.tsv.gz')
    expect(runOn(file).out.at(-1)).toMatch(/^cpv: 9454 codes read, .* 0 rows refused$/)
    expect(runOn(file).out.at(-1)).toBe('cpv: 9454 codes read, 0 added, 0 changed, 9454 as before, 0 rows refused')
  })
})
