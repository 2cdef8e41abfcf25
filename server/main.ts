/** Starts the asked roles, prints the address and how to get in, and stops everything within ten seconds when asked. */
import { join } from 'node:path'
import { type Database, openDatabase } from '../db/client.ts'
import { type EmbeddedPostgres, startCluster } from '../db/embedded.ts'
import { type Jobs, openJobs } from '../db/jobs.ts'
import { type MigrationUrls, migrateDatabase } from '../db/migrate.ts'
import { createArgon2Hasher } from './adapters/argon2-hasher.ts'
import { createFileMailer } from './adapters/file-mailer.ts'
import { createSmtpMailer } from './adapters/smtp-mailer.ts'
import { systemClock } from './adapters/system-clock.ts'
import { compose } from './compose.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { FolderInUseError, lockFolder } from './folder-lock.ts'
import { mountApi } from './http/api.ts'
import { cookieName, createApp } from './http/app.ts'
import { mountWeb } from './http/web.ts'
import { readSecrets, type Secrets } from './secrets.ts'
import { startWorker } from './worker.ts'

type Closer = () => Promise<void> | void
const REQUESTS_PER_MINUTE = 1_200

/** Everything that was started, ended in reverse order. */
async function start(config: Config, closers: Closer[]): Promise<void> {
  closers.push(lockFolder(config.dataDir))
  const secrets = readSecrets(config.dataDir)
  const urls = config.database ?? (await embedded(config, secrets, closers))
  say('Bringing the database up to date ...')
  await migrateDatabase(urls)
  const db = openDatabase({ appUrl: urls.app, systemUrl: urls.system })
  closers.push(() => db.close())
  await db.assertSafe({ durable: true })
  const jobs = await openJobs(urls.system, (error) => console.error('jobs:', error))
  closers.push(() => jobs.stop())
  await serve(config, { db, jobs, cursorSecret: secrets.cursor }, closers)
}

async function serve(config: Config, has: { db: Database; jobs: Jobs; cursorSecret: string }, closers: Closer[]): Promise<void> {
  const { publicOrigin } = config
  const services = compose({ ...has, clock: systemClock, hasher: createArgon2Hasher(), publicOrigin })
  if (config.roles.includes('worker')) {
    const from = `Highroad <no-reply@${new URL(publicOrigin).hostname}>`
    const mailer = config.smtpUrl ? createSmtpMailer(config.smtpUrl, from) : createFileMailer(join(config.dataDir, 'mail'), from, say)
    await startWorker({ jobs: has.jobs, services, mailer })
  }
  if (!config.roles.includes('server')) return say('The worker runs.')
  await services.index.start()
  closers.push(() => services.index.stop())
  const app = await createApp({
    sessions: services.sessions,
    publicOrigin,
    logLevel: config.logLevel,
    requestsPerMinute: REQUESTS_PER_MINUTE,
  })
  await mountApi(app, services, { name: cookieName(publicOrigin), secure: publicOrigin.startsWith('https:') })
  await mountWeb(app)
  closers.push(() => app.close())
  await app.listen({ port: config.port, host: config.host })
  const token = await services.accounts.setUpToken()
  say(`Highroad is at ${publicOrigin}`)
  if (token) say(`First administrator, once: ${publicOrigin}/setup?token=${token}`)
  say('Sign up there as a lead firm, an SME or an agency. Ctrl-C stops everything.')
}

async function embedded(config: Config, secrets: Secrets, closers: Closer[]): Promise<MigrationUrls> {
  say('Starting PostgreSQL ...')
  const cluster: EmbeddedPostgres = await startCluster({ directory: join(config.dataDir, 'postgres'), ownerPassword: secrets.owner })
  closers.push(() => cluster.stop())
  const url = (role: 'owner' | 'app' | 'system') => `postgres://${role}:${secrets[role]}@127.0.0.1:${cluster.port}/postgres`
  return { owner: url('owner'), app: url('app'), system: url('system') }
}

function say(line: string): void {
  console.log(line)
}

function describe(error: unknown, config: Config | null): string {
  if (error instanceof ConfigError || error instanceof FolderInUseError) return error.message
  const { code, message } = error as { code?: string; message?: string }
  if (code === 'EADDRINUSE') return `Port ${config?.port} is taken. Stop the other program or choose another: PORT=3001 npm start`
  return `Highroad could not start: ${message ?? String(error)}`
}

async function main(): Promise<void> {
  const closers: Closer[] = []
  let config: Config | null = null
  let stopping: Promise<void> | null = null
  const stop = (code: number) => {
    stopping ??= closeAll(closers).finally(() => process.exit(code))
    return stopping
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
  try {
    config = readConfig(process.env, process.argv.slice(2))
    await start(config, closers)
  } catch (error) {
    console.error(describe(error, config))
    if (config?.logLevel === 'debug') console.error(error)
    await stop(1)
  }
}

/** Ends what was started, newest first; what hangs is left behind after nine seconds. */
async function closeAll(closers: Closer[]): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, 9_000).unref())
  const all = (async () => {
    for (const close of closers.reverse()) await Promise.resolve(close()).catch((error: unknown) => console.error('while stopping:', error))
  })()
  await Promise.race([all, late])
}

await main()
