/** Writes the mail about a member's notices, one or many: each sentence with its link, and a way to hear no more of their groups. */
import type { JobData, MailedNotice } from '../../../db/jobs.ts'
import { groupOf, type NoticeGroup } from '../../../domain/notices.ts'
import type { NoticeRow, Recipient } from './store.ts'

export interface MailNeeds {
  publicOrigin: string
  /** The signed part of the link that ends mail about these groups. */
  noMore(of: { userId: string; organizationId: string; groups: readonly NoticeGroup[] }): string
  /** An address whose mail lands in the thread of the linkage as this member's message; null where no mail is received. */
  replyTo(of: { userId: string; organizationId: string; linkageId: string }): string | null
}

/** A member as mail reaches him. */
export type MailTo = Pick<Recipient, 'userId' | 'organizationId' | 'email' | 'locale'>

/** More stand in the list itself. */
const TOLD_AT_ONCE = 30

/** Names and links only: no amount, no text that somebody wrote to somebody. */
export function mailAbout(needs: MailNeeds, to: Recipient, list: readonly NoticeRow[], answer?: string): JobData['mail'] {
  const groups = [...new Set(list.map((one) => groupOf(one.topic)))]
  const { publicOrigin } = needs
  const items = list.map(({ id, topic, params, path }) => ({
    id,
    says: { topic },
    params,
    link: `${publicOrigin}${path}`,
    ...(answer && { answer }),
  }))
  const replyTo = replyToOf(needs, to, list)
  return { ...mailOf(needs, to, { items, groups }), ...(replyTo && { replyTo }) }
}

/** Only the mail about one message can be answered: of several it would be a guess which is meant. */
function replyToOf({ replyTo }: MailNeeds, { userId, organizationId }: Recipient, [one, ...others]: readonly NoticeRow[]): string | null {
  const isAnswerable = one?.topic === 'message' && one.subjectKind === 'linkage' && others.length === 0
  return isAnswerable ? replyTo({ userId, organizationId, linkageId: one.subjectId }) : null
}

/** One mail for all of these, with the link that ends mail of their groups. */
export function mailOf(
  { publicOrigin, noMore }: Pick<MailNeeds, 'publicOrigin' | 'noMore'>,
  { userId, organizationId, email, locale }: MailTo,
  { items, groups }: { items: readonly MailedNotice[]; groups: readonly NoticeGroup[] },
): JobData['mail'] {
  const token = noMore({ userId, organizationId, groups })
  const told = items.slice(0, TOLD_AT_ONCE)
  return {
    to: email,
    template: 'notices',
    locale: locale ?? 'en',
    params: {
      n: String(items.length),
      more: String(items.length - told.length),
      all: `${publicOrigin}/notices`,
      settings: `${publicOrigin}/account/notifications`,
      mute: `${publicOrigin}/mute?token=${token}`,
    },
    notices: told,
    unsubscribe: `${publicOrigin}/api/v1/mutes/${token}`,
  }
}
