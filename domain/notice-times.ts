/** When a notice goes out by mail or as a text: at once, or with the next digest, and never in somebody's quiet hours unless it cannot wait. */
import { addDays } from './day.ts'
import { instantOf, MINUTES_A_DAY, type Minutes, type WallTime, wallTimeOf } from './wall-clock.ts'

export const CADENCES = ['instant', 'daily', 'weekly', 'never'] as const
export type Cadence = (typeof CADENCES)[number]

/** On the wall clock of the member, every day; from 22:00 until 07:00 spans midnight. The same time twice is no quiet at all. */
export interface QuietHours {
  from: Minutes
  until: Minutes
}

/** A digest goes out at seven in the morning, the weekly one on a Monday. */
export const DIGEST_AT: Minutes = 7 * 60
const MONDAY = 1

export interface SendingRules {
  cadence: Cadence
  quiet: QuietHours | null
  /** IANA name; the hours above are hours there. */
  zone: string
  /** Held back by neither digest nor quiet hours. Who wants no mail at all gets none of these either. */
  urgent: boolean
}

/**
 * When this goes out, never before `now`; null when the member wants none. The very `now` means at once.
 *
 * A digest whose hour falls into quiet hours goes out at their end.
 * @example daily, New Delhi, raised at 08:00 there: tomorrow at 07:00 there, 01:30 UTC.
 */
export function whenToSend({ cadence, quiet, zone, urgent }: SendingRules, now: Date): Date | null {
  if (cadence === 'never') return null
  if (urgent) return now
  const due = cadence === 'instant' ? now : nextDigest(cadence, zone, now)
  return quiet ? afterQuiet(due, quiet, zone) : due
}

/** True while the clock on the member's wall stands within his quiet hours. */
export function isQuiet({ from, until }: QuietHours, zone: string, at: Date): boolean {
  const { minutes } = wallTimeOf(at, zone)
  return from <= until ? from <= minutes && minutes < until : minutes >= from || minutes < until
}

/** The instant itself, or the end of the quiet hours that it falls into. */
function afterQuiet(at: Date, quiet: QuietHours, zone: string): Date {
  let end = at
  // Once, unless a change of the clock at that very moment throws the end back into the quiet hours.
  for (let tries = 0; tries < 4 && isQuiet(quiet, zone, end); tries++) end = endOfQuiet(end, quiet, zone)
  return end
}

function endOfQuiet(at: Date, { until }: QuietHours, zone: string): Date {
  const { day, minutes } = wallTimeOf(at, zone)
  const end = instantOf(minutes < until ? day : addDays(day, 1), until, zone)
  if (end > at) return end
  // The clock was put back and shows the hour a second time: its end is as far off as the clock says.
  return new Date(at.getTime() + ((until - minutes + MINUTES_A_DAY) % MINUTES_A_DAY) * 60_000 - (at.getTime() % 60_000))
}

function nextDigest(cadence: 'daily' | 'weekly', zone: string, now: Date): Date {
  const today = wallTimeOf(now, zone)
  const first = cadence === 'daily' ? 0 : daysToMonday(today)
  const at = instantOf(addDays(today.day, first), DIGEST_AT, zone)
  return at >= now ? at : instantOf(addDays(today.day, first + (cadence === 'daily' ? 1 : 7)), DIGEST_AT, zone)
}

function daysToMonday({ weekday }: WallTime): number {
  return (MONDAY - weekday + 7) % 7
}
