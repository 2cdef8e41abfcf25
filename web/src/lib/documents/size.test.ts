/** Sizes are told as people write them, and files sent as what their names say. */
import { expect, it } from 'vitest'
import { loadDictionary, speaker } from '#words/speaker.ts'
import { typeOf } from './codes.ts'
import { sizeOf } from './size.ts'

it.each([
  ['en', 10, '1\u00a0kB'],
  ['en', 839_680, '820\u00a0kB'],
  ['fr', 1_468_006, '1,4\u00a0MB'],
  ['pt', 10 * 1024 * 1024, '10\u00a0MB'],
] as const)('in %s, %i bytes are %s', async (locale, bytes, told) => {
  expect(sizeOf(speaker(locale, await loadDictionary(locale)), bytes)).toBe(told)
})

it.each([
  ['Drawing.PDF', 'application/pdf'],
  ['photo.JPEG', 'image/jpeg'],
  ['a.b.csv', 'text/csv'],
  ['run.exe', 'text/plain'],
  ['nothing', 'text/plain'],
])('%s is sent as %s', (name, type) => {
  expect(typeOf(name)).toBe(type)
})
