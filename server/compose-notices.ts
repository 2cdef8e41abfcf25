/** Puts together what members are told: the jobs that tell it, and the services by which each reads it and says how he hears. */
import type { Notice } from '../domain/notices.ts'
import type { Base } from './compose-base.ts'
import { replyToOf } from './compose-conversations.ts'
import { accountStore } from './features/accounts/store.ts'
import { muteToken } from './features/alerts/service-mutes.ts'
import { type TellNeeds, tellNotice } from './features/notices/jobs.ts'
import { tellDue } from './features/notices/jobs-digest.ts'
import type { MailNeeds } from './features/notices/jobs-mail.ts'
import { createNoticeService, type NoticeService } from './features/notices/service.ts'
import { createPhoneService, type PhoneService } from './features/notices/service-phones.ts'
import { createNoticeSettingsService, type NoticeSettingsService } from './features/notices/service-settings.ts'

export interface NoticeParts {
  list: NoticeService
  settings: NoticeSettingsService
  phones: PhoneService
  /** Works one job of the queue `notify`. */
  tell(notice: Notice): Promise<void>
  /** Sends what waited for its hour. */
  tellDue(): Promise<void>
}

export function composeNotices(base: Base, { invitationLinks }: { invitationLinks: TellNeeds['answerLinks'] }): NoticeParts {
  const { db, texts } = base
  const mutes = base.cursors.of('mutes')
  const noMore: MailNeeds['noMore'] = (of) => muteToken(mutes, { kind: 'notices', ...of })
  const needs = { ...base, noMore, replyTo: replyToOf(base), answerLinks: invitationLinks }
  const localeOf = async (userId: string) => (await db.asSystem('phones', (tx) => accountStore.byId(tx, userId)))?.locale ?? 'en'
  return {
    list: createNoticeService({ ...base, cursors: base.cursors.of('notices') }),
    settings: createNoticeSettingsService(base),
    phones: createPhoneService({ ...base, gatewayToken: texts?.token ?? null, textsOffered: texts?.offered ?? false, localeOf }),
    tell: (notice) => tellNotice(needs, notice),
    tellDue: () => tellDue(needs),
  }
}
