/** Mail out: to an SMTP server, or into files of the data folder where none is set. */

export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  /** Stable per message, so that a repeated job is recognised. */
  messageId: string
  /** Where an answer goes; without it, to nobody. */
  replyTo?: string
  /** Headers beside the usual ones, by name. */
  headers?: Record<string, string>
  /** A calendar file that comes along: as `text/calendar` beside the text, and as an attachment. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; text: string }
}

export interface Mailer {
  send(mail: Mail): Promise<void>
}

/** The calendar file as nodemailer takes it. */
export function calendarPart({ calendar }: Pick<Mail, 'calendar'>) {
  return calendar ? { icalEvent: { method: calendar.method, filename: 'meeting.ics', content: calendar.text } } : {}
}
