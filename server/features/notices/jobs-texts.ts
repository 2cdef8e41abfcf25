/** Texts about notices: one for each telephone however much has happened, no more than its share of a day, and only a topic and a link. */
import { randomUUID } from 'node:crypto'
import type { Transaction } from '../../../db/client.ts'
import type { JobData, Jobs } from '../../../db/jobs.ts'
import { dayOf } from '../../../domain/day.ts'
import { MOST_TEXTS_A_DAY } from '../../../domain/texts.ts'
import type { Clock } from '../../ports/clock.ts'
import { type Hearing, memberKey, type NoticeRow, noticeStore, type Recipient } from './store.ts'
import { phoneStore } from './store-phones.ts'

export interface TextNeeds {
  clock: Clock
  jobs: Pick<Jobs, 'sendMany'>
  publicOrigin: string
}

/** What one member is to be texted about. */
export interface Due {
  to: Recipient
  hearing: Hearing
  list: readonly NoticeRow[]
}

/** Whatever is beyond a telephone's share of the day is not texted later either: it stands in the list, and goes out by mail. */
export async function textAbout(needs: TextNeeds, tx: Transaction, due: readonly Due[]): Promise<void> {
  const at = needs.clock.now()
  const on = dayOf(at)
  await phoneStore.hold(
    tx,
    due.map((one) => one.to.userId),
  )
  const phones = due.flatMap((one) => one.hearing.phone ?? [])
  const sent = await phoneStore.sentTo(tx, phones, 'notice', on)
  const texts: { due: Due; job: JobData['text'] }[] = []
  for (const one of due) {
    const { phone } = one.hearing
    if (phone === null || (sent.get(phone) ?? 0) >= MOST_TEXTS_A_DAY) continue
    sent.set(phone, (sent.get(phone) ?? 0) + 1)
    texts.push({ due: one, job: { id: randomUUID(), to: phone, locale: one.to.locale ?? 'en', says: saysOf(needs, one) } })
  }
  await phoneStore.noteSends(
    tx,
    texts.map(({ due: { to }, job }) => ({ id: job.id, userId: to.userId, phone: job.to, kind: 'notice' as const, sentOn: on, at })),
  )
  await needs.jobs.sendMany(
    tx,
    'text',
    texts.map((one) => one.job),
  )
  const told = new Set(texts.map((one) => memberKey(one.due.to)))
  const idsOf = (list: readonly Due[]) => list.flatMap((one) => one.list.map((row) => row.id))
  await noticeStore.change(tx, idsOf(due.filter((one) => told.has(memberKey(one.to)))), { textAt: null, textedAt: at })
  await noticeStore.change(tx, idsOf(due.filter((one) => !told.has(memberKey(one.to)))), { textAt: null })
}

function saysOf({ publicOrigin }: TextNeeds, { list }: Due): JobData['text']['says'] {
  const [first] = list
  if (!first || list.length > 1) return { n: list.length, link: `${publicOrigin}/notices` }
  return { topic: first.topic, link: `${publicOrigin}/n/${shortOf(first.id)}` }
}

/** The 16 bytes of an id in 22 signs instead of 36: a text is short. */
function shortOf(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
}
