/** Writes the mail about a member's notices, one or many: each sentence with its link, and a way to hear no more of their groups. */
import type { JobData } from '../../../db/jobs.ts'
import { groupOf, type NoticeGroup } from '../../../domain/notices.ts'
import type { NoticeRow, Recipient } from './store.ts'

export interface MailNeeds {
  publicOrigin: string
  /** The signed part of the link that ends mail about these groups. */
  noMore(of: { userId: string; organizationId: string; groups: readonly NoticeGroup[] }): string
}

/** More stand in the list itself. */
const TOLD_AT_ONCE = 30

/** Names and links only: no amount, no text that somebody wrote to somebody. */
export function mailAbout({ publicOrigin, noMore }: MailNeeds, to: Recipient, list: readonly NoticeRow[]): JobData['mail'] {
  const { userId, organizationId, email, locale } = to
  const groups = [...new Set(list.map((one) => groupOf(one.topic)))]
  const token = noMore({ userId, organizationId, groups })
  const told = list.slice(0, TOLD_AT_ONCE)
  return {
    to: email,
    template: 'notices',
    locale: locale ?? 'en',
    params: {
      n: String(list.length),
      more: String(list.length - told.length),
      all: `${publicOrigin}/notices`,
      settings: `${publicOrigin}/account/notifications`,
      mute: `${publicOrigin}/mute?token=${token}`,
    },
    notices: told.map(({ id, topic, params, path }) => ({ id, topic, params, link: `${publicOrigin}${path}` })),
    unsubscribe: `${publicOrigin}/api/v1/mutes/${token}`,
  }
}
