/** Tells an organization's members something: in their lists at once, and by mail and text when each of them wants it. */
import type { Database } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import { whenToSend } from '../../../domain/notice-times.ts'
import { groupOf, hearersOf, isUrgent, type Notice } from '../../../domain/notices.ts'
import type { Clock } from '../../ports/clock.ts'
import { type MailNeeds, mailAbout } from './jobs-mail.ts'
import { type Hearing, memberKey, type NewNotice, type NoticeRow, type Recipient, noticeStore as store } from './store.ts'

export interface TellNeeds extends MailNeeds {
  db: Database
  clock: Clock
  jobs: Pick<Jobs, 'sendMany'>
}

/** At most twenty of an organization: a notice is for the people who act, not for a crowd. */
const MOST_HEARERS = 20

/** Works one job of the queue `notify`; worked twice, it tells once. */
export async function tellNotice(needs: TellNeeds, notice: Notice): Promise<void> {
  await needs.db.asSystem('notify', async (tx) => {
    const audience = await store.audience(tx, notice.organizationId)
    if (!audience) return
    const hearers = hearersOf(notice.topic, audience.kind, audience.members).slice(0, MOST_HEARERS)
    const hearing = await store.hearing(tx, hearers)
    const at = needs.clock.now()
    const told = await store.insert(
      tx,
      hearers.map((one) => rowFor(notice, one, hearing.get(memberKey(one)), at)),
    )
    const atOnce = told.filter((one) => one.mailedAt !== null)
    await needs.jobs.sendMany(
      tx,
      'mail',
      atOnce.flatMap((row) => mailsTo(needs, hearers, row)),
    )
  })
}

function mailsTo(needs: TellNeeds, hearers: readonly Recipient[], row: NoticeRow) {
  const to = hearers.find((one) => one.userId === row.userId)
  return to ? [mailAbout(needs, to, [row])] : []
}

function rowFor({ topic, subject, path, params, key }: Notice, to: Recipient, hearing: Hearing | undefined, at: Date): NewNotice {
  const group = groupOf(topic)
  const { quiet = null, zone = 'UTC' } = hearing ?? {}
  const rules = { quiet, zone, urgent: isUrgent(topic) }
  const mailAt = whenToSend({ ...rules, cadence: hearing?.mail.get(group) ?? 'instant' }, at)
  const wantsText = hearing?.phone && hearing.texts.has(group)
  return {
    organizationId: to.organizationId,
    userId: to.userId,
    topic,
    subjectKind: subject.kind,
    subjectId: subject.id,
    path,
    params,
    key,
    raisedAt: at,
    ...(mailAt !== null && (mailAt <= at ? { mailedAt: at } : { mailAt })),
    textAt: wantsText ? whenToSend({ ...rules, cadence: 'instant' }, at) : null,
  }
}
