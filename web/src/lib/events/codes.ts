/** The codes that forms about events offer, and how firms and times are told. */
import type { EventCard, EventMeeting, Participant } from '#lib/api/answers.ts'
import type { Speaker } from '#words/speaker.ts'

export const EVENT_KINDS = ['b2b', 'reverse-fair', 'opportunity-workshop', 'supplier-day'] as const satisfies readonly EventCard['kind'][]
/** Sessions that a form has room for. */
export const SESSIONS = [0, 1, 2, 3] as const

/** A firm by its name, or by the letters of its alias. */
export function firmName(words: Speaker, firm: Pick<Participant, 'name' | 'alias'>): string {
  return firm.name ?? words.say('events.alias', { alias: firm.alias ?? '' })
}

/** The clock time of an instant, `14:20`. */
export function clockOf(words: Speaker, at: string, timeZone: string): string {
  return new Intl.DateTimeFormat(words.locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(new Date(at))
}

/** Whom a firm meets: the side that is not its own. */
export function otherSide(meeting: EventMeeting, participantId: string | undefined): EventMeeting['sme'] {
  return meeting.leadFirm.participantId === participantId ? meeting.sme : meeting.leadFirm
}
