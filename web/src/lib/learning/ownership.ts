/** What a firm may say of its owners. */
import type { Answered } from '#lib/api/answers.ts'

export const OWNERSHIPS = [
  'women-owned',
  'youth-owned',
  'minority-owned',
  'cooperative',
  'local-owned',
  'foreign-owned',
  'none-of-these',
] as const satisfies Answered<'getOwnership'>['ownership']
