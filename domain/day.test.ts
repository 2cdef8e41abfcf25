/** Calendar days: which text is one, and where a day begins and ends around the world. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, dayOf, daysBetween, endOfDay, isDay } from './day.ts'

const days = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((at) => dayOf(at))
/** Half hours, quarter hours, both ends of the world, and zones that change their clocks, one of them at midnight. */
const ZONES = [
  'UTC',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  'Europe/Lisbon',
  'Africa/Cairo',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Australia/Lord_Howe',
]

describe('a day', () => {
  test.each(['2026-02-28', '2028-02-29', '1900-01-01', '2199-12-31'])('%s is one', (text) => {
    expect(isDay(text)).toBe(true)
  })

  test.each([
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '26-01-01',
    '1899-12-31',
    '2200-01-01',
    '2026-01-01T00:00',
    '',
  ])('"%s" is none', (text) => {
    expect(isDay(text)).toBe(false)
  })
})

describe('adding', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-15', 3, '2027-02-15'],
    ['2026-05-31', 12, '2027-05-31'],
    ['2026-05-31', 0, '2026-05-31'],
  ])('to %s %i months makes %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected)
  })

  test('months never leaves the month it names', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -600, max: 600 }), (day, months) => {
        const there = addMonths(day, months)
        const monthOf = (one: string) => Number(one.slice(0, 4)) * 12 + Number(one.slice(5, 7))
        return isDay(there) && monthOf(there) === monthOf(day) + months && there.slice(8) <= day.slice(8)
      }),
    )
  })

  test('days is undone by subtracting them, and counted by daysBetween', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -20_000, max: 20_000 }), (day, count) => {
        const there = addDays(day, count)
        return addDays(there, -count) === day && daysBetween(day, there) === count && daysBetween(there, day) + count === 0
      }),
    )
  })
})

describe('a deadline', () => {
  test('of 5 December in Kolkata ends at 18:29:59.999 UTC', () => {
    expect(endOfDay('2026-12-05', 'Asia/Kolkata').toISOString()).toBe('2026-12-05T18:29:59.999Z')
  })

  test('of the day on which summer time ends is an hour later in UTC', () => {
    expect(endOfDay('2026-10-24', 'Europe/Lisbon').toISOString()).toBe('2026-10-24T22:59:59.999Z')
    expect(endOfDay('2026-10-25', 'Europe/Lisbon').toISOString()).toBe('2026-10-25T23:59:59.999Z')
  })

  test('where the clock jumps over midnight is the instant of the jump', () => {
    expect(endOfDay('2026-04-23', 'Africa/Cairo').toISOString()).toBe('2026-04-23T21:59:59.999Z')
  })

  test('is the last instant of its day everywhere', () => {
    const recent = fc.integer({ min: 0, max: 365 * 15 }).map((count) => addDays('2022-01-01', count))
    fc.assert(
      fc.property(recent, fc.constantFrom(...ZONES), (day, zone) => {
        const end = endOfDay(day, zone)
        return dayOf(end, zone) === day && dayOf(new Date(end.getTime() + 1), zone) === addDays(day, 1)
      }),
      { numRuns: 500 },
    )
  })
})
