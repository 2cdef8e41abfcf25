/** A retried request has one effect: its key and its result are kept in the effect's own transaction. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '../domain/actor.ts'
import { idempotencyKeys } from './schema/ledger.ts'
import type { Transaction } from './transaction.ts'

/** The key was used before: with the same request (its result is handed back) or with another one (refused). */
export class RepeatedRequest extends Error {
  readonly result: unknown
  readonly sameRequest: boolean
  constructor(result: unknown, sameRequest: boolean) {
    super('The idempotency key was used before.')
    this.result = result
    this.sameRequest = sameRequest
  }
}

/** Takes the key, or waits for the transaction that holds it and then throws {@link RepeatedRequest}. */
export async function claimOnce(tx: Transaction, actor: Actor): Promise<void> {
  if (!actor.once) return
  const scope = scopeOf(actor)
  const { key, fingerprint } = actor.once
  const taken = await tx
    .insert(idempotencyKeys)
    .values({ scope, key: hashed('key', scope, key), fingerprint, createdAt: sql`transaction_timestamp()` })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  if (taken.length > 0) return
  const [before] = await tx.select().from(idempotencyKeys).where(keyIs(scope, key))
  if (before?.fingerprint !== fingerprint) throw new RepeatedRequest(null, false)
  throw new RepeatedRequest(opened(before.result as string, scope, key), true)
}

export async function storeOnce(tx: Transaction, actor: Actor, result: unknown): Promise<void> {
  if (!actor.once) return
  const scope = scopeOf(actor)
  const { key } = actor.once
  await tx
    .update(idempotencyKeys)
    .set({ result: sealed(result, scope, key) })
    .where(keyIs(scope, key))
  // One key covers one effect: a second transaction of the same request must not take it again.
  delete actor.once
}

// An answer may show a secret once (the link of an invitation). Only whoever holds the request's key can read it again:
// the table keeps the key's hash, and the result sealed with the key itself.
function sealed(result: unknown, scope: string, key: string): string {
  const start = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secretOf(scope, key), start)
  const parts = [start, cipher.update(JSON.stringify(result ?? null), 'utf8'), cipher.final()]
  return Buffer.concat([...parts, cipher.getAuthTag()]).toString('base64')
}

function opened(text: string, scope: string, key: string): unknown {
  const bytes = Buffer.from(text, 'base64')
  const cipher = createDecipheriv('aes-256-gcm', secretOf(scope, key), bytes.subarray(0, 12))
  cipher.setAuthTag(bytes.subarray(-16))
  return JSON.parse(Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()]).toString('utf8')) as unknown
}

function hashed(use: 'key' | 'result', scope: string, key: string): string {
  return createHash('sha256').update(`${use} ${scope} ${key}`).digest('hex')
}

function secretOf(scope: string, key: string): Buffer {
  return Buffer.from(hashed('result', scope, key), 'hex')
}

function scopeOf(actor: Actor): string {
  return `${actor.userId ?? 'visitor'}:${actor.organizationId ?? ''}`
}

function keyIs(scope: string, key: string) {
  return and(eq(idempotencyKeys.scope, scope), eq(idempotencyKeys.key, hashed('key', scope, key)))
}
