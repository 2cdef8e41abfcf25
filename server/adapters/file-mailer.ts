/** Without an SMTP server, mail is written to `mail/*.eml` in the data folder and told in the log. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { calendarPart, type Mailer } from '../ports/mailer.ts'

export function createFileMailer(folder: string, from: string, tell: (line: string) => void): Mailer {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true })
  return {
    async send(mail) {
      const { message } = await transport.sendMail({ ...mail, ...calendarPart(mail), from, messageId: `<${mail.messageId}>` })
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = join(folder, `${mail.messageId.replace(/[^\w.-]/g, '_')}.eml`)
      await writeFile(file, message as Buffer, { mode: 0o600 })
      tell(`mail "${mail.subject}" to ${mail.to.replace(/^(.).*@/, '$1…@')} is in ${file}`)
    },
  }
}
