/** Mail that a test waits for: the worker works by itself beside `drain`, so the queue is asked whether it is done. */
import pg from 'pg'
import type { Mail } from '../../server/ports/mailer.ts'
import type { TestApi } from './api.ts'

const WAITING =
  "select count(*) as n from jobs.job where name in ('tell-alerts', 'notify', 'tell-notices', 'mail') and state in ('created', 'retry', 'active')"

/** All mail since the last time, once nothing waits to be sent any more. */
export async function mailsSince(api: TestApi): Promise<Mail[]> {
  const owner = new pg.Client(api.ownerUrl)
  await owner.connect()
  try {
    for (let tries = 0; tries < 200; tries++) {
      await api.jobs.drain()
      if (Number((await owner.query(WAITING)).rows[0].n) === 0) return api.mails.splice(0)
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error('mail still waits to be sent')
  } finally {
    await owner.end()
  }
}
