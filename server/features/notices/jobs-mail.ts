/** Writes the mail about a member's notices, one or many: each sentence with its link, and a way to hear no more of their groups. */
import type { JobData, MailedNotice } from '../../../db/jobs.ts'
import { groupOf, type NoticeGroup } from '../../../domain/notices.ts'
import type { NoticeRow, Recipient } from './store.ts'

export interface MailNeeds {
  publicOrigin: string
  /** The signed part of the link that ends mail about these groups. */
  noMore(of: { userId: string; organizationId: string; groups: readonly NoticeGroup[] }): string
}

/** A member as mail reaches him. */
export type MailTo = Pick<Recipient, 'userId' | 'organizationId' | 'email' | 'locale'>

/** More stand in the list itself. */
const TOLD_AT_ONCE = 30

/** Names and links only: no amount, no text that somebody wrote to somebody. */
export function mailAbout(needs: MailNeeds, to: Recipient, list: readonly NoticeRow[]): JobData['mail'] {
  const groups = [...new Set(list.map((one) => groupOf(one.topic)))]
  const { publicOrigin } = needs
  const items = list.map(({ id, topic, params, path }) => ({ id, says: { topic }, params, link: `${publicOrigin}${path}` }))
  return mailOf(needs, to, { items, groups })
}

/** One mail for all of these, with the link that ends mail of their groups. */
export function mailOf(
  { publicOrigin, noMore }: MailNeeds,
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
