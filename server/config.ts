/** The environment, read once: an absent database, mail or search address means the embedded one. */
import { resolve } from 'node:path'

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
  /** The HTTP gateway of texts (SMS and the like); null: they are written into files, and in production not offered. */
  texts: { url: string; token: string } | null
  /** The domain whose mail is handed to us, and the token of whoever hands it on; null: mail about messages cannot be answered. */
  replies: { domain: string; token: string } | null
  /** Null: the embedded search engine. */
  meili: { url: string; key: string | null } | null
  /** Master keys for files from the environment, the one in use first; none: the key that the data folder keeps. */
  fileKeys: readonly Buffer[]
  /** Null: nobody looks for viruses. */
  clamd: { host: string; port: number } | null
}

export const ROLES = ['server', 'worker'] as const
export type Role = (typeof ROLES)[number]

/** A setting that cannot be used; the message says which and why, and the process ends with code 1. */
export class ConfigError extends Error {}

/** Reads and checks all settings; an empty one counts as absent, since compose files hand those on. */
export function readConfig(environment: NodeJS.ProcessEnv, argv: readonly string[] = []): Config {
  const env: NodeJS.ProcessEnv = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const demo = argv.includes('--demo')
  const production = env.NODE_ENV === 'production'
  if (demo) refuseDemo(env, production)
  const port = portOf(env.PORT ?? '3000')
  return {
    port,
    host: env.HOST ?? 'localhost',
    dataDir: resolve(env.DATA_DIR ?? folderOf(demo)),
    publicOrigin: originOf(env.PUBLIC_ORIGIN ?? `http://localhost:${port}`, production),
    logLevel: logLevelOf(env.LOG_LEVEL ?? 'info'),
    production,
    demo,
    roles: rolesOf(env.ROLES ?? 'server,worker'),
    database: databaseOf(env),
    smtpUrl: env.SMTP_URL ? urlOf('SMTP_URL', env.SMTP_URL, /^smtps?:$/) : null,
    texts: textsOf(env),
    replies: repliesOf(env),
    meili: meiliOf(env),
    fileKeys: fileKeysOf(env),
    clamd: clamdOf(env.CLAMD_URL),
  }
}

function folderOf(demo: boolean): string {
  return demo ? './data-demo' : './data'
}

function refuseDemo(env: NodeJS.ProcessEnv, production: boolean): void {
  if (production) throw new ConfigError('--demo fills in invented firms with known passwords; it is refused with NODE_ENV=production.')
  if (env.DATABASE_URL) throw new ConfigError('--demo uses a folder of its own; it is refused while DATABASE_URL is set.')
}

function meiliOf({ MEILI_URL: url, MEILI_KEY: key }: NodeJS.ProcessEnv): Config['meili'] {
  return url ? { url: urlOf('MEILI_URL', url, /^https?:$/), key: key ?? null } : null
}

/** Neither key is repeated in what is said of it. */
function fileKeysOf({ FILE_KEY: current, FILE_KEY_BEFORE: before }: NodeJS.ProcessEnv): Buffer[] {
  const all = Object.entries({ FILE_KEY: current, FILE_KEY_BEFORE: before }).flatMap(([name, text]) => (text ? [{ name, text }] : []))
  if (before && !current) throw new ConfigError('FILE_KEY_BEFORE is the key that FILE_KEY takes over from; set both.')
  return all.map(({ name, text }) => {
    const key = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64')
    if (key.length !== 32) throw new ConfigError(`${name} is not 32 bytes in hex or base64; make one with: openssl rand -hex 32`)
    return key
  })
}

function clamdOf(text: string | undefined): Config['clamd'] {
  if (!text) return null
  const { hostname, port } = new URL(urlOf('CLAMD_URL', text, /^tcp:$/))
  if (!hostname) throw new ConfigError('CLAMD_URL is not an address of the kind it needs.')
  return { host: hostname, port: Number(port || 3310) }
}

/** Numbers and the token go there, so nobody on the way may read along. */
function textsOf({ TEXT_CHANNEL_URL: url, TEXT_CHANNEL_TOKEN: token }: NodeJS.ProcessEnv): Config['texts'] {
  if (!url && !token) return null
  if (!url || !token) throw new ConfigError('TEXT_CHANNEL_URL and TEXT_CHANNEL_TOKEN are set together or not at all.')
  if (token.length < 16) throw new ConfigError('TEXT_CHANNEL_TOKEN has fewer than 16 characters; take a long random one.')
  const { protocol, hostname } = new URL(urlOf('TEXT_CHANNEL_URL', url, /^https?:$/))
  if (protocol === 'http:' && !LOOPBACK.includes(hostname)) throw new ConfigError('TEXT_CHANNEL_URL must be https.')
  return { url, token }
}

/** An address nobody listens to would lose answers, so the two are set together. */
function repliesOf({ REPLY_DOMAIN: domain, INBOUND_MAIL_TOKEN: token }: NodeJS.ProcessEnv): Config['replies'] {
  if (!domain && !token) return null
  if (!domain || !token) throw new ConfigError('REPLY_DOMAIN and INBOUND_MAIL_TOKEN are set together or not at all.')
  if (token.length < 16) throw new ConfigError('INBOUND_MAIL_TOKEN has fewer than 16 characters; take a long random one.')
  if (!/^(?=.{1,190}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z][a-z0-9-]{0,61}[a-z0-9]$/i.test(domain))
    throw new ConfigError('REPLY_DOMAIN is not the name of a domain such as replies.highroad.example.')
  return { domain: domain.toLowerCase(), token }
}

function databaseOf(env: NodeJS.ProcessEnv): Config['database'] {
  const { DATABASE_URL: app, SYSTEM_DATABASE_URL: system, MIGRATION_DATABASE_URL: owner } = env
  if (!app && !system && !owner) return null
  if (!app || !system || !owner)
    throw new ConfigError('DATABASE_URL, SYSTEM_DATABASE_URL and MIGRATION_DATABASE_URL are set together or not at all.')
  return {
    app: urlOf('DATABASE_URL', app, POSTGRES),
    system: urlOf('SYSTEM_DATABASE_URL', system, POSTGRES),
    owner: urlOf('MIGRATION_DATABASE_URL', owner, POSTGRES),
  }
}

/** The address itself is not repeated: it may hold a password. */
function urlOf(name: string, text: string, protocol: RegExp): string {
  if (!URL.canParse(text) || !protocol.test(new URL(text).protocol))
    throw new ConfigError(`${name} is not an address of the kind it needs.`)
  return text
}

function originOf(text: string, production: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol))
    throw new ConfigError(`PUBLIC_ORIGIN is not an address such as https://highroad.example: ${text}`)
  if (production && url.protocol === 'http:' && !LOOPBACK.includes(url.hostname))
    throw new ConfigError('PUBLIC_ORIGIN must be https in production.')
  return url.origin
}

function rolesOf(text: string): Role[] {
  const names = text.split(',').map((one) => one.trim())
  const wrong = names.find((one) => !ROLES.some((role) => role === one))
  if (wrong !== undefined) throw new ConfigError(`ROLES holds "${wrong}"; it knows server and worker.`)
  return ROLES.filter((role) => names.includes(role))
}

function logLevelOf(text: string): string {
  if (!LOG_LEVELS.includes(text)) throw new ConfigError(`LOG_LEVEL is "${text}"; it knows ${LOG_LEVELS.join(', ')}.`)
  return text
}

function portOf(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 65_535) throw new ConfigError(`PORT is not a port number: ${text}`)
  return value
}

const POSTGRES = /^postgres(ql)?:$/
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']
