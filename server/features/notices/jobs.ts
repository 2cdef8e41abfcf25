/** Tells an organization's members something: in their lists at once, and by mail and text when each of them wants it. */
import type { Database, Transaction } from '../../../db/client.ts'
import { whenToSend } from '../../../domain/notice-times.ts'
import { groupOf, hearersOf, isUrgent, type Notice, type NoticeTopic } from '../../../domain/notices.ts'
import { type MailNeeds, mailAbout } from './jobs-mail.ts'
import { type Due, type TextNeeds, textAbout } from './jobs-texts.ts'
import { type Hearing, memberKey, type NewNotice, type NoticeRow, type Recipient, noticeStore as store } from './store.ts'

export interface TellNeeds extends MailNeeds, TextNeeds {
  db: Database
  /** Links by which members of an SME answer an invitation from their mail, by member. */
  answerLinks(tx: Transaction, to: { linkageId: string; organizationId: string; userIds: readonly string[] }): Promise<Map<string, string>>
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
    const answers = await answersTo(needs, tx, notice, audience.kind === 'sme' ? atOnce : [])
    await needs.jobs.sendMany(
      tx,
      'mail',
      atOnce.flatMap((row) => mailsTo(needs, hearers, row, answers.get(row.userId))),
    )
    const texts = told.filter((one) => one.textAt !== null && one.textAt <= at)
    if (texts.length > 0) await textAbout(needs, tx, duesOf(texts, hearers, hearing))
  })
}

function duesOf(rows: readonly NoticeRow[], hearers: readonly Recipient[], hearing: ReadonlyMap<string, Hearing>): Due[] {
  return rows.flatMap((row) => {
    const to = hearers.find((one) => one.userId === row.userId)
    const heard = hearing.get(memberKey(row))
    return to && heard ? [{ to, hearing: heard, list: [row] }] : []
  })
}

/** An invitation is answered from the mail itself. */
async function answersTo(needs: TellNeeds, tx: Transaction, { topic, subject, organizationId }: Notice, atOnce: readonly NoticeRow[]) {
  if (topic !== 'invited' || subject.kind !== 'linkage' || atOnce.length === 0) return new Map<string, string>()
  return needs.answerLinks(tx, { linkageId: subject.id, organizationId, userIds: atOnce.map((one) => one.userId) })
}

function mailsTo(needs: TellNeeds, hearers: readonly Recipient[], row: NoticeRow, answer: string | undefined) {
  const to = hearers.find((one) => one.userId === row.userId)
  return to ? [mailAbout(needs, to, [row], answer)] : []
}

function rowFor(notice: Notice, { organizationId, userId }: Recipient, hearing: Hearing | undefined, at: Date): NewNotice {
  const { topic, subject, path, params, key } = notice
  const row = { organizationId, userId, topic, subjectKind: subject.kind, subjectId: subject.id, path, params, key, raisedAt: at }
  return hearing ? { ...row, ...hoursOf(topic, hearing, at) } : row
}

function hoursOf(topic: NoticeTopic, { mail, texts, quiet, zone, phone }: Hearing, at: Date): Partial<NewNotice> {
  const group = groupOf(topic)
  const rules = { quiet, zone, urgent: isUrgent(topic) }
  const mailAt = whenToSend({ ...rules, cadence: mail.get(group) ?? 'instant' }, at)
  const isNow = mailAt !== null && mailAt <= at
  const textAt = phone !== null && texts.has(group) ? whenToSend({ ...rules, cadence: 'instant' }, at) : null
  return { mailAt: isNow ? null : mailAt, mailedAt: isNow ? at : null, textAt }
}
