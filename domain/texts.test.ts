/** Numbers of telephones, and what their owners may answer. */
import { expect, it } from 'vitest'
import { answerOf, isPhone } from './texts.ts'

it.each(['stop', 'STOP', ' Stop. ', 'Arrêt', 'ALTO', 'Parar!', 'unsubscribe'])('%s ends the texts', (text) => {
  expect(answerOf(text)).toBe('stop')
})
it.each(['start', 'START ', 'Iniciar'])('%s lets them come again', (text) => {
  expect(answerOf(text)).toBe('start')
})
it.each(['stop by tomorrow', 'yes', '', 'start the press'])('%j asks for nothing', (text) => {
  expect(answerOf(text)).toBeNull()
})
it('a telephone has a country code', () => {
  expect(['+919812345678', '+12025550123'].every(isPhone)).toBe(true)
  expect(['9812345678', '+0123456789', '+91 98123', '+1234567890123456', ''].some(isPhone)).toBe(false)
})
