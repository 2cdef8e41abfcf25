/** Whose turn it is, by which day, and what silence leads to. */
import { describe, expect, test } from 'vitest'
import { addWorkingDays } from './day.ts'
import { DEFAULT_TERMS, dueDay, isOverdue, mergeTerms, silenceOf, TIMED_STAGES, turnOf, type Waiting } from './linkage-terms.ts'
import { LINKAGE_STAGES } from './linkages.ts'

test.each([
  ['2026-12-04', 0, '2026-12-04'],
  ['2026-12-04', 1, '2026-12-07'],
  ['2026-12-04', 5, '2026-12-11'],
  ['2026-12-05', 1, '2026-12-07'],
  ['2026-12-06', 5, '2026-12-11'],
  ['2026-12-02', 10, '2026-12-16'],
  ['2026-12-30', 5, '2027-01-06'],
])('%s and %i working days are %s', (day, days, then) => {
  expect(addWorkingDays(day, days)).toBe(then)
})

test('an SME answers in 5 working days, a lead firm in 10, an agency in 5', () => {
  const { days } = DEFAULT_TERMS
  expect([days['offered-to-sme'], days['sme-interested'], days['broker-shortlisted'], days.rfq]).toEqual([5, 10, 5, 5])
})

test('every stage that waits has somebody whose turn it is', () => {
  const waits = LINKAGE_STAGES.filter((stage) => turnOf(stage, { isBrokered: true, heldBy: null }) !== null)
  expect(waits).toEqual(['proposed', ...TIMED_STAGES])
  expect(turnOf('lead-firm-accepted', { isBrokered: false, heldBy: null })).toBe('lead-firm')
  expect(turnOf('on-hold', { isBrokered: false, heldBy: 'sme' })).toBe('sme')
})

test('the day is reckoned in the zone of whoever is asked, and one that was set stands', () => {
  // 20:00 UTC on Friday is Saturday in Kolkata.
  const now = new Date('2026-12-04T20:00:00Z')
  const asked = { terms: DEFAULT_TERMS, setOn: null, turn: 'sme' as const, now }
  expect(dueDay('offered-to-sme', { ...asked, timeZone: 'Asia/Kolkata' })).toEqual({
    on: '2026-12-11',
    at: new Date('2026-12-11T18:29:59.999Z'),
  })
  expect(dueDay('offered-to-sme', { ...asked, timeZone: 'America/Mexico_City' })?.on).toBe('2026-12-11')
  expect(dueDay('offered-to-sme', { ...asked, setOn: '2027-02-01', timeZone: 'UTC' })?.on).toBe('2027-02-01')
  expect(dueDay('contracted', { ...asked, turn: null, timeZone: 'UTC' })).toBeNull()
})

test('what an agency set stands before the platform’s, stage by stage', () => {
  const terms = mergeTerms({ days: { rfq: 7 }, graceDays: null }, { days: { rfq: 9, nda: 3 }, graceDays: 2 })
  expect([terms.days.rfq, terms.days.nda, terms.days.quoted, terms.graceDays]).toEqual([7, 3, 10, 2])
})

describe('silence', () => {
  const waiting: Waiting = {
    stage: 'offered-to-sme',
    turn: 'sme',
    dueOn: '2026-12-11',
    timeZone: 'Asia/Kolkata',
    remindedAt: null,
    warnedAt: null,
  }
  const told = new Date('2026-12-11T03:17:00Z')
  test.each<[string, Partial<Waiting>, string, string]>([
    ['nothing before the day', {}, '2026-12-10T12:00:00Z', 'none'],
    ['a reminder on the day, in the owner’s zone', {}, '2026-12-10T19:00:00Z', 'remind'],
    ['one reminder only', { remindedAt: told }, '2026-12-11T12:00:00Z', 'none'],
    ['a word to the officer once it has passed', { remindedAt: told }, '2026-12-12T03:17:00Z', 'warn'],
    ['then nothing while the days of grace run', { remindedAt: told, warnedAt: told }, '2026-12-18T03:17:00Z', 'none'],
    ['then the end', { remindedAt: told, warnedAt: told }, '2026-12-19T03:17:00Z', 'lapse'],
    ['a late reminder comes before the end', {}, '2027-06-01T03:17:00Z', 'remind'],
    ['a silent agency ends nothing', { turn: 'agency', remindedAt: told, warnedAt: told }, '2027-06-01T03:17:00Z', 'none'],
    ['nobody’s turn, nobody’s silence', { turn: null }, '2027-06-01T03:17:00Z', 'none'],
  ])('%s', (...[, changes, now, what]) => {
    expect(silenceOf({ ...waiting, ...changes }, new Date(now), 5)).toBe(what)
  })
  test('is late from the day after', () => {
    expect(isOverdue(new Date('2026-12-11T18:29:59.999Z'), new Date('2026-12-11T18:29:59Z'))).toBe(false)
    expect(isOverdue(new Date('2026-12-11T18:29:59.999Z'), new Date('2026-12-11T18:30:00Z'))).toBe(true)
  })
})
