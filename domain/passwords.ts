/** Which passwords are refused: length and what anybody would try first (OWASP ASVS 6.2); no rules about kinds of characters. */
import { accept, type Decision, refuse } from './decision.ts'

/** 12 to 128 characters, and none that is a well-known phrase, one short piece repeated, a run, or made of one's own address. */
export function checkPassword(password: string, email: string): Decision<string> {
  const length = [...password].length
  if (length < 12) return refuse('password-too-short', 'Use at least 12 characters.', { limit: 12 })
  if (length > 128) return refuse('password-too-long', 'Use at most 128 characters.', { limit: 128 })
  return isGuessable(password.toLowerCase(), email.toLowerCase())
    ? refuse('password-guessable', 'This password is among the first that are tried; three words of your own are better.')
    : accept(password)
}

function isGuessable(password: string, email: string): boolean {
  const letters = lettersOf(password)
  const own = lettersOf(email.split('@')[0] ?? '')
  if (own.length >= 4 && letters.includes(own) && letters.replaceAll(own, '').length < 4) return true
  if (/^(.{1,4})\1+.{0,3}$/s.test(password)) return true
  if (RUNS.some((run) => run.includes(password) || [...run].reverse().join('').includes(password))) return true
  return WELL_KNOWN.some((one) => password.includes(one) && password.length - one.length < 6)
}

/** Letters of any script: a sentence in Arabic is as good a password as one in English. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}]/gu, '')
}

const RUNS = [
  '0123456789012345678901234567890123456789',
  'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujmikolp',
]
const WELL_KNOWN = [
  'password',
  'passw0rd',
  'p@ssword',
  'p@ssw0rd',
  'contraseña',
  'contrasena',
  'motdepasse',
  'senhasenha',
  'highroad',
  'iloveyou',
  'letmein',
  'welcome',
  'administrator',
  'changeme',
  'qwertyuiop',
  'qwerty123',
  '1234567890',
  'football',
  'baseball',
  'superman',
  'princess',
  'sunshine',
  'bismillah',
  'pakistan123',
  'bangladesh',
  'india123',
  'correcthorsebatterystaple',
]
