/** A name comes out as it was written, and never as anything but a name. */
import { expect, it } from 'vitest'
import { attachment } from './attachment.ts'

it.each([
  ['plan.pdf', `attachment; filename="plan.pdf"; filename*=UTF-8''plan.pdf`],
  ['Prüfbericht 2.pdf', `attachment; filename="Prufbericht 2.pdf"; filename*=UTF-8''Pr%C3%BCfbericht%202.pdf`],
  ['图纸.pdf', `attachment; filename="__.pdf"; filename*=UTF-8''%E5%9B%BE%E7%BA%B8.pdf`],
  ['a"; x=b.pdf', `attachment; filename="a__ x=b.pdf"; filename*=UTF-8''a%22%3B%20x%3Db.pdf`],
  ['a\r\nset-cookie: x.pdf', `attachment; filename="a__set-cookie: x.pdf"; filename*=UTF-8''a__set-cookie%3A%20x.pdf`],
  ['../../etc/passwd', `attachment; filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`],
  ['\ud800.txt', `attachment; filename="_.txt"; filename*=UTF-8''%EF%BF%BD.txt`],
])('%j', (name, header) => {
  expect(attachment(name)).toBe(header)
  expect(() => new Headers({ 'content-disposition': attachment(name) })).not.toThrow()
})
