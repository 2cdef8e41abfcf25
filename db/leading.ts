/** Among several processes that follow the same changes into one shared index, one writes at a time. */
import { sql } from 'drizzle-orm'
import type { Database } from './client.ts'

/** A transaction that says nothing for long is ended by the server. */
const BEAT_MS = 5_000

/** Does the work unless another process is at it; false says that one is. */
export async function whileLeading(db: Database, work: () => Promise<void>): Promise<boolean> {
  return db.asSystem('index', async (tx) => {
    const { rows } = await tx.execute<{ held: boolean }>(sql`select pg_try_advisory_xact_lock(7043) as held`)
    if (!rows[0]?.held) return false
    const beat = setInterval(() => void tx.execute(sql`select 1`).catch(() => undefined), BEAT_MS)
    try {
      await work()
    } finally {
      clearInterval(beat)
    }
    return true
  })
}
