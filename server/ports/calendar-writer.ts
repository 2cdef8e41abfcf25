/** Writes calendar files (RFC 5545, 5546): what is asked of one person, what is called off, and a whole calendar to follow. */

export interface CalendarPerson {
  name: string
  email: string
}

export interface CalendarEvent {
  /** Stable over all that happens to the event, and random: it tells nothing of who made it. */
  uid: string
  /** Rises whenever what stands in calendars changes. */
  sequence: number
  status: 'confirmed' | 'tentative' | 'cancelled'
  startsAt: Date
  endsAt: Date
  /** When this was written. */
  stampedAt: Date
  title: string
  description: string
  location: string
  url: string
  organizer: CalendarPerson
  attendee: CalendarPerson | null
}

export type CalendarMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH'

export interface CalendarWriter {
  /** The file, with lines of at most 75 octets. `name` is what a followed calendar is called. */
  write(calendar: { method: CalendarMethod; name?: string; events: readonly CalendarEvent[] }): string
}
