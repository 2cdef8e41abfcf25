/** The desk's rules: columns, clocks, reminders, who assigns, and handing a need on. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, addWorkingDays } from './day.ts'
import {
  actFault,
  assignFault,
  COLUMN_STAGES,
  clockOf,
  columnOf,
  DESK_COLUMNS,
  HANDOVER_STATES,
  HANDOVER_STEPS,
  handoverStanding,
  MOVING_STAGES,
  openActs,
  openHandoverSteps,
  type SilentCase,
  stepHandover,
  workingDaysBetween,
} from './desk.ts'
import { LINKAGE_STAGES } from './linkages.ts'

describe('the board', () => {
  it('has one column for each stage that has not ended, and none for the ends', () => {
    const shown = DESK_COLUMNS.flatMap((one) => COLUMN_STAGES[one])
    expect(new Set(shown).size).toBe(shown.length)
    const ends = LINKAGE_STAGES.filter((stage) => columnOf(stage) === null)
    expect(ends).toEqual(['sme-declined', 'lead-firm-declined', 'lost', 'lapsed'])
    expect(MOVING_STAGES.some((stage) => stage === 'contracted')).toBe(false)
  })
})

describe('a clock', () => {
  test.each([
    ['2026-12-04', '2026-12-04', 'today', 0],
    ['2026-12-07', '2026-12-04', 'soon', 1],
    ['2026-12-08', '2026-12-04', 'soon', 2],
    ['2026-12-09', '2026-12-04', 'ahead', 3],
    ['2026-12-04', '2026-12-05', 'over', 1],
    ['2026-12-04', '2026-12-07', 'over', 1],
    ['2026-12-04', '2026-12-09', 'over', 3],
    ['2026-12-06', '2026-12-05', 'soon', 1],
    [null, '2026-12-04', 'none', 0],
  ] as const)('due on %s, read on %s, is %s by %i', (due, today, state, days) => {
    expect(clockOf(due, today)).toEqual({ state, days })
  })

  const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('1990-01-01', n))
  it('counts the days that addWorkingDays adds', () => {
    fc.assert(fc.property(day, fc.integer({ min: 0, max: 60 }), (from, n) => workingDaysBetween(from, addWorkingDays(from, n)) === n))
  })
  it('is over exactly when its day has passed', () => {
    fc.assert(fc.property(day, day, (due, today) => (clockOf(due, today).state === 'over') === due < today))
  })
})

describe('a silent party', () => {
  const late: SilentCase = { turn: 'sme', dueOn: '2026-12-01', today: '2026-12-04', remindedOn: null, escalatedOn: null }
  const codes = (of: Partial<SilentCase>) =>
    (['reminder', 'escalation'] as const).map((act) => actFault(act, { ...late, ...of })?.code ?? null)
  it('may be reminded once a day, and escalated once a week when it is late', () => {
    expect(openActs(late)).toEqual(['reminder', 'escalation'])
    expect(codes({ dueOn: '2026-12-04' })).toEqual([null, 'desk-not-overdue'])
    expect(codes({ remindedOn: '2026-12-04' })).toEqual(['desk-reminded-today', null])
    expect(codes({ escalatedOn: '2026-11-28' })).toEqual([null, 'desk-escalated-lately'])
    expect(codes({ escalatedOn: '2026-11-27' })).toEqual([null, null])
  })
  it('is never the agency itself, and nobody where nothing is due', () => {
    expect(codes({ turn: 'agency' })).toEqual(['desk-own-turn', 'desk-own-turn'])
    expect(codes({ turn: null })).toEqual(['desk-nobody-waits', 'desk-nobody-waits'])
    expect(codes({ dueOn: null })).toEqual(['desk-nobody-waits', 'desk-nobody-waits'])
  })
})

describe('a linkage has an officer', () => {
  const asked = { by: 'me', isManager: false, to: 'me' as string | null, from: null as string | null, members: ['me', 'you'] }
  test.each([
    [{}, null],
    [{ from: 'you' }, null],
    [{ to: 'you' }, 'desk-manager-assigns'],
    [{ to: 'you', isManager: true }, null],
    [{ to: 'stranger', isManager: true }, 'desk-no-officer'],
    [{ to: null, from: 'me' }, null],
    [{ to: null, from: 'you' }, 'desk-manager-assigns'],
    [{ to: null, from: 'you', isManager: true }, null],
  ])('%o: %s', (change, code) => {
    expect(assignFault({ ...asked, ...change })?.code ?? null).toBe(code)
  })
})

describe('a handover', () => {
  it('is answered once, by the other agency, or taken back by its own', () => {
    for (const state of HANDOVER_STATES)
      for (const step of HANDOVER_STEPS)
        for (const by of ['from', 'to'] as const)
          expect(stepHandover(state, step, by).ok).toBe(state === 'proposed' && (step === 'take-back') === (by === 'from'))
    expect(openHandoverSteps('proposed', 'to')).toEqual(['accept', 'decline'])
    expect(openHandoverSteps('accepted', 'from')).toEqual([])
  })
  it('stands further once the other agency asked for a mandate and has it', () => {
    expect((['none', 'asked', 'in-force'] as const).map((mandate) => handoverStanding('accepted', mandate))).toEqual([
      'accepted',
      'mandate-asked',
      'mandated',
    ])
    expect(handoverStanding('declined', 'in-force')).toBe('declined')
  })
})
