/** The job queue (pg-boss) in the same PostgreSQL: sent inside a use case's transaction, worked by the worker. */
import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Day } from '../domain/day.ts'
import type { LinkageReason } from '../domain/linkages.ts'
import type { Notice, NoticeTopic } from '../domain/notices.ts'
import type { Transaction } from './client.ts'

export interface JobData {
  /** `unsubscribe` is the address that a mail program may post to, to hear no more of this kind (RFC 8058). */
  mail: {
    to: string
    template: string
    locale: string
    params: Record<string, string>
    unsubscribe?: string
    /** An answer to this address lands where the mail came from. */
    replyTo?: string
    /** The notices that a mail of the template `notices` tells, one or many. */
    notices?: readonly MailedNotice[]
    /** A calendar file that comes along (RFC 6047). */
    calendar?: { method: 'REQUEST' | 'CANCEL'; text: string }
  }
  /** Something that an organization's members are told: in their list, by mail and as a text, each as he chose. */
  notify: Notice
  /** A text to a telephone; of a notice it holds nothing but its topic and a link. */
  text: {
    id: string
    to: string
    locale: string
    says: { code: string } | { topic: NoticeTopic; link: string } | { n: number; link: string }
  }
  /** What waited for its hour, as one mail each. */
  'tell-notices': Record<string, never>
  /** Reminds of answers that are due, warns of silence, ends what nobody answers. */
  'watch-linkages': Record<string, never>
  /** Tells of mandates that end soon. */
  'watch-mandates': Record<string, never>
  /** What a meeting brings into the calendars of those who come: as it stands under this number, or not at all. */
  'meeting-mail': { meetingId: string; what: MeetingMail; sequence: number; to: { userId: string; organizationId: string }[] | null }
  'event-mail': { eventMeetingId: string; what: MeetingMail; sequence: number }
  /** Requests that expire, and meetings that are reminded of. */
  'meetings-hourly': Record<string, never>
  import: { importId: string; userId: string; organizationId: string }
  'match-need': { needId: string; version: number }
  'reconcile-facts': Record<string, never>
  /** Mail about alerts that nobody was told of yet. */
  'tell-alerts': Record<string, never>
  /** One run that matches everything again. */
  'match-all': { runId: string }
  'match-tonight': Record<string, never>
  'search-news': Record<string, never>
  /** Files that nothing holds, documents past their keeping, keys under an older master key. */
  'sweep-files': Record<string, never>
  /** A lead firm accepted or declined: the standing it decided on is kept for learning. */
  'mark-decision': { linkageId: string; needId: string; smeId: string; accepted: boolean; reason: LinkageReason | null }
  /** Links that ask again, and feedback that falls due. */
  'offers-tonight': Record<string, never>
  /** A page of proposals was read; `eligible` comes with the first page of the need version and day. */
  'count-exposure': { needId: string; needVersion: number; day: Day; shown: string[]; eligible: string[] }
}
export interface MailedNotice {
  id: string
  /** A notice says the sentence of its topic; news for an SME says the subject of the mail that it would be alone. */
  says: { topic: NoticeTopic } | { template: string }
  params: Record<string, string>
  link: string
  /** Answers the need from the mail itself. */
  answer?: string
}
export type MeetingMail = 'agreed' | 'moved' | 'cancelled' | 'reminder'
export type JobName = keyof JobData
/** Those that send further jobs stand before those they send to. */
const QUEUES: readonly JobName[] = [
  'match-tonight',
  'match-all',
  'search-news',
  'tell-alerts',
  'watch-linkages',
  'watch-mandates',
  'offers-tonight',
  'notify',
  'tell-notices',
  'meetings-hourly',
  'meeting-mail',
  'event-mail',
  'mail',
  'text',
  'import',
  'match-need',
  'reconcile-facts',
  'mark-decision',
  'count-exposure',
  'sweep-files',
]
type NightlyName =
  | 'reconcile-facts'
  | 'match-tonight'
  | 'search-news'
  | 'sweep-files'
  | 'watch-linkages'
  | 'watch-mandates'
  | 'offers-tonight'
const SCHEMA = 'jobs'

/** Creates the job tables and queues as the owner, and lets the product's roles use them. */
export async function installQueues(ownerUrl: string, pool: pg.Pool): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: SCHEMA, max: 1, supervise: false, schedule: false })
  await boss.start()
  for (const queue of QUEUES) await boss.createQueue(queue, { retryLimit: 5, retryBackoff: true, expireInSeconds: 900 })
  await boss.stop({ graceful: false })
  await pool.query(`grant usage on schema ${SCHEMA} to app, system`)
  await pool.query(SENDS_WITHOUT_READING)
  await pool.query(`grant select, insert, update, delete on all tables in schema ${SCHEMA} to system`)
  await pool.query(`grant execute on all functions in schema ${SCHEMA} to app, system`)
}

// Jobs hold links that open accounts: the role of requests sends them but cannot read what they say.
const SENDS_WITHOUT_READING = `
  do $$ declare one record; begin
    revoke all on all tables in schema ${SCHEMA} from app;
    grant insert on all tables in schema ${SCHEMA} to app;
    for one in select table_name, string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
      where table_schema = '${SCHEMA}' and column_name not in ('data', 'output') group by table_name loop
      execute format('grant select (%s) on ${SCHEMA}.%I to app', one.columns, one.table_name);
    end loop;
  end $$`

export interface Jobs {
  /** Sends a job inside the caller's transaction: it exists exactly when the transaction commits. */
  send<N extends JobName>(tx: Transaction, name: N, data: JobData[N]): Promise<void>
  /** Sends many of a kind in one statement. */
  sendMany<N extends JobName>(tx: Transaction, name: N, list: readonly JobData[N][]): Promise<void>
  /** Starts working a queue. */
  work<N extends JobName>(name: N, handle: (data: JobData[N]) => Promise<void>): Promise<void>
  /** Sends an empty job every night at 03:17 UTC. */
  nightly(name: NightlyName): Promise<void>
  /** Sends an empty job every quarter of an hour. */
  quarterly(name: 'tell-notices'): Promise<void>
  /** Sends an empty job every hour, at seven minutes past. */
  hourly(name: 'meetings-hourly'): Promise<void>
  /** Runs everything that waits, now; for tests and for the demo. */
  drain(): Promise<void>
  stop(): Promise<void>
}

/** Opens the queue with the role `system`. Handlers must be idempotent: a job may run twice after a crash. */
export async function openJobs(systemUrl: string, onError: (error: unknown) => void): Promise<Jobs> {
  const boss = new PgBoss({ connectionString: systemUrl, schema: SCHEMA, max: 4, migrate: false, createSchema: false })
  boss.on('error', onError)
  await boss.start()
  const opened = (await boss.getDb().executeSql('select now()::text as now')).rows[0]?.now
  const handlers = new Map<JobName, (data: never) => Promise<void>>()
  return {
    async send(tx, name, data) {
      await boss.send(name, data, { db: { executeSql: (text, values) => runIn(tx, text, values) } })
    },
    async sendMany(tx, name, list) {
      if (list.length === 0) return
      const jobs = list.map((data) => ({ data }))
      await boss.insert(name, jobs, { db: { executeSql: (text, values) => runIn(tx, text, values) } })
    },
    async work(name, handle) {
      handlers.set(name, handle as (data: never) => Promise<void>)
      await boss.work<JobData[typeof name]>(name, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async (jobs) => {
        for (const job of jobs) await handle(job.data)
      })
    },
    async nightly(name) {
      await boss.schedule(name, '17 3 * * *', {})
    },
    async quarterly(name) {
      await boss.schedule(name, '*/15 * * * *', {})
    },
    async hourly(name) {
      await boss.schedule(name, '7 * * * *', {})
    },
    async drain() {
      do {
        for (const queue of QUEUES) await drainQueue(boss, queue, handlers.get(queue))
      } while (await isWorking(boss, opened))
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 5_000 })
    },
  }
}

async function drainQueue(boss: PgBoss, queue: JobName, handle: ((data: never) => Promise<void>) | undefined): Promise<void> {
  for (;;) {
    const jobs = await boss.fetch<never>(queue, { batchSize: 50 })
    if (jobs.length === 0) return
    for (const job of jobs) {
      try {
        await handle?.(job.data)
      } catch (error) {
        await boss.fail(queue, job.id)
        throw error
      }
      await boss.complete(queue, job.id)
    }
  }
}

/**
 * Whether a worker of this process is still at a job that it took before `drain` could: waits a moment if so. Jobs begun
 * before the process are another's, who may have been killed over them.
 */
async function isWorking(boss: PgBoss, opened: string): Promise<boolean> {
  const begun = `select 1 from ${SCHEMA}.job where state = 'active' and started_on >= $1 limit 1`
  const { rows } = await boss.getDb().executeSql(begun, [opened])
  if (rows.length > 0) await setTimeout(20)
  return rows.length > 0
}

/** pg-boss hands over `$1` statements; Drizzle's transaction runs them on its own connection. */
async function runIn(tx: Transaction, text: string, values: unknown[] = []): Promise<{ rows: unknown[] }> {
  const parts = text.split(/\$(\d+)/)
  const chunks = parts.map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1]}`))
  const result = await tx.execute(sql.join(chunks))
  return { rows: result.rows }
}
