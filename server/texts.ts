/** Turns a text job into words in the recipient's language: what kind of thing has happened and a link, and nothing of whom or what. */
import type { JobData } from '../db/jobs.ts'
import { isLocale, type Locale } from '../words/locales.ts'
import { say, sayCode } from '../words/say.ts'
import type { TextMessage } from './ports/text-channel.ts'

/** The job holds no names, so none can get into a channel that others read over somebody's shoulder. */
export function writeText(job: JobData['text']): TextMessage {
  const locale: Locale = isLocale(job.locale) ? job.locale : 'en'
  return { id: job.id, to: job.to, text: wordsOf(locale, job.says) }
}

function wordsOf(locale: Locale, says: JobData['text']['says']): string {
  if ('code' in says) return say(locale, 'text.code', says)
  if ('n' in says) return say(locale, 'text.notices', says)
  return say(locale, 'text.notice', { what: sayCode(locale, 'notice-text', says.topic), link: says.link })
}
