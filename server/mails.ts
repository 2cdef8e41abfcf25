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
  const lines = [say(locale, 'mail.hello'), line('body'), act, line('after'), 'Highroad'].filter(Boolean)
  const html = lines
    .map((one) => `<p>${one === job.params.link ? `<a href="${escaped(one)}">${escaped(one)}</a>` : escaped(one)}</p>`)
    .join('\n')
  const messageId = `${createHash('sha256').update(JSON.stringify(job)).digest('hex').slice(0, 32)}@highroad`
  return {
    to: job.to,
    subject: line('subject').replace(/\s+/g, ' '),
    text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html><html lang="${locale}"><body>${html}</body></html>`,
    messageId,
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
