/** Lists brought, mapped and looked through, through HTTP on a real PostgreSQL. */
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guessMapping } from '../../../domain/import-mapping.ts'
import { LIST_FIELDS } from '../../../domain/imports.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { founder, member, type Person } from '../../../tests/support/world.ts'
import type { ImportCard, ImportView, PreviewView, RowErrorView } from './contract.ts'
import { bring, fileOf, ifMatch, mapped, type Problem, smallList } from './imports.fixtures.ts'

let api: TestApi
let agency: Person
beforeAll(async () => {
  api = await startApi()
  agency = await founder(api, 'agency')
})
afterAll(() => api.close())

const BLANK_PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de', 'hex')
const OLD_XLS = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4_096)])

/** A workbook whose sheet unpacks to sixty times what a list would. */
function bomb(): Buffer {
  const sheet = strToU8(`<worksheet><sheetData>${' '.repeat(60 * 1024 * 1024)}</sheetData></worksheet>`)
  return Buffer.from(
    zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/worksheets/sheet1.xml': sheet }),
  )
}

describe('bringing a list', () => {
  it.each([
    ['garment-factories.csv', 'csv', 'utf-8', ','],
    ['list-semicolon-bom-crlf.csv', 'csv', 'utf-8', ';'],
    ['list-windows-1252.csv', 'csv', 'windows-1252', ','],
    ['list-utf-16le.csv', 'csv', 'utf-16le', ','],
    ['list-tabs.tsv', 'csv', 'utf-8', '\t'],
    ['list-workbook.xlsx', 'xlsx', null, null],
  ])('%s is read for what it is, and its columns are guessed', async (file, format, encoding, delimiter) => {
    const { status, body } = await bring(agency, fileOf(file), { fileName: file })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      fileName: file,
      state: 'uploaded',
      format,
      encoding,
      delimiter,
      totals: null,
      openSteps: ['map', 'discard'],
    })
    expect(body.mapping.columns).toContain('name')
    expect(body.mapping.columns).toHaveLength(body.header.length)
    expect(body.sample.map((row) => row.line)).toEqual(body.sample.map((row) => row.line).sort((a, b) => a - b))
    expect(body.sample.length).toBe(Math.min(10, body.rowCount))
    expect((await agency.get<ImportView>(`/imports/${body.id}`)).body).toEqual(body)
  })

  it.each<[string, () => Buffer, string, object]>([
    ['an image', () => BLANK_PNG, 'list-not-a-list', { kind: 'image' }],
    ['a PDF', () => Buffer.from('%PDF-1.7\n%aeee\n1 0 obj'), 'list-not-a-list', { kind: 'pdf' }],
    ['an old .xls', () => OLD_XLS, 'list-xls-legacy', {}],
    ['a workbook that unpacks to far more than a list', bomb, 'list-xlsx-bomb', {}],
    ['nothing but blanks', () => Buffer.from(' \n \n'), 'list-empty', {}],
  ])('%s is refused with its reason, and nothing is kept', async (_what, bytes, code, params) => {
    const before = (await agency.get<{ items: ImportCard[] }>('/imports?limit=100')).body.items.length
    const { status, body } = await bring<Problem>(agency, bytes())
    expect({ status, code: body.code }).toEqual({ status: 422, code })
    expect(body.params).toMatchObject(params)
    expect((await agency.get<{ items: ImportCard[] }>('/imports?limit=100')).body.items).toHaveLength(before)
  })

  it('takes ten megabytes and no more', async () => {
    const { status, body } = await bring<Problem>(agency, Buffer.alloc(10 * 1024 * 1024 + 1, 'a'))
    expect({ status, code: body.code }).toEqual({ status: 413, code: 'too-large-body' })
  })

  it('takes bytes, not JSON', async () => {
    const answer = await agency.send('POST', '/imports?fileName=a.csv&listName=A', { name: 'Acme' })
    expect(answer.status).toBe(422)
  })

  it('keeps a stray control character, so that its row still says what is wrong with it', async () => {
    const good = Array.from({ length: 9 }, (_, at) => `Hill Tools of Valley ${at},IN\n`).join('')
    const list = await mapped(agency, Buffer.from(`Company name,Country\nRiver\u0007 Tools,IN\n${good}`))
    const errors = await agency.get<{ items: RowErrorView[] }>(`/imports/${list.id}/errors`)
    expect(errors.body.items).toMatchObject([{ line: 2, column: 'Company name', code: 'control-character', severity: 'error' }])
  })

  it('is for officers and managers of an agency', async () => {
    const plain = await member(api, agency)
    expect((await bring(await founder(api, 'sme'), smallList(['Acme']))).status).toBe(403)
    expect((await bring({ ...plain }, smallList(['Acme']))).status).toBe(403)
    expect((await api.visitor().get('/imports')).status).toBe(401)
  })

  it("is another agency's business nowhere", async () => {
    const list = await mapped(agency, smallList(['Varuna Castings']))
    const other = await founder(api, 'agency')
    for (const path of ['', '/values?field=products', '/preview', '/errors', '/duplicates', '/failed.csv']) {
      expect((await other.get(`/imports/${list.id}${path}`)).status, path).toBe(404)
    }
    const writes: ['PUT' | 'POST' | 'DELETE', string, unknown][] = [
      ['PUT', '/mapping', { columns: list.mapping.columns, constants: {} }],
      ['PUT', '/values', { field: 'products', items: [] }],
      ['PUT', '/duplicates', { decision: 'skip' }],
      ['POST', '/run', undefined],
      ['POST', '/undo', undefined],
      ['DELETE', '', undefined],
    ]
    for (const [method, path, body] of writes) {
      expect((await other.send(method, `/imports/${list.id}${path}`, body, ifMatch(list.version))).status, path).toBe(404)
    }
    expect((await other.get<{ items: ImportCard[] }>('/imports')).body.items).toEqual([])
  })
})

describe('the mapping', () => {
  it('checks every row at once and counts what it found', async () => {
    const list = await mapped(agency, fileOf('garment-factories.csv'), { country: 'Bangladesh' })
    expect(list).toMatchObject({
      state: 'mapped',
      rowCount: 300,
      totals: { rows: 300, good: 288, failed: 12 },
      openSteps: ['map', 'run', 'discard'],
    })
    const { body } = await agency.get<PreviewView>(`/imports/${list.id}/preview`)
    expect(body.codes.map(({ code, severity, count }) => [code, severity, count])).toEqual([
      ['name-missing', 'error', 12],
      ['row-ragged', 'warning', 8],
      ['replacement-sign', 'warning', 1],
    ])
    expect(body.rows).toHaveLength(50)
    expect(body.rows[0]).toMatchObject({ line: 2, record: { name: 'Kantha Meadow Designers (Pvt.) Ltd.', country: 'BD' }, errors: [] })
  })

  it.each([
    ['without a country', { constants: {} }, '/columns', 'mapping-field-missing'],
    ['with a country nobody knows', { constants: { country: 'Atlantis' } }, '/constants/country', 'mapping-constant-malformed'],
    [
      'with two columns for the name',
      { columns: ['name', 'name', 'products'], constants: { country: 'BD' } },
      '/columns',
      'mapping-field-twice',
    ],
    ['with a column too few', { columns: ['name'], constants: { country: 'BD' } }, '/columns', 'wrong-length'],
  ])('%s is refused beside its field', async (_what, change, field, code) => {
    const { body: list } = await bring(agency, fileOf('garment-factories.csv'))
    const body = { columns: list.mapping.columns, ...change }
    const answer = await agency.send<Problem>('PUT', `/imports/${list.id}/mapping`, body, ifMatch(list.version))
    expect(answer.status).toBe(422)
    expect(answer.body.errors).toMatchObject([{ field, code }])
    await agency.send('DELETE', `/imports/${list.id}`)
  })

  it('is saved on the version that was read', async () => {
    const list = await mapped(agency, smallList(['Bhima Springs']))
    const body = { columns: list.mapping.columns, constants: {} }
    expect((await agency.send('PUT', `/imports/${list.id}/mapping`, body)).status).toBe(428)
    expect((await agency.send('PUT', `/imports/${list.id}/mapping`, body, ifMatch(list.version - 1))).status).toBe(412)
  })

  it('comes before everything that is looked through', async () => {
    const { body: list } = await bring(agency, smallList(['Tansa Wire']))
    for (const path of ['preview', 'errors', 'duplicates', 'failed.csv']) {
      expect(await agency.get(`/imports/${list.id}/${path}`)).toMatchObject({ status: 409, body: { code: 'import-not-mapped' } })
    }
    const early = await agency.send('POST', `/imports/${list.id}/run`, undefined, ifMatch(list.version))
    expect(early).toMatchObject({ status: 409, body: { code: 'import-wrong-state' } })
  })

  it('fits the template, heading by heading', async () => {
    const { body, headers } = await agency.get<string>('/imports/template.csv')
    expect(headers['content-type']).toContain('text/csv')
    const headings = body
      .replace(/^\ufeff/, '')
      .trim()
      .split(',')
      .map((cell) => cell.replace(/^"|"$/g, ''))
    expect(guessMapping(headings, []).map((guess) => guess.field)).toEqual([...LIST_FIELDS])
  })
})
