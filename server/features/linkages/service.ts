/** Linkages: interest, invitation, introduction and all that follows, step by step; each step is recorded for good. */
import type { Transaction } from '../../../db/client.ts'
import { type Actor, may } from '../../../domain/actor.ts'
import type { StepAnswer } from '../../../domain/linkage-steps.ts'
import { openSteps } from '../../../domain/linkage-steps.ts'
import type { LinkageParty, LinkageStage, LinkageStep, Standing } from '../../../domain/linkages.ts'
import type { Notice, NoticeTopic } from '../../../domain/notices.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { pageOf } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { BrokerBody, LinkageView } from './contract.ts'
import {
  accessOf,
  brokerOf,
  type LinkageAccess,
  type LinkageReaders,
  partiesOf,
  type Reach,
  reachOf,
  readersOf,
  type Situation,
} from './service-access.ts'
import { noticeTo } from './service-notices.ts'
import { type LinkageNeeds, take } from './service-steps.ts'
import { factsOf, needHead, viewOf, viewsOf } from './service-view.ts'
import { type LinkageRow, type PairStanding, linkageStore as store } from './store.ts'
import { headStore } from './store-heads.ts'

export type { LinkageAccess, LinkageReaders }

export interface LinkageService {
  list(
    actor: Actor,
    page: { needId?: string; stage?: LinkageStage; limit: number; cursor: string | undefined },
  ): Promise<{ items: LinkageView[]; next: string | null }>
  get(actor: Actor, linkageId: string): Promise<LinkageView>
  /** The SME answers an open need; its first answer bears the linkage. */
  answer(actor: Actor, needId: string, answer: StepAnswer): Promise<LinkageView>
  /** The same inside another use case's transaction. */
  answerIn(tx: Transaction, actor: Actor, needId: string, answer: StepAnswer): Promise<LinkageView>
  /** The lead firm invites a supplier to its open need. */
  invite(actor: Actor, needId: string, body: { organizationId: string; note?: string; dueOn?: string }): Promise<LinkageView>
  /** An agency shortlists a supplier for a need, or offers the need to it. */
  broker(actor: Actor, needId: string, body: BrokerBody): Promise<LinkageView>
  /** Any step on a linkage that stands. */
  step(actor: Actor, linkageId: string, version: number | null, answer: StepAnswer): Promise<LinkageView>
  /** The lead firm accepts or declines. */
  decide(actor: Actor, linkageId: string, version: number | null, answer: StepAnswer): Promise<LinkageView>

  // What other features are handed, within their own transactions.
  /** For features that hang something on a linkage; undefined for whoever is no party. */
  accessOf(tx: Transaction, actor: Actor, linkageId: string): Promise<LinkageAccess | undefined>
  /** The same for all readers of many linkages; at most 500. */
  readersOf(tx: Transaction, linkageIds: readonly string[]): Promise<Map<string, LinkageReaders>>
  /**
   * Another feature takes a step for its user, because what it keeps has come so far: both signed, an offer was made, both confirmed
   * a contract. False where the linkage has gone past that stage or not come to it; nothing changes then.
   */
  drive(tx: Transaction, actor: Actor, linkageId: string, answer: StepAnswer): Promise<boolean>
  /** What the actor reaches of these, in their order. */
  viewsOf(tx: Transaction, actor: Actor, linkageIds: readonly string[]): Promise<LinkageView[]>
  /** The same step as `broker`, within another feature's transaction. */
  brokerIn(tx: Transaction, actor: Actor, needId: string, body: BrokerBody): Promise<LinkageView>
  /** What a party of a linkage is told, with names that it may read; undefined where it does not know of the linkage. */
  noticeTo(tx: Transaction, linkageId: string, to: { party: LinkageParty; topic: NoticeTopic; mark: string }): Promise<Notice | undefined>
  /** Whether a need under review was offered to this SME, or is brokered by this agency. */
  reachesNeed(tx: Transaction, actor: Actor, needId: string): Promise<boolean>
  stages(tx: Transaction, of: { needId: string } | { smeId: string }): Promise<PairStanding[]>
  /** How a lead firm and an SME stand, over all needs: it opens tiers of the profile. */
  between(tx: Transaction, leadFirmId: string, smeId: string): Promise<Standing[]>
}

export function createLinkageService(needs: LinkageNeeds): LinkageService {
  const { db, clock, cursors } = needs
  return {
    list: (actor, { limit, cursor, ...filter }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'linkage.read')
        const at = clock.now()
        const lister = { organizationId: actingFor(actor).organizationId, kind: actor.kind ?? 'sme', at }
        const rows = await store.idsOf(tx, lister, { ...filter, after: cursors.read(cursor), limit: limit + 1 })
        const page = pageOf(rows, limit, cursors, (row) => [row.updatedAt.toISOString(), row.id])
        const ids = page.items.map((row) => row.id)
        return { items: await viewsOf(tx, actor, ids, at), next: page.next }
      }),
    get: (actor, linkageId) =>
      db.as(actor, async (tx) => {
        const at = clock.now()
        requireMay(actor, 'linkage.read', await accessOf(tx, actor, linkageId, at))
        return viewOf(tx, actor, linkageId, at)
      }),
    answer: (actor, needId, answer) => db.as(actor, (tx) => answerNeed(needs, tx, actor, { needId, answer })),
    answerIn: (tx, actor, needId, answer) => answerNeed(needs, tx, actor, { needId, answer }),
    invite: (actor, needId, body) => db.as(actor, (tx) => invite(needs, tx, actor, { needId, ...body })),
    broker: (actor, needId, body) => db.as(actor, (tx) => broker(needs, tx, actor, { needId, ...body })),
    step: (actor, linkageId, version, answer) => db.as(actor, (tx) => step(needs, tx, actor, { linkageId, version, answer })),
    decide: (actor, linkageId, version, answer) =>
      db.as(actor, async (tx) => {
        const row = await store.lock(tx, linkageId)
        requireMay(actor, 'interest.decide', row && { organizationId: row.leadFirmId })
        return step(needs, tx, actor, { linkageId, version, answer })
      }),
    accessOf: (tx, actor, linkageId) => accessOf(tx, actor, linkageId, clock.now()),
    readersOf: (tx, linkageIds) => readersOf(tx, linkageIds, clock.now()),
    drive: (tx, actor, linkageId, answer) => drive(needs, tx, actor, { linkageId, answer }),
    viewsOf: (tx, actor, ids) => viewsOf(tx, actor, ids, clock.now()),
    brokerIn: (tx, actor, needId, body) => broker(needs, tx, actor, { needId, ...body }),
    noticeTo: (tx, linkageId, to) => noticeOf(tx, linkageId, { ...to, at: clock.now() }),
    reachesNeed: (tx, actor, needId) => reachesNeed(needs, tx, actor, needId),
    stages: (tx, of) => store.stages(tx, of),
    between: (tx, leadFirmId, smeId) => store.between(tx, leadFirmId, smeId),
  }
}

async function answerNeed(
  needs: LinkageNeeds,
  tx: Transaction,
  actor: Actor,
  { needId, answer }: { needId: string; answer: StepAnswer },
): Promise<LinkageView> {
  requireMay(actor, 'interest.answer')
  const on = await situation(needs, tx, { needId, smeId: actingFor(actor).organizationId })
  // Under review a need is not there for whom it was not offered to.
  const isReleased = on.row !== undefined && on.row.releasedAt !== null
  if (!isReleased && on.need.reviewAgencyId !== null) throw new NotFoundError()
  await requirePublished(needs, tx, on, answer.step)
  return take(needs, tx, actor, { on, reach: { party: 'sme', sides: ['sme'] }, answer })
}

async function invite(
  needs: LinkageNeeds,
  tx: Transaction,
  actor: Actor,
  { needId, organizationId, ...rest }: { needId: string; organizationId: string; note?: string; dueOn?: string },
): Promise<LinkageView> {
  const found = await needs.needOf(tx, needId)
  requireMay(actor, 'interest.decide', found?.need)
  const on = await situation(needs, tx, { needId, smeId: organizationId })
  if (!(await needs.isSupplier(tx, organizationId))) throw new NotFoundError()
  return take(needs, tx, actor, { on, reach: { party: 'lead-firm', sides: ['lead-firm'] }, answer: { step: 'invite', ...rest } })
}

/** An agency may, with a mandate of either firm that covers the need, for a need that it may read. */
async function broker(
  needs: LinkageNeeds,
  tx: Transaction,
  actor: Actor,
  { needId, organizationId, ...answer }: BrokerBody & { needId: string },
): Promise<LinkageView> {
  requireMay(actor, 'linkage.broker')
  const agencyId = actingFor(actor).organizationId
  const on = await situation(needs, tx, { needId, smeId: organizationId })
  if (!(await needs.isSupplier(tx, organizationId))) throw new NotFoundError()
  const sides = on.brokers.filter((one) => one.agencyId === agencyId).map((one) => one.side)
  if (on.need.reviewAgencyId !== null && !sides.includes('lead-firm')) throw new NotFoundError()
  if (sides.length === 0)
    throw new RefusedError({ code: 'mandate-missing', message: 'Neither firm has given you a mandate for this need.' })
  return take(needs, tx, actor, { on, reach: { party: 'agency', sides }, answer })
}

async function noticeOf(
  tx: Transaction,
  linkageId: string,
  { party, topic, mark, at }: { party: LinkageParty; topic: NoticeTopic; mark: string; at: Date },
): Promise<Notice | undefined> {
  const [head] = await headStore.heads(tx, [linkageId], at)
  if (!head) return
  const id = { 'lead-firm': head.leadFirm.id, sme: head.sme.id, agency: brokerOf(head)?.agencyId ?? '' }[party]
  return noticeTo(head, id, topic, mark)
}

async function reachesNeed(needs: LinkageNeeds, tx: Transaction, actor: Actor, needId: string): Promise<boolean> {
  if (actor.organizationId === null) return false
  if (actor.kind === 'sme') return store.isReleased(tx, needId, actor.organizationId)
  const leadFirmId = (await needs.needOf(tx, needId))?.need.organizationId
  const brokers = leadFirmId ? await needs.mandates.brokersOf(tx, { needId, leadFirmId, smeId: null }) : []
  return may(actor, 'linkage.broker') === null && brokers.some((one) => one.agencyId === actor.organizationId)
}

interface StepAsked {
  linkageId: string
  version: number | null
  answer: StepAnswer
}

async function step(needs: LinkageNeeds, tx: Transaction, actor: Actor, asked: StepAsked): Promise<LinkageView> {
  requireMay(actor, 'linkage.step')
  const { on, reach } = await held(needs, tx, actor, asked.linkageId)
  requireMay(actor, 'linkage.step', on && { parties: partiesOf(on) })
  const { row } = on as Situation & { row: LinkageRow }
  requireVersion(row, asked.version)
  await requirePublished(needs, tx, on as Situation, asked.answer.step)
  return take(needs, tx, actor, { on: on as Situation, reach: reach as Reach, answer: asked.answer })
}

async function drive(
  needs: LinkageNeeds,
  tx: Transaction,
  actor: Actor,
  { linkageId, answer }: { linkageId: string; answer: StepAnswer },
): Promise<boolean> {
  const { on, reach } = await held(needs, tx, actor, linkageId)
  if (!on || !reach) throw new NotFoundError()
  const facts = factsOf(on, actingFor(actor).organizationId, needs.clock.now())
  if (!openSteps(on.row?.stage ?? null, 'system', facts).includes(answer.step)) return false
  await take(needs, tx, actor, { on, reach, answer, driven: true })
  return true
}

/** The linkage, held until the end, as the actor reaches it; nothing where he does not. */
async function held({ clock }: LinkageNeeds, tx: Transaction, actor: Actor, linkageId: string): Promise<{ on?: Situation; reach?: Reach }> {
  await store.lock(tx, linkageId)
  const [on] = await headStore.heads(tx, [linkageId], clock.now())
  const reach = on && actor.organizationId ? reachOf(on, actor.organizationId) : undefined
  return on && reach ? { on, reach } : {}
}

/** The pair over a published need, its linkage held where there is one. */
async function situation(needs: LinkageNeeds, tx: Transaction, { needId, smeId }: { needId: string; smeId: string }): Promise<Situation> {
  const found = await needs.needOf(tx, needId)
  if (!found || UNPUBLISHED.includes(found.need.state)) throw new NotFoundError()
  const row = await store.lockPair(tx, needId, smeId)
  const at = needs.clock.now()
  if (row) {
    const [head] = await headStore.heads(tx, [row.id], at)
    if (head) return head
  }
  const leadFirmId = found.need.organizationId
  const firms = await headStore.firms(tx, [leadFirmId, smeId])
  const [leadFirm, sme] = [firms.get(leadFirmId), firms.get(smeId)]
  if (!leadFirm || !sme) throw new NotFoundError()
  const brokers = await needs.mandates.brokersOf(tx, { needId, leadFirmId, smeId })
  return { row: undefined, need: needHead(found.need, found.version), leadFirm, sme, brokers }
}

const UNPUBLISHED = ['draft', 'review']

/** Only who has published a profile takes part; who has none can still say no to what stands. */
async function requirePublished(needs: LinkageNeeds, tx: Transaction, on: Situation, asked: LinkageStep): Promise<void> {
  const needsProfile = asked === 'show-interest' || on.row === undefined
  if (needsProfile && !(await needs.isSupplier(tx, on.sme.id)))
    throw new RefusedError({ code: 'profile-not-published', message: 'Publish your profile first: the lead firm reads it.' })
}
