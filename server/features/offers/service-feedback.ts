/** Feedback to those not chosen: what a lead firm owes, by when, and the reason with one sentence that it gives once. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { DEFAULT_TERMS } from '../../../domain/answer-terms.ts'
import { type FeedbackReason, feedbackDue, giveFeedback } from '../../../domain/feedback.ts'
import type { LossReason } from '../../../domain/linkages.ts'
import { actingFor, requireMay } from '../../access.ts'
import { pageOf } from '../../cursor.ts'
import { RefusedError } from '../../errors.ts'
import type { FeedbackView, OwedView } from './contract-terms.ts'
import { accessFor, heldNeed, type LinkageAccess, type OfferNeeds } from './service-needs.ts'
import { type OwedRow, feedbackStore as store } from './store-feedback.ts'

export interface FeedbackService {
  owed(
    actor: Actor,
    page: { needId?: string; limit: number; cursor: string | undefined },
  ): Promise<{ items: OwedView[]; next: string | null }>
  get(actor: Actor, linkageId: string): Promise<FeedbackView>
  give(actor: Actor, linkageId: string, body: { reason: FeedbackReason; sentence: string }): Promise<FeedbackView>
}

export function createFeedbackService(needs: OfferNeeds): FeedbackService {
  const { db } = needs
  const cursors = needs.cursors.of('feedback')
  return {
    owed: (actor, { needId, limit, cursor }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'feedback.owed')
        const of = { leadFirmId: actingFor(actor).organizationId, ...(needId && { needId }) }
        const rows = await store.owed(tx, of, { after: cursors.read(cursor), limit: limit + 1 })
        const page = pageOf(rows, limit, cursors, (row) => [row.endedAt.toISOString(), row.linkageId])
        return { items: page.items.map((row) => owedView(row, needs.clock.now())), next: page.next }
      }),
    get: (actor, linkageId) =>
      db.as(actor, async (tx) => view(tx, await accessFor(needs, tx, actor, { linkageId, permission: 'linkage.read' }))),
    give: (actor, linkageId, body) =>
      db.as(actor, async (tx) => {
        const access = await accessFor(needs, tx, actor, { linkageId, permission: 'feedback.give', party: 'lead-firm' })
        await give(needs, tx, actor, { access, ...body })
        return view(tx, access)
      }),
  }
}

async function give(
  needs: OfferNeeds,
  tx: Transaction,
  actor: Actor,
  { access, reason, sentence }: { access: LinkageAccess; reason: FeedbackReason; sentence: string },
): Promise<void> {
  const given = await store.ofLinkage(tx, access.id)
  const [owed] = await store.owed(tx, { leadFirmId: access.leadFirmId, linkageId: access.id }, { after: null, limit: 1 })
  const decision = giveFeedback(given !== undefined, owed !== undefined)
  if (!decision.ok) throw new RefusedError(decision.refusal)
  const at = needs.clock.now()
  const { id: linkageId, needId, leadFirmId, smeId } = access
  const values = { linkageId, needId, leadFirmId, smeId, reason, sentence: sentence.trim(), givenAt: at, byUserId: actingFor(actor).userId }
  if (!(await store.insert(tx, values))) throw new RefusedError({ code: 'feedback-given', message: 'The feedback was given already.' })
  await record(tx, actor, { action: 'feedback.give', subjectKind: 'linkage', subjectId: linkageId, at })
  const { need } = await heldNeed(needs, tx, needId)
  await needs.jobs.send(tx, 'notify', {
    organizationId: smeId,
    topic: 'feedback-given',
    subject: { kind: 'linkage', id: linkageId },
    path: `/linkages/${linkageId}`,
    params: { need: need.title },
    key: `feedback-given/${linkageId}`,
  })
}

/** The lead firm reads when it is due; the SME what it was told. */
async function view(tx: Transaction, access: LinkageAccess): Promise<FeedbackView> {
  const given = await store.ofLinkage(tx, access.id)
  const [owed] = given ? [] : await store.owed(tx, { leadFirmId: access.leadFirmId, linkageId: access.id }, { after: null, limit: 1 })
  return {
    linkageId: access.id,
    owed: owed !== undefined,
    dueAt: owed ? dueOf(owed).toISOString() : null,
    reason: given?.reason ?? null,
    sentence: given?.sentence ?? '',
    givenAt: given?.givenAt.toISOString() ?? null,
  }
}

export function dueOf({ endedAt, feedbackDays, timeZone }: Pick<OwedRow, 'endedAt' | 'feedbackDays' | 'timeZone'>): Date {
  return feedbackDue(endedAt, feedbackDays ?? DEFAULT_TERMS.feedbackDays, timeZone)
}

function owedView(row: OwedRow, at: Date): OwedView {
  const due = dueOf(row)
  return {
    linkageId: row.linkageId,
    need: { id: row.needId, title: row.needTitle },
    sme: { id: row.smeId, name: row.smeName },
    stage: row.stage,
    reason: row.stage === 'lead-firm-declined' ? (row.reason as LossReason | null) : null,
    endedAt: row.endedAt.toISOString(),
    dueAt: due.toISOString(),
    late: due < at,
  }
}
