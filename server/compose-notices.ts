/** Puts together what members are told: the jobs that tell it, and the services by which each reads it and says how he hears. */
import type { Database } from '../db/client.ts'
import type { Jobs } from '../db/jobs.ts'
import type { Notice } from '../domain/notices.ts'
import type { Cursors } from './cursor.ts'
import { muteToken } from './features/alerts/service-mutes.ts'
import { tellNotice } from './features/notices/jobs.ts'
import type { MailNeeds } from './features/notices/jobs-mail.ts'
import { createNoticeSettingsService, type NoticeSettingsService } from './features/notices/service-settings.ts'
import type { Clock } from './ports/clock.ts'

export interface NoticeParts {
  settings: NoticeSettingsService
  /** Works one job of the queue `notify`. */
  tell(notice: Notice): Promise<void>
}

interface Base {
  db: Database
  jobs: Jobs
  clock: Clock
  cursors: Cursors
  publicOrigin: string
}

export function composeNotices(base: Base): NoticeParts {
  const cursors = base.cursors.of('mutes')
  const needs = { ...base, noMore: (of: Parameters<MailNeeds['noMore']>[0]) => muteToken(cursors, { kind: 'notices', ...of }) }
  return { settings: createNoticeSettingsService(base), tell: (notice) => tellNotice(needs, notice) }
}
