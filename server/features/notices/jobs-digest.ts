/** Every quarter of an hour: what waited for a digest or for the end of quiet hours goes out, as one mail and one text for each member. */
import type { Database, Transaction } from '../../../db/client.ts'
import { isQuiet, whenToSend } from '../../../domain/notice-times.ts'
import { groupOf, isUrgent } from '../../../domain/notices.ts'
import type { TellNeeds } from './jobs.ts'
import { mailAbout } from './jobs-mail.ts'
import { type Due, textAbout } from './jobs-texts.ts'
import { type Hearing, memberKey, type NoticeRow, type Recipient, noticeStore as store } from './store.ts'
import { phoneStore } from './store-phones.ts'

/** Members of whom one transaction takes care. */
const AT_ONCE = 50
/** What nobody looked at for half a year is of no use any more. A proposal of ours. */
const LIFE_DAYS = 180

export async function tellDue(needs: TellNeeds): Promise<void> {
  const { db } = needs
  while (await db.asSystem('tell-notices', (tx) => mailPage(needs, tx)));
  while (await db.asSystem('tell-notices', (tx) => textPage(needs, tx)));
  await forget(needs, db)
}

async function forget({ clock }: TellNeeds, db: Database): Promise<void> {
  const before = new Date(clock.now().getTime() - LIFE_DAYS * 86_400_000)
  await db.asSystem('tell-notices', async (tx) => {
    await store.forget(tx, before)
    await phoneStore.forgetSends(tx, before)
  })
}

async function mailPage(needs: TellNeeds, tx: Transaction): Promise<boolean> {
  const { ready, over } = await dueNow(needs, tx, 'mail')
  const wanted = ready.map(({ list, ...one }) => ({
    ...one,
    list: list.filter((row) => one.hearing.mail.get(groupOf(row.topic)) !== 'never'),
  }))
  const sent = wanted.filter((one) => one.list.length > 0)
  await needs.jobs.sendMany(
    tx,
    'mail',
    sent.map(({ to, list }) => mailAbout(needs, to, list)),
  )
  const told = sent.flatMap((one) => one.list.map((row) => row.id))
  await store.change(tx, told, { mailAt: null, mailedAt: needs.clock.now() })
  const dropped = ready.flatMap((one) => one.list.map((row) => row.id)).filter((id) => !told.includes(id))
  await store.change(tx, dropped, { mailAt: null })
  return !over
}

async function textPage(needs: TellNeeds, tx: Transaction): Promise<boolean> {
  const { ready, over } = await dueNow(needs, tx, 'text')
  if (ready.length > 0) await textAbout(needs, tx, ready)
  return !over
}

/** What is due by one way for members who may hear it now; what stands in somebody's quiet hours by now waits for their end. */
async function dueNow(needs: TellNeeds, tx: Transaction, way: 'mail' | 'text'): Promise<{ ready: Due[]; over: boolean }> {
  const at = needs.clock.now()
  const rows = await store.due(tx, way, at, AT_ONCE)
  const lists = Map.groupBy(rows, memberKey)
  const members = [...lists.values()].flatMap((list) => list.slice(0, 1))
  const hearing = await store.hearing(tx, members)
  const recipients = new Map((await store.recipients(tx, members)).map((one) => [memberKey(one), one]))
  const parted = [...lists].map(([key, list]) => part(list, { to: recipients.get(key), hearing: hearing.get(key) }, at))
  await store.postpone(
    tx,
    way,
    parted.flatMap((one) => one.later),
  )
  return { ready: parted.flatMap((one) => one.ready ?? []), over: rows.length === 0 }
}

interface Parted {
  ready: Due | null
  /** With no hour: never, since the member has left. */
  later: { id: string; at: Date | null }[]
}

function part(list: readonly NoticeRow[], { to, hearing }: { to: Recipient | undefined; hearing: Hearing | undefined }, at: Date): Parted {
  if (!to || !hearing) return { ready: null, later: list.map(({ id }) => ({ id, at: null })) }
  const { quiet, zone } = hearing
  const waits = (row: NoticeRow) => quiet !== null && isQuiet(quiet, zone, at) && !isUrgent(row.topic)
  const end = whenToSend({ cadence: 'instant', quiet, zone, urgent: false }, at)
  const now = list.filter((row) => !waits(row))
  return {
    ready: now.length > 0 ? { to, hearing, list: now } : null,
    later: list.filter(waits).map(({ id }) => ({ id, at: end })),
  }
}
