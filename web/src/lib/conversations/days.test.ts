/** Messages stand under their days, in the order in which they are read. */
import { expect, it } from 'vitest'
import type { Message } from '#lib/api/answers.ts'
import { byDay } from './days.ts'

it('puts the oldest first, each day once', () => {
  const at = (id: string, instant: string) => ({ id, at: instant }) as Message
  const days = byDay([at('c', '2026-11-24T08:00:00Z'), at('b', '2026-11-23T10:00:00Z'), at('a', '2026-11-23T09:00:00Z')])
  expect(days.map(({ day, messages }) => [day, messages.map((one) => one.id)])).toEqual([
    ['2026-11-23', ['a', 'b']],
    ['2026-11-24', ['c']],
  ])
  expect(byDay([])).toEqual([])
})
