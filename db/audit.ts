/** The audit log: one row per write, in the write's own transaction, never changed afterwards. */
import type { Actor } from '../domain/actor.ts'
import type { Transaction } from './client.ts'
import { auditLog } from './schema/ledger.ts'

export interface AuditEntry {
  action: string
  subjectKind: string
  subjectId: string
  detail?: Record<string, unknown>
  at: Date
}

/** Records who did what to which subject. Details never hold secrets or confidential figures: names of fields, not values. */
export async function record(tx: Transaction, actor: Pick<Actor, 'userId' | 'organizationId'>, entry: AuditEntry): Promise<void> {
  await recordMany(tx, actor, [entry])
}

/** The same for many subjects at once. */
export async function recordMany(
  tx: Transaction,
  { userId, organizationId }: Pick<Actor, 'userId' | 'organizationId'>,
  list: readonly AuditEntry[],
): Promise<void> {
  if (list.length === 0) return
  await tx.insert(auditLog).values(list.map(({ detail = {}, ...entry }) => ({ ...entry, userId, organizationId, detail })))
}
