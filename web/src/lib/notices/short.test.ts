/** Short links lead back to the id that they were made of. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { idFrom } from './short.ts'

it('reads the id that a text was given', () => {
  for (let n = 0; n < 200; n++) {
    const id = randomUUID()
    expect(idFrom(Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url'))).toBe(id)
  }
})

it.each(['', 'short', '../../account', 'x'.repeat(23), 'a b'.repeat(7)])('reads nothing in %j', (code) => {
  expect(idFrom(code)).toBeNull()
})
