/** The officer's desk: what is in motion, what is late and with whom, who looks after what, and what is done about silence. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { JobData } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { dayOf } from '../../../domain/day.ts'
import {
  actFault,
  assignFault,
  COLUMN_STAGES,
  clockOf,
  DESK_COLUMNS,
  type DeskAct,
  MOVING_STAGES,
  openActs,
  type SilentCase,
} from '../../../domain/desk.ts'
import { dutiesHeld } from '../../../domain/organizations.ts'
import { actingFor, requireMay } from '../../access.ts'
import { type Cursors, pageOf } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { LinkageService } from '../linkages/service.ts'
import type { BoardView, CaseView, ChoicesView, FilterQuery, WorkloadView } from './contract.ts'
import { type DeskFilter, deskStore as store } from './store.ts'
import { type AgencyMember, actsSince, type DeskEntry, officerStore } from './store-officers.ts'

export interface DeskNeeds {
  db: Database
  clock: Clock
  cursors: Cursors
  linkages: Pick<LinkageService, 'viewsOf' | 'accessOf' | 'brokerIn' | 'noticeTo'>
  namesOf(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  tell(tx: Transaction, notice: JobData['notify']): Promise<void>
}

export interface DeskService {
  board(actor: Actor, filter: FilterQuery): Promise<BoardView>
  list(
    actor: Actor,
    filter: FilterQuery,
    page: { limit: number; cursor: string | undefined },
  ): Promise<{ items: CaseView[]; next: string | null }>
  choices(actor: Actor): Promise<ChoicesView>
  workload(actor: Actor): Promise<WorkloadView>
  /** An officer takes it over or lays it down; a manager gives it to anybody who brokers. */
  assign(actor: Actor, linkageId: string, userId: string | null): Promise<CaseView>
  /** Reminds whoever is expected to move, or tells its admins and the agency's other officers. */
  act(actor: Actor, linkageId: string, asked: { act: DeskAct; note: string }): Promise<CaseView>
}

type LinkageView = Awaited<ReturnType<LinkageService['viewsOf']>>[number]
type Draft = Omit<CaseView, 'officer'> & { officerId: string | null }

/** Cards that each column shows. */
const CARDS = 5

export function createDeskService(needs: DeskNeeds): DeskService {
  const { db, cursors } = needs
  return {
    async board(actor, filter) {
      const drawn = await db.as(actor, (tx) => board(needs, tx, actor, filterOf(filter)))
      const cases = new Map((await named(needs, drawn.cases)).map((one) => [one.id, one]))
      return {
        ...drawn.totals,
        columns: drawn.columns.map(({ ids, ...one }) => ({ ...one, cards: ids.flatMap((id) => cases.get(id) ?? []) })),
      }
    },
    async list(actor, filter, { limit, cursor }) {
      const page = await db.as(actor, async (tx) => {
        requireMay(actor, 'desk.read')
        const rows = await store.page(tx, deskOf(needs, actor), { filter: filterOf(filter), after: cursors.read(cursor), limit: limit + 1 })
        const { items, next } = pageOf(rows, limit, cursors, (row) => [row.due, row.id])
        return {
          next,
          cases: await casesOf(
            needs,
            tx,
            actor,
            items.map((one) => one.id),
          ),
        }
      })
      return { items: await named(needs, page.cases), next: page.next }
    },
    choices: (actor) => choices(needs, actor),
    workload: (actor) => workload(needs, actor),
    // The whole answer is made inside, so that a repeated request is answered with the same.
    assign: (actor, linkageId, userId) =>
      db.as(actor, async (tx) => oneOf(await named(needs, await assign(needs, tx, actor, { linkageId, userId })))),
    act: (actor, linkageId, asked) =>
      db.as(actor, async (tx) => oneOf(await named(needs, await act(needs, tx, actor, { linkageId, ...asked })))),
  }
}

async function board(needs: DeskNeeds, tx: Transaction, actor: Actor, filter: DeskFilter) {
  requireMay(actor, 'desk.read')
  const desk = deskOf(needs, actor)
  const { stages, cards } = await store.board(tx, desk, { filter, limit: CARDS })
  const sum = (list: readonly string[], of: 'count' | 'overdue') =>
    stages.filter((one) => list.includes(one.stage)).reduce((total, one) => total + one[of], 0)
  const columns = DESK_COLUMNS.map((column) => ({
    column,
    count: sum(COLUMN_STAGES[column], 'count'),
    ids: cards.filter((one) => one.column === column).map((one) => one.id),
  }))
  const totals = { open: sum(MOVING_STAGES, 'count'), overdue: sum(MOVING_STAGES, 'overdue'), stages }
  return {
    totals,
    columns,
    cases: await casesOf(
      needs,
      tx,
      actor,
      cards.map((one) => one.id),
    ),
  }
}

async function choices(needs: DeskNeeds, actor: Actor): Promise<ChoicesView> {
  const found = await needs.db.as(actor, async (tx) => {
    requireMay(actor, 'desk.read')
    const rows = await store.choices(tx, deskOf(needs, actor))
    return { rows, members: await officerStore.members(tx, actingFor(actor).organizationId) }
  })
  const countries = [...new Set(found.rows.flatMap((row) => row.countries))].sort()
  const officers = await people(needs, brokersAmong(found.members))
  return { needs: found.rows.map(({ id, title }) => ({ id, title })), countries, officers, isManager: isManager(actor) }
}

async function workload(needs: DeskNeeds, actor: Actor): Promise<WorkloadView> {
  const found = await needs.db.as(actor, async (tx) => {
    requireMay(actor, 'desk.read')
    const rows = await store.workload(tx, deskOf(needs, actor))
    return { rows, members: await officerStore.members(tx, actingFor(actor).organizationId) }
  })
  // Whoever has left the agency still stands with what he left behind.
  const ids = new Set([...brokersAmong(found.members), ...found.rows.flatMap((row) => row.userId ?? [])])
  const nothing = { open: 0, overdue: 0, waiting: 0 }
  const figures = (userId: string | null) => {
    const { open, overdue, waiting } = found.rows.find((row) => row.userId === userId) ?? nothing
    return { open, overdue, waiting }
  }
  const rows = (await people(needs, [...ids])).map((officer) => ({ officer, ...figures(officer.userId) }))
  return { rows: [...rows, { officer: null, ...figures(null) }] }
}

async function assign(
  needs: DeskNeeds,
  tx: Transaction,
  actor: Actor,
  { linkageId, userId }: { linkageId: string; userId: string | null },
): Promise<Draft[]> {
  requireMay(actor, 'desk.work', await needs.linkages.accessOf(tx, actor, linkageId))
  const { userId: by, organizationId: agencyId } = actingFor(actor)
  await officerStore.hold(tx, linkageId)
  const from = (await officerStore.of(tx, agencyId, [linkageId])).get(linkageId) ?? null
  const members = brokersAmong(await officerStore.members(tx, agencyId))
  const fault = assignFault({ by, isManager: isManager(actor), to: userId, from, members })
  if (fault) throw new RefusedError(fault)
  const at = needs.clock.now()
  if (userId === null) await officerStore.unassign(tx, { agencyId, linkageId })
  else await officerStore.assign(tx, { agencyId, linkageId, userId, at })
  await record(tx, actor, { action: 'desk.assign', subjectKind: 'linkage', subjectId: linkageId, at })
  return casesOf(needs, tx, actor, [linkageId])
}

async function act(
  needs: DeskNeeds,
  tx: Transaction,
  actor: Actor,
  asked: { linkageId: string; act: DeskAct; note: string },
): Promise<Draft[]> {
  const { linkageId } = asked
  requireMay(actor, 'desk.work', await needs.linkages.accessOf(tx, actor, linkageId))
  const { userId: byUserId, organizationId: agencyId } = actingFor(actor)
  await officerStore.hold(tx, linkageId)
  const [view] = await needs.linkages.viewsOf(tx, actor, [linkageId])
  if (!view) throw new NotFoundError()
  const timeZone = await officerStore.timeZone(tx, agencyId)
  const at = needs.clock.now()
  const silent = silentCase(view, (await officerStore.latest(tx, agencyId, [linkageId])).get(linkageId) ?? [], { timeZone, at })
  const fault = actFault(asked.act, silent)
  if (fault || !view.turn) throw new RefusedError(fault ?? { code: 'desk-nobody-waits', message: 'Nobody is expected to move.' })
  await officerStore.addEntry(tx, { agencyId, linkageId, act: asked.act, party: view.turn, note: asked.note, byUserId, at })
  await record(tx, actor, { action: `desk.${asked.act}`, subjectKind: 'linkage', subjectId: linkageId, at })
  await tellSilent(needs, tx, { linkageId, act: asked.act, party: view.turn, agencyId, mark: `${agencyId}/${silent.today}` })
  return casesOf(needs, tx, actor, [linkageId])
}

/** A reminder goes to those who have to answer; an escalation to their admins, and to everybody at the agency who brokers. */
async function tellSilent(
  { linkages, tell }: DeskNeeds,
  tx: Transaction,
  {
    linkageId,
    act: what,
    party,
    agencyId,
    mark,
  }: { linkageId: string; act: DeskAct; party: 'lead-firm' | 'sme' | 'agency'; agencyId: string; mark: string },
): Promise<void> {
  const topic = what === 'reminder' ? ('answer-due' as const) : ('escalated' as const)
  const notice = await linkages.noticeTo(tx, linkageId, { party, topic, mark: `desk/${what}/${mark}` })
  if (!notice) return
  await tell(tx, notice)
  const own =
    what === 'escalation' && (await linkages.noticeTo(tx, linkageId, { party: 'agency', topic, mark: `desk/${what}/own/${mark}` }))
  if (own && own.organizationId === agencyId) await tell(tx, own)
}

async function casesOf({ linkages, clock }: DeskNeeds, tx: Transaction, actor: Actor, ids: readonly string[]): Promise<Draft[]> {
  const { organizationId: agencyId } = actingFor(actor)
  const views = await linkages.viewsOf(tx, actor, ids)
  const officers = await officerStore.of(tx, agencyId, ids)
  const entries = await officerStore.latest(tx, agencyId, ids)
  const when = { timeZone: await officerStore.timeZone(tx, agencyId), at: clock.now() }
  return views.map((view) => draftOf(view, { officerId: officers.get(view.id) ?? null, entries: entries.get(view.id) ?? [], when }))
}

interface Beside {
  officerId: string | null
  entries: readonly DeskEntry[]
  when: { timeZone: string; at: Date }
}

function draftOf(view: LinkageView, { officerId, entries, when }: Beside): Draft {
  const silent = silentCase(view, entries, when)
  const last = entries.find((one) => one.at >= new Date(view.updatedAt))
  return {
    id: view.id,
    need: view.need,
    leadFirm: view.leadFirm,
    sme: view.sme,
    stage: view.stage,
    since: view.updatedAt,
    turn: view.turn,
    dueOn: view.dueOn,
    clock: clockOf(view.turn === null ? null : view.dueOn, silent.today),
    note: view.note,
    officerId,
    acted: last ? { act: last.act, note: last.note, at: last.at.toISOString() } : null,
    openActs: openActs(silent),
    forms: view.forms,
    version: view.version,
  }
}

function silentCase(view: LinkageView, entries: readonly DeskEntry[], { timeZone, at }: Beside['when']): SilentCase {
  const acts = actsSince(entries, new Date(view.updatedAt))
  const dayIn = (when: Date | undefined) => (when ? dayOf(when, timeZone) : null)
  return {
    turn: view.turn,
    dueOn: view.dueOn,
    today: dayOf(at, timeZone),
    remindedOn: dayIn(acts.reminder),
    escalatedOn: dayIn(acts.escalation),
  }
}

/** The names of officers, which only another door to the database tells. */
async function named(needs: DeskNeeds, drafts: readonly Draft[]): Promise<CaseView[]> {
  const names = await needs.namesOf([...new Set(drafts.flatMap((one) => one.officerId ?? []))])
  return drafts.map(({ officerId, ...one }) => ({
    ...one,
    officer: officerId ? { userId: officerId, name: names.get(officerId) ?? '' } : null,
  }))
}

async function people(needs: DeskNeeds, ids: readonly string[]): Promise<{ userId: string; name: string }[]> {
  const names = await needs.namesOf(ids)
  return ids.map((userId) => ({ userId, name: names.get(userId) ?? '' })).sort((a, b) => a.name.localeCompare(b.name))
}

function brokersAmong(members: readonly AgencyMember[]): string[] {
  return members
    .filter((one) => dutiesHeld(one, members, 'agency').some((duty) => duty === 'officer' || duty === 'manager'))
    .map((one) => one.userId)
}

function isManager(actor: Actor): boolean {
  return actor.duties.includes('manager')
}

function filterOf({ overdue, moving, ...rest }: FilterQuery): DeskFilter {
  return { ...rest, ...(overdue && { overdue: true }), ...(moving && { moving: true }) }
}

export function deskOf({ clock }: Pick<DeskNeeds, 'clock'>, actor: Actor) {
  return { agencyId: actingFor(actor).organizationId, at: clock.now() }
}

function oneOf(list: readonly CaseView[]): CaseView {
  const [one] = list
  if (!one) throw new NotFoundError()
  return one
}
