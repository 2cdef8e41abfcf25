/** Notices as a member reads them: his own list, unread first; nobody else's, not even a colleague's. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { groupOf, type NoticeGroup } from '../../../domain/notices.ts'
import { actingFor, requireMay } from '../../access.ts'
import { type Cursors, pageOf } from '../../cursor.ts'
import { NotFoundError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { NoticeView } from './contract.ts'
import type { NoticeRow } from './store.ts'
import { ownStore as store } from './store-own.ts'

export interface NoticeService {
  list(
    actor: Actor,
    page: { unread: boolean; group: NoticeGroup | null; limit: number; cursor: string | undefined },
  ): Promise<{ items: NoticeView[]; next: string | null }>
  unread(actor: Actor): Promise<{ unread: number }>
  get(actor: Actor, noticeId: string): Promise<NoticeView>
  /** Marks these as read, or all, or all of a group; what waits to be mailed about them is not mailed any more. */
  read(actor: Actor, which: { ids: readonly string[] | null; group: NoticeGroup | null }): Promise<{ unread: number }>
}

interface Needs {
  db: Database
  clock: Clock
  cursors: Cursors
}

export function createNoticeService({ db, clock, cursors }: Needs): NoticeService {
  return {
    list: (actor, { cursor, limit, ...filter }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'notice.own')
        const rows = await store.list(tx, { ...actingFor(actor), ...filter, after: cursors.read(cursor), limit: limit + 1 })
        const page = pageOf(rows, limit, cursors, (row) => [row.readAt ? 'read' : 'unread', row.raisedAt.toISOString(), row.id])
        return { items: page.items.map(view), next: page.next }
      }),
    unread: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'notice.own')
        return unreadOf(tx, actor)
      }),
    get: (actor, noticeId) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'notice.own')
        const row = await store.byId(tx, actingFor(actor), noticeId)
        if (!row) throw new NotFoundError()
        return view(row)
      }),
    read: (actor, which) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'notice.own')
        const own = actingFor(actor)
        const at = clock.now()
        await store.read(tx, own, { ...which, at })
        await record(tx, actor, { action: 'notice.read', subjectKind: 'user', subjectId: own.userId, at })
        return unreadOf(tx, actor)
      }),
  }
}

async function unreadOf(tx: Transaction, actor: Actor): Promise<{ unread: number }> {
  return { unread: await store.countUnread(tx, actingFor(actor)) }
}

function view({ id, topic, subjectKind, subjectId, path, params, raisedAt, readAt }: NoticeRow): NoticeView {
  return {
    id,
    topic,
    group: groupOf(topic),
    subject: { kind: subjectKind, id: subjectId },
    path,
    params,
    raisedAt: raisedAt.toISOString(),
    read: readAt !== null,
  }
}
