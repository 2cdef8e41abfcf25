/** Mandates: who may take which step, how long one lasts, what it covers. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  askFault,
  coversNeed,
  endingNotice,
  isInForce,
  MANDATE_STATES,
  MANDATE_STEPS,
  type Mandate,
  openMandateSteps,
  scopeFault,
  spanOf,
  standingOf,
  stepMandate,
} from './mandates.ts'

const TODAY = '2026-12-01'
const NOW = new Date('2026-12-01T09:00:00Z')
const given: Mandate = {
  state: 'given',
  scope: 'all',
  needIds: [],
  sectors: [],
  startsAt: new Date('2026-11-01T00:00:00Z'),
  endsAt: new Date('2027-10-31T23:59:59Z'),
}

test('the firm gives, refuses and withdraws; the agency only takes its question back', () => {
  const steps = MANDATE_STATES.flatMap((state) =>
    (['giver', 'agency'] as const).flatMap((by) => openMandateSteps(state, by).map((step) => `${by} ${state} ${step}`)),
  )
  expect(steps).toEqual(['giver asked give', 'giver asked refuse', 'agency asked take-back', 'giver given withdraw'])
  for (const state of MANDATE_STATES)
    for (const step of MANDATE_STEPS) expect(stepMandate(state, step, 'giver').ok).toBe(openMandateSteps(state, 'giver').includes(step))
})

test('is in force between its first and its last instant, and never in another state', () => {
  expect(standingOf(given, NOW)).toBe('in-force')
  expect(standingOf(given, new Date('2026-10-31T23:59:59Z'))).toBe('coming')
  expect(standingOf(given, new Date('2027-11-01T00:00:00Z'))).toBe('over')
  for (const state of MANDATE_STATES) expect(isInForce({ ...given, state }, NOW)).toBe(state === 'given')
})

describe('the days', () => {
  test('are a year from today unless said otherwise', () => {
    expect(spanOf({}, TODAY)).toEqual({ ok: true, value: { fromOn: '2026-12-01', untilOn: '2027-11-30' } })
    expect(spanOf({ untilOn: '2027-03-31' }, TODAY)).toMatchObject({ value: { untilOn: '2027-03-31' } })
  })
  test.each([
    [{ fromOn: '2026-11-30' }, 'mandate-begins-early'],
    [{ fromOn: '2028-01-01' }, 'mandate-begins-late'],
    [{ untilOn: '2026-11-30' }, 'mandate-ends-early'],
    [{ untilOn: '2027-12-01' }, 'mandate-too-long'],
  ])('%j is refused: %s', (asked, code) => {
    expect(spanOf(asked, TODAY)).toMatchObject({ ok: false, refusal: { code } })
  })
  test('never make more than a year', () => {
    const day = fc
      .date({ min: new Date('2026-12-01'), max: new Date('2029-12-31'), noInvalidDate: true })
      .map((one) => one.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, day, (fromOn, untilOn) => {
        const span = spanOf({ fromOn, untilOn }, TODAY)
        if (span.ok) expect(Date.parse(span.value.untilOn) - Date.parse(span.value.fromOn)).toBeLessThan(366 * 86_400_000)
      }),
    )
  })
})

test('covers what its scope names, and nothing where it names nothing', () => {
  const need = { id: 'n1', sector: 'automotive' }
  expect(coversNeed(given, need)).toBe(true)
  expect(coversNeed({ scope: 'needs', needIds: ['n1'], sectors: [] }, need)).toBe(true)
  expect(coversNeed({ scope: 'needs', needIds: ['n2'], sectors: ['automotive'] }, need)).toBe(false)
  expect(coversNeed({ scope: 'sectors', needIds: [], sectors: ['automotive'] }, need)).toBe(true)
  expect(coversNeed({ scope: 'sectors', needIds: [], sectors: [''] }, { ...need, sector: '' })).toBe(false)
  expect(scopeFault({ scope: 'needs', needIds: [], sectors: [] })).toEqual({ field: '/needIds', code: 'required' })
  expect(scopeFault({ scope: 'sectors', needIds: ['n1'], sectors: [] })).toEqual({ field: '/sectors', code: 'required' })
  expect(scopeFault(given)).toBeNull()
})

test('an agency asks once, and not again within a month of a refusal', () => {
  expect(askFault(undefined, NOW)).toBeNull()
  expect(askFault({ state: 'asked', endedAt: null }, NOW)?.code).toBe('mandate-asked-already')
  expect(askFault({ state: 'refused', endedAt: new Date('2026-11-20T00:00:00Z') }, NOW)?.code).toBe('mandate-refused-lately')
  expect(askFault({ state: 'refused', endedAt: new Date('2026-10-20T00:00:00Z') }, NOW)).toBeNull()
  expect(askFault({ state: 'withdrawn', endedAt: NOW }, NOW)).toBeNull()
})

test('both sides are told 30 and 7 days before the end, each once', () => {
  expect([40, 30, 20, 7, 3, 0, -1].map((days) => endingNotice(days, null))).toEqual([null, 30, 30, 7, 7, 7, null])
  expect([30, 20, 7].map((days) => endingNotice(days, 30))).toEqual([null, null, 7])
  expect(endingNotice(3, 7)).toBeNull()
})
