/** What search indexes follow: each transaction's changes, numbered in commit order. */
import { asc, gt, sql } from 'drizzle-orm'
import { CHANGES_CHANNEL } from './listen.ts'
import { prepared } from './prepared.ts'
import { changes } from './schema/ledger.ts'
import type { Transaction } from './transaction.ts'

export interface Change {
  kind: 'profile' | 'need' | 'catalogue'
  subjectId: string
  version: number
}

const noted = new WeakMap<object, Change[]>()

/** Notes that a profile or need changed; written once, as the transaction's last statement. */
export function noteChange(tx: Transaction, change: Change): void {
  const list = noted.get(tx) ?? []
  list.push(change)
  noted.set(tx, list)
}

/** One advisory lock around the numbering makes the sequence order the commit order: a follower never skips a late commit. */
export async function writeChanges(tx: Transaction): Promise<void> {
  const list = noted.get(tx)
  if (!list || list.length === 0) return
  noted.delete(tx)
  await tx.execute(sql`select pg_advisory_xact_lock(7041)`)
  for (let at = 0; at < list.length; at += 5_000) await tx.insert(changes).values(list.slice(at, at + 5_000))
  // Heard when the transaction commits, and only then.
  await tx.execute(sql.raw(`notify ${CHANGES_CHANNEL}`))
}

export interface NumberedChange extends Change {
  seq: bigint
}

/** The changes after a position, in order, at most `limit`. */
export async function changesAfter(tx: Transaction, seq: bigint, limit = 5_000): Promise<NumberedChange[]> {
  return after(tx).execute({ seq, limit })
}

const after = prepared((tx) =>
  tx
    .select()
    .from(changes)
    .where(gt(changes.seq, sql.placeholder('seq')))
    .orderBy(asc(changes.seq))
    .limit(sql.placeholder('limit'))
    .prepare('changes_after'),
)

/** The newest number; 0 when nothing ever changed. */
export async function lastChange(tx: Transaction): Promise<bigint> {
  const { rows } = await tx.execute<{ seq: string | null }>(sql`select max(seq) as seq from changes`)
  return BigInt(rows[0]?.seq ?? 0)
}
