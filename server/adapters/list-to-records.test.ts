/** From the file an agency brings to the records of an import: reading, mapping, checking and comparing together. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { recognizeCountry } from '../../domain/import-countries.ts'
import { findDuplicates } from '../../domain/import-duplicates.ts'
import { guessMapping, mappingOf } from '../../domain/import-mapping.ts'
import { checkRow, type ImportRecord, type RowError } from '../../domain/import-rows.ts'
import { distinctValues, type ListMapping, mappingProblems } from '../../domain/imports.ts'
import type { ListContent } from '../ports/list-reader.ts'
import { createListReader } from './list-reader.ts'

const OURS = new URL('../../tests/data/', import.meta.url)
const SHARED = process.env.SHARED_DATA ? `${process.env.SHARED_DATA}/imports` : ''

interface Imported {
  list: ListContent
  mapping: ListMapping
  records: ImportRecord[]
  errors: RowError[]
}

/** What an officer gets who accepts every proposal and names the country where the list does not. */
async function importOf(file: string | URL, constants: ListMapping['constants'] = {}): Promise<Imported> {
  const list = await createListReader().read({ name: 'list', bytes: readFileSync(file) })
  if (!list.ok) throw new Error(`refused: ${list.code}`)
  const mapping = mappingOf(
    guessMapping(
      list.header,
      list.rows.slice(0, 50).map((row) => row.cells),
    ),
    constants,
  )
  expect(mappingProblems(mapping)).toEqual([])
  const checked = list.rows.map(({ line, cells, ragged }) => checkRow(cells, mapping, { line, header: list.header, ragged, year: 2026 }))
  return { list, mapping, records: checked.flatMap(({ record }) => record ?? []), errors: checked.flatMap(({ errors }) => errors) }
}

function count(values: readonly string[]): Record<string, number> {
  return Object.fromEntries(Object.entries(Object.groupBy(values, (value) => value)).map(([value, all]) => [value, all?.length ?? 0]))
}

describe('the list of 300 garment factories', async () => {
  const { list, mapping, records, errors } = await importOf(new URL('garment-factories.csv', OURS), { country: 'Bangladesh' })

  test('is mapped without help and gives 288 records; 12 rows lack a name', () => {
    expect(mapping.columns).toEqual(['name', 'address', 'products'])
    expect(records).toHaveLength(288)
    expect(count(errors.map((error) => error.code))).toEqual({ 'name-missing': 12, 'row-ragged': 8, 'replacement-sign': 1 })
    expect(new Set(records.map((record) => record.country))).toEqual(new Set(['BD']))
  })

  test('says of every faulty row where it stands in the file', () => {
    const lines = readFileSync(new URL('garment-factories.csv', OURS), 'utf8').split('\n')
    for (const { line, value } of errors.filter((error) => error.code === 'name-missing')) {
      expect(lines[line - 1]?.replace(/^"/, '')).toMatch(new RegExp(`^${value}[,"]`))
    }
  })

  test('names its products in tidy single values: 60 factories make woven shirts', () => {
    const values = distinctValues(list.rows, 2)
    expect(values.filter(({ value }) => value !== value.trim() || /[\n\t,;]|N\/A/.test(value))).toEqual([])
    const shirt = /^((woven|dress|casual|denim|men's|boy's|ladies) )?shirt[sa]?$/i
    expect(records.filter((record) => record.products.some((product) => shirt.test(product)))).toHaveLength(60)
    expect(values.find(({ value }) => value === 'Shirts')?.count).toBeGreaterThan(30)
  })

  test('shows the 16 factories that stand in it twice, and few others that are merely alike', () => {
    const hits = findDuplicates(records, [])
    const twice = hits.filter((hit) => hit.ground === 'name-and-place').map((hit) => hit.record)
    expect(new Set(twice).size).toBe(16)
    expect(hits.filter((hit) => hit.ground === 'similar').length).toBeLessThan(5)
  })
})

describe('lists in other languages', () => {
  test('a Spanish one: faults are told row by row, the good rows come through', async () => {
    const { records, errors } = await importOf(new URL('list-semicolon-bom-crlf.csv', OURS))
    expect(records.map((record) => [record.country, record.employees, record.yearFounded])).toEqual([
      ['PE', 1250, 1994],
      ['PE', 85, 2003],
      ['BO', null, 1987],
      ['MX', 51, null],
      ['ES', 1200, 1998],
    ])
    expect(errors.map((error) => `${error.line} ${error.code}`)).toEqual([
      '2 row-ragged',
      '5 email-malformed',
      '5 number-negative',
      '7 number-range',
      '7 year-implausible',
      '8 name-missing',
      '8 country-missing',
    ])
    expect(records[1]?.products).toEqual(['Polos', 'Pantalones', 'Casacas'])
  })

  test.each([
    ['list-windows-1252.csv', ['BR', 'BR', 'PT']],
    ['list-utf-16le.csv', ['MA', 'SN', 'TN']],
    ['list-tabs.tsv', ['VN', 'VN', 'VN', 'KH']],
    ['list-workbook.xlsx', ['IN', 'PT', 'ZA']],
  ])('%s gives a record for each of its rows', async (file, countries) => {
    const { records, errors } = await importOf(new URL(file, OURS))
    expect(records.map((record) => record.country)).toEqual(countries)
    expect(errors.filter((error) => error.severity === 'error')).toEqual([])
  })
})

const sharedThere = existsSync(SHARED)
if (!sharedThere) console.log('skipped: records of real supplier lists (SHARED_DATA is not set, or holds no imports)')
describe.skipIf(!sharedThere)('the real lists', () => {
  const facilityLists = sharedThere ? readdirSync(SHARED).filter((file) => /^facility.*(csv|xlsx)$/.test(file)) : []
  test.each(facilityLists)('%s gives a record for each row: every spelling of a country is recognised', async (file) => {
    const { list, records, errors } = await importOf(`${SHARED}/${file}`)
    const countries = list.rows.map((row) => row.cells[0] ?? '')
    expect(countries.filter((country) => !recognizeCountry(country))).toEqual([])
    expect(errors.filter((error) => error.severity === 'error')).toEqual([])
    expect(records).toHaveLength(list.rows.length)
  })

  test('4,363 garment factories give 3,351 records; 1,012 rows are nothing but N/A', async () => {
    const begun = performance.now()
    const { records, errors } = await importOf(`${SHARED}/bd-garment-factories.csv`, { country: 'Bangladesh' })
    const twice = findDuplicates(records, [])
    console.log(
      `4,363 rows read, checked and compared in ${Math.round(performance.now() - begun)} ms; ${new Set(twice.map((hit) => hit.record)).size} may stand twice`,
    )
    expect(records).toHaveLength(3351)
    expect(count(errors.map((error) => error.code))['name-missing']).toBe(1012)
  })
})
