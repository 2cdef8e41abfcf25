/** Sends notices as any feature does, inside a transaction and through the queue, and turns the clock to the next digest. */
import { randomUUID } from 'node:crypto'
import type { Notice } from '../../../domain/notices.ts'
import type { TestApi } from '../../../tests/support/api.ts'
import { mailsSince } from '../../../tests/support/mails.ts'
import { PASSWORD, type Person } from '../../../tests/support/world.ts'
import type { Mail } from '../../ports/mailer.ts'

export type Asked = Partial<Notice> & { organizationId: string }

export async function notify(api: TestApi, notice: Asked): Promise<void> {
  const id = randomUUID()
  const whole: Notice = {
    topic: 'stage-changed',
    subject: { kind: 'linkage', id },
    path: `/linkages/${id}`,
    params: {},
    key: id,
    ...notice,
  }
  await api.db.asSystem('test', (tx) => api.jobs.send(tx, 'notify', whole))
}

/** Tells it, and hands back the mail that goes out at once. */
export async function told(api: TestApi, notice: Asked): Promise<Mail[]> {
  await mailsSince(api)
  await notify(api, notice)
  return mailsSince(api)
}

/** The quarter of an hour has come: what goes out then. */
export async function quarter(api: TestApi, at: string): Promise<Mail[]> {
  await mailsSince(api)
  api.clock.set(at)
  await api.services.notices.tellDue()
  return mailsSince(api)
}

/** Sessions are over by then: whoever goes on signs in again. */
export async function signInAgain(who: Person): Promise<void> {
  await who.send('POST', '/sign-in', { email: who.email, password: PASSWORD })
}
