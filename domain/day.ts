/** The calendar day as ISO text (`2027-05-11`): what certificates, milestones and starts of supply are dated in. */

export type Day = string

/** True for a real calendar day between 1900 and 2199: `2026-02-30` is not one. */
export function isDay(text: string): boolean {
  const parts = /^(19\d\d|2[01]\d\d)-(\d\d)-(\d\d)$/.exec(text)
  if (!parts) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
}

/** The day on which an instant falls in a time zone, for example `Asia/Kolkata`; UTC by default. */
export function dayOf(at: Date, timeZone = 'UTC'): Day {
  return timeZone === 'UTC' ? at.toISOString().slice(0, 10) : calendarOf(timeZone).format(at)
}

const calendars = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs a thousand times what using it does. */
function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const known = calendars.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  calendars.set(timeZone, made)
  return made
}

/** Adds calendar months; the day is cut to the month's last one (31 Jan + 1 month = 28 Feb). */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  const cut = Math.min(date, lastOfMonth.getUTCDate())
  return new Date(Date.UTC(lastOfMonth.getUTCFullYear(), lastOfMonth.getUTCMonth(), cut)).toISOString().slice(0, 10)
}

/** Adds days. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/**
 * Adds working days, Monday to Friday: what is due "in 5 working days" of Friday 4 Dec is due on Friday 11 Dec.
 * Public holidays are not known; whoever needs longer says so with a day of its own.
 */
export function addWorkingDays(day: Day, days: number): Day {
  const weekday = (Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 3) % 7
  // Weekends count as the Friday before them.
  const start = Math.min(weekday, 4)
  const ahead = start + days
  return addDays(day, Math.floor(ahead / 5) * 7 + (ahead % 5) - weekday)
}

/** Whole days from the first day to the second; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** The last instant of a day in a time zone: an answer deadline "5 Dec" in Asia/Kolkata ends at 18:29:59.999 UTC. */
export function endOfDay(day: Day, timeZone = 'UTC'): Date {
  const next = Date.parse(`${addDays(day, 1)}T00:00:00Z`)
  // The zone's offset is read at that very instant, twice, so that a change of summer time is met.
  let at = next - offsetAt(next, timeZone)
  at = next - offsetAt(at, timeZone)
  return new Date(at - 1)
}

/**
 * The instant at which clocks of a time zone show this day and time, or null where they skip it: `02:30` on the night on which
 * summer time begins. Where clocks show it twice, the first time counts.
 * @example `2026-12-05` at `10:00` in Asia/Kolkata is 04:30 UTC.
 */
export function instantAt(day: Day, time: string, timeZone = 'UTC'): Date | null {
  const wall = Date.parse(`${day}T${time}:00Z`)
  if (!isDay(day) || Number.isNaN(wall)) return null
  const shown = [wall - offsetAt(wall - 86_400_000, timeZone), wall - offsetAt(wall + 86_400_000, timeZone)]
  const right = shown.filter((at) => at + offsetAt(at, timeZone) === wall)
  return right.length > 0 ? new Date(Math.min(...right)) : null
}

/** True for a name of the IANA list that this system knows. */
export function isTimeZone(name: string): boolean {
  try {
    calendarOf(name)
    return true
  } catch {
    return false
  }
}

/** What the clocks of a time zone show at an instant, as `10:00`. */
export function timeOf(at: Date, timeZone = 'UTC'): string {
  return new Date(at.getTime() + offsetAt(at.getTime(), timeZone)).toISOString().slice(11, 16)
}

function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  return (
    Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second')) - Math.floor(instant / 1000) * 1000
  )
}
