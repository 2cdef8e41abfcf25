/** Calendar files by the package `ics`, which folds lines by characters: they are folded again by octets, as the standard has it. */
import { createEvents, type EventAttributes } from 'ics'
import type { CalendarEvent, CalendarPerson, CalendarWriter } from '../ports/calendar-writer.ts'

const PRODUCT = '-//Highroad//Meetings//EN'
const MOST_OCTETS = 75
const EMPTY = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'CALSCALE:GREGORIAN', `PRODID:${PRODUCT}`, 'METHOD:PUBLISH']

export function createCalendarWriter(): CalendarWriter {
  return {
    write({ method, name, events }) {
      // The package refuses a calendar without events, which a followed one may well be.
      if (events.length === 0) return folded([...EMPTY, ...(name ? [`X-WR-CALNAME:${escaped(name)}`] : []), 'END:VCALENDAR'].join('\r\n'))
      const header = { productId: PRODUCT, method, ...(name && { calName: escaped(name) }) }
      const { error, value } = createEvents(events.map(attributesOf), header)
      if (error || value === null) throw error ?? new Error('The calendar was not written.')
      return folded(value)
    },
  }
}

const STATUS = { confirmed: 'CONFIRMED', tentative: 'TENTATIVE', cancelled: 'CANCELLED' } as const

function attributesOf(event: CalendarEvent): EventAttributes {
  const { uid, sequence, status, startsAt, endsAt, stampedAt, title, description, location, url, organizer, attendee } = event
  const attributes = {
    uid,
    sequence,
    status: STATUS[status],
    start: startsAt.getTime(),
    end: endsAt.getTime(),
    // Else the package reads its own watch.
    timestamp: stampedAt.getTime(),
    title: clean(title),
    description: clean(description),
    location: clean(location),
    url,
    organizer: personOf(organizer),
    ...(attendee && {
      attendees: [{ ...personOf(attendee), rsvp: false, partstat: 'NEEDS-ACTION' as const, role: 'REQ-PARTICIPANT' as const }],
    }),
  }
  return attributes
}

/** A quoted parameter holds neither quotes nor control characters (RFC 5545, 3.1). */
function personOf({ name, email }: CalendarPerson): CalendarPerson {
  return { name: name.replace(/["\p{Cc}]/gu, ' ').trim(), email }
}

function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '')
}

/** The package escapes texts of events, not the name of the calendar. */
function escaped(text: string): string {
  return clean(text)
    .replace(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`)
}

function folded(text: string): string {
  const lines = text
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter(Boolean)
  return `${lines.map(fold).join('\r\n')}\r\n`
}

/** No sign is torn apart: a line ends before the sign that would not fit. */
function fold(line: string): string {
  let out = ''
  let octets = 0
  for (const sign of line) {
    const size = Buffer.byteLength(sign)
    if (octets + size > MOST_OCTETS) {
      out += '\r\n '
      octets = 1
    }
    out += sign
    octets += size
  }
  return out
}
