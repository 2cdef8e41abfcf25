/** Sourcing needs: a lead firm writes, publishes, closes them; everybody reads the open ones, under the alias where there is one. */
import { record } from '../../../db/audit.ts'
import { noteChange } from '../../../db/changes.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { dayOf, endOfDay } from '../../../domain/day.ts'
import {
  aliasLeak,
  type CloseReason,
  hideOwnStandard,
  isEditable,
  missingToPublish,
  type NeedStep,
  openNeedSteps,
  stepNeed,
  takesAnswers,
} from '../../../domain/needs.ts'
import { checkCriteria, type NeedWords, requirementOf } from '../../../domain/requirements.ts'
import { checkSeal } from '../../../domain/sealing.ts'
import type { NeedState, SourcingNeed } from '../../../domain/sourcing.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { type Cursors, pageOf } from '../../cursor.ts'
import { InvalidError, NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { NeedBody, NeedCard, NeedView, OpenNeedCard, OpenNeedView } from './contract.ts'
import { card, openCard } from './service-cards.ts'
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

interface Needs {
  db: Database
  jobs: Pick<Jobs, 'send'>
  clock: Clock
  cursors: Cursors
  /** The words a need may use: concepts, standards and parameters that exist. */
  words(tx: Transaction, organizationId: string): Promise<NeedWords>
  /** Codes of lead firms' own standards, which an alias must not show. */
  ownStandards(tx: Transaction): Promise<ReadonlySet<string>>
  /** How many offers of this need were ever submitted. */
  offersFor(tx: Transaction, needId: string): Promise<number>
  /** An open need has a newer version: who answered an older one is told. */
  edited(tx: Transaction, need: { id: string; title: string; version: number }): Promise<void>
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
        return openView(needs, tx, loaded)
      }),
    load: (tx, needId) => store.byId(tx, needId),
    loadMany: (tx, needIds) => store.byIds(tx, needIds),
    openAfter: (tx, after, limit) => store.openAfter(tx, after, limit),
    namesOf: (tx, organizationIds) => store.namesOf(tx, organizationIds),
  }
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
async function read({ words }: Needs, tx: Transaction, firm: Firm, body: NeedBody) {
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

function shared({ row, need }: LoadedNeed) {
  return {
    ...need,
    answerBy: need.answerBy?.toISOString() ?? null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    version: row.version,
  }
}

function view({ clock }: Needs, loaded: LoadedNeed, firm: Firm): NeedView {
  const { need } = loaded
  const answerOn = need.answerBy ? dayOf(need.answerBy, firm.timeZone) : null
  const missing = need.state === 'draft' ? missingToPublish(need, clock.now(), firm.timeZone) : []
  return { ...shared(loaded), answerOn, openSteps: openNeedSteps(need.state), missing }
}

async function openView({ clock, ownStandards }: Needs, tx: Transaction, loaded: LoadedNeed): Promise<OpenNeedView> {
  const { need } = loaded
  const takes = takesAnswers(need, clock.now())
  if (!need.alias) {
    const firm = await store.firm(tx, need.organizationId)
    return { ...shared(loaded), leadFirm: firm ? { id: firm.id, name: firm.name, country: firm.country } : null, takesAnswers: takes }
  }
  const hidden = await ownStandards(tx)
  const criteria = need.criteria.map((one) => ({
    ...one,
    groups: one.groups.map((group) => ({ ...group, requirements: group.requirements.map((each) => hideOwnStandard(each, hidden)) })),
  }))
  // Under an alias the place of delivery is its country: a town could name the firm.
  return { ...shared(loaded), criteria, deliveryPlace: '', leadFirm: null, takesAnswers: takes }
}
