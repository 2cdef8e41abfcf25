/** Turns a mail job into words in the recipient's language; plain links, nothing confidential. */
import { createHash } from 'node:crypto'
import type { JobData } from '../db/jobs.ts'
import { isLocale, type Locale } from '../words/locales.ts'
import { isWordKey, say } from '../words/say.ts'
import type { Mail } from './ports/mailer.ts'

/** The same job makes the same Message-ID, so that a repeated one can be recognised. */
export function writeMail(job: JobData['mail']): Mail {
  const locale: Locale = isLocale(job.locale) ? job.locale : 'en'
  const line = (part: string): string => {
    const key = `mail.${job.template}.${part}`
    return isWordKey(key) ? say(locale, key, job.params) : ''
  }
  const act = job.params.link ?? job.params.code ?? ''
  const answer = job.params.answer ? [say(locale, 'mail.answer'), job.params.answer] : []
  const noMore = job.params.mute ? [say(locale, 'mail.no-more'), job.params.mute] : []
  const lines = [say(locale, 'mail.hello'), line('body'), act, line('after'), ...answer, ...noMore, 'Highroad'].filter(Boolean)
  const links = new Set([job.params.link, job.params.answer, job.params.mute])
  const html = lines.map((one) => `<p>${links.has(one) ? `<a href="${escaped(one)}">${escaped(one)}</a>` : escaped(one)}</p>`).join('\n')
  const messageId = `${createHash('sha256').update(JSON.stringify(job)).digest('hex').slice(0, 32)}@highroad`
  return {
    to: job.to,
    subject: line('subject').replace(/\s+/g, ' '),
    text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html><html lang="${locale}"><body>${html}</body></html>`,
    messageId,
    ...(job.unsubscribe && { headers: noMoreOf(job.unsubscribe) }),
  }
}

/** What mail programs show as "unsubscribe", and may post to by themselves (RFC 2369, RFC 8058). */
function noMoreOf(address: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
