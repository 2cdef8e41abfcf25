/** Imported firms that nobody has confirmed yet: who says that a firm is his, by the agency's officer or by a code mailed to the listed address, and who wants it off the list. */
import { createHash, randomInt } from 'node:crypto'
import { record } from '../../../db/audit.ts'
import { noteChange } from '../../../db/changes.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { type Cursors, pageOf } from '../../cursor.ts'
import { DeniedError, NotFoundError, RefusedError, TooManyError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ClaimView } from './contract.ts'
import { type ClaimRow, type ClaimTokenRow, type FirmRow, claimStore as store } from './store.ts'

export interface ClaimService {
  /** By code only when the list holds an address of the firm; the officer of the importing agency decides otherwise. */
  ask(actor: Actor, organizationId: string, body: { message: string; byCode: boolean }): Promise<{ way: 'officer' | 'code' }>
  useCode(actor: Actor, organizationId: string, code: string): Promise<{ organizationId: string }>
  askForRemoval(actor: Actor, organizationId: string, body: { contact: string; message: string }): Promise<void>
  list(actor: Actor, page: { limit: number; cursor: string | undefined }): Promise<{ items: ClaimView[]; next: string | null }>
  decide(actor: Actor, claimId: string, decision: { version: number | null; grant: boolean }): Promise<ClaimView>
}

interface Needs {
  db: Database
  clock: Clock
  cursors: Cursors
  jobs: Pick<Jobs, 'send'>
  /** Names and addresses of users, for the officer who must know who asks. */
  namesOf(ids: readonly string[]): Promise<{ id: string; name: string; email: string }[]>
  /** The firm's profile now belongs to somebody: its row of match facts is written anew and the index told. */
  claimed(tx: Transaction, organizationId: string): Promise<void>
}

const LIMITS = { codeHours: 48, codesPerFirmAndDay: 3, triesPerDay: 3, openRemovals: 5, openClaimsPerUser: 10 }
const DAY_MS = 86_400_000

/** The doors here are the system's: whoever asks is no member of the firm, and the officer who grants is none either. */
export function createClaimService(needs: Needs): ClaimService {
  const { db } = needs
  return {
    ask: (actor, organizationId, body) => db.asSystem('claim', (tx) => ask(needs, tx, actor, { organizationId, ...body })),
    async useCode(actor, organizationId, code) {
      // A wrong code is counted, so its transaction must stand; the refusal follows afterwards.
      const outcome = await db.asSystem('claim-code', (tx) => tryCode(needs, tx, actor, { organizationId, code }))
      if (outcome !== 'granted') throw wrongCode(outcome.triesLeft)
      return { organizationId }
    },
    askForRemoval: (actor, organizationId, body) =>
      db.asSystem('removal', (tx) => askForRemoval(needs, tx, actor, { organizationId, ...body })),
    async list(actor, { limit, cursor }) {
      requireMay(actor, 'claim.decide')
      const after = needs.cursors.read(cursor)
      const rows = await db.as(actor, (tx) => store.ofAgency(tx, actingFor(actor).organizationId, after, limit + 1))
      const page = pageOf(rows, limit, needs.cursors, ({ claim }) => [
        claim.state === 'open' ? '1' : '0',
        claim.createdAt.toISOString(),
        claim.id,
      ])
      return { items: await viewsOf(needs, page.items), next: page.next }
    },
    async decide(actor, claimId, decision) {
      const decided = await db.asSystem('claim-decision', (tx) => decide(needs, tx, actor, { claimId, ...decision }))
      const [view] = await viewsOf(needs, [decided])
      if (!view) throw new NotFoundError()
      return view
    },
  }
}

async function ask(
  needs: Needs,
  tx: Transaction,
  actor: Actor,
  asked: { organizationId: string; message: string; byCode: boolean },
): Promise<{ way: 'officer' | 'code' }> {
  requireMay(actor, 'claim.ask')
  const userId = userOf(actor)
  const { firm, agencyId } = await unclaimed(tx, asked.organizationId)
  if (asked.byCode && firm.contactEmail !== '') {
    await sendCode(needs, tx, actor, firm)
    return { way: 'code' }
  }
  if (await store.openOf(tx, firm.id, userId)) return { way: 'officer' }
  if ((await store.openByUser(tx, userId)) >= LIMITS.openClaimsPerUser) {
    throw new RefusedError({
      code: 'too-many-claims',
      message: 'Many of your claims wait for an answer already.',
      params: { limit: LIMITS.openClaimsPerUser },
    })
  }
  const at = needs.clock.now()
  const row = await store.insert(tx, {
    kind: 'claim',
    organizationId: firm.id,
    agencyId,
    userId,
    message: asked.message,
    createdAt: at,
    updatedAt: at,
  })
  await record(tx, actor, { action: 'claim.ask', subjectKind: 'claim', subjectId: row.id, at })
  return { way: 'officer' }
}

async function sendCode({ clock, jobs }: Needs, tx: Transaction, actor: Actor, firm: FirmRow): Promise<void> {
  const at = clock.now()
  const userId = userOf(actor)
  if ((await store.codesSince(tx, firm.id, new Date(at.getTime() - DAY_MS))) >= LIMITS.codesPerFirmAndDay)
    throw new TooManyError(DAY_MS / 1000)
  const before = await store.newestCode(tx, firm.id, userId)
  await store.endCodes(tx, firm.id, userId, at)
  const code = newCode()
  const expiresAt = new Date(at.getTime() + LIMITS.codeHours * 3_600_000)
  // Tries go along to the new code: asking again gives no further guesses.
  const payload = { tries: recentTries(before, at).join(' ') }
  await store.insertCode(tx, {
    purpose: 'claim',
    tokenHash: hashed(firm.id, userId, code),
    userId,
    subjectId: firm.id,
    payload,
    expiresAt,
    createdAt: at,
  })
  await jobs.send(tx, 'mail', { to: firm.contactEmail, template: 'claim-code', locale: 'en', params: { firm: firm.name, code } })
  await record(tx, actor, { action: 'claim.send-code', subjectKind: 'organization', subjectId: firm.id, at })
}

async function tryCode(
  needs: Needs,
  tx: Transaction,
  actor: Actor,
  tried: { organizationId: string; code: string },
): Promise<'granted' | { triesLeft: number }> {
  requireMay(actor, 'claim.ask')
  const userId = userOf(actor)
  const at = needs.clock.now()
  const { firm } = await unclaimed(tx, tried.organizationId)
  const newest = await store.newestCode(tx, firm.id, userId)
  if (!newest) return { triesLeft: 0 }
  const tries = recentTries(newest, at)
  if (tries.length >= LIMITS.triesPerDay) throw new TooManyError(DAY_MS / 1000)
  const typed = tried.code.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const right = newest.usedAt === null && newest.expiresAt > at && newest.tokenHash === hashed(firm.id, userId, typed)
  if (!right) {
    await store.noteTry(tx, newest.id, { tries: [...tries, at.toISOString()].join(' ') })
    await record(tx, actor, { action: 'claim.wrong-code', subjectKind: 'organization', subjectId: firm.id, at })
    return { triesLeft: LIMITS.triesPerDay - tries.length - 1 }
  }
  await store.useCode(tx, newest.id, at)
  await handOver(needs, tx, actor, { firm, userId, claimId: null })
  return 'granted'
}

async function askForRemoval(
  needs: Needs,
  tx: Transaction,
  actor: Actor,
  asked: { organizationId: string; contact: string; message: string },
): Promise<void> {
  requireMay(actor, 'removal.ask')
  const { firm, agencyId } = await unclaimed(tx, asked.organizationId)
  if ((await store.openRemovals(tx, firm.id)) >= LIMITS.openRemovals) {
    throw new RefusedError({
      code: 'removal-asked',
      message: 'The agency has been asked about this firm several times and will answer.',
      params: { limit: LIMITS.openRemovals },
    })
  }
  const at = needs.clock.now()
  const { contact, message } = asked
  const row = await store.insert(tx, {
    kind: 'removal',
    organizationId: firm.id,
    agencyId,
    userId: actor.userId,
    contact,
    message,
    createdAt: at,
    updatedAt: at,
  })
  await record(tx, actor, { action: 'removal.ask', subjectKind: 'claim', subjectId: row.id, at })
}

async function decide(
  needs: Needs,
  tx: Transaction,
  actor: Actor,
  decision: { claimId: string; version: number | null; grant: boolean },
): Promise<{ claim: ClaimRow; firm: FirmRow }> {
  const found = await store.find(tx, decision.claimId)
  requireMay(actor, 'claim.decide', found && { organizationId: found.agencyId })
  if (!found) throw new NotFoundError()
  // The firm first, then its claim: everybody locks in this order.
  const firm = await store.lockFirm(tx, found.organizationId)
  const claim = await store.lock(tx, decision.claimId)
  if (!firm || !claim) throw new NotFoundError()
  requireVersion(claim, decision.version)
  if (claim.state !== 'open') throw new RefusedError({ code: 'claim-decided', message: 'This was answered before.' })
  if (claim.userId === actor.userId) throw new DeniedError('forbidden')
  const at = needs.clock.now()
  const decided = await store.decide(tx, claim.id, {
    state: decision.grant ? 'granted' : 'refused',
    decidedBy: actor.userId,
    decidedAt: at,
    updatedAt: at,
  })
  await record(tx, actor, {
    action: `${claim.kind}.${decision.grant ? 'grant' : 'refuse'}`,
    subjectKind: 'claim',
    subjectId: claim.id,
    detail: { organizationId: firm.id },
    at,
  })
  if (decision.grant) await carryOut(needs, tx, actor, { firm, claim })
  return { claim: decided, firm }
}

async function carryOut(needs: Needs, tx: Transaction, actor: Actor, { firm, claim }: { firm: FirmRow; claim: ClaimRow }): Promise<void> {
  if (firm.claimed) throw alreadyClaimed()
  if (claim.kind === 'claim') return handOver(needs, tx, actor, { firm, userId: claim.userId ?? '', claimId: claim.id })
  const profile = await store.profileOf(tx, firm.id)
  await store.endCodes(tx, firm.id, null, needs.clock.now())
  await store.remove(tx, firm.id)
  if (profile) noteChange(tx, { kind: 'profile', subjectId: profile.id, version: profile.version + 1 })
  await record(tx, actor, { action: 'organization.remove', subjectKind: 'organization', subjectId: firm.id, at: needs.clock.now() })
}

/** Makes the asking user the firm's admin; whatever else was asked about the firm is answered by that. */
async function handOver(
  needs: Needs,
  tx: Transaction,
  actor: Actor,
  { firm, userId, claimId }: { firm: FirmRow; userId: string; claimId: string | null },
): Promise<void> {
  const at = needs.clock.now()
  await store.claim(tx, firm.id, at)
  await store.addAdmin(tx, { organizationId: firm.id, userId, role: 'admin', createdAt: at, updatedAt: at })
  await store.refuseOthers(tx, firm.id, { except: claimId, decidedBy: actor.userId, at })
  await store.endCodes(tx, firm.id, null, at)
  await needs.claimed(tx, firm.id)
  await record(
    tx,
    { userId, organizationId: firm.id },
    { action: 'organization.claim', subjectKind: 'organization', subjectId: firm.id, at },
  )
}

/** The firm, held until the end of the transaction; firms that were on no list answer as if they did not exist. */
async function unclaimed(tx: Transaction, organizationId: string): Promise<{ firm: FirmRow; agencyId: string }> {
  const firm = await store.lockFirm(tx, organizationId)
  if (firm?.kind !== 'sme' || firm.listedBy === null) throw new NotFoundError()
  if (firm.claimed) throw alreadyClaimed()
  return { firm, agencyId: firm.listedBy }
}

async function viewsOf({ namesOf }: Needs, rows: readonly { claim: ClaimRow; firm: FirmRow }[]): Promise<ClaimView[]> {
  const askers = rows.flatMap(({ claim }) => (claim.kind === 'claim' ? (claim.userId ?? []) : []))
  const people = new Map((await namesOf(askers)).map((one) => [one.id, `${one.name}, ${one.email}`]))
  return rows.map(({ claim, firm }) => {
    const { id, kind, organizationId, message, state, createdAt, version } = claim
    const contact = kind === 'claim' ? (people.get(claim.userId ?? '') ?? '') : claim.contact
    const place = [firm.city, firm.region, firm.country].filter((part) => part !== '').join(', ')
    return { id, kind, organizationId, firm: firm.name, place, contact, message, state, createdAt: createdAt.toISOString(), version }
  })
}

/** Instants of wrong tries within the last day. */
function recentTries(code: ClaimTokenRow | undefined, at: Date): string[] {
  return (code?.payload.tries ?? '').split(' ').filter((instant) => instant !== '' && Date.parse(instant) > at.getTime() - DAY_MS)
}

/** Ten characters that nobody mistakes for each other: no O and 0, no I, L and 1. */
function newCode(): string {
  return Array.from({ length: 10 }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]).join('')
}

const CODE_SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** A code opens one firm to one user; the same letters of somebody else are another hash. */
function hashed(organizationId: string, userId: string, code: string): string {
  return createHash('sha256').update(`${organizationId} ${userId} ${code}`).digest('hex')
}

function userOf(actor: Actor): string {
  if (!actor.userId) throw new DeniedError('not-signed-in')
  return actor.userId
}

function alreadyClaimed(): RefusedError {
  return new RefusedError({ code: 'already-claimed', message: 'Somebody has confirmed this firm as his own already.' })
}

function wrongCode(triesLeft: number): RefusedError {
  return new RefusedError(
    { code: 'claim-code-wrong', message: 'This code is not right, was used, or is too old.', params: { triesLeft } },
    422,
  )
}
