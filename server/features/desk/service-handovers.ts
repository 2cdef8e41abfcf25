/** Hands a need on to another agency: a message and an answer; what the other one may read it reads by a mandate of its own. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { handoverStanding, openHandoverSteps, stepHandover } from '../../../domain/desk.ts'
import type { NoticeTopic } from '../../../domain/notices.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { pageOf } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { HandoverBody, HandoverStepBody, HandoverView } from './contract-handovers.ts'
import { type DeskNeeds, deskOf } from './service.ts'
import { type LoadedHandover, handoverStore as store } from './store-handovers.ts'

export interface HandoverService {
  list(
    actor: Actor,
    page: { party?: 'from' | 'to'; limit: number; cursor: string | undefined },
  ): Promise<{ items: HandoverView[]; next: string | null }>
  propose(actor: Actor, body: HandoverBody): Promise<HandoverView>
  step(actor: Actor, handoverId: string, version: number | null, body: HandoverStepBody): Promise<HandoverView>
}

export function createHandoverService(needs: DeskNeeds): HandoverService {
  const { db, cursors } = needs
  return {
    list: (actor, { limit, cursor, ...filter }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'desk.read')
        const rows = await store.load(tx, deskOf(needs, actor), { ...filter, after: cursors.read(cursor), limit: limit + 1 })
        const page = pageOf(rows, limit, cursors, ({ row }) => [row.updatedAt.toISOString(), row.id])
        return { items: page.items.map((one) => view(one, actor)), next: page.next }
      }),
    propose: (actor, body) => db.as(actor, (tx) => propose(needs, tx, actor, body)),
    step: (actor, handoverId, version, body) => db.as(actor, (tx) => step(needs, tx, actor, { handoverId, version, body })),
  }
}

async function propose(
  needs: DeskNeeds,
  tx: Transaction,
  actor: Actor,
  { needId, agencyId, message }: HandoverBody,
): Promise<HandoverView> {
  requireMay(actor, 'desk.work')
  const desk = deskOf(needs, actor)
  if (!(await store.leadFirmOf(tx, desk, needId)) || !(await store.isAgency(tx, agencyId))) throw new NotFoundError()
  if (agencyId === desk.agencyId) throw new RefusedError({ code: 'handover-to-oneself', message: 'Choose another agency.' })
  const { userId } = actingFor(actor)
  const values = { needId, fromAgencyId: desk.agencyId, toAgencyId: agencyId, state: 'proposed' as const, message, proposedBy: userId }
  const id = await store.insert(tx, { ...values, createdAt: desk.at, updatedAt: desk.at })
  if (!id) throw new RefusedError({ code: 'handover-open', message: 'This need is with that agency already.' })
  await record(tx, actor, { action: 'handover.propose', subjectKind: 'handover', subjectId: id, at: desk.at })
  const loaded = await loadedOne(needs, tx, actor, id)
  await tell(needs, tx, loaded, { to: agencyId, topic: 'handover-asked' })
  return view(loaded, actor)
}

interface StepAsked {
  handoverId: string
  version: number | null
  body: HandoverStepBody
}

async function step(needs: DeskNeeds, tx: Transaction, actor: Actor, { handoverId, version, body }: StepAsked): Promise<HandoverView> {
  const found = await store.lock(tx, handoverId)
  const row = found && { ...found, parties: [found.fromAgencyId, found.toAgencyId] }
  requireMay(actor, 'desk.work', row)
  requireVersion(row, version)
  const { userId, organizationId } = actingFor(actor)
  const decision = stepHandover(row.state, body.step, row.fromAgencyId === organizationId ? 'from' : 'to')
  if (!decision.ok) throw new RefusedError(decision.refusal)
  const at = needs.clock.now()
  await store.step(tx, handoverId, { state: decision.value, note: body.note?.trim() ?? '', answeredBy: userId, updatedAt: at })
  await record(tx, actor, { action: `handover.${body.step}`, subjectKind: 'handover', subjectId: handoverId, at })
  const loaded = await loadedOne(needs, tx, actor, handoverId)
  if (body.step !== 'take-back') await tell(needs, tx, loaded, { to: row.fromAgencyId, topic: 'handover-answered' })
  return view(loaded, actor)
}

async function loadedOne(needs: DeskNeeds, tx: Transaction, actor: Actor, id: string): Promise<LoadedHandover> {
  const [loaded] = await store.load(tx, deskOf(needs, actor), { id, after: null, limit: 1 })
  if (!loaded) throw new NotFoundError()
  return loaded
}

/** `firm` is the agency on the other side; the need is named only where its reader may read it. */
async function tell(
  { tell: send }: DeskNeeds,
  tx: Transaction,
  loaded: LoadedHandover,
  { to, topic }: { to: string; topic: NoticeTopic },
): Promise<void> {
  const isTo = loaded.to.id === to
  await send(tx, {
    organizationId: to,
    topic,
    subject: { kind: 'need', id: loaded.need.id },
    path: '/desk/handovers',
    params: { firm: isTo ? loaded.from.name : loaded.to.name, need: mayRead(loaded, isTo) ? loaded.need.title : '' },
    key: `handover/${loaded.row.id}/${topic}/${loaded.row.version}`,
  })
}

function view(loaded: LoadedHandover, actor: Actor): HandoverView {
  const { row, need, leadFirm, from, to, toHolds, toAsked } = loaded
  const isTo = row.toAgencyId === actor.organizationId
  const party = isTo ? ('to' as const) : ('from' as const)
  const holdsMandate = isTo ? toHolds : loaded.fromHolds
  return {
    id: row.id,
    need: { id: need.id, title: mayRead(loaded, isTo) ? need.title : null },
    leadFirm: holdsMandate || (loaded.isPublic && !need.alias) ? leadFirm : null,
    from,
    to,
    party,
    standing: handoverStanding(row.state, toHolds ? 'in-force' : toAsked ? 'asked' : 'none'),
    message: row.message,
    note: row.note,
    openSteps: openHandoverSteps(row.state, party),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}

function mayRead({ isPublic, toHolds, fromHolds }: LoadedHandover, isTo: boolean): boolean {
  return isPublic || (isTo ? toHolds : fromHolds)
}
