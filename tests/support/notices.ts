/** Builders of notices and of confirmed telephones, for whoever asks for one in a test. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { TestApi } from './api.ts'
import type { Person } from './world.ts'

/** A notice of this member alone, whatever his duties. */
export async function noticeOf({ db, clock }: TestApi, { organizationId, userId }: Person): Promise<string> {
  const id = randomUUID()
  const at = clock.now().toISOString()
  await db.asSystem('test', (tx) =>
    tx.execute(sql`
      insert into notices (id, organization_id, user_id, topic, subject_kind, subject_id, path, params, key, raised_at)
      values (${id}, ${organizationId}, ${userId}, 'message', 'linkage', ${id}, '/linkages', '{"need":"Brackets"}', ${id}, ${at})`),
  )
  return id
}

/** The code that a new telephone was sent. */
export async function codeSentTo(api: TestApi, who: Person, phone: string): Promise<string> {
  await who.send('PUT', '/notice-settings/phone', { phone })
  for (let tries = 0; tries < 100; tries++) {
    await api.jobs.drain()
    const text = api.texts.findLast((one) => one.to === phone)
    if (text) return /\d{6}/.exec(text.text)?.[0] ?? ''
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  throw new Error(`no code came to ${phone}`)
}
