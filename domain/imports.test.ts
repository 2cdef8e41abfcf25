/** Which column of a supplier list says what, and which differing values stand in one. */
import { describe, expect, test } from 'vitest'
import { guessMapping, mappingOf } from './import-mapping.ts'
import { distinctValues, LIST_FIELDS, mappingProblems } from './imports.ts'

describe('the columns of a list are recognised', () => {
  const fieldsOf = (header: string[], sample: string[][] = []) => guessMapping(header, sample).map((guess) => guess.field)

  test.each<[string, string, string]>([
    ['a list of garment makers', 'Company Name|Factory Address|Principal Exportable Product', 'name|address|products'],
    ['a list of factories', 'country|name|address|sector', 'country|name|address|sector'],
    [
      'in Spanish',
      'ID|Razón social|RUC|Dirección|Ciudad|Departamento|País|Correo electrónico|Teléfono|Página web|Nº de empleados|Año de fundación|Productos principales|Certificaciones|Idiomas',
      'external-ref|name|registration-number|address|city|region|country|email|phone|website|employees|year-founded|products|certificates|languages',
    ],
    [
      'in Portuguese',
      'Razão Social|CNPJ|Endereço|Município|UF|País|E-mail|Telefone|Nº de funcionários|Produtos|Processos|Certificações|Setor|Descrição',
      'name|registration-number|address|city|region|country|email|phone|employees|products|processes|certificates|sector|description',
    ],
    [
      'in French',
      "Raison sociale|Adresse|Ville|Pays|Courriel|Téléphone|Site web|Effectif|Année de création|Produits|Certificats|Secteur d'activité|Langues",
      'name|address|city|country|email|phone|website|employees|year-founded|products|certificates|sector|languages',
    ],
    [
      'as a program writes them',
      'companyName|nativeName|countryCode|processingType|externalRef',
      'name|native-name|country|processes|external-ref',
    ],
    [
      'with several columns for one field',
      'Name|Address line 1|Address line 2|Product 1|Product 2',
      'name|address|address|products|products',
    ],
    ['with the better heading first', 'Firm|Registered name|E-mail address|Mail', '|name|email|'],
    ['without persons, customers and running numbers', 'Sl. No.|Contact person|Parent company|Name of the factory', '|||name'],
  ])('%s', (_, header, fields) => {
    expect(fieldsOf(header.split('|'))).toEqual(fields.split('|').map((field) => field || null))
  })

  test('by their content where the heading is silent', () => {
    const guesses = guessMapping(
      ['A', 'B', 'C', 'D', 'E'],
      [
        ['Acme', 'PERU', 'info@acme.example', 'www.acme.example', '+51 1 234 5678'],
        ['Best', 'Perú', 'N/A', 'https://best.example', '+51 1 999 1234'],
        ['Core', 'PE', 'hello@core.example', '', '+51 1 555 1234'],
      ],
    )
    expect(guesses.map((guess) => guess.field)).toEqual([null, 'country', 'email', 'website', 'phone'])
    expect(guesses.map((guess) => guess.ground)).toEqual(['none', 'content', 'content', 'content', 'content'])
  })

  test('and each field that takes one column gets one, whatever the headings are', () => {
    const header = LIST_FIELDS.flatMap((field) => [field.replace('-', ' '), field.toUpperCase(), `${field} of the firm`])
    const taken = fieldsOf(header).filter((field) => field !== null)
    const several = new Set(['products', 'processes', 'certificates', 'languages', 'address', 'description', 'categories'])
    const single = taken.filter((field) => !several.has(field))
    expect(new Set(single).size).toBe(single.length)
    expect(new Set(taken)).toEqual(new Set(LIST_FIELDS))
  })
})

describe('before any row is checked', () => {
  const guesses = guessMapping(['Company Name', 'Factory Address', 'Principal Exportable Product'], [])

  test('a list without a country asks for one that holds for all its rows', () => {
    expect(mappingProblems(mappingOf(guesses))).toEqual([{ code: 'mapping-field-missing', field: 'country' }])
    expect(mappingProblems(mappingOf(guesses, { country: 'Bangladesh' }))).toEqual([])
    expect(mappingProblems(mappingOf(guesses, { country: 'Narnia' }))).toEqual([{ code: 'mapping-constant-malformed', field: 'country' }])
  })

  test('two columns may not both be the name, but may both name products', () => {
    const columns = ['name', 'name', 'products', 'products'] as const
    expect(mappingProblems({ columns: [...columns], constants: { country: 'PE' } })).toEqual([
      { code: 'mapping-field-twice', field: 'name' },
    ])
  })
})

describe('the differing values of a column', () => {
  const rows = ['Shirts\n\t\t ,Pants', 'shirts', 'Shirts; Pants / Shorts', 'N/A', ''].map((cell) => ({ cells: ['Acme', cell] }))

  test('come once each with the number of rows, in the spelling that most rows use', () => {
    expect(distinctValues(rows, 1)).toEqual([
      { value: 'Shirts', count: 3 },
      { value: 'Pants', count: 2 },
      { value: 'Shorts', count: 1 },
    ])
  })

  test('are none where the column does not exist', () => {
    expect(distinctValues(rows, 7)).toEqual([])
  })
})
