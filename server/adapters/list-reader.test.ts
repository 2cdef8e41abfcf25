/** Reading supplier lists: every form in which agencies bring them, and every way in which a file can be none or do harm. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIST_LIMITS, type ListContent, type ListRead } from '../ports/list-reader.ts'
import { createListReader } from './list-reader.ts'
import { readCsv } from './list-reader-csv.ts'

const OURS = new URL('../../tests/data/', import.meta.url)
const SHARED = process.env.SHARED_DATA ? `${process.env.SHARED_DATA}/imports` : ''
const reader = createListReader()

describe('a supplier list is read', () => {
  const forms: [
    file: string,
    about: Omit<ListContent, 'ok' | 'header' | 'rows'>,
    found: [rows: number, firstLine: number, ragged: number],
  ][] = [
    ['garment-factories.csv', { format: 'csv', encoding: 'utf-8', delimiter: ',' }, [300, 2, 8]],
    ['list-semicolon-bom-crlf.csv', { format: 'csv', encoding: 'utf-8', delimiter: ';' }, [6, 2, 1]],
    ['list-windows-1252.csv', { format: 'csv', encoding: 'windows-1252', delimiter: ',' }, [3, 2, 0]],
    ['list-utf-16le.csv', { format: 'csv', encoding: 'utf-16le', delimiter: ',' }, [3, 2, 0]],
    ['list-tabs.tsv', { format: 'csv', encoding: 'utf-8', delimiter: '\t' }, [4, 3, 1]],
    ['list-workbook.xlsx', { format: 'xlsx', encoding: null, delimiter: null }, [3, 4, 0]],
  ]
  test.each(forms)('%s', async (file, about, found) => {
    const list = await contentOf(readFileSync(new URL(file, OURS)))
    expect(list).toMatchObject(about)
    expect([list.rows.length, list.rows[0]?.line, list.rows.filter((row) => row.ragged).length]).toEqual(found)
  })

  test('with its accents, its quotes and its lines within a cell', async () => {
    const semicolons = await contentOf(readFileSync(new URL('list-semicolon-bom-crlf.csv', OURS)))
    expect(semicolons.header[0]).toBe('Razón social')
    expect(semicolons.rows[1]?.cells.slice(0, 5)).toEqual([
      'Confecciones "La Puntada" E.I.R.L.',
      '20609876543',
      'PERÚ',
      'Lima',
      'Av. Industrial 45\nAte',
    ])
    const latin = await contentOf(readFileSync(new URL('list-windows-1252.csv', OURS)))
    expect(latin.rows.map((row) => row.cells[0])).toEqual([
      'Confecções São João Ltda.',
      'Fundição “Três Irmãos” S.A.',
      'Calçados Pé d’Água Lda.',
    ])
  })

  test('with the numbers and dates of a workbook as plain text, under the title that stands above its heading', async () => {
    const { header, rows } = await contentOf(readFileSync(new URL('list-workbook.xlsx', OURS)))
    expect(header[0]).toBe('Supplier ID')
    expect(rows.map((row) => row.line)).toEqual([4, 6, 7])
    expect(rows[0]?.cells.slice(3, 8)).toEqual(['8801710000000', '240', '1998-05-12', '0.3', 'true'])
    expect(rows[1]?.cells[5]).toBe('2011-01-31T08:30')
  })

  test.each([
    ['little endian', swapped(Buffer.from('Name;Country\nÑandú;Perú\n', 'utf16le'), false), 'utf-16le'],
    ['big endian', swapped(Buffer.from('Name;Country\nÑandú;Perú\n', 'utf16le'), true), 'utf-16be'],
  ])('in UTF-16 %s without a mark', async (_, bytes, encoding) => {
    const list = await contentOf(bytes)
    expect([list.encoding, list.rows[0]?.cells]).toEqual([encoding, ['Ñandú', 'Perú']])
  })

  test.each<[string, string, string | null, string[]]>([
    ['one column whose names hold commas', 'Company\nRed River Castings Co., Ltd\nLotus Pipes\n', null, ['Red River Castings Co., Ltd']],
    [
      'addresses with more commas than columns',
      'Name;Address\nA;1, Mill Road, Leeds\nB;2, Mill Road, Leeds\n',
      ';',
      ['A', '1, Mill Road, Leeds'],
    ],
    ["Excel's own first line", 'sep=|\nName|Place\nA, B; C|Leeds\n', '|', ['A, B; C', 'Leeds']],
    ['quotes in the middle of a cell', 'Name,Size\nAcme "Best" Pipes,12" and more\n', ',', ['Acme "Best" Pipes', '12" and more']],
    ['old Macintosh line ends', 'Name,Place\rAcme,Leeds\r', ',', ['Acme', 'Leeds']],
    ['blank columns that a spreadsheet left behind', 'Name,Place,,\nAcme,Leeds,,\n', ',', ['Acme', 'Leeds']],
  ])('with %s', async (_, text, delimiter, first) => {
    const list = await contentOf(Buffer.from(text))
    expect([list.delimiter, list.rows[0]?.cells, list.rows[0]?.ragged]).toEqual([delimiter, first, false])
  })

  test('so that every row that is not blank comes back, at its own line', () => {
    const cell = fc.string({ unit: 'grapheme-ascii' }).map((text) => text.replace(/[\r\n]/g, '\n').trim())
    const row = fc.array(cell, { minLength: 3, maxLength: 3 }).filter((cells) => cells.join('').trim() !== '')
    fc.assert(
      fc.property(fc.array(fc.oneof(row, fc.constant(null)), { minLength: 1, maxLength: 12 }), (rows) => {
        const written = rows.map((cells) => cells?.map(quoted).join(',') ?? '')
        const lines = ['name,place,products', ...written].join('\n')
        const read = readCsv(Buffer.from(`${lines}\nlast,one,here\n`))
        const found = read.ok ? read.rows.slice(0, -1).map((line) => line.cells) : read
        expect(found).toEqual(rows.filter((cells) => cells !== null))
        expect(read.ok && read.rows.at(-1)?.line).toBe(lines.split('\n').length + 1)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a file is refused', () => {
  const text = (content: string) => Buffer.from(content)
  const ole2 = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)])
  const cases: [what: string, bytes: Buffer, code: string, params: object][] = [
    ['with nothing in it', Buffer.alloc(0), 'list-empty', {}],
    ['of blank lines', text('\n  \n,,\n'), 'list-empty', {}],
    ['with a heading and no row', text('Name,Country\n'), 'list-empty', {}],
    ['of old Excel', ole2, 'list-xls-legacy', {}],
    ['under a password', Buffer.concat([ole2, Buffer.from('EncryptedPackage', 'utf16le')]), 'list-unreadable', { reason: 'protected' }],
    ['that is an image', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'list-not-a-list', { kind: 'image' }],
    ['that is a drawing', text('<svg xmlns="http://www.w3.org/2000/svg"></svg>'), 'list-not-a-list', { kind: 'image' }],
    ['that is a PDF', text('%PDF-1.7\n1 0 obj'), 'list-not-a-list', { kind: 'pdf' }],
    ['that is a web page', text('\ufeff<html><table><tr><td>Name</td></tr></table></html>'), 'list-not-a-list', { kind: 'html' }],
    ['that is data of a program', text('[{"name": "Acme"}]'), 'list-not-a-list', { kind: 'json' }],
    ['with NUL bytes', text('Name,Country\nAc\0me,Peru\n'), 'list-not-a-list', { kind: 'binary' }],
    ['that is an archive of something else', zipOf([['readme.txt', text('hello')]]), 'list-not-a-list', { kind: 'zip' }],
    ['that is a letter', zipOf([['word/document.xml', text('<w/>')]]), 'list-not-a-list', { kind: 'docx' }],
    ['that only begins as an archive', text('PK\x03\x04 and then nothing'), 'list-unreadable', { reason: 'workbook' }],
    ['without a heading of words', text('1,2\n3,4\n'), 'list-no-header', { line: 1 }],
    ['whose first row is a firm', text('Acme,info@acme.example\nBest,info@best.example\n'), 'list-no-header', { line: 1 }],
    [
      'whose quote is never closed',
      text('Name,Place\nAcme,Leeds\n"Best,York\nMore,Hull\n'),
      'list-unreadable',
      { line: 3, reason: 'quote-not-closed' },
    ],
    ['of more than 10 MB', Buffer.alloc(LIST_LIMITS.bytes + 1, 'a'), 'list-too-large', { what: 'bytes' }],
    ['of one line of 10 MB', Buffer.alloc(LIST_LIMITS.bytes, 'a'), 'list-too-large', { what: 'row' }],
    ['of one quoted cell of 10 MB', Buffer.alloc(LIST_LIMITS.bytes, 'a').fill('"', 0, 1), 'list-too-large', { what: 'row' }],
    ['of 10 MB of short rows', Buffer.alloc(LIST_LIMITS.bytes, 'a,b\n'), 'list-too-large', { what: 'rows' }],
    ['of 20,001 rows', text(`Name,Place\n${'Acme,Leeds\n'.repeat(20_001)}`), 'list-too-large', { what: 'rows', limit: 20_000 }],
    ['of 201 columns', text(`${'Name,'.repeat(201)}x\nAcme\n`), 'list-too-large', { what: 'columns', line: 1 }],
    ['with a cell of 40,001 characters', text(`Name,Place\nAcme,${'x'.repeat(40_001)}\n`), 'list-too-large', { what: 'cell', line: 2 }],
  ]
  test.each(cases)('%s', async (_, bytes, code, params) => {
    const begun = performance.now()
    expect(await read(bytes)).toMatchObject({ ok: false, code, params })
    expect(performance.now() - begun).toBeLessThan(10_000)
  })

  test('or read, but nothing that can stand in a file makes the reader stumble', () => {
    const pieces = fc.constantFrom('"', '""', ',', ';', '\t', '\n', '\r', 'sep=;\n', '\ufeff', 'Acme', 'é', '\0', '(', 'x@y.zz')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.array(pieces).map((parts) => Buffer.from(parts.join(''))),
        ),
        (bytes) => {
          expect(typeof readCsv(bytes).ok).toBe('boolean')
        },
      ),
      { numRuns: 500 },
    )
  })

  test('but a list at the limits is read', async () => {
    const list = await contentOf(Buffer.from(`Name,Place\n${'Acme,Leeds\n'.repeat(20_000)}`))
    expect(list.rows).toHaveLength(20_000)
  })

  test('an image is no list whatever its name says', async () => {
    const gif = Buffer.from('GIF89a, not, a, list\n1,2,3,4\n')
    expect(await reader.read({ name: 'suppliers.csv', bytes: gif })).toMatchObject({
      ok: false,
      code: 'list-not-a-list',
      params: { kind: 'image' },
    })
  })
})

describe('a workbook made to do harm', () => {
  const megabytes = (count: number) => Buffer.alloc(count * 1024 * 1024, ' ')
  test('is refused by its directory: 60 MB inflated, a ratio beyond 100 to 1, too many parts', async () => {
    expect(await read(workbook(megabytes(60)))).toMatchObject({ code: 'list-xlsx-bomb', params: { what: 'inflated' } })
    expect(await read(workbook(megabytes(40)))).toMatchObject({ code: 'list-xlsx-bomb', params: { what: 'ratio' } })
    const many = Array.from({ length: 201 }, (_, at): Part => [`xl/worksheets/sheet${at}.xml`, Buffer.from('<x/>')])
    expect(await read(zipOf(many))).toMatchObject({ code: 'list-xlsx-bomb', params: { what: 'entries', limit: 200 } })
  })

  test('is refused when its directory lies about its size', async () => {
    const lying = zipOf([...PARTS, ['xl/worksheets/sheet1.xml', megabytes(60), 5000]])
    expect(await read(lying)).toMatchObject({ ok: false, code: 'list-unreadable' })
  })

  test('is refused when a single cell stands at the far corner of the sheet', async () => {
    const far = sheet('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>')
    expect(await read(workbook(far))).toMatchObject({ ok: false, code: 'list-too-large' })
    expect(await read(workbook(sheet('<row r="999999999"/>')))).toMatchObject({
      ok: false,
      code: 'list-xlsx-bomb',
      params: { what: 'reach' },
    })
  })

  test('is refused when its cells do not say where they stand', async () => {
    const rows = (address: string) =>
      `<row r="1"><c ${address} t="inlineStr"><is><t>Name</t></is></c></row><row r="2"><c r="A2"><v>7</v></c></row>`
    expect(await read(workbook(sheet(rows('r="A1"'))))).toMatchObject({ ok: true, header: ['Name'], rows: [{ line: 2, cells: ['7'] }] })
    expect(await read(workbook(sheet(rows(''))))).toMatchObject({ code: 'list-unreadable', params: { reason: 'cell-without-address' } })
  })

  test('is given up at the end of its time, of its memory, and when nobody waits for it any more', async () => {
    const rows = Buffer.from(`Name,Place\n${'Acme Pipes and Valves,Leeds\n'.repeat(20_000)}`)
    const file = { name: 'list.csv', bytes: rows }
    expect(await createListReader({ seconds: 0.001, megabytes: 512 }).read(file)).toMatchObject({
      code: 'list-timeout',
      params: { seconds: 0.001 },
    })
    expect(await createListReader({ seconds: 20, megabytes: 8 }).read(file)).toMatchObject({
      code: 'list-too-large',
      params: { what: 'memory' },
    })
    const waiting = new AbortController()
    const reading = reader.read(file, waiting.signal)
    waiting.abort(new Error('the officer left'))
    await expect(reading).rejects.toThrow('the officer left')
  })
})

const sharedThere = existsSync(SHARED)
if (!sharedThere) console.log('skipped: real supplier lists (SHARED_DATA is not set, or holds no imports)')
describe.skipIf(!sharedThere)('the real lists', () => {
  const counts: Record<string, number> = { 'bd-garment-factories.csv': 4363, '2': 83, '3': 19, '4': 81, '5': 64, '6': 44, '7': 30, '8': 61 }
  Object.assign(counts, { '9': 34, '10': 54, '11': 55, '12': 15, '13': 26, '14': 46, '15': 351 })
  test.each(sharedThere ? readdirSync(SHARED) : [])('%s is read whole, or refused as old Excel', async (file) => {
    const answer = await reader.read({ name: file, bytes: readFileSync(`${SHARED}/${file}`) })
    if (file.endsWith('.xls')) return expect(answer).toMatchObject({ ok: false, code: 'list-xls-legacy' })
    const encoding = /windows-1252|utf16le/.exec(file)?.[0].replace('utf16le', 'utf-16le') ?? (file.endsWith('xlsx') ? null : 'utf-8')
    expect(answer).toMatchObject({ ok: true, encoding })
    expect(answer.ok && answer.rows.length).toBe(counts[/facility-list-(\d+)/.exec(file)?.[1] ?? file])
  })
})

function read(bytes: Uint8Array): Promise<ListRead> {
  return reader.read({ name: 'list.csv', bytes })
}

async function contentOf(bytes: Uint8Array): Promise<ListContent> {
  const answer = await read(bytes)
  if (!answer.ok) throw new Error(`refused: ${answer.code} ${JSON.stringify(answer.params)}`)
  return answer
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}

function swapped(bytes: Buffer, really: boolean): Buffer {
  return really ? Buffer.from(bytes).swap16() : bytes
}

type Part = [name: string, data: Buffer, saidSize?: number]

const PARTS: Part[] = [
  ['xl/workbook.xml', Buffer.from('<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>')],
  [
    'xl/_rels/workbook.xml.rels',
    Buffer.from(
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
  ],
]

function sheet(rows: string): Buffer {
  return Buffer.from(`<worksheet><sheetData>${rows}</sheetData></worksheet>`)
}

function workbook(sheetXml: Buffer): Buffer {
  return zipOf([...PARTS, ['xl/worksheets/sheet1.xml', sheetXml]])
}

/** A zip as an attacker writes one: the directory says what he likes (checksums are left at nought, no reader here asks for them). */
function zipOf(parts: Part[]): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, data, saidSize = data.length] of parts) {
    const packed = deflateRawSync(data)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(saidSize, 18)
    common.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), common, place, Buffer.from(name))
    local.push(Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed)
    offset += 30 + name.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, listed, end])
}
