/** Runs the features' job handlers. */
import type { Jobs } from '../db/jobs.ts'
import type { Services } from './compose.ts'
import { writeMail } from './mails.ts'
import type { Mailer } from './ports/mailer.ts'
import type { TextChannel } from './ports/text-channel.ts'
import { writeText } from './texts.ts'

export interface WorkerNeeds {
  jobs: Jobs
  services: Services
  mailer: Mailer
  texts: TextChannel
}

export async function startWorker({ jobs, services, mailer, texts }: WorkerNeeds): Promise<void> {
  await jobs.work('mail', async (data) => mailer.send(writeMail(data)))
  await jobs.work('text', async (data) => {
    if (await services.notices.phones.mayText(data.to)) await texts.send(writeText(data))
  })
  await jobs.work('notify', (data) => services.notices.tell(data))
  await jobs.work('tell-notices', async () => {
    await services.notices.tellDue()
    await services.news.tellLater()
  })
  await jobs.quarterly('tell-notices')
  await jobs.work('meeting-mail', (data) => services.meetings.jobs.mailMeeting(data))
  await jobs.work('event-mail', (data) => services.meetings.jobs.mailEventMeeting(data))
  await jobs.work('meetings-hourly', () => services.meetings.jobs.turnHour())
  await jobs.hourly('meetings-hourly')
  await jobs.work('reconcile-facts', () => reconcile(services))
  await jobs.nightly('reconcile-facts')
  await jobs.work('watch-linkages', () => services.watchLinkages())
  await jobs.nightly('watch-linkages')
  await jobs.work('watch-mandates', () => services.mandates.watch())
  await jobs.nightly('watch-mandates')
  await jobs.work('tell-alerts', () => services.news.tellAlerts())
  await jobs.work('mark-decision', (data) => services.learning.jobs.markDecision(data))
  await jobs.work('count-exposure', (data) => services.learning.jobs.countExposure(data))
  await jobs.work('offers-tonight', () => services.offering.jobs.tonight())
  await jobs.nightly('offers-tonight')
  await jobs.work('sweep-files', async () => void (await services.documents.sweep()))
  await jobs.nightly('sweep-files')
  await jobs.work('import', (data) => services.runImport(data))
}

/** Proposals are reckoned where the index is: in the process that answers requests. */
export async function startMatchingQueue(jobs: Jobs, services: Services): Promise<void> {
  await jobs.work('match-need', ({ needId, version }) => services.matching.keepSnapshot(needId, version))
  await jobs.work('match-all', ({ runId }) => services.news.pairs.runAll(runId))
  await jobs.work('match-tonight', () => services.news.pairs.runTonight())
  await jobs.nightly('match-tonight')
  // The directory is asked, which the index answers.
  await jobs.work('search-news', () => services.news.tellSearches())
  await jobs.nightly('search-news')
}

/** Proves that match_facts says what the tables say; a difference is a fault of ours and is told as one. */
async function reconcile(services: Services): Promise<void> {
  for (let after: string | null = null, pages = 0; pages === 0 || after; pages++) {
    const { differences, next }: Awaited<ReturnType<Services['profiles']['reconcileFacts']>> = await services.profiles.reconcileFacts(
      500,
      after,
    )
    for (const one of differences) console.error(`match_facts differs from the tables: ${one.profileId} ${one.parts.join(', ')}`)
    after = next
  }
}
