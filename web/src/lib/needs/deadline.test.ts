/** The day of a deadline is the lead firm's own, wherever it sits. */
import { expect, it } from 'vitest'
import { deadlineDay } from './deadline.ts'

it.each([
  ['Pune', '2026-12-12T18:29:59.999Z'],
  ['Puebla', '2026-12-13T05:59:59.999Z'],
  ['Hawaii', '2026-12-13T09:59:59.999Z'],
  ['Greenwich', '2026-12-12T23:59:59.999Z'],
  ['Auckland in summer', '2026-12-12T10:59:59.999Z'],
])('is 12 December in %s', (_place, answerBy) => {
  expect(deadlineDay(answerBy)).toBe('2026-12-12')
})
