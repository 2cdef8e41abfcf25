/** A meeting at an event as it stands in the calendar of the person who registered his firm. */
import { formatInstant } from '../../../words/figures.ts'
import type { Locale } from '../../../words/locales.ts'
import { say } from '../../../words/say.ts'
import type { CalendarEvent } from '../../ports/calendar-writer.ts'
import type { Person } from '../meetings/service.ts'
import { toldPlace } from './service-views.ts'
import type { LoadedEventMeeting } from './store-meetings.ts'

export interface EventRecipient extends Person {
  side: 'lead-firm' | 'sme'
}

/** Null where no place is known to count from. */
export function eventCalendar(
  loaded: LoadedEventMeeting,
  to: EventRecipient,
  {
    publicOrigin,
    now,
    organizer,
    isCalledOff = false,
  }: { publicOrigin: string; now: Date; organizer: CalendarEvent['organizer']; isCalledOff?: boolean },
): CalendarEvent | null {
  const place = toldPlace(loaded)
  // What is called off has no place any more: it is cancelled under its name, at the day's beginning.
  const span = place?.span ?? (isCalledOff ? { startsAt: loaded.event.startsAt, endsAt: loaded.event.endsAt } : null)
  if (!span) return null
  const locale = to.locale ?? 'en'
  const { row, event } = loaded
  const url = `${publicOrigin}/events/${event.id}/timetable`
  const table = place ? say(locale, 'calendar.table', { n: place.table + 1 }) : ''
  return {
    uid: row.uid,
    sequence: row.sequence,
    status: isCalledOff ? 'cancelled' : 'confirmed',
    ...span,
    stampedAt: now,
    title: say(locale, 'calendar.title.event', { event: event.title, who: otherName(loaded, to.side, locale) }),
    description: [table, say(locale, 'calendar.page', { url })].filter(Boolean).join('\n'),
    location: [event.place, table].filter(Boolean).join(', '),
    url,
    organizer,
    attendee: { name: to.name, email: to.email },
  }
}

export function otherName({ leadSide, leadFirmName, smeName }: LoadedEventMeeting, side: 'lead-firm' | 'sme', locale: Locale): string {
  if (side === 'lead-firm') return smeName
  return leadSide.alias === null ? leadFirmName : say(locale, 'events.alias', { alias: leadSide.alias })
}

export function eventWhen(loaded: LoadedEventMeeting, locale: Locale): string {
  const at = toldPlace(loaded)?.span.startsAt ?? loaded.event.startsAt
  return `${formatInstant(locale, at, loaded.event.timeZone)} (${loaded.event.timeZone.replaceAll('_', ' ')})`
}
