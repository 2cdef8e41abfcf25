/** Supplier lists: who counts as a supplier, how a supply ends, and who came and went. */
import { describe, expect, test } from 'vitest'
import {
  EXIT_ALTERNATIVES,
  type ExitSaid,
  endOfNotice,
  exitFault,
  isSupplying,
  movesByYear,
  SUPPLIER_STATUSES,
  statusFault,
} from './supplier-lists.ts'

const SAID: ExitSaid = { months: 3, reason: 'The part ends.', alternative: 'plan', note: 'Brackets for the next model.' }

describe('a notice', () => {
  test.each<[Partial<ExitSaid>, string | undefined]>([
    [{}, undefined],
    [{ months: 2 }, 'exit-notice-short'],
    [{ reason: ' ' }, 'exit-reason-missing'],
    [{ alternative: null }, 'exit-alternative-missing'],
    [{ note: '' }, 'exit-note-missing'],
    [{ alternative: 'none', note: '' }, 'exit-note-missing'],
    [{ alternative: 'none' }, undefined],
    [{ alternative: 'other-lead-firm', note: '' }, undefined],
  ])('%j: %s', (change, code) => {
    expect(exitFault('regular', { ...SAID, ...change }, 3)?.code).toBe(code)
  })

  test('is given to suppliers only, and once', () => {
    const open = SUPPLIER_STATUSES.filter((status) => exitFault(status, SAID, 3) === null)
    expect(open).toEqual(['approved', 'regular', 'preferred'])
  })

  test('never leaves an SME without an alternative or a word about it', () => {
    for (const alternative of [...EXIT_ALTERNATIVES, null])
      expect(exitFault('approved', { ...SAID, alternative, note: '' }, 3) === null).toBe(alternative === 'other-lead-firm')
  })

  test('runs whole months', () => {
    expect(endOfNotice('2026-11-30', 3)).toBe('2027-02-28')
  })
})

describe('a status', () => {
  test('set by hand ends no supply before the last day of its notice', () => {
    const fault = (status: (typeof SUPPLIER_STATUSES)[number], endsOn: string | null, today: string) =>
      statusFault({ status, endsOn }, 'exited', today)?.code
    expect(fault('regular', null, '2027-01-01')).toBe('exit-needs-notice')
    expect(fault('phase-out', '2027-01-01', '2027-01-01')).toBe('exit-too-early')
    expect(fault('phase-out', '2027-01-01', '2027-01-02')).toBe(undefined)
    expect(fault('potential', null, '2027-01-01')).toBe(undefined)
    expect(statusFault({ status: 'regular', endsOn: null }, 'phase-out', '2027-01-01')?.code).toBe('exit-needs-notice')
  })
})

test('years tell who began to supply and who ceased', () => {
  expect(SUPPLIER_STATUSES.filter(isSupplying)).toEqual(['approved', 'regular', 'preferred', 'phase-out'])
  const moves = [
    { year: 2027, from: 'phase-out', to: 'exited' },
    { year: 2026, from: null, to: 'identified' },
    { year: 2026, from: 'identified', to: 'approved' },
    { year: 2026, from: 'approved', to: 'regular' },
    { year: 2026, from: null, to: 'regular' },
  ] as const
  expect(movesByYear(moves)).toEqual([
    { year: 2026, joined: 2, left: 0 },
    { year: 2027, joined: 0, left: 1 },
  ])
})
