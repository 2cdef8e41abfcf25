/** Watches the clocks of linkages: reminds whoever is due today, warns the officer of silence, ends what nobody answers. */
import { recordMany } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { JobData } from '../../../db/jobs.ts'
import { stepLinkage } from '../../../domain/linkage-steps.ts'
import { dueDay, type Silence, silenceOf, silenceReason, turnOf } from '../../../domain/linkage-terms.ts'
import type { LinkageParty } from '../../../domain/linkages.ts'
import type { Clock } from '../../ports/clock.ts'
import { brokerOf } from './service-access.ts'
import { noticesOf, noticeTo } from './service-notices.ts'
import { termsOf } from './service-terms.ts'
import { factsOf, zoneOf } from './service-view.ts'
import { headStore, type LinkageHead } from './store-heads.ts'
import { watchStore } from './store-watch.ts'

/** Runs through everything that is due, page by page. */
export type LinkageWatch = () => Promise<void>

interface WatchNeeds {
  db: Database
  clock: Clock
  tell(tx: Transaction, notices: readonly JobData['notify'][]): Promise<void>
}

type Terms = Awaited<ReturnType<typeof termsOf>>

const AT_ONCE = 200
const DAY_MS = 86_400_000

export function createLinkageWatch(needs: WatchNeeds): LinkageWatch {
  return async () => {
    let after: string | null = null
    do after = await needs.db.asSystem('watch-linkages', (tx) => watchPage(needs, tx, after))
    while (after)
  }
}

async function watchPage(needs: WatchNeeds, tx: Transaction, after: string | null): Promise<string | null> {
  const at = needs.clock.now()
  // A day is due from its first hour on, wherever its owner sits.
  const ids = await watchStore.lockDue(tx, { until: new Date(at.getTime() + DAY_MS), after, limit: AT_ONCE })
  const heads = await headStore.heads(tx, ids, at)
  const agencies = heads.flatMap((head) => brokerOf(head)?.agencyId ?? [])
  const terms = await termsOf(tx, [...new Set(agencies)])
  const [orphans, watched] = split(heads, (head) => head.row.turn === 'agency' && head.brokers.length === 0)
  await handOver(tx, orphans, { terms, at })
  const byWhat = Map.groupBy(watched, (head) => silenceIn(head, terms, at))
  await remind(needs, tx, byWhat.get('remind') ?? [], at)
  await warn(needs, tx, byWhat.get('warn') ?? [], at)
  await lapse(needs, tx, byWhat.get('lapse') ?? [], at)
  return ids.length === AT_ONCE ? (ids.at(-1) ?? null) : null
}

function silenceIn(head: LinkageHead, terms: Terms, at: Date): Silence {
  const { stage, turn, dueOn, remindedAt, warnedAt } = head.row
  const { graceDays } = terms(brokerOf(head)?.agencyId ?? null)
  return silenceOf({ stage, turn, dueOn, remindedAt, warnedAt, timeZone: zoneOfTurn(head, turn) }, at, graceDays)
}

/** The agency whose turn it was has no mandate any more: the lead firm goes on, with days of its own. */
async function handOver(tx: Transaction, heads: readonly LinkageHead[], { terms, at }: { terms: Terms; at: Date }): Promise<void> {
  const rows = heads.map((head) => {
    const turn = turnOf(head.row.stage, { isBrokered: false, heldBy: 'lead-firm' })
    const due = dueDay(head.row.stage, { terms: terms(null), setOn: null, turn, now: at, timeZone: head.leadFirm.timeZone })
    return { id: head.row.id, turn, dueOn: due?.on ?? null, dueAt: due?.at ?? null }
  })
  await watchStore.handOver(tx, rows)
}

async function remind({ tell }: WatchNeeds, tx: Transaction, heads: readonly LinkageHead[], at: Date): Promise<void> {
  await watchStore.mark(tx, heads.map(idOf), { remindedAt: at })
  await tell(
    tx,
    heads.flatMap((head) => noticeTo(head, organizationOf(head, head.row.turn), 'answer-due', `answer-due/${head.row.version}`) ?? []),
  )
}

/** The officer who brokers hears of it; of its own silence too. */
async function warn({ tell }: WatchNeeds, tx: Transaction, heads: readonly LinkageHead[], at: Date): Promise<void> {
  await watchStore.mark(tx, heads.map(idOf), { warnedAt: at })
  await tell(
    tx,
    heads.flatMap((head) => {
      const agencyId = brokerOf(head)?.agencyId
      return (agencyId && noticeTo(head, agencyId, 'silent-party', `silent-party/${head.row.version}`)) || []
    }),
  )
}

async function lapse({ tell }: WatchNeeds, tx: Transaction, heads: readonly LinkageHead[], at: Date): Promise<void> {
  const ended = heads.flatMap((head) => {
    const reason = silenceReason(head.row.turn ?? 'lead-firm')
    const decision = stepLinkage(head.row.stage, { step: 'lapse', reason }, 'system', factsOf(head, '', at))
    return decision.ok ? [{ head, reason, stage: decision.value }] : []
  })
  await watchStore.end(
    tx,
    ended.map(({ head, ...change }) => ({ id: head.row.id, stageBefore: head.row.stage, ...change })),
    at,
  )
  await recordMany(
    tx,
    NOBODY,
    ended.map(({ head }) => ({ action: 'linkage.lapse', subjectKind: 'linkage', subjectId: head.row.id, at })),
  )
  const notices = ended.flatMap(({ head, stage }) => {
    const row = { ...head.row, stage, dueOn: null, version: head.row.version + 1 }
    return noticesOf({ ...head, row }, 'lapse', null)
  })
  await tell(tx, notices)
}

const NOBODY = { userId: null, organizationId: null }

function idOf(head: LinkageHead): string {
  return head.row.id
}

function organizationOf(head: LinkageHead, turn: LinkageParty | null): string {
  if (turn === 'agency') return brokerOf(head)?.agencyId ?? ''
  return turn === 'sme' ? head.sme.id : head.leadFirm.id
}

function zoneOfTurn(head: LinkageHead, turn: LinkageParty | null): string {
  return zoneOf(head, organizationOf(head, turn)) ?? 'UTC'
}

function split<T>(list: readonly T[], is: (one: T) => boolean): [yes: T[], no: T[]] {
  return [list.filter(is), list.filter((one) => !is(one))]
}
