/** Which passwords are refused: the short, the endless and the ones that anybody would try first. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPassword } from './passwords.ts'

const EMAIL = 'amina.diallo@example.org'

function codeOf(password: string, email = EMAIL): string {
  const decision = checkPassword(password, email)
  return decision.ok ? 'accepted' : decision.refusal.code
}

test.each([
  ['eleven char', 'password-too-short'],
  ['', 'password-too-short'],
  ['😀😀😀😀😀😀', 'password-too-short'],
  ['x1y2'.repeat(33), 'password-too-long'],
  ['password1234', 'password-guessable'],
  ['Contraseña123', 'password-guessable'],
  ['MotDePasse2026', 'password-guessable'],
  ['highroad-2026', 'password-guessable'],
  ['aaaaaaaaaaaaaa', 'password-guessable'],
  ['abcabcabcabca', 'password-guessable'],
  ['12345678901234', 'password-guessable'],
  ['zyxwvutsrqponm', 'password-guessable'],
  ['qwertyuiopasdf', 'password-guessable'],
  ['amina.diallo.2026', 'password-guessable'],
  ['AminaDialloAminaDiallo', 'password-guessable'],
  ['three plain words 42', 'accepted'],
  ['el puente verde de Pune', 'accepted'],
  ['جسر أخضر فوق النهر', 'accepted'],
  ['зелёный мост над рекой', 'accepted'],
  ['48 15 16 23 42 99 77', 'accepted'],
  ['my password is a long story', 'accepted'],
])('"%s" is %s', (password, expected) => {
  expect(codeOf(password)).toBe(expected)
})

test('a short name before the @ forbids nothing', () => {
  expect(codeOf('lee walks three miles', 'lee@example.org')).toBe('accepted')
})

test('case changes nothing', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 12, maxLength: 40, unit: fc.constantFrom(...'abcPASSword12!') }),
      (password) => codeOf(password) === codeOf(password.toUpperCase()),
    ),
  )
})

test('what is accepted is handed on unchanged, and is never one piece repeated', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 12, maxLength: 128 }), (password) => {
      const decision = checkPassword(password, EMAIL)
      return !decision.ok || decision.value === password
    }),
  )
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 4 }),
      fc.integer({ min: 12, max: 30 }),
      (piece, times) => codeOf(piece.repeat(times)) !== 'accepted',
    ),
  )
})
