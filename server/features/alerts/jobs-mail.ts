/** Mail about news: at once, one per member, reason and moment, or with the digest that a member chose; each can be ended by its link. */
import type { Database, Transaction } from '../../../db/client.ts'
import type { JobData, Jobs } from '../../../db/jobs.ts'
import type { AlertReason } from '../../../domain/alerts.ts'
import { whenToSend } from '../../../domain/notice-times.ts'
import type { Cursors } from '../../cursor.ts'
import type { Clock } from '../../ports/clock.ts'
import type { NoticeSettingsService } from '../notices/service-settings.ts'
import { muteToken } from './service-mutes.ts'
import { type AlertRow, alertStore, muteKey, type Recipient } from './store.ts'
import { alertMailStore } from './store-mails.ts'

export interface MailNeeds {
  db: Database
  clock: Clock
  jobs: Pick<Jobs, 'sendMany'>
  cursors: Cursors
  publicOrigin: string
  /** What a standard is called. */
  standardName(code: string): Promise<string>
  notices: Pick<NoticeSettingsService, 'mailRules'>
  /** Links by which members answer a need from their mail, by member, firm and need. */
  answerLinks: AnswerLinks
}

export interface AnswerLinks {
  make(
    tx: Transaction,
    asked: readonly { userId: string; organizationId: string; needId: string; answerBy: Date | null }[],
  ): Promise<Map<string, string>>
}

export type Untold = { alert: AlertRow; title: string | null; answerBy: Date | null }

interface Told {
  member: Recipient
  first: Untold
  params: Record<string, string>
}

const AT_ONCE = 200

/** Tells everything that nobody was told of, or plans it for the hour that a member chose. */
export async function tellAlerts(needs: MailNeeds): Promise<void> {
  while (await needs.db.asSystem('tell-alerts', (tx) => tellPage(needs, tx)));
}

async function tellPage(needs: MailNeeds, tx: Transaction): Promise<boolean> {
  const untold = await alertStore.untold(tx, AT_ONCE)
  const { members, mutes } = await alertStore.recipients(tx, [...new Set(untold.map((one) => one.alert.organizationId))])
  const rulesOf = await needs.notices.mailRules(tx, members, 'opportunities')
  const membersOf = Map.groupBy(members, (one) => one.organizationId)
  const now = needs.clock.now()
  const told: Told[] = []
  const later: { alertId: string; userId: string; mailAt: Date }[] = []
  for (const list of together(untold)) {
    const [first] = list
    const { organizationId, reason } = first.alert
    const params = await paramsOf(needs, first, list.length)
    for (const one of (membersOf.get(organizationId) ?? []).filter((member) => !mutes.has(muteKey({ ...member, reason })))) {
      const mailAt = whenToSend(rulesOf(one), now)
      if (mailAt !== null && mailAt > now) later.push(...list.map(({ alert }) => ({ alertId: alert.id, userId: one.userId, mailAt })))
      else if (mailAt !== null) told.push({ member: one, first, params })
    }
  }
  await needs.jobs.sendMany(tx, 'mail', await mailsOf(needs, tx, told))
  await alertMailStore.plan(tx, later)
  await alertStore.markTold(
    tx,
    untold.map((one) => one.alert.id),
    now,
  )
  return untold.length === AT_ONCE
}

/** One new need is answered from the mail itself; several are looked at first. */
export async function mailsOf(needs: MailNeeds, tx: Transaction, told: readonly Told[]): Promise<JobData['mail'][]> {
  const links = await needs.answerLinks.make(tx, told.flatMap(asksOf))
  return told.map((one) => {
    const [asked] = asksOf(one)
    const answer = asked && links.get(`${asked.userId}/${asked.organizationId}/${asked.needId}`)
    return mailTo(needs, one.member, one.first.alert.reason, { ...one.params, ...(answer && { answer }) })
  })
}

function asksOf({ member: { userId, organizationId }, first: { alert, answerBy }, params }: Told) {
  const { needId, reason } = alert
  return reason === 'new-need' && needId !== null && params.n === '1' ? [{ userId, organizationId, needId, answerBy }] : []
}

/** News of one firm and reason is one mail; each certificate is its own. */
function together(untold: readonly Untold[]): [Untold, ...Untold[]][] {
  const lists = Map.groupBy(untold, ({ alert }) => `${alert.organizationId}/${alert.reason}/${alert.needId === null ? alert.id : ''}`)
  return [...lists.values()] as [Untold, ...Untold[]][]
}

function mailTo(
  needs: MailNeeds,
  { userId, organizationId, email, locale }: Recipient,
  reason: AlertReason,
  params: Record<string, string>,
) {
  const token = muteToken(needs.cursors, { kind: 'reason', userId, organizationId, reason })
  return {
    to: email,
    template: `alert-${reason}`,
    locale: locale ?? 'en',
    params: { ...params, mute: `${needs.publicOrigin}/mute?token=${token}` },
    unsubscribe: `${needs.publicOrigin}/api/v1/mutes/${token}`,
  }
}

/** Names the need and never the lead firm: under an alias nobody may know it, and else it stands on the page. */
export async function paramsOf(
  { publicOrigin, standardName }: MailNeeds,
  { alert, title }: Untold,
  n: number,
): Promise<Record<string, string>> {
  const { standard = '', until = '', days = 0, needs = 0 } = alert.detail
  const common = { id: alert.id, n: String(n), need: title ?? '' }
  if (alert.reason === 'certificate-expiring') {
    const named = { standard: await standardName(standard), until, days: String(days), needs: String(needs) }
    return { ...common, ...named, link: `${publicOrigin}/profile/certificates` }
  }
  const isOpen = n === 1 && alert.after !== null
  return { ...common, link: isOpen ? `${publicOrigin}/opportunities/${alert.needId}` : `${publicOrigin}/news` }
}
