/** `npm run classification:import FILE [--scheme cpv|hs|isic|unspsc]`: brings an official code list into the database that the server uses. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { storeCodes } from '../db/classification-codes.ts'
import { startCluster } from '../db/embedded.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { type ClassificationScheme, parseClassification } from '../domain/classification.ts'
import { type Config, readConfig } from '../server/config.ts'
import { lockFolder } from '../server/folder-lock.ts'
import { readSecrets } from '../server/secrets.ts'
import { guessScheme, readCodeList, SCHEMES } from './classification-file.ts'

const USAGE = 'npm run classification:import FILE [--scheme cpv|hs|isic|unspsc]'
const REFUSED_SHOWN = 20

async function main(): Promise<void> {
  const { file, scheme: asked } = readArguments()
  const list = await readCodeList(readFileSync(file))
  const scheme = asked ?? guessScheme(list, basename(file))
  if (!scheme) throw new Error(`The file does not tell which list it is. Say so: ${USAGE}`)
  const { rows, errors } = parseClassification(scheme, list.header, list.rows)
  for (const { row, code, reason } of errors.slice(0, REFUSED_SHOWN)) console.log(`row ${row}: ${JSON.stringify(code)} refused, ${reason}`)
  if (errors.length > REFUSED_SHOWN) console.log(`... and ${errors.length - REFUSED_SHOWN} more`)
  if (rows.length === 0) throw new Error(`No ${scheme} code could be read from ${basename(file)}.`)
  const { added, changed, unchanged } = await withOwner(readConfig(process.env, process.argv.slice(2)), (client) =>
    storeCodes(client, scheme, rows),
  )
  console.log(
    `${scheme}: ${rows.length} codes read, ${added} added, ${changed} changed, ${unchanged} as before, ${errors.length} rows refused`,
  )
}

function readArguments(): { file: string; scheme: ClassificationScheme | null } {
  const { values, positionals } = parseArgs({ options: { scheme: { type: 'string' }, demo: { type: 'boolean' } }, allowPositionals: true })
  // npm keeps an option for itself unless `--` stands before it, and hands it over so.
  const named = values.scheme ?? process.env.npm_config_scheme
  const scheme = SCHEMES.find((one) => one === named) ?? null
  const [file, second] = positionals
  if (!file || second || (named && !scheme)) throw new Error(USAGE)
  return { file, scheme }
}

/** The embedded database is started for the import and stopped again; a server that runs on it holds the folder. */
async function withOwner<T>(config: Config, work: (client: pg.Client) => Promise<T>): Promise<T> {
  if (config.database) return connected(config.database.owner, work)
  const release = lockFolder(config.dataDir)
  try {
    const secrets = readSecrets(config.dataDir)
    const cluster = await startCluster({ directory: join(config.dataDir, 'postgres'), ownerPassword: secrets.owner })
    try {
      const url = (role: 'owner' | 'app' | 'system') => `postgres://${role}:${secrets[role]}@127.0.0.1:${cluster.port}/postgres`
      await migrateDatabase({ owner: url('owner'), app: url('app'), system: url('system') })
      return await connected(url('owner'), work)
    } finally {
      await cluster.stop()
    }
  } finally {
    release()
  }
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
