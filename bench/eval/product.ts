/** The product as the evaluation meets it: an empty one, an agency that imports, a lead firm that asks, SMEs that claim; all through HTTP routes. */
import type { FastifyInstance, InjectOptions } from 'fastify'
import pg from 'pg'
import { storeCodes } from '../../db/classification-codes.ts'
import { openDatabase } from '../../db/client.ts'
import { type Jobs, openJobs } from '../../db/jobs.ts'
import type { ClassificationScheme } from '../../domain/classification.ts'
import { parseClassification } from '../../domain/classification.ts'
import { readCodeList } from '../../scripts/classification-file.ts'
import { createDiskFiles } from '../../server/adapters/disk-files.ts'
import { compose } from '../../server/compose.ts'
import { mountApi } from '../../server/http/api.ts'
import { createApp } from '../../server/http/app.ts'
import { startWorker } from '../../server/worker.ts'
import { type Ground, openGround } from '../served.ts'

const ORIGIN = 'http://localhost'
const PASSWORD = 'three plain words 42'
/** The day on which the sets were made: nothing in them is later. */
const AT = new Date('2026-11-23T09:00:00Z')

export interface Caller {
  get<T>(path: string): Promise<T>
  send<T>(method: 'POST' | 'PUT', path: string, body?: unknown, headers?: Record<string, string>): Promise<T>
}

export interface Product {
  /** Somebody new who founds an organization and acts for it; without a kind, somebody without one. */
  join(kind: 'lead-firm' | 'agency' | null): Promise<Caller>
  /** Each imported firm by the list's own key of it: what an agency's own books would tell. */
  organizationsByKey(): Promise<Map<string, string>>
  /** Statistics are counted anew each day, or when a list has changed the picture: a new start is the sure way to have them. */
  restart(): Promise<void>
  /** Works what waits in the queue. */
  drain(): Promise<void>
  stop(): Promise<void>
}

/** Starts the product on an empty database that holds the official list, loaded as `classification:import` loads it. */
export async function startProduct(list: { scheme: ClassificationScheme; bytes: Uint8Array } | null): Promise<Product> {
  const ground = await openGround()
  try {
    if (list) await loadList(ground, list)
    return await serve(ground)
  } catch (error) {
    await ground.clear()
    throw error
  }
}

async function loadList(ground: Ground, { scheme, bytes }: { scheme: ClassificationScheme; bytes: Uint8Array }): Promise<void> {
  const { header, rows } = await readCodeList(bytes)
  const client = new pg.Client(ground.url('owner'))
  await client.connect()
  try {
    await storeCodes(client, scheme, parseClassification(scheme, header, rows).rows)
  } finally {
    await client.end()
  }
}

interface Running {
  app: FastifyInstance
  jobs: Jobs
  stop(): Promise<void>
}

async function serve(ground: Ground): Promise<Product> {
  let running = await run(ground)
  let people = 0
  return {
    join: async (kind) =>
      join(
        callerOf(() => running.app),
        kind,
        ++people,
      ),
    organizationsByKey: () => organizationsByKey(ground),
    drain: () => running.jobs.drain(),
    async restart() {
      await running.stop()
      running = await run(ground)
    },
    async stop() {
      await running.stop()
      await ground.clear()
    },
  }
}

async function run(ground: Ground): Promise<Running> {
  const db = openDatabase({ appUrl: ground.url('app'), systemUrl: ground.url('system') })
  const jobs = await openJobs(ground.url('system'), console.error)
  const hasher = { hash: async (password: string) => password, verify: async (hash: string, password: string) => hash === password }
  const clock = { now: () => AT }
  const files = createDiskFiles({ folder: `${ground.folder}/files`, keys: [Buffer.alloc(32)], clock })
  const services = compose({ db, jobs, clock, hasher, publicOrigin: ORIGIN, cursorSecret: 'evaluation', files })
  await startWorker({ jobs, services, mailer: { send: async () => {} }, texts: { send: async () => {} } })
  const app = await createApp({ sessions: services.sessions, publicOrigin: ORIGIN, logLevel: 'silent', requestsPerMinute: 1e9 })
  await mountApi(app, services, { name: 'sid-dev', secure: false })
  await services.index.start()
  await app.ready()
  return {
    app,
    jobs,
    async stop() {
      await app.close()
      await services.index.stop()
      await jobs.stop()
      await db.close()
    },
  }
}

async function organizationsByKey(ground: Ground): Promise<Map<string, string>> {
  const client = new pg.Client(ground.url('owner'))
  await client.connect()
  const { rows } = await client.query<{ id: string; key: string }>(
    `select id, external_ref as key from organizations where external_ref <> ''`,
  )
  await client.end()
  return new Map(rows.map(({ id, key }) => [key, id]))
}

async function join(caller: Caller, kind: 'lead-firm' | 'agency' | null, number: number): Promise<Caller> {
  await caller.send('POST', '/sign-up', { name: 'Somebody', email: `person${number}@example.org`, password: PASSWORD })
  if (kind === null) return caller
  const { id } = await caller.send<{ id: string }>('POST', '/organizations', { kind, name: `The ${kind} ${number}`, country: 'DE' })
  await actFor(caller, id)
  return caller
}

export async function actFor(caller: Caller, organizationId: string): Promise<void> {
  await caller.send('POST', '/account/acting-organization', { organizationId })
}

/** Keeps the session's cookie; whatever is not answered well ends the run. */
function callerOf(app: () => FastifyInstance): Caller {
  let cookie = ''
  const call = async <T>(options: InjectOptions & { url: string }): Promise<T> => {
    const answer = await app().inject({
      ...options,
      url: `/api/v1${options.url}`,
      headers: { ...(cookie && { cookie }), ...options.headers },
    })
    for (const one of answer.cookies) if (one.name === 'sid-dev') cookie = `sid-dev=${one.value}`
    if (answer.statusCode >= 300) throw new Error(`${options.method} ${options.url}: ${answer.statusCode} ${answer.body.slice(0, 500)}`)
    return (answer.body === '' ? undefined : JSON.parse(answer.body)) as T
  }
  return {
    get: (path) => call({ method: 'GET', url: path }),
    send: (method, url, body, headers = {}) =>
      call({ method, url, headers: { origin: ORIGIN, ...headers }, ...(body !== undefined && { payload: body as object }) }),
  }
}
