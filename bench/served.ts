/** The product served for the benchmark: embedded PostgreSQL, every published firm in it, needs published through the API. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../db/client.ts'
import { startCluster } from '../db/embedded.ts'
import { openJobs } from '../db/jobs.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { addDays } from '../domain/day.ts'
import type { SourcingNeed } from '../domain/sourcing.ts'
import { createArgon2Hasher } from '../server/adapters/argon2-hasher.ts'
import { createDiskFiles } from '../server/adapters/disk-files.ts'
import { compose } from '../server/compose.ts'
import { mountApi } from '../server/http/api.ts'
import { createApp } from '../server/http/app.ts'
import { TODAY } from './generate.ts'

export const AT = new Date(`${TODAY}T09:00:00Z`)

export interface Ground {
  url(role: 'owner' | 'app' | 'system'): string
  /** For what the product keeps in its data folder. */
  folder: string
  clear(): Promise<void>
}

/** An empty, migrated cluster in a folder of its own. */
export async function openGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'highroad-bench-'))
  const password = randomBytes(12).toString('hex')
  const cluster = await startCluster({ directory: join(folder, 'postgres'), ownerPassword: password })
  const url = (role: string) => `postgres://${role}:${password}@127.0.0.1:${cluster.port}/postgres`
  await migrateDatabase({ owner: url('owner'), app: url('app'), system: url('system') })
  return {
    url,
    folder,
    async clear() {
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface Served {
  baseUrl: string
  /** Seconds until the index stood and questions were answered. */
  start: number
  stop(): Promise<void>
}

/** Everything that `npm start` puts together for matching, without pages and mail. */
export async function serve({ url, folder }: Ground): Promise<Served> {
  const origin = 'http://localhost'
  const db = openDatabase({ appUrl: url('app'), systemUrl: url('system') })
  const jobs = await openJobs(url('system'), console.error)
  const begun = performance.now()
  const services = compose({
    db,
    jobs,
    clock: { now: () => AT },
    hasher: createArgon2Hasher(),
    publicOrigin: origin,
    cursorSecret: 'bench',
    files: createDiskFiles({ folder: join(folder, 'files'), keys: [Buffer.alloc(32)], clock: { now: () => AT } }),
    search: { folder: join(folder, 'search') },
  })
  await services.index.start()
  const start = Math.round(performance.now() - begun) / 1000
  const app = await createApp({ sessions: services.sessions, publicOrigin: origin, logLevel: 'silent', requestsPerMinute: 1e9 })
  await mountApi(app, services, { name: 'sid-dev', secure: false })
  await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    baseUrl: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    start,
    async stop() {
      await app.close()
      await services.index.stop()
      await jobs.stop()
      await db.close()
    },
  }
}

/** Signs up somebody who buys for a lead firm, and gives the session's cookie. */
export async function leadFirmCookie(baseUrl: string): Promise<string> {
  const account = await post(baseUrl, '/sign-up', { name: 'Buyer', email: 'buyer@example.org', password: 'three plain words 42' })
  const made = await post(baseUrl, '/organizations', { kind: 'lead-firm', name: 'Aldervane Seating', country: 'IN' }, account.cookie)
  const acting = await post(baseUrl, '/account/acting-organization', { organizationId: made.body.id }, account.cookie)
  return acting.cookie
}

/** Publishes the needs through the API; gives their ids. */
export async function publish(baseUrl: string, cookie: string, needs: readonly SourcingNeed[]): Promise<string[]> {
  const ids: string[] = []
  for (const need of needs) {
    const { id: _id, organizationId: _owner, state: _state, answerBy: _deadline, criteria, ...rest } = need
    const body = {
      ...rest,
      // What a generated need leaves unsaid but publishing asks for.
      volumePerMonth: rest.volumePerMonth ?? 1_000,
      deliveryCountry: rest.deliveryCountry || 'IN',
      startOn: addDays(TODAY, 300),
      answerOn: addDays(TODAY, 60),
      criteria: criteria.map(withoutIds),
    }
    const made = await post(baseUrl, '/sourcing-needs', body, cookie)
    await post(baseUrl, `/sourcing-needs/${made.body.id}/publish`, undefined, cookie, { 'if-match': `"${made.body.version}"` })
    ids.push(String(made.body.id))
  }
  return ids
}

function withoutIds({ id: _id, title, groups, ...rest }: SourcingNeed['criteria'][number]) {
  return {
    ...rest,
    title: title || 'A criterion',
    groups: groups.map((group) => ({ requirements: group.requirements.map(({ id: _requirement, ...one }) => one) })),
  }
}

async function post(baseUrl: string, path: string, body: unknown, ...[cookie = '', headers = {}]: [string?, Record<string, string>?]) {
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
  const answer = await fetch(`${baseUrl}/api/v1${path}`, {
    method: 'POST',
    headers: { cookie, ...type, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
  return { body: JSON.parse(text) as Record<string, unknown>, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? cookie }
}
