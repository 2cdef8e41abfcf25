/** Mail about news, one per member, reason and moment; each can be answered with "no more of these". */
import type { Database, Transaction } from '../../../db/client.ts'
import type { JobData, Jobs } from '../../../db/jobs.ts'
import type { Cursors } from '../../cursor.ts'
import type { Clock } from '../../ports/clock.ts'
import { muteToken } from './service-mutes.ts'
import { type AlertRow, alertStore, muteKey, type Recipient } from './store.ts'

export interface MailNeeds {
  db: Database
  clock: Clock
  jobs: Pick<Jobs, 'sendMany'>
  cursors: Cursors
  publicOrigin: string
  /** What a standard is called. */
  standardName(code: string): Promise<string>
  /** Links by which members answer a need from their mail, by `linkKey` of member, firm and need. */
  answerLinks: AnswerLinks
}

export interface AnswerLinks {
  make(
    tx: Transaction,
    asked: readonly { userId: string; organizationId: string; needId: string; answerBy: Date | null }[],
  ): Promise<Map<string, string>>
}

type Untold = { alert: AlertRow; title: string | null; answerBy: Date | null }
interface Told {
  hears: Recipient[]
  first: Untold
  params: Record<string, string>
}
const AT_ONCE = 200

/** Tells everything that nobody was told of. A digest or quiet hours would leave alerts untold until their hour comes. */
export async function tellAlerts(needs: MailNeeds): Promise<void> {
  while (await needs.db.asSystem('tell-alerts', (tx) => tellPage(needs, tx)));
}

async function tellPage(needs: MailNeeds, tx: Transaction): Promise<boolean> {
  const untold = await alertStore.untold(tx, AT_ONCE)
  const { members, mutes } = await alertStore.recipients(tx, [...new Set(untold.map((one) => one.alert.organizationId))])
  const membersOf = Map.groupBy(members, (one) => one.organizationId)
  const together = Map.groupBy(untold, ({ alert }) => `${alert.organizationId}/${alert.reason}/${alert.needId === null ? alert.id : ''}`)
  const told: Told[] = []
  for (const [first, ...others] of together.values()) {
    if (!first) continue
    const { organizationId, reason } = first.alert
    const hears = (membersOf.get(organizationId) ?? []).filter((one) => !mutes.has(muteKey({ ...one, reason })))
    told.push({ hears, first, params: await paramsOf(needs, first, others.length + 1) })
  }
  const answers = await needs.answerLinks.make(tx, told.flatMap(asksOf))
  const mails = told.flatMap((one) => one.hears.map((member) => mailTo(needs, member, one, answers)))
  await needs.jobs.sendMany(tx, 'mail', mails)
  await alertStore.markTold(
    tx,
    untold.map((one) => one.alert.id),
    needs.clock.now(),
  )
  return untold.length === AT_ONCE
}

/** One new need is answered from the mail itself; several are looked at first. */
function asksOf({ hears, first, params }: Told) {
  const { needId, reason } = first.alert
  if (reason !== 'new-need' || needId === null || params.n !== '1') return []
  return hears.map(({ userId, organizationId }) => ({ userId, organizationId, needId, answerBy: first.answerBy }))
}

function mailTo(
  needs: MailNeeds,
  { userId, organizationId, email, locale }: Recipient,
  { first, params }: Told,
  answers: ReadonlyMap<string, string>,
): JobData['mail'] {
  const { reason, needId } = first.alert
  const token = muteToken(needs.cursors, { kind: 'reason', userId, organizationId, reason })
  const answer = params.n === '1' ? answers.get(`${userId}/${organizationId}/${needId}`) : undefined
  return {
    to: email,
    template: `alert-${reason}`,
    locale: locale ?? 'en',
    params: { ...params, ...(answer && { answer }), mute: `${needs.publicOrigin}/mute?token=${token}` },
    unsubscribe: `${needs.publicOrigin}/api/v1/mutes/${token}`,
  }
}

/** Names the need and never the lead firm: under an alias nobody may know it, and else it stands on the page. */
async function paramsOf({ publicOrigin, standardName }: MailNeeds, { alert, title }: Untold, n: number): Promise<Record<string, string>> {
  const { standard = '', until = '', days = 0, needs = 0 } = alert.detail
  const common = { id: alert.id, n: String(n), need: title ?? '' }
  if (alert.reason === 'certificate-expiring') {
    const named = { standard: await standardName(standard), until, days: String(days), needs: String(needs) }
    return { ...common, ...named, link: `${publicOrigin}/profile/certificates` }
  }
  const isOpen = n === 1 && alert.after !== null
  return { ...common, link: isOpen ? `${publicOrigin}/opportunities/${alert.needId}` : `${publicOrigin}/news` }
}
