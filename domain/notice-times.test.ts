/** When a notice goes out: never lost, never in quiet hours unless it cannot wait, never twice. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CADENCES, isQuiet, type SendingRules, whenToSend } from './notice-times.ts'
import { wallTimeOf } from './wall-clock.ts'

const NIGHT = { from: 22 * 60, until: 6 * 60 }
const rules = (changes: Partial<SendingRules> = {}): SendingRules => ({
  cadence: 'instant',
  quiet: null,
  zone: 'Asia/Kolkata',
  urgent: false,
  ...changes,
})
const sent = (changes: Partial<SendingRules>, now: string) => whenToSend(rules(changes), new Date(now))?.toISOString() ?? null

describe('a notice goes out', () => {
  it.each<[string, Partial<SendingRules>, string, string | null]>([
    ['at once', {}, '2026-12-01T10:00:00Z', '2026-12-01T10:00:00.000Z'],
    ['never, to who wants no mail', { cadence: 'never' }, '2026-12-01T10:00:00Z', null],
    ['never, to who wants no mail, urgent or not', { cadence: 'never', urgent: true }, '2026-12-01T10:00:00Z', null],
    ['at seven the next morning', { cadence: 'daily' }, '2026-12-01T02:00:00Z', '2026-12-02T01:30:00.000Z'],
    ['at seven the same morning', { cadence: 'daily' }, '2026-12-01T01:29:59Z', '2026-12-01T01:30:00.000Z'],
    ['at seven sharp', { cadence: 'daily' }, '2026-12-01T01:30:00Z', '2026-12-01T01:30:00.000Z'],
    // The first of December 2026 is a Tuesday.
    ['on the next Monday', { cadence: 'weekly' }, '2026-12-01T02:00:00Z', '2026-12-07T01:30:00.000Z'],
    ['on this Monday, when it is early enough', { cadence: 'weekly' }, '2026-12-07T01:00:00Z', '2026-12-07T01:30:00.000Z'],
    ['a week later, when it is not', { cadence: 'weekly' }, '2026-12-07T02:00:00Z', '2026-12-14T01:30:00.000Z'],
    ['after the night', { quiet: NIGHT }, '2026-12-01T20:00:00Z', '2026-12-02T00:30:00.000Z'],
    ['in the night, when it cannot wait', { quiet: NIGHT, urgent: true }, '2026-12-01T20:00:00Z', '2026-12-01T20:00:00.000Z'],
    ['at once before it cannot wait any longer', { cadence: 'weekly', urgent: true }, '2026-12-01T10:00:00Z', '2026-12-01T10:00:00.000Z'],
    ['at the end of hours that cover seven', { cadence: 'daily', quiet: { from: 360, until: 540 } }, '2026-12-01T02:00:00Z', '2026-12-02T03:30:00.000Z'], // biome-ignore format: one row
    // Berlin puts its clock back at 01:00 UTC: half past two comes twice, and the second time is the night still.
    ['after the second half past two', { zone: 'Europe/Berlin', quiet: { from: 0, until: 160 } }, '2027-10-31T01:10:00Z', '2027-10-31T01:40:00.000Z'], // biome-ignore format: one row
    // Berlin puts its clock forward at 01:00 UTC: half past two never comes, three o'clock does.
    ['when the clock jumps over the end', { zone: 'Europe/Berlin', quiet: { from: 0, until: 150 } }, '2027-03-28T00:10:00Z', '2027-03-28T01:00:00.000Z'], // biome-ignore format: one row
  ])('%s', (_how, changes, now, expected) => {
    expect(sent(changes, now)).toBe(expected)
  })
})

const ZONES = ['UTC', 'Asia/Kolkata', 'Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe', 'America/St_Johns'] as const
/** Around the days on which clocks change more often than by chance. */
const CHANGES = [
  '2027-03-28T00:00Z',
  '2027-10-31T00:00Z',
  '2027-04-03T15:00Z',
  '2027-10-02T15:30Z',
  '2027-04-04T03:00Z',
  '2027-03-14T06:30Z',
]
const instants = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 11, 1), max: Date.UTC(2028, 11, 1) }),
  fc.tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -26 * 3_600_000, max: 26 * 3_600_000 })).map(([at, off]) => Date.parse(at) + off),
)
const minutes = fc.integer({ min: 0, max: 1_439 })
const quiet = fc.option(fc.record({ from: minutes, until: minutes }).filter((one) => one.from !== one.until))
const anyRules = fc.record({ cadence: fc.constantFrom(...CADENCES), quiet, zone: fc.constantFrom(...ZONES), urgent: fc.boolean() })

describe('whatever a member has chosen, a notice', () => {
  it('is never lost: it has an hour at once, or within nine days', () => {
    fc.assert(
      fc.property(anyRules, instants, (given, now) => {
        const at = whenToSend(given, new Date(now))
        expect(at === null).toBe(given.cadence === 'never')
        const wait = (at?.getTime() ?? now) - now
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThan(9 * 86_400_000)
      }),
      { numRuns: 2_000 },
    )
  })

  it('never goes out in quiet hours, unless it cannot wait', () => {
    fc.assert(
      fc.property(anyRules, instants, (given, now) => {
        const at = whenToSend(given, new Date(now))
        if (!at || given.urgent || !given.quiet) return
        expect(isQuiet(given.quiet, given.zone, at)).toBe(false)
      }),
      { numRuns: 2_000 },
    )
  })

  it('goes out as a digest at seven by the member’s clock, and on a Monday where it is the week’s', () => {
    fc.assert(
      fc.property(anyRules, instants, (given, now) => {
        const at = whenToSend({ ...given, quiet: null, urgent: false }, new Date(now))
        if (!at || given.cadence === 'instant') return
        expect(wallTimeOf(at, given.zone)).toMatchObject({ minutes: 420, ...(given.cadence === 'weekly' && { weekday: 1 }) })
      }),
      { numRuns: 1_000 },
    )
  })

  it('asked again at its hour goes out then: what was due is due, and nothing is put off for ever', () => {
    fc.assert(
      fc.property(anyRules, instants, (given, now) => {
        const at = whenToSend(given, new Date(now))
        if (at) expect(whenToSend({ ...given, cadence: given.cadence === 'never' ? 'never' : 'instant' }, at)).toEqual(at)
      }),
      { numRuns: 1_000 },
    )
  })
})
