/** The queue of proposed pairings, and shortlisting or offering many at once. */
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { requireMay } from '../../access.ts'
import { pageOf } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { BulkBody, BulkView, QueueView } from './contract-queue.ts'
import { type DeskNeeds, deskOf } from './service.ts'
import { type QueuedPair, type QueueFilter, queueStore } from './store-queue.ts'

export interface QueueService {
  queue(actor: Actor, filter: QueueFilter, page: { limit: number; cursor: string | undefined }): Promise<QueueView>
  /** Each pair is a step of its own: one that is refused changes nothing and holds up no other. */
  shortlist(actor: Actor, body: BulkBody): Promise<BulkView>
}

export function createQueueService(needs: DeskNeeds): QueueService {
  const { db, cursors } = needs
  return {
    queue: (actor, filter, { limit, cursor }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'desk.read')
        const desk = deskOf(needs, actor)
        const rows = await queueStore.page(tx, desk, { filter, after: cursors.read(cursor), limit: limit + 1 })
        const { items, next } = pageOf(rows, limit, cursors, (row) => [String(row.score), row.needId, row.profileId])
        return {
          items: items.map(pairView),
          next,
          waiting: rows[0]?.waiting ?? (await queueStore.count(tx, desk)),
          needs: await queueStore.needs(tx, desk),
        }
      }),
    shortlist: (actor, body) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'desk.work')
        const results: BulkView['results'] = []
        for (const pair of unique(body.pairs)) results.push({ ...pair, ...(await tryPair(needs, tx, actor, { ...body, pair })) })
        return { done: results.filter((one) => one.linkageId !== null).length, results }
      }),
  }
}

type Pair = BulkBody['pairs'][number]

/** Within a savepoint: what a refused pair had written by then is taken back. */
async function tryPair(
  { linkages }: DeskNeeds,
  tx: Transaction,
  actor: Actor,
  { pair, step, note }: Pick<BulkBody, 'step' | 'note'> & { pair: Pair },
): Promise<{ linkageId: string | null; refusal: string | null }> {
  const body = { organizationId: pair.organizationId, step, ...(note && { note }) }
  try {
    const { id } = await tx.transaction((inner) => linkages.brokerIn(inner, actor, pair.needId, body))
    return { linkageId: id, refusal: null }
  } catch (error) {
    if (error instanceof RefusedError) return { linkageId: null, refusal: error.refusal.code }
    if (error instanceof NotFoundError) return { linkageId: null, refusal: 'not-found' }
    throw error
  }
}

function unique(pairs: readonly Pair[]): Pair[] {
  return [...new Map(pairs.map((one) => [`${one.needId}/${one.organizationId}`, one])).values()]
}

function pairView(row: QueuedPair): QueueView['items'][number] {
  return {
    need: { id: row.needId, title: row.needTitle },
    leadFirm: { id: row.leadFirmId, name: row.leadFirm },
    sme: { id: row.smeId, name: row.sme, place: [row.city || row.region, row.country].filter(Boolean).join(', ') },
    band: row.band,
    score: row.score,
    months: row.months,
    verdicts: row.verdicts.map(([, verdict]) => verdict),
    keptAt: row.keptAt,
  }
}
