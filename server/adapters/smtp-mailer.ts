/** Sends mail through the SMTP server of SMTP_URL. */
import nodemailer from 'nodemailer'
import { calendarPart, type Mailer } from '../ports/mailer.ts'

export function createSmtpMailer(smtpUrl: string, from: string): Mailer {
  const transport = nodemailer.createTransport(smtpUrl, { from, connectionTimeout: 10_000, socketTimeout: 20_000 } as object)
  return {
    async send(mail) {
      const headers = { ...mail.headers, 'Auto-Submitted': 'auto-generated' }
      await transport.sendMail({ ...mail, ...calendarPart(mail), from, messageId: `<${mail.messageId}>`, headers })
    },
  }
}
