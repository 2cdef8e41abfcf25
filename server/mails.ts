/** Turns a mail job into words in the recipient's language; plain links, nothing confidential. */
import { createHash } from 'node:crypto'
import type { JobData, MailedNotice } from '../db/jobs.ts'
import { isLocale, type Locale } from '../words/locales.ts'
import { isWordKey, say, sayNotice } from '../words/say.ts'
import type { Mail } from './ports/mailer.ts'

/** The same job makes the same Message-ID, so that a repeated one can be recognised. */
export function writeMail(job: JobData['mail']): Mail {
  const locale: Locale = isLocale(job.locale) ? job.locale : 'en'
  const { subject, lines, links } = job.notices ? ofNotices(locale, job, job.notices) : ofTemplate(locale, job)
  const reply = job.replyTo ? [say(locale, 'mail.reply')] : []
  const noMore = job.params.mute ? [say(locale, 'mail.no-more'), job.params.mute] : []
  const all = [say(locale, 'mail.hello'), ...lines, ...reply, ...noMore, 'Highroad'].filter(Boolean)
  const linked = new Set([...links, job.params.mute])
  const html = all.map((one) => `<p>${linked.has(one) ? `<a href="${escaped(one)}">${escaped(one)}</a>` : escaped(one)}</p>`).join('\n')
  const messageId = `${createHash('sha256').update(JSON.stringify(job)).digest('hex').slice(0, 32)}@highroad`
  return {
    to: job.to,
    subject: subject.replace(/\s+/g, ' '),
    text: `${all.join('\n\n')}\n`,
    html: `<!doctype html><html lang="${locale}"><body>${html}</body></html>`,
    messageId,
    ...(job.replyTo && { replyTo: job.replyTo }),
    ...(job.calendar && { calendar: job.calendar }),
    ...(job.unsubscribe && { headers: noMoreOf(job.unsubscribe) }),
  }
}

interface Written {
  subject: string
  lines: string[]
  /** Those of the lines that are addresses. */
  links: string[]
}

function ofTemplate(locale: Locale, { template, params }: JobData['mail']): Written {
  const line = (part: string): string => {
    const key = `mail.${template}.${part}`
    return isWordKey(key) ? say(locale, key, params) : ''
  }
  const act = params.link ?? params.code ?? ''
  const answer = params.answer ? [params.answer] : []
  const asks = answer.map(() => say(locale, 'mail.answer'))
  const lines = [line('body'), act, line('after'), ...asks, ...answer]
  return { subject: line('subject'), lines, links: [...(params.link ? [params.link] : []), ...answer] }
}

/** One notice is its own subject; of several the subject says how many. */
function ofNotices(locale: Locale, { params }: JobData['mail'], notices: readonly MailedNotice[]): Written {
  const told = notices.map((one) => ({ line: lineOf(locale, one), link: one.link }))
  const answers = notices.flatMap(({ answer }) => (answer ? [say(locale, 'mail.answer'), answer] : []))
  const { more = '0', all = '', settings = '' } = params
  const rest = more === '0' ? [] : [say(locale, 'mail.notices.more', { more }), all]
  const [first] = told
  return {
    subject: first && told.length === 1 ? first.line : say(locale, 'mail.notices.subject', { n: params.n ?? '' }),
    lines: [...told.flatMap((one) => [one.line, one.link]), ...answers, ...rest, say(locale, 'mail.notices.settings'), settings],
    links: [...told.map((one) => one.link), ...notices.flatMap(({ answer }) => answer ?? []), all, settings],
  }
}

function lineOf(locale: Locale, { says, params }: MailedNotice): string {
  if ('topic' in says) return sayNotice(locale, says.topic, params)
  const key = `mail.${says.template}.subject`
  return isWordKey(key) ? say(locale, key, params) : ''
}

/** What mail programs show as "unsubscribe", and may post to by themselves (RFC 2369, RFC 8058). */
function noMoreOf(address: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
