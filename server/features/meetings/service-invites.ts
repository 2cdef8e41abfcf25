/** A meeting as it stands in one person's calendar: in his language, and naming nobody whom an alias hides from him. */
import type { MeetingParty } from '../../../domain/meetings.ts'
import { formatInstant } from '../../../words/figures.ts'
import type { Locale } from '../../../words/locales.ts'
import { say } from '../../../words/say.ts'
import type { CalendarEvent } from '../../ports/calendar-writer.ts'
import { isHidden } from './service-views.ts'
import type { LoadedMeeting } from './store.ts'

export const PLATFORM = 'Highroad'

export interface Recipient {
  name: string
  email: string
  locale: Locale
  party: MeetingParty
}

/** The address that mail comes from: calendars get no other, for an address of a firm would tell its domain. */
export function platformAddress(publicOrigin: string): string {
  return `no-reply@${new URL(publicOrigin).hostname}`
}

export function calendarEvent(
  loaded: LoadedMeeting,
  to: Recipient,
  { publicOrigin, now, isCalledOff = false }: { publicOrigin: string; now: Date; isCalledOff?: boolean },
): CalendarEvent {
  const { row, need } = loaded
  const url = `${publicOrigin}/linkages/${row.linkageId}/meetings`
  return {
    uid: row.uid,
    sequence: row.sequence,
    status: isCalledOff ? 'cancelled' : (STATUS[row.state] ?? 'confirmed'),
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    stampedAt: now,
    title: say(to.locale, `calendar.title.${row.kind}`, { need: need.title }),
    description: [
      say(to.locale, 'calendar.with', { who: otherNames(loaded, to) }),
      row.agenda,
      row.link,
      say(to.locale, 'calendar.page', { url }),
    ]
      .filter(Boolean)
      .join('\n'),
    location: row.place || row.link,
    url,
    organizer: { name: organizerName(loaded, to.party), email: platformAddress(publicOrigin) },
    attendee: { name: to.name, email: to.email },
  }
}

const STATUS: Record<string, CalendarEvent['status']> = {
  requested: 'tentative',
  declined: 'cancelled',
  expired: 'cancelled',
  cancelled: 'cancelled',
}

function organizerName(loaded: LoadedMeeting, party: MeetingParty): string {
  const names = { 'lead-firm': loaded.leadFirm.name, sme: loaded.sme.name, agency: loaded.agencyName ?? PLATFORM }
  const asker = loaded.row.askedBy
  return asker === 'lead-firm' && isHidden(loaded, party) ? PLATFORM : names[asker]
}

/** The other firms, as this side may name them. */
export function otherNames(loaded: LoadedMeeting, { party, locale }: Pick<Recipient, 'party' | 'locale'>): string {
  const leadFirm = isHidden(loaded, party) ? say(locale, 'linkages.alias') : loaded.leadFirm.name
  const names = { 'lead-firm': leadFirm, sme: loaded.sme.name, agency: loaded.agencyName }
  return (['lead-firm', 'sme', 'agency'] as const).flatMap((one) => (one === party ? [] : (names[one] ?? []))).join(', ')
}

/** When it is, on the clocks of the meeting; a hidden lead firm's zone would tell where it sits. */
export function whenOf(loaded: LoadedMeeting, { party, locale }: Pick<Recipient, 'party' | 'locale'>): string {
  const timeZone = isHidden(loaded, party) ? loaded.sme.timeZone : loaded.row.timeZone
  return `${formatInstant(locale, loaded.row.startsAt, timeZone)} (${timeZone.replaceAll('_', ' ')})`
}
