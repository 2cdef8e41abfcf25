/** A retried request has one effect: its key and its result are kept in the effect's own transaction. */
import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '../domain/actor.ts'
import type { Transaction } from './client.ts'
import { idempotencyKeys } from './schema/ledger.ts'

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
  const taken = await tx
    .insert(idempotencyKeys)
    .values({ scope, key: actor.once.key, fingerprint: actor.once.fingerprint, createdAt: sql`transaction_timestamp()` })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  if (taken.length > 0) return
  const [before] = await tx.select().from(idempotencyKeys).where(keyIs(scope, actor.once.key))
  throw new RepeatedRequest(before?.result, before?.fingerprint === actor.once.fingerprint)
}

export async function storeOnce(tx: Transaction, actor: Actor, result: unknown): Promise<void> {
  if (!actor.once) return
  await tx
    .update(idempotencyKeys)
    .set({ result: result ?? null })
    .where(keyIs(scopeOf(actor), actor.once.key))
  // One key covers one effect: a second transaction of the same request must not take it again.
  delete actor.once
}

function scopeOf(actor: Actor): string {
  return `${actor.userId ?? 'visitor'}:${actor.organizationId ?? ''}`
}

function keyIs(scope: string, key: string) {
  return and(eq(idempotencyKeys.scope, scope), eq(idempotencyKeys.key, key))
}
