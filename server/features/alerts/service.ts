/** News for SMEs: what moved between them and the open needs, and why; each member reads it for himself and says what he does not want to hear. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import type { AlertReason } from '../../../domain/alerts.ts'
import { actingFor, requireMay } from '../../access.ts'
import { type Cursors, pageOf } from '../../cursor.ts'
import type { Clock } from '../../ports/clock.ts'
import type { AlertView, MatchRunView, MutesView } from './contract.ts'
import { type ListedAlert, alertStore as store } from './store.ts'
import { type RunRow, runStore } from './store-runs.ts'

export interface AlertService {
  list(
    actor: Actor,
    page: { unread: boolean; limit: number; cursor: string | undefined },
  ): Promise<{ items: AlertView[]; next: string | null }>
  unread(actor: Actor): Promise<{ unread: number }>
  /** Marks these as read, or all. */
  read(actor: Actor, ids: readonly string[] | null): Promise<{ unread: number }>
  mutes(actor: Actor): Promise<MutesView>
  setMutes(actor: Actor, reasons: readonly AlertReason[]): Promise<MutesView>
  /** Runs that match everything again, newest first. */
  runs(actor: Actor, page: { limit: number; cursor: string | undefined }): Promise<{ items: MatchRunView[]; next: string | null }>
}

interface Needs {
  db: Database
  clock: Clock
  cursors: Cursors
}

export function createAlertService({ db, clock, cursors }: Needs): AlertService {
  return {
    list: (actor, { unread, limit, cursor }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'alert.own')
        const rows = await store.list(tx, { ...actingFor(actor), unread, after: cursors.read(cursor), limit: limit + 1 })
        const page = pageOf(rows, limit, cursors, ({ alert }) => [alert.raisedAt.toISOString(), alert.id])
        return { items: page.items.map(view), next: page.next }
      }),
    unread: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'alert.own')
        return unreadOf(tx, actor)
      }),
    read: (actor, ids) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'alert.own')
        const mine = actingFor(actor)
        const at = clock.now()
        await store.read(tx, { ...mine, ids, at })
        await record(tx, actor, { action: 'alert.read', subjectKind: 'organization', subjectId: mine.organizationId, at })
        return unreadOf(tx, actor)
      }),
    mutes: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'alert.own')
        const { userId, organizationId } = actingFor(actor)
        return { reasons: await store.mutes(tx, userId, organizationId) }
      }),
    setMutes: (actor, reasons) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'alert.own')
        const mine = actingFor(actor)
        const at = clock.now()
        await store.setMutes(tx, { ...mine, reasons, at })
        await record(tx, actor, { action: 'alert.set-mutes', subjectKind: 'user', subjectId: mine.userId, detail: { reasons }, at })
        return { reasons: await store.mutes(tx, mine.userId, mine.organizationId) }
      }),
    runs: (actor, { limit, cursor }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'match-run.read')
        const rows = await runStore.list(tx, cursors.read(cursor), limit + 1)
        const page = pageOf(rows, limit, cursors, (row) => [row.id])
        return { items: page.items.map(runView), next: page.next }
      }),
  }
}

async function unreadOf(tx: Transaction, actor: Actor): Promise<{ unread: number }> {
  const { userId, organizationId } = actingFor(actor)
  return { unread: await store.countUnread(tx, organizationId, userId) }
}

function view({ alert, title, state, readAt }: ListedAlert): AlertView {
  const { id, reason, needId, before, after, detail, raisedAt } = alert
  const { cause = null, because = null, standard, until, days = 0, needs = 0 } = detail
  return {
    id,
    reason,
    need: needId !== null && title !== null ? { id: needId, title, isOpen: state === 'open' } : null,
    before,
    after,
    cause,
    because,
    certificate: standard && until ? { standard, until, days, needs } : null,
    raisedAt: raisedAt.toISOString(),
    read: readAt !== null,
  }
}

function runView({ id, cause, quiet, state, done, total, moved, createdAt, startedAt, finishedAt }: RunRow): MatchRunView {
  const at = (instant: Date | null) => instant?.toISOString() ?? null
  return {
    id,
    cause,
    quiet,
    state,
    done,
    total,
    moved,
    createdAt: createdAt.toISOString(),
    startedAt: at(startedAt),
    finishedAt: at(finishedAt),
  }
}
