/** A file's name says its kind and leads nowhere else. */
import { describe, expect, it } from 'vitest'
import { FILE_KINDS, kindByName, neutralName, titleOf } from './files.ts'

describe('the name of a file', () => {
  it.each([
    ['drawing.pdf', 'pdf'],
    ['Foto.JPEG', 'jpg'],
    ['Prüfbericht 2026-11.xlsx', 'xlsx'],
    ['图纸.png', 'png'],
    ['a.b.c.txt', 'txt'],
  ])('%s is that of a %s', (name, kind) => {
    expect(kindByName(name)).toEqual({ ok: true, value: kind })
  })

  it.each([
    '../../etc/passwd.pdf',
    'C:\\plans\\a.pdf',
    'a\0.pdf',
    'a\r\nContent-Type: text/html.pdf',
    'a\u202efdp.exe.pdf',
    '.pdf',
    '',
    ' ',
    `${'x'.repeat(200)}.pdf`,
    '\ud800.pdf',
  ])('is refused where it leads elsewhere: %j', (name) => {
    expect(kindByName(name)).toMatchObject({ ok: false, refusal: { code: 'document-name-wrong' } })
  })

  it.each(['logo.svg', 'macro.xlsm', 'old.doc', 'page.html', 'run.exe', 'noending', 'archive.zip', 'x.pdf.'])(
    '%s is of a kind that is not taken',
    (name) => {
      expect(kindByName(name)).toMatchObject({ ok: false, refusal: { code: 'document-kind-refused' } })
    },
  )
})

it('a neutral name says nothing but the kind and its place', () => {
  expect(FILE_KINDS.map((kind) => neutralName(kind, 1))).toContain('document-1.pdf')
})

it('a first title is the name without its ending', () => {
  expect(titleOf('Seat bracket rev. B.pdf')).toBe('Seat bracket rev. B')
})
