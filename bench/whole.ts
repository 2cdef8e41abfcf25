/** The product served for the benchmark: embedded PostgreSQL, every published firm in it, needs published through the API. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { openDatabase } from '../db/client.ts'
import { startCluster } from '../db/embedded.ts'
import { openJobs } from '../db/jobs.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { organizations } from '../db/schema/organizations.ts'
import { capabilityProfiles, matchFacts } from '../db/schema/profiles.ts'
import { addDays } from '../domain/day.ts'
import type { SourcingNeed } from '../domain/sourcing.ts'
import { createArgon2Hasher } from '../server/adapters/argon2-hasher.ts'
import { compose } from '../server/compose.ts'
import { mountApi } from '../server/http/api.ts'
import { createApp } from '../server/http/app.ts'
import { type AnswerFigures, measureAnswers } from './answer.ts'
import { makeCorpus } from './corpus.ts'
import { type Firm, TODAY } from './generate.ts'

const NEEDS = 20
const QUESTIONS = 100
const AT = new Date(`${TODAY}T09:00:00Z`)

export interface WholeFigures {
  profiles: number
  /** Seconds to load the firms into PostgreSQL and to build the index from it. */
  load: number
  build: number
  oneClient: AnswerFigures
  twentyClients: AnswerFigures
}

/** Measures GET proposals over HTTP at this size: one client, then twenty. */
export async function measureWhole(size: number): Promise<WholeFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'highroad-bench-'))
  const password = randomBytes(12).toString('hex')
  const cluster = await startCluster({ directory: join(folder, 'postgres'), ownerPassword: password })
  const url = (role: string) => `postgres://${role}:${password}@127.0.0.1:${cluster.port}/postgres`
  try {
    await migrateDatabase({ owner: url('owner'), app: url('app'), system: url('system') })
    const corpus = makeCorpus(size, NEEDS)
    const load = await seconds(() => loadFirms(url('owner'), corpus.firms))
    return { profiles: size, load, ...(await serveAndAsk(url, corpus.needs)) }
  } finally {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function serveAndAsk(
  url: (role: string) => string,
  needs: readonly SourcingNeed[],
): Promise<Pick<WholeFigures, 'build' | 'oneClient' | 'twentyClients'>> {
  const origin = 'http://localhost'
  const db = openDatabase({ appUrl: url('app'), systemUrl: url('system') })
  const jobs = await openJobs(url('system'), console.error)
  const services = compose({
    db,
    jobs,
    clock: { now: () => AT },
    hasher: createArgon2Hasher(),
    publicOrigin: origin,
    cursorSecret: 'bench',
  })
  const build = await seconds(() => services.index.start())
  const app = await createApp({ sessions: services.sessions, publicOrigin: origin, logLevel: 'silent', requestsPerMinute: 1e9 })
  await mountApi(app, services, { name: 'sid-dev', secure: false })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const baseUrl = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  try {
    const cookie = await leadFirmCookie(baseUrl)
    const needIds = await publish(baseUrl, cookie, needs)
    const run = { baseUrl, cookie, needIds, questions: QUESTIONS }
    return { build, oneClient: await measureAnswers({ ...run, clients: 1 }), twentyClients: await measureAnswers({ ...run, clients: 20 }) }
  } finally {
    await app.close()
    await services.index.stop()
    await jobs.stop()
    await db.close()
  }
}

/** Rows straight into the tables: what is measured is the answer, not the way in. */
async function loadFirms(ownerUrl: string, firms: readonly Firm[]): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 })
  const db = drizzle(pool, { casing: 'snake_case' })
  const provenance = { source: 'firm', level: 'self-declared', statedOn: TODAY } as const
  for (let at = 0; at < firms.length; at += 500) {
    const part = firms.slice(at, at + 500)
    const named = part.map(({ facts, texts }) => ({
      name: texts[0]?.name ?? 'A firm',
      nameKey: facts.profileId,
      country: facts.country,
      region: facts.region,
      city: facts.city,
    }))
    const made = await db
      .insert(organizations)
      .values(named.map((one) => ({ ...one, kind: 'sme' as const, createdAt: AT, updatedAt: AT })))
      .returning({ id: organizations.id })
    const profiles = await db
      .insert(capabilityProfiles)
      .values(made.map(({ id }) => ({ organizationId: id, state: 'published' as const, ...provenance, createdAt: AT, updatedAt: AT })))
      .returning({ id: capabilityProfiles.id, organizationId: capabilityProfiles.organizationId })
    await db.insert(matchFacts).values(
      part.map(({ facts, texts }, index) => {
        const { id: profileId = '', organizationId = '' } = profiles[index] ?? {}
        return {
          profileId,
          organizationId,
          published: true,
          version: 1,
          name: texts[0]?.name ?? '',
          texts: [...texts],
          facts: { ...facts, profileId, organizationId },
        }
      }),
    )
  }
  await pool.query('analyze')
  await pool.end()
}

async function leadFirmCookie(baseUrl: string): Promise<string> {
  const account = await post(baseUrl, '/sign-up', { name: 'Buyer', email: 'buyer@example.org', password: 'three plain words 42' })
  const made = await post(baseUrl, '/organizations', { kind: 'lead-firm', name: 'Aldervane Seating', country: 'IN' }, account.cookie)
  const acting = await post(baseUrl, '/account/acting-organization', { organizationId: made.body.id }, account.cookie)
  return acting.cookie
}

async function publish(baseUrl: string, cookie: string, needs: readonly SourcingNeed[]): Promise<string[]> {
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

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return Math.round(performance.now() - start) / 1000
}
