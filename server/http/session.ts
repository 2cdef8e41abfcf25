/** Sessions by Lucia, whose only home this file is: a random token in the cookie, its SHA-256 as the key, the acting organization beside it. */
import { createHash, randomBytes } from 'node:crypto'
import { DrizzlePostgreSQLAdapter } from '@lucia-auth/adapter-drizzle'
import { and, asc, eq, lt } from 'drizzle-orm'
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia'
import type { Database, Transaction } from '../../db/client.ts'
import { sessions, users } from '../../db/schema/accounts.ts'
import { memberships, organizations } from '../../db/schema/organizations.ts'
import { type Actor, VISITOR } from '../../domain/actor.ts'
import { dutiesHeld } from '../../domain/organizations.ts'
import type { Clock } from '../ports/clock.ts'
import type { SessionPort } from '../ports/sessions.ts'

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaIn>
    DatabaseSessionAttributes: { organizationId: string | null; createdAt: Date; lastSeenAt: Date }
    DatabaseUserAttributes: Omit<typeof users.$inferSelect, 'id'>
  }
}

/** Idle and absolute limits (trust reference 19): shorter for platform administrators. */
const LIMITS = {
  user: { idleMinutes: 24 * 60, absoluteHours: 14 * 24 },
  admin: { idleMinutes: 30, absoluteHours: 12 },
}
const SEEN_EVERY_MS = 60_000

export interface SignedIn {
  actor: Actor
  user: { id: string; name: string; email: string; locale: string | null } | null
  sessionId: string | null
}

export interface Sessions extends SessionPort {
  /** Who is behind this token; a visitor when it is unknown or over. */
  read(token: string | undefined): Promise<SignedIn>
}

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

export function createSessions(db: Database, clock: Clock): Sessions {
  return {
    async start(tx, userId, organizationId) {
      const token = randomBytes(32).toString('base64url')
      const at = clock.now()
      await luciaIn(tx, clock).createSession(userId, { organizationId, createdAt: at, lastSeenAt: at }, { sessionId: tokenHash(token) })
      await tx.delete(sessions).where(and(eq(sessions.userId, userId), lt(sessions.expiresAt, at)))
      return token
    },
    async read(token) {
      if (!token) return { actor: VISITOR, user: null, sessionId: null }
      return db.readAsSystem('session', (tx) => readSession(db, tx, tokenHash(token), clock))
    },
    async end(tx, sessionId) {
      await luciaIn(tx, clock).invalidateSession(sessionId)
    },
    async endOthers(tx, userId, keep) {
      const all = await luciaIn(tx, clock).getUserSessions(userId)
      for (const one of all) if (one.id !== keep) await luciaIn(tx, clock).invalidateSession(one.id)
    },
  }
}

/** Lucia over one transaction, so that its writes stand or fall with ours. */
function luciaIn(tx: Transaction, clock: Clock) {
  return luciaOver(inOurTime(new DrizzlePostgreSQLAdapter(tx, sessions, users), clock))
}

function luciaOver(adapter: Adapter) {
  return new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(LIMITS.user.idleMinutes, 'm'),
    getSessionAttributes: (row) => ({ organizationId: row.organizationId, createdAt: row.createdAt, lastSeenAt: row.lastSeenAt }),
    getUserAttributes: ({ name, email, locale, platformAdmin }) => ({ name, email, locale, platformAdmin }),
  })
}

/** Lucia for the look at a session that every request begins with: it reads without a transaction, and takes one when it has to write. */
function luciaReading(db: Database, reading: Transaction, clock: Clock) {
  const write = (work: (adapter: Adapter) => Promise<void>) =>
    db.asSystem('session', (tx) => work(inOurTime(new DrizzlePostgreSQLAdapter(tx, sessions, users), clock)))
  return luciaOver({
    ...inOurTime(new DrizzlePostgreSQLAdapter(reading, sessions, users), clock),
    deleteSession: (id) => write((adapter) => adapter.deleteSession(id)),
    updateSessionExpiration: (id, expiresAt) => write((adapter) => adapter.updateSessionExpiration(id, expiresAt)),
  })
}

/** Lucia reads the machine's time by itself; what it stores and reads is moved into our clock's, which is the same but for tests. */
function inOurTime(adapter: Adapter, clock: Clock): Adapter {
  const ahead = Date.now() - clock.now().getTime()
  const moved = (at: Date, by: number) => new Date(at.getTime() + by)
  const read = (session: DatabaseSession) => ({ ...session, expiresAt: moved(session.expiresAt, ahead) })
  return {
    deleteSession: (id) => adapter.deleteSession(id),
    deleteUserSessions: (userId) => adapter.deleteUserSessions(userId),
    deleteExpiredSessions: () => adapter.deleteExpiredSessions(),
    setSession: (session) => adapter.setSession({ ...session, expiresAt: moved(session.expiresAt, -ahead) }),
    updateSessionExpiration: (id, expiresAt) => adapter.updateSessionExpiration(id, moved(expiresAt, -ahead)),
    getUserSessions: async (userId) => (await adapter.getUserSessions(userId)).map(read),
    async getSessionAndUser(id) {
      const [session, user] = await adapter.getSessionAndUser(id)
      return [session && read(session), user]
    },
  }
}

async function readSession(db: Database, tx: Transaction, sessionId: string, clock: Clock): Promise<SignedIn> {
  const at = clock.now()
  const nobody: SignedIn = { actor: VISITOR, user: null, sessionId: null }
  const lucia = luciaReading(db, tx, clock)
  const { session, user } = await lucia.validateSession(sessionId)
  if (!session) return nobody
  if (isOver(session, user.platformAdmin, at)) {
    await lucia.invalidateSession(sessionId)
    return nobody
  }
  if (at.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY_MS) {
    await db.asSystem('session', (writing) => writing.update(sessions).set({ lastSeenAt: at }).where(eq(sessions.id, sessionId)))
  }
  const actor = await actorOf(tx, user, session.organizationId)
  return { actor, user: { id: user.id, name: user.name, email: user.email, locale: user.locale }, sessionId }
}

function isOver(session: { createdAt: Date; lastSeenAt: Date }, admin: boolean, at: Date): boolean {
  const limit = admin ? LIMITS.admin : LIMITS.user
  const idle = at.getTime() - session.lastSeenAt.getTime() > limit.idleMinutes * 60_000
  return idle || at.getTime() - session.createdAt.getTime() > limit.absoluteHours * 3_600_000
}

/** Membership is read anew for every request, so a removed member acts no more at once. */
async function actorOf(tx: Transaction, user: { id: string; platformAdmin: boolean }, organizationId: string | null): Promise<Actor> {
  const base: Actor = { ...VISITOR, userId: user.id, platformAdmin: user.platformAdmin }
  if (!organizationId) return base
  const members = await tx
    .select({ userId: memberships.userId, role: memberships.role, duties: memberships.duties, kind: organizations.kind })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(eq(memberships.organizationId, organizationId))
    .orderBy(asc(memberships.createdAt))
    .limit(500)
  const mine = members.find((one) => one.userId === user.id)
  if (!mine) return base
  return { ...base, organizationId, kind: mine.kind, role: mine.role, duties: dutiesHeld(mine, members, mine.kind) }
}
