/** The environment, read once: an absent database, mail or search address means the embedded one. */
import { isAbsolute, join } from 'node:path'

export interface Config {
  port: number
  host: string
  dataDir: string
  publicOrigin: string
  logLevel: string
  production: boolean
  demo: boolean
  roles: readonly Role[]
  /** Null: the embedded PostgreSQL in the data folder. */
  database: { app: string; system: string; owner: string } | null
  smtpUrl: string | null
}

export const ROLES = ['server', 'worker'] as const
export type Role = (typeof ROLES)[number]

/** A setting that cannot be used; the message says which and why, and the process ends with code 1. */
export class ConfigError extends Error {}

export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[] = []): Config {
  const demo = argv.includes('--demo')
  const production = env.NODE_ENV === 'production'
  const port = numberOf('PORT', env.PORT ?? '3000')
  const host = env.HOST ?? 'localhost'
  const folder = env.DATA_DIR ?? (demo ? './data-demo' : './data')
  if (demo && production)
    throw new ConfigError('--demo fills in invented firms with known passwords; it is refused with NODE_ENV=production.')
  if (demo && env.DATABASE_URL) throw new ConfigError('--demo uses a folder of its own; it is refused while DATABASE_URL is set.')
  return {
    port,
    host,
    dataDir: isAbsolute(folder) ? folder : join(process.cwd(), folder),
    publicOrigin: originOf(env.PUBLIC_ORIGIN ?? `http://localhost:${port}`, production),
    logLevel: env.LOG_LEVEL ?? 'info',
    production,
    demo,
    roles: rolesOf(env.ROLES ?? 'server,worker'),
    database: databaseOf(env),
    smtpUrl: env.SMTP_URL ?? null,
  }
}

function databaseOf(env: NodeJS.ProcessEnv): Config['database'] {
  const { DATABASE_URL: app, SYSTEM_DATABASE_URL: system, MIGRATION_DATABASE_URL: owner } = env
  if (!app && !system && !owner) return null
  if (!app || !system || !owner)
    throw new ConfigError('DATABASE_URL, SYSTEM_DATABASE_URL and MIGRATION_DATABASE_URL are set together or not at all.')
  return { app, system, owner }
}

function originOf(text: string, production: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol))
    throw new ConfigError(`PUBLIC_ORIGIN is not an address such as https://highroad.example: ${text}`)
  if (production && url.protocol === 'http:' && url.hostname !== 'localhost')
    throw new ConfigError('PUBLIC_ORIGIN must be https in production.')
  return url.origin
}

function rolesOf(text: string): Role[] {
  const names = text.split(',').map((one) => one.trim())
  const wrong = names.find((one) => !ROLES.some((role) => role === one))
  if (wrong !== undefined) throw new ConfigError(`ROLES holds "${wrong}"; it knows server and worker.`)
  return ROLES.filter((role) => names.includes(role))
}

function numberOf(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new ConfigError(`${name} is not a port number: ${text}`)
  return value
}
