/** Accounts: sign up, sign in and out, passwords, the acting organization, and the first platform administrator. */
import { createHash, randomBytes } from 'node:crypto'
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import { type Actor, VISITOR } from '../../../domain/actor.ts'
import { checkPassword } from '../../../domain/passwords.ts'
import { requireMay } from '../../access.ts'
import { NotFoundError, RefusedError, TooManyError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { PasswordHasher } from '../../ports/password-hasher.ts'
import type { SessionPort } from '../../ports/sessions.ts'
import type { AccountView, LOCALES } from './contract.ts'
import { accountStore } from './store.ts'

type Locale = (typeof LOCALES)[number]

export interface AccountService {
  /** The account behind a session, or a visitor's empty one. */
  view(actor: Actor): Promise<AccountView>
  signUp(actor: Actor, body: { name: string; email: string; password: string; locale?: Locale }): Promise<SignedInAccount>
  signIn(actor: Actor, body: { email: string; password: string }, address: string): Promise<SignedInAccount>
  signOut(actor: Actor, sessionId: string): Promise<void>
  edit(actor: Actor, change: { name?: string; locale?: Locale | null }): Promise<AccountView>
  changePassword(actor: Actor, body: { current: string; password: string }, sessionId: string): Promise<void>
  endOtherSessions(actor: Actor, sessionId: string): Promise<void>
  /** Always the same answer: a mail goes out only when the address has an account. */
  askPasswordReset(actor: Actor, email: string): Promise<void>
  resetPassword(actor: Actor, body: { token: string; password: string }): Promise<SignedInAccount>
  /** A fresh one-time setup token while there is no platform administrator; null afterwards. */
  setUpToken(): Promise<string | null>
  setUp(actor: Actor, body: { token: string; name: string; email: string; password: string }): Promise<SignedInAccount>
  /** Acts for another of one's organizations, under a new session token. */
  actFor(actor: Actor, organizationId: string, sessionId: string): Promise<SignedInAccount>
}

export interface SignedInAccount {
  token: string
  account: AccountView
}

interface Needs {
  db: Database
  clock: Clock
  sessions: SessionPort
  hasher: PasswordHasher
  jobs: Pick<Jobs, 'send'>
  publicOrigin: string
}

const FAILURES = { perAccount: 10, accountMinutes: 15, perAddress: 100, addressMinutes: 60 }

export function createAccountService(needs: Needs): AccountService {
  const { db, clock, sessions, hasher } = needs
  return {
    view: (actor) => db.asSystem('account', (tx) => viewOf(tx, actor.userId, actor.organizationId)),
    async signUp(actor, body) {
      requireMay(actor, 'account.sign-up')
      return register(needs, body, { platformAdmin: false, locale: body.locale ?? null })
    },
    async signIn(actor, body, address) {
      requireMay(actor, 'account.sign-in')
      const email = body.email.trim().toLowerCase()
      const user = await db.asSystem('sign-in', (tx) => findUnlessThrottled(tx, email, address, clock.now()))
      if (!(await hasher.verify(user?.passwordHash ?? null, body.password)) || !user) {
        await db.asSystem('sign-in', (tx) => accountStore.noteFailure(tx, hashed(email), address, clock.now()))
        throw new RefusedError({ code: 'wrong-credentials', message: 'Address and password do not fit together.' }, 401)
      }
      return db.asSystem('sign-in', (tx) => startSession(needs, tx, { userId: user.id, action: 'account.sign-in' }))
    },
    signOut: (actor, sessionId) =>
      db.asSystem('sign-out', async (tx) => {
        await sessions.end(tx, sessionId)
        await record(tx, actor, { action: 'account.sign-out', subjectKind: 'user', subjectId: idOf(actor), at: clock.now() })
      }),
    edit: (actor, change) =>
      db.asSystem('account', async (tx) => {
        requireMay(actor, 'account.edit')
        await accountStore.update(tx, idOf(actor), { ...change, updatedAt: clock.now() })
        await record(tx, actor, {
          action: 'account.edit',
          subjectKind: 'user',
          subjectId: idOf(actor),
          detail: { fields: Object.keys(change) },
          at: clock.now(),
        })
        return viewOf(tx, actor.userId, actor.organizationId)
      }),
    changePassword: (actor, body, sessionId) => changePassword(needs, actor, body, sessionId),
    endOtherSessions: (actor, sessionId) =>
      db.asSystem('account', async (tx) => {
        await sessions.endOthers(tx, idOf(actor), sessionId)
        await record(tx, actor, { action: 'account.end-other-sessions', subjectKind: 'user', subjectId: idOf(actor), at: clock.now() })
      }),
    askPasswordReset: (actor, email) => askPasswordReset(needs, actor, email.trim().toLowerCase()),
    resetPassword: (_actor, body) => resetPassword(needs, body),
    setUpToken: () => db.asSystem('setup', (tx) => setUpToken(tx, clock.now())),
    setUp: (_actor, { token, ...body }) => setUp(needs, token, body),
    actFor: (actor, organizationId, sessionId) =>
      db.asSystem('act-for', async (tx) => {
        requireMay(actor, 'account.edit')
        const mine = await accountStore.membershipsOf(tx, idOf(actor))
        if (!mine.some((one) => one.organizationId === organizationId)) throw new NotFoundError()
        await sessions.end(tx, sessionId)
        return startSession(needs, tx, { userId: idOf(actor), organizationId, action: 'account.act-for' })
      }),
  }
}

async function register(
  needs: Needs,
  body: { name: string; email: string; password: string },
  extra: { platformAdmin: boolean; locale: Locale | null },
  first?: (tx: Transaction) => Promise<void>,
) {
  const email = body.email.trim().toLowerCase()
  requireGoodPassword(body.password, email)
  const passwordHash = await needs.hasher.hash(body.password)
  return needs.db.asSystem('sign-up', async (tx) => {
    await first?.(tx)
    const at = needs.clock.now()
    const user = await accountStore.insert(tx, { name: body.name.trim(), email, passwordHash, ...extra, createdAt: at, updatedAt: at })
    if (!user)
      throw new RefusedError({
        code: 'address-not-usable',
        message: 'This address cannot be used for a new account. If it is yours, sign in or set a new password.',
      })
    return startSession(needs, tx, { userId: user.id, action: 'account.sign-up' })
  })
}

async function startSession(
  needs: Needs,
  tx: Transaction,
  as: { userId: string; organizationId?: string; action: string },
): Promise<SignedInAccount> {
  const [first] = await accountStore.membershipsOf(tx, as.userId)
  const organizationId = as.organizationId ?? first?.organizationId ?? null
  const token = await needs.sessions.start(tx, as.userId, organizationId)
  await record(
    tx,
    { userId: as.userId, organizationId },
    { action: as.action, subjectKind: 'user', subjectId: as.userId, at: needs.clock.now() },
  )
  return { token, account: await viewOf(tx, as.userId, organizationId) }
}

/** Counts failures per account and per network address; somebody with a valid session is never locked out by others. */
async function findUnlessThrottled(tx: Transaction, email: string, address: string, at: Date) {
  const since = { account: minutesBefore(at, FAILURES.accountMinutes), address: minutesBefore(at, FAILURES.addressMinutes) }
  const failed = await accountStore.failures(tx, hashed(email), address, since)
  if (failed.account >= FAILURES.perAccount) throw new TooManyError(FAILURES.accountMinutes * 60)
  if (failed.address >= FAILURES.perAddress) throw new TooManyError(FAILURES.addressMinutes * 60)
  return accountStore.byEmail(tx, email)
}

async function changePassword(
  { db, clock, hasher, sessions }: Needs,
  actor: Actor,
  body: { current: string; password: string },
  sessionId: string,
): Promise<void> {
  requireMay(actor, 'account.edit')
  const user = await db.asSystem('account', (tx) => accountStore.byId(tx, idOf(actor)))
  if (!user || !(await hasher.verify(user.passwordHash, body.current))) {
    throw new RefusedError({ code: 'wrong-password', message: 'The current password is another one.' }, 403)
  }
  requireGoodPassword(body.password, user.email)
  const passwordHash = await hasher.hash(body.password)
  await db.asSystem('account', async (tx) => {
    await accountStore.update(tx, user.id, { passwordHash, updatedAt: clock.now() })
    await sessions.endOthers(tx, user.id, sessionId)
    await record(tx, actor, { action: 'account.change-password', subjectKind: 'user', subjectId: user.id, at: clock.now() })
  })
}

async function askPasswordReset({ db, clock, jobs, publicOrigin }: Needs, actor: Actor, email: string): Promise<void> {
  requireMay(actor, 'account.reset-password')
  await db.asSystem('reset', async (tx) => {
    const user = await accountStore.byEmail(tx, email)
    await record(tx, VISITOR, { action: 'account.ask-reset', subjectKind: 'user', subjectId: user?.id ?? 'unknown', at: clock.now() })
    if (!user) return
    const token = newToken()
    await accountStore.dropTokens(tx, 'reset', user.id)
    await accountStore.insertToken(tx, {
      purpose: 'reset',
      tokenHash: hashed(token),
      userId: user.id,
      expiresAt: hoursAfter(clock.now(), 2),
      createdAt: clock.now(),
    })
    await jobs.send(tx, 'mail', {
      to: user.email,
      template: 'reset',
      locale: user.locale ?? 'en',
      params: { name: user.name, link: `${publicOrigin}/reset?token=${token}` },
    })
  })
}

async function resetPassword(needs: Needs, body: { token: string; password: string }): Promise<SignedInAccount> {
  const { db, clock, hasher, sessions } = needs
  // Checked before the token is taken: a refused password must not cost the link.
  requireGoodPassword(body.password, '')
  const passwordHash = await hasher.hash(body.password)
  return db.asSystem('reset', async (tx) => {
    const token = await accountStore.useToken(tx, 'reset', hashed(body.token), clock.now())
    if (!token?.userId) throw linkOver()
    await accountStore.update(tx, token.userId, { passwordHash, updatedAt: clock.now() })
    await sessions.endOthers(tx, token.userId, null)
    return startSession(needs, tx, { userId: token.userId, action: 'account.reset-password' })
  })
}

async function setUpToken(tx: Transaction, at: Date): Promise<string | null> {
  if (await accountStore.hasPlatformAdmin(tx)) return null
  const token = newToken()
  await accountStore.dropTokens(tx, 'setup', null)
  await accountStore.insertToken(tx, { purpose: 'setup', tokenHash: hashed(token), expiresAt: hoursAfter(at, 24 * 30), createdAt: at })
  return token
}

function setUp(needs: Needs, token: string, body: { name: string; email: string; password: string }): Promise<SignedInAccount> {
  return register(needs, body, { platformAdmin: true, locale: null }, async (tx) => {
    if (!(await accountStore.useToken(tx, 'setup', hashed(token), needs.clock.now()))) throw linkOver()
  })
}

async function viewOf(tx: Transaction, userId: string | null, organizationId: string | null): Promise<AccountView> {
  const user = userId ? await accountStore.byId(tx, userId) : undefined
  if (!user) return { user: null, acting: null, memberships: [] }
  const memberships = await accountStore.membershipsOf(tx, user.id)
  const { id, name, email, locale, platformAdmin, version } = user
  return {
    user: { id, name, email, locale, platformAdmin, version },
    acting: memberships.find((one) => one.organizationId === organizationId) ?? null,
    memberships,
  }
}

function requireGoodPassword(password: string, email: string): void {
  const decision = checkPassword(password, email)
  if (!decision.ok) throw new RefusedError({ ...decision.refusal }, 422)
}

function linkOver(): RefusedError {
  return new RefusedError({ code: 'link-over', message: 'This link was used or is too old.' }, 410)
}

function idOf(actor: Actor): string {
  requireMay(actor, 'account.edit')
  return actor.userId ?? ''
}

function newToken(): string {
  return randomBytes(32).toString('base64url')
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hoursAfter(at: Date, hours: number): Date {
  return new Date(at.getTime() + hours * 3_600_000)
}

function minutesBefore(at: Date, minutes: number): Date {
  return new Date(at.getTime() - minutes * 60_000)
}
