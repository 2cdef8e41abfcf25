/** Tells both sides of a mandate that it ends soon, once at 30 days and once at 7. */
import type { Database, Transaction } from '../../../db/client.ts'
import type { JobData, Jobs } from '../../../db/jobs.ts'
import { dayOf, daysBetween } from '../../../domain/day.ts'
import { ENDING_NOTICES, endingNotice } from '../../../domain/mandates.ts'
import type { Clock } from '../../ports/clock.ts'
import { type LoadedMandate, mandateStore as store } from './store.ts'

interface WatchNeeds {
  db: Database
  clock: Clock
  jobs: Pick<Jobs, 'sendMany'>
}

const AT_ONCE = 200
const DAY_MS = 86_400_000

export async function watchMandates({ db, ...needs }: WatchNeeds): Promise<void> {
  let after: string | null = null
  do after = await db.asSystem('watch-mandates', (tx) => watchPage(needs, tx, after))
  while (after)
}

async function watchPage({ clock, jobs }: Omit<WatchNeeds, 'db'>, tx: Transaction, after: string | null): Promise<string | null> {
  const from = clock.now()
  const until = new Date(from.getTime() + (ENDING_NOTICES[0] + 1) * DAY_MS)
  const page = await store.endingBefore(tx, { from, until, after, limit: AT_ONCE })
  const told = page.flatMap((one) => {
    const days = dueNotice(one, from)
    return days === null ? [] : [{ ...one, days }]
  })
  await jobs.sendMany(tx, 'notify', told.flatMap(noticesOf))
  for (const days of ENDING_NOTICES) {
    const ids = told.flatMap((one) => (one.days === days ? [one.row.id] : []))
    await store.markNoticed(tx, ids, days)
  }
  return page.length === AT_ONCE ? (page.at(-1)?.row.id ?? null) : null
}

function dueNotice({ row, giver }: LoadedMandate, at: Date): number | null {
  if (!row.endsAt) return null
  return endingNotice(daysBetween(dayOf(at, giver.timeZone), dayOf(row.endsAt, giver.timeZone)), row.noticedDays)
}

function noticesOf({ row, agency, giver, days }: LoadedMandate & { days: number }): JobData['notify'][] {
  const until = row.endsAt ? dayOf(row.endsAt, giver.timeZone) : ''
  return [
    { to: agency, from: giver },
    { to: giver, from: agency },
  ].map(({ to, from }) => ({
    organizationId: to.id,
    topic: 'mandate-ending' as const,
    subject: { kind: 'mandate' as const, id: row.id },
    path: `/mandates/${row.id}`,
    params: { firm: from.name, days: String(days), until },
    key: `mandate/${row.id}/ending/${days}`,
  }))
}
