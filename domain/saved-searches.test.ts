/** Saved searches: who has use for which, and what is new in them. */
import { expect, test } from 'vitest'
import { isNewResult, maySave } from './saved-searches.ts'

test.each([
  ['lead-firm', 'suppliers', true],
  ['lead-firm', 'open-needs', false],
  ['agency', 'suppliers', true],
  ['agency', 'open-needs', true],
  // A competitor's directory entry is public, but watching it is no use of ours.
  ['sme', 'suppliers', false],
  ['sme', 'open-needs', true],
] as const)('a %s keeps searches of %s: %s', (kind, search, may) => {
  expect(maySave(kind, search)).toBe(may)
})

test('a result is new when it was found after the last look, not at it', () => {
  const at = new Date('2026-11-23T09:00:00Z')
  expect(isNewResult(new Date(at.getTime() + 1), at)).toBe(true)
  expect(isNewResult(at, at)).toBe(false)
})
