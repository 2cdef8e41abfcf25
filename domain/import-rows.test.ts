/** Checking the rows of a supplier list: which make a record, and what is said of the others. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FIELD_LIMITS, ROW_ERRORS, readEmail, readNumber, readWebsite, readYear } from './import-cells.ts'
import { checkRow } from './import-rows.ts'
import { LIST_FIELDS, type ListField, type ListMapping } from './imports.ts'

const context = { line: 7, header: ['Firm', 'Land', 'Goods'], ragged: false, year: 2026 }
const mapping: ListMapping = { columns: ['name', 'country', 'products'], constants: {} }

function checkField(field: ListField, text: string) {
  const columns: ListMapping['columns'] = ['name', 'country', field]
  return checkRow(['Acme Ltd', 'Peru', text], { columns, constants: {} }, context)
}

describe('a row of a list', () => {
  test('makes a record of the words it holds', () => {
    const columns = [...LIST_FIELDS]
    const cells = [
      'Acme  Castings Ltd',
      'শাপলা',
      'RUC 2050',
      'PERÚ',
      'Lima',
      'Ate',
      '45 Mill Road\nAte',
      'Sales@Acme.example; b@acme.example',
      '+51 1 234 5678',
      'www.acme.example',
      'Pumps\n\t,Valves',
      'Casting / Machining',
      'Metal',
      '1,200 workers',
      'May 1998',
      'ISO 9001, N/A',
      'Since  1998',
      'Español',
      'Pumps, valves (3); Works',
      '4 contracts',
      'es, en',
      'A-17',
    ]
    const { record, errors } = checkRow(cells, { columns, constants: {} }, { ...context, header: columns })
    expect(errors).toEqual([])
    expect(record).toEqual({
      line: 7,
      name: 'Acme Castings Ltd',
      nativeName: 'শাপলা',
      registrationNumber: 'RUC 2050',
      country: 'PE',
      region: 'Lima',
      city: 'Ate',
      address: '45 Mill Road Ate',
      email: 'sales@acme.example',
      phone: '+51 1 234 5678',
      website: 'https://www.acme.example',
      products: ['Pumps', 'Valves'],
      processes: ['Casting', 'Machining'],
      sector: 'Metal',
      employees: 1200,
      yearFounded: 1998,
      certificates: ['ISO 9001'],
      description: 'Since 1998',
      textLanguage: 'es',
      categories: [
        { name: 'Pumps, valves', awards: 3 },
        { name: 'Works', awards: null },
      ],
      earlierAwards: 4,
      languages: ['es', 'en'],
      externalRef: 'A-17',
    })
  })

  test('takes the country of the whole list where its own cell is blank', () => {
    const constants = { country: 'Bangladesh' }
    expect(checkRow(['Acme', 'N/A'], { ...mapping, constants }, context).record?.country).toBe('BD')
    expect(checkRow(['Acme', 'Nepal'], { ...mapping, constants }, context).record?.country).toBe('NP')
  })

  test('joins the columns of one address and gathers the columns of products, each product once', () => {
    const columns: ListMapping['columns'] = ['name', 'address', 'address', 'products', 'products']
    const { record } = checkRow(
      ['Acme', '45 Mill Road', 'Leeds', 'Pumps', 'pumps; Valves'],
      { columns, constants: { country: 'GB' } },
      context,
    )
    expect([record?.address, record?.products]).toEqual(['45 Mill Road, Leeds', ['Pumps', 'Valves']])
  })

  test('goes by the name in its own script when it has no other', () => {
    const columns: ListMapping['columns'] = ['name', 'native-name', 'country']
    expect(checkRow(['N/A', '山河', 'CN'], { columns, constants: {} }, context).record?.name).toBe('山河')
  })
})

describe('a faulty row', () => {
  test.each<[string, string[], string[]]>([
    ['without a name', ['N/A', 'Peru', 'N/A'], ['name-missing Firm N/A']],
    ['without a country', ['Acme', '', 'Pumps'], ['country-missing Land ']],
    ['of a country that does not exist', ['Acme', 'Narnia', 'Pumps'], ['country-unknown Land Narnia']],
    ['whose name is a number', ['123', 'Peru', 'Pumps'], ['name-without-letters Firm 123']],
    ['with a control character', ['Ac\u0000me', 'Peru', 'Pumps'], ['control-character Firm Ac\u0000me']],
    ['that is nothing but N/A', ['N/A', 'N/A', 'N/A'], ['name-missing Firm N/A', 'country-missing Land N/A']],
  ])('%s makes no record and says why, with the heading and the cell as it stands', (_, cells, said) => {
    const { record, errors } = checkRow(cells, mapping, context)
    expect(record).toBeNull()
    expect(errors.map((error) => `${error.code} ${error.column} ${error.value}`)).toEqual(said)
    expect(errors.every((error) => error.severity === 'error' && error.line === 7)).toBe(true)
  })

  test.each<[ListField, string, string]>([
    ['email', 'ask at the gate', 'email-malformed'],
    ['website', 'javascript:alert(1)', 'website-malformed'],
    ['phone', 'none yet', 'phone-malformed'],
    ['employees', '-5', 'number-negative'],
    ['employees', 'many', 'number-malformed'],
    ['employees', '51-200', 'number-range'],
    ['year-founded', '3001', 'year-implausible'],
    ['year-founded', 'long ago', 'year-malformed'],
    ['address', 'Fujian Province□', 'replacement-sign'],
    ['address', 'S\ufffdo Paulo', 'replacement-sign'],
    ['address', 'SÃ£o Paulo', 'garbled-letters'],
  ])('with an odd %s (%s) makes a record and a warning', (field, text, code) => {
    const { record, errors } = checkField(field, text)
    expect(record?.name).toBe('Acme Ltd')
    expect(errors.map((error) => [error.code, error.severity, error.column])).toEqual([[code, 'warning', 'Goods']])
  })

  test('leaves out what cannot be read and keeps the lower end of a range', () => {
    expect(checkField('employees', '51-200').record?.employees).toBe(51)
    expect(checkField('employees', '-5').record?.employees).toBeNull()
    expect(checkField('website', 'data:text/html,x').record?.website).toBeNull()
  })

  test('that is ragged makes a record and a warning', () => {
    const { record, errors } = checkRow(['Acme', 'Peru'], mapping, { ...context, ragged: true })
    expect(record?.products).toEqual([])
    expect(errors).toMatchObject([{ code: 'row-ragged', severity: 'warning', params: { cells: 2, columns: 3 } }])
  })

  test.each(LIST_FIELDS)('is kept out by a %s beyond its length, said with the limit', (field) => {
    const columns: ListMapping['columns'] = [field === 'name' ? null : 'name', field === 'country' ? null : 'country', field]
    const { record, errors } = checkRow(['Acme', 'PE', 'a'.repeat(FIELD_LIMITS[field] + 1)], { columns, constants: {} }, context)
    expect(record).toBeNull()
    expect(errors.find((error) => error.code === 'too-long')).toMatchObject({ field, params: { limit: FIELD_LIMITS[field] } })
    expect(errors.every((error) => error.value.length <= 200)).toBe(true)
  })

  test('makes a record exactly when no error stands against it, whatever its cells hold', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('Acme', 'Peru', 'N/A', '-5', '51-200', 'a@b.example', 'x'.repeat(6000), '□', '1998'),
    )
    const columns = fc.array(fc.option(fc.constantFrom(...LIST_FIELDS)), { maxLength: 6 })
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 6 }), columns, (cells, fields) => {
        const { record, errors } = checkRow(cells, { columns: fields, constants: {} }, context)
        expect(record === null).toBe(errors.some((error) => error.severity === 'error'))
        for (const error of errors) expect(ROW_ERRORS[error.code]).toBe(error.severity)
        if (record)
          expect([record.name !== '', /^[A-Z]{2}$/.test(record.country), (record.employees ?? 0) >= 0]).toEqual([true, true, true])
      }),
    )
  })
})

describe('the cells people write', () => {
  test.each<[string, number | undefined]>([
    ['1200', 1200],
    ['1,200', 1200],
    ['1.200', 1200],
    ['1 200', 1200],
    ["1'200", 1200],
    ['250+', 250],
    ['approx. 300 workers', 300],
    ['12.5', 13],
    ['100 to 250', 100],
    ['50 a 80', 50],
    ['12 men, 15 women', undefined],
    ['8801711000000', undefined],
    ['0', 0],
  ])('%s are %s employees', (text, number) => {
    expect(readNumber(text).value).toBe(number)
  })

  test.each<[string, number | undefined]>([
    ['1998', 1998],
    ['May 1998', 1998],
    ['12/05/1998', 1998],
    ['1998-05-12', 1998],
    ['2001-2005', undefined],
    ['98', undefined],
    ['19985', undefined],
  ])('%s is the year %s', (text, year) => {
    expect(readYear(text, 2026).value).toBe(year)
  })

  test.each<[string, string | undefined]>([
    ['Info@Acme.example', 'info@acme.example'],
    ['mailto:a@b.example.', 'a@b.example'],
    ['Sales <a@b.example>', 'a@b.example'],
    ['a@b', undefined],
    ['a b@c', undefined],
    ['@b.example', undefined],
    ['a@b..example', undefined],
  ])('%s is the e-mail address %s', (text, email) => {
    expect(readEmail(text).value).toBe(email)
  })

  test.each<[string, string | undefined]>([
    ['acme.example', 'https://acme.example'],
    ['http://acme.example/en?x=1', 'http://acme.example/en?x=1'],
    ['www.a.example, www.b.example', 'https://www.a.example'],
    ['ftp://acme.example', undefined],
    ['acme', undefined],
    ['http://', undefined],
  ])('%s is the web address %s', (text, website) => {
    expect(readWebsite(text).value).toBe(website)
  })
})
