/** Brings a database to the newest schema: roles, tables, job queues and seeded catalogues. Safe to run at every start. */
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { installQueues } from './jobs.ts'
import { seedCatalogues } from './seed/catalogues.ts'

export interface MigrationUrls {
  owner: string
  app: string
  system: string
}

/** Migrates, gives the two roles the passwords of their addresses, installs the job tables and refreshes seeded rows. */
export async function migrateDatabase(urls: MigrationUrls): Promise<void> {
  const pool = new pg.Pool({ connectionString: urls.owner, max: 1 })
  try {
    await pool.query('select pg_advisory_lock(7040)')
    await migrate(drizzle(pool), { migrationsFolder: fileURLToPath(new URL('../migrations', import.meta.url)) })
    await setPassword(pool, 'app', urls.app)
    await setPassword(pool, 'system', urls.system)
    await installQueues(urls.owner, pool)
    await seedCatalogues(drizzle(pool, { casing: 'snake_case' }))
  } finally {
    await pool.end()
  }
}

async function setPassword(pool: pg.Pool, role: 'app' | 'system', url: string): Promise<void> {
  const address = new URL(url)
  if (address.username !== role || address.password === '') return
  await pool.query(`alter role ${role} password ${pg.escapeLiteral(decodeURIComponent(address.password))}`)
}
