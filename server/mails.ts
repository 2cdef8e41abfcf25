/** Turns a mail job into words in the recipient's language; plain links, nothing confidential. */
import { createHash } from 'node:crypto'
import type { JobData } from '../db/jobs.ts'
import type { Mail } from './ports/mailer.ts'

export function writeMail(job: JobData['mail']): Mail {
  const { subject, lines } = { subject: job.template, lines: Object.values(job.params) }
  const text = `${lines.join('\n\n')}\n`
  const html = lines.map((line) => `<p>${escaped(line)}</p>`).join('')
  const messageId = `${createHash('sha256').update(JSON.stringify(job)).digest('hex').slice(0, 32)}@highroad`
  return { to: job.to, subject, text, html, messageId }
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
