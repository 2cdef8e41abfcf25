/** Offers: an SME writes one part by part, submits it, revises, confirms or withdraws it until the deadline; each submission stays as it was. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { dayOf } from '../../../domain/day.ts'
import { mergeAnswers, missingToSubmit, type OfferAnswer, type OfferContent, tierFaults } from '../../../domain/offer-content.ts'
import { prefillOffer } from '../../../domain/offer-prefill.ts'
import { mayOffer, type OfferStep, seesAmounts, stepOffer } from '../../../domain/offers.ts'
import { askedIn, requirementKey } from '../../../domain/requirement-keys.ts'
import { isSealed, takesOffers } from '../../../domain/sealing.ts'
import type { SourcingNeed } from '../../../domain/sourcing.ts'
import { actingFor, requireVersion } from '../../access.ts'
import { DeniedError, InvalidError, NotFoundError, RefusedError } from '../../errors.ts'
import type { OfferBody, OfferVersionView, OfferView } from './contract-offers.ts'
import { accessFor, heldNeed, type LinkageAccess, type NeedHeld, type OfferNeeds, readingAs } from './service-needs.ts'
import { tellLeadFirm } from './service-notices.ts'
import { type Held, offerView, versionView } from './service-views.ts'
import { type OfferRow, offerStore as store, type VersionRow } from './store.ts'

export interface OfferService {
  get(actor: Actor, linkageId: string): Promise<OfferView>
  getVersion(actor: Actor, linkageId: string, number: number): Promise<OfferVersionView>
  /** Begins a draft with what the profile answers already. */
  begin(actor: Actor, linkageId: string): Promise<OfferView>
  /** Saves the parts that are sent. */
  save(actor: Actor, linkageId: string, version: number | null, body: OfferBody): Promise<OfferView>
  step(actor: Actor, linkageId: string, version: number | null, step: Exclude<OfferStep, 'save'>): Promise<OfferView>
  /** How many offers of this need were ever submitted: they fix its seal. */
  submittedFor(tx: Transaction, needId: string): Promise<number>
}

const PERMISSION = { submit: 'offer.submit', confirm: 'offer.submit', withdraw: 'offer.submit', discard: 'offer.draft' } as const

export function createOfferService(needs: OfferNeeds): OfferService {
  const { db } = needs
  return {
    get: (actor, linkageId) =>
      db.as(actor, async (tx) => {
        const access = await accessFor(needs, tx, actor, { linkageId, permission: 'offer.read' })
        return viewOf(needs, tx, actor, access)
      }),
    getVersion: (actor, linkageId, number) =>
      db.as(actor, async (tx) => {
        const access = await accessFor(needs, tx, actor, { linkageId, permission: 'offer.read' })
        const view = versionView(await load(needs, tx, access), actor, number, needs.clock.now())
        if (!view) throw new NotFoundError()
        return view
      }),
    begin: (actor, linkageId) => begin(needs, actor, linkageId),
    save: (actor, linkageId, version, body) => db.as(actor, (tx) => save(needs, tx, actor, { linkageId, version, body })),
    step: (actor, linkageId, version, step) => db.as(actor, (tx) => takeStep(needs, tx, actor, { linkageId, version, step })),
    submittedFor: (tx, needId) => store.submittedFor(tx, needId),
  }
}

async function load(needs: OfferNeeds, tx: Transaction, access: LinkageAccess): Promise<Held> {
  const held = await heldNeed(needs, tx, access.needId)
  const offer = await store.ofLinkage(tx, access.id)
  return { access, held, offer, versions: offer ? await store.versionsOf(tx, offer.id) : [] }
}

async function viewOf(needs: OfferNeeds, tx: Transaction, actor: Actor, access: LinkageAccess): Promise<OfferView> {
  const names = await needs.namesOf(tx, [access.leadFirmId, access.smeId])
  return offerView(await load(needs, tx, access), { actor, names, at: needs.clock.now() })
}

async function begin(needs: OfferNeeds, actor: Actor, linkageId: string): Promise<OfferView> {
  const reader = readingAs(actor)
  const seen = await needs.db.as(reader, (tx) => accessFor(needs, tx, actor, { linkageId, permission: 'offer.draft', party: 'sme' }))
  const verdicts = await needs.verdictsAboutItself(reader, seen.needId)
  const nameOf = await needs.nameOf('en')
  return needs.db.as(actor, async (tx) => {
    const access = await accessFor(needs, tx, actor, { linkageId, permission: 'offer.draft', party: 'sme' })
    const { need } = await heldNeed(needs, tx, access.needId)
    requireOfferable(need, access, needs.clock.now())
    const facts = await needs.factsOf(tx, access.smeId)
    if (!facts) throw new RefusedError({ code: 'no-profile', message: 'Make your capability profile first.' })
    const at = needs.clock.now()
    const { needId, leadFirmId, smeId } = access
    const draft = prefillOffer(need, facts, verdicts, nameOf)
    const row = await store.insert(tx, { linkageId, needId, leadFirmId, smeId, state: 'draft', draft, createdAt: at, updatedAt: at })
    if (!row) throw new RefusedError({ code: 'offer-begun', message: 'An offer was begun already.' })
    await record(tx, actor, { action: 'offer.begin', subjectKind: 'offer', subjectId: row.id, at })
    return viewOf(needs, tx, actor, access)
  })
}

function requireOfferable(need: SourcingNeed, { stage }: LinkageAccess, at: Date): void {
  if (!takesOffers(need, at))
    throw new RefusedError({ code: 'offer-deadline-passed', message: 'The deadline has passed, or the need is closed.' })
  if (!mayOffer(stage))
    throw new RefusedError({ code: 'offer-wrong-stage', message: 'At this stage of the linkage no offer is made.', params: { stage } })
}

/** The offer held for a step, on the need as it stands: whoever moves its deadline has moved it before, or waits. */
async function hold(needs: OfferNeeds, tx: Transaction, access: LinkageAccess, version: number | null) {
  const offer = await store.lock(tx, access.id)
  if (!offer) throw new NotFoundError()
  requireVersion(offer, version)
  await store.holdNeed(tx, access.needId)
  const held = await heldNeed(needs, tx, access.needId)
  const versions = await store.versionsOf(tx, offer.id)
  return { offer, held, versions, last: versions.at(-1) }
}

function decide(
  on: { offer: OfferRow; held: NeedHeld; last: VersionRow | undefined; stage: LinkageAccess['stage'] },
  step: OfferStep,
  at: Date,
) {
  const { offer, held, last, stage } = on
  const stale = last !== undefined && last.needVersion !== held.version
  const decision = stepOffer({ state: offer.state, stage, takesOffers: takesOffers(held.need, at), stale }, step)
  if (!decision.ok) throw new RefusedError(decision.refusal)
  return decision.value
}

async function save(
  needs: OfferNeeds,
  tx: Transaction,
  actor: Actor,
  { linkageId, version, body }: { linkageId: string; version: number | null; body: OfferBody },
): Promise<OfferView> {
  const access = await accessFor(needs, tx, actor, { linkageId, permission: 'offer.draft', party: 'sme' })
  // Amounts are the affair of those who may read them.
  if ((body.price !== undefined || body.tooling !== undefined) && !seesAmounts(actor)) throw new DeniedError('forbidden')
  const { offer, held, last } = await hold(needs, tx, access, version)
  const at = needs.clock.now()
  const state = decide({ offer, held, last, stage: access.stage }, 'save', at)
  const faults = tierFaults(body.price?.tiers ?? [])
  if (faults.length > 0) throw new InvalidError(faults)
  const { answers, ...parts } = body
  const draft: OfferContent = { ...offer.draft, ...parts, answers: readAnswers(held.need, offer.draft.answers, answers ?? []) }
  await store.update(tx, offer.id, { state, draft, updatedAt: at })
  const detail = { fields: Object.keys(body) }
  await record(tx, actor, { action: 'offer.save', subjectKind: 'offer', subjectId: offer.id, detail, at })
  return viewOf(needs, tx, actor, access)
}

/** Answers by the requirement's id in the need as it stands, kept by what was asked. */
function readAnswers(need: SourcingNeed, before: readonly OfferAnswer[], said: NonNullable<OfferBody['answers']>): OfferAnswer[] {
  const keys = new Map(askedIn(need.criteria).map(({ requirement }) => [requirement.id, requirementKey(requirement)]))
  const faults = said.flatMap(({ requirementId }, at) =>
    keys.has(requirementId) ? [] : [{ field: `/answers/${at}/requirementId`, code: 'not-found' }],
  )
  if (faults.length > 0) throw new InvalidError(faults)
  const byKey = said.map(({ requirementId, answer }): [string, OfferAnswer | null] => {
    const key = keys.get(requirementId) ?? ''
    return [key, answer && { key, ...answer }]
  })
  return mergeAnswers(before, new Map(byKey))
}

async function takeStep(
  needs: OfferNeeds,
  tx: Transaction,
  actor: Actor,
  { linkageId, version, step }: { linkageId: string; version: number | null; step: Exclude<OfferStep, 'save'> },
): Promise<OfferView> {
  const access = await accessFor(needs, tx, actor, { linkageId, permission: PERMISSION[step], party: 'sme' })
  const { offer, held, last } = await hold(needs, tx, access, version)
  const at = needs.clock.now()
  const state = decide({ offer, held, last, stage: access.stage }, step, at)
  if (step === 'submit') await submit(needs, tx, actor, { access, offer, held, content: offer.draft })
  else if (step === 'confirm' && last) await submit(needs, tx, actor, { access, offer, held, content: last.content })
  else if (step === 'discard' && last) await store.update(tx, offer.id, { state, draft: last.content, updatedAt: at })
  else await store.update(tx, offer.id, { state, withdrawnAt: at, updatedAt: at })
  await record(tx, actor, { action: `offer.${step}`, subjectKind: 'offer', subjectId: offer.id, at })
  if (step === 'withdraw') await tellLeadFirm(needs, tx, { topic: 'offer-withdrawn', access, held, version: offer.version + 1 })
  return viewOf(needs, tx, actor, access)
}

/** Adds one version for good; answers to what is no longer asked stay behind. */
async function submit(
  needs: OfferNeeds,
  tx: Transaction,
  actor: Actor,
  { access, offer, held, content }: { access: LinkageAccess; offer: OfferRow; held: NeedHeld; content: OfferContent },
): Promise<void> {
  const at = needs.clock.now()
  const missing = missingToSubmit(content, dayOf(at))
  if (missing.length > 0) throw new InvalidError(missing)
  const { need } = held
  const keys = new Set(askedIn(need.criteria).map(({ requirement }) => requirementKey(requirement)))
  const kept = { ...content, answers: content.answers.filter((one) => keys.has(one.key)) }
  const number = offer.submissions + 1
  await store.addVersion(tx, {
    offerId: offer.id,
    number,
    needVersion: held.version,
    content: kept,
    asked: need.criteria,
    sealed: isSealed({ sealed: need.sealed, answerBy: need.answerBy }, at),
    submittedAt: at,
    byUserId: actingFor(actor).userId,
  })
  const change = { state: 'submitted', draft: kept, submissions: number, submittedAt: at, withdrawnAt: null, updatedAt: at } as const
  const saved = await store.update(tx, offer.id, change)
  await needs.quoted(tx, actor, access.id)
  await tellLeadFirm(needs, tx, { topic: number === 1 ? 'offer-submitted' : 'offer-revised', access, held, version: saved.version })
}
