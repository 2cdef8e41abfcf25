/** The two doors to the database: `as(actor)` for everything a person does, `asSystem(purpose)` for sign-in, matching and jobs. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { drizzle } from 'drizzle-orm/node-postgres'
import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres/session'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import type { Actor } from '../domain/actor.ts'
import { writeChanges } from './changes.ts'
import { listenToChanges } from './listen.ts'
import { claimOnce, storeOnce } from './once.ts'
import type { Transaction } from './transaction.ts'

export type { Transaction }

export interface Database {
  /**
   * Runs one use case as its actor: role `app`, one transaction, the acting organization set for row policies ('' for a visitor).
   * With an idempotency key on the actor, the key and the result are stored in this very transaction.
   */
  as<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T>
  /** Runs as role `system`; the purpose is logged. For sign-in, matching over all profiles, and jobs. */
  asSystem<T>(purpose: string, work: (tx: Transaction) => Promise<T>): Promise<T>
  /**
   * As role `system`, statements that only read and stand each for itself: no transaction around them, which would take longer than
   * they do. The connections refuse to write.
   */
  readAsSystem<T>(purpose: string, read: (tx: Transaction) => Promise<T>): Promise<T>
  /** Calls back after each commit that wrote a change, until the returned function is called. */
  onChange(heard: () => void): Promise<() => Promise<void>>
  /** Throws when the roles could bypass row security, or when durability is switched off. */
  assertSafe(options: { durable: boolean }): Promise<void>
  close(): Promise<void>
}

export interface DatabaseOptions {
  appUrl: string
  systemUrl: string
  onSystem?: (purpose: string) => void
  /** Milliseconds a statement may take; jobs get twelve times as much. */
  statementTimeout?: number
}

export function openDatabase(options: DatabaseOptions): Database {
  const timeout = options.statementTimeout ?? 5_000
  const app = poolOf(options.appUrl, 10, timeout)
  const system = poolOf(options.systemUrl, 6, timeout * 12)
  const readers = poolOf(options.systemUrl, 6, timeout, '-c default_transaction_read_only=on')
  const asSystem = drizzle(system, { casing: 'snake_case' })
  // A database without a transaction reads just as one within: what only a transaction can do is not asked of it.
  const reading = drizzle(readers, { casing: 'snake_case' }) as unknown as Transaction
  return {
    as: (actor, work) =>
      transactionOf(app, actor, async (tx) => {
        await claimOnce(tx, actor)
        const result = await work(tx)
        await storeOnce(tx, actor, result)
        await writeChanges(tx)
        return result
      }),
    asSystem: (purpose, work) => {
      options.onSystem?.(purpose)
      return systemPurpose.run(purpose, () =>
        asSystem.transaction(async (tx) => {
          const result = await work(tx)
          await writeChanges(tx)
          return result
        }),
      )
    },
    readAsSystem(purpose, read) {
      options.onSystem?.(purpose)
      return systemPurpose.run(purpose, () => read(reading))
    },
    onChange: (heard) => listenToChanges(options.systemUrl, heard),
    async assertSafe({ durable }) {
      await assertRole(app)
      await assertRole(system)
      await assertRole(readers)
      if (durable) await assertDurable(app)
    },
    async close() {
      await Promise.all([app.end(), system.end(), readers.end()])
    },
  }
}

/** The purpose of the running system transaction, for logs. */
export const systemPurpose = new AsyncLocalStorage<string>()

const dialect = new PgDialect({ casing: 'snake_case' })

/** Begins and says who acts in one message: what every request waits for twice is not asked in two. */
async function transactionOf<T>(pool: pg.Pool, actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const [organization, user] = [actor.organizationId ?? '', actor.userId ?? ''].map((id) => client.escapeLiteral(id))
    await client.query(`begin; select set_config('app.org', ${organization}, true), set_config('app.user', ${user}, true)`)
    const result = await work(new NodePgTransaction(dialect, new NodePgSession(client, dialect, undefined), undefined))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failed: Error) => {
      broken = failed
    })
    throw error
  } finally {
    client.release(broken)
  }
}

function poolOf(url: string, max: number, statementTimeout: number, settings?: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    ...(settings && { options: settings }),
    statement_timeout: statementTimeout,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 10_000 + statementTimeout,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
  })
  // An idle connection that the server closes must not end the process; the next query opens another.
  pool.on('error', () => {})
  return pool
}

async function assertRole(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query('select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user')
  const role = rows[0]
  if (!role || role.rolsuper || role.rolbypassrls) {
    throw new Error(
      `The database role "${role?.rolname ?? 'unknown'}" is a superuser or bypasses row security; give the server a plain role.`,
    )
  }
}

async function assertDurable(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query(
    "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'off'",
  )
  if (rows.length > 0)
    throw new Error(`PostgreSQL runs with ${rows.map((row) => row.name).join(', ')} off: acknowledged writes could be lost.`)
}
