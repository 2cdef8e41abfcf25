/** Interest: the three standard questions and the exclusion grounds, kept beside the linkage that they bear, and the month's ration. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { rationOf } from '../../../domain/answer-terms.ts'
import { addMonths, dayOf } from '../../../domain/day.ts'
import {
  countsAsOpen,
  type ExclusionGround,
  exclusionAnswers,
  type GroundAnswer,
  groundsAsked,
  interestFor,
  monthBegan,
  openGrounds,
  rationInterest,
} from '../../../domain/interests.ts'
import { mayOffer } from '../../../domain/offers.ts'
import type { ExclusionAnswer } from '../../../domain/verdict.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { InvalidError, NotFoundError, RefusedError } from '../../errors.ts'
import type { InterestBody, InterestFormView, InterestView } from './contract.ts'
import { accessFor, heldNeed, type LinkageAccess, type NeedHeld, type OfferNeeds, type Pair } from './service-needs.ts'
import { type InterestRow, interestStore as store } from './store-interests.ts'
import { termsStore } from './store-terms.ts'

export interface InterestService {
  /** What a form of interest starts with. */
  prepare(actor: Actor, needId: string): Promise<InterestFormView>
  /** The SME shows interest and answers the three questions. */
  show(actor: Actor, needId: string, body: InterestBody): Promise<InterestView>
  get(actor: Actor, linkageId: string): Promise<InterestView>
  edit(actor: Actor, linkageId: string, version: number | null, body: InterestBody): Promise<InterestView>
  /** Refuses one interest more than the month allows; linkages ask before each. */
  ration(tx: Transaction, pair: Pair): Promise<void>
  /** Answers to the exclusion grounds of these needs, of all SMEs or of one, by need and SME, as verdicts read them. */
  exclusionAnswers(tx: Transaction, needIds: readonly string[], smeId?: string): Promise<Map<string, Record<string, ExclusionAnswer>>>
}

export function createInterestService(needs: OfferNeeds): InterestService {
  const { db } = needs
  return {
    async prepare(actor, needId) {
      requireMay(actor, 'interest.answer')
      const { userId, organizationId } = actingFor(actor)
      const contact = await db.asSystem('own-contact', (tx) => needs.contactOf(tx, userId))
      return db.as(actor, (tx) => prepare(needs, tx, actor, { organizationId, contact, needId }))
    },
    show: (actor, needId, body) => db.as(actor, (tx) => show(needs, tx, actor, { needId, body })),
    get: (actor, linkageId) =>
      db.as(actor, async (tx) => {
        const access = await accessFor(needs, tx, actor, { linkageId, permission: 'linkage.read' })
        return view(access, await heldNeed(needs, tx, access.needId), await store.ofLinkage(tx, linkageId))
      }),
    edit: (actor, linkageId, version, body) => db.as(actor, (tx) => edit(needs, tx, actor, { linkageId, version, body })),
    ration: (tx, pair) => ration(needs, tx, pair),
    exclusionAnswers: async (tx, needIds, of) => {
      const rows = await store.groundsOf(tx, needIds, of)
      return new Map(rows.map(({ needId, smeId, grounds }) => [`${needId}/${smeId}`, exclusionAnswers(grounds)]))
    },
  }
}

async function prepare(
  needs: OfferNeeds,
  tx: Transaction,
  actor: Actor,
  { organizationId, contact, needId }: { organizationId: string; contact: string; needId: string },
): Promise<InterestFormView> {
  const { need } = await publishedNeed(needs, tx, actor, needId)
  const asked = groundsAsked(need.criteria)
  const last = await store.lastOf(tx, organizationId)
  const pair = { needId, leadFirmId: need.organizationId, smeId: organizationId }
  const { open, limit, timeZone } = await shownThisMonth(needs, tx, pair)
  const left = Math.max(0, limit - open)
  const today = dayOf(needs.clock.now(), timeZone)
  return {
    needId,
    asked,
    grounds: (last?.grounds ?? []).filter((one) => asked.includes(one.ground)),
    about: last?.about ?? '',
    contact: last?.contact || contact,
    left,
    freeOn: left === 0 ? addMonths(`${today.slice(0, 7)}-01`, 1) : null,
  }
}

/** A need that an agency reviews is there for the SMEs it was offered to. */
async function publishedNeed(needs: OfferNeeds, tx: Transaction, actor: Actor, needId: string): Promise<NeedHeld> {
  const held = await heldNeed(needs, tx, needId)
  if (held.need.state === 'draft' || held.need.state === 'review') throw new NotFoundError()
  if (held.need.reviewAgencyId && !(await needs.reachesNeed(tx, actor, needId))) throw new NotFoundError()
  return held
}

async function show(
  needs: OfferNeeds,
  tx: Transaction,
  actor: Actor,
  { needId, body }: { needId: string; body: InterestBody },
): Promise<InterestView> {
  requireMay(actor, 'interest.answer')
  const held = await publishedNeed(needs, tx, actor, needId)
  const linkage = await needs.answerNeed(tx, actor, needId, { step: 'show-interest' })
  await keepInterest(needs, tx, actor, { linkageId: linkage.id, held, body })
  return viewAgain(needs, tx, actor, linkage.id)
}

async function edit(
  needs: OfferNeeds,
  tx: Transaction,
  actor: Actor,
  { linkageId, version, body }: { linkageId: string; version: number | null; body: InterestBody },
): Promise<InterestView> {
  const access = await accessFor(needs, tx, actor, { linkageId, permission: 'interest.answer', party: 'sme' })
  const row = await store.lock(tx, linkageId)
  requireVersion({ version: row?.version ?? 0 }, version)
  if (!mayOffer(access.stage))
    throw new RefusedError({ code: 'interest-wrong-stage', message: 'The interest stands no longer.', params: { stage: access.stage } })
  await keepInterest(needs, tx, actor, { linkageId, held: await heldNeed(needs, tx, access.needId), body })
  return viewAgain(needs, tx, actor, linkageId)
}

/** Stores the answers; every ground that the need asks about must be answered. */
export async function keepInterest(
  needs: Pick<OfferNeeds, 'clock'>,
  tx: Transaction,
  actor: Actor,
  { linkageId, held, body }: { linkageId: string; held: NeedHeld; body: InterestBody },
): Promise<void> {
  const at = needs.clock.now()
  const { organizationId: smeId } = actingFor(actor)
  const { need, version: needVersion } = held
  await store.keep(tx, {
    linkageId,
    needId: need.id,
    leadFirmId: need.organizationId,
    smeId,
    cooperation: body.cooperation,
    unclear: body.unclear?.trim() ?? '',
    about: body.about?.trim() ?? '',
    contact: body.contact?.trim() ?? '',
    grounds: readGrounds(groundsAsked(need.criteria), body.grounds ?? [], dayOf(at)),
    needVersion,
    createdAt: at,
    updatedAt: at,
  })
  await record(tx, actor, { action: 'interest.keep', subjectKind: 'linkage', subjectId: linkageId, at })
}

function readGrounds(asked: readonly ExclusionGround[], said: readonly Omit<GroundAnswer, 'statedOn'>[], statedOn: string): GroundAnswer[] {
  const open = openGrounds(asked, said)
  if (open.length > 0) throw new InvalidError(open.map((ground) => ({ field: `/ground-${ground}`, code: 'required' })))
  const answered = new Map(said.map((one) => [one.ground, one.applies]))
  return asked.map((ground) => ({ ground, applies: answered.get(ground) === true, statedOn }))
}

async function ration(needs: OfferNeeds, tx: Transaction, pair: Pair): Promise<void> {
  // Held, so that two interests at once are counted one after the other.
  await store.firm(tx, pair.smeId)
  const shown = await shownThisMonth(needs, tx, pair)
  const decision = rationInterest(shown, needs.clock.now(), shown.timeZone)
  if (!decision.ok) throw new RefusedError(decision.refusal)
}

async function shownThisMonth(needs: OfferNeeds, tx: Transaction, pair: Pair) {
  const { smeId } = pair
  const timeZone = (await store.firmOf(tx, smeId))?.timeZone ?? 'UTC'
  const stages = await store.shownSince(tx, smeId, monthBegan(needs.clock.now(), timeZone))
  const limit = rationOf(await termsStore.of(tx, await needs.agenciesOf(tx, pair)), needs.interestsPerMonth)
  return { open: stages.filter(countsAsOpen).length, limit, timeZone }
}

async function viewAgain(needs: OfferNeeds, tx: Transaction, actor: Actor, linkageId: string): Promise<InterestView> {
  const access = await needs.accessOf(tx, actor, linkageId)
  if (!access) throw new NotFoundError()
  return view(access, await heldNeed(needs, tx, access.needId), await store.ofLinkage(tx, linkageId))
}

function view(access: LinkageAccess, { need }: NeedHeld, row: InterestRow | undefined): InterestView {
  return {
    linkageId: access.id,
    needId: access.needId,
    stage: access.stage,
    ...(row ? saidTo(access, row) : UNSAID),
    asked: groundsAsked(need.criteria),
    mayEdit: access.party === 'sme' && mayOffer(access.stage),
  }
}

const UNSAID = { cooperation: null, unclear: '', about: '', contact: null, grounds: [], version: 0, updatedAt: null }

function saidTo({ party, standing }: LinkageAccess, row: InterestRow) {
  const { cooperation, unclear, about, contact, grounds } = party === 'sme' ? row : interestFor(row, standing)
  return { cooperation, unclear, about, contact, grounds, version: row.version, updatedAt: row.updatedAt.toISOString() }
}
