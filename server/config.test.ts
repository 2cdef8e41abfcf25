/** The environment: what is left out, what is set, and what is refused with a sentence that names the setting. */
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const DATABASE = {
  DATABASE_URL: 'postgres://app:a@db/highroad',
  SYSTEM_DATABASE_URL: 'postgresql://system:b@db/highroad',
  MIGRATION_DATABASE_URL: 'postgres://owner:c@db/highroad',
}

test('with nothing set everything is embedded, on this machine alone', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: 'localhost',
    dataDir: join(process.cwd(), 'data'),
    publicOrigin: 'http://localhost:3000',
    logLevel: 'info',
    production: false,
    demo: false,
    roles: ['server', 'worker'],
    database: null,
    smtpUrl: null,
    texts: null,
    replies: null,
    meili: null,
    fileKeys: [],
    clamd: null,
  })
})

test('an empty setting counts as absent', () => {
  const empty = {
    PORT: '',
    DATA_DIR: '',
    ROLES: '',
    DATABASE_URL: '',
    SMTP_URL: '',
    PUBLIC_ORIGIN: '',
    LOG_LEVEL: '',
    HOST: '',
    MEILI_URL: '',
    MEILI_KEY: '',
    TEXT_CHANNEL_URL: '',
    TEXT_CHANNEL_TOKEN: '',
    REPLY_DOMAIN: '',
    INBOUND_MAIL_TOKEN: '',
  }
  expect(readConfig(empty)).toEqual(readConfig({}))
})

test.each([
  ['the port moves the origin with it', { PORT: '8080' }, { port: 8080, publicOrigin: 'http://localhost:8080' }],
  ['an origin keeps no path', { PUBLIC_ORIGIN: 'https://links.example/start' }, { publicOrigin: 'https://links.example' }],
  ['an absolute data folder stays', { DATA_DIR: '/var/lib/highroad' }, { dataDir: '/var/lib/highroad' }],
  ['one role of two', { ROLES: 'worker' }, { roles: ['worker'] }],
  ['roles in any order, with spaces', { ROLES: 'worker, server' }, { roles: ['server', 'worker'] }],
  [
    'a database elsewhere',
    DATABASE,
    { database: { app: DATABASE.DATABASE_URL, system: DATABASE.SYSTEM_DATABASE_URL, owner: DATABASE.MIGRATION_DATABASE_URL } },
  ],
  ['mail', { SMTP_URL: 'smtps://relay:25' }, { smtpUrl: 'smtps://relay:25' }],
  [
    'a gateway of texts',
    { TEXT_CHANNEL_URL: 'https://sms.example/send', TEXT_CHANNEL_TOKEN: 'sixteen signs at least' },
    { texts: { url: 'https://sms.example/send', token: 'sixteen signs at least' } },
  ],
  [
    'mail that is answered',
    { REPLY_DOMAIN: 'Replies.Highroad.example', INBOUND_MAIL_TOKEN: 'sixteen signs at least' },
    { replies: { domain: 'replies.highroad.example', token: 'sixteen signs at least' } },
  ],
  ['a search server', { MEILI_URL: 'http://search:7700', MEILI_KEY: 'k' }, { meili: { url: 'http://search:7700', key: 'k' } }],
  ['a search server that asks for no key', { MEILI_URL: 'http://search:7700' }, { meili: { url: 'http://search:7700', key: null } }],
  ['production on this machine may speak http', { NODE_ENV: 'production', PUBLIC_ORIGIN: 'http://127.0.0.1:3000' }, { production: true }],
])('%s', (_name, env, expected) => {
  expect(readConfig(env)).toMatchObject(expected)
})

test.each([
  ['PORT', { PORT: 'eighty' }],
  ['PORT', { PORT: '0' }],
  ['PORT', { PORT: '65536' }],
  ['PORT', { PORT: '80.5' }],
  ['PUBLIC_ORIGIN', { PUBLIC_ORIGIN: 'links.example' }],
  ['PUBLIC_ORIGIN', { PUBLIC_ORIGIN: 'ftp://links.example' }],
  ['PUBLIC_ORIGIN', { PUBLIC_ORIGIN: 'http://links.example', NODE_ENV: 'production' }],
  ['ROLES', { ROLES: 'server,cron' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['SMTP_URL', { SMTP_URL: 'relay' }],
  ['MEILI_URL', { MEILI_URL: 'search' }],
  ['TEXT_CHANNEL_URL', { TEXT_CHANNEL_URL: 'http://sms.example', TEXT_CHANNEL_TOKEN: 'sixteen signs at least' }],
  ['TEXT_CHANNEL_URL', { TEXT_CHANNEL_URL: 'sms.example', TEXT_CHANNEL_TOKEN: 'sixteen signs at least' }],
  ['TEXT_CHANNEL_TOKEN', { TEXT_CHANNEL_URL: 'https://sms.example' }],
  ['TEXT_CHANNEL_TOKEN', { TEXT_CHANNEL_URL: 'https://sms.example', TEXT_CHANNEL_TOKEN: 'short' }],
  ['INBOUND_MAIL_TOKEN', { REPLY_DOMAIN: 'replies.example' }],
  ['INBOUND_MAIL_TOKEN', { REPLY_DOMAIN: 'replies.example', INBOUND_MAIL_TOKEN: 'short' }],
  ['REPLY_DOMAIN', { REPLY_DOMAIN: 'https://replies.example', INBOUND_MAIL_TOKEN: 'sixteen signs at least' }],
  ['REPLY_DOMAIN', { INBOUND_MAIL_TOKEN: 'sixteen signs at least' }],
  ['SYSTEM_DATABASE_URL', { DATABASE_URL: DATABASE.DATABASE_URL }],
  ['SYSTEM_DATABASE_URL', { ...DATABASE, SYSTEM_DATABASE_URL: 'mysql://system@db/highroad' }],
])('a wrong %s is refused by name: %o', (name, env) => {
  expect(() => readConfig(env)).toThrow(ConfigError)
  expect(() => readConfig(env)).toThrow(name)
})

test('a refused database address does not show its password', () => {
  expect(() => readConfig({ ...DATABASE, DATABASE_URL: 'http://app:secret@db' })).toThrow(/^(?!.*secret)/)
})

test('the demo has a folder of its own, and is refused in production and over a database elsewhere', () => {
  expect(readConfig({}, ['--demo'])).toMatchObject({ demo: true, dataDir: join(process.cwd(), 'data-demo') })
  expect(() => readConfig({ NODE_ENV: 'production' }, ['--demo'])).toThrow('--demo')
  expect(() => readConfig(DATABASE, ['--demo'])).toThrow('--demo')
})

describe('keys of files and the virus scanner', () => {
  it('are read from the environment, the key in use first', () => {
    const [now, before] = ['ab'.repeat(32), Buffer.alloc(32, 7).toString('base64')]
    const config = readConfig({ FILE_KEY: now, FILE_KEY_BEFORE: before, CLAMD_URL: 'tcp://scan.example:3311' })
    expect(config.fileKeys.map((key) => key.length)).toEqual([32, 32])
    expect(config.fileKeys[0]!.toString('hex')).toBe(now)
    expect(config.clamd).toEqual({ host: 'scan.example', port: 3311 })
  })

  it.each([{ FILE_KEY: 'short' }, { FILE_KEY_BEFORE: 'ab'.repeat(32) }, { CLAMD_URL: 'http://scan.example' }])(
    'are refused where they cannot be used: %j',
    (env) => {
      expect(() => readConfig(env as NodeJS.ProcessEnv)).toThrow(ConfigError)
    },
  )
})
