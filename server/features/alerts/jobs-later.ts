/** Mail about news that waited for its hour: one for all that a member is to hear. */
import type { Transaction } from '../../../db/client.ts'
import type { JobData, MailedNotice } from '../../../db/jobs.ts'
import { isQuiet, type SendingRules, whenToSend } from '../../../domain/notice-times.ts'
import { type MailNeeds, mailsOf as mailsAtOnce, paramsOf } from './jobs-mail.ts'
import { alertStore, muteKey, type Recipient } from './store.ts'
import { alertMailStore as store, type WaitingMail } from './store-mails.ts'

export interface LaterNeeds extends MailNeeds {
  /** Writes one mail of many lines. */
  mailOfMany(to: Recipient, items: readonly MailedNotice[]): JobData['mail']
}

const AT_ONCE = 1_000

export async function tellLater(needs: LaterNeeds): Promise<void> {
  while (await needs.db.asSystem('tell-alerts', (tx) => laterPage(needs, tx)));
}

async function laterPage(needs: LaterNeeds, tx: Transaction): Promise<boolean> {
  const now = needs.clock.now()
  const due = await store.due(tx, now, AT_ONCE)
  if (due.length === 0) return false
  const { members, mutes } = await alertStore.recipients(tx, [...new Set(due.map((one) => one.alert.organizationId))])
  const rulesOf = await needs.notices.mailRules(tx, members, 'opportunities')
  const recipients = new Map(members.map((one) => [keyOf(one), one]))
  const mails: JobData['mail'][] = []
  const later: (WaitingMail & { to: Date })[] = []
  for (const [key, list] of Map.groupBy(due, (one) => keyOf({ ...one.alert, userId: one.userId }))) {
    const member = recipients.get(key)
    const rules = member && rulesOf(member)
    const to = rules && endOfQuiet(rules, now)
    if (to) later.push(...list.map((one) => ({ ...one, to })))
    if (!member || to || rules?.cadence === 'never') continue
    const wanted = list.filter(({ alert }) => !mutes.has(muteKey({ ...member, reason: alert.reason })))
    mails.push(...(await mailsOf(needs, tx, member, wanted)))
  }
  const waits = new Set(later.map((one) => `${one.alert.id}/${one.userId}`))
  await needs.jobs.sendMany(tx, 'mail', mails)
  await store.postpone(tx, later)
  await store.remove(
    tx,
    due.filter((one) => !waits.has(`${one.alert.id}/${one.userId}`)),
  )
  return true
}

async function mailsOf(needs: LaterNeeds, tx: Transaction, to: Recipient, list: readonly WaitingMail[]): Promise<JobData['mail'][]> {
  const [first] = list
  if (!first) return []
  if (list.length === 1) return mailsAtOnce(needs, tx, [{ member: to, first, params: await paramsOf(needs, first, 1) }])
  const items: MailedNotice[] = []
  for (const one of list) {
    const { link = '', ...params } = await paramsOf(needs, one, 1)
    items.push({ id: one.alert.id, says: { template: `alert-${one.alert.reason}` }, params, link })
  }
  return [needs.mailOfMany(to, items)]
}

/** The worker may come late, and into hours that have begun meanwhile. */
function endOfQuiet({ quiet, zone }: SendingRules, now: Date): Date | null {
  if (!quiet || !isQuiet(quiet, zone, now)) return null
  return whenToSend({ cadence: 'instant', quiet, zone, urgent: false }, now)
}

function keyOf({ organizationId, userId }: { organizationId: string; userId: string }): string {
  return `${organizationId}/${userId}`
}
