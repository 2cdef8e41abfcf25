/** What the clock on a wall shows in a time zone, and the instant at which it shows a given time: also on the days it is put forward or back. */
import type { Day } from './day.ts'

/** Minutes since midnight, 0 to 1439. */
export type Minutes = number

export interface WallTime {
  day: Day
  minutes: Minutes
  /** 1 is Monday, 7 is Sunday. */
  weekday: number
}

export const MINUTES_A_DAY = 1_440
const A_MINUTE = 60_000
const A_DAY = MINUTES_A_DAY * A_MINUTE

export function wallTimeOf(at: Date, timeZone: string): WallTime {
  const shown = new Date(at.getTime() + offsetAt(at.getTime(), timeZone))
  return {
    day: shown.toISOString().slice(0, 10),
    minutes: shown.getUTCHours() * 60 + shown.getUTCMinutes(),
    weekday: shown.getUTCDay() || 7,
  }
}

/**
 * The first instant at which the clock shows this time on this day.
 *
 * On the day it is put back, a time that it shows twice is the first of the two; on the day it is put forward, a time that it
 * never shows is the moment of the change.
 * @example 02:30 on 2027-03-28 in Europe/Berlin does not exist: 01:00 UTC, when the clock jumps from 02:00 to 03:00.
 */
export function instantOf(day: Day, minutes: Minutes, timeZone: string): Date {
  const shown = Date.parse(`${day}T00:00:00Z`) + minutes * A_MINUTE
  const offsets = [offsetAt(shown - A_DAY, timeZone), offsetAt(shown + A_DAY, timeZone)] as const
  const hits = offsets.map((offset) => shown - offset).filter((at) => at + offsetAt(at, timeZone) === shown)
  return new Date(hits.length > 0 ? Math.min(...hits) : changeBetween(shown - offsets[1], shown - offsets[0], timeZone))
}

/** Nights are short: a minute more or less does not matter, but the search ends at the very minute. */
function changeBetween(before: number, after: number, timeZone: string): number {
  const old = offsetAt(before, timeZone)
  let [low, high] = [before, after]
  while (high - low > A_MINUTE) {
    const middle = low + Math.floor((high - low) / (2 * A_MINUTE)) * A_MINUTE
    if (offsetAt(middle, timeZone) === old) low = middle
    else high = middle
  }
  return high
}

/** True for a zone of the IANA list that this machine knows. */
export function isTimeZone(text: string): boolean {
  try {
    return clockOf(text).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Milliseconds that the zone's clock is ahead of UTC. */
function offsetAt(at: number, timeZone: string): number {
  const read: Record<string, number> = {}
  for (const { type, value } of clockOf(timeZone).formatToParts(at)) read[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs a thousand times what using it does. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const numeric = 'numeric'
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  })
  clocks.set(timeZone, made)
  return made
}
