/** What an officer looks through before a run: odd cells, words and duplicates, through HTTP on a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import type { DuplicateView, ImportView, PreviewView, RowErrorView, ValueView } from './contract.ts'
import { fileOf, ifMatch, map, mapped, type Problem, smallList } from './imports.fixtures.ts'

let api: TestApi
let agency: Person
beforeAll(async () => {
  api = await startApi()
  agency = await founder(api, 'agency')
})
afterAll(() => api.close())

describe('what is odd about rows', () => {
  it('is told by row, column, code and cell, a page at a time', async () => {
    const list = await mapped(agency, fileOf('list-semicolon-bom-crlf.csv'))
    const found: RowErrorView[] = []
    for (let cursor = ''; ; ) {
      const page = await agency.get<{ items: RowErrorView[]; next: string | null }>(`/imports/${list.id}/errors?limit=2${cursor}`)
      expect(page.body.items.length).toBeLessThanOrEqual(2)
      found.push(...page.body.items)
      if (page.body.next === null) break
      cursor = `&cursor=${encodeURIComponent(page.body.next)}`
    }
    expect(found.map((one) => [one.line, one.column, one.code, one.severity, one.value])).toEqual([
      [2, null, 'row-ragged', 'warning', ''],
      [5, 'Correo electrónico', 'email-malformed', 'warning', 'sin correo'],
      [5, 'Nº de empleados', 'number-negative', 'warning', '-5'],
      [7, 'Nº de empleados', 'number-range', 'warning', '51-200'],
      [7, 'Año de fundación', 'year-implausible', 'warning', '2035'],
      [8, 'Razón social', 'name-missing', 'error', 'N/A'],
      [8, 'País', 'country-missing', 'error', 'N/A'],
    ])
    const errors = await agency.get<{ items: RowErrorView[] }>(`/imports/${list.id}/errors?severity=error`)
    expect(errors.body.items.map((one) => one.code)).toEqual(['name-missing', 'country-missing'])
    const foreign = await agency.get<Problem>(
      `/imports/${list.id}/duplicates?cursor=${(await agency.get<{ next: string }>(`/imports/${list.id}/errors?limit=1`)).body.next}`,
    )
    expect(foreign).toMatchObject({ status: 400, body: { code: 'bad-cursor' } })
  })

  it('comes back as a file of the bad rows, with no cell that a spreadsheet would run', async () => {
    const list = await mapped(
      agency,
      Buffer.from('Company name,Country,Notes\n,IN,=HYPERLINK("x")\nGood Tools,IN,fine\n+Plus,Nowhere,"@x\ny"\n'),
    )
    const { body, headers } = await agency.get<string>(`/imports/${list.id}/failed.csv?lang=es`)
    expect(headers['content-disposition']).toContain('failed.csv')
    expect(body).toBe(
      '\ufeff"Company name","Country","Notes","row","problem"\r\n' +
        ',"IN","\'=HYPERLINK(""x"")","2","Company name: Falta el nombre"\r\n' +
        '"\'+Plus","Nowhere","\'@x\ny","4","Country: No conocemos este país"\r\n',
    )
  })
})

describe('the words of a field', () => {
  it('are shown with how often they stand and what they may mean, and are confirmed in bulk', async () => {
    const list = await mapped(agency, fileOf('garment-factories.csv'), { country: 'BD' })
    const path = `/imports/${list.id}/values`
    const { body } = await agency.get<{ items: ValueView[]; next: string | null }>(`${path}?field=products&limit=5`)
    expect(body.items.map((one) => one.count)).toEqual(body.items.map((one) => one.count).sort((a, b) => b - a))
    expect(body.items.find((one) => one.value === 'Shirts')?.suggestions[0]?.code).toBe('p-woven-shirts')
    expect(body.next).not.toBeNull()

    const items = [{ value: 'SHIRTS', concepts: ['p-woven-shirts', 'p-t-shirts'] }]
    const confirmed = await agency.send<ImportView>(
      'PUT',
      path,
      { field: 'products', items, acceptSuggestions: true },
      ifMatch(list.version),
    )
    expect(confirmed.status).toBe(200)
    const counts = confirmed.body.values.find((one) => one.field === 'products')
    expect(counts?.confirmed).toBeGreaterThan(counts!.values / 2)
    const open = await agency.get<{ items: ValueView[] }>(`${path}?field=products&open=true&limit=100`)
    expect(open.body.items).toHaveLength(Math.min(100, counts!.values - counts!.confirmed))

    // A mapping saved again keeps what was confirmed.
    const again = await map(agency, confirmed.body, { country: 'BD' })
    expect(again.values).toEqual(confirmed.body.values)
    const preview = await agency.get<PreviewView>(`/imports/${list.id}/preview`)
    const shirts = preview.body.rows.flatMap((row) => row.record?.products ?? []).filter((one) => one.name === 'Shirts')
    expect(new Set(shirts.map((one) => one.product))).toEqual(new Set(['p-woven-shirts', 'p-t-shirts']))
  })

  it.each([
    ['a word that is not in the list', { value: 'Rockets', concepts: [] }, '/items/0/value', 'not-in-list'],
    ['a process for a product', { value: 'Metal brackets', concepts: ['injection-moulding'] }, '/items/0/concepts/0', 'not-allowed-value'],
    ['a concept nobody knows', { value: 'Metal brackets', concepts: ['p-moon-dust'] }, '/items/0/concepts/0', 'not-allowed-value'],
  ])('refuses %s', async (_what, item, field, code) => {
    const list = await mapped(agency, smallList(['Sahya Pressings']))
    const answer = await agency.send<Problem>(
      'PUT',
      `/imports/${list.id}/values`,
      { field: 'products', items: [item] },
      ifMatch(list.version),
    )
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field, code }] } })
  })

  it('of certificates are standards of the catalogue', async () => {
    const list = await mapped(agency, fileOf('list-utf-16le.csv'))
    const { body } = await agency.get<{ items: ValueView[] }>(`/imports/${list.id}/values?field=certificates`)
    expect(Object.fromEntries(body.items.map((one) => [one.value, one.suggestions[0]?.code]))).toEqual({
      'ISO 9001': 'iso-9001',
      GOTS: 'gots',
      'IATF 16949': 'iatf-16949',
    })
  })
})

describe('duplicates', () => {
  it('within the file are left out when sure, and decided in bulk or one by one', async () => {
    const list = await mapped(agency, fileOf('garment-factories.csv'), { country: 'BD' })
    const path = `/imports/${list.id}/duplicates`
    const sure = await agency.get<{ items: DuplicateView[] }>(`${path}?ground=name-and-place&limit=100`)
    expect(sure.body.items).toHaveLength(16)
    expect(sure.body.items.every((one) => one.decision === 'skip' && !one.decided && one.duplicates[0]!.line! < one.line)).toBe(true)
    expect(list.totals?.skipped).toBe(16)

    const [first] = sure.body.items
    const one = await agency.send<ImportView>('PUT', path, { decision: 'import', lines: [first!.line] }, ifMatch(list.version))
    expect(one.body.totals?.skipped).toBe(15)
    const all = await agency.send<ImportView>('PUT', path, { decision: 'import' }, ifMatch(one.body.version))
    expect(all.body.totals?.skipped).toBe(0)
    const kept = await map(agency, all.body, { country: 'BD' })
    expect(kept.totals?.skipped).toBe(0)
    const back = await agency.send<ImportView>('PUT', path, { decision: null }, ifMatch(kept.version))
    expect(back.body.totals?.skipped).toBe(16)
  })
})
