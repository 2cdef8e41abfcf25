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
export async function record(tx: Transaction, actor: Who, entry: AuditEntry): Promise<void> {
  await recordAll(tx, [{ ...entry, by: actor }])
}

/** Many rows in one statement. */
export async function recordAll(tx: Transaction, entries: readonly (AuditEntry & { by: Who })[]): Promise<void> {
  if (entries.length === 0) return
  await tx.insert(auditLog).values(
    entries.map(({ by, at, action, subjectKind, subjectId, detail = {} }) => ({
      at,
      userId: by.userId,
      organizationId: by.organizationId,
      action,
      subjectKind,
      subjectId,
      detail,
    })),
  )
}

type Who = Pick<Actor, 'userId' | 'organizationId'>
