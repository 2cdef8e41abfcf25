/** Hears of commits that changed what indexes follow, at once and without asking; who must be sure asks now and then all the same. */
import pg from 'pg'

/** The channel on which db/changes.ts gives notice. */
export const CHANGES_CHANNEL = 'changes'
const AGAIN_AFTER_MS = 1_000

/** Calls `heard` after each such commit until the returned function is called; a lost connection is opened again. */
export async function listenToChanges(url: string, heard: () => void): Promise<() => Promise<void>> {
  let client: pg.Client | null = null
  let isOver = false
  let timer: NodeJS.Timeout | null = null
  const again = () => {
    client = null
    if (!isOver) timer = setTimeout(() => void open().catch(again), AGAIN_AFTER_MS)
    timer?.unref()
  }
  const open = async () => {
    const fresh = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
    fresh.on('error', () => {})
    await fresh.connect()
    fresh.on('notification', heard)
    fresh.once('end', again)
    client = fresh
    await fresh.query(`listen ${CHANGES_CHANNEL}`)
    // What was committed while nobody listened.
    heard()
  }
  await open().catch(again)
  return async () => {
    isOver = true
    if (timer) clearTimeout(timer)
    await client?.end().catch(() => {})
  }
}
