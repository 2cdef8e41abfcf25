/** Working days, Monday to Friday: in them the terms for answers and feedback are counted. Public holidays are not known here. */
import { addDays, type Day, dayOf, endOfDay } from './day.ts'

/** Adds working days: one after a Friday, or after a Saturday, is the Monday. */
export function addWorkingDays(day: Day, days: number): Day {
  let at = day
  for (let left = days; left > 0; ) {
    at = addDays(at, 1)
    if (isWorkingDay(at)) left -= 1
  }
  return at
}

/** The instant at which a term of working days is over: the end of its last day in that time zone. */
export function dueAfter(from: Date, days: number, timeZone = 'UTC'): Date {
  return endOfDay(addWorkingDays(dayOf(from, timeZone), days), timeZone)
}

function isWorkingDay(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}
