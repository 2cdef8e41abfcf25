/** Starts the asked roles, prints the address and how to get in, and stops everything within ten seconds when asked. */
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Database, openDatabase } from '../db/client.ts'
import { type EmbeddedPostgres, startCluster } from '../db/embedded.ts'
import { type Jobs, openJobs } from '../db/jobs.ts'
import { type MigrationUrls, migrateDatabase } from '../db/migrate.ts'
import { createArgon2Hasher } from './adapters/argon2-hasher.ts'
import { createClamdScanner, createNoScanner } from './adapters/clamd-scanner.ts'
import { createDiskFiles } from './adapters/disk-files.ts'
import { createFileMailer } from './adapters/file-mailer.ts'
import { createFileTexts } from './adapters/file-texts.ts'
import { createHttpTexts } from './adapters/http-texts.ts'
import { createSmtpMailer } from './adapters/smtp-mailer.ts'
import { systemClock } from './adapters/system-clock.ts'
import { compose, type Services } from './compose.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { fillDemo } from './demo.ts'
import { FolderInUseError, lockFolder } from './folder-lock.ts'
import { mountApi } from './http/api.ts'
import { cookieName, createApp } from './http/app.ts'
import { mountWeb } from './http/web.ts'
import { assertPortFree, PortTakenError, portTaken } from './port-check.ts'
import type { FileStore } from './ports/file-store.ts'
import type { Mailer } from './ports/mailer.ts'
import type { TextChannel } from './ports/text-channel.ts'
import type { VirusScanner } from './ports/virus-scanner.ts'
import { readFileKey, readSecrets, type Secrets } from './secrets.ts'
import { createStopping, type Stopping } from './stopping.ts'
import { startMatchingQueue, startWorker } from './worker.ts'

/** Sign-ups and password mails from one address; an office behind one address stays below it. */
const COSTLY_PER_HOUR = 60
const REQUESTS_PER_MINUTE = 1_200
/** A small index is there before the first request; while a large one is built, pages answer and /readyz says that search does not. */
const INDEX_WAIT_MS = 2_000

/** Each part is handed over to be stopped as soon as it stands. */
async function start(config: Config, stopping: Stopping): Promise<void> {
  // With a database elsewhere several processes may share the folder.
  if (!config.database) stopping.add(lockFolder(config.dataDir))
  if (config.roles.includes('server')) await assertPortFree(config.host, config.port)
  const secrets = readSecrets(config.dataDir)
  const urls = config.database ?? (await embedded(config, secrets, stopping))
  say('Bringing the database up to date ...')
  await migrateDatabase(urls)
  const db = openDatabase({ appUrl: urls.app, systemUrl: urls.system })
  stopping.add(() => db.close())
  await db.assertSafe({ durable: true })
  const jobs = await openJobs(urls.system, (error) => console.error('jobs:', error))
  stopping.add(() => jobs.stop())
  await serve(config, { db, jobs, cursorSecret: secrets.cursor }, stopping)
}

async function serve(config: Config, has: { db: Database; jobs: Jobs; cursorSecret: string }, stopping: Stopping): Promise<void> {
  const { publicOrigin, meili, replies } = config
  const search = { folder: join(config.dataDir, 'search') }
  const texts = { offered: config.texts !== null || !config.production, token: config.texts?.token ?? null }
  const made = { clock: systemClock, hasher: createArgon2Hasher(), publicOrigin, texts, replies, search, meili }
  const services = compose({ ...has, ...made, files: filesOf(config), scanner: scannerOf(config) })
  await services.news.pairs.begin()
  if (config.demo && config.roles.includes('server')) await fillDemo({ services, clock: systemClock, say })
  if (config.roles.includes('worker')) await startWorker({ jobs: has.jobs, services, ...waysOut(config) })
  if (!config.roles.includes('server')) return say('The worker runs.')
  const indexed = startMatching(services, has.jobs, stopping)
  await Promise.race([indexed, setTimeout(INDEX_WAIT_MS)])
  indexed.catch((error) => {
    console.error(describe(error, config))
    stopping.stop(1)
  })
  const app = await createApp({
    sessions: services.sessions,
    publicOrigin,
    logLevel: config.logLevel,
    requestsPerMinute: REQUESTS_PER_MINUTE,
    costlyPerHour: COSTLY_PER_HOUR,
  })
  await mountApi(app, services, { name: cookieName(publicOrigin), secure: publicOrigin.startsWith('https:') })
  await mountWeb(app)
  stopping.add(() => app.close())
  app.log.level = config.logLevel === 'silent' ? 'silent' : 'warn' // Where it listens is said below, in our own words.
  await app.listen({ port: config.port, host: config.host })
  app.log.level = config.logLevel
  const token = await services.accounts.setUpToken()
  say(`Highroad is at ${publicOrigin}`)
  if (token) say(`First administrator, once: ${publicOrigin}/setup?token=${token}`)
  say('Sign up there as a lead firm, an SME or an agency. Ctrl-C stops everything.')
}

/** Where mail and texts go: to a server or gateway, or into files of the data folder. */
function waysOut({ publicOrigin, demo, dataDir, smtpUrl, texts }: Config): { mailer: Mailer; texts: TextChannel } {
  const from = `Highroad <no-reply@${new URL(publicOrigin).hostname}>`
  const tell = demo ? () => {} : say // The demonstration writes a hundred mails at once.
  return {
    mailer: smtpUrl ? createSmtpMailer(smtpUrl, from) : createFileMailer(join(dataDir, 'mail'), from, tell),
    texts: texts ? createHttpTexts(texts) : createFileTexts(join(dataDir, 'texts'), tell),
  }
}

/** The index first: what needs are matched by. Its stop is known before it starts, since a large one takes minutes to build. */
async function startMatching(services: Services, jobs: Jobs, stopping: Stopping): Promise<void> {
  stopping.add(() => services.index.stop())
  await services.index.start()
  await startMatchingQueue(jobs, services)
  await services.news.pairs.start()
  stopping.add(() => services.news.pairs.stop())
}

function scannerOf({ clamd }: Config): VirusScanner {
  return clamd ? createClamdScanner(clamd) : createNoScanner()
}

/** Under the key of the environment if there is one; older ones open what was sealed before. */
function filesOf({ dataDir, fileKeys }: Config): FileStore {
  const kept = readFileKey(dataDir)
  const [first = kept, ...rest] = [...fileKeys, kept]
  return createDiskFiles({ folder: join(dataDir, 'files'), keys: [first, ...rest], clock: systemClock })
}

async function embedded(config: Config, secrets: Secrets, stopping: Stopping): Promise<MigrationUrls> {
  say('Starting PostgreSQL ...')
  const cluster: EmbeddedPostgres = await startCluster({
    directory: join(config.dataDir, 'postgres'),
    ownerPassword: secrets.owner,
    onEnd: (log) => {
      console.error(`PostgreSQL ended by itself: ${log.split('\n').at(-1)}`)
      stopping.stop(1)
    },
  })
  stopping.add(() => cluster.stop(), 8_000)
  const url = (role: 'owner' | 'app' | 'system') => `postgres://${role}:${secrets[role]}@127.0.0.1:${cluster.port}/postgres`
  return { owner: url('owner'), app: url('app'), system: url('system') }
}

function say(line: string): void {
  console.log(line)
}

function describe(error: unknown, config: Config | null): string {
  if (error instanceof ConfigError || error instanceof FolderInUseError || error instanceof PortTakenError) return error.message
  const { code, message } = error as { code?: string; message?: string }
  if (code === 'EADDRINUSE' && config) return portTaken(config.port).message
  return `Highroad could not start: ${message || code || String(error)}`
}

async function main(): Promise<void> {
  let config: Config | null = null
  let started: Promise<void> = Promise.resolve()
  const stopping = createStopping(
    () => started,
    (code) => process.exit(code),
  )
  stopWhenAsked(stopping)
  try {
    config = readConfig(process.env, process.argv.slice(2))
    started = start(config, stopping)
    await started
  } catch (error) {
    if (stopping.hasBegun()) return
    console.error(describe(error, config))
    if (config?.logLevel === 'debug') console.error(error)
    stopping.stop(1)
  }
}

/** Asked by a signal, by the end of the program that started us, or by a fault that nobody expected. */
function stopWhenAsked(stopping: Stopping): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.stop(0))
  if (process.channel) process.on('disconnect', () => stopping.stop(0))
  process.on('uncaughtException', (error) => {
    console.error(error)
    stopping.stop(1)
  })
}

await main()
