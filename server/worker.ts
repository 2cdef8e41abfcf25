/** Runs the features' job handlers. */
import type { Jobs } from '../db/jobs.ts'
import type { Services } from './compose.ts'
import { writeMail } from './mails.ts'
import type { Mailer } from './ports/mailer.ts'

export interface WorkerNeeds {
  jobs: Jobs
  services: Services
  mailer: Mailer
}

export async function startWorker({ jobs, services, mailer }: WorkerNeeds): Promise<void> {
  await jobs.work('mail', async (data) => mailer.send(writeMail(data)))
  await jobs.work('news', (data) => services.accounts.tellMembers(data))
  await jobs.work('import', (data) => services.runImport(data))
}
