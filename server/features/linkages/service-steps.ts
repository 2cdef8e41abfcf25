/** Takes one step of a linkage: decides, writes it and its entry, and tells the other parties. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { JobData } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { type StepAnswer, stepLinkage } from '../../../domain/linkage-steps.ts'
import { dueDay, turnOf } from '../../../domain/linkage-terms.ts'
import {
  isContracted,
  isIntroduced,
  type LinkageActor,
  type LinkageReason,
  type LinkageStage,
  type LinkageStep,
} from '../../../domain/linkages.ts'
import type { SourcingNeed } from '../../../domain/sourcing.ts'
import { actingFor } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import { RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { MandateService } from '../mandates/service.ts'
import type { LinkageView } from './contract.ts'
import { brokerOf, type Reach, type Situation } from './service-access.ts'
import { noticesOf } from './service-notices.ts'
import { termsFor } from './service-terms.ts'
import { factsOf, viewOf, zoneOf } from './service-view.ts'
import { type LinkageRow, linkageStore as store } from './store.ts'

export interface LinkageNeeds {
  db: Database
  clock: Clock
  cursors: Cursors
  mandates: Pick<MandateService, 'brokersOf'>
  needOf(tx: Transaction, needId: string): Promise<{ need: SourcingNeed; version: number } | undefined>
  /** True for an SME whose profile is published: only such a one can be invited or answer. */
  isSupplier(tx: Transaction, organizationId: string): Promise<boolean>
  tell(tx: Transaction, notice: JobData['notify']): Promise<void>
  /** Refuses one interest more than the month allows. */
  ration(tx: Transaction, pair: { needId: string; leadFirmId: string; smeId: string }): Promise<void>
  /** A lead firm accepted or declined: what is to be learned from it. */
  decided(
    tx: Transaction,
    decision: { linkageId: string; needId: string; smeId: string; accepted: boolean; reason: LinkageReason | null },
  ): Promise<void>
}

interface Step {
  on: Situation
  reach: Reach
  answer: StepAnswer
  /** Another feature steps for its user, once what it keeps says so: both have signed, an offer was made. */
  driven?: boolean
}

/** Takes one step and records who took it; bears the linkage when there was none. */
export async function take(needs: LinkageNeeds, tx: Transaction, actor: Actor, step: Step): Promise<LinkageView> {
  const { on, reach, answer } = step
  const at = needs.clock.now()
  const { userId, organizationId } = actingFor(actor)
  await refuseBothSides(tx, actor, on)
  const before = on.row?.stage ?? null
  const by: LinkageActor = step.driven ? 'system' : reach.party
  const decision = stepLinkage(before, answer, by, factsOf(on, organizationId, at))
  if (!decision.ok) throw new RefusedError(decision.refusal)
  // Who was invited may always answer.
  if (answer.step === 'show-interest' && before !== 'offered-to-sme') await needs.ration(tx, pairOf(on))
  const change = await changeOf(tx, step, { stage: decision.value, organizationId, at })
  const id = await save(tx, on, change)
  const { stage, reason, note, dueOn } = change
  const said = { stageBefore: before, stage, reason, note, dueOn, byUserId: userId, byOrganizationId: organizationId }
  await store.addEntries(tx, [{ linkageId: id, ...said, byParty: reach.party, at }])
  await record(tx, actor, { action: `linkage.${answer.step}`, subjectKind: 'linkage', subjectId: id, at })
  await tellOthers(needs, tx, { step, id, organizationId })
  return viewOf(tx, actor, id, at)
}

function pairOf({ need, leadFirm, sme }: Situation) {
  return { needId: need.id, leadFirmId: leadFirm.id, smeId: sme.id }
}

type Change = Awaited<ReturnType<typeof changeOf>>

async function changeOf(tx: Transaction, { on, reach, answer }: Step, { stage, organizationId, at }: Taken) {
  return {
    ...leaving(on, stage, reach.party),
    ...(await dueOf(tx, { on, reach, answer }, { stage, at })),
    ...memoriesOf(on.row, { stage, tellsSme: reach.party === 'sme' || stage === 'offered-to-sme', at }),
    stage,
    reason: answer.reason ?? null,
    note: answer.note?.trim() ?? '',
    needVersion: on.row && !ANSWERING.includes(answer.step) ? on.row.needVersion : on.need.version,
    agencyId: brokering(on, reach, { stage, organizationId }),
    updatedAt: at,
  }
}

/** The agency that stepped first, or that is to review. */
function brokering({ row, need }: Situation, { party }: Reach, { stage, organizationId }: Omit<Taken, 'at'>): string | null {
  if (row?.agencyId) return row.agencyId
  if (party === 'agency') return organizationId
  return stage === 'broker-shortlisted' ? need.reviewAgencyId : null
}

interface Taken {
  stage: LinkageStage
  organizationId: string
  at: Date
}

/** Whose turn it is next, and by when; what was told of the last day is told no more. */
async function dueOf(tx: Transaction, { on, reach, answer }: Step, { stage, at }: Omit<Taken, 'organizationId'>) {
  const broker = brokerOf(on)?.agencyId ?? null
  const turn = turnOf(stage, { isBrokered: on.brokers.length > 0, heldBy: reach.party })
  const asked = { 'lead-firm': on.leadFirm.id, sme: on.sme.id, agency: broker ?? '' }[turn ?? 'sme']
  const timeZone = zoneOf(on, asked) ?? 'UTC'
  const terms = await termsFor(tx, broker)
  const { on: dueOn, at: dueAt } = dueDay(stage, { terms, setOn: answer.dueOn ?? null, turn, now: at, timeZone }) ?? NO_DAY
  return { turn, dueOn, dueAt, remindedAt: null, warnedAt: null }
}

const NO_DAY = { on: null, at: null }

/** What cannot be undone: the SME knows of it, the two were introduced, there was a contract. */
function memoriesOf(row: LinkageRow | undefined, { stage, tellsSme, at }: { stage: LinkageStage; tellsSme: boolean; at: Date }) {
  return {
    releasedAt: row?.releasedAt ?? (tellsSme ? at : null),
    introducedAt: row?.introducedAt ?? (isIntroduced(stage) ? at : null),
    contractedAt: row?.contractedAt ?? (isContracted(stage) ? at : null),
  }
}

/** What a hold or an end remembers, so that it can be taken up where it stood. */
function leaving({ row }: Pick<Situation, 'row'>, stage: LinkageStage, by: LinkageActor) {
  if (!LEAVING.includes(stage) || !row) return { leftStage: null, leftBy: null }
  return { leftStage: row.stage === 'on-hold' ? row.leftStage : row.stage, leftBy: by }
}

const LEAVING: readonly LinkageStage[] = ['on-hold', 'lost', 'lapsed']
/** These answer the need as it stands now; later steps go on about what was answered. */
const ANSWERING: readonly LinkageStep[] = ['shortlist', 'offer', 'invite', 'show-interest', 'decline-interest']

async function save(tx: Transaction, { row, need, leadFirm, sme }: Situation, change: Change): Promise<string> {
  if (row) {
    await store.step(tx, row.id, change)
    return row.id
  }
  const born = await store.insert(tx, { ...change, needId: need.id, leadFirmId: leadFirm.id, smeId: sme.id, createdAt: change.updatedAt })
  if (!born) throw new RefusedError({ code: 'linkage-just-born', message: 'The other side took this step a moment ago; look again.' })
  return born.id
}

async function tellOthers(
  needs: LinkageNeeds,
  tx: Transaction,
  { step, id, organizationId }: { step: Step; id: string; organizationId: string },
): Promise<void> {
  const { answer, on } = step
  const row = await store.lock(tx, id)
  if (!row) return
  for (const notice of noticesOf({ ...on, row }, answer.step, organizationId)) await needs.tell(tx, notice)
  if (answer.step !== 'accept' && answer.step !== 'decline') return
  const { needId, smeId } = row
  await needs.decided(tx, { linkageId: id, needId, smeId, accepted: answer.step === 'accept', reason: answer.reason ?? null })
}

/** Who sits in two parties of a linkage decides for neither (trust reference, R9). */
async function refuseBothSides(tx: Transaction, actor: Actor, on: Situation): Promise<void> {
  const { userId, organizationId } = actingFor(actor)
  const others = [on.leadFirm.id, on.sme.id, ...on.brokers.map((one) => one.agencyId)].filter((id) => id !== organizationId)
  if (await store.sitsIn(tx, userId, [...new Set(others)]))
    throw new RefusedError({
      code: 'linkage-both-sides',
      message: 'You belong to another party of this linkage; a colleague takes this step.',
    })
}
