/** What is let in is what its name says and harmless; what is not is refused with its code; and nothing tells who made it. */
import { PDFDocument } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { FileKind } from '../../domain/files.ts'
import {
  bombOf,
  docxOf,
  FOREIGN_TEMPLATE,
  jpegOf,
  MACRO_PARTS,
  MACRO_TYPES,
  pdfOf,
  pngOf,
  speaksOf,
  TYPES,
  zipOf,
} from '../../tests/support/files.ts'
import { createFileInspector } from './file-inspector.ts'

const inspector = createFileInspector()
const inspect = (kind: FileKind, bytes: Uint8Array, mediaType: string = TYPES[kind]) => inspector.inspect({ kind, mediaType, bytes })
const text = (words: string, encoding: BufferEncoding = 'utf8') => Buffer.from(words, encoding)
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const xlsx = zipOf([
  {
    name: '[Content_Types].xml',
    data: text(
      '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml" PartName="/xl/workbook.xml"/></Types>',
    ),
  },
  { name: 'xl/workbook.xml', data: text('<workbook/>') },
])

describe('a file that is what it says', () => {
  it.each([
    ['pdf', () => pdfOf('Somebody')],
    ['png', () => pngOf()],
    ['jpg', () => jpegOf('Somebody')],
    [
      'webp',
      async () =>
        sharp(await pngOf())
          .webp()
          .toBuffer(),
    ],
    ['docx', async () => docxOf()],
    ['xlsx', async () => xlsx],
    ['csv', async () => text('part;pieces\nbracket;5000\nSchlüssel;1\n')],
    ['csv', async () => text('pi\u00e8ce;5000\n', 'latin1')],
    ['txt', async () => text('\ufeffin Zeichen', 'utf16le')],
    ['txt', async () => text('Maße: 4 × 2 mm\n\tТолщина 2 мм\n')],
  ] as const)('is taken: %s', async (kind, make) => {
    expect(await inspect(kind, await make())).toMatchObject({ ok: true })
  })

  it('comes back as it was, unless it is an image', async () => {
    const pdf = await pdfOf('Somebody')
    expect(await inspect('pdf', pdf)).toEqual({ ok: true, bytes: pdf })
  })
})

describe('a file that is not', () => {
  it.each<[string, FileKind, () => Promise<Buffer> | Buffer, string]>([
    ['an empty one', 'pdf', () => Buffer.alloc(0), 'document-empty'],
    ['a PDF by the name of a picture', 'png', () => pdfOf('x'), 'document-wrong-kind'],
    ['a picture by the name of a PDF', 'pdf', () => pngOf(), 'document-wrong-kind'],
    ['an SVG by the name of a picture', 'png', () => text(SVG), 'document-wrong-kind'],
    ['an SVG by the name of a text', 'txt', () => text(SVG), 'document-two-kinds'],
    ['a page by the name of a list', 'csv', () => text('<!DOCTYPE html><script>alert(1)</script>'), 'document-two-kinds'],
    ['a PDF by the name of a text', 'txt', () => pdfOf('x'), 'document-wrong-kind'],
    ['a list with NUL in it', 'csv', () => text('part;\0pieces\n'), 'document-text-unreadable'],
    ['a program by the name of a text', 'txt', () => Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), 'document-wrong-kind'],
    ['half a character of UTF-16', 'txt', () => Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]), 'document-text-unreadable'],
    ['a workbook by the name of a letter', 'docx', () => xlsx, 'document-wrong-kind'],
    ['any archive by the name of a letter', 'docx', () => zipOf([{ name: 'a.txt', data: text('a') }]), 'document-wrong-kind'],
    [
      'a PDF that is an archive as well',
      'pdf',
      async () => Buffer.concat([await pdfOf('x'), zipOf([{ name: 'a.exe', data: text('a') }])]),
      'document-two-kinds',
    ],
    [
      'a PDF with a page after its end',
      'pdf',
      async () => Buffer.concat([await pdfOf('x'), text('<script>alert(1)</script>')]),
      'document-two-kinds',
    ],
    ['an archive with a PDF for its comment', 'docx', () => Buffer.concat([text('%PDF-1.7\n'), docxOf()]), 'document-wrong-kind'],
    [
      'a letter whose first part is a PDF',
      'docx',
      () => docxOf('x', [{ name: 'x', data: text('') }]).fill('%PDF-', 60, 65),
      'document-two-kinds',
    ],
    [
      'a picture that is an archive as well',
      'png',
      async () => Buffer.concat([await pngOf(), zipOf([{ name: 'a', data: text('a') }])]),
      'document-two-kinds',
    ],
    ['a picture that is a PDF as well', 'jpg', async () => withComment(await jpegOf('x'), '%PDF-1.7'), 'document-two-kinds'],
    [
      'a picture cut short',
      'png',
      async () =>
        (
          await sharp({
            create: { width: 400, height: 400, channels: 3, background: '#123', noise: { type: 'gaussian', mean: 9, sigma: 30 } },
          })
            .png()
            .toBuffer()
        ).subarray(0, 9_000),
      'document-unreadable',
    ],
    ['a picture of 20,000 by 20,000 points', 'png', () => pngOf(20_000, 20_000), 'document-image-too-large'],
    ['a picture of 20,000 points in a row', 'png', () => pngOf(20_000, 2), 'document-image-too-large'],
    ['an archive that unpacks to 400 MB', 'docx', () => bombOf(), 'document-bomb'],
    ['an archive that lies about it', 'docx', () => bombOf(1_000), 'document-unreadable'],
    [
      'an archive of 3,000 parts',
      'docx',
      () =>
        docxOf(
          'x',
          Array.from({ length: 3_000 }, (_, n) => ({ name: `word/${n}.xml`, data: text('') })),
        ),
      'document-bomb',
    ],
    ['a letter with a program', 'docx', () => docxOf('x', MACRO_PARTS), 'document-macros'],
    ['a letter of the kind with programs', 'docx', () => docxOf('x', [], MACRO_TYPES), 'document-macros'],
    ['a letter that fetches its template', 'docx', () => docxOf('x', FOREIGN_TEMPLATE), 'document-macros'],
    [
      'a letter whose parts climb out',
      'docx',
      () => docxOf('x', [{ name: '../../../etc/passwd', data: text('x') }]),
      'document-unreadable',
    ],
    [
      'a letter with two parts of one name',
      'docx',
      () => docxOf('x', [{ name: 'word/document.xml', data: text('other') }]),
      'document-unreadable',
    ],
  ])(
    'is refused: %s',
    async (_what, kind, make, code) => {
      expect(await inspect(kind, await make())).toMatchObject({ ok: false, code })
    },
    60_000,
  )

  it('is refused where the header tells another kind', async () => {
    expect(await inspect('pdf', await pdfOf('x'), 'text/html')).toMatchObject({ code: 'document-wrong-kind' })
  })
})

/** A JPEG with a comment right after its start. */
function withComment(jpeg: Buffer, words: string): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(words.length + 2)
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe]), length, Buffer.from(words), jpeg.subarray(2)])
}

describe('an image', () => {
  it('comes back without camera, place and owner, and no larger than a page needs', async () => {
    const brought = await jpegOf('Qzwxowner')
    expect(await speaksOf(brought, 'Qzwxowner')).toBe(true)
    const done = await inspect('jpg', brought)
    if (!done.ok) throw new Error(done.code)
    expect(await speaksOf(done.bytes, 'Qzwxowner')).toBe(false)
    const { exif, xmp, iptc, width } = await sharp(done.bytes).metadata()
    expect([exif, xmp, iptc, width]).toEqual([undefined, undefined, undefined, 64])
    const wide = await inspect('png', await pngOf(6_000, 3_000))
    if (!wide.ok) throw new Error(wide.code)
    expect(await sharp(wide.bytes).metadata()).toMatchObject({ width: 4_096, height: 2_048 })
  })
})

describe('a PDF made anonymous', () => {
  it('keeps its pages and says nowhere who made it', async () => {
    const brought = await pdfOf('Qzwxowner')
    expect(await speaksOf(brought, 'Qzwxowner')).toBe(true)
    const done = await inspector.anonymise(brought)
    if (!done.ok) throw new Error(done.code)
    expect(await speaksOf(done.bytes, 'Qzwxowner')).toBe(false)
    const whole = Buffer.from(done.bytes).toString('latin1')
    expect(whole).not.toMatch(/\/(Info|Metadata|Annots|EmbeddedFiles|PieceInfo|Producer|CreationDate)\b/)
    expect(whole).toMatch(/\/DCTDecode/)
    expect(await inspect('pdf', done.bytes)).toMatchObject({ ok: true })
  })

  it('is refused where it is locked, broken, or hides layers', async () => {
    const plain = (await pdfOf('x')).toString('latin1')
    const layered = Buffer.from(plain.replace('/Type /Catalog', '/Type /Catalog /OCProperties << /OCGs [] /D << >> >>'), 'latin1')
    expect(await inspector.anonymise(layered)).toMatchObject({ code: 'document-layers' })
    const locked = await PDFDocument.load(await pdfOf('x'))
    locked.encrypt({ userPassword: 'one', ownerPassword: 'two' })
    expect(await inspector.anonymise(await locked.save())).toMatchObject({ code: 'document-protected' })
    expect(await inspector.anonymise(text('%PDF-1.7 nothing %%EOF'))).toMatchObject({ code: 'document-unreadable' })
  })

  it('is given up after its time, and the server goes on', async () => {
    const impatient = createFileInspector({ seconds: 0.001, megabytes: 512 })
    expect(await impatient.anonymise(await pdfOf('x'))).toMatchObject({ code: 'document-unreadable' })
  })
})
