/** The one place where things are made and handed to each other, in the order of the business. */
import { sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import type { Jobs } from '../db/jobs.ts'
import { type Cursors, createCursors } from './cursor.ts'
import { type AccountService, createAccountService } from './features/accounts/service.ts'
import { accountStore } from './features/accounts/store.ts'
import { createOrganizationService, type OrganizationService } from './features/organizations/service.ts'
import { createSessions, type Sessions } from './http/session.ts'
import type { Clock } from './ports/clock.ts'
import type { PasswordHasher } from './ports/password-hasher.ts'

export interface Ports {
  db: Database
  jobs: Jobs
  clock: Clock
  hasher: PasswordHasher
  publicOrigin: string
  /** Signs list cursors; stable over restarts. */
  cursorSecret: string
}

export interface Services {
  accounts: AccountService
  organizations: OrganizationService
  sessions: Sessions
  readiness(): Promise<Record<string, 'ok' | 'away'>>
}

export function compose(ports: Ports): Services {
  const { db, jobs, clock, hasher, publicOrigin } = ports
  const sessions = createSessions(db, clock)
  const cursors: Cursors = createCursors(ports.cursorSecret)
  const accounts = createAccountService({ db, clock, sessions, hasher, jobs, publicOrigin })
  const namesOf = (ids: readonly string[]) => db.asSystem('names-of-members', (tx) => accountStore.namesOf(tx, ids))
  const organizations = createOrganizationService({ db, clock, cursors, jobs, publicOrigin, namesOf })
  return { accounts, organizations, sessions, readiness: () => readiness(db) }
}

async function readiness(db: Database): Promise<Record<string, 'ok' | 'away'>> {
  const answers = await db
    .asSystem('readiness', (tx) => tx.execute(sql`select 1`))
    .then(
      () => 'ok' as const,
      () => 'away' as const,
    )
  return { database: answers }
}
