/** The real application on a fresh database, with a clock that tests move and mail that they read; callers speak HTTP. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../db/client.ts'
import { type Jobs, openJobs } from '../../db/jobs.ts'
import { createDiskFiles } from '../../server/adapters/disk-files.ts'
import { compose, type Services } from '../../server/compose.ts'
import type { Ports } from '../../server/compose-base.ts'
import { mountApi } from '../../server/http/api.ts'
import { createApp } from '../../server/http/app.ts'
import type { Mail, Mailer } from '../../server/ports/mailer.ts'
import type { PasswordHasher } from '../../server/ports/password-hasher.ts'
import type { TextChannel, TextMessage } from '../../server/ports/text-channel.ts'
import { startMatchingQueue, startWorker } from '../../server/worker.ts'
import { freshDatabase } from './postgres.ts'

export const ORIGIN = 'http://localhost:3000'
export const CURSOR_SECRET = 'a secret of the tests'
export const GATEWAY_TOKEN = 'shown by the gateway of the tests'

export const REPLIES = { domain: 'replies.example', token: 'shown by the receiver of mail of the tests' }

export interface Answer<T = Record<string, unknown>> {
  status: number
  body: T
  headers: Record<string, string | string[] | number | undefined>
}

export interface TestApi {
  app: FastifyInstance
  services: Services
  db: Database
  /** Address of the database as its owner: for looking at what no role of the product may see or change. */
  ownerUrl: string
  /** Where files lie. */
  folder: string
  jobs: Jobs
  mails: Mail[]
  texts: TextMessage[]
  clock: { now(): Date; set(to: string): void; advance(milliseconds: number): void }
  /** Speaks as somebody: each caller keeps his own cookie. */
  visitor(): Caller
  close(): Promise<void>
}

export interface Caller {
  get<T = Record<string, unknown>>(path: string): Promise<Answer<T>>
  send<T = Record<string, unknown>>(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    extra?: Record<string, string>,
  ): Promise<Answer<T>>
  cookie(): string
}

/** Hashing that takes no time; the real one has tests of its own. */
const quickHasher: PasswordHasher = {
  hash: async (password) => `plain:${password}`,
  verify: async (hash, password) => hash === `plain:${password}`,
}

/** Mail and texts are kept in the hand unless they are sent through something else. */
type StartWith = Pick<Ports, 'meili' | 'engine' | 'replies' | 'scanner' | 'interestsPerMonth'> & {
  through?: { mailer?: Mailer; texts?: TextChannel }
}

/**
 * With the embedded engine, or with the search server or the engine that is given. Tests that are not about it show more
 * interest in an hour than a firm may in a month.
 */
export async function startApi({ meili = null, engine, scanner, through, ...rest }: StartWith = {}): Promise<TestApi> {
  const { urls, drop } = await freshDatabase(inject('postgres'))
  const db = openDatabase({ appUrl: urls.app, systemUrl: urls.system })
  const jobs = await openJobs(urls.system, (error) => console.error(error))
  const clock = movableClock()
  const mails: Mail[] = []
  const folder = mkdtempSync(join(tmpdir(), 'highroad-api-'))
  const texts: TextMessage[] = []
  const services = compose({
    db,
    jobs,
    clock,
    hasher: quickHasher,
    publicOrigin: ORIGIN,
    cursorSecret: CURSOR_SECRET,
    files: createDiskFiles({ folder, keys: [randomBytes(32)], clock }),
    ...(scanner && { scanner }),
    texts: { offered: true, token: GATEWAY_TOKEN },
    replies: REPLIES,
    interestsPerMonth: 10_000,
    ...rest,
    search: { inThread: true },
    meili,
    ...(engine && { engine }),
  })
  const mailer: Mailer = through?.mailer ?? { send: async (mail) => void mails.push(mail) }
  const channel: TextChannel = through?.texts ?? { send: async (text) => void texts.push(text) }
  await startWorker({ jobs, services, mailer, texts: channel })
  const app = await createApp({
    sessions: services.sessions,
    publicOrigin: ORIGIN,
    logLevel: process.env.LOG_LEVEL ?? 'silent',
    requestsPerMinute: 1_000_000,
  })
  await mountApi(app, services, { name: 'sid-dev', secure: false })
  // Tests that follow say so: `services.news.pairs.catchUp()`.
  await services.news.pairs.begin()
  await services.index.start()
  await startMatchingQueue(jobs, services)
  await app.ready()
  return {
    app,
    services,
    db,
    ownerUrl: urls.owner,
    folder,
    jobs,
    mails,
    texts,
    clock,
    visitor: () => callerOf(app),
    async close() {
      await app.close()
      await services.news.pairs.stop()
      await services.index.stop()
      await jobs.stop()
      await db.close()
      await drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function movableClock() {
  let at = new Date('2026-11-23T09:00:00Z')
  return {
    now: () => new Date(at),
    set: (to: string) => {
      at = new Date(to)
    },
    advance: (milliseconds: number) => {
      at = new Date(at.getTime() + milliseconds)
    },
  }
}

export function callerOf(app: FastifyInstance): Caller {
  let cookie = ''
  const call = async <T>(options: InjectOptions): Promise<Answer<T>> => {
    const answer = await app.inject({ ...options, headers: { ...(cookie && { cookie }), ...options.headers } })
    for (const one of answer.cookies) if (one.name === 'sid-dev') cookie = one.value ? `sid-dev=${one.value}` : ''
    const text = answer.body
    const body = (text && String(answer.headers['content-type']).includes('json') ? JSON.parse(text) : text) as T
    return { status: answer.statusCode, body, headers: answer.headers }
  }
  return {
    get: (path) => call({ method: 'GET', url: urlOf(path) }),
    send: (method, path, body, extra = {}) =>
      call({ method, url: urlOf(path), headers: { origin: ORIGIN, ...extra }, ...(body !== undefined && { payload: body as object }) }),
    cookie: () => cookie,
  }
}

function urlOf(path: string): string {
  return path.startsWith('/api') || path.startsWith('/livez') || path.startsWith('/readyz') ? path : `/api/v1${path}`
}
