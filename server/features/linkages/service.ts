/** Linkages: the SME shows interest or says why not, the lead firm invites, accepts or declines; each step is recorded for good. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import {
  type LinkageParty,
  type LinkageReason,
  type LinkageStage,
  openSteps,
  revealsLeadFirm,
  type StepAnswer,
  stepLinkage,
} from '../../../domain/linkages.ts'
import { takesAnswers } from '../../../domain/needs.ts'
import type { SourcingNeed } from '../../../domain/sourcing.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { type Cursors, pageOf } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { LinkageView } from './contract.ts'
import { type LinkageRow, type LoadedLinkage, linkageStore as store } from './store.ts'

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
  invite(actor: Actor, needId: string, body: { organizationId: string; note?: string }): Promise<LinkageView>
  /** The lead firm accepts or declines. */
  decide(actor: Actor, linkageId: string, version: number | null, answer: StepAnswer): Promise<LinkageView>
  stages(
    tx: Transaction,
    of: { needId: string } | { smeId: string },
  ): Promise<{ id: string; needId: string; smeId: string; stage: LinkageStage }[]>
  /** Stages a lead firm and an SME have reached together: they open tiers of the profile. */
  between(tx: Transaction, leadFirmId: string, smeId: string): Promise<LinkageStage[]>
}

interface Needs {
  db: Database
  clock: Clock
  cursors: Cursors
  needOf(tx: Transaction, needId: string): Promise<{ need: SourcingNeed; version: number } | undefined>
  /** True for an SME whose profile is published: only such a one can be invited or answer. */
  isSupplier(tx: Transaction, organizationId: string): Promise<boolean>
  tell(
    tx: Transaction,
    organizationId: string,
    news: 'invited' | 'interest' | 'accepted' | 'declined',
    params: { need: string; firm: string; linkageId: string },
  ): Promise<void>
  /** Refuses one interest more than the month allows. */
  ration(tx: Transaction, smeId: string): Promise<void>
  /** A lead firm accepted or declined: what is to be learned from it. */
  decided(
    tx: Transaction,
    decision: { linkageId: string; needId: string; smeId: string; accepted: boolean; reason: LinkageReason | null },
  ): Promise<void>
}

interface Taken {
  needId: string
  leadFirmId: string
  smeId: string
  needVersion: number
  row: LinkageRow | undefined
}

export function createLinkageService(needs: Needs): LinkageService {
  const { db, cursors } = needs
  return {
    list: (actor, { limit, cursor, ...filter }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'linkage.read')
        const rows = await store.idsOf(tx, actingFor(actor).organizationId, { ...filter, after: cursors.read(cursor), limit: limit + 1 })
        const page = pageOf(rows, limit, cursors, (row) => [row.updatedAt.toISOString(), row.id])
        const loaded = await store.load(
          tx,
          page.items.map((row) => row.id),
        )
        return { items: loaded.map((one) => view(one, actor)), next: page.next }
      }),
    get: (actor, linkageId) =>
      db.as(actor, async (tx) => {
        const [loaded] = await store.load(tx, [linkageId])
        requireMay(actor, 'linkage.read', loaded && { parties: [loaded.row.leadFirmId, loaded.row.smeId] })
        return view(loaded as LoadedLinkage, actor)
      }),
    answer: (actor, needId, answer) => db.as(actor, (tx) => answerNeed(needs, tx, actor, { needId, answer })),
    answerIn: (tx, actor, needId, answer) => answerNeed(needs, tx, actor, { needId, answer }),
    invite: (actor, needId, body) => db.as(actor, (tx) => invite(needs, tx, actor, { needId, ...body })),
    decide: (actor, linkageId, version, answer) => db.as(actor, (tx) => decide(needs, tx, actor, { linkageId, version, answer })),
    stages: (tx, of) => store.stages(tx, of),
    between: (tx, leadFirmId, smeId) => store.between(tx, leadFirmId, smeId),
  }
}

async function answerNeed(
  needs: Needs,
  tx: Transaction,
  actor: Actor,
  { needId, answer }: { needId: string; answer: StepAnswer },
): Promise<LinkageView> {
  requireMay(actor, 'interest.answer')
  const { organizationId: smeId } = actingFor(actor)
  const { need, version } = await openNeed(needs, tx, needId)
  if (!(await needs.isSupplier(tx, smeId)))
    throw new RefusedError({ code: 'profile-not-published', message: 'Publish your profile first: the lead firm reads it.' })
  const row = await store.lockPair(tx, needId, smeId)
  // Who was invited may always answer.
  if (answer.step === 'show-interest' && row?.stage !== 'offered-to-sme') await needs.ration(tx, smeId)
  const linkage = await take(needs, tx, actor, {
    party: 'sme',
    answer,
    on: { needId, leadFirmId: need.organizationId, smeId, needVersion: version, row },
  })
  if (answer.step === 'show-interest')
    await needs.tell(tx, need.organizationId, 'interest', { need: need.title, firm: linkage.sme.name, linkageId: linkage.id })
  return linkage
}

async function invite(
  needs: Needs,
  tx: Transaction,
  actor: Actor,
  asked: { needId: string; organizationId: string; note?: string },
): Promise<LinkageView> {
  const found = await needs.needOf(tx, asked.needId)
  requireMay(actor, 'interest.decide', found?.need)
  const { need, version } = await openNeed(needs, tx, asked.needId)
  if (!(await needs.isSupplier(tx, asked.organizationId))) throw new NotFoundError()
  const row = await store.lockPair(tx, asked.needId, asked.organizationId)
  const on = { needId: asked.needId, leadFirmId: need.organizationId, smeId: asked.organizationId, needVersion: version, row }
  const linkage = await take(needs, tx, actor, {
    party: 'lead-firm',
    answer: { step: 'invite', ...(asked.note && { note: asked.note }) },
    on,
  })
  await needs.tell(tx, asked.organizationId, 'invited', {
    need: need.title,
    firm: need.alias ? '' : (linkage.leadFirm?.name ?? ''),
    linkageId: linkage.id,
  })
  return linkage
}

async function decide(
  needs: Needs,
  tx: Transaction,
  actor: Actor,
  asked: { linkageId: string; version: number | null; answer: StepAnswer },
): Promise<LinkageView> {
  const row = await store.lock(tx, asked.linkageId)
  requireMay(actor, 'interest.decide', row && { organizationId: row.leadFirmId })
  const held = row as LinkageRow
  requireVersion(held, asked.version)
  const linkage = await take(needs, tx, actor, { party: 'lead-firm', answer: asked.answer, on: { ...held, row: held } })
  const accepted = asked.answer.step === 'accept'
  const { needId, smeId } = held
  await needs.decided(tx, { linkageId: held.id, needId, smeId, accepted, reason: asked.answer.reason ?? null })
  const found = await needs.needOf(tx, held.needId)
  await needs.tell(tx, held.smeId, accepted ? 'accepted' : 'declined', {
    need: found?.need.title ?? '',
    firm: found?.need.alias ? '' : (linkage.leadFirm?.name ?? ''),
    linkageId: linkage.id,
  })
  return linkage
}

/** Takes one step and records who took it; bears the linkage when there was none. */
async function take(
  { clock }: Needs,
  tx: Transaction,
  actor: Actor,
  { party, answer, on }: { party: LinkageParty; answer: StepAnswer; on: Taken },
): Promise<LinkageView> {
  const before = on.row?.stage ?? null
  const decision = stepLinkage(before, answer, party)
  if (!decision.ok) throw new RefusedError(decision.refusal)
  const at = clock.now()
  const { userId: byUserId, organizationId: byOrganizationId } = actingFor(actor)
  const said = saidBy(decision.value, answer)
  const change = { ...said, needVersion: on.needVersion, updatedAt: at }
  const id = on.row
    ? on.row.id
    : await bear(tx, { needId: on.needId, leadFirmId: on.leadFirmId, smeId: on.smeId, ...change, createdAt: at })
  if (on.row) await store.step(tx, id, change)
  await store.addEntry(tx, { linkageId: id, stageBefore: before, ...said, byUserId, byOrganizationId, at })
  await record(tx, actor, { action: `linkage.${answer.step}`, subjectKind: 'linkage', subjectId: id, at })
  return viewOf(tx, id, actor)
}

function saidBy(stage: LinkageStage, { reason = null, note = '' }: { reason?: LinkageReason | null; note?: string }) {
  return { stage, reason, note: note.trim() }
}

async function viewOf(tx: Transaction, id: string, actor: Actor): Promise<LinkageView> {
  const [loaded] = await store.load(tx, [id])
  if (!loaded) throw new NotFoundError()
  return view(loaded, actor)
}

async function bear(tx: Transaction, values: Parameters<typeof store.insert>[1]): Promise<string> {
  const row = await store.insert(tx, values)
  if (!row) throw new RefusedError({ code: 'linkage-just-born', message: 'The other side took this step a moment ago; look again.' })
  return row.id
}

async function openNeed({ needOf, clock }: Needs, tx: Transaction, needId: string): Promise<{ need: SourcingNeed; version: number }> {
  const found = await needOf(tx, needId)
  if (!found || found.need.state === 'draft' || found.need.state === 'review') throw new NotFoundError()
  if (!takesAnswers(found.need, clock.now()))
    throw new RefusedError({ code: 'need-takes-no-answers', message: 'The need is closed, or its answer time is over.' })
  return found
}

function view({ row, need, leadFirmName, smeName, smePlace, entries }: LoadedLinkage, actor: Actor): LinkageView {
  const party: LinkageParty = actor.organizationId === row.leadFirmId ? 'lead-firm' : 'sme'
  const hidden = party === 'sme' && need.alias && !revealsLeadFirm(row.stage)
  return {
    id: row.id,
    need: { id: row.needId, title: need.title },
    leadFirm: hidden ? null : { id: row.leadFirmId, name: leadFirmName },
    sme: { id: row.smeId, name: smeName, place: smePlace },
    stage: row.stage,
    reason: row.reason,
    note: row.note,
    stale: need.version !== row.needVersion,
    openSteps: openSteps(row.stage, party),
    entries: entries.map(({ stage, reason, note, at, byOrganizationId }) => ({
      stage,
      by: byOrganizationId === row.smeId ? ('sme' as const) : ('lead-firm' as const),
      reason,
      note,
      at: at.toISOString(),
    })),
    version: row.version,
    updatedAt: row.updatedAt.toISOString(),
  }
}
