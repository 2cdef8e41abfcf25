/** Sourcing needs: a lead firm writes, publishes, closes them; everybody reads the open ones, under the alias where there is one. */
import { record } from '../../../db/audit.ts'
import { noteChange } from '../../../db/changes.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { endOfDay } from '../../../domain/day.ts'
import { aliasLeak, type CloseReason, isEditable, missingToPublish, type NeedStep, stepNeed } from '../../../domain/needs.ts'
import { checkCriteria, type NeedWords, requirementOf } from '../../../domain/requirements.ts'
import { checkSeal } from '../../../domain/sealing.ts'
import type { NeedState, SourcingNeed } from '../../../domain/sourcing.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { type Cursors, pageOf } from '../../cursor.ts'
import { InvalidError, NotFoundError, RefusedError } from '../../errors.ts'
import type { NeedBody, NeedCard, NeedView, OpenNeedCard, OpenNeedView } from './contract.ts'
import { card, openCard, openView, type ViewNeeds, view } from './service-views.ts'
import { type Firm, type LoadedNeed, needStore as store } from './store.ts'

export interface SourcingService {
  list(
    actor: Actor,
    page: { state?: NeedState; limit: number; cursor: string | undefined },
  ): Promise<{ items: NeedCard[]; next: string | null }>
  create(actor: Actor, body: NeedBody): Promise<NeedView>
  get(actor: Actor, needId: string): Promise<NeedView>
  /** Saves a draft, or makes a new version of an open need. */
  edit(actor: Actor, needId: string, version: number | null, body: NeedBody): Promise<NeedView>
  step(actor: Actor, needId: string, version: number | null, step: { step: NeedStep; reason?: CloseReason }): Promise<NeedView>
  open(
    actor: Actor,
    page: { sector?: string; country?: string; text?: string; limit: number; cursor: string | undefined },
  ): Promise<{ items: OpenNeedCard[]; next: string | null }>
  getOpen(actor: Actor, needId: string): Promise<OpenNeedView>
  /** For matching and linkages, inside their transaction. */
  load(tx: Transaction, needId: string): Promise<LoadedNeed | undefined>
  loadMany(tx: Transaction, needIds: readonly string[]): Promise<LoadedNeed[]>
  openAfter(tx: Transaction, after: string | null, limit: number): Promise<LoadedNeed[]>
  /** Names of lead firms, for those who may read them. */
  namesOf(tx: Transaction, organizationIds: readonly string[]): Promise<Map<string, string>>
}

interface Needs extends ViewNeeds {
  db: Database
  jobs: Pick<Jobs, 'send'>
  cursors: Cursors
  /** The words a need may use: concepts, standards and parameters that exist. */
  words(tx: Transaction, organizationId: string): Promise<NeedWords>
  /** How many offers of this need were ever submitted. */
  offersFor(tx: Transaction, needId: string): Promise<number>
  /** An open need has a newer version: who answered an older one is told. */
  edited(tx: Transaction, need: { id: string; title: string; version: number }): Promise<void>
  /** Whether this agency may review proposals of the lead firm: it holds a mandate. */
  mayReview(tx: Transaction, agencyId: string, leadFirmId: string): Promise<boolean>
  /** Whether a need under review was offered to this SME, or is brokered by this agency. */
  reachesReviewed(tx: Transaction, actor: Actor, needId: string): Promise<boolean>
}

export function createSourcingService(needs: Needs): SourcingService {
  const { db, clock, cursors } = needs
  return {
    list: (actor, { state, limit, cursor }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'need.own')
        const rows = await store.ofOrganization(tx, actingFor(actor).organizationId, {
          state,
          after: cursors.read(cursor),
          limit: limit + 1,
        })
        const page = pageOf(rows, limit, cursors, (row) => [row.updatedAt.toISOString(), row.id])
        return { items: page.items.map(card), next: page.next }
      }),
    create: (actor, body) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'need.edit')
        const firm = await ownFirm(tx, actor)
        const { values, criteria } = await read(needs, tx, firm, body)
        const at = clock.now()
        const row = await store.insert(tx, { ...values, organizationId: firm.id, createdAt: at, updatedAt: at })
        await store.replaceCriteria(tx, row.id, criteria)
        await record(tx, actor, { action: 'need.create', subjectKind: 'need', subjectId: row.id, at })
        return viewAgain(needs, tx, row.id, firm)
      }),
    get: (actor, needId) =>
      db.as(actor, async (tx) => {
        const loaded = await store.byId(tx, needId)
        requireMay(actor, 'need.own', loaded?.row)
        return view(needs, loaded as LoadedNeed, await ownFirm(tx, actor))
      }),
    edit: (actor, needId, version, body) => db.as(actor, (tx) => edit(needs, tx, actor, { needId, version, body })),
    step: (actor, needId, version, step) => db.as(actor, (tx) => takeStep(needs, tx, actor, { needId, version, ...step })),
    open: (actor, { limit, cursor, ...filter }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'need.read')
        const rows = await store.open(tx, { ...filter, at: clock.now(), after: cursors.read(cursor), limit: limit + 1 })
        const page = pageOf(rows, limit, cursors, ({ need }) => [need.publishedAt?.toISOString() ?? '', need.id])
        return { items: page.items.map(({ need, firm }) => openCard(need, firm)), next: page.next }
      }),
    getOpen: (actor, needId) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'need.read')
        const loaded = await store.byId(tx, needId)
        if (!loaded || !['open', 'closed'].includes(loaded.row.state) || !loaded.row.publishedAt) throw new NotFoundError()
        if (!(await reaches(needs, tx, actor, loaded))) throw new NotFoundError()
        return openView(needs, tx, loaded)
      }),
    load: (tx, needId) => store.byId(tx, needId),
    loadMany: (tx, needIds) => store.byIds(tx, needIds),
    openAfter: (tx, after, limit) => store.openAfter(tx, after, limit),
    namesOf: (tx, organizationIds) => store.namesOf(tx, organizationIds),
  }
}

/** A need that an agency reviews is there for its lead firm, for the agency, and for the SMEs it was offered to. */
async function reaches({ reachesReviewed }: Needs, tx: Transaction, actor: Actor, { row }: LoadedNeed): Promise<boolean> {
  if (row.reviewAgencyId === null || row.organizationId === actor.organizationId) return true
  return reachesReviewed(tx, actor, row.id)
}

async function edit(
  needs: Needs,
  tx: Transaction,
  actor: Actor,
  { needId, version, body }: { needId: string; version: number | null; body: NeedBody },
): Promise<NeedView> {
  const loaded = await store.lock(tx, needId)
  requireMay(actor, 'need.edit', loaded?.row)
  const { row } = loaded as LoadedNeed
  requireVersion(row, version)
  if (!isEditable(row.state))
    throw new RefusedError({
      code: 'need-wrong-state',
      message: 'A closed need is not edited.',
      params: { state: row.state, step: 'edit' },
    })
  const firm = await ownFirm(tx, actor)
  const { values, criteria } = await read(needs, tx, firm, body)
  const at = needs.clock.now()
  const broken = checkSeal(row, values, await needs.offersFor(tx, row.id), at)
  if (broken) throw new RefusedError(broken)
  const saved = await store.update(tx, row.id, { ...values, updatedAt: at })
  await store.replaceCriteria(tx, row.id, criteria)
  await record(tx, actor, { action: 'need.edit', subjectKind: 'need', subjectId: row.id, detail: { fields: Object.keys(body) }, at })
  if (row.state === 'open') {
    requirePublishable((await reload(tx, row.id)).need, firm, at)
    noteChange(tx, { kind: 'need', subjectId: row.id, version: saved.version })
    await needs.jobs.send(tx, 'match-need', { needId: row.id, version: saved.version })
    await needs.edited(tx, { id: row.id, title: saved.title, version: saved.version })
  }
  return viewAgain(needs, tx, row.id, firm)
}

async function takeStep(
  needs: Needs,
  tx: Transaction,
  actor: Actor,
  asked: { needId: string; version: number | null; step: NeedStep; reason?: CloseReason },
): Promise<NeedView> {
  const loaded = await store.lock(tx, asked.needId)
  requireMay(actor, 'need.publish', loaded?.row)
  const { row, need } = loaded as LoadedNeed
  requireVersion(row, asked.version)
  const decision = stepNeed(row.state, asked.step)
  if (!decision.ok) throw new RefusedError(decision.refusal)
  const firm = await ownFirm(tx, actor)
  const at = needs.clock.now()
  if (decision.value === 'open') requirePublishable(need, firm, at)
  const closing = decision.value === 'closed'
  const saved = await store.update(tx, row.id, {
    state: decision.value,
    updatedAt: at,
    publishedAt: row.publishedAt ?? (closing ? null : at),
    closedAt: closing ? at : null,
    closedReason: closing ? (asked.reason ?? null) : null,
  })
  await record(tx, actor, { action: `need.${asked.step}`, subjectKind: 'need', subjectId: row.id, at })
  noteChange(tx, { kind: 'need', subjectId: row.id, version: saved.version })
  if (decision.value === 'open') await needs.jobs.send(tx, 'match-need', { needId: row.id, version: saved.version })
  return viewAgain(needs, tx, row.id, firm)
}

function requirePublishable(need: SourcingNeed, firm: Firm, at: Date): void {
  const missing = missingToPublish(need, at, firm.timeZone)
  if (missing.length > 0) throw new InvalidError(missing)
  const leak = need.alias ? aliasLeak(need, firm) : null
  if (leak) throw new RefusedError(leak)
}

/** The body as rows; faults of codes, units and operators stand beside their fields. */
async function read({ words, mayReview }: Needs, tx: Transaction, firm: Firm, body: NeedBody) {
  const criteria = (body.criteria ?? []).map((one) => ({
    title: one.title,
    category: one.category,
    class: one.class,
    weight: one.weight ?? null,
    groups: one.groups.map((group) => ({ requirements: group.requirements.map(requirementOf) })),
  }))
  const faults = checkCriteria(
    { products: body.products ?? [], processes: body.processes ?? [], sector: body.sector ?? '', criteria },
    await words(tx, firm.id),
  )
  if (body.reviewAgencyId && !(await mayReview(tx, body.reviewAgencyId, firm.id)))
    faults.push({ field: '/reviewAgencyId', code: 'no-mandate' })
  if (faults.length > 0) throw new InvalidError(faults)
  const { criteria: _, answerOn, ...rest } = body
  const blank = {
    description: '',
    language: 'en',
    products: [],
    processes: [],
    sector: '',
    category: '',
    volumePerMonth: null,
    volumeUnit: 'pcs' as const,
    startOn: null,
    horizonMonths: 12,
    deliveryCountry: '',
    deliveryPlace: '',
    countriesAccepted: [],
    paymentDays: null,
    incoterm: null,
    alias: false,
    sealed: false,
    reviewAgencyId: null,
  }
  return { values: { ...blank, ...rest, answerBy: answerOn ? endOfDay(answerOn, firm.timeZone) : null }, criteria }
}

async function ownFirm(tx: Transaction, actor: Actor): Promise<Firm> {
  const firm = await store.firm(tx, actingFor(actor).organizationId)
  if (!firm) throw new NotFoundError()
  return firm
}

async function viewAgain(needs: Needs, tx: Transaction, id: string, firm: Firm): Promise<NeedView> {
  return view(needs, await reload(tx, id), firm)
}

async function reload(tx: Transaction, id: string): Promise<LoadedNeed> {
  const loaded = await store.byId(tx, id)
  if (!loaded) throw new NotFoundError()
  return loaded
}
