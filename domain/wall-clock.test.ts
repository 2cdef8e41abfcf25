/** The clock on the wall, also on the days on which it is put forward or back. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOf, isTimeZone, wallTimeOf } from './wall-clock.ts'

const ZONES = ['UTC', 'Asia/Kolkata', 'Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns', 'Africa/Casablanca'] // biome-ignore format: one row

describe('an instant of a wall clock', () => {
  it.each([
    ['2027-01-15', 7 * 60, 'Asia/Kolkata', '2027-01-15T01:30:00.000Z'],
    ['2027-07-15', 7 * 60, 'Europe/Berlin', '2027-07-15T05:00:00.000Z'],
    // Put forward from 02:00 to 03:00: the time is never shown.
    ['2027-03-28', 150, 'Europe/Berlin', '2027-03-28T01:00:00.000Z'],
    // Put back from 03:00 to 02:00: the time is shown twice.
    ['2027-10-31', 150, 'Europe/Berlin', '2027-10-31T00:30:00.000Z'],
    // Lord Howe puts its clock forward by half an hour.
    ['2027-10-03', 135, 'Australia/Lord_Howe', '2027-10-02T15:30:00.000Z'],
  ])('%s, minute %i in %s', (day, minutes, zone, expected) => {
    expect(instantOf(day, minutes, zone).toISOString()).toBe(expected)
  })

  it('is read back as the time it was asked for, or the first one shown after it', () => {
    const days = fc.integer({ min: 0, max: 800 }).map((n) => new Date(Date.UTC(2026, 10, 1) + n * 86_400_000).toISOString().slice(0, 10))
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 1_439 }), fc.constantFrom(...ZONES), (day, minutes, zone) => {
        const at = instantOf(day, minutes, zone)
        const shown = wallTimeOf(at, zone)
        const before = wallTimeOf(new Date(at.getTime() - 1), zone)
        expect(shown.day >= day && (shown.day > day || shown.minutes >= minutes)).toBe(true)
        // Just before, the clock did not show it yet, or showed it never: either it was earlier, or it was about to jump.
        expect(before.day < day || before.minutes < minutes || before.minutes > shown.minutes).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

it('knows the zones of the list and no others', () => {
  expect(['Asia/Kolkata', 'UTC', 'Europe/Berlin'].every(isTimeZone)).toBe(true)
  expect(['', 'Mars/Olympus', 'asia kolkata'].some(isTimeZone)).toBe(false)
})
