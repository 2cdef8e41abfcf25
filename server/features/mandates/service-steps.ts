/** The steps of a mandate: each checks who may, decides, writes, and tells the other side. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { addDays, dayOf, endOfDay } from '../../../domain/day.ts'
import {
  askFault,
  type Mandate,
  type MandateParty,
  type MandateScope,
  type MandateStep,
  openMandateSteps,
  scopeFault,
  spanOf,
  standingOf,
  stepMandate,
} from '../../../domain/mandates.ts'
import type { NoticeTopic } from '../../../domain/notices.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import { InvalidError, NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { AnswerBody, AskBody, GiveBody, MandateView, ScopeBody } from './contract.ts'
import { type FirmHead, type LoadedMandate, type MandateRow, mandateStore as store } from './store.ts'

export interface MandateNeeds {
  db: Database
  clock: Clock
  cursors: Cursors
  jobs: Pick<Jobs, 'send'>
  /** Codes of sectors that exist. */
  hasSector(code: string): boolean
}

interface Chosen {
  scope: MandateScope
  needIds: string[]
  sectors: string[]
}

export async function ask(needs: MandateNeeds, tx: Transaction, actor: Actor, body: AskBody): Promise<MandateView> {
  requireMay(actor, 'mandate.ask')
  const { userId, organizationId: agencyId } = actingFor(actor)
  const giver = await store.firm(tx, body.organizationId)
  if (!giver || giver.kind === 'agency') throw new NotFoundError()
  if (!giver.claimed) throw new RefusedError({ code: 'mandate-firm-unclaimed', message: 'Nobody speaks for this firm yet.' })
  const at = needs.clock.now()
  const pair = { agencyId, giverId: giver.id }
  const fault = askFault(await store.lastAsked(tx, pair), at)
  if (fault) throw new RefusedError(fault)
  const scope = await chosen(needs, tx, body, { giver, isOwner: false })
  const message = body.message.trim()
  const row = await store.insert(tx, { ...pair, ...scope, state: 'asked', message, askedBy: userId, createdAt: at, updatedAt: at })
  if (!row) throw new RefusedError({ code: 'mandate-asked-already', message: 'Your question is still open.' })
  await written(needs, tx, actor, { id: row.id, action: 'mandate.ask', topic: 'mandate-asked' })
  return viewOf(needs, tx, actor, row.id)
}

/** Unasked, or in answer to whatever the agency has asked; takes the place of what was given before. */
export async function give(needs: MandateNeeds, tx: Transaction, actor: Actor, body: GiveBody): Promise<MandateView> {
  requireMay(actor, 'mandate.give')
  const giver = await ownFirm(tx, actor)
  const agency = await store.firm(tx, body.agencyId)
  if (agency?.kind !== 'agency') throw new NotFoundError()
  const pair = { agencyId: agency.id, giverId: giver.id }
  const values = await givenBy(needs, tx, actor, { giver, body, pair })
  const asked = await store.lastAsked(tx, pair)
  const held = asked?.state === 'asked' ? await store.lock(tx, asked.id) : undefined
  const id = held?.state === 'asked' ? await saveOver(tx, held.id, values) : await insertGiven(tx, { ...pair, ...values })
  await written(needs, tx, actor, { id, action: 'mandate.give', topic: 'mandate-given' })
  return viewOf(needs, tx, actor, id)
}

interface AnswerAsked {
  mandateId: string
  version: number | null
  body: AnswerBody
}

export async function answer(needs: MandateNeeds, tx: Transaction, actor: Actor, asked: AnswerAsked): Promise<MandateView> {
  const { grant, ...body } = asked.body
  const row = await held(tx, actor, { ...asked, permission: 'mandate.give', step: grant ? 'give' : 'refuse' })
  const at = needs.clock.now()
  if (grant) {
    const { scope, needIds, sectors } = row
    const named = body.scope ? body : { ...body, scope, needIds, sectors }
    const values = await givenBy(needs, tx, actor, { giver: await ownFirm(tx, actor), body: named, pair: row })
    await saveOver(tx, row.id, values)
  } else {
    const note = body.note?.trim() ?? ''
    await store.update(tx, row.id, { state: 'refused', note, endedBy: actor.userId, endedAt: at, updatedAt: at })
  }
  await written(needs, tx, actor, {
    id: row.id,
    action: grant ? 'mandate.give' : 'mandate.refuse',
    topic: grant ? 'mandate-given' : 'mandate-refused',
  })
  return viewOf(needs, tx, actor, row.id)
}

export async function withdraw(
  needs: MandateNeeds,
  tx: Transaction,
  actor: Actor,
  asked: { mandateId: string; version: number | null; note: string },
): Promise<MandateView> {
  const row = await held(tx, actor, { ...asked, permission: 'mandate.give', step: 'withdraw' })
  const at = needs.clock.now()
  const note = asked.note.trim() || row.note
  await store.update(tx, row.id, { state: 'withdrawn', note, endedBy: actor.userId, endedAt: at, updatedAt: at })
  await written(needs, tx, actor, { id: row.id, action: 'mandate.withdraw', topic: 'mandate-withdrawn' })
  return viewOf(needs, tx, actor, row.id)
}

export async function takeBack(
  needs: MandateNeeds,
  tx: Transaction,
  actor: Actor,
  asked: { mandateId: string; version: number | null },
): Promise<MandateView> {
  const row = await held(tx, actor, { ...asked, permission: 'mandate.ask', step: 'take-back' })
  const at = needs.clock.now()
  await store.update(tx, row.id, { state: 'taken-back', endedBy: actor.userId, endedAt: at, updatedAt: at })
  await written(needs, tx, actor, { id: row.id, action: 'mandate.take-back', topic: null })
  return viewOf(needs, tx, actor, row.id)
}

interface HeldAsked {
  mandateId: string
  version: number | null
  permission: 'mandate.give' | 'mandate.ask'
  step: MandateStep
}

/** The row, held until the end, once this party may take this step on this version. */
async function held(tx: Transaction, actor: Actor, { mandateId, version, permission, step }: HeldAsked): Promise<MandateRow> {
  const row = await store.lock(tx, mandateId)
  const by: MandateParty = permission === 'mandate.give' ? 'giver' : 'agency'
  requireMay(actor, permission, row && { organizationId: by === 'giver' ? row.giverId : row.agencyId })
  const standing = row as MandateRow
  requireVersion(standing, version)
  const decision = stepMandate(standing.state, step, by)
  if (!decision.ok) throw new RefusedError(decision.refusal)
  return standing
}

/** What is given: for what, from when until when, in the firm's own time zone. Ends the mandate that stood before. */
async function givenBy(
  needs: MandateNeeds,
  tx: Transaction,
  actor: Actor,
  asked: { giver: FirmHead; body: Omit<GiveBody, 'agencyId'>; pair: { agencyId: string; giverId: string } },
) {
  const { giver, body, pair } = asked
  const at = needs.clock.now()
  const today = dayOf(at, giver.timeZone)
  const days = { ...(body.fromOn && { fromOn: body.fromOn }), ...(body.untilOn && { untilOn: body.untilOn }) }
  const span = spanOf(days, today)
  if (!span.ok) throw new RefusedError(span.refusal)
  const { fromOn, untilOn } = span.value
  if (fromOn > today && (await store.isGiven(tx, pair, at)))
    throw new RefusedError({ code: 'mandate-in-force', message: 'A mandate is in force; a new one takes its place at once.' })
  const scope = await chosen(needs, tx, body, { giver, isOwner: true })
  await store.replaceGiven(tx, pair, { endedBy: actingFor(actor).userId, at })
  return {
    ...scope,
    state: 'given' as const,
    note: body.note?.trim() ?? '',
    startsAt: fromOn === today ? at : new Date(endOfDay(addDays(fromOn, -1), giver.timeZone).getTime() + 1),
    endsAt: endOfDay(untilOn, giver.timeZone),
    givenBy: actor.userId,
    givenAt: at,
    updatedAt: at,
  }
}

type Given = Awaited<ReturnType<typeof givenBy>>

async function saveOver(tx: Transaction, id: string, values: Given): Promise<string> {
  await store.update(tx, id, values)
  return id
}

async function insertGiven(tx: Transaction, values: Given & { agencyId: string; giverId: string }): Promise<string> {
  const row = await store.insert(tx, { ...values, createdAt: values.updatedAt })
  if (!row) throw new RefusedError({ code: 'mandate-in-force', message: 'A mandate was given a moment ago; look again.' })
  return row.id
}

/** The scope as sent; what it names must be there and be the firm's, and an alias is not found out by asking. */
async function chosen(
  { hasSector }: MandateNeeds,
  tx: Transaction,
  { scope = 'all', needIds = [], sectors = [] }: ScopeBody,
  by: { giver: FirmHead; isOwner: boolean },
): Promise<Chosen> {
  const named = { scope, needIds: scope === 'needs' ? needIds : [], sectors: scope === 'sectors' ? sectors : [] }
  const fault = scopeFault(named)
  if (fault) throw new InvalidError([fault])
  const strange = named.sectors.findIndex((code) => !hasSector(code))
  if (strange >= 0) throw new InvalidError([{ field: `/sectors/${strange}`, code: 'not-a-choice' }])
  if (named.needIds.length > 0) await requireNameable(tx, named.needIds, by)
  return named
}

async function requireNameable(
  tx: Transaction,
  needIds: readonly string[],
  { giver, isOwner }: { giver: FirmHead; isOwner: boolean },
): Promise<void> {
  const ownerId = giver.kind === 'lead-firm' ? giver.id : null
  const nameable = await store.nameable(tx, needIds, { ownerId, isOwner: isOwner && ownerId !== null })
  const missing = needIds.findIndex((id) => !nameable.has(id))
  if (missing >= 0) throw new InvalidError([{ field: `/needIds/${missing}`, code: 'not-a-choice' }])
}

async function ownFirm(tx: Transaction, actor: Actor): Promise<FirmHead> {
  const firm = await store.firm(tx, actingFor(actor).organizationId)
  if (!firm) throw new NotFoundError()
  return firm
}

/** The audit row, and a word to the other side. */
async function written(
  { clock, jobs }: MandateNeeds,
  tx: Transaction,
  actor: Actor,
  { id, action, topic }: { id: string; action: string; topic: NoticeTopic | null },
): Promise<void> {
  await record(tx, actor, { action, subjectKind: 'mandate', subjectId: id, at: clock.now() })
  const found = await store.byId(tx, id)
  if (!topic || !found) return
  const [other, self] = actor.organizationId === found.agency.id ? [found.giver, found.agency] : [found.agency, found.giver]
  await jobs.send(tx, 'notify', {
    organizationId: other.id,
    topic,
    subject: { kind: 'mandate', id },
    path: `/mandates/${id}`,
    params: { firm: self.name },
    key: `mandate/${id}/${topic}`,
  })
}

async function viewOf(needs: MandateNeeds, tx: Transaction, actor: Actor, id: string): Promise<MandateView> {
  const found = await store.byId(tx, id)
  const [view] = await viewsOf(needs, tx, actor, found ? [found] : [])
  if (!view) throw new NotFoundError()
  return view
}

/** Mandates as one of their sides reads them; the titles of all their needs in one question. */
export async function viewsOf(
  { clock }: MandateNeeds,
  tx: Transaction,
  actor: Actor,
  list: readonly LoadedMandate[],
): Promise<MandateView[]> {
  const titles = await store.titles(
    tx,
    list.flatMap(({ row }) => row.needIds),
  )
  const at = clock.now()
  return list.map(({ row, agency, giver }) => {
    const party: MandateParty = actor.organizationId === agency.id ? 'agency' : 'giver'
    const day = (instant: Date | null) => instant && dayOf(instant, giver.timeZone)
    return {
      id: row.id,
      agency: firmOf(agency),
      giver: { ...firmOf(giver), kind: giver.kind as 'sme' | 'lead-firm' },
      standing: standingOf(row satisfies Mandate, at),
      scope: row.scope,
      needs: row.needIds.flatMap((id) => (titles.has(id) ? [{ id, title: titles.get(id) ?? '' }] : [])),
      sectors: row.sectors,
      message: row.message,
      note: row.note,
      fromOn: day(row.startsAt),
      untilOn: day(row.endsAt),
      openSteps: openMandateSteps(row.state, party),
      version: row.version,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    }
  })
}

function firmOf({ id, name, country }: FirmHead) {
  return { id, name, country }
}
